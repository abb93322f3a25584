// What an exported BPMN file shows: the nodes and flows of a definition and where they are drawn.
#pragma once

#include <string>
#include <vector>

#include "sop/definition.h"

namespace kentongan::sop {

struct ChartPoint {
    double x = 0, y = 0;
};
struct ChartBox {
    double x = 0, y = 0, width = 0, height = 0;
    double right() const { return x + width; }
    double bottom() const { return y + height; }
    double middle() const { return y + height / 2; }
    double centre() const { return x + width / 2; }
};

constexpr std::size_t no_index = static_cast<std::size_t>(-1);

enum class ChartKind { start, merge, split, task, decision, join, end };
struct ChartNode {
    ChartKind kind = ChartKind::task;
    std::string id = {}, name = {};
    std::size_t lane = 0;
    std::size_t step = no_index;
    int row = 0, turn = 0;  // the order in which nodes stand beside each other
    std::size_t default_flow = no_index;
    ChartBox box = {};
};

struct ChartFlow {
    std::string id = {}, name = {}, condition = {};
    std::size_t from = 0, to = 0;
    const Exit* exit = nullptr;  // of the step whose decision it is
    std::vector<ChartPoint> points = {};
    ChartBox label = {};
};

struct ChartLane {
    std::string id = {}, label = {}, role = {};
    bool outside = false;  // the applicant
    ChartBox box = {};
    double corridor = 0;  // the height kept free above the steps for long flows
};

/// The things beside a task: what it needs and makes, and its note.
struct ChartPaper {
    std::size_t node = 0;
    std::string needs = {}, makes = {}, note = {};
    ChartBox needs_box = {}, makes_box = {}, note_box = {};
};

struct Chart {
    std::string title = {}, office = {}, id = {};
    std::vector<ChartLane> lanes = {};
    std::vector<ChartNode> nodes = {};
    std::vector<ChartFlow> flows = {};
    std::vector<ChartPaper> papers = {};
    ChartBox pool = {};
};

/// The nodes and flows, in the order in which they stand; nothing is placed yet.
Chart chart_of(const Definition&);
/// One column per node, one band per lane; long flows run above the steps of a lane.
void lay_out(Chart&);

/// Cut at a word, with "…", when longer than so many characters.
std::string shortened(std::string_view text, std::size_t most);
/// How wide the words are in the usual drawing tools, a little generously.
double drawn_width(std::string_view text);
/// How many lines the words take in a box of that width.
int drawn_lines(std::string_view text, double width);
/// A name that XML accepts as an id: letters, digits, "_", "-", "."; never empty.
std::string xml_name(std::string_view text);

}  // namespace kentongan::sop
