// Turns a definition into rows, symbols and wished arrows, and has them routed.
#include "sop/diagram.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "sop/diagram_route.h"

namespace kentongan::sop {
namespace {

/// One line from a step to another (or the end), with every exit's word that takes it.
struct Connection {
    StepName from, to;
    int exit = 0;
    std::string label = {};
    bool is_return = false, inferred = false;
};

const StepName& joined_target(const Definition& sop, const StepName& from) {
    const Block* block = sop.block_of(from);
    while (block && block->then == the_join) block = sop.block_named(block->parent);
    return block ? block->then : the_end;
}

bool holds(const Block& block, const StepName& step) {
    return std::any_of(block.branches.begin(), block.branches.end(), [&](const auto& branch) {
        return std::find(branch.begin(), branch.end(), step) != branch.end();
    });
}

/// Entering a parallel block opens the first step of every branch.
void enter(const Definition& sop, const StepName& from, const StepName& to,
           std::vector<StepName>& targets) {
    if (std::find(targets.begin(), targets.end(), to) != targets.end()) return;
    targets.push_back(to);
    for (const Block& block : sop.blocks) {
        if (block.kind != BlockKind::parallel || holds(block, from) || !holds(block, to)) continue;
        for (const auto& branch : block.branches) {
            if (!branch.empty()) enter(sop, from, branch.front(), targets);
        }
    }
}

std::vector<Connection> connections_of(const Definition& sop, const Step& step) {
    std::vector<Connection> found;
    for (std::size_t i = 0; i < step.exits.size(); ++i) {
        const Exit& exit = step.exits[i];
        const StepName& to = exit.to == the_join ? joined_target(sop, step.name) : exit.to;
        std::vector<StepName> targets;
        if (to == the_end || !sop.find(to)) {
            if (to == the_end) targets.push_back(to);
        } else {
            enter(sop, step.name, to, targets);
        }
        for (const StepName& target : targets) {
            const auto same = std::find_if(found.begin(), found.end(),
                                           [&](const auto& c) { return c.to == target; });
            if (same == found.end()) {
                found.push_back({step.name, target, static_cast<int>(i), exit.label, exit.is_return,
                                 exit.basis.inferred});
            } else if (!exit.label.empty() && exit.label != same->label) {
                same->label += same->label.empty() ? exit.label : " / " + exit.label;
            }
        }
    }
    return found;
}

/// On paper a decision has two exits: the way on, and one way else; a return before others.
void keep_two(std::vector<Connection>& all, std::vector<std::pair<StepName, int>>& undrawn) {
    if (all.size() <= 2) return;
    const auto first = std::find_if(all.begin(), all.end(), [](auto& c) { return !c.is_return; });
    if (first != all.end()) std::rotate(all.begin(), first, first + 1);
    const auto second =
        std::find_if(all.begin() + 1, all.end(), [](auto& c) { return c.is_return; });
    if (second != all.end()) std::rotate(all.begin() + 1, second, second + 1);
    for (auto it = all.begin() + 2; it != all.end(); ++it) undrawn.emplace_back(it->from, it->exit);
    all.resize(2);
}

std::set<int> lanes_of(const Definition& sop, const Step& step, int depth = 0) {
    std::set<int> lanes;
    for (const Performer& performer : step.performers) {
        if (performer.by == PerformerBy::whoever_did) {
            const Step* other = sop.find(performer.step);
            if (other && other != &step && depth < 8) lanes.merge(lanes_of(sop, *other, depth + 1));
            continue;
        }
        for (std::size_t i = 0; i < sop.lanes.size(); ++i) {
            if (sop.lanes[i].role == performer.role) lanes.insert(static_cast<int>(i));
        }
    }
    if (lanes.empty()) lanes.insert(0);
    return lanes;
}

/// Builds the plan's rows and symbols and remembers in which row a step stands.
class Sheet {
  public:
    Sheet(const Definition& sop, const PlanWishes& wishes) : sop_(sop), wishes_(wishes) {
        plan_.drawing.lanes = std::max(1, static_cast<int>(sop.lanes.size()));
    }

    Plan finish() {
        if (sop_.steps.empty()) return plan_;
        for (const Step& step : sop_.steps) {
            auto all = connections_of(sop_, step);
            if (wishes_.two_exits && step.decision) keep_two(all, plan_.undrawn);
            connections_.push_back(std::move(all));
        }
        const bool starts_apart = sop_.steps.front().decision;
        if (starts_apart) add_capsule(*lanes_of(sop_, sop_.steps.front()).begin(), true);
        for (std::size_t i = 0; i < sop_.steps.size(); ++i) add_step(i);
        if (end_lane_ >= 0) add_capsule(end_lane_, false);
        if (starts_apart) add_arrow({{}, sop_.steps.front().name}, 0, 1, true);
        for (const auto& all : connections_) add_arrows(all);
        plan_.drawing.rows = static_cast<int>(plan_.drawing.row_steps.size());
        route(plan_, arrows_, wishes_.right_is_taken);
        return std::move(plan_);
    }

  private:
    void add_capsule(int lane, bool starts) {
        const int row = static_cast<int>(plan_.drawing.row_steps.size());
        plan_.drawing.nodes.push_back({{}, Symbol::capsule, row, lane, starts, !starts});
        plan_.drawing.row_steps.emplace_back();
        if (!starts) row_of_[the_end] = row;
    }

    void add_step(std::size_t index) {
        const Step& step = sop_.steps[index];
        const int row = static_cast<int>(plan_.drawing.row_steps.size());
        const auto& ways = connections_[index];
        const bool to_end = std::any_of(ways.begin(), ways.end(),
                                        [](const auto& way) { return way.to == the_end; });
        const bool starts = index == 0 && !step.decision;
        const bool ends = to_end && ways.size() == 1 && !step.decision && !starts;
        const auto lanes = lanes_of(sop_, step);
        if (to_end && !ends) end_lane_ = *lanes.begin();
        if (ends) connections_[index].clear();
        for (const int lane : lanes) {
            const Symbol symbol = starts || ends  ? Symbol::capsule
                                  : step.decision ? Symbol::diamond
                                                  : Symbol::box;
            plan_.drawing.nodes.push_back({step.name, symbol, row, lane, starts, ends});
        }
        plan_.drawing.row_steps.push_back(step.name);
        row_of_[step.name] = row;
    }

    void add_arrows(const std::vector<Connection>& all) {
        bool has_main = false;
        for (const Connection& way : all) {
            const int from = row_of_.at(way.from), to = row_of_.at(way.to);
            const bool main = !has_main && to > from && !way.is_return;
            has_main |= main;
            add_arrow(way, from, to, main);
        }
    }

    void add_arrow(const Connection& way, int from, int to, bool main) {
        Arrow& arrow = plan_.drawing.arrows.emplace_back();
        arrow.from = way.from;
        arrow.to = way.to;
        arrow.exit = way.exit;
        arrow.label = way.label;
        arrow.is_return = way.is_return || to <= from;
        arrow.inferred = way.inferred;
        arrows_.push_back({from, to, main, arrow.is_return});
    }

    const Definition& sop_;
    PlanWishes wishes_;
    Plan plan_;
    std::vector<std::vector<Connection>> connections_;
    std::vector<Wish> arrows_;
    std::map<StepName, int> row_of_;
    int end_lane_ = -1;
};

}  // namespace

Plan plan_of(const Definition& sop, const PlanWishes& wishes) {
    return Sheet(sop, wishes).finish();
}

Drawing lay_out(const Definition& sop) {
    const Plan plan = plan_of(sop);
    Measures measures;
    measures.symbol_width = 0.44;
    measures.symbol_height = 0.4;
    measures.gap = 0.05;
    measures.head = 0.08;
    measures.lanes.assign(static_cast<std::size_t>(plan.drawing.lanes), 1.0);
    measures.rows.assign(static_cast<std::size_t>(plan.drawing.rows), 1.0);
    measures.measure = [](const std::string& line) {
        return Size{0.06 * static_cast<double>(length_of(line)), 0.12};
    };
    return place(plan, measures);
}

std::string short_activity(const Step& step, std::size_t characters) {
    const std::string& text = step.activity.text;
    std::string_view whole = trimmed(text);
    if (const auto stop = whole.find(". "); stop != whole.npos) whole = whole.substr(0, stop);
    std::string out;
    for (const std::string& word : split(whole, ' ')) {
        if (word.empty()) continue;
        if (!out.empty() && length_of(out) + 1 + length_of(word) > characters) return out + "…";
        out += out.empty() ? word : " " + word;
    }
    return out;
}

}  // namespace kentongan::sop
