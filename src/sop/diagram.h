// Lays a definition out once: rows, lanes, symbols and arrows, for SVG, the printed page and BPMN.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sop/definition.h"

namespace kentongan::sop {

enum class Symbol { capsule, box, diamond };

struct Point {
    double x = 0, y = 0;
};

/// A symbol in one lane of one row. A row done in several lanes has one symbol in each.
struct Node {
    StepName step;
    Symbol symbol = Symbol::box;
    int row = 0;
    int lane = 0;
    bool starts = false, ends = false;  // the row's symbol is drawn with a capsule
};

/// An arrow as a polyline in grid units: one lane is 1 wide, one row is 1 high.
struct Arrow {
    StepName from, to;
    int exit = 0;               // index into the step's exits
    std::string label = {};     // YA, TIDAK
    Point label_at = {};
    bool is_return = false;
    bool inferred = false;
    std::vector<Point> points = {};
};

struct Drawing {
    int lanes = 0;
    int rows = 0;
    std::vector<Node> nodes = {};
    std::vector<Arrow> arrows = {};
    std::vector<std::pair<Point, Point>> links = {};  // between symbols of one row
};

/// Arrows run in channels between lanes and rows: they cross no symbol and no other arrow's label.
Drawing lay_out(const Definition&);

/// What the live diagram shows at a step.
struct StepMark {
    bool now = false;     // a task is open here
    bool late = false;
    bool paused = false;
    int done = 0;         // how often it was done
    int returned = 0;     // how often it came back here
    std::string who = {}; // short words beside the symbol
};

/// Colours come from CSS classes (sop-box, sop-now, sop-late…), so that both themes work.
/// `title` is the sentence for those who cannot see it; ids carry `prefix`.
std::string svg_of(const Definition&, const std::map<StepName, StepMark>& live,
                   std::string_view title, std::string_view prefix = "alur");

}  // namespace kentongan::sop
