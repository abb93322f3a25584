// The head of the flow table: two rows of headings, and the numbers of the columns if it has them.
#include <algorithm>

#include "documents/print_words.h"
#include "documents/sop_flow.h"

namespace kentongan::documents {
namespace {

/// The largest letter at which no word is wider than the column.
Style fitting(Pdf& pdf, std::string_view words, double width) {
    for (double size = 7.2; size > 5.2; size -= 0.4) {
        if (pdf.widest_word(words, {size, true}) <= width) return {size, true};
    }
    return {5.2, true};
}

}  // namespace

void measure_head(Pdf& pdf, Flow& flow, const sop::Definition& sop, const PrintOptions& options) {
    const char* usual[] = {"number", "activity", "performers", "standard",
                           "needs",  "time",     "makes",      "note"};
    flow.headings.clear();
    for (std::size_t i = 0; i < heading_count; ++i) {
        flow.headings.push_back(i < sop.headings.size() && !sop.headings[i].empty()
                                    ? sop.headings[i]
                                    : say(options.language, usual[i]));
    }
    const bool placed = !flow.edges.empty();
    const std::size_t of_column[] = {h_no, h_activity, h_needs, h_time, h_makes, h_note};
    flow.column_headings.assign(column_count, {});
    for (std::size_t c = 0; c < column_count; ++c) {
        const auto column = static_cast<Column>(c);
        if (column == note && !flow.has_notes) continue;
        const double width = placed ? flow.right_of(column) - flow.left_of(column) - 4 : 1e4;
        const auto& words = flow.headings[of_column[c]];
        pdf.add(flow.column_headings[c], words, fitting(pdf, words, width), width);
    }
    flow.lane_headings.assign(std::max<std::size_t>(1, sop.lanes.size()), {});
    double deepest = 0;
    for (std::size_t lane = 0; lane < sop.lanes.size(); ++lane) {
        const double width = placed ? flow.edges[lane + 3] - flow.edges[lane + 2] - 3 : 1e4;
        const auto& words = sop.lanes[lane].label;
        pdf.add(flow.lane_headings[lane], words, fitting(pdf, words, width), width);
        deepest = std::max(deepest, height_of(flow.lane_headings[lane]));
    }
    for (const Lines& lines : flow.column_headings) deepest = std::max(deepest, height_of(lines));
    flow.head_top_height = 14;
    flow.column_numbers = sop.column_numbers;
    flow.numbers_height = sop.column_numbers.empty() ? 0 : 11;
    flow.head_height = flow.head_top_height + deepest + 6 + flow.numbers_height;
}

}  // namespace kentongan::documents
