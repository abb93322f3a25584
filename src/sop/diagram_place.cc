// Gives a plan its measures: edges of lanes and rows, symbols, arrows on their tracks.
#include <algorithm>
#include <cmath>

#include "base/result.h"
#include "sop/diagram_labels.h"
#include "sop/diagram_route.h"

namespace kentongan::sop {
namespace {

constexpr int rounds_max = 40;

std::size_t index_of(int number) {
    return static_cast<std::size_t>(number);
}

/// Tracks between two lanes: the first half lies in the left lane, the rest in the right one.
int in_left_lane(int channel, int lanes, int tracks, bool words_on_the_right) {
    if (channel == 0) return 0;
    if (channel == lanes) return tracks;
    return words_on_the_right ? 0 : tracks / 2;
}

class Placing {
  public:
    Placing(const Plan& plan, const Measures& measures)
        : plan_(plan), m_(measures), drawing_(plan.drawing) {
        m_.lanes.resize(index_of(drawing_.lanes), 0);
        m_.rows.resize(index_of(drawing_.rows), 0);
        m_.before.resize(index_of(drawing_.rows), 0);
        words_on_the_right_ = !m_.aside.empty();
        m_.aside.resize(index_of(drawing_.lanes), 0);
        for (int lane = 0; lane < drawing_.lanes; ++lane) {
            auto& width = m_.lanes[index_of(lane)];
            width = std::max(width, least_width(lane));
        }
        for (int row = 0; row < drawing_.rows; ++row) {
            auto& height = m_.rows[index_of(row)];
            height = std::max(height, least_height(row));
        }
    }

    Drawing finish() {
        for (int round = 0;; ++round) {
            set_edges();
            set_symbols();
            for (std::size_t i = 0; i < drawing_.arrows.size(); ++i) draw(i);
            place_labels(drawing_, m_);
            const bool crowded =
                std::any_of(drawing_.arrows.begin(), drawing_.arrows.end(),
                            [](const Arrow& arrow) { return arrow.label_is_crowded; });
            if (!crowded || !m_.may_grow || round >= rounds_max) return std::move(drawing_);
            grow(round);
        }
    }

  private:
    int left_share(int channel, int tracks) const {
        return in_left_lane(channel, drawing_.lanes, tracks, words_on_the_right_);
    }

    double least_width(int lane) const {
        const int left = plan_.beside[index_of(lane)], right = plan_.beside[index_of(lane) + 1];
        const int mine_left = left - left_share(lane, left);
        const int mine_right = left_share(lane + 1, right);
        const double before = mine_left * m_.gap + m_.head + m_.aside[index_of(lane)];
        const double after = mine_right * m_.gap + m_.head - m_.aside[index_of(lane)];
        return m_.symbol_width + 2 * std::max(before, after);
    }

    double least_height(int row) const {
        const int tracks = std::max(plan_.above[index_of(row)], plan_.below[index_of(row)]);
        return m_.symbol_height + 2 * (tracks * m_.gap + m_.head);
    }

    void set_edges() {
        drawing_.lane_edges = {0};
        for (const double width : m_.lanes) {
            drawing_.lane_edges.push_back(drawing_.lane_edges.back() + width);
        }
        drawing_.row_edges.clear();
        drawing_.row_ends.clear();
        double y = 0;
        for (std::size_t i = 0; i < m_.rows.size(); ++i) {
            y += m_.before[i];
            drawing_.row_edges.push_back(y);
            y += m_.rows[i];
            drawing_.row_ends.push_back(y);
        }
        drawing_.row_edges.push_back(y);
    }

    double middle_of_lane(int lane) const {
        const auto& edges = drawing_.lane_edges;
        return (edges[index_of(lane)] + edges[index_of(lane) + 1]) / 2 - m_.aside[index_of(lane)];
    }
    double middle_of_row(int row) const {
        return (drawing_.row_edges[index_of(row)] + drawing_.row_ends[index_of(row)]) / 2;
    }

    void set_symbols() {
        drawing_.links.clear();
        const Node* last = nullptr;
        for (Node& node : drawing_.nodes) {
            node.area = {middle_of_lane(node.lane) - m_.symbol_width / 2,
                         middle_of_row(node.row) - m_.symbol_height / 2, m_.symbol_width,
                         m_.symbol_height};
            if (last && last->row == node.row) {
                const double y = middle_of_row(node.row);
                drawing_.links.push_back({{last->area.right(), y}, {node.area.x, y}});
            }
            last = &node;
        }
    }

    double x_of(const Stretch& s) const {
        const int lane = s.line / 2;
        if (s.line % 2 == 1) return middle_of_lane(lane) + offset_of(s.track) * port_gap(true);
        const int tracks = plan_.beside[index_of(lane)];
        const int left = left_share(lane, tracks);
        const double border = drawing_.lane_edges[index_of(lane)];
        if (s.track < left) return border - (left - s.track) * m_.gap;
        return border + (s.track - left + 1) * m_.gap;
    }

    double y_of(const Stretch& s) const {
        const int row = s.line / 3;
        if (s.line % 3 == 1) return middle_of_row(row) + offset_of(s.track) * port_gap(false);
        const bool above = s.line % 3 == 0;
        const int tracks = (above ? plan_.above : plan_.below)[index_of(row)];
        const double top = drawing_.row_edges[index_of(row)];
        const double half = middle_of_row(row) - m_.symbol_height / 2 - top;
        // In a tall row the tracks keep together, between the border and the arrow heads.
        const double free = half - m_.head + m_.gap;
        const double step = m_.keep_to_edge ? m_.gap : std::min(free / (tracks + 1), m_.gap * 1.6);
        const double first = m_.keep_to_edge ? step : (free - step * (tracks - 1)) / 2;
        const double off = first + step * s.track;
        return above ? top + off : drawing_.row_ends[index_of(row)] - off;
    }

    double port_gap(bool upright) const {
        return (upright ? m_.symbol_width : m_.symbol_height) / 6;
    }

    const Node& node_at(const Stretch& s, double end) const {
        const int x = s.upright ? s.line : static_cast<int>(std::lround(end));
        const int y = s.upright ? static_cast<int>(std::lround(end)) : s.line;
        const auto found = std::find_if(
            drawing_.nodes.begin(), drawing_.nodes.end(),
            [&](const Node& node) { return 2 * node.lane + 1 == x && 3 * node.row + 1 == y; });
        ensure(found != drawing_.nodes.end());
        return *found;
    }

    /// Where a line that comes in at this distance from the middle meets the symbol's edge.
    double reach(const Node& node, bool upright, double off) const {
        const double along = (upright ? node.area.height : node.area.width) / 2;
        const double side = (upright ? node.area.width : node.area.height) / 2;
        if (node.symbol == Symbol::diamond) return along * (1 - std::abs(off) / side);
        if (node.symbol == Symbol::box) return along;
        const double round = node.area.height / 2;
        if (upright) {
            const double beyond = std::max(0.0, std::abs(off) - (node.area.width / 2 - round));
            return std::sqrt(std::max(0.0, round * round - beyond * beyond));
        }
        return along - round + std::sqrt(std::max(0.0, round * round - off * off));
    }

    Point end_point(const Stretch& s, bool start) const {
        const double end = start ? s.from : s.till, other = start ? s.till : s.from;
        const Node& node = node_at(s, end + (end > other ? 0.5 : -0.5));
        const Point middle{node.area.x + node.area.width / 2, node.area.y + node.area.height / 2};
        const double sign = other > end ? 1 : -1;
        if (s.upright) {
            const double x = x_of(s);
            return {x, middle.y + sign * reach(node, true, x - middle.x)};
        }
        const double y = y_of(s);
        return {middle.x + sign * reach(node, false, y - middle.y), y};
    }

    void draw(std::size_t index) {
        Arrow& arrow = drawing_.arrows[index];
        const auto& way = plan_.routes[index];
        arrow.points.clear();
        if (way.empty()) return;
        arrow.points.push_back(end_point(way.front(), true));
        for (std::size_t i = 0; i + 1 < way.size(); ++i) {
            const Stretch& upright = way[i].upright ? way[i] : way[i + 1];
            const Stretch& across = way[i].upright ? way[i + 1] : way[i];
            arrow.points.push_back({x_of(upright), y_of(across)});
        }
        arrow.points.push_back(end_point(way.back(), false));
    }

    /// More room where a label found none: height first, width every second time.
    void grow(int round) {
        for (const Arrow& arrow : drawing_.arrows) {
            if (!arrow.label_is_crowded) continue;
            for (const Node& node : drawing_.nodes) {
                if (node.step != arrow.from) continue;
                auto& amount =
                    round % 2 == 0 ? m_.rows[index_of(node.row)] : m_.lanes[index_of(node.lane)];
                amount += round % 2 == 0 ? arrow.label_area.height : m_.gap * 2;
            }
        }
    }

    const Plan& plan_;
    Measures m_;
    Drawing drawing_;
    bool words_on_the_right_ = false;
};

}  // namespace

Drawing place(const Plan& plan, const Measures& measures) {
    if (plan.drawing.rows == 0) return plan.drawing;
    return Placing(plan, measures).finish();
}

}  // namespace kentongan::sop
