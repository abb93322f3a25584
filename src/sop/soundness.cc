// Judges a definition: first what its text alone shows, then what its reachable markings show.
#include "sop/soundness.h"

#include <algorithm>
#include <deque>
#include <set>

#include "sop/exploration.h"
#include "sop/place.h"

namespace kentongan::sop {
namespace {

/// Looks at the text: targets, blocks, steps without a way out.
class Reading {
  public:
    explicit Reading(const Definition& sop) : sop_(sop) {}

    std::vector<Unsound> flaws() {
        if (sop_.steps.empty()) add(Flaw::stranded, {});
        for (const Block& block : sop_.blocks) read_block(block);
        for (const Step& step : sop_.steps) {
            if (step.exits.empty()) add(Flaw::stranded, step.name);
            for (const Exit& exit : step.exits) read_exit(step, exit);
        }
        return std::move(flaws_);
    }

  private:
    void add(Flaw flaw, const StepName& step) {
        const Unsound unsound{flaw, step, {}};
        if (std::ranges::find(flaws_, unsound) == flaws_.end()) flaws_.push_back(unsound);
    }

    bool is_target(const StepName& name) const {
        return name == the_end || name == the_join || sop_.find(name) != nullptr;
    }

    void read_block(const Block& block) {
        const auto named = block.branches.empty() || block.branches.front().empty()
                               ? StepName{}
                               : block.branches.front().front();
        const bool one_branch = block.kind == BlockKind::parallel || block.branches.size() == 1;
        if (block.branches.empty() || !one_branch) add(Flaw::bad_block, named);
        if (!is_target(block.then)) add(Flaw::unknown_target, named);
        const bool has_parent = !block.parent.empty();
        if (block.then == the_join && !has_parent) add(Flaw::bad_block, named);
        if (has_parent && sop_.block_named(block.parent) == nullptr) add(Flaw::bad_block, named);
        std::set<StepName> seen;
        for (const auto& branch : block.branches) {
            if (branch.empty()) add(Flaw::bad_block, named);
            for (const StepName& step : branch) {
                if (!seen.insert(step).second) add(Flaw::bad_block, step);
                if (sop_.find(step) == nullptr) add(Flaw::unknown_target, step);
            }
        }
        for (const Block& other : sop_.blocks) {
            if (&other != &block && overlap(block, other)) add(Flaw::bad_block, named);
        }
    }

    /// Two blocks that share steps must be one inside a branch of the other, and say so.
    static bool overlap(const Block& one, const Block& other) {
        const auto steps_of = [](const Block& block) {
            std::set<StepName> steps;
            for (const auto& branch : block.branches) steps.insert(branch.begin(), branch.end());
            return steps;
        };
        const auto inside = [&](const Block& inner, const Block& outer) {
            const auto steps = steps_of(inner);
            return std::ranges::any_of(outer.branches, [&](const auto& branch) {
                return std::ranges::all_of(steps, [&](const StepName& step) {
                    return std::ranges::find(branch, step) != branch.end();
                });
            });
        };
        const auto mine = steps_of(one), theirs = steps_of(other);
        const bool share =
            std::ranges::any_of(mine, [&](const StepName& step) { return theirs.contains(step); });
        return share && !(inside(one, other) && !one.parent.empty()) &&
               !(inside(other, one) && !other.parent.empty());
    }

    void read_exit(const Step& step, const Exit& exit) {
        read_target(step, exit, exit.to);
        for (const StepName& to : exit.allowed) read_target(step, exit, to);
    }

    void read_target(const Step& step, const Exit& exit, const StepName& to) {
        if (!is_target(to)) return add(Flaw::unknown_target, step.name);
        if (sop_.blocks.empty()) {
            if (to == the_join) add(Flaw::bad_block, step.name);
            return;
        }
        const auto from = place_of(sop_, step.name);
        if (to == the_join && from.empty()) add(Flaw::bad_block, step.name);
        if (to == the_join || to == the_end) return;
        const auto place = place_of(sop_, to);
        const auto common = shared(from, place);
        if (common == place.size()) return;
        const Level& entered = place[common];
        const bool sibling = common < from.size() && from[common].block == entered.block;
        if (sibling && !exit.whole_block) return add(Flaw::bad_block, step.name);
        if (!exit.is_return && !is_entry_of(*entered.block, to)) add(Flaw::bad_block, step.name);
    }

    static std::size_t shared(const std::vector<Level>& from, const std::vector<Level>& to) {
        std::size_t level = 0;
        while (level < from.size() && level < to.size() && from[level].block == to[level].block &&
               from[level].branch == to[level].branch) {
            ++level;
        }
        return level;
    }

    const Definition& sop_;
    std::vector<Unsound> flaws_ = {};
};

/// Which markings can be reached from the given ones along `ways`.
std::vector<bool> reach(const std::vector<std::vector<int>>& ways, const std::vector<int>& from) {
    std::vector<bool> reached(ways.size(), false);
    std::deque<int> next(from.begin(), from.end());
    for (const int at : from) reached[static_cast<std::size_t>(at)] = true;
    for (; !next.empty(); next.pop_front()) {
        for (const int to : ways[static_cast<std::size_t>(next.front())]) {
            if (reached[static_cast<std::size_t>(to)]) continue;
            reached[static_cast<std::size_t>(to)] = true;
            next.push_back(to);
        }
    }
    return reached;
}

/// Looks at the markings from which no way leads to the end.
class Judgement {
  public:
    explicit Judgement(const Exploration& seen) : seen_(seen) {
        forward_.resize(seen.all().size());
        backward_.resize(seen.all().size());
        for (std::size_t i = 0; i < seen.all().size(); ++i) {
            for (const int to : seen.all()[i].next) {
                forward_[i].push_back(to);
                backward_[static_cast<std::size_t>(to)].push_back(static_cast<int>(i));
            }
        }
    }

    void add_to(std::vector<Unsound>& flaws) {
        std::vector<int> ends;
        for (std::size_t i = 0; i < seen_.all().size(); ++i) {
            if (seen_.all()[i].dossier.state == State::closed) ends.push_back(static_cast<int>(i));
        }
        auto explained = reach(backward_, ends);
        for (std::size_t i = 0; i < explained.size(); ++i) {
            if (explained[i]) continue;
            const int trap = trap_from(static_cast<int>(i));
            explain(trap, flaws);
            const auto lead_there = reach(backward_, {trap});
            for (std::size_t j = 0; j < explained.size(); ++j) {
                if (lead_there[j]) explained[j] = true;
            }
        }
    }

  private:
    /// Follows ways of no return until none is left: from there everything comes round again.
    int trap_from(int at) const {
        for (std::size_t walked = 0; walked < forward_.size(); ++walked) {
            const auto ahead = reach(forward_, {at});
            const auto behind = reach(backward_, {at});
            auto further = ahead.size();
            while (further > 0 && !(ahead[further - 1] && !behind[further - 1])) --further;
            if (further == 0) return at;
            at = static_cast<int>(further) - 1;
        }
        return at;
    }

    void explain(int trap, std::vector<Unsound>& flaws) const {
        const auto& desk = seen_.all()[static_cast<std::size_t>(trap)].dossier.desk;
        if (desk.empty()) return;
        // A step that cannot be left at all is already named; what waits for it needs no name.
        const bool named = std::ranges::any_of(desk, [&](const Task& task) {
            return std::ranges::any_of(flaws, [&](const Unsound& flaw) {
                return flaw.step == task.step && flaw.flaw != Flaw::unreachable;
            });
        });
        if (named) return;
        const auto trapped = reach(forward_, {trap});
        bool inside = true;
        for (std::size_t i = 0; i < trapped.size(); ++i) {
            if (!trapped[i]) continue;
            for (const Task& task : seen_.all()[i].dossier.desk) {
                inside = inside && !task.path.empty();
            }
        }
        flaws.push_back({inside ? Flaw::dead_join : Flaw::never_ending, desk.front().step,
                         seen_.path_to(trap)});
    }

    const Exploration& seen_;
    std::vector<std::vector<int>> forward_ = {};
    std::vector<std::vector<int>> backward_ = {};
};

}  // namespace

std::vector<Unsound> flaws(const Definition& sop, std::size_t limit) {
    auto found = Reading(sop).flaws();
    const bool blocks_are_fine =
        std::ranges::none_of(found, [](const auto& flaw) { return flaw.flaw == Flaw::bad_block; });
    // Blocks that are no blocks cannot be walked; their flaws come first.
    if (!blocks_are_fine || sop.steps.empty()) return found;
    const Exploration seen(sop, limit);
    for (Unsound& flaw : found) {
        const int first = seen.first_with(flaw.step);
        if (first >= 0) flaw.path = seen.path_to(first);
    }
    found.insert(found.end(), seen.faults().begin(), seen.faults().end());
    if (seen.too_large()) {
        found.push_back({Flaw::too_large, {}, {}});
        return found;
    }
    for (const Step& step : sop.steps) {
        if (seen.first_with(step.name) < 0) found.push_back({Flaw::unreachable, step.name, {}});
    }
    Judgement(seen).add_to(found);
    return found;
}

}  // namespace kentongan::sop
