// Finds the blocks in the flow of a foreign process: a fork, its branches, and where they meet.
#include <algorithm>
#include <set>

#include "sop/bpmn_graph.h"

namespace kentongan::sop {
namespace {

constexpr std::size_t most_candidates = 64;
constexpr std::size_t most_blocks_found = 200;
constexpr int most_rounds = 12;

class Finder {
  public:
    Finder(BpmnGraph& graph, ImportReport& report) : graph_(graph), report_(report) {}

    // Whether a branch begins well depends on which gateways are choices, and the other way round.
    void find() {
        forget_unreached();
        for (int round = 0; round < most_rounds; ++round) {
            promote_all();
            clear();
            if (pair_all()) return;
        }
        clear();
        for (GraphNode& node : graph_.nodes) {
            if (node.role == NodeRole::fork) demote(node);
        }
        promote_all();
    }

  private:
    using Region = std::set<std::size_t>;

    /// What nobody can come to must not look like another way into a branch.
    void forget_unreached() {
        std::set<std::size_t> seen{graph_.start};
        std::vector<std::size_t> todo{graph_.start};
        while (!todo.empty()) {
            const auto at = todo.back();
            todo.pop_back();
            for (const auto way : graph_.nodes[at].out) {
                if (seen.insert(graph_.ways[way].to).second) todo.push_back(graph_.ways[way].to);
            }
        }
        for (std::size_t way = 0; way < graph_.ways.size(); ++way) {
            if (!seen.contains(graph_.ways[way].from)) graph_.forget(way);
        }
    }

    void clear() {
        for (GraphNode& node : graph_.nodes) {
            node.opens = node.joins = false;
            if (node.each_of.empty()) node.partner = nowhere;
        }
    }

    void demote(GraphNode& node) {
        node.role = NodeRole::choice;
        node.each_of.clear();
        const bool matters = node.out.size() > 1 || node.in.size() > 1;
        if (matters) report_.convert(node.id, node.type, "choice_not_fork");
    }

    // --- gateways that nobody decides -----------------------------------------------------------

    void promote_all() {
        for (std::size_t n = 0; n < graph_.nodes.size(); ++n) {
            if (graph_.nodes[n].role != NodeRole::fork) continue;
            for (const auto way : graph_.nodes[n].out) promote_from(graph_.ways[way].to);
        }
        GraphNode& start = graph_.nodes[graph_.start];
        if (start.role != NodeRole::choice) return;
        const auto first = start.out.size() == 1 ? through(graph_.ways[start.out[0]].to) : nowhere;
        const bool single = first != nowhere && graph_.nodes[first].role == NodeRole::step;
        if (single) return;
        promote(start, "Mulai");
    }

    void promote(GraphNode& node, const std::string& otherwise) {
        node.role = NodeRole::step;
        if (node.name.empty()) node.name = otherwise;
        report_.convert(node.id, node.type, "step");
    }

    void promote_from(std::size_t n) {
        const auto at = through(n);
        if (at == nowhere) return;
        GraphNode& node = graph_.nodes[at];
        if (node.role == NodeRole::choice && node.out.size() > 1) promote(node, "Putusan");
    }

    /// The first node behind choices with a single way; nowhere when they go round in a ring.
    std::size_t through(std::size_t n) const {
        for (std::size_t tries = 0; tries <= graph_.nodes.size(); ++tries) {
            const GraphNode& node = graph_.nodes[n];
            if (node.role != NodeRole::choice || node.out.size() != 1) return n;
            n = graph_.ways[node.out[0]].to;
        }
        return nowhere;
    }

    // --- forks and joins ------------------------------------------------------------------------

    bool pair_all() {
        std::size_t found = 0;
        for (std::size_t n = 0; n < graph_.nodes.size(); ++n) {
            GraphNode& node = graph_.nodes[n];
            if (node.role != NodeRole::fork) continue;
            const bool each = !node.each_of.empty();
            if (node.out.size() < 2 && !each) continue;
            if (found < most_blocks_found && pair(n)) ++found;
        }
        bool settled = true;
        for (GraphNode& node : graph_.nodes) {
            if (node.role != NodeRole::fork || node.opens || node.joins) continue;
            demote(node);
            settled = false;
        }
        return settled;
    }

    bool pair(std::size_t fork) {
        if (!graph_.nodes[fork].each_of.empty()) {
            return is_block(fork, graph_.nodes[fork].partner);
        }
        for (const auto join : candidates(fork)) {
            if (is_block(fork, join)) return true;
        }
        return is_block(fork, nowhere);
    }

    std::vector<std::size_t> candidates(std::size_t fork) const {
        std::vector<std::size_t> found, todo{fork};
        std::set<std::size_t> seen{fork};
        for (std::size_t i = 0; i < todo.size() && found.size() < most_candidates; ++i) {
            for (const auto way : graph_.nodes[todo[i]].out) {
                const auto next = graph_.ways[way].to;
                if (!seen.insert(next).second) continue;
                todo.push_back(next);
                const GraphNode& node = graph_.nodes[next];
                if (node.role == NodeRole::fork && !node.joins) found.push_back(next);
            }
        }
        return found;
    }

    /// All that can be reached from `entry` before the join; empty when it is no closed branch.
    Region region_of(std::size_t entry, std::size_t fork, std::size_t join,
                     std::size_t& arrivals) const {
        Region region{entry};
        std::vector<std::size_t> todo{entry};
        while (!todo.empty()) {
            const auto at = todo.back();
            todo.pop_back();
            const GraphNode& node = graph_.nodes[at];
            const bool stops = node.role == NodeRole::end || node.out.empty();
            if (at == fork || at == graph_.start || (stops && join != nowhere)) return {};
            for (const auto way : node.out) {
                const auto next = graph_.ways[way].to;
                if (next == join) {
                    ++arrivals;
                } else if (region.insert(next).second) {
                    todo.push_back(next);
                }
            }
        }
        return region;
    }

    bool is_closed(const Region& region, std::size_t entry, std::size_t fork) const {
        for (const auto n : region) {
            for (const auto way : graph_.nodes[n].in) {
                const auto from = graph_.ways[way].from;
                const bool enters = from == fork && n == entry;
                if (!enters && !region.contains(from)) return false;
            }
        }
        return true;
    }

    bool begins_well(std::size_t entry) const {
        const auto at = through(entry);
        if (at == nowhere) return false;
        const GraphNode& node = graph_.nodes[at];
        return node.role == NodeRole::step ||
               (node.role == NodeRole::fork && node.out.size() > 1) || !node.each_of.empty();
    }

    void report_pair(std::size_t fork, std::size_t join) {
        for (const auto n : {fork, join}) {
            if (n == nowhere || !told_.insert(n).second) continue;
            const GraphNode& node = graph_.nodes[n];
            if (!node.id.empty()) report_.convert(node.id, node.type, "block");
        }
    }

    bool is_block(std::size_t fork, std::size_t join) {
        Region all;
        std::size_t branches = 0, coming = 0;
        for (const auto way : graph_.nodes[fork].out) {
            const auto entry = graph_.ways[way].to;
            if (entry == join || !begins_well(entry)) return false;
            std::size_t arrivals = 0;
            const auto region = region_of(entry, fork, join, arrivals);
            if (region.empty() || !is_closed(region, entry, fork)) return false;
            if (join != nowhere && arrivals != 1) return false;
            for (const auto n : region) {
                if (!all.insert(n).second) return false;
            }
            coming += arrivals;
            ++branches;
        }
        if (branches == 0) return false;
        if (join != nowhere) {
            if (graph_.nodes[join].in.size() != coming || all.contains(join)) return false;
            graph_.nodes[join].joins = true;
            graph_.nodes[join].partner = fork;
        }
        report_pair(fork, join);
        graph_.nodes[fork].opens = true;
        graph_.nodes[fork].partner = join;
        return true;
    }

    BpmnGraph& graph_;
    ImportReport& report_;
    std::set<std::size_t> told_ = {};
};

}  // namespace

void find_blocks(BpmnGraph& graph, ImportReport& report) {
    Finder(graph, report).find();
}

}  // namespace kentongan::sop
