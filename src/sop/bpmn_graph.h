// The flow of somebody's BPMN process, made simple enough to be read as an SOP.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sop/bpmn_tree.h"

namespace kentongan::sop {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// A step is done by somebody; at a choice one way is taken; a fork takes all its ways or waits for
/// all that come; an end ends.
enum class NodeRole { step, choice, fork, end };
struct GraphNode {
    std::string id = {}, name = {}, type = {}, performer = {}, within = {};
    NodeRole role = NodeRole::choice;
    pugi::xml_node xml = {};
    std::string each_of = {};            // a fork whose only way runs once per item of a list
    std::size_t partner = nowhere;       // the join of a fork, and the other way round
    bool opens = false;                  // this fork begins a block
    bool joins = false;                  // this fork ends one
    std::vector<std::string> time = {};  // lengths of its timers, as an SOP says them
    std::vector<bool> interrupts = {};   // whether each of them ends the step
    std::vector<std::size_t> out = {}, in = {};  // ways
};
struct GraphWay {
    std::size_t from = 0, to = 0;
    std::string name = {}, condition = {};
};

/// Notes what becomes of each thing; reasons are the names of words "bpmn.…".
struct ImportReport {
    JsonArray dropped = {}, converted = {};
    void drop(std::string_view id, std::string_view type, std::string_view reason);
    void convert(std::string_view id, std::string_view from, std::string_view to);
};

struct BpmnGraph {
    std::vector<GraphNode> nodes = {};
    std::vector<GraphWay> ways = {};
    std::size_t start = 0;

    std::size_t add(GraphNode node);
    void connect(std::size_t from, std::size_t to, std::string name = {},
                 std::string condition = {});
    /// All ways of `from` leave `to` instead.
    void move_ways(std::size_t from, std::size_t to);
    void forget(std::size_t way);
};

/// Sub-processes opened, boundary events and links made ways, implied gateways put in.
BpmnGraph graph_of(const BpmnDocument&, const BpmnProcess&, ImportReport&);

/// Finds which forks are properly nested blocks; the others become choices, and the report says
/// so. Gateways that nobody decides become steps.
void find_blocks(BpmnGraph&, ImportReport&);

}  // namespace kentongan::sop
