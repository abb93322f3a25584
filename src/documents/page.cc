// The drawing kit on cairo and pango: measuring, breaking and setting text, lines and shapes.
#include "documents/page.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "documents/pdf_language.h"
#include "documents/picture_surface.h"

namespace kentongan::documents {
/// Named, because Pdf::Inside holds them.
namespace page_parts {

struct Unref {
    void operator()(PangoContext* it) const { g_object_unref(it); }
    void operator()(PangoLayout* it) const { g_object_unref(it); }
    void operator()(PangoFontDescription* it) const { pango_font_description_free(it); }
    void operator()(cairo_surface_t* it) const { cairo_surface_destroy(it); }
    void operator()(cairo_t* it) const { cairo_destroy(it); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

}  // namespace page_parts

namespace {

using page_parts::Owned;

constexpr const char* family = "Liberation Sans";
constexpr double line_ratio = 1.2, ascent_ratio = 0.93;

cairo_status_t append(void* out, const unsigned char* bytes, unsigned int count) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

/// Text cairo may set: bad UTF-8 would spoil the whole page.
std::string settable(std::string_view text) {
    return is_utf8(text) ? std::string(text) : std::string(text.size(), '?');
}

int style_number(const Style& style) {
    return static_cast<int>(std::lround(style.size * 100)) * 4 + (style.bold ? 2 : 0) +
           (style.italic ? 1 : 0);
}

}  // namespace

Extent extent_of(Paper paper, bool landscape) {
    Extent upright{from_mm(210), from_mm(297)};
    if (paper == Paper::f4) upright = {from_mm(215), from_mm(330)};
    if (paper == Paper::half_folio) upright = {from_mm(165), from_mm(215)};
    return landscape ? Extent{upright.height, upright.width} : upright;
}

double height_of(const Lines& lines) {
    double height = 0;
    for (const Line& line : lines) height += line.above + line.height;
    return height;
}

struct Pdf::Inside {
    Extent extent;
    About about;
    std::string bytes;
    Owned<cairo_surface_t> surface;
    Owned<cairo_t> cairo;
    Owned<PangoContext> pango;
    Owned<PangoLayout> layout;
    std::unordered_map<int, Owned<PangoFontDescription>> fonts;
    std::unordered_map<int, std::unordered_map<std::string, double>> widths;
    int font_set = -1;

    void set_font(const Style& style) {
        const int number = style_number(style);
        if (number == font_set) return;
        font_set = number;
        auto& font = fonts[number];
        if (!font) {
            font.reset(pango_font_description_new());
            pango_font_description_set_family(font.get(), family);
            pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
            if (style.bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
            if (style.italic) pango_font_description_set_style(font.get(), PANGO_STYLE_ITALIC);
        }
        pango_layout_set_font_description(layout.get(), font.get());
    }

    void set_gray(double gray) { cairo_set_source_rgb(cairo.get(), gray, gray, gray); }
};

Pdf::Pdf(Extent extent, About about) : inside_(std::make_unique<Inside>()) {
    inside_->extent = extent;
    inside_->about = std::move(about);
    Inside& in = *inside_;
    in.surface.reset(
        cairo_pdf_surface_create_for_stream(append, &in.bytes, extent.width, extent.height));
    in.cairo.reset(cairo_create(in.surface.get()));
    const auto tell = [&](cairo_pdf_metadata_t what, const std::string& words) {
        cairo_pdf_surface_set_metadata(in.surface.get(), what, settable(words).c_str());
    };
    tell(CAIRO_PDF_METADATA_TITLE, in.about.title);
    tell(CAIRO_PDF_METADATA_AUTHOR, in.about.author);
    tell(CAIRO_PDF_METADATA_SUBJECT, in.about.subject);
    tell(CAIRO_PDF_METADATA_CREATOR, "Kentongan");
    tell(CAIRO_PDF_METADATA_CREATE_DATE, iso_utc(in.about.created));
    tell(CAIRO_PDF_METADATA_MOD_DATE, iso_utc(in.about.created));
    in.pango.reset(pango_cairo_create_context(in.cairo.get()));
    pango_cairo_context_set_resolution(in.pango.get(), 72);
    cairo_font_options_t* exact = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(exact, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(exact, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(in.pango.get(), exact);
    cairo_font_options_destroy(exact);
    pango_context_set_round_glyph_positions(in.pango.get(), FALSE);
    in.layout.reset(pango_layout_new(in.pango.get()));
    cairo_set_line_join(in.cairo.get(), CAIRO_LINE_JOIN_MITER);
}

Pdf::~Pdf() = default;

Extent Pdf::page() const {
    return inside_->extent;
}

void Pdf::next_page() {
    cairo_show_page(inside_->cairo.get());
}

double Pdf::width_of(std::string_view text, const Style& style) {
    Inside& in = *inside_;
    auto& known = in.widths[style_number(style)];
    const auto [it, fresh] = known.try_emplace(std::string(text), 0.0);
    if (fresh) {
        const std::string safe = settable(text);
        in.set_font(style);
        pango_layout_set_text(in.layout.get(), safe.data(), static_cast<int>(safe.size()));
        int width = 0;
        pango_layout_get_size(in.layout.get(), &width, nullptr);
        it->second = static_cast<double>(width) / PANGO_SCALE;
    }
    return it->second;
}

double Pdf::widest_word(std::string_view text, const Style& style) {
    double widest = 0;
    std::string word;
    for (const char c : cat(text, ' ')) {
        if (c != ' ' && c != '\n' && c != '\t') {
            word += c;
        } else if (!word.empty()) {
            widest = std::max(widest, width_of(word, style));
            word.clear();
        }
    }
    return widest;
}

std::vector<std::string> Pdf::broken(std::string_view text, const Style& style, double width) {
    std::vector<std::string> lines;
    const double blank = width_of(" ", style);
    for (const std::string& paragraph : split(text, '\n')) {
        std::string current;
        double used = 0;
        bool begun = false;
        for (const std::string& word : split(paragraph, ' ')) {
            const double wide = width_of(word, style);
            if (begun && used + blank + wide <= width + 0.01) {
                current += " " + word;
                used += blank + wide;
                continue;
            }
            if (begun) lines.push_back(current);
            current = word;
            used = wide;
            begun = true;
            while (used > width && length_of(current) > 1) {
                std::string head;
                std::size_t at = 0;
                while (at < current.size()) {
                    std::size_t next = at + 1;
                    while (next < current.size() && (current[next] & 0xC0) == 0x80) ++next;
                    if (at > 0 && width_of(current.substr(0, next), style) > width) break;
                    at = next;
                }
                head = current.substr(0, at);
                if (at >= current.size()) break;
                lines.push_back(head);
                current = current.substr(at);
                used = width_of(current, style);
            }
        }
        lines.push_back(current);
    }
    return lines;
}

void Pdf::add(Lines& lines, std::string_view text, const Style& style, double width, double above,
              double indent, std::string_view marker) {
    bool first = true;
    for (auto& piece : broken(text, style, width - indent)) {
        Line line{std::move(piece), style, indent, style.size * line_ratio, 0, {}};
        if (first) {
            line.above = above;
            line.marker = marker;
        }
        first = false;
        lines.push_back(std::move(line));
    }
}

void Pdf::write(std::string_view text, Spot at, const Style& style) {
    if (text.empty()) return;
    Inside& in = *inside_;
    const std::string safe = settable(text);
    in.set_font(style);
    in.set_gray(style.gray);
    pango_layout_set_text(in.layout.get(), safe.data(), static_cast<int>(safe.size()));
    cairo_move_to(in.cairo.get(), at.x, at.y + style.size * ascent_ratio);
    pango_cairo_show_layout_line(in.cairo.get(),
                                 pango_layout_get_line_readonly(in.layout.get(), 0));
    cairo_new_path(in.cairo.get());  // the text leaves its end as the path's beginning
    in.set_gray(0);
}

void Pdf::write(const Lines& lines, const Box& box, Align align, bool centered_in_height) {
    Box inner = box;
    if (centered_in_height) inner.y += std::max(0.0, (box.height - height_of(lines)) / 2);
    write(lines, 0, lines.size(), inner, align);
}

void Pdf::write(const Lines& lines, std::size_t from, std::size_t till, const Box& box,
                Align align) {
    double y = box.y;
    for (std::size_t i = from; i < till; ++i) {
        const Line& line = lines[i];
        if (i > from) y += line.above;
        double x = box.x + line.indent;
        const double free =
            box.width - line.indent - (align == Align::left ? 0 : width_of(line.text, line.style));
        if (align == Align::center) x += free / 2;
        if (align == Align::right) x += free;
        if (!line.marker.empty()) write(line.marker, {box.x, y}, line.style);
        write(line.text, {x, y}, line.style);
        y += line.height;
    }
}

void Pdf::line(Spot a, Spot b, double width) {
    cairo_t* cairo = inside_->cairo.get();
    cairo_set_line_width(cairo, width);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_SQUARE);
    cairo_move_to(cairo, a.x, a.y);
    cairo_line_to(cairo, b.x, b.y);
    cairo_stroke(cairo);
}

void Pdf::box(const Box& box, double width) {
    cairo_t* cairo = inside_->cairo.get();
    cairo_set_line_width(cairo, width);
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
    cairo_stroke(cairo);
}

void Pdf::fill(const Box& box, double gray) {
    inside_->set_gray(gray);
    cairo_rectangle(inside_->cairo.get(), box.x, box.y, box.width, box.height);
    cairo_fill(inside_->cairo.get());
    inside_->set_gray(0);
}

void Pdf::polygon(const std::vector<Spot>& corners, double width) {
    cairo_t* cairo = inside_->cairo.get();
    cairo_set_line_width(cairo, width);
    for (const Spot& corner : corners) cairo_line_to(cairo, corner.x, corner.y);
    cairo_close_path(cairo);
    inside_->set_gray(1);
    cairo_fill_preserve(cairo);
    inside_->set_gray(0);
    cairo_stroke(cairo);
}

void Pdf::capsule(const Box& box, double width) {
    cairo_t* cairo = inside_->cairo.get();
    const double round = box.height / 2, half = 3.14159265358979 / 2;
    cairo_set_line_width(cairo, width);
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, box.right() - round, box.y + round, round, -half, half);
    cairo_arc(cairo, box.x + round, box.y + round, round, half, 3 * half);
    cairo_close_path(cairo);
    cairo_stroke(cairo);
}

void Pdf::arrow(const std::vector<Spot>& points, bool dashed, bool head, double width) {
    if (points.size() < 2) return;
    cairo_t* cairo = inside_->cairo.get();
    const double dashes[] = {3, 2};
    const Spot a = points[points.size() - 2], tip = points.back();
    const double far = std::max(0.001, std::hypot(tip.x - a.x, tip.y - a.y));
    const Spot along{(tip.x - a.x) / far, (tip.y - a.y) / far};
    const double length = head ? 5 : 0, half = 2.3;
    const Spot foot{tip.x - along.x * length, tip.y - along.y * length};
    cairo_set_line_width(cairo, width);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
    if (dashed) cairo_set_dash(cairo, dashes, 2, 0);
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        cairo_line_to(cairo, points[i].x, points[i].y);
    }
    cairo_line_to(cairo, foot.x, foot.y);
    cairo_stroke(cairo);
    cairo_set_dash(cairo, dashes, 0, 0);
    if (!head) return;
    cairo_move_to(cairo, tip.x, tip.y);
    cairo_line_to(cairo, foot.x - along.y * half, foot.y + along.x * half);
    cairo_line_to(cairo, foot.x + along.y * half, foot.y - along.x * half);
    cairo_close_path(cairo);
    cairo_fill(cairo);
}

Result<void> Pdf::picture(std::string_view bytes, const Box& box) {
    const Owned<cairo_surface_t> image{picture_surface(bytes)};
    if (!image) {
        return Error{Kind::invalid, "the emblem is no PNG or JPEG picture", {{"emblem", "type"}}};
    }
    const double width = cairo_image_surface_get_width(image.get());
    const double height = cairo_image_surface_get_height(image.get());
    const double scale = std::min(box.width / width, box.height / height);
    cairo_t* cairo = inside_->cairo.get();
    cairo_save(cairo);
    cairo_translate(cairo, box.x + (box.width - width * scale) / 2,
                    box.y + (box.height - height * scale) / 2);
    cairo_scale(cairo, scale, scale);
    cairo_set_source_surface(cairo, image.get(), 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
    inside_->set_gray(0);
    return {};
}

void Pdf::begin(const char* tag) {
    cairo_tag_begin(inside_->cairo.get(), tag, nullptr);
}
void Pdf::end(const char* tag) {
    cairo_tag_end(inside_->cairo.get(), tag);
}

void Pdf::bookmark(std::string_view title, int page) {
    cairo_pdf_surface_add_outline(inside_->surface.get(), CAIRO_PDF_OUTLINE_ROOT,
                                  settable(title).c_str(), cat("page=", page).c_str(),
                                  CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

Result<std::string> Pdf::finish() {
    cairo_surface_finish(inside_->surface.get());
    const auto status = cairo_surface_status(inside_->surface.get());
    if (status != CAIRO_STATUS_SUCCESS) {
        return Error{Kind::unavailable, cat("cairo: ", cairo_status_to_string(status))};
    }
    return with_language(inside_->bytes, inside_->about.language);
}

}  // namespace kentongan::documents
