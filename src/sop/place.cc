// Finds the branches around a step from the blocks' lists and their parents.
#include "sop/place.h"

#include <algorithm>
#include <optional>

namespace kentongan::sop {
namespace {

std::optional<int> branch_with(const Block& block, const StepName& step) {
    for (std::size_t i = 0; i < block.branches.size(); ++i) {
        if (std::ranges::find(block.branches[i], step) != block.branches[i].end()) {
            return static_cast<int>(i);
        }
    }
    return {};
}

std::size_t depth_of(const Definition& sop, const Block* block) {
    std::size_t depth = 0;
    while (block != nullptr && ++depth <= sop.blocks.size()) block = sop.block_named(block->parent);
    return depth;
}

const Block* innermost_with(const Definition& sop, const StepName& step) {
    const Block* innermost = nullptr;
    for (const Block& block : sop.blocks) {
        if (!branch_with(block, step)) continue;
        if (innermost == nullptr || depth_of(sop, &block) > depth_of(sop, innermost)) {
            innermost = &block;
        }
    }
    return innermost;
}

/// The branch of `outer` in which the whole of `inner` lies. A list that leaves out the inner
/// steps still leads to them by an exit.
int branch_around(const Definition& sop, const Block& outer, const Block& inner) {
    for (const auto& branch : inner.branches) {
        for (const StepName& step : branch) {
            if (const auto found = branch_with(outer, step)) return *found;
        }
    }
    for (std::size_t i = 0; i < outer.branches.size(); ++i) {
        for (const StepName& name : outer.branches[i]) {
            const Step* step = sop.find(name);
            if (step == nullptr) continue;
            const bool leads_in = std::ranges::any_of(step->exits, [&](const Exit& exit) {
                return branch_with(inner, exit.to).has_value();
            });
            if (leads_in) return static_cast<int>(i);
        }
    }
    return 0;
}

}  // namespace

std::vector<Level> place_of(const Definition& sop, const StepName& step) {
    std::vector<Level> place;
    if (sop.blocks.empty()) return place;
    const Block* block = innermost_with(sop, step);
    if (block == nullptr) return place;
    place.push_back({block, *branch_with(*block, step)});
    while (place.size() <= sop.blocks.size()) {
        const Block* inner = place.back().block;
        const Block* outer = inner->parent.empty() ? nullptr : sop.block_named(inner->parent);
        if (outer == nullptr) break;
        place.push_back({outer, branch_around(sop, *outer, *inner)});
    }
    std::ranges::reverse(place);
    return place;
}

bool is_entry_of(const Block& block, const StepName& step) {
    return std::ranges::any_of(block.branches, [&](const auto& branch) {
        return !branch.empty() && branch.front() == step;
    });
}

std::size_t shared_levels(const std::vector<Branch>& path, const std::vector<Level>& place) {
    std::size_t shared = 0;
    while (shared < path.size() && shared < place.size()) {
        const Branch& branch = path[shared];
        const Level& level = place[shared];
        const bool each = level.block->kind == BlockKind::each;
        if (branch.block != level.block->name || (!each && branch.index != level.branch)) break;
        ++shared;
    }
    return shared;
}

}  // namespace kentongan::sop
