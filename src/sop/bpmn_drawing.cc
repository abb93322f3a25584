// Writes the diagram of an exported process: shapes, edges, labels.
#include <cmath>

#include "base/text.h"
#include "sop/bpmn_chart.h"
#include "sop/bpmn_xml.h"

namespace kentongan::sop {
namespace {

class Draughtsman {
  public:
    explicit Draughtsman(const Chart& chart) : chart_(chart) {}

    void draw(Xml definitions) {
        Xml diagram = put(definitions, "bpmndi:BPMNDiagram");
        say(diagram, "id", "diagram");
        plane_ = put(diagram, "bpmndi:BPMNPlane");
        say(plane_, "id", "bidang");
        say(plane_, "bpmnElement", cat("c_", chart_.id));
        say(put_shape(cat("pool_", chart_.id), chart_.pool), "isHorizontal", "true");
        for (const ChartLane& lane : chart_.lanes) {
            say(put_shape(lane.id, lane.box), "isHorizontal", "true");
        }
        for (const ChartNode& node : chart_.nodes) {
            Xml shape = put_shape(node.id, node.box);
            const bool exclusive =
                node.kind == ChartKind::decision || node.kind == ChartKind::merge;
            if (exclusive) say(shape, "isMarkerVisible", "true");
            if (node.kind != ChartKind::task && !node.name.empty()) {
                put_label(shape, below(node.box, node.name));
            }
        }
        for (const ChartFlow& flow : chart_.flows) {
            Xml edge = put_edge(flow.id, flow.points);
            if (!flow.name.empty()) put_label(edge, flow.label);
        }
        for (const ChartPaper& paper : chart_.papers) draw_paper(paper);
    }

  private:
    static std::string number(double value) { return std::to_string(std::lround(value)); }

    static void put_bounds(Xml parent, const ChartBox& box) {
        Xml bounds = put(parent, "dc:Bounds");
        say(bounds, "x", number(box.x));
        say(bounds, "y", number(box.y));
        say(bounds, "width", number(box.width));
        say(bounds, "height", number(box.height));
    }

    Xml put_shape(const std::string& id, const ChartBox& box) {
        Xml shape = put(plane_, "bpmndi:BPMNShape");
        say(shape, "id", id + "_di");
        say(shape, "bpmnElement", id);
        put_bounds(shape, box);
        return shape;
    }

    Xml put_edge(const std::string& id, const std::vector<ChartPoint>& points) {
        Xml edge = put(plane_, "bpmndi:BPMNEdge");
        say(edge, "id", id + "_di");
        say(edge, "bpmnElement", id);
        for (const ChartPoint& point : points) {
            Xml at = put(edge, "di:waypoint");
            say(at, "x", number(point.x));
            say(at, "y", number(point.y));
        }
        return edge;
    }

    static void put_label(Xml parent, const ChartBox& box) {
        put_bounds(put(parent, "bpmndi:BPMNLabel"), box);
    }
    static ChartBox below(const ChartBox& box, std::string_view words) {
        return {box.centre() - 45, box.bottom() + 4, 90, 16.0 * drawn_lines(words, 90)};
    }

    void draw_paper(const ChartPaper& paper) {
        const ChartNode& node = chart_.nodes[paper.node];
        for (const bool needed : {true, false}) {
            const auto& words = needed ? paper.needs : paper.makes;
            if (words.empty()) continue;
            const ChartBox& box = needed ? paper.needs_box : paper.makes_box;
            const auto id = node.id + (needed ? "_perlu" : "_hasil");
            put_label(put_shape(id, box), below(box, words));
            const ChartPoint up{box.centre(), node.box.bottom()}, down{box.centre(), box.y};
            put_edge(id + "_aliran", needed ? std::vector{down, up} : std::vector{up, down});
        }
        if (paper.note.empty()) return;
        put_shape(node.id + "_ket", paper.note_box);
        const double x = node.box.right() - 20;
        put_edge(node.id + "_ket_garis", {{x, node.box.y}, {x, paper.note_box.bottom()}});
    }

    const Chart& chart_;
    Xml plane_ = {};
};

}  // namespace

void draw_chart(const Chart& chart, Xml definitions) {
    Draughtsman(chart).draw(definitions);
}

}  // namespace kentongan::sop
