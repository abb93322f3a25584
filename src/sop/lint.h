// The rules of the lint, in groups. Private to the lint's own files; others use lint().
#pragma once

#include "sop/definition.h"

namespace kentongan::sop {

using Findings = std::vector<Finding>;

void check_flow(const Definition&, Findings&);         // L1, L2, L3, L8
void check_rows(const Definition&, Findings&);         // L4, L5, L10, L11, L14, L16
void check_lanes(const Definition&, Findings&);        // L6, L7
void check_total(const Definition&, Findings&);        // L9
void check_identity(const Definition&, Findings&);     // L12, L15
void check_regulations(const Definition&, Findings&);  // L13

}  // namespace kentongan::sop
