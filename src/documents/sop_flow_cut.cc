// Cuts the flow's arrows where a page ends: to a lettered pentagon, and on from its twin.
#include <algorithm>

#include "documents/sop_flow.h"

namespace kentongan::documents {
namespace {

constexpr double strip_air = 3;

class Cutting {
  public:
    explicit Cutting(Flow& flow) : flow_(flow) {}

    void all() {
        int letter = 0;
        for (std::size_t p = 1; p < flow_.pages.size(); ++p) {
            flow_.breaks.push_back(crossings_at(flow_.drawing, flow_.pages[p].first, letter));
        }
        for (std::size_t b = 0; b < flow_.breaks.size(); ++b) {
            for (const Crossing& crossing : flow_.breaks[b].crossings) {
                flow_.pentagons.push_back({b, bottom_pentagon(b, crossing), crossing.letter});
                flow_.pentagons.push_back({b + 1, top_pentagon(b, crossing), crossing.letter});
            }
        }
        for (std::size_t a = 0; a < flow_.drawing.arrows.size(); ++a) cut(a);
    }

  private:
    double x_on_page(double x) const { return flow_.lanes_left() + x; }

    double strip_top(std::size_t page) const {
        const auto last = static_cast<std::size_t>(flow_.pages[page].till - 1);
        return flow_.shift_of(page) + flow_.drawing.row_ends[last];
    }

    Spot bottom_pentagon(std::size_t at, const Crossing& crossing) const {
        return {x_on_page(crossing.pentagon),
                strip_top(at) + flow_.pages[at].bottom_strip - strip_air - pentagon_size};
    }
    Spot top_pentagon(std::size_t at, const Crossing& crossing) const {
        return {x_on_page(crossing.pentagon), flow_.top_of(at + 1) + strip_air};
    }

    /// From the arrow's line above the break to its pentagon.
    std::vector<Spot> to_bottom(std::size_t at, const Crossing& crossing) const {
        const double turn = strip_top(at) + strip_air + crossing.level * level_step;
        const Spot pentagon = bottom_pentagon(at, crossing);
        if (crossing.pentagon == crossing.at) return {pentagon};
        return {{x_on_page(crossing.at), turn}, {pentagon.x, turn}, pentagon};
    }
    /// From the pentagon below the break to the arrow's line.
    std::vector<Spot> from_top(std::size_t at, const Crossing& crossing) const {
        const double turn = flow_.top_of(at + 1) + flow_.pages[at + 1].top_strip - strip_air -
                            crossing.level * level_step;
        Spot tip = top_pentagon(at, crossing);
        tip.y += pentagon_size;
        if (crossing.pentagon == crossing.at) return {tip};
        return {tip, {tip.x, turn}, {x_on_page(crossing.at), turn}};
    }

    std::size_t page_of(double y) const {
        std::size_t page = 0;
        while (page + 1 < flow_.pages.size()) {
            const auto next = static_cast<std::size_t>(flow_.pages[page + 1].first);
            if (y < flow_.drawing.row_edges[next]) break;
            ++page;
        }
        return page;
    }

    Spot on_page(std::size_t page, sop::Point at) const {
        return {x_on_page(at.x), at.y + flow_.shift_of(page)};
    }

    const Crossing& crossing_of(std::size_t at, std::size_t arrow, std::size_t segment) const {
        const auto& all = flow_.breaks[at].crossings;
        const auto found = std::find_if(all.begin(), all.end(), [&](const Crossing& one) {
            return one.arrow == arrow && one.segment == segment;
        });
        ensure(found != all.end());
        return *found;
    }

    void cut(std::size_t index) {
        const sop::Arrow& arrow = flow_.drawing.arrows[index];
        if (arrow.points.size() < 2) return;
        std::size_t page = page_of(arrow.points.front().y);
        ArrowPart part{page, {on_page(page, arrow.points.front())}, arrow.inferred};
        for (std::size_t i = 0; i + 1 < arrow.points.size(); ++i) {
            const std::size_t goal = page_of(arrow.points[i + 1].y);
            while (page != goal) {
                const bool down = goal > page;
                const std::size_t at = down ? page : page - 1;
                const Crossing& crossing = crossing_of(at, index, i);
                auto leave = down ? to_bottom(at, crossing) : from_top(at, crossing);
                auto enter = down ? from_top(at, crossing) : to_bottom(at, crossing);
                if (!down) std::reverse(leave.begin(), leave.end());
                if (!down) std::reverse(enter.begin(), enter.end());
                part.points.insert(part.points.end(), leave.begin(), leave.end());
                page = down ? page + 1 : page - 1;
                flow_.arrows.push_back(std::exchange(part, {page, enter, arrow.inferred}));
            }
            part.points.push_back(on_page(page, arrow.points[i + 1]));
        }
        flow_.arrows.push_back(std::move(part));
    }

    Flow& flow_;
};

}  // namespace

void cut_arrows(Flow& flow) {
    Cutting(flow).all();
}

}  // namespace kentongan::documents
