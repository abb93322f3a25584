// Puts the parts of one SOP together, with a foot on every page.
#include "documents/sop_sheet.h"

#include <algorithm>

#include "documents/print_words.h"
#include "documents/sop_document.h"
#include "documents/sop_notes.h"

namespace kentongan::documents {
namespace {

constexpr double side_mm = 12, top_mm = 10, foot_mm = 13;

/// The lanes in the order in which the flow first comes to them; unused ones last.
sop::Definition by_first_use(sop::Definition sop) {
    const auto first_use = [&](const sop::Lane& lane) {
        const auto found = std::find_if(sop.steps.begin(), sop.steps.end(), [&](const auto& step) {
            return std::any_of(step.performers.begin(), step.performers.end(),
                               [&](const auto& one) { return one.role == lane.role; });
        });
        return found - sop.steps.begin();
    };
    auto lanes = sop.lanes;
    std::stable_sort(lanes.begin(), lanes.end(),
                     [&](const auto& a, const auto& b) { return first_use(a) < first_use(b); });
    sop.lanes = std::move(lanes);
    return sop;
}

std::string without_line_ends(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

}  // namespace

Box body_of(const Pdf& pdf) {
    const double side = from_mm(side_mm), top = from_mm(top_mm), foot = from_mm(foot_mm);
    const Extent page = pdf.page();
    return {side, top, page.width - 2 * side, page.height - top - foot};
}

void draw_foot(Pdf& pdf, const std::string& title, const std::string& remark, int page, int pages,
               Language language) {
    const Box body = body_of(pdf);
    const Style style{7, false, false, 0.25};
    const double y = body.bottom() + 8;
    pdf.line({body.x, y - 2}, {body.right(), y - 2}, 0.4);
    const auto count = say(language, "page", {std::to_string(page), std::to_string(pages)});
    const double right = pdf.width_of(count, style), middle = pdf.width_of(remark, style);
    const double left_free = (body.width - middle) / 2 - 12;
    pdf.begin("P");
    auto lines = pdf.broken(title, style, left_free);
    pdf.write(lines.size() > 1 ? lines.front() + " …" : title, {body.x, y}, style);
    pdf.write(remark, {body.x + (body.width - middle) / 2, y}, style);
    pdf.write(count, {body.right() - right, y}, style);
    pdf.end("P");
}

SopDocument::SopDocument(Pdf& pdf, const sop::Definition& sop, const PrintOptions& options)
    : sop_(options.lanes_by_first_use ? by_first_use(sop) : sop), options_(options) {
    pages_ = identity_pages(pdf, sop_, options_);
    for (auto& page : free_pages(pdf, sop_)) pages_.push_back(std::move(page));
    for (auto& page : flow_pages(pdf, sop_, options_)) pages_.push_back(std::move(page));
    const auto number = without_line_ends(sop_.number());
    title_ = without_line_ends(sop_.title());
    foot_ = cat("SOP ", number.empty() ? "" : number + " · ", title_);
    if (options_.note_inferred && has_inferred_performers(sop_)) {
        remark_ = say(options_.language, "adjusted");
    }
}

void SopDocument::draw(Pdf& pdf, int first_page, int pages_in_all) const {
    for (std::size_t i = 0; i < pages_.size(); ++i) {
        pages_[i](pdf);
        draw_foot(pdf, foot_, remark_, first_page + static_cast<int>(i), pages_in_all,
                  options_.language);
        pdf.next_page();
    }
}

Result<void> check_emblem(Pdf& pdf, const std::string& emblem) {
    // Beyond the page's edge: cairo leaves it out, we only learn whether it can be read.
    if (!emblem.empty()) TRY(pdf.picture(emblem, {-100, -100, 1, 1}));
    return {};
}

Result<std::string> sop_pdf(const sop::Definition& sop, const PrintOptions& options) {
    About about{without_line_ends(sop.title()),
                sop.identity.letterhead.empty() ? "" : joined(sop.identity.letterhead, ", "),
                "Standar Operasional Prosedur", options.language, options.created};
    if (about.title.empty()) about.title = sop.key;
    Pdf pdf(extent_of(options.paper), about);
    TRY(check_emblem(pdf, options.emblem));
    const SopDocument document(pdf, sop, options);
    pdf.begin("Document");
    document.draw(pdf, 1, document.page_count());
    pdf.end("Document");
    return pdf.finish();
}

}  // namespace kentongan::documents
