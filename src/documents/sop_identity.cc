// Part one of the SOP document: the thirteen elements of the identity, placed as the form has them.
#include <algorithm>
#include <cctype>

#include "documents/print_words.h"
#include "documents/sop_pages.h"

namespace kentongan::documents {
namespace {

using sop::Definition, sop::IdentitySection, sop::Section;

constexpr double cell_pad = 4, emblem_height = 52, signature_height = 34;
constexpr double left_share = 0.38, label_share = 0.19;
constexpr double identity_sizes[] = {10.5, 10, 9.5, 9, 8.5, 8, 7.5};

struct CellText {
    std::string label;
    Lines lines;
};
/// One line of the right-hand block, or two sections side by side.
struct Band {
    CellText left, right;
    double height = 0;
};

bool is_address(std::string_view line) {
    return std::any_of(line.begin(), line.end(), [](unsigned char c) { return std::islower(c); });
}

/// Before a name or its number a new line begins; the signature has its place above the name.
std::size_t name_begins(const std::string& text) {
    const auto bracket = text.find('['), number = text.find("NIP");
    return std::min(bracket, number);
}

class Identity {
  public:
    Identity(Pdf& pdf, const Definition& sop, const PrintOptions& options)
        : pdf_(pdf), sop_(sop), options_(options), body_(body_of(pdf)) {}

    Pages pages() {
        for (const double size : identity_sizes) {
            size_ = size;
            measure();
            if (top_height_ + height_of_bands() <= body_.height) break;
        }
        std::vector<std::vector<Piece>> sheets = paginate();
        Pages pages;
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            pages.push_back([self = *this, pieces = sheets[i], first = i == 0](Pdf& pdf) mutable {
                double y = self.body_.y;
                if (first) y += self.draw_top(pdf);
                for (const Piece& piece : pieces) y += self.draw(pdf, piece, y);
            });
        }
        return pages;
    }

  private:
    /// A part of a band: the lines [from, till) of its left and of its right cell.
    struct Piece {
        std::size_t band, left_from, left_till, right_from, right_till;
        double height;
    };

    Style plain() const { return {size_}; }
    Style bold() const { return {size_, true}; }
    Style remark() const { return {size_ - 1, false, true, 0.25}; }

    void measure() {
        measure_top();
        bands_.clear();
        const std::pair<Section, Section> pairs[] = {{Section::legal_basis, Section::qualification},
                                                     {Section::related, Section::equipment},
                                                     {Section::warning, Section::record}};
        for (const auto& [left, right] : pairs) {
            Band band{section_text(left), section_text(right), 0};
            band.height = std::max(height_of(band.left.lines), height_of(band.right.lines));
            bands_.push_back(std::move(band));
        }
    }

    double value_width() const {
        return body_.width * (1 - left_share - label_share) - 2 * cell_pad;
    }

    void measure_top() {
        rows_.clear();
        top_height_ = 0;
        for (const auto& line : sop_.identity.lines) {
            Band band;
            pdf_.add(band.left.lines, line.label, plain(),
                     body_.width * label_share - 2 * cell_pad);
            const bool is_name = line.field == sop::Field::name;
            if (line.field == sop::Field::ratified_by) {
                ratification(band.right.lines, line.value.text);
            } else {
                pdf_.add(band.right.lines, line.value.text, is_name ? bold() : plain(),
                         value_width());
            }
            correct(band.right.lines, line.value, value_width(), 0);
            band.height = std::max(height_of(band.left.lines), height_of(band.right.lines)) + 5;
            top_height_ += band.height;
            rows_.push_back(std::move(band));
        }
        measure_letterhead();
        top_height_ = std::max(top_height_, letterhead_height_);
    }

    void ratification(Lines& lines, const std::string& text) {
        const auto name = name_begins(text);
        pdf_.add(lines, trimmed(text.substr(0, name)), plain(), value_width());
        if (name == text.npos) {
            lines.push_back({"", plain(), 0, signature_height, 0, {}});
            return;
        }
        std::string signer = text.substr(name);
        if (const auto number = signer.find(" NIP"); number != signer.npos) signer[number] = '\n';
        if (const auto rank = signer.find("] "); rank != signer.npos && rank + 2 < signer.size()) {
            signer[rank + 1] = '\n';
        }
        pdf_.add(lines, signer, plain(), value_width(), signature_height);
    }

    void measure_letterhead() {
        letterhead_.clear();
        const double width = body_.width * left_share - 2 * cell_pad;
        for (const auto& line : sop_.identity.letterhead) {
            const bool address = is_address(line);
            pdf_.add(letterhead_, line, address ? Style{size_ - 1} : Style{size_ + 1, true}, width,
                     address && !letterhead_.empty() ? 2 : 0);
        }
        letterhead_height_ = height_of(letterhead_) + 4 * cell_pad;
        if (!options_.emblem.empty()) letterhead_height_ += emblem_height + 4;
    }

    void correct(Lines& lines, const sop::Printed& printed, double width, double indent) {
        if (!options_.show_corrections || printed.correction.empty()) return;
        pdf_.add(lines, say(options_.language, "correction", {printed.correction}), remark(), width,
                 0.5, indent);
    }

    CellText section_text(Section which) {
        CellText cell;
        const double width = body_.width / 2 - 2 * cell_pad;
        for (const IdentitySection& section : sop_.identity.sections) {
            if (section.section != which) continue;
            pdf_.add(cell.lines, section.label, bold(), width, cell.lines.empty() ? 0 : 4);
            if (!section.lead.empty()) pdf_.add(cell.lines, section.lead, plain(), width, 1.5);
            double indent = 0;
            for (const auto& item : section.items) {
                if (item.marker.empty()) continue;
                indent = std::max(indent, pdf_.width_of(item.marker, plain()) + 4);
            }
            for (const auto& item : section.items) {
                pdf_.add(cell.lines, item.words.text, plain(), width, 1.5, indent, item.marker);
                correct(cell.lines, item.words, width, indent);
            }
        }
        return cell;
    }

    double height_of_bands() const {
        double height = 0;
        for (const Band& band : bands_) height += band.height + 2 * cell_pad;
        return height;
    }

    /// How many lines from `from` on fit into `height`.
    static std::size_t fitting(const Lines& lines, std::size_t from, double height) {
        std::size_t till = from;
        for (double used = 0; till < lines.size(); ++till) {
            used += lines[till].height + (till > from ? lines[till].above : 0);
            if (used > height + 0.01) break;
        }
        return till;
    }

    static double height_between(const Lines& lines, std::size_t from, std::size_t till) {
        double height = 0;
        for (std::size_t i = from; i < till; ++i) {
            height += lines[i].height + (i > from ? lines[i].above : 0);
        }
        return height;
    }

    std::vector<std::vector<Piece>> paginate() const {
        std::vector<std::vector<Piece>> sheets(1);
        double free = body_.height - top_height_;
        for (std::size_t i = 0; i < bands_.size(); ++i) {
            const Lines &left = bands_[i].left.lines, &right = bands_[i].right.lines;
            if (left.empty() && right.empty()) continue;
            const double whole = bands_[i].height + 2 * cell_pad;
            // A band that fits on a page of its own is not torn.
            if (whole > free && whole <= body_.height && !(sheets.back().empty() && i == 0)) {
                sheets.emplace_back();
                free = body_.height;
            }
            std::size_t a = 0, b = 0;
            do {
                const auto a_till = fitting(left, a, free - 2 * cell_pad);
                const auto b_till = fitting(right, b, free - 2 * cell_pad);
                const double height =
                    std::max(height_between(left, a, a_till), height_between(right, b, b_till)) +
                    2 * cell_pad;
                if (a_till > a || b_till > b) {
                    sheets.back().push_back({i, a, a_till, b, b_till, height});
                    free -= height;
                }
                a = a_till;
                b = b_till;
                if (a < left.size() || b < right.size()) {
                    sheets.emplace_back();
                    free = body_.height;
                }
            } while (a < left.size() || b < right.size());
        }
        return sheets;
    }

    double draw_top(Pdf& pdf) const {
        const Box left{body_.x, body_.y, body_.width * left_share, top_height_};
        pdf.box(left);
        double y = left.y + (top_height_ - letterhead_height_) / 2 + 2 * cell_pad;
        if (!options_.emblem.empty()) {
            const auto drawn = pdf.picture(
                options_.emblem, {left.x + cell_pad, y, left.width - 2 * cell_pad, emblem_height});
            static_cast<void>(drawn);  // sop_pdf looked at it before
            y += emblem_height + 4;
        }
        pdf.begin("P");
        pdf.write(letterhead_, {left.x + cell_pad, y, left.width - 2 * cell_pad, 0}, Align::center);
        pdf.end("P");
        double at = body_.y, slack = top_height_;
        for (const Band& row : rows_) slack -= row.height;
        const double label_x = left.right(), value_x = label_x + body_.width * label_share;
        pdf.begin("Table");
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const double height = rows_[i].height + slack / static_cast<double>(rows_.size());
            pdf.begin("TR");
            pdf.box({label_x, at, value_x - label_x, height});
            pdf.box({value_x, at, body_.right() - value_x, height});
            pdf.begin("TH");
            pdf.write(rows_[i].left.lines, {label_x + cell_pad, at + 2.5, value_x - label_x, 0});
            pdf.end("TH");
            pdf.begin("TD");
            const bool signing = sop_.identity.lines[i].field == sop::Field::ratified_by;
            pdf.write(rows_[i].right.lines, {value_x + cell_pad, at + 2.5, value_width(), 0},
                      signing ? Align::center : Align::left);
            pdf.end("TD");
            pdf.end("TR");
            at += height;
        }
        pdf.end("Table");
        return top_height_;
    }

    double draw(Pdf& pdf, const Piece& piece, double y) const {
        const Band& band = bands_[piece.band];
        const double half = body_.width / 2;
        pdf.box({body_.x, y, half, piece.height});
        pdf.box({body_.x + half, y, half, piece.height});
        pdf.begin("P");
        pdf.write(band.left.lines, piece.left_from, piece.left_till,
                  {body_.x + cell_pad, y + cell_pad, half - 2 * cell_pad, 0});
        pdf.end("P");
        pdf.begin("P");
        pdf.write(band.right.lines, piece.right_from, piece.right_till,
                  {body_.x + half + cell_pad, y + cell_pad, half - 2 * cell_pad, 0});
        pdf.end("P");
        return piece.height;
    }

    Pdf& pdf_;
    const Definition& sop_;
    const PrintOptions& options_;
    Box body_;
    double size_ = 9, top_height_ = 0, letterhead_height_ = 0;
    std::vector<Band> rows_, bands_;
    Lines letterhead_;
};

}  // namespace

Pages identity_pages(Pdf& pdf, const Definition& sop, const PrintOptions& options) {
    return Identity(pdf, sop, options).pages();
}

}  // namespace kentongan::documents
