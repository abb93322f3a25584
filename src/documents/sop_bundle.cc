// Several SOPs as one document: cover, page for the decree, contents, explanation, SOPs.
#include <deque>

#include "documents/print_words.h"
#include "documents/sop_document.h"
#include "documents/sop_sheet.h"

namespace kentongan::documents {
namespace {

class Bundle {
  public:
    Bundle(Pdf& pdf, const std::vector<sop::Definition>& all, const BundleOptions& options)
        : pdf_(pdf), options_(options), body_(body_of(pdf)) {
        for (const auto& sop : all) documents_.emplace_back(pdf, sop, options.print);
    }

    void draw() {
        const int contents = contents_pages(), texts = explanation_pages();
        const int before = 2 + contents + texts;
        total_ = before;
        for (const auto& document : documents_) total_ += document.page_count();
        int page = before + 1;
        for (const auto& document : documents_) {
            starts_.push_back(page);
            page += document.page_count();
        }
        cover();
        decree();
        draw_contents();
        draw_explanation(3 + contents);
        for (std::size_t i = 0; i < documents_.size(); ++i) {
            pdf_.bookmark(documents_[i].title(), starts_[i]);
            documents_[i].draw(pdf_, starts_[i], total_);
        }
    }

  private:
    static constexpr double entry_height = 18, heading_height = 40;
    Language language() const { return options_.print.language; }
    std::string word(const char* key) const { return say(language(), key); }

    void centered(double y, std::string_view text, const Style& style) {
        Lines lines;
        pdf_.add(lines, text, style, body_.width * 0.8);
        pdf_.begin("P");
        pdf_.write(lines, {body_.x + body_.width * 0.1, y, body_.width * 0.8, 0}, Align::center);
        pdf_.end("P");
    }

    void foot(int page) {
        draw_foot(pdf_, options_.title, "", page, total_, language());
        pdf_.next_page();
    }

    void cover() {
        double y = body_.y + body_.height * 0.12;
        if (!options_.print.emblem.empty()) {
            const auto drawn = pdf_.picture(options_.print.emblem, {body_.x, y, body_.width, 90});
            static_cast<void>(drawn);  // sop_bundle_pdf looked at it before
        }
        y += 120;
        centered(y, word("cover"), {22, true});
        centered(y + 36, options_.title, {16, true});
        centered(y + 130, options_.agency, {14, true});
        centered(y + 170, options_.year, {14});
        centered(body_.bottom() - 30, options_.address, {9});
        pdf_.next_page();
    }

    void decree() {
        heading(word("decree"));
        centered(body_.y + body_.height / 2, word("decree_slot"), {10, false, true, 0.35});
        foot(2);
    }

    void heading(const std::string& words) {
        pdf_.begin("H1");
        const double width = pdf_.width_of(words, {14, true});
        pdf_.write(words, {body_.x + (body_.width - width) / 2, body_.y + 8}, {14, true});
        pdf_.end("H1");
    }

    std::size_t entries_on_a_page() const {
        return static_cast<std::size_t>((body_.height - heading_height) / entry_height);
    }
    int contents_pages() const {
        const auto room = entries_on_a_page();
        return static_cast<int>(std::max<std::size_t>(1, (documents_.size() + room - 1) / room));
    }

    void draw_contents() {
        const Style style{10};
        std::size_t next = 0;
        for (int page = 3; page < 3 + contents_pages(); ++page) {
            heading(word("contents"));
            double y = body_.y + heading_height;
            for (std::size_t i = 0; i < entries_on_a_page() && next < documents_.size(); ++i) {
                entry(next++, y, style);
                y += entry_height;
            }
            foot(page);
        }
    }

    void entry(std::size_t index, double y, const Style& style) {
        const double left = body_.x + 20, right = body_.right() - 20;
        const auto page = std::to_string(starts_[index]);
        const auto& document = documents_[index];
        std::string title = cat(index + 1, ".  ", document.title());
        if (!document.number().empty()) title += cat("  (", document.number(), ")");
        auto lines = pdf_.broken(title, style, right - left - 60);
        if (lines.size() > 1) lines.front() += " …";
        pdf_.begin("P");
        pdf_.write(lines.front(), {left, y}, style);
        double x = left + pdf_.width_of(lines.front(), style) + 6;
        const double number_x = right - pdf_.width_of(page, style);
        for (; x < number_x - 6; x += 5) pdf_.fill({x, y + 8.5, 0.9, 0.9}, 0.4);
        pdf_.write(page, {number_x, y}, style);
        pdf_.end("P");
    }

    std::vector<std::pair<std::string, std::string>> explanation() const {
        if (!options_.explanation.empty()) return options_.explanation;
        const auto count = std::to_string(documents_.size());
        const auto of =
            options_.agency.empty() ? "" : say(language(), "scope_of", {options_.agency});
        return {{word("scope"), say(language(), "scope_text", {count, of})},
                {word("summary"), word("summary_text")},
                {word("definitions"), word("definitions_text")}};
    }

    /// The explanation's lines, and where a new page must begin.
    std::vector<Lines> explanation_sheets() {
        std::vector<Lines> sheets(1);
        double used = heading_height;
        const double width = body_.width - 80;
        for (const auto& [title, text] : explanation()) {
            Lines lines;
            pdf_.add(lines, title, {11, true}, width, 10);
            pdf_.add(lines, text, {10}, width, 3);
            for (Line& line : lines) {
                if (used + line.above + line.height > body_.height) {
                    sheets.emplace_back();
                    used = heading_height;
                }
                used += line.above + line.height;
                sheets.back().push_back(std::move(line));
            }
        }
        return sheets;
    }
    int explanation_pages() { return static_cast<int>(explanation_sheets().size()); }

    void draw_explanation(int page) {
        for (const Lines& lines : explanation_sheets()) {
            heading(word("explanation"));
            pdf_.begin("P");
            pdf_.write(lines, {body_.x + 40, body_.y + heading_height, body_.width - 80, 0});
            pdf_.end("P");
            foot(page++);
        }
    }

    Pdf& pdf_;
    const BundleOptions& options_;
    Box body_;
    std::deque<SopDocument> documents_;
    std::vector<int> starts_;
    int total_ = 0;
};

}  // namespace

Result<std::string> sop_bundle_pdf(const std::vector<sop::Definition>& all,
                                   const BundleOptions& options) {
    Pdf pdf(extent_of(options.print.paper),
            {options.title, options.agency, "Standar Operasional Prosedur", options.print.language,
             options.print.created});
    TRY(check_emblem(pdf, options.print.emblem));
    pdf.begin("Document");
    Bundle(pdf, all, options).draw();
    pdf.end("Document");
    return pdf.finish();
}

}  // namespace kentongan::documents
