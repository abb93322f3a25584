// The lint of the flow: one start, an end for everybody, decisions that decide (L1, L2, L3, L8).
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "sop/lint.h"

namespace kentongan::sop {
namespace {

/// The flow as a plain graph: joins and blocks as if every branch were one way among others.
class Graph {
  public:
    explicit Graph(const Definition& sop) : sop_(sop) {
        for (std::size_t i = 0; i < sop.steps.size(); ++i) places_.emplace(sop.steps[i].name, i);
        ways_.resize(sop.steps.size());
        for (std::size_t i = 0; i < sop.steps.size(); ++i) {
            for (const Exit& exit : sop.steps[i].exits) {
                lead(i, exit.to, sop.block_of(sop.steps[i].name));
                for (const StepName& other : exit.allowed)
                    lead(i, other, sop.block_of(sop.steps[i].name));
            }
        }
    }

    std::set<std::size_t> reached() const { return walk({0}, ways_); }

    /// The steps from which the end can be reached.
    std::set<std::size_t> ending() const {
        std::vector<std::set<std::size_t>> back(ways_.size());
        for (std::size_t i = 0; i < ways_.size(); ++i) {
            for (const std::size_t to : ways_[i]) back[to].insert(i);
        }
        return walk(ends_, back);
    }

  private:
    using Ways = std::vector<std::set<std::size_t>>;

    static std::set<std::size_t> walk(const std::set<std::size_t>& from, const Ways& ways) {
        std::set<std::size_t> seen = from;
        std::vector<std::size_t> open(from.begin(), from.end());
        while (!open.empty()) {
            const std::size_t here = open.back();
            open.pop_back();
            for (const std::size_t next : ways[here]) {
                if (seen.insert(next).second) open.push_back(next);
            }
        }
        return seen;
    }

    void lead(std::size_t from, const StepName& to, const Block* block) {
        if (to == the_join || (to == the_end && block != nullptr)) {
            if (block != nullptr) lead(from, block->then, sop_.block_named(block->parent));
            return;
        }
        if (to == the_end) {
            ends_.insert(from);
            return;
        }
        const auto place = places_.find(to);
        if (place == places_.end()) return;
        ways_[from].insert(place->second);
        // Coming to the first step of a branch enters the other branches as well.
        for (const Block& entered : sop_.blocks) enter(from, to, entered);
    }

    void enter(std::size_t from, const StepName& to, const Block& block) {
        const auto begins = [&](const auto& branch) {
            return !branch.empty() && branch.front() == to;
        };
        if (!std::ranges::any_of(block.branches, begins)) return;
        for (const auto& branch : block.branches) {
            if (branch.empty()) continue;
            const auto place = places_.find(branch.front());
            if (place != places_.end()) ways_[from].insert(place->second);
        }
    }

    const Definition& sop_;
    std::map<StepName, std::size_t> places_;
    Ways ways_;
    std::set<std::size_t> ends_;
};

bool leads_somewhere(const Definition& sop, const Exit& exit) {
    return exit.to == the_end || exit.to == the_join || sop.find(exit.to) != nullptr;
}

void check_decision(const Definition& sop, const Step& step, Findings& findings) {
    const auto leading = std::ranges::count_if(
        step.exits, [&](const Exit& exit) { return leads_somewhere(sop, exit); });
    if (leading < 2 || static_cast<std::size_t>(leading) < step.exits.size())
        findings.push_back({"L2", true, step.name, {step.name.value, std::to_string(leading)}});
    // What the original itself says: a decision of which it names but one outcome decides nothing.
    const auto written = std::ranges::count_if(step.exits, [](const Exit& exit) {
        return !exit.basis.inferred || exit.basis.targets_only;
    });
    if (written < 2)
        findings.push_back({"L8", false, step.name, {step.name.value, std::to_string(written)}});
}

}  // namespace

void check_flow(const Definition& sop, Findings& findings) {
    if (sop.steps.empty()) {
        findings.push_back({"L1", true, {}, {"-"}});
        return;
    }
    const Graph graph{sop};
    const auto reached = graph.reached();
    const auto ending = graph.ending();
    for (std::size_t i = 0; i < sop.steps.size(); ++i) {
        const Step& step = sop.steps[i];
        if (!reached.contains(i) || !ending.contains(i))
            findings.push_back({"L1", true, step.name, {step.name.value}});
        if (step.decision) check_decision(sop, step, findings);
        if (step.performers.empty() && !step.automatic)
            findings.push_back({"L3", true, step.name, {step.name.value}});
    }
}

}  // namespace kentongan::sop
