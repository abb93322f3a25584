// Finds a free place beside its arrow for each label.
#pragma once

#include "sop/diagram.h"

namespace kentongan::sop {

/// Sets label_lines, label_area and label_is_crowded of every arrow that has a label.
void place_labels(Drawing&, const Measures&);

/// Whether an area and a symbol's true outline (a diamond's corners are free) overlap.
bool covers(const Area&, const Node&);
bool overlap(const Area&, const Area&);
/// Whether the straight line from a to b (upright or across) comes into the area.
bool passes(const Area&, Point a, Point b);

}  // namespace kentongan::sop
