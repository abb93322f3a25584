// Places the nodes of an exported process and routes its flows, so that nothing covers anything.
#include <algorithm>

#include "base/text.h"
#include "sop/bpmn_chart.h"

namespace kentongan::sop {
namespace {

constexpr double left = 100, header = 30, top = 40;
constexpr double task_width = 150, task_height = 90, gateway = 50, event = 36;
constexpr double inset = 30;  // from the left edge of a column to its node
constexpr double above = 20;  // between the corridor and the steps
constexpr double paper_gap = 45, paper_width = 36, paper_height = 50;
constexpr double label_width = 90, line_height = 16;

double column_width(ChartKind kind) {
    switch (kind) {
    case ChartKind::task: return 210;
    case ChartKind::decision: return 180;
    case ChartKind::start:
    case ChartKind::end: return 110;
    case ChartKind::merge:
    case ChartKind::split:
    case ChartKind::join: return 100;
    }
    return 0;
}

double label_height(std::string_view words) {
    return line_height * drawn_lines(words, label_width);
}

/// A line above the steps of one lane; flows that do not meet share it.
struct Track {
    double height = 0;
    std::vector<std::pair<double, double>> taken = {};
    std::vector<std::size_t> flows = {};

    bool is_free(double from, double till) const {
        return std::ranges::none_of(
            taken, [&](const auto& one) { return one.first < till && from < one.second; });
    }
};

class Drawer {
  public:
    explicit Drawer(Chart& chart) : chart_(chart), entered_(chart.nodes.size(), 0) {}

    void draw() {
        place_columns();
        choose_tracks();
        place_lanes();
        place_nodes();
        for (std::size_t f = 0; f < chart_.flows.size(); ++f) {
            if (is_direct(chart_.flows[f])) route_direct(chart_.flows[f]);
        }
        route_tracks();
        place_papers();
    }

  private:
    /// To the neighbour straight; a second way there goes above, so that both can be told apart.
    bool is_direct(const ChartFlow& flow) const {
        if (flow.to != flow.from + 1) return false;
        const auto first = std::ranges::find_if(chart_.flows, [&](const ChartFlow& other) {
            return other.from == flow.from && other.to == flow.to;
        });
        return &*first == &flow;
    }

    void place_columns() {
        double x = left + 2 * header;
        for (ChartNode& node : chart_.nodes) {
            const bool task = node.kind == ChartKind::task;
            const bool round = node.kind == ChartKind::start || node.kind == ChartKind::end;
            node.box.width = task ? task_width : round ? event : gateway;
            node.box.height = task ? task_height : node.box.width;
            node.box.x = x + inset;
            x += column_width(node.kind);
        }
        width_ = x + inset - left;
    }

    double leaving_x(const ChartNode& node) const {
        return node.kind == ChartKind::task ? node.box.x + 20 : node.box.centre();
    }

    /// Several flows into one task stand beside each other.
    double entering_x(std::size_t index) {
        const ChartNode& node = chart_.nodes[index];
        if (node.kind != ChartKind::task) return node.box.centre();
        constexpr int most = 3;
        return node.box.centre() + 12.0 * (entered_[index]++ % most - 1);
    }

    void choose_tracks() {
        tracks_.resize(chart_.lanes.size());
        for (std::size_t f = 0; f < chart_.flows.size(); ++f) {
            ChartFlow& flow = chart_.flows[f];
            if (is_direct(flow)) continue;
            const double from = leaving_x(chart_.nodes[flow.from]), to = entering_x(flow.to);
            flow.points = {{from, 0}, {from, 0}, {to, 0}, {to, 0}};
            double low = std::min(from, to) - 8, high = std::max(from, to) + 8;
            double height = 14;
            if (!flow.name.empty()) {
                height = label_height(flow.name) + 6;
                const bool back = to < from;
                flow.label = {back ? from - label_width - 4 : from + 4, 0, label_width, height - 6};
                low = std::min(low, flow.label.x - 4);
                high = std::max(high, flow.label.right() + 4);
            }
            const auto lane = std::min(chart_.nodes[flow.from].lane, chart_.nodes[flow.to].lane);
            Track& track = free_track(tracks_[lane], low, high);
            track.height = std::max(track.height, height);
            track.taken.emplace_back(low, high);
            track.flows.push_back(f);
        }
    }

    static Track& free_track(std::vector<Track>& tracks, double low, double high) {
        for (Track& track : tracks) {
            if (track.is_free(low, high)) return track;
        }
        return tracks.emplace_back();
    }

    void place_lanes() {
        double notes = 0;
        std::vector<double> below(chart_.lanes.size(), 30);
        for (ChartPaper& paper : chart_.papers) {
            if (!paper.note.empty()) {
                paper.note_box.height = 14 + line_height * drawn_lines(paper.note, task_width - 14);
            }
            notes = std::max(notes, paper.note_box.height);
            double& space = below[chart_.nodes[paper.node].lane];
            for (const auto* words : {&paper.needs, &paper.makes}) {
                if (words->empty()) continue;
                space = std::max(space, paper_gap + paper_height + 4 + label_height(*words) + 8);
            }
        }
        double y = top + notes + (notes > 0 ? 25 : 0);
        chart_.pool = {left, y, width_, 0};
        for (std::size_t i = 0; i < chart_.lanes.size(); ++i) {
            ChartLane& lane = chart_.lanes[i];
            lane.corridor = 8;
            for (const Track& track : tracks_[i]) lane.corridor += track.height;
            lane.box = {left + header, y, width_ - header,
                        lane.corridor + above + task_height + below[i]};
            y = lane.box.bottom();
        }
        chart_.pool.height = y - chart_.pool.y;
    }

    void place_nodes() {
        for (ChartNode& node : chart_.nodes) {
            const ChartLane& lane = chart_.lanes[node.lane];
            node.box.y = lane.box.y + lane.corridor + above + (task_height - node.box.height) / 2;
        }
    }

    void route_direct(ChartFlow& flow) {
        const ChartBox &from = chart_.nodes[flow.from].box, &to = chart_.nodes[flow.to].box;
        const double turn = to.x - 16;
        flow.points = {{from.right(), from.middle()}};
        if (from.middle() != to.middle()) {
            flow.points.push_back({turn, from.middle()});
            flow.points.push_back({turn, to.middle()});
        }
        flow.points.push_back({to.x, to.middle()});
        if (flow.name.empty()) return;
        const double height = label_height(flow.name);
        flow.label = {from.right() + 4, from.middle() - height - 4, label_width, height};
    }

    void route_tracks() {
        for (std::size_t i = 0; i < chart_.lanes.size(); ++i) {
            double y = chart_.lanes[i].box.y + 8;
            for (const Track& track : tracks_[i]) {
                y += track.height;
                for (const auto f : track.flows) {
                    ChartFlow& flow = chart_.flows[f];
                    flow.points[0].y = chart_.nodes[flow.from].box.y;
                    flow.points[1].y = flow.points[2].y = y;
                    flow.points[3].y = chart_.nodes[flow.to].box.y;
                    flow.label.y = y - flow.label.height - 2;
                }
            }
        }
    }

    void place_papers() {
        for (ChartPaper& paper : chart_.papers) {
            const ChartBox& task = chart_.nodes[paper.node].box;
            const double y = task.bottom() + paper_gap;
            paper.needs_box = {task.x + 12, y, paper_width, paper_height};
            paper.makes_box = {task.right() - 12 - paper_width, y, paper_width, paper_height};
            paper.note_box.x = task.x;
            paper.note_box.width = task_width;
            paper.note_box.y = chart_.pool.y - 25 - paper.note_box.height;
        }
    }

    Chart& chart_;
    std::vector<int> entered_;
    std::vector<std::vector<Track>> tracks_ = {};
    double width_ = 0;
};

}  // namespace

std::string shortened(std::string_view text, std::size_t most) {
    if (length_of(text) <= most) return std::string(text);
    std::size_t bytes = 0, characters = 0, word = 0;
    while (bytes < text.size() && characters + 1 < most) {
        if (text[bytes] == ' ') word = bytes;
        ++bytes;
        while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
            ++bytes;
        }
        ++characters;
    }
    // A cut inside of a very long word is better than nothing at all.
    auto kept = text.substr(0, word * 2 > bytes ? word : bytes);
    while (!kept.empty() && std::string_view(" ,.;:(-/").find(kept.back()) != kept.npos) {
        kept.remove_suffix(1);
    }
    return cat(kept, "…");
}

double drawn_width(std::string_view text) {
    double width = 0;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U) continue;
        const bool wide = (c >= 'A' && c <= 'Z') || c == 'm' || c == 'w' || c < 0;
        const bool thin = std::string_view("iIjlt .,:;'()/|-").find(c) != std::string_view::npos;
        width += wide ? 9.4 : thin ? 4.2 : 6.9;
    }
    return width;
}

int drawn_lines(std::string_view text, double width) {
    int lines = 1;
    double used = 0;
    for (const auto& word : split(text, ' ')) {
        double wide = drawn_width(word);
        if (used > 0 && used + 4 + wide > width) {
            ++lines;
            used = 0;
        }
        for (; wide > width; wide -= width) ++lines;
        used += wide + (used > 0 ? 4 : 0);
    }
    return lines;
}

std::string xml_name(std::string_view text) {
    std::string name;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
        name.push_back(plain ? c : '_');
    }
    return name.empty() ? "_" : name;
}

void lay_out(Chart& chart) {
    Drawer(chart).draw();
}

}  // namespace kentongan::sop
