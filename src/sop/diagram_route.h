// Finds every arrow's way through the channels of the grid, and a track of its own on each line.
#pragma once

#include "sop/diagram.h"

namespace kentongan::sop {

/// An arrow before it has a way: from and to are rows, since a row may hold several symbols.
struct Wish {
    int from_row = 0, to_row = 0;
    bool main = false;  // the way on: leaves below
    bool is_return = false;
};

/// The plan's routes for these arrows; fills its track counts as well.
void route(Plan&, const std::vector<Wish>&, bool right_is_taken);

/// Gives every stretch a track, so that no two arrows lie on one another, with few crossings.
void assign_tracks(Plan&);

/// Where a track of a lane's or a row's middle lies: 0, 1, -1, 2, -2 … times the gap.
int offset_of(int track);

}  // namespace kentongan::sop
