// What an SOP's flow says beyond its symbols: remarks, sums of times, what was concluded.
#pragma once

#include <string>
#include <vector>

#include "documents/print_words.h"
#include "sop/diagram.h"

namespace kentongan::documents {

/// Remarks on one step: other return targets, exits not drawn, blocks, who and how long together.
std::vector<std::string> remarks_on(const sop::Definition&, const sop::Step&, const sop::Plan&,
                                    Language);

/// "360 menit sampai 375 menit (6 jam sampai 6 jam 15 menit)": the sum of all rows.
std::string sum_of_times(const sop::Definition&, Language);

/// The sentences under the table: what was concluded.
std::vector<std::string> closing_notes(const sop::Definition&, bool inferred, Language);
bool has_inferred_performers(const sop::Definition&);
bool has_inferred_ways(const sop::Definition&);

}  // namespace kentongan::documents
