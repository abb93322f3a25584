// The flow table once measured: columns, rows, pages, and the drawing inside its lanes.
#pragma once

#include "documents/page_break.h"
#include "documents/sop_pages.h"
#include "documents/table_fit.h"
#include "sop/diagram.h"

namespace kentongan::documents {

/// A row's cells, left to right: number, activity, needs, time, makes, note.
enum Column : std::size_t { number, activity, needs, time, makes, note, column_count };

/// The cells of the table's head: two of them stand over several columns.
enum Heading : std::size_t {
    h_no,
    h_activity,
    h_performers,
    h_standard,
    h_needs,
    h_time,
    h_makes,
    h_note,
    heading_count
};

struct FlowRow {
    std::vector<Lines> cells = {};
    double height = 0;
};
struct FlowPage {
    int first = 0, till = 0;
    double top_strip = 0, bottom_strip = 0;
};
/// One part of an arrow, on one page, in that page's measures.
struct ArrowPart {
    std::size_t page = 0;
    std::vector<Spot> points = {};
    bool dashed = false;
};
struct Pentagon {
    std::size_t page = 0;
    Spot top_middle = {};
    std::string letter = {};
};

struct Flow {
    Box body;
    double size = 8;
    bool has_notes = true;
    sop::Plan plan;
    sop::Drawing drawing;
    Lines title = {};
    double title_height = 0;
    std::vector<std::string> headings = {};  // as definition.h lists them
    std::vector<Lines> column_headings = {}, lane_headings = {};
    double head_height = 0, head_top_height = 0, numbers_height = 0;
    std::vector<std::string> column_numbers = {};
    std::vector<double> edges = {};  // of all columns, lanes included; from the page's left
    std::vector<FlowRow> rows = {};
    std::vector<FlowPage> pages = {};
    std::vector<Break> breaks = {};
    std::vector<ArrowPart> arrows = {};
    std::vector<Pentagon> pentagons = {};
    Lines total_label = {}, total_stated = {}, total_counted = {};
    double total_height = 0;
    Lines notes = {};
    double legend_height = 0;

    std::size_t lanes() const { return lane_headings.size(); }
    /// The column's left edge: lanes stand between activity and needs.
    double left_of(Column column) const {
        return edges[column <= activity ? column : column + lanes()];
    }
    double right_of(Column column) const {
        return edges[(column <= activity ? column : column + lanes()) + 1];
    }
    double lanes_left() const { return edges[2]; }
    double top_of(std::size_t page) const {
        return body.y + (page == 0 ? title_height : 0) + head_height;
    }
    /// What turns a height in the drawing into one on that page.
    double shift_of(std::size_t page) const {
        const auto first = static_cast<std::size_t>(pages[page].first);
        return top_of(page) + pages[page].top_strip - drawing.row_edges[first];
    }
    double tail_height() const { return total_height + legend_height + height_of(notes) + 8; }
};

constexpr double cell_padding = 3, label_size = 6.2;

/// Measures everything; `size` is that of the cells' text.
Flow flow_of(Pdf&, const sop::Definition&, const PrintOptions&, double size);
/// Cuts the arrows where pages end and puts pentagons there.
void cut_arrows(Flow&);
void draw_flow_page(Pdf&, const Flow&, std::size_t page, const PrintOptions&);
/// Fills the head's texts, before the columns have their widths (`edges` empty) and after.
void measure_head(Pdf&, Flow&, const sop::Definition&, const PrintOptions&);

}  // namespace kentongan::documents
