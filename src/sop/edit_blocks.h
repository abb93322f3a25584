// Changes to the blocks of an SOP as its paper table shows them, with the flow led along.
#pragma once

#include <map>

#include "sop/definition.h"

namespace kentongan::sop {

/// What moves in and out of a block together: one row, or all rows of an inner block.
struct BlockUnit {
    std::vector<StepName> rows = {};
    std::string inner = {};  // the name of that inner block
    int branch = 0;          // 0: outside; else the branch it stands in
};
/// Everything that stands in the block or could, in printed order.
std::vector<BlockUnit> units_of(const Definition&, const Block&);

/// A block as somebody wants it: branch of each unit by its first row, 0 for outside.
struct BlockWish {
    BlockKind kind = BlockKind::parallel;
    std::string name = {};  // empty: its usual name
    std::string each_of = {};
    StepName then = {};
    std::map<StepName, int> branches = {};
};
/// Why a wish is refused.
enum class BlockFlaw { none, too_few, name_taken, no_list, unknown_target };

/// A new block around rows that stand in the same surroundings. What followed them follows it.
BlockFlaw add_block(Definition&, const BlockWish&);
/// Rows that come in are led on to the next row of their branch or to the join; the ways of rows
/// that go out are led around the block.
BlockFlaw reshape_block(Definition&, const std::string& name, const BlockWish&);
/// Its rows stay and run one after the other.
bool dissolve_block(Definition&, const std::string& name);

}  // namespace kentongan::sop
