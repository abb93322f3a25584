// Tries the places along an arrow, nearest to its start first, until one touches nothing.
#include "sop/diagram_labels.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"

namespace kentongan::sop {
namespace {

struct Shape {
    std::vector<std::string> lines;
    Size size;
};

/// The label in one line, and in two where it has words enough.
std::vector<Shape> shapes_of(const std::string& label, const Measures& m) {
    const auto measured = [&](std::vector<std::string> lines) {
        Shape shape{std::move(lines), {}};
        for (const auto& line : shape.lines) {
            const Size size = m.measure ? m.measure(line) : Size{};
            shape.size.width = std::max(shape.size.width, size.width);
            shape.size.height += size.height;
        }
        if (m.turned) std::swap(shape.size.width, shape.size.height);
        return shape;
    };
    std::vector<Shape> shapes{measured({label})};
    for (auto space = label.find(' '); space != label.npos; space = label.find(' ', space + 1)) {
        Shape two = measured({label.substr(0, space), label.substr(space + 1)});
        if (shapes.size() < 2) {
            shapes.push_back(std::move(two));
        } else if ((m.turned ? two.size.height < shapes[1].size.height
                             : two.size.width < shapes[1].size.width)) {
            shapes[1] = std::move(two);
        }
    }
    return shapes;
}

void note_words(const Drawing& drawing, const Measures& m, std::vector<Area>& taken) {
    int last = -1;
    for (const Node& node : drawing.nodes) {
        const auto row = static_cast<std::size_t>(node.row);
        if (node.row == last || row >= m.words.size()) continue;
        last = node.row;
        const Size size = m.words[row];
        const double middle = node.area.y + node.area.height / 2;
        taken.push_back({node.area.right(), middle - size.height / 2, size.width, size.height});
    }
}

class Labels {
  public:
    Labels(Drawing& drawing, const Measures& m) : drawing_(drawing), m_(m) {
        for (std::size_t row = 0; row < drawing.row_ends.size(); ++row) {
            const double end = row == 0 ? 0 : drawing.row_ends[row - 1];
            const double next = drawing.row_edges[row];
            if (next > end) taken_.push_back({0, end, drawing.lane_edges.back(), next - end});
        }
        note_words(drawing, m, taken_);
    }

    void place(Arrow& arrow) {
        arrow.label_lines.clear();
        arrow.label_is_crowded = false;
        if (arrow.label.empty() || arrow.points.size() < 2) return;
        double best = std::numeric_limits<double>::infinity();
        for (const Shape& shape : shapes_of(arrow.label, m_)) {
            double walked = shape.lines.size() > 1 ? m_.gap : 0;
            for (std::size_t i = 0; i + 1 < arrow.points.size(); ++i) {
                try_along(arrow, i, shape, walked, best);
                walked += length(arrow.points[i], arrow.points[i + 1]) + m_.gap;
            }
        }
        placed_.push_back(arrow.label_area);
        arrow.label_is_crowded = best >= crowded;
    }

  private:
    static constexpr double crowded = 1e6;

    static double length(Point a, Point b) { return std::abs(a.x - b.x) + std::abs(a.y - b.y); }

    void try_along(Arrow& arrow, std::size_t i, const Shape& shape, double walked, double& best) {
        const Point a = arrow.points[i], b = arrow.points[i + 1];
        const double whole = length(a, b), step = std::max(m_.gap / 2, whole / 200);
        const bool upright = a.x == b.x;
        const auto [width, height] = shape.size;
        const double air = m_.gap * 0.45;
        for (double along = 0; along <= whole; along += step) {
            const double part = whole > 0 ? along / whole : 0;
            const Point at{a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
            const Area areas[] = {
                upright ? Area{at.x + air, at.y - height / 2, width, height}
                        : Area{at.x - width / 2, at.y - air - height, width, height},
                upright ? Area{at.x - air - width, at.y - height / 2, width, height}
                        : Area{at.x - width / 2, at.y + air, width, height},
            };
            for (std::size_t side = 0; side < 2; ++side) {
                const double cost =
                    walked + along + static_cast<double>(side) * m_.gap * 0.4 + harm(areas[side]);
                if (cost >= best) continue;
                best = cost;
                arrow.label_area = areas[side];
                arrow.label_lines = shape.lines;
            }
        }
    }

    /// What speaks against this place; a million and more: it touches something.
    double harm(const Area& area) const {
        const double right = drawing_.lane_edges.back(), bottom = drawing_.row_ends.back();
        if (area.x < 0 || area.y < 0 || area.right() > right || area.bottom() > bottom) {
            return crowded * 100;
        }
        const auto count = [](const auto& all, auto&& touches) {
            return static_cast<double>(std::count_if(all.begin(), all.end(), touches));
        };
        double touched = count(drawing_.nodes, [&](const Node& n) { return covers(area, n); }) * 9;
        touched += count(placed_, [&](const Area& other) { return overlap(area, other); }) * 9;
        touched += count(taken_, [&](const Area& other) { return overlap(area, other); }) * 9;
        const double air = m_.gap * 0.42;  // an arrow's head is wider than its line
        const Area wide{area.x - air, area.y - air, area.width + 2 * air, area.height + 2 * air};
        touched += count(drawing_.links, [&](auto& l) { return passes(wide, l.first, l.second); });
        for (const Arrow& arrow : drawing_.arrows) {
            for (std::size_t i = 0; i + 1 < arrow.points.size(); ++i) {
                touched += passes(wide, arrow.points[i], arrow.points[i + 1]) ? 1 : 0;
            }
        }
        const auto between = [](double low, double at, double high) {
            return low < at && at < high;
        };
        double ugly =
            count(drawing_.lane_edges, [&](double x) { return between(area.x, x, area.right()); });
        ugly +=
            count(drawing_.row_edges, [&](double y) { return between(area.y, y, area.bottom()); });
        return touched * crowded + ugly * m_.gap * 2;
    }

    Drawing& drawing_;
    const Measures& m_;
    std::vector<Area> placed_, taken_;
};

}  // namespace

bool overlap(const Area& a, const Area& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

bool covers(const Area& area, const Node& node) {
    if (!overlap(area, node.area)) return false;
    if (node.symbol != Symbol::diamond) return true;
    const double half_width = node.area.width / 2, half_height = node.area.height / 2;
    const double middle_x = node.area.x + half_width, middle_y = node.area.y + half_height;
    // The point of the area nearest to the diamond's middle.
    const double dx = std::abs(std::clamp(middle_x, area.x, area.right()) - middle_x);
    const double dy = std::abs(std::clamp(middle_y, area.y, area.bottom()) - middle_y);
    return dx / half_width + dy / half_height < 1;
}

bool passes(const Area& area, Point a, Point b) {
    return std::min(a.x, b.x) < area.right() && std::max(a.x, b.x) > area.x &&
           std::min(a.y, b.y) < area.bottom() && std::max(a.y, b.y) > area.y;
}

void place_labels(Drawing& drawing, const Measures& measures) {
    Labels labels(drawing, measures);
    for (Arrow& arrow : drawing.arrows) labels.place(arrow);
}

}  // namespace kentongan::sop
