// Moves rows in and out of blocks.
#include "sop/edit_blocks.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "sop/vocabulary.h"

namespace kentongan::sop {
namespace {

using Branches = std::vector<std::vector<StepName>>;

bool holds(const std::vector<StepName>& rows, const StepName& name) {
    return std::ranges::find(rows, name) != rows.end();
}

/// The number of the branch a row stands in, 0 for none.
int branch_of(const Branches& branches, const StepName& row) {
    for (std::size_t i = 0; i < branches.size(); ++i) {
        if (holds(branches[i], row)) return static_cast<int>(i) + 1;
    }
    return 0;
}

Block* block_at(Definition& sop, std::string_view name) {
    const auto found = std::ranges::find(sop.blocks, name, &Block::name);
    return found == sop.blocks.end() ? nullptr : &*found;
}

/// The rows among which a block lies: its parent's branch, or all.
std::vector<StepName> surroundings(const Definition& sop, const Block& block) {
    const Block* parent = sop.block_named(block.parent);
    if (parent && !block.parent.empty()) {
        for (const auto& branch : parent->branches) {
            const bool here = block.branches.empty() || block.branches[0].empty() ||
                              holds(branch, block.branches[0][0]);
            if (here) return branch;
        }
    }
    std::vector<StepName> all;
    for (const Step& step : sop.steps) all.push_back(step.name);
    return all;
}

/// The outermost other block around a row that lies beside or inside this one.
const Block* carrier_of(const Definition& sop, const Block& block, const StepName& row) {
    for (const Block& other : sop.blocks) {
        const bool apart = other.name != block.name;
        const bool near = other.parent == block.name || other.parent == block.parent;
        if (apart && near && branch_of(other.branches, row) > 0) return &other;
    }
    return nullptr;
}

/// Leads the ways of a definition along when the branches of one block changed.
class Rerouting {
  public:
    Rerouting(Definition& sop, Block& block, Branches before, StepName then_before)
        : sop_(sop), block_(block), before_(std::move(before)), was_then_(std::move(then_before)) {}

    void run() {
        for (Step& step : sop_.steps) {
            const int was = branch_of(before_, step.name);
            const int is = branch_of(block_.branches, step.name);
            for (Exit& exit : step.exits) {
                if (exit.is_return) {
                    lead_back(exit, was, is);
                } else if (is > 0) {
                    exit.to = onward(step.name, exit.to, was, is);
                } else {
                    exit.to = around(step, exit.to, was);
                }
                std::erase(exit.allowed, exit.to);
            }
            if (was == is) continue;
            const Block* inmost = sop_.block_of(step.name);
            for (Exit& exit : step.exits) exit.whole_block = exit.whole_block && inmost;
            if (!inmost || inmost->kind != BlockKind::each) step.time.shared_by_items = false;
        }
        for (Block& inner : sop_.blocks) {
            if (inner.parent != block_.name || inner.branches.empty()) continue;
            const StepName last = inner.branches.back().back();
            inner.then = onward(last, inner.then, branch_of(before_, last),
                                branch_of(block_.branches, last));
        }
    }

  private:
    const std::vector<StepName>& rows(int branch) const {
        return block_.branches[static_cast<std::size_t>(branch - 1)];
    }

    /// The row after this one in its branch, or the join.
    StepName next(const StepName& row, int branch) const {
        const auto& all = rows(branch);
        auto at = std::ranges::find(all, row);
        const Block* inner = carrier_of(sop_, block_, row);
        do {
            ++at;
        } while (at != all.end() && inner && branch_of(inner->branches, *at) > 0);
        return at == all.end() ? the_join : *at;
    }

    bool in_inner_block(const StepName& row) const {
        const Block* inmost = sop_.block_of(row);
        return inmost && inmost->name != block_.name;
    }

    StepName onward(const StepName& row, const StepName& to, int was, int is) const {
        if (holds(rows(is), to)) return to;
        if (to == the_join) {
            // The join of an inner block is the inner block's own.
            if (in_inner_block(row) && sop_.block_of(row)->then != to) return to;
            const StepName after = next(row, is);
            const bool came_in = after != the_join && branch_of(before_, after) != was;
            return was == is && !came_in ? to : after;
        }
        const bool went_out = was > 0 && branch_of(before_, to) == was;
        return was != is || went_out ? next(row, is) : to;
    }

    StepName around(const Step& step, const StepName& to, int was) const {
        if (was > 0 && to == the_join && !in_inner_block(step.name)) {
            return block_.then == step.name ? was_then_ : block_.then;
        }
        const int entered = branch_of(block_.branches, to);
        return entered > 0 && branch_of(before_, to) == 0 ? rows(entered).front() : to;
    }

    void lead_back(Exit& exit, int was, int is) const {
        const auto outside = [&](const StepName& to) {
            return branch_of(block_.branches, to) == 0;
        };
        const bool leaves = outside(exit.to) || std::ranges::any_of(exit.allowed, outside);
        if (was == 0 && is > 0 && leaves) exit.whole_block = true;
    }

    Definition& sop_;
    Block& block_;
    Branches before_;
    StepName was_then_;
};

Branches wished(const std::vector<BlockUnit>& units, const BlockWish& wish) {
    std::map<int, std::vector<StepName>> branches;
    for (const BlockUnit& unit : units) {
        const auto found = wish.branches.find(unit.rows.front());
        int branch = found == wish.branches.end() ? unit.branch : found->second;
        if (wish.kind == BlockKind::each && branch > 0) branch = 1;
        if (branch <= 0) continue;
        auto& rows = branches[branch];
        rows.insert(rows.end(), unit.rows.begin(), unit.rows.end());
    }
    Branches all;
    for (auto& [number, rows] : branches) all.push_back(std::move(rows));
    return all;
}

BlockFlaw flaw_of(const Definition& sop, const Block* itself, const BlockWish& wish,
                  const Branches& branches) {
    const std::size_t least = wish.kind == BlockKind::parallel ? 2 : 1;
    if (branches.size() < least) return BlockFlaw::too_few;
    if (wish.kind == BlockKind::each && wish.each_of.empty()) return BlockFlaw::no_list;
    const Block* named = sop.block_named(wish.name);
    if (!wish.name.empty() && named && named != itself) return BlockFlaw::name_taken;
    const bool known =
        wish.then == the_end || (wish.then == the_join && itself && !itself->parent.empty());
    const bool outside = sop.find(wish.then) && branch_of(branches, wish.then) == 0;
    return known || outside ? BlockFlaw::none : BlockFlaw::unknown_target;
}

/// Gives a block its name and its children the name of their parent.
void rename_block(Definition& sop, Block& block, const std::string& wanted) {
    const std::string before = block.name;
    block.name = {};
    std::string name = wanted.empty() ? usual_name_of(block) : wanted;
    const std::string usual = name;
    for (int again = 2; sop.block_named(name); ++again) name = cat(usual, "-", again);
    block.name = name;
    for (Block& other : sop.blocks) {
        if (other.parent == before && &other != &block) other.parent = name;
    }
}

/// Inner blocks have the block as parent, those that went out its surroundings.
void settle_inner(Definition& sop, const Block& block, const std::vector<BlockUnit>& units) {
    for (const BlockUnit& unit : units) {
        Block* inner = unit.inner.empty() ? nullptr : block_at(sop, unit.inner);
        if (!inner) continue;
        const bool inside = branch_of(block.branches, unit.rows.front()) > 0;
        inner->parent = inside ? block.name : block.parent;
    }
}

}  // namespace

std::vector<BlockUnit> units_of(const Definition& sop, const Block& block) {
    std::vector<BlockUnit> units;
    const auto near = surroundings(sop, block);
    for (const Step& step : sop.steps) {
        if (!holds(near, step.name)) continue;
        const Block* carrier = carrier_of(sop, block, step.name);
        if (!carrier) {
            units.push_back({{step.name}, {}, branch_of(block.branches, step.name)});
            continue;
        }
        const auto same = std::ranges::find(units, carrier->name, &BlockUnit::inner);
        if (same != units.end()) {
            same->rows.push_back(step.name);
        } else {
            units.push_back({{step.name}, carrier->name, branch_of(block.branches, step.name)});
        }
    }
    return units;
}

BlockFlaw reshape_block(Definition& sop, const std::string& name, const BlockWish& wish) {
    Block* block = block_at(sop, name);
    if (!block) return BlockFlaw::too_few;
    const auto units = units_of(sop, *block);
    auto branches = wished(units, wish);
    if (const auto flaw = flaw_of(sop, block, wish, branches); flaw != BlockFlaw::none) return flaw;
    const bool usual = wish.name.empty() || (wish.name == name && name == usual_name_of(*block));
    const Branches before = block->branches;
    const StepName then_before = block->then;
    block->branches = std::move(branches);
    block->then = wish.then;
    // A last row that goes out stands behind the block.
    for (const Step& step : sop.steps) {
        const bool out =
            branch_of(before, step.name) > 0 && branch_of(block->branches, step.name) == 0;
        const bool joined = std::ranges::any_of(
            step.exits, [](const Exit& exit) { return !exit.is_return && exit.to == the_join; });
        if (out && joined && block->then == then_before) block->then = step.name;
    }
    if (block->each_of != wish.each_of && block->kind == BlockKind::each) {
        block->each_of = wish.each_of;
        block->basis = {};
    }
    if (before != block->branches) block->basis = {};
    settle_inner(sop, *block, units);
    if (usual ? block->name != usual_name_of(*block) : wish.name != name) {
        rename_block(sop, *block, usual ? std::string{} : wish.name);
    }
    if (before != block->branches || then_before != block->then) {
        Rerouting(sop, *block, before, then_before).run();
    }
    return BlockFlaw::none;
}

BlockFlaw add_block(Definition& sop, const BlockWish& wish) {
    std::set<StepName> chosen;
    for (const auto& [row, branch] : wish.branches) {
        if (branch > 0) chosen.insert(row);
    }
    if (chosen.empty()) return BlockFlaw::too_few;
    const Block* around = sop.block_of(*chosen.begin());
    Block fresh{.kind = wish.kind, .each_of = wish.each_of};
    fresh.parent = around ? around->name : std::string{};
    fresh.branches = {{*chosen.begin()}};  // where it lies
    fresh.name = "\n";                     // no block is called so
    auto units = units_of(sop, fresh);
    for (auto& unit : units) unit.branch = 0;
    BlockWish settled = wish;
    auto branches = wished(units, wish);
    if (branches.empty()) return BlockFlaw::too_few;
    // Behind it comes what came behind its last row.
    const Step* last = sop.find(branches.back().back());
    for (const Exit& exit : last->exits) {
        if (exit.is_return || branch_of(branches, exit.to) > 0 || !settled.then.empty()) continue;
        settled.then = exit.to;
    }
    if (settled.then.empty()) settled.then = the_end;
    const bool joins = settled.then == the_join && around;
    if (const auto flaw = flaw_of(sop, nullptr, settled, branches);
        flaw != BlockFlaw::none && !(joins && flaw == BlockFlaw::unknown_target)) {
        return flaw;
    }
    fresh.branches = std::move(branches);
    fresh.then = settled.then;
    sop.blocks.push_back(fresh);
    Block& block = sop.blocks.back();
    rename_block(sop, block, wish.name);
    settle_inner(sop, block, units);
    Rerouting(sop, block, {}, block.then).run();
    return BlockFlaw::none;
}

bool dissolve_block(Definition& sop, const std::string& name) {
    const Block* found = block_at(sop, name);
    if (!found) return false;
    const Block gone = *found;
    const auto after = [&](std::size_t branch) {
        return branch + 1 < gone.branches.size() ? gone.branches[branch + 1].front() : gone.then;
    };
    for (std::size_t i = 0; i < gone.branches.size(); ++i) {
        for (Step& step : sop.steps) {
            if (!holds(gone.branches[i], step.name)) continue;
            const Block* inmost = sop.block_of(step.name);
            if (inmost && inmost->name != gone.name) continue;
            for (Exit& exit : step.exits) {
                if (exit.to == the_join) exit.to = after(i);
            }
        }
        for (Block& inner : sop.blocks) {
            const bool here = inner.parent == gone.name && !inner.branches.empty() &&
                              holds(gone.branches[i], inner.branches[0].front());
            if (here && inner.then == the_join) inner.then = after(i);
        }
    }
    std::erase_if(sop.blocks, [&](const Block& block) { return block.name == gone.name; });
    for (Block& block : sop.blocks) {
        if (block.parent == gone.name) block.parent = gone.parent;
    }
    for (Step& step : sop.steps) {
        const Block* inmost = sop.block_of(step.name);
        if (!inmost || inmost->kind != BlockKind::each) step.time.shared_by_items = false;
        if (inmost) continue;
        for (Exit& exit : step.exits) exit.whole_block = false;
    }
    return true;
}

}  // namespace kentongan::sop
