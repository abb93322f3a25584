// Reads the flow of a BPMN process into a graph of steps, choices, forks and ends.
#include "sop/bpmn_graph.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "sop/bpmn_words.h"

namespace kentongan::sop {
namespace {

class Builder {
  public:
    Builder(const BpmnDocument& document, const BpmnProcess& process, ImportReport& report)
        : tree_(document.tree()), process_(process), report_(report) {}

    BpmnGraph build() {
        graph_.start = graph_.add({.type = "start"});
        add_nodes();
        inherit_performers();
        for (const auto& flow : process_.flows) {
            const auto from = place_.find(flow.from), to = place_.find(flow.to);
            if (from == place_.end() || to == place_.end()) {
                report_.drop(flow.id, "sequenceFlow", "loose_flow");
                continue;
            }
            graph_.connect(from->second, to->second, flow.name, flow.condition);
        }
        join_links();
        open_containers();
        const auto plain = graph_.nodes.size();
        leave_by_boundaries();
        begin();
        for (std::size_t n = 1; n < plain; ++n) imply_gateway(n);
        repeat_steps(plain);
        return std::move(graph_);
    }

  private:
    void add(const std::string& id, GraphNode node) {
        node.id = id;
        node.xml = tree_.find(id);
        const auto index = graph_.add(std::move(node));
        if (!id.empty()) place_.emplace(id, index);
    }

    void add_nodes() {
        for (const auto& step : process_.steps) {
            add(step.id, {.name = step.name,
                          .type = step.type,
                          .performer = step.performer,
                          .within = step.within,
                          .role = NodeRole::step});
            if (step.loop == "standard") report_.drop(step.id, step.type, "standard_loop");
            if (step.loop == "parallel" || step.loop == "sequential") repeated_.insert(step.id);
        }
        for (const auto& gateway : process_.gateways) {
            const bool fork = gateway.type == "ParallelGateway";
            add(gateway.id, {.name = gateway.name,
                             .type = gateway.type,
                             .performer = gateway.performer,
                             .within = gateway.within,
                             .role = fork ? NodeRole::fork : NodeRole::choice});
            if (!fork && gateway.type != "ExclusiveGateway") {
                report_.convert(gateway.id, gateway.type, "choice");
            } else if (!fork && !gateway.name.empty()) {
                report_.convert(gateway.id, gateway.type, "exits");
            }
        }
        for (const auto& event : process_.events) {
            const bool ends = event.type == "EndEvent";
            add(event.id, {.name = event.name,
                           .type = event.type,
                           .within = event.within,
                           .role = ends ? NodeRole::end : NodeRole::choice});
            const bool timer = event.type == "BoundaryEvent" && event.trigger == "timer";
            const bool silent = event.trigger.empty() || event.trigger == "link" ||
                                (ends && event.trigger == "terminate") || timer;
            if (!silent) report_.drop(event.id, event.type, "event_not_run");
        }
    }

    // Who has the sub-process has what is in it, unless a lane says otherwise.
    void inherit_performers() {
        for (GraphNode& node : graph_.nodes) {
            const GraphNode* at = &node;
            for (int depth = 0; depth < 32 && node.performer.empty(); ++depth) {
                const auto up = place_.find(at->within);
                if (up == place_.end()) break;
                at = &graph_.nodes[up->second];
                node.performer = at->performer;
            }
        }
    }

    // A thrown link goes on where the link of the same name is caught.
    void join_links() {
        std::map<std::string, std::size_t> caught;
        for (const auto& event : process_.events) {
            const auto at = place_.find(event.id);
            if (event.trigger != "link" || at == place_.end()) continue;
            if (event.type == "IntermediateCatchEvent") caught.emplace(event.name, at->second);
        }
        for (const auto& event : process_.events) {
            if (event.trigger != "link" || event.type != "IntermediateThrowEvent") continue;
            const auto at = place_.find(event.id);
            const auto to = caught.find(event.name);
            if (at == place_.end() || to == caught.end()) continue;
            graph_.connect(at->second, to->second);
        }
    }

    bool is_boundary(std::size_t node) const { return graph_.nodes[node].type == "BoundaryEvent"; }

    void open_containers() {
        std::map<std::string, std::vector<std::size_t>> inside;
        for (std::size_t n = 0; n < graph_.nodes.size(); ++n) {
            if (!graph_.nodes[n].within.empty()) inside[graph_.nodes[n].within].push_back(n);
        }
        for (const auto& [id, members] : inside) {
            const auto at = place_.find(id);
            if (at == place_.end()) continue;
            GraphNode& node = graph_.nodes[at->second];
            if (std::string_view(node.xml.attribute("triggeredByEvent").value()) == "true") {
                report_.drop(id, node.type, "event_subprocess");
                node.role = NodeRole::choice;
                continue;
            }
            const bool has_steps = std::ranges::any_of(
                members, [&](std::size_t n) { return graph_.nodes[n].role == NodeRole::step; });
            if (has_steps) open(at->second, members);
        }
    }

    void open(std::size_t container, const std::vector<std::size_t>& members) {
        const std::string id = graph_.nodes[container].id;
        report_.convert(id, graph_.nodes[container].type, "inner_steps");
        const bool repeated = repeated_.erase(id) > 0;
        const auto leave = graph_.add({.type = "leave"});
        graph_.move_ways(container, leave);
        graph_.nodes[container].role = repeated ? NodeRole::fork : NodeRole::choice;
        auto arrive = leave;
        if (repeated) {
            arrive = graph_.add({.type = "arrive"});
            const auto join = graph_.add({.type = "join", .role = NodeRole::fork});
            graph_.connect(arrive, join);
            graph_.connect(join, leave);
            pair(container, join, graph_.nodes[container].name);
        }
        for (const auto n : members) {
            GraphNode& member = graph_.nodes[n];
            const bool own =
                std::string_view(member.xml.attribute("triggeredByEvent").value()) == "true";
            if (own) continue;
            if (member.in.empty() && !is_boundary(n)) graph_.connect(container, n);
            if (!graph_.nodes[n].out.empty()) continue;
            if (graph_.nodes[n].role == NodeRole::end) graph_.nodes[n].role = NodeRole::choice;
            graph_.connect(n, arrive);
        }
        if (graph_.nodes[leave].out.empty()) {
            const auto end = graph_.add({.type = "end", .role = NodeRole::end});
            graph_.connect(leave, end);
        }
    }

    void pair(std::size_t from, std::size_t to, const std::string& name) {
        graph_.nodes[from].each_of = name.empty() ? "butir" : name;
        graph_.nodes[from].partner = to;
        report_.convert(graph_.nodes[from].id, "multiInstance", "each");
    }

    void leave_by_boundaries() {
        for (const auto& event : process_.events) {
            const auto at = place_.find(event.id), on = place_.find(event.on);
            if (event.type != "BoundaryEvent" || at == place_.end() || on == place_.end()) continue;
            if (graph_.nodes[on->second].role != NodeRole::step) {
                report_.drop(event.id, event.type, "boundary_of_subprocess");
                continue;
            }
            if (event.trigger == "timer") note_timer(event, graph_.nodes[on->second]);
            const bool acts = event.interrupting.value_or(true);
            if (!acts && only_tells(at->second)) {
                report_.convert(event.id, event.type, "reminder");
                continue;
            }
            if (graph_.nodes[at->second].out.empty()) continue;
            const auto word = event.name.empty() ? event.trigger : event.name;
            exceptions_.insert(graph_.ways.size());
            graph_.connect(on->second, at->second, word.empty() ? "lain" : word);
            report_.convert(event.id, event.type, "exit");
        }
    }

    void note_timer(const BpmnEvent& event, GraphNode& host) {
        const auto words = words_of_duration(event.when);
        if (words.empty()) return report_.drop(event.id, event.type, "timer_without_length");
        host.time.push_back(words);
        host.interrupts.push_back(event.interrupting.value_or(true));
        report_.convert(event.id, event.type, "time");
    }

    /// The event does no more than send or tell something.
    bool only_tells(std::size_t event) {
        const auto& out = graph_.nodes[event].out;
        if (out.size() != 1) return out.empty();
        const auto& next = graph_.nodes[graph_.ways[out[0]].to];
        const bool tells = next.type == "SendTask" || next.type == "ServiceTask";
        if (!tells || next.out.size() > 1 || next.in.size() > 1) return false;
        const bool stops =
            next.out.empty() || graph_.nodes[graph_.ways[next.out[0]].to].role == NodeRole::end;
        if (stops) {
            report_.convert(next.id, next.type, "reminder");
            graph_.nodes[graph_.ways[out[0]].to].role = NodeRole::end;
        }
        return stops;
    }

    void begin() {
        std::vector<std::size_t> starts;
        for (const bool events : {true, false}) {
            for (std::size_t n = 1; n < graph_.nodes.size(); ++n) {
                const GraphNode& node = graph_.nodes[n];
                const bool event = node.type == "StartEvent";
                if (!node.within.empty() || !node.in.empty() || is_boundary(n)) continue;
                if (node.id.empty() || event != events) continue;
                const bool alone = node.out.empty() && node.role != NodeRole::step;
                if (!alone) starts.push_back(n);
            }
            if (!starts.empty()) break;
        }
        if (starts.empty() && graph_.nodes.size() > 1) starts.push_back(1);
        const bool several = starts.size() > 1;
        for (const auto n : starts) {
            graph_.connect(graph_.start, n, several ? graph_.nodes[n].name : std::string{});
        }
    }

    // Several plain ways out of a step are all taken; several with conditions are a choice.
    void imply_gateway(std::size_t n) {
        if (graph_.nodes[n].role == NodeRole::end || graph_.nodes[n].role == NodeRole::fork) return;
        const bool gateway = graph_.nodes[n].type.ends_with("Gateway");
        if (gateway || is_boundary(n)) return;
        std::vector<std::size_t> plain;
        bool conditions = false;
        for (const auto way : graph_.nodes[n].out) {
            if (exceptions_.contains(way)) continue;
            plain.push_back(way);
            conditions = conditions || !graph_.ways[way].condition.empty();
        }
        const bool step = graph_.nodes[n].role == NodeRole::step;
        const bool start = graph_.nodes[n].type == "StartEvent" || graph_.nodes[n].type == "leave";
        if (plain.size() < 2 || (!step && !start)) return;
        if (conditions) {
            report_.convert(graph_.nodes[n].id, "conditionalFlows", "choice");
            return;
        }
        const auto fork = graph_.add({.id = graph_.nodes[n].id,
                                      .type = "impliedGateway",
                                      .performer = graph_.nodes[n].performer,
                                      .role = NodeRole::fork});
        for (const auto way : plain) {
            graph_.ways[way].from = fork;
            graph_.nodes[fork].out.push_back(way);
            std::erase(graph_.nodes[n].out, way);
        }
        graph_.connect(n, fork);
    }

    void repeat_steps(std::size_t plain) {
        for (std::size_t n = 1; n < plain; ++n) {
            if (graph_.nodes[n].role != NodeRole::step) continue;
            if (!repeated_.contains(graph_.nodes[n].id)) continue;
            const auto& out = graph_.nodes[n].out;
            const bool escapes = std::ranges::any_of(
                out, [&](std::size_t way) { return exceptions_.contains(way); });
            if (escapes) {
                report_.drop(graph_.nodes[n].id, "multiInstance", "repeated_with_exit");
                continue;
            }
            const auto enter = graph_.add({.id = graph_.nodes[n].id, .role = NodeRole::fork});
            const auto join = graph_.add({.type = "join", .role = NodeRole::fork});
            const auto leave = graph_.add({.type = "leave"});
            for (const auto way : std::exchange(graph_.nodes[n].in, {})) {
                graph_.ways[way].to = enter;
                graph_.nodes[enter].in.push_back(way);
            }
            graph_.connect(enter, n);
            graph_.move_ways(n, leave);
            if (graph_.nodes[leave].out.empty()) {
                graph_.connect(leave, graph_.add({.type = "end", .role = NodeRole::end}));
            }
            graph_.connect(n, join);
            graph_.connect(join, leave);
            pair(enter, join, "");
        }
    }

    const BpmnDocument::Tree& tree_;
    const BpmnProcess& process_;
    ImportReport& report_;
    BpmnGraph graph_ = {};
    std::map<std::string, std::size_t> place_ = {};
    std::set<std::string> repeated_ = {};
    std::set<std::size_t> exceptions_ = {};  // ways that leave by a boundary event
};

}  // namespace

void ImportReport::drop(std::string_view id, std::string_view type, std::string_view reason) {
    dropped.push_back(JsonObject{
        {"id", std::string(id)}, {"type", std::string(type)}, {"reason", std::string(reason)}});
}

void ImportReport::convert(std::string_view id, std::string_view from, std::string_view to) {
    converted.push_back(
        JsonObject{{"id", std::string(id)}, {"from", std::string(from)}, {"to", std::string(to)}});
}

std::size_t BpmnGraph::add(GraphNode node) {
    nodes.push_back(std::move(node));
    return nodes.size() - 1;
}

void BpmnGraph::connect(std::size_t from, std::size_t to, std::string name, std::string condition) {
    nodes[from].out.push_back(ways.size());
    nodes[to].in.push_back(ways.size());
    ways.push_back({from, to, std::move(name), std::move(condition)});
}

void BpmnGraph::move_ways(std::size_t from, std::size_t to) {
    for (const auto way : std::exchange(nodes[from].out, {})) {
        ways[way].from = to;
        nodes[to].out.push_back(way);
    }
}

void BpmnGraph::forget(std::size_t way) {
    std::erase(nodes[ways[way].from].out, way);
    std::erase(nodes[ways[way].to].in, way);
}

BpmnGraph graph_of(const BpmnDocument& document, const BpmnProcess& process, ImportReport& report) {
    return Builder(document, process, report).build();
}

}  // namespace kentongan::sop
