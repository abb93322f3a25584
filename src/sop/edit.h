// Changes to the paper table of an SOP, row by row, which keep every reference to a row true.
#pragma once

#include "sop/definition.h"

namespace kentongan::sop {

/// Puts an empty row behind `after` (empty: in front of all) and leads the flow through it; it
/// stands in the same branch and lane. Answers its name.
StepName add_step(Definition&, const StepName& after);
/// Takes a row out; what led to it leads to where it led. The last row of all stays.
bool remove_step(Definition&, const StepName&);
/// Changes places with the row above or below. Where the flow ran straight through both, it runs
/// through them in the new order. False where nothing is beyond, or a block would be torn.
bool move_step(Definition&, const StepName&, bool up);
/// Gives a row another name wherever it is named. False when that name is taken or no name.
bool rename_step(Definition&, const StepName& from, const StepName& to);
/// Numbers the rows 1, 2, 3… in printed order.
void renumber(Definition&);

/// A lane nobody stands in can go.
bool remove_lane(Definition&, const RoleName&);
/// "KEPALA BIDANG" -> kepala_bidang, another one where that is taken.
RoleName role_named(const Definition&, std::string_view label);

/// Lines as people type them: "1. Undang-Undang …" becomes marker and words; lines that were there
/// keep their corrections.
std::vector<SectionItem> read_items(std::string_view lines, const std::vector<SectionItem>& before);
std::string written_items(const std::vector<SectionItem>&);

}  // namespace kentongan::sop
