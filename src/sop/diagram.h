// Lays a definition out once: rows, lanes, symbols and arrows, for SVG, the printed page and BPMN.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sop/definition.h"

namespace kentongan::sop {

enum class Symbol { capsule, box, diamond };

struct Point {
    double x = 0, y = 0;
};
struct Size {
    double width = 0, height = 0;
};
struct Area {
    double x = 0, y = 0, width = 0, height = 0;
    double right() const { return x + width; }
    double bottom() const { return y + height; }
};

/// A symbol in one lane of one row. A row done in several lanes has one symbol in each.
struct Node {
    StepName step;  // empty: a row of its own that only starts or ends the flow
    Symbol symbol = Symbol::box;
    int row = 0;
    int lane = 0;
    bool starts = false, ends = false;  // the row's symbol is drawn with a capsule
    Area area = {};
};

/// An arrow as a polyline from the edge of one symbol to the edge of another.
struct Arrow {
    StepName from, to;
    int exit = 0;            // index into the step's exits
    std::string label = {};  // YA, TIDAK
    std::vector<std::string> label_lines = {};
    Area label_area = {};
    bool label_is_crowded = false;  // no free place was found for it
    bool is_return = false;
    bool inferred = false;
    std::vector<Point> points = {};
};

struct Drawing {
    int lanes = 0;
    int rows = 0;
    std::vector<StepName> row_steps = {};  // empty where a row only starts or ends the flow
    std::vector<double> lane_edges = {};   // lanes + 1
    std::vector<double> row_edges = {};    // rows + 1; the space before a row belongs to none
    std::vector<double> row_ends = {};     // rows
    std::vector<Node> nodes = {};
    std::vector<Arrow> arrows = {};
    std::vector<std::pair<Point, Point>> links = {};  // between symbols of one row
};

/// Arrows run in channels between lanes and rows: they cross no symbol and no other arrow's label.
/// In grid units: one lane is 1 wide, one row is 1 high.
Drawing lay_out(const Definition&);

// --- The same in two steps, for those who know how large things are
// -------------------------------

struct PlanWishes {
    bool two_exits = false;       // a diamond on paper has two; the others stand in the notes
    bool right_is_taken = false;  // words stand there: arrows neither leave nor come
};

/// One straight part of an arrow, on a line of the grid and on a track of that line.
struct Stretch {
    int arrow = 0;
    bool upright = false;
    int line = 0;               // upright: 2 * lane + 1 is a lane's middle, even ones lie between
    double from = 0, till = 0;  // on the other axis: 3 * row + (0 above, 1 middle, 2 below)
    int track = 0;
};

/// Which way every arrow goes, before anything has a size.
struct Plan {
    Drawing drawing;
    std::vector<std::vector<Stretch>> routes = {};  // one for each arrow, in its direction
    std::vector<int> beside = {};  // tracks in each channel between lanes (lanes + 1)
    std::vector<int> above = {};   // tracks above each row's symbols
    std::vector<int> below = {};
    std::vector<std::pair<StepName, int>> undrawn = {};  // exits left out (two_exits)
};
Plan plan_of(const Definition&, const PlanWishes& = {});

struct Measures {
    double symbol_width = 0, symbol_height = 0;
    double gap = 0;                   // between two tracks, and between a track and a border
    double head = 0;                  // an arrow's head with the line before it
    std::vector<double> aside = {};   // how far left of each lane's middle its symbols stand
    bool keep_to_edge = false;        // tracks above and below lie at the row's edge, words between
    std::vector<double> lanes = {};   // wanted widths; narrower ones are widened
    std::vector<double> rows = {};    // wanted heights; lower ones are heightened
    std::vector<double> before = {};  // empty space before each row (a page break)
    std::function<Size(const std::string&)> measure = {};  // one line of a label
    bool turned = false;           // drawn with x and y exchanged: labels stand on their side
    std::vector<Size> words = {};  // what stands right of each row's first symbol
    bool may_grow = true;          // lanes and rows, until every label has its place
};
Drawing place(const Plan&, const Measures&);

// --- In the page
// ----------------------------------------------------------------------------------

/// What the live diagram shows at a step.
struct StepMark {
    bool now = false;  // a task is open here
    bool late = false;
    bool paused = false;
    int done = 0;          // how often it was done
    int returned = 0;      // how often it came back here
    std::string who = {};  // short words beside the symbol
};

/// Two drawings of the same: lanes across (`flow`) and, for a phone, rows down (`flow-narrow`);
/// the style sheet shows one. Colours come from CSS classes (box, now, late…), so that both themes
/// work. `title` is the sentence for those who cannot see it; ids carry `prefix`.
std::string svg_of(const Definition&, const std::map<StepName, StepMark>& live,
                   std::string_view title, std::string_view prefix = "alur");

/// "Memeriksa dan mengoreksi hasil isi konten. Jika…" -> its first sentence, cut at a word.
std::string short_activity(const Step&, std::size_t characters = 60);

}  // namespace kentongan::sop
