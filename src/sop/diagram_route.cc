// Finds every arrow's way: the cheapest path through the grid of channels around the symbols.
#include "sop/diagram_route.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <queue>
#include <set>

namespace kentongan::sop {
namespace {

// Vertical lines: 0, 2, 4… between lanes, 1, 3… through their middles. Horizontal lines of row r:
// 3r above its symbols, 3r+1 through them, 3r+2 below them.
struct Spot {
    int x = 0, y = 0;
    bool operator==(const Spot&) const = default;
};
enum class Side { left, right, top, bottom };
constexpr Side sides[] = {Side::left, Side::right, Side::top, Side::bottom};

struct Port {
    Spot symbol, outside;
    Side side = Side::top;
    double cost = 0;
    bool upright() const { return side == Side::top || side == Side::bottom; }
};

// What things cost, in lanes: found by looking at drawings, not by theory.
constexpr double bend = 1.0, crossing = 1.4, shared_channel = 0.08, shared_middle = 5.0;
constexpr auto nowhere = std::numeric_limits<std::size_t>::max();
constexpr double through_cell = 0.2, upright_step = 0.34;

class Router {
  public:
    Router(Plan& plan, bool right_is_taken)
        : plan_(plan),
          columns_(2 * plan.drawing.lanes + 1),
          lines_(3 * plan.drawing.rows),
          right_is_taken_(right_is_taken) {
        const int all = columns_ * lines_;
        const auto spots = static_cast<std::size_t>(all);
        blocked_.assign(spots, false);
        linked_.assign(spots, false);
        across_.assign(spots, 0);
        upright_.assign(spots, 0);
        for (const Node& node : plan.drawing.nodes) blocked_[at(spot_of(node))] = true;
        block_links();
    }

    std::vector<Stretch> find(int arrow, const Wish& wish) {
        const auto starts = ports(wish, wish.from_row, true);
        const auto goals = ports(wish, wish.to_row, false);
        const auto path = cheapest(starts, goals, wish);
        for (std::size_t i = 0; i + 1 < path.size(); ++i) remember(path[i], path[i + 1]);
        if (path.size() >= 2) {
            used_out_[{at(path[0]), at(path[1])}]++;
            used_in_[{at(path.back()), at(path[path.size() - 2])}]++;
        }
        return stretches(arrow, path);
    }

  private:
    std::size_t at(Spot spot) const {
        const int place = spot.y * columns_ + spot.x;
        return static_cast<std::size_t>(place);
    }
    static Spot spot_of(const Node& node) { return {2 * node.lane + 1, 3 * node.row + 1}; }
    bool inside(Spot spot) const {
        return spot.x >= 0 && spot.x < columns_ && spot.y >= 0 && spot.y < lines_;
    }

    /// The line that joins the symbols of one row: nothing runs along it.
    void block_links() {
        std::map<int, std::pair<int, int>> spans;
        for (const Node& node : plan_.drawing.nodes) {
            const auto [it, fresh] = spans.try_emplace(node.row, node.lane, node.lane);
            it->second.first = std::min(it->second.first, node.lane);
            it->second.second = std::max(it->second.second, node.lane);
        }
        for (const auto& [row, span] : spans) {
            for (int x = 2 * span.first + 2; x <= 2 * span.second; ++x) {
                linked_[at({x, 3 * row + 1})] = true;
            }
        }
    }

    static Spot beside(Spot spot, Side side) {
        switch (side) {
        case Side::left: return {spot.x - 1, spot.y};
        case Side::right: return {spot.x + 1, spot.y};
        case Side::top: return {spot.x, spot.y - 1};
        case Side::bottom: break;
        }
        return {spot.x, spot.y + 1};
    }

    static double taste(const Wish& wish, Side side, bool leaving) {
        const bool lateral = side == Side::left || side == Side::right;
        if (leaving && side == Side::bottom) return wish.main ? 0 : wish.is_return ? 8 : 3;
        if (leaving) return wish.main ? 3 : 0;
        return lateral ? (wish.is_return ? 0 : 1.5) : (wish.is_return ? 2 : 0);
    }

    std::vector<Port> ports(const Wish& wish, int row, bool leaving) const {
        std::vector<Port> found;
        for (const Node& node : plan_.drawing.nodes) {
            if (node.row != row) continue;
            for (const Side side : sides) {
                if (side == (leaving ? Side::top : Side::bottom)) continue;
                if (side == Side::right && right_is_taken_) continue;
                const Spot symbol = spot_of(node), outside = beside(symbol, side);
                if (linked_[at(outside)]) continue;
                const auto used = [&](const auto& all) {
                    const auto it = all.find({at(symbol), at(outside)});
                    return it == all.end() ? 0 : it->second;
                };
                const int out = used(used_out_), in = used(used_in_);
                const double busy = (leaving ? out : in) * 2.5 + (leaving ? in : out) * 6.0 +
                                    (out + in >= 3 ? 60.0 : 0.0);
                found.push_back({symbol, outside, side, taste(wish, side, leaving) + busy});
            }
        }
        return found;
    }

    double step_cost(Spot from, Spot to, const Wish& wish) const {
        const bool upright = from.x == to.x;
        const bool middle = upright ? from.x % 2 == 1 : from.y % 3 == 1;
        const auto& along = upright ? upright_ : across_;
        const auto& over = upright ? across_ : upright_;
        double cost = upright ? upright_step : 0.5;
        if (middle) cost += through_cell;
        if (!upright && to.y % 3 == (wish.is_return ? 0 : 2)) cost += 0.1;
        if (along[at(from)] && along[at(to)]) cost += middle ? shared_middle : shared_channel;
        return cost + (over[at(to)] ? crossing : 0.0);
    }

    bool may_go(Spot from, Spot to) const {
        if (!inside(to) || blocked_[at(to)]) return false;
        return from.x == to.x || !(linked_[at(from)] || linked_[at(to)]);
    }

    std::vector<Spot> cheapest(const std::vector<Port>&, const std::vector<Port>&, const Wish&);

    std::vector<Spot> walked_back(std::size_t key, const std::vector<std::size_t>& came, Spot start,
                                  Spot goal) const;

    void remember(Spot from, Spot to) {
        auto& along = from.x == to.x ? upright_ : across_;
        along[at(from)]++;
        along[at(to)]++;
    }

    static std::vector<Stretch> stretches(int arrow, const std::vector<Spot>& path) {
        std::vector<Stretch> found;
        for (std::size_t i = 0; i + 1 < path.size(); ++i) {
            const Spot a = path[i], b = path[i + 1];
            const bool upright = a.x == b.x;
            const double from = upright ? a.y : a.x, till = upright ? b.y : b.x;
            if (!found.empty() && found.back().upright == upright) {
                found.back().till = till;
            } else {
                found.push_back({arrow, upright, upright ? a.x : a.y, from, till});
            }
        }
        if (found.empty()) return found;
        // A stretch ends at its symbol's edge, not in its middle.
        Stretch &first = found.front(), &last = found.back();
        first.from += first.till > first.from ? 0.5 : -0.5;
        last.till += last.till > last.from ? -0.5 : 0.5;
        return found;
    }

    Plan& plan_;
    int columns_, lines_;
    bool right_is_taken_;
    std::vector<bool> blocked_, linked_;
    std::vector<int> across_, upright_;
    std::map<std::pair<std::size_t, std::size_t>, int> used_out_, used_in_;
};

std::vector<Spot> Router::cheapest(const std::vector<Port>& starts, const std::vector<Port>& goals,
                                   const Wish& wish) {
    struct State {
        double cost;
        std::size_t key;
        bool operator>(const State& other) const { return cost > other.cost; }
    };
    const auto key_of = [&](Spot spot, bool upright) { return at(spot) * 2 + (upright ? 1 : 0); };
    const std::size_t keys = blocked_.size() * 2;
    std::vector<double> best(keys, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> came(keys, nowhere);
    std::vector<const Port*> start_of(keys, nullptr);
    std::priority_queue<State, std::vector<State>, std::greater<>> open;
    for (const Port& port : starts) {
        const auto key = key_of(port.outside, port.upright());
        const double cost = port.cost + (blocked_[at(port.outside)] ? 1e6 : 0);
        if (cost >= best[key]) continue;
        best[key] = cost;
        start_of[key] = &port;
        open.push({cost, key});
    }
    double found_cost = std::numeric_limits<double>::infinity();
    std::size_t found_key = nowhere;
    const Port* goal = nullptr;
    while (!open.empty()) {
        const State state = open.top();
        open.pop();
        if (state.cost > best[state.key] || state.cost >= found_cost) continue;
        const bool upright = state.key % 2 == 1;
        const auto index = static_cast<int>(state.key / 2);
        const Spot spot{index % columns_, index / columns_};
        for (const Port& port : goals) {
            if (port.outside != spot) continue;
            const Port& begun = *start_of[state.key];
            if (begun.symbol == port.symbol && begun.side == port.side) continue;
            const double cost = state.cost + port.cost + (port.upright() != upright ? bend : 0.0);
            if (cost < found_cost) {
                found_cost = cost;
                found_key = state.key;
                goal = &port;
            }
        }
        for (const Side side : sides) {
            const Spot next = beside(spot, side);
            if (!inside(next) || !may_go(spot, next)) continue;
            const bool turns = (next.x == spot.x) != upright;
            const double cost = state.cost + step_cost(spot, next, wish) + (turns ? bend : 0.0);
            const auto key = key_of(next, next.x == spot.x);
            if (cost >= best[key]) continue;
            best[key] = cost;
            came[key] = state.key;
            start_of[key] = start_of[state.key];
            open.push({cost, key});
        }
    }
    if (!goal) return {};
    return walked_back(found_key, came, start_of[found_key]->symbol, goal->symbol);
}

std::vector<Spot> Router::walked_back(std::size_t key, const std::vector<std::size_t>& came,
                                      Spot start, Spot goal) const {
    std::vector<Spot> path{goal};
    for (; key != nowhere; key = came[key]) {
        const auto index = static_cast<int>(key / 2);
        path.push_back({index % columns_, index / columns_});
    }
    path.push_back(start);
    std::reverse(path.begin(), path.end());
    return path;
}

}  // namespace

void route(Plan& plan, const std::vector<Wish>& wishes, bool right_is_taken) {
    std::vector<std::size_t> order(wishes.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto rank = [&](std::size_t i) {
        const Wish& wish = wishes[i];
        const int span = std::abs(wish.to_row - wish.from_row);
        return std::pair{wish.is_return || !wish.main, span};
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    Router router(plan, right_is_taken);
    plan.routes.resize(wishes.size());
    for (const std::size_t i : order) plan.routes[i] = router.find(static_cast<int>(i), wishes[i]);
    assign_tracks(plan);
}

}  // namespace kentongan::sop
