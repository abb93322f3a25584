// Part two of the SOP document: measures the flow table and shares its rows among the pages.
#include "documents/sop_flow.h"

#include <algorithm>

#include "documents/print_words.h"
#include "documents/sop_notes.h"

namespace kentongan::documents {
namespace {

using sop::Definition, sop::Step;

constexpr double number_width = 22, lane_least = 44, lane_most = 62, lane_share = 0.34;
constexpr double sizes[] = {9, 8.4, 7.8, 7.2};
constexpr double time_most = 58, stretch_most = 10;
constexpr double small_sizes[] = {6.6, 6.0, 5.4};

/// How much of the page is used.
double filling(const Flow& flow, std::size_t index) {
    const FlowPage& page = flow.pages[index];
    double used = flow.top_of(index) - flow.body.y + page.top_strip + page.bottom_strip;
    for (int r = page.first; r < page.till; ++r) {
        used += flow.rows[static_cast<std::size_t>(r)].height;
    }
    return used + (index + 1 == flow.pages.size() ? flow.tail_height() : 0);
}

class Measuring {
  public:
    Measuring(Pdf& pdf, const Definition& sop, const PrintOptions& options, double size)
        : pdf_(pdf), sop_(sop), options_(options) {
        flow_.size = size;
    }

    Flow finish() {
        flow_.body = body_of(pdf_);
        flow_.has_notes = sop_.keterangan_column;
        flow_.plan = sop::plan_of(sop_, {.two_exits = true});
        set_contents();
        measure_title();
        measure_head(pdf_, flow_, sop_, options_);
        measure_lanes();
        set_columns();
        measure_head(pdf_, flow_, sop_, options_);
        set_rows();
        set_tail();
        paginate();
        return std::move(flow_);
    }

  private:
    Style plain() const { return {flow_.size}; }
    Style remark() const { return {flow_.size - 0.9, false, true, 0.25}; }

    void add_correction(Content& content, const sop::Printed& printed) {
        if (!options_.show_corrections || printed.correction.empty()) return;
        content.push_back(
            {say(options_.language, "correction", {printed.correction}), remark(), 1});
    }

    Content items(const std::vector<sop::Item>& items) {
        Content content{{sop::cell_text(items), plain(), 0}};
        for (const sop::Item& item : items) add_correction(content, item.words);
        return content;
    }

    void set_contents() {
        contents_.assign(column_count, {});
        for (const StepName& name : flow_.plan.drawing.row_steps) {
            const Step* step = sop_.find(name);
            std::vector<Content> cells(column_count);
            if (step) {
                cells[number] = {{step->name.value + sop_.after_number, plain(), 0}};
                cells[activity] = {{step->activity.text, plain(), 0}};
                add_correction(cells[activity], step->activity);
                cells[needs] = items(step->needs);
                cells[time] = {{step->time.raw, plain(), 0}};
                cells[makes] = items(step->makes);
                cells[note] = {{step->note.text, plain(), 0}};
                add_correction(cells[note], step->note);
                set_remarks(*step, cells);
            }
            for (std::size_t c = 0; c < column_count; ++c) contents_[c].push_back(cells[c]);
        }
    }

    /// Remarks go into Keterangan; where the original has no such column, under the table.
    void set_remarks(const Step& step, std::vector<Content>& cells) {
        const auto remarks = remarks_on(sop_, step, flow_.plan, options_.language);
        if (remarks.empty()) return;
        if (!flow_.has_notes) {
            under_table_.push_back(
                say(options_.language, "of_step", {step.name.value, joined(remarks, "; ")}));
            return;
        }
        for (const auto& words : remarks) cells[note].push_back({words, remark(), 1});
    }

    void measure_title() {
        const auto& title = sop_.identity.flow_title;
        if (title.empty()) return;
        pdf_.add(flow_.title, title, {11, true}, flow_.body.width);
        flow_.title_height = height_of(flow_.title) + 7;
    }

    sop::Measures measures() {
        sop::Measures m;
        m.symbol_width = 32;
        m.symbol_height = 18;
        m.gap = 4.6;
        m.head = 8;
        m.measure = [this](const std::string& line) {
            return sop::Size{pdf_.width_of(line, {label_size}) + 1.5, label_size + 0.6};
        };
        return m;
    }

    /// Lanes as narrow as their arrows, labels and headings allow, so that texts have room.
    void measure_lanes() {
        const auto count = static_cast<double>(flow_.lanes());
        double wanted = std::clamp(flow_.body.width * lane_share / count, lane_least, lane_most);
        for (const auto& lane : sop_.lanes) {
            wanted = std::max(wanted, pdf_.widest_word(lane.label, {5.6, true}) + 4);
        }
        sop::Measures m = measures();
        m.lanes.assign(flow_.lanes(), wanted);
        flow_.drawing = sop::place(flow_.plan, m);
    }

    void set_columns() {
        std::vector<std::vector<Content>> texts{contents_[activity], contents_[needs],
                                                contents_[time], contents_[makes]};
        std::vector<double> least{90, 48, 36, 48};
        if (flow_.has_notes) {
            texts.push_back(contents_[note]);
            least.push_back(44);
        }
        for (std::size_t c = 0; c < least.size(); ++c) {
            const auto word = flow_.column_headings[c + 1];
            for (const Line& line : word) {
                least[c] = std::max(least[c], pdf_.widest_word(line.text, line.style) + 8);
            }
        }
        for (const Content& content : contents_[time]) {
            if (content.empty()) continue;
            const double whole = pdf_.width_of(content[0].text, plain()) + 2 * cell_padding + 1;
            least[2] = std::max(least[2], std::min(whole, time_most));
        }
        std::vector<double> floor;
        const auto& drawing = flow_.drawing;
        for (std::size_t r = 0; r < drawing.row_ends.size(); ++r) {
            floor.push_back(drawing.row_ends[r] - drawing.row_edges[r] - 2 * cell_padding);
        }
        double wide_number = number_width;
        for (const Content& content : contents_[number]) {
            if (content.empty()) continue;
            wide_number = std::max(wide_number, pdf_.width_of(content[0].text, plain()) + 8);
        }
        const double lanes = drawing.lane_edges.back();
        const double free = flow_.body.width - wide_number - lanes;
        const auto widths = fit_columns(pdf_, texts, least, free, 2 * cell_padding, floor);
        double x = flow_.body.x;
        flow_.edges = {x, x += wide_number, x += widths[0]};
        for (std::size_t lane = 0; lane < flow_.lanes(); ++lane) {
            flow_.edges.push_back(x + drawing.lane_edges[lane + 1]);
        }
        x += lanes;
        for (std::size_t c = 1; c < widths.size(); ++c) flow_.edges.push_back(x += widths[c]);
    }

    void set_rows() {
        for (std::size_t r = 0; r < contents_[0].size(); ++r) {
            FlowRow row;
            row.height = flow_.drawing.row_ends[r] - flow_.drawing.row_edges[r];
            for (std::size_t c = 0; c < column_count; ++c) {
                const auto column = static_cast<Column>(c);
                if (column == note && !flow_.has_notes) break;
                const double width =
                    flow_.right_of(column) - flow_.left_of(column) - 2 * cell_padding;
                row.cells.push_back(lines_of(pdf_, contents_[c][r], width));
                row.height = std::max(row.height, height_of(row.cells.back()) + 2 * cell_padding);
            }
            flow_.rows.push_back(std::move(row));
        }
    }

    void set_tail() {
        const Language language = options_.language;
        const auto counted = sum_of_times(sop_, language);
        const auto& stated = sop_.stated_total.raw;
        if (!counted.empty() || !stated.empty()) {
            std::string label = sop_.total_label;
            if (label.empty()) label = say(language, "total") + " " + say(language, "counted");
            const double before = flow_.left_of(time) - flow_.body.x - 2 * cell_padding;
            const double width = flow_.right_of(time) - flow_.left_of(time) - 2 * cell_padding;
            const double after = flow_.body.right() - flow_.right_of(time) - 2 * cell_padding;
            pdf_.add(flow_.total_label, label, {flow_.size, true}, before);
            if (!stated.empty()) pdf_.add(flow_.total_stated, stated, {flow_.size, true}, width);
            if (!counted.empty()) {
                pdf_.add(flow_.total_counted, say(language, "sum_of_rows", {counted}), plain(),
                         after);
            }
            flow_.total_height =
                std::max({height_of(flow_.total_label), height_of(flow_.total_stated),
                          height_of(flow_.total_counted)}) +
                2 * cell_padding;
        }
        flow_.legend_height = 26;
        const Style small{flow_.size - 0.8};
        if (!under_table_.empty()) {
            pdf_.add(flow_.notes, say(language, "notes"), {small.size, true}, flow_.body.width, 4);
        }
        for (const auto& words : under_table_) {
            pdf_.add(flow_.notes, words, small, flow_.body.width, 1);
        }
        for (const auto& words : closing_notes(sop_, options_.note_inferred, language)) {
            pdf_.add(flow_.notes, words, small, flow_.body.width, 2);
        }
    }

    double strip_before(int row) const {
        int letter = 0;
        return strip_height(crossings_at(flow_.drawing, row, letter));
    }

    /// The pages when none is fuller than `most`; the last one also holds what stands below.
    std::vector<FlowPage> filled(double most) const {
        const int count = static_cast<int>(flow_.rows.size());
        std::vector<FlowPage> pages;
        int row = 0;
        while (row < count) {
            FlowPage page{row, row, row > 0 ? strips_[static_cast<std::size_t>(row)] : 0, 0};
            double used = page.top_strip + (pages.empty() ? flow_.title_height : 0);
            while (page.till < count) {
                const auto next = static_cast<std::size_t>(page.till);
                const bool last = page.till + 1 == count;
                const double below = last ? flow_.tail_height() : strips_[next + 1];
                if (page.till > page.first && used + flow_.rows[next].height + below > most) break;
                used += flow_.rows[next].height;
                page.bottom_strip = last ? 0 : strips_[next + 1];
                page.till++;
            }
            row = page.till;
            pages.push_back(page);
        }
        return pages;
    }

    sop::Measures placed_measures() {
        sop::Measures m = measures();
        for (std::size_t lane = 0; lane < flow_.lanes(); ++lane) {
            const auto& edges = flow_.drawing.lane_edges;
            m.lanes.push_back(edges[lane + 1] - edges[lane]);
        }
        for (const FlowRow& row : flow_.rows) m.rows.push_back(row.height);
        m.before.assign(flow_.rows.size(), 0);
        for (const FlowPage& page : flow_.pages) {
            if (page.first > 0) m.before[static_cast<std::size_t>(page.first)] = 20;
        }
        return m;
    }

    void place_again() {
        flow_.drawing = sop::place(flow_.plan, placed_measures());
        for (std::size_t r = 0; r < flow_.rows.size(); ++r) {
            flow_.rows[r].height = flow_.drawing.row_ends[r] - flow_.drawing.row_edges[r];
        }
    }

    void paginate() {
        place_again();
        strips_.assign(flow_.rows.size() + 1, 0);
        for (std::size_t r = 1; r < flow_.rows.size(); ++r) {
            strips_[r] = strip_before(static_cast<int>(r));
        }
        const double whole = flow_.body.height - flow_.head_height;
        flow_.pages = filled(whole);
        // As many pages as needed, but none nearly empty: the lowest filling that needs no more.
        double low = whole / 4, high = whole;
        for (int i = 0; i < 12; ++i) {
            const double middle = (low + high) / 2;
            (filled(middle).size() > flow_.pages.size() ? low : high) = middle;
        }
        flow_.pages = filled(high);
        stretch();
        place_again();
    }

    /// What is left empty goes into the rows: the flow breathes, and the pages look alike.
    void stretch() {
        double more = stretch_most;
        for (std::size_t p = 0; p < flow_.pages.size(); ++p) {
            const FlowPage& page = flow_.pages[p];
            const double free = flow_.body.height - filling(flow_, p) - 2;
            more = std::min(more, free / (page.till - page.first));
        }
        if (more <= 0) return;
        for (FlowRow& row : flow_.rows) row.height += more;
    }

    Pdf& pdf_;
    const Definition& sop_;
    const PrintOptions& options_;
    Flow flow_;
    std::vector<std::vector<Content>> contents_;
    std::vector<std::string> under_table_;
    std::vector<double> strips_;
};

/// Whether every page holds what it should: a very long row may need a smaller letter.
bool fits(const Flow& flow) {
    for (std::size_t p = 0; p < flow.pages.size(); ++p) {
        if (filling(flow, p) > flow.body.height + 0.5) return false;
    }
    return true;
}

}  // namespace

Flow flow_of(Pdf& pdf, const Definition& sop, const PrintOptions& options, double size) {
    return Measuring(pdf, sop, options, size).finish();
}

Pages flow_pages(Pdf& pdf, const Definition& sop, const PrintOptions& options) {
    if (sop.steps.empty()) return {};
    Flow best = flow_of(pdf, sop, options, std::end(sizes)[-1]);
    for (const double size : sizes) {
        if (size == best.size) break;
        Flow larger = flow_of(pdf, sop, options, size);
        if (larger.pages.size() > best.pages.size() || !fits(larger)) continue;
        best = std::move(larger);
        break;
    }
    for (const double size : small_sizes) {
        if (fits(best)) break;
        best = flow_of(pdf, sop, options, size);
    }
    cut_arrows(best);
    Pages pages;
    const auto shared = std::make_shared<const Flow>(std::move(best));
    for (std::size_t p = 0; p < shared->pages.size(); ++p) {
        pages.push_back(
            [shared, p, &options](Pdf& out) { draw_flow_page(out, *shared, p, options); });
    }
    return pages;
}

}  // namespace kentongan::documents
