// Where a step lies among the blocks of its SOP.
#pragma once

#include <vector>

#include "sop/definition.h"
#include "sop/dossier.h"

namespace kentongan::sop {

/// One level of nesting: the branch of a block.
struct Level {
    const Block* block = nullptr;
    int branch = 0;
};

/// The levels around a step, outermost first; none for a step outside all blocks.
std::vector<Level> place_of(const Definition&, const StepName&);

/// Whether `step` is the first of some branch, so that coming to it from outside enters the block.
bool is_entry_of(const Block&, const StepName& step);

/// How many levels of `place` a token on `path` already stands in.
std::size_t shared_levels(const std::vector<Branch>& path, const std::vector<Level>& place);

}  // namespace kentongan::sop
