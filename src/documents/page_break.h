// Where arrows go from page to page: lettered pentagons in pairs, spread so that none covers
// another.
#pragma once

#include <string>
#include <vector>

#include "sop/diagram.h"

namespace kentongan::documents {

/// An arrow that crosses from the rows above a break to those below it.
struct Crossing {
    std::size_t arrow = 0;
    std::size_t segment = 0;
    bool down = true;     // which way the arrow points here
    double at = 0;        // where it crosses, in the drawing
    double pentagon = 0;  // where its pentagons stand
    int level = 0;        // which of the sideways lines between the two is its own
    std::string letter = {};
};

struct Break {
    int row = 0;  // the first row of the next page
    std::vector<Crossing> crossings = {};
    int levels = 0;
};

constexpr double pentagon_size = 13, pentagon_pitch = 17, level_step = 3;
/// The height of the strip with the pentagons, below the last row and above the next one.
double strip_height(const Break&);

/// Finds the crossings of a drawing at a break before `row`; letters go on from `next_letter`.
Break crossings_at(const sop::Drawing&, int row, int& next_letter);

}  // namespace kentongan::documents
