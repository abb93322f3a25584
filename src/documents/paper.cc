// Office papers: turns what is put in into blocks, lays them on pages, and draws them.
#include "documents/paper.h"

#include <algorithm>

#include "documents/paper_flow.h"
#include "documents/print_words.h"
#include "documents/qr.h"

namespace kentongan::documents {
namespace {

constexpr double foot_height = 22, foot_size = 7.5, text_size = 10, signing_room = 46;

struct Signing {
    SetLines above, below;
    Box box;
};

Signing set_signature(Pdf& pdf, const Signature& one, const Box& box, double gap) {
    std::vector<Note> above, below;
    if (!one.lead.empty()) above.push_back({one.lead});
    const auto post = one.acting.empty() ? one.position : cat(one.acting, " ", one.position);
    above.push_back({post + ",", true});
    if (!one.note.empty()) above.push_back({one.note, false, {}, 8});
    below.push_back({one.name.empty() ? "................................" : one.name, true});
    if (!one.rank.empty()) below.push_back({one.rank});
    if (!one.nip.empty()) below.push_back({cat("NIP ", nip_words(one.nip))});
    return {set_notes(pdf, above, text_size, box.width - gap),
            set_notes(pdf, below, text_size, box.width - gap), box};
}

void draw_code(Pdf& pdf, const QrModules& modules, Spot at, double side) {
    const double one = side / (modules.side + 2 * qr_margin);
    for (int y = 0; y < modules.side; ++y) {
        for (int x = 0; x < modules.side; ++x) {
            int run = 0;
            while (x + run < modules.side && modules.at(x + run, y)) ++run;
            if (run == 0) continue;
            pdf.fill({at.x + one * (x + qr_margin), at.y + one * (y + qr_margin), one * run, one},
                     0);
            x += run;
        }
    }
}

}  // namespace

std::string nip_words(std::string_view nip) {
    std::string digits;
    for (const char c : nip) {
        if (c >= '0' && c <= '9') digits += c;
    }
    if (digits.size() != 18) return std::string(nip);
    return cat(digits.substr(0, 8), " ", digits.substr(8, 6), " ", digits.substr(14, 1), " ",
               digits.substr(15));
}

struct OfficePaper::Inside {
    PaperOptions options;
    Pdf pdf;
    Box body;
    std::vector<Block> blocks;
    std::vector<SetRow> heads;
    int tables = 0;
    double wait = 0;  // a gap before the next block
    bool new_page = false;
    std::optional<Error> failed;

    explicit Inside(PaperOptions from)
        : options(std::move(from)),
          pdf(extent_of(options.paper, options.landscape), options.about) {
        const Extent page = pdf.page();
        const double m = options.margin;
        body = {m, m, page.width - 2 * m, page.height - 2 * m - foot_height};
    }

    void add(Block block) {
        block.above += wait;
        block.new_page = new_page;
        wait = 0;
        new_page = false;
        blocks.push_back(std::move(block));
    }

    /// Text over the body's width; what is longer than a page is cut between lines.
    void add_text(Lines lines, Align align, const char* tag, double above, bool stays = false) {
        std::size_t from = 0;
        while (from < lines.size()) {
            double height = 0;
            std::size_t till = from;
            while (till < lines.size() && height + lines[till].height <= body.height) {
                height += lines[till++].height;
            }
            Lines part(lines.begin() + static_cast<std::ptrdiff_t>(from),
                       lines.begin() + static_cast<std::ptrdiff_t>(till));
            Block block{from == 0 ? above : 0, height, stays};
            block.tag = tag;
            block.draw = [part, align, box = body](Pdf& out, double y) {
                out.write(part, {box.x, y, box.width, 0}, align);
            };
            add(std::move(block));
            from = till;
        }
    }

    void draw_foot(std::size_t number, std::size_t count) {
        const Style small{foot_size, false, false, 0.25};
        const double y = body.bottom() + foot_height - foot_size * 1.2;
        pdf.line({body.x, y - 4}, {body.right(), y - 4}, 0.4);
        pdf.begin("P");
        pdf.write(options.foot, {body.x, y}, small);
        const auto page =
            say(options.about.language, "page", {std::to_string(number), std::to_string(count)});
        pdf.write(page, {body.right() - pdf.width_of(page, small), y}, small);
        pdf.end("P");
    }

    void draw_sheet(const Sheet& sheet) {
        double y = body.y;
        int table = -1;
        const auto leave = [&](int next) {
            if (table >= 0 && table != next) pdf.end("Table");
            if (next >= 0 && table != next) pdf.begin("Table");
            table = next;
        };
        for (std::size_t i = sheet.from; i < sheet.till; ++i) {
            const Block& block = blocks[i];
            leave(block.table);
            if (i > sheet.from) y += block.above;
            if (i == sheet.from && block.head >= 0) {
                const SetRow& head = heads[static_cast<std::size_t>(block.head)];
                pdf.begin("TR");
                draw_row(pdf, head, y);
                pdf.end("TR");
                y += head.height;
            }
            pdf.begin(block.tag);
            block.draw(pdf, y);
            pdf.end(block.tag);
            y += block.height;
        }
        leave(-1);
    }
};

OfficePaper::OfficePaper(PaperOptions options)
    : inside_(std::make_unique<Inside>(std::move(options))) {}
OfficePaper::~OfficePaper() = default;

void OfficePaper::letterhead(const Letterhead& head) {
    Inside& in = *inside_;
    constexpr double emblem_side = 58;
    const double aside = head.emblem.empty() ? 0 : emblem_side + 8;
    const Box box{in.body.x + aside, 0, in.body.width - aside, 0};
    Lines lines;
    if (!head.government.empty()) in.pdf.add(lines, head.government, {12}, box.width);
    if (!head.office.empty()) in.pdf.add(lines, head.office, {14, true}, box.width);
    for (const auto& one : head.lines) in.pdf.add(lines, one, {8.5}, box.width, 1);
    const double words = height_of(lines);
    const double height = std::max(words, head.emblem.empty() ? 0 : emblem_side) + 8;
    Block block{0, height};
    block.draw = [&in, head, lines, box, height, words](Pdf& out, double y) {
        if (!head.emblem.empty()) {
            const auto drawn = out.picture(head.emblem, {in.body.x, y, emblem_side, emblem_side});
            if (!drawn) in.failed = drawn.error();
        }
        const double down = (height - 8 - words) / 2;
        out.write(lines, {box.x, y + down, box.width, 0}, Align::center);
        out.line({in.body.x, y + height - 4}, {in.body.right(), y + height - 4}, 2);
        out.line({in.body.x, y + height - 1}, {in.body.right(), y + height - 1}, 0.6);
    };
    in.add(std::move(block));
}

void OfficePaper::title(std::string_view text, const std::vector<std::string>& below) {
    Inside& in = *inside_;
    Lines lines;
    in.pdf.add(lines, text, {13, true}, in.body.width);
    in.add_text(std::move(lines), Align::center, "H1", 12, true);
    for (const auto& one : below) {
        Lines more;
        in.pdf.add(more, one, {text_size}, in.body.width);
        in.add_text(std::move(more), Align::center, "P", 2, true);
    }
    in.wait = 6;
}

void OfficePaper::heading(std::string_view text) {
    Lines lines;
    inside_->pdf.add(lines, text, {11, true}, inside_->body.width);
    inside_->add_text(std::move(lines), Align::left, "H2", 10, true);
}

void OfficePaper::paragraph(std::string_view text, Align align, const Style& style) {
    Lines lines;
    inside_->pdf.add(lines, text, style, inside_->body.width);
    inside_->add_text(std::move(lines), align, "P", 5);
}

void OfficePaper::facts(const std::vector<std::pair<std::string, std::string>>& rows,
                        double label_mm) {
    const double label = from_mm(label_mm);
    PaperTable plain{{label, 10, inside_->body.width - label - 10}};
    plain.lines = false;
    plain.size = text_size;
    for (const auto& [name, value] : rows) plain.rows.push_back({name, ":", value});
    table(plain);
}

void OfficePaper::numbered(const std::vector<std::string>& all) {
    PaperTable plain{{20, inside_->body.width - 20}};
    plain.lines = false;
    plain.size = text_size;
    for (std::size_t i = 0; i < all.size(); ++i) plain.rows.push_back({cat(i + 1, "."), all[i]});
    table(plain);
}

void OfficePaper::ticks(const std::vector<Note>& all, int columns) {
    const auto count = static_cast<std::size_t>(std::max(1, columns));
    PaperTable plain{std::vector<double>(count, 1)};
    plain.lines = false;
    plain.size = text_size;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i % count == 0) plain.rows.emplace_back();
        Note note = all[i];
        if (!note.ticked) note.ticked = false;
        plain.rows.back().push_back(Cell{std::vector<Note>{note}});
    }
    table(plain);
}

void OfficePaper::table(const PaperTable& table) {
    Inside& in = *inside_;
    auto rows = set_rows(in.pdf, table, in.body, in.body.height);
    int head = -1;
    const int number = in.tables++;
    double above = table.above;
    for (SetRow& row : rows) {
        Block block{above, row.height};
        above = 0;
        block.tag = "TR";
        block.table = number;
        block.head = row.head ? -1 : head;
        block.stays_with_next = row.head && rows.size() > 1;
        if (row.head) {
            head = static_cast<int>(in.heads.size());
            in.heads.push_back(row);
        }
        block.draw = [row = std::move(row)](Pdf& out, double y) { draw_row(out, row, y); };
        in.add(std::move(block));
    }
}

void OfficePaper::signatures(const std::vector<Signature>& all) {
    if (all.empty()) return;
    Inside& in = *inside_;
    const auto columns = std::max<std::size_t>(2, all.size());
    const double width = in.body.width / static_cast<double>(columns);
    std::vector<Signing> set;
    double above = 0, below = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto column = static_cast<double>(all.size() == 1 ? 1 : i);
        const Box box{in.body.x + width * column, 0, width, 0};
        set.push_back(set_signature(in.pdf, all[i], box, 10));
        above = std::max(above, height_of(set.back().above));
        below = std::max(below, height_of(set.back().below));
    }
    Block block{14, above + signing_room + below};
    block.draw = [set, above](Pdf& out, double y) {
        for (const Signing& one : set) {
            Box box{one.box.x, y, one.box.width - 10, 0};
            draw_lines(out, one.above, box, Align::left);
            box.y = y + above + signing_room;
            draw_lines(out, one.below, box, Align::left);
        }
    };
    in.add(std::move(block));
}

void OfficePaper::code(std::string_view text, std::string_view caption, double side_mm) {
    Inside& in = *inside_;
    auto modules = qr_modules(text);
    if (!modules) {
        in.failed = modules.error();
        return;
    }
    const double side = from_mm(side_mm);
    const Box beside{in.body.x + side + 8, 0, in.body.width - side - 8, 0};
    Lines lines;
    in.pdf.add(lines, caption, {8.5}, beside.width);
    const double height = std::max(side, height_of(lines));
    Block block{8, height};
    block.draw = [modules = *std::move(modules), lines, beside, side, height, x = in.body.x](
                     Pdf& out, double y) {
        draw_code(out, modules, {x, y}, side);
        out.write(lines, {beside.x, y, beside.width, height}, Align::left, true);
    };
    in.add(std::move(block));
}

void OfficePaper::gap(double points) {
    inside_->wait += points;
}

void OfficePaper::next_page() {
    inside_->new_page = true;
}

Result<std::string> OfficePaper::finish() {
    Inside& in = *inside_;
    auto sheets = sheets_of(in.blocks, in.heads, in.body.height);
    if (sheets.empty()) sheets.push_back({});
    in.pdf.begin("Document");
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        in.draw_sheet(sheets[i]);
        in.draw_foot(i + 1, sheets.size());
        in.pdf.next_page();
    }
    in.pdf.end("Document");
    if (in.failed) return *in.failed;
    return in.pdf.finish();
}

}  // namespace kentongan::documents
