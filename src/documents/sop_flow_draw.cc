// Draws one page of the flow table: head, rows, symbols, arrows, pentagons, and what stands below.
#include <algorithm>

#include "documents/print_words.h"
#include "documents/sop_flow.h"
#include "documents/sop_notes.h"

namespace kentongan::documents {
namespace {

void draw_pentagon(Pdf& pdf, Spot top, double size, const std::string& letter) {
    const double half = size / 2;
    pdf.polygon({{top.x - half, top.y},
                 {top.x + half, top.y},
                 {top.x + half, top.y + size * 0.55},
                 {top.x, top.y + size},
                 {top.x - half, top.y + size * 0.55}});
    const Style style{letter.size() > 1 ? 5.4 : 6.8, true};
    pdf.write(letter, {top.x - pdf.width_of(letter, style) / 2, top.y + size * 0.08}, style);
}

void draw_symbol(Pdf& pdf, sop::Symbol symbol, const Box& box) {
    const double x = box.x + box.width / 2, y = box.y + box.height / 2;
    switch (symbol) {
    case sop::Symbol::capsule: pdf.capsule(box); break;
    case sop::Symbol::box: pdf.box(box, 0.8); break;
    case sop::Symbol::diamond:
        pdf.polygon({{x, box.y}, {box.right(), y}, {x, box.bottom()}, {box.x, y}});
        break;
    }
}

class Drawing {
  public:
    Drawing(Pdf& pdf, const Flow& flow, std::size_t page, const PrintOptions& options)
        : pdf_(pdf),
          flow_(flow),
          index_(page),
          page_(flow.pages[page]),
          options_(options),
          shift_(flow.shift_of(page)) {}

    void all() {
        if (index_ == 0 && !flow_.title.empty()) {
            pdf_.begin("H1");
            pdf_.write(flow_.title, flow_.body, Align::center);
            pdf_.end("H1");
        }
        pdf_.begin("Table");
        head();
        bottom_ = flow_.top_of(index_) + page_.top_strip;
        if (page_.top_strip > 0) rule(flow_.top_of(index_) + page_.top_strip);
        for (int r = page_.first; r < page_.till; ++r) row(static_cast<std::size_t>(r));
        bottom_ += page_.bottom_strip;
        if (page_.bottom_strip > 0) rule(bottom_);
        for (const double x : flow_.edges) pdf_.line({x, head_bottom()}, {x, bottom_});
        const bool last = index_ + 1 == flow_.pages.size();
        if (last) total();
        pdf_.end("Table");
        lanes();
        if (last) below();
    }

  private:
    void rule(double y) { pdf_.line({flow_.body.x, y}, {flow_.body.right(), y}); }
    double head_top() const { return flow_.top_of(index_) - flow_.head_height; }
    double head_bottom() const { return flow_.top_of(index_); }

    void heading(const Lines& lines, const Box& box) {
        pdf_.fill(box, 0.93);
        pdf_.box(box);
        pdf_.begin("TH");
        pdf_.write(lines, box, Align::center, true);
        pdf_.end("TH");
    }

    Lines one_line(const std::string& words) const {
        const Style style{7.2, true};
        return {{words, style, 0, style.size * 1.2, 0, {}}};
    }

    void head() {
        const double top = head_top(), upper = flow_.head_top_height;
        const double whole = flow_.head_height - flow_.numbers_height;
        const auto high = [&](Column column) {
            const double left = flow_.left_of(column);
            heading(flow_.column_headings[column],
                    {left, top, flow_.right_of(column) - left, whole});
        };
        pdf_.begin("TR");
        high(number);
        high(activity);
        const double lanes_left = flow_.lanes_left(), lanes_right = flow_.left_of(needs);
        heading(one_line(flow_.headings[h_performers]),
                {lanes_left, top, lanes_right - lanes_left, upper});
        heading(one_line(flow_.headings[h_standard]),
                {lanes_right, top, flow_.right_of(makes) - lanes_right, upper});
        if (flow_.has_notes) high(note);
        pdf_.end("TR");
        pdf_.begin("TR");
        for (std::size_t lane = 0; lane < flow_.lanes(); ++lane) {
            const double left = flow_.edges[lane + 2];
            heading(flow_.lane_headings[lane],
                    {left, top + upper, flow_.edges[lane + 3] - left, whole - upper});
        }
        for (const Column column : {needs, time, makes}) {
            const double left = flow_.left_of(column);
            heading(flow_.column_headings[column],
                    {left, top + upper, flow_.right_of(column) - left, whole - upper});
        }
        pdf_.end("TR");
        if (!flow_.column_numbers.empty()) numbers(top + whole);
    }

    void numbers(double top) {
        const Style style{6.2};
        pdf_.begin("TR");
        for (std::size_t i = 0; i + 1 < flow_.edges.size(); ++i) {
            const Box box{flow_.edges[i], top, flow_.edges[i + 1] - flow_.edges[i],
                          flow_.numbers_height};
            pdf_.box(box);
            if (i >= flow_.column_numbers.size()) continue;
            pdf_.begin("TH");
            pdf_.write({{flow_.column_numbers[i], style, 0, style.size * 1.2, 0, {}}}, box,
                       Align::center, true);
            pdf_.end("TH");
        }
        pdf_.end("TR");
    }

    void row(std::size_t index) {
        const FlowRow& row = flow_.rows[index];
        pdf_.begin("TR");
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            const auto column = static_cast<Column>(c);
            const double left = flow_.left_of(column);
            const bool centered = column == number || column == time;
            pdf_.begin("TD");
            pdf_.write(row.cells[c],
                       {left + cell_padding, bottom_ + cell_padding,
                        flow_.right_of(column) - left - 2 * cell_padding, 0},
                       centered ? Align::center : Align::left);
            pdf_.end("TD");
        }
        pdf_.end("TR");
        bottom_ += row.height;
        rule(bottom_);
    }

    bool on_this_page(int row) const { return row >= page_.first && row < page_.till; }
    Box placed(const sop::Area& area) const {
        return {flow_.lanes_left() + area.x, area.y + shift_, area.width, area.height};
    }

    void lanes() {
        for (const ArrowPart& part : flow_.arrows) {
            if (part.page == index_) pdf_.arrow(part.points, part.dashed && options_.note_inferred);
        }
        for (const auto& [a, b] : flow_.drawing.links) {
            const Box from = placed({a.x, a.y, 0, 0}), to = placed({b.x, b.y, 0, 0});
            if (from.y > head_bottom() && from.y < bottom_) {
                pdf_.line({from.x, from.y}, {to.x, to.y}, 0.8);
            }
        }
        for (const sop::Node& node : flow_.drawing.nodes) {
            if (!on_this_page(node.row)) continue;
            draw_symbol(pdf_, node.symbol, placed(node.area));
            if (node.symbol != sop::Symbol::capsule) continue;
            const Lines words = capsule_words(node);
            pdf_.write(words, placed(node.area), Align::center, true);
        }
        for (const Pentagon& pentagon : flow_.pentagons) {
            if (pentagon.page != index_) continue;
            draw_pentagon(pdf_, pentagon.top_middle, pentagon_size, pentagon.letter);
        }
        labels();
    }

    Lines capsule_words(const sop::Node& node) const {
        const Style style{6.6};
        const auto words = say(options_.language, node.starts ? "start" : "end");
        return {{words, style, 0, style.size * 1.2, 0, {}}};
    }

    void labels() {
        for (const sop::Arrow& arrow : flow_.drawing.arrows) {
            if (arrow.label_lines.empty()) continue;
            const double y = arrow.label_area.y;
            const auto& drawing = flow_.drawing;
            if (y < drawing.row_edges[static_cast<std::size_t>(page_.first)] ||
                y >= drawing.row_ends[static_cast<std::size_t>(page_.till - 1)]) {
                continue;
            }
            const Box box = placed(arrow.label_area);
            over_rules(box);
            double top = box.y;
            for (const auto& line : arrow.label_lines) {
                pdf_.write(line, {box.x + 0.7, top}, {label_size});
                top += label_size + 0.6;
            }
        }
    }

    /// A label on a rule of the table hides that piece of the rule, not what else is there.
    void over_rules(const Box& box) {
        pdf_.fill({box.x, box.y + 0.5, box.width, box.height - 0.5}, 1);
    }

    void total() {
        if (flow_.total_height == 0) return;
        const double top = bottom_;
        bottom_ += flow_.total_height;
        const double left = flow_.body.x, time_left = flow_.left_of(time);
        const double time_right = flow_.right_of(time);
        const auto cell = [&](const Lines& lines, double from, double till, Align align) {
            pdf_.box({from, top, till - from, flow_.total_height});
            pdf_.begin("TD");
            pdf_.write(lines,
                       {from + cell_padding, top + cell_padding, till - from - 2 * cell_padding, 0},
                       align);
            pdf_.end("TD");
        };
        pdf_.begin("TR");
        cell(flow_.total_label, left, time_left, Align::center);
        cell(flow_.total_stated, time_left, time_right, Align::center);
        cell(flow_.total_counted, time_right, flow_.body.right(), Align::left);
        pdf_.end("TR");
    }

    void below() {
        double y = legend(bottom_ + 8);
        pdf_.begin("P");
        pdf_.write(flow_.notes, {flow_.body.x, y, flow_.body.width, 0});
        pdf_.end("P");
    }

    double legend(double top) {
        const Language language = options_.language;
        const Style style{7}, bold{7, true};
        double x = flow_.body.x;
        const double middle = top + 7, words_top = top + 2.5;
        const auto words = [&](const std::string& text, const Style& how, double after) {
            pdf_.write(text, {x, words_top}, how);
            x += pdf_.width_of(text, how) + after;
        };
        pdf_.begin("P");
        words(say(language, "legend"), bold, 12);
        const std::pair<sop::Symbol, const char*> symbols[] = {
            {sop::Symbol::capsule, "legend_capsule"},
            {sop::Symbol::box, "legend_box"},
            {sop::Symbol::diamond, "legend_diamond"}};
        for (const auto& [symbol, name] : symbols) {
            draw_symbol(pdf_, symbol, {x, middle - 6.5, 24, 13});
            x += 29;
            words(say(language, name), style, 16);
        }
        pdf_.arrow({{x, middle}, {x + 22, middle}}, false);
        x += 27;
        words(say(language, "legend_arrow"), style, 16);
        draw_pentagon(pdf_, {x + 7, middle - 6.5}, pentagon_size, "A");
        x += 19;
        words(say(language, "legend_pentagon"), style, 16);
        const bool dashed = std::any_of(flow_.drawing.arrows.begin(), flow_.drawing.arrows.end(),
                                        [](const sop::Arrow& arrow) { return arrow.inferred; });
        if (dashed && options_.note_inferred) {
            pdf_.arrow({{x, middle}, {x + 22, middle}}, true);
            x += 27;
            words(say(language, "legend_inferred"), style, 0);
        }
        pdf_.end("P");
        return top + flow_.legend_height - 8;
    }

    Pdf& pdf_;
    const Flow& flow_;
    std::size_t index_;
    const FlowPage& page_;
    const PrintOptions& options_;
    double shift_, bottom_ = 0;
};

}  // namespace

void draw_flow_page(Pdf& pdf, const Flow& flow, std::size_t page, const PrintOptions& options) {
    Drawing(pdf, flow, page, options).all();
}

}  // namespace kentongan::documents
