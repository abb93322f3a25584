// Understands a BPMN file: performers, steps, decisions, flow, deadlines.
#include <array>

#include "base/text.h"
#include "sop/bpmn_tree.h"

namespace kentongan::sop {
namespace {

constexpr std::array activities{"task",           "userTask",         "manualTask",
                                "sendTask",       "receiveTask",      "serviceTask",
                                "scriptTask",     "businessRuleTask", "callActivity",
                                "subProcess",     "adHocSubProcess",  "transaction",
                                "subChoreography"};
constexpr std::array containers{"subProcess", "adHocSubProcess", "transaction"};

template <class List>
bool among(const List& list, std::string_view kind) {
    return std::find(list.begin(), list.end(), kind) != list.end();
}

std::string capitalised(std::string_view kind) {
    std::string type(kind);
    if (!type.empty() && type[0] >= 'a' && type[0] <= 'z') {
        type[0] = static_cast<char>(type[0] - 'a' + 'A');
    }
    return type;
}

bool is_true(const char* text) {
    return std::string_view(text) == "true" || *text == '1';
}

/// Reads one process; the lanes first, so that every node knows its performer.
class ViewReader {
  public:
    ViewReader(const BpmnDocument::Tree& tree, BpmnProcess& process)
        : tree_(tree), process_(process) {}

    void read(pugi::xml_node node) {
        for (const auto child : node.children()) {
            if (tree_.kind(child) == "laneSet") lanes(child, "");
        }
        scope(node, "");
    }

  private:
    void lanes(pugi::xml_node set, const std::string& above) {
        for (const auto lane : set.children()) {
            if (tree_.kind(lane) != "lane") continue;
            const auto name = folded(lane.attribute("name").value());
            const auto path = above.empty() ? name : cat(above, " / ", name);
            process_.performers.push_back(path);
            for (const auto child : lane.children()) {
                if (tree_.kind(child) == "flowNodeRef") {
                    const auto target = tree_.find(trimmed(words_of(child)));
                    if (target) performer_[target.attribute("id").value()] = path;
                }
                if (tree_.kind(child) == "childLaneSet") lanes(child, path);
            }
        }
    }

    std::string performer_of(const std::string& id) const {
        const auto found = performer_.find(id);
        return found == performer_.end() ? std::string{} : found->second;
    }

    void scope(pugi::xml_node node, const std::string& within) {
        for (const auto child : node.children()) {
            const auto kind = tree_.kind(child);
            if (among(activities, kind))
                step(child, kind, within);
            else if (kind.ends_with("Gateway"))
                gateway(child, kind, within);
            else if (kind.ends_with("Event"))
                event(child, kind, within);
            else if (kind == "sequenceFlow")
                flow(child);
        }
    }

    void step(pugi::xml_node node, std::string_view kind, const std::string& within) {
        BpmnStep step;
        step.id = node.attribute("id").value();
        step.name = folded(node.attribute("name").value());
        step.type = capitalised(kind);
        step.performer = performer_of(step.id);
        step.within = within;
        step.documentation = folded(words_of(tree_.child(node, "documentation")));
        for (const auto child : node.children()) {
            const auto part = tree_.kind(child);
            if (part == "dataInputAssociation") ++step.inputs;
            if (part == "dataOutputAssociation") ++step.outputs;
            if (part == "standardLoopCharacteristics") step.loop = "standard";
            if (part == "multiInstanceLoopCharacteristics") {
                step.loop =
                    is_true(child.attribute("isSequential").value()) ? "sequential" : "parallel";
            }
        }
        const auto id = step.id;
        process_.steps.push_back(std::move(step));
        if (among(containers, kind)) scope(node, id);
    }

    void gateway(pugi::xml_node node, std::string_view kind, const std::string& within) {
        const std::string id = node.attribute("id").value();
        process_.gateways.push_back({id, folded(node.attribute("name").value()), capitalised(kind),
                                     performer_of(id), within});
    }

    void event(pugi::xml_node node, std::string_view kind, const std::string& within) {
        BpmnEvent event;
        event.id = node.attribute("id").value();
        event.name = folded(node.attribute("name").value());
        event.type = capitalised(kind);
        event.within = within;
        for (const auto child : node.children()) {
            const auto part = tree_.kind(child);
            constexpr std::string_view ending = "EventDefinition";
            if (!part.ends_with(ending)) continue;
            event.trigger = lowered(part.substr(0, part.size() - ending.size()));
            for (const char* when : {"timeDuration", "timeDate", "timeCycle"}) {
                const auto time = tree_.child(child, when);
                if (!time) continue;
                event.when = folded(words_of(time));
                break;
            }
            break;
        }
        const auto attached = tree_.find(node.attribute("attachedToRef").value());
        if (kind == "boundaryEvent") {
            event.on = attached.attribute("id").value();
            const auto cancels = node.attribute("cancelActivity");
            event.interrupting = !cancels || is_true(cancels.value());
        } else if (kind == "startEvent") {
            const auto interrupts = node.attribute("isInterrupting");
            event.interrupting = !interrupts || is_true(interrupts.value());
        }
        process_.events.push_back(std::move(event));
    }

    void flow(pugi::xml_node node) {
        const auto from = tree_.find(node.attribute("sourceRef").value());
        const auto to = tree_.find(node.attribute("targetRef").value());
        BpmnFlow flow;
        flow.id = node.attribute("id").value();
        flow.from = from.attribute("id").value();
        flow.to = to.attribute("id").value();
        flow.name = folded(node.attribute("name").value());
        flow.condition = folded(words_of(tree_.child(node, "conditionExpression")));
        flow.is_default = from && tree_.find(from.attribute("default").value()) == node;
        process_.flows.push_back(std::move(flow));
    }

    const BpmnDocument::Tree& tree_;
    BpmnProcess& process_;
    std::map<std::string, std::string> performer_;
};

/// The pool that shows a process: the first participant that refers to it.
std::string pool_of(const BpmnDocument::Tree& tree, pugi::xml_node process) {
    for (const auto collaboration : tree.document.document_element().children()) {
        if (!tree.kind(collaboration).ends_with("ollaboration")) continue;
        for (const auto participant : collaboration.children()) {
            if (tree.kind(participant) != "participant") continue;
            if (tree.find(participant.attribute("processRef").value()) == process) {
                return folded(participant.attribute("name").value());
            }
        }
    }
    return {};
}

}  // namespace

std::vector<BpmnProcess> BpmnDocument::processes() const {
    std::vector<BpmnProcess> all;
    for (const auto node : tree_->document.document_element().children()) {
        if (tree_->kind(node) != "process") continue;
        BpmnProcess process;
        process.id = node.attribute("id").value();
        process.name = folded(node.attribute("name").value());
        process.pool = pool_of(*tree_, node);
        process.executable = is_true(node.attribute("isExecutable").value());
        ViewReader(*tree_, process).read(node);
        if (!process.steps.empty() || !process.events.empty() || !process.gateways.empty()) {
            all.push_back(std::move(process));
        }
    }
    return all;
}

Json view_of(const std::vector<BpmnProcess>& processes) {
    JsonArray all;
    for (const auto& process : processes) {
        JsonArray performers, steps, gateways, events, flows;
        for (const auto& name : process.performers) performers.emplace_back(name);
        for (const auto& step : process.steps) {
            steps.push_back(JsonObject{{"id", step.id},
                                       {"name", step.name},
                                       {"type", step.type},
                                       {"performer", step.performer},
                                       {"within", step.within},
                                       {"documentation", step.documentation},
                                       {"loop", step.loop},
                                       {"inputs", step.inputs},
                                       {"outputs", step.outputs}});
        }
        for (const auto& gateway : process.gateways) {
            gateways.push_back(JsonObject{{"id", gateway.id},
                                          {"name", gateway.name},
                                          {"type", gateway.type},
                                          {"performer", gateway.performer},
                                          {"within", gateway.within}});
        }
        for (const auto& event : process.events) {
            const Json interrupting =
                event.interrupting ? Json(*event.interrupting) : Json(nullptr);
            events.push_back(JsonObject{{"id", event.id},
                                        {"name", event.name},
                                        {"type", event.type},
                                        {"trigger", event.trigger},
                                        {"when", event.when},
                                        {"on", event.on},
                                        {"interrupting", interrupting},
                                        {"within", event.within}});
        }
        for (const auto& flow : process.flows) {
            flows.push_back(JsonObject{{"from", flow.from},
                                       {"to", flow.to},
                                       {"name", flow.name},
                                       {"condition", flow.condition},
                                       {"default", flow.is_default}});
        }
        all.push_back(JsonObject{{"id", process.id},
                                 {"name", process.name},
                                 {"pool", process.pool},
                                 {"executable", process.executable},
                                 {"performers", performers},
                                 {"steps", steps},
                                 {"gateways", gateways},
                                 {"events", events},
                                 {"flows", flows}});
    }
    return all;
}

}  // namespace kentongan::sop
