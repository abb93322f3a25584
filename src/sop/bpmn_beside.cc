// Reads what stands beside the flow of a foreign BPMN file, and names what is left over.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "sop/bpmn_chart.h"
#include "sop/bpmn_import.h"

namespace kentongan::sop {
namespace {

using Xml = pugi::xml_node;

/// The element of our own extension inside of a task, or an empty node.
Xml own_row(const BpmnDocument::Tree& tree, Xml task) {
    return tree.child(task, "extensionElements").child("sop:langkah");
}

std::vector<Item> own_items(Xml list, ItemKind kind) {
    std::vector<Item> items;
    for (const auto one : list.children("sop:butir")) {
        Item item;
        item.kind = kind;
        item.words.text = clean_words(words_of(one));
        if (!item.words.text.empty()) items.push_back(std::move(item));
    }
    return items;
}

/// Understood with the flow, or a part of something that is named as a whole.
constexpr std::array understood{"definitions",
                                "process",
                                "laneSet",
                                "lane",
                                "childLaneSet",
                                "flowNodeRef",
                                "sequenceFlow",
                                "incoming",
                                "outgoing",
                                "documentation",
                                "extensionElements",
                                "collaboration",
                                "text",
                                "conditionExpression",
                                "task",
                                "userTask",
                                "manualTask",
                                "sendTask",
                                "receiveTask",
                                "serviceTask",
                                "scriptTask",
                                "businessRuleTask",
                                "callActivity",
                                "subProcess",
                                "adHocSubProcess",
                                "transaction",
                                "startEvent",
                                "endEvent",
                                "boundaryEvent",
                                "intermediateCatchEvent",
                                "intermediateThrowEvent",
                                "exclusiveGateway",
                                "parallelGateway",
                                "inclusiveGateway",
                                "eventBasedGateway",
                                "complexGateway",
                                "dataObject",
                                "dataObjectReference",
                                "dataInput",
                                "dataOutput",
                                "dataInputAssociation",
                                "dataOutputAssociation",
                                "ioSpecification",
                                "inputSet",
                                "outputSet",
                                "dataInputRefs",
                                "dataOutputRefs",
                                "sourceRef",
                                "targetRef",
                                "textAnnotation",
                                "association",
                                "timerEventDefinition",
                                "terminateEventDefinition",
                                "linkEventDefinition",
                                "timeDuration",
                                "potentialOwner",
                                "performer",
                                "humanPerformer",
                                "resourceRole",
                                "resourceRef",
                                "resourceAssignmentExpression",
                                "formalExpression",
                                "resource",
                                "multiInstanceLoopCharacteristics",
                                "standardLoopCharacteristics",
                                "participant"};

/// The timer that ends the step says how long it may take; the others remind before.
void fill_time(Step& step, const GraphNode& node) {
    if (node.time.empty()) return;
    const auto ending = std::ranges::find(node.interrupts, true);
    const auto main = ending == node.interrupts.end() ? 0 : ending - node.interrupts.begin();
    step.time = read_time(node.time[static_cast<std::size_t>(main)]);
    for (std::size_t i = 0; i < node.time.size(); ++i) {
        const auto own = read_time(node.time[i]);
        const bool same = own.unit == step.time.unit && step.time.max > 0;
        const double part = same ? static_cast<double>(own.max) / step.time.max : 1;
        const int percent = static_cast<int>(std::clamp(part, 0.01, 10.0) * 100);
        step.reminders.push_back({percent, {}, node.interrupts[i]});
    }
}

bool is_among(std::string_view kind) {
    return std::ranges::find(understood, kind) != understood.end();
}

}  // namespace

std::string clean_words(std::string_view text) {
    constexpr std::size_t longest = 2000, read = 4 * longest;
    std::string plain;
    for (const char c : folded(text.substr(0, read))) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20U && byte != 0x7FU) plain.push_back(c);
    }
    if (!is_utf8(plain)) std::erase_if(plain, [](char c) { return c < 0; });
    return shortened(plain, longest);
}

Beside::Beside(const BpmnDocument::Tree& tree) : tree_(tree) {
    for (const auto& [id, node] : tree.by_id) {
        if (tree.kind(node) != "association") continue;
        const auto from = tree.find(node.attribute("sourceRef").value());
        const auto to = tree.find(node.attribute("targetRef").value());
        const bool starts = tree.kind(from) == "textAnnotation";
        const auto note = starts ? from : to, thing = starts ? to : from;
        if (tree.kind(note) != "textAnnotation" || !thing) continue;
        notes_.emplace(thing.attribute("id").value(), note);
    }
}

std::vector<std::string> Beside::loose_notes(const std::set<std::string>& tasks) const {
    std::set<Xml> tied;
    for (const auto& [task, note] : notes_) {
        if (tasks.contains(task)) tied.insert(note);
    }
    std::vector<std::string> loose;
    for (const auto& [id, node] : tree_.by_id) {
        if (tree_.kind(node) != "textAnnotation" || tied.contains(node)) continue;
        auto words = clean_words(words_of(tree_.child(node, "text")));
        if (!words.empty()) loose.push_back(std::move(words));
    }
    return loose;
}

std::string Beside::number_of(const GraphNode& node) const {
    return clean_words(own_row(tree_, node.xml).attribute("nomor").value());
}

std::string Beside::performer_of(const GraphNode& node) const {
    for (const auto child : node.xml.children()) {
        const auto kind = tree_.kind(child);
        const bool role = kind == "potentialOwner" || kind == "performer" ||
                          kind == "humanPerformer" || kind == "resourceRole";
        if (!role) continue;
        const auto resource = tree_.find(trimmed(words_of(tree_.child(child, "resourceRef"))));
        for (const auto* name :
             {resource.attribute("name").value(), child.attribute("name").value()}) {
            const auto words = clean_words(name);
            if (!words.empty()) return words;
        }
        const auto expression = tree_.child(child, "resourceAssignmentExpression");
        const auto words = clean_words(words_of(tree_.child(expression, "formalExpression")));
        if (!words.empty()) return words;
    }
    return {};
}

std::vector<Item> Beside::papers_of(Xml task, const char* link, ItemKind kind) const {
    std::vector<Item> items;
    for (const auto one : task.children()) {
        if (tree_.kind(one) != link) continue;
        const bool needs = kind == ItemKind::document;
        for (const auto end : one.children()) {
            if (tree_.kind(end) != (needs ? "sourceRef" : "targetRef")) continue;
            const auto paper = tree_.find(trimmed(words_of(end)));
            auto words = clean_words(paper.attribute("name").value());
            if (words.empty()) {
                const auto whole = tree_.find(paper.attribute("dataObjectRef").value());
                words = clean_words(whole.attribute("name").value());
            }
            if (words.empty()) continue;
            Item item;
            item.kind = kind;
            item.words.text = std::move(words);
            items.push_back(std::move(item));
        }
    }
    return items;
}

void Beside::fill(Step& step, const GraphNode& node) const {
    const auto row = own_row(tree_, node.xml);
    const auto told = clean_words(words_of(tree_.child(node.xml, "documentation")));
    step.activity.text = clean_words(node.name);
    if (row) {
        if (!told.empty()) step.activity.text = told;
        step.needs = own_items(row.child("sop:kelengkapan"), ItemKind::document);
        step.makes = own_items(row.child("sop:output"), ItemKind::result);
        step.time = read_time(clean_words(words_of(row.child("sop:waktu"))));
        step.note.text = clean_words(words_of(row.child("sop:keterangan")));
        step.paraf = std::string_view(row.attribute("tandaTangan").value()) == "paraf";
        return;
    }
    step.needs = papers_of(node.xml, "dataInputAssociation", ItemKind::document);
    step.makes = papers_of(node.xml, "dataOutputAssociation", ItemKind::result);
    std::vector<std::string> notes;
    if (!told.empty() && told != step.activity.text) notes.push_back(told);
    const auto [from, till] = notes_.equal_range(node.id);
    for (auto at = from; at != till; ++at) {
        auto words = clean_words(words_of(tree_.child(at->second, "text")));
        if (!words.empty()) notes.push_back(std::move(words));
    }
    step.note.text = joined(notes, "; ");
    fill_time(step, node);
}

namespace {

/// Foreign extensions and drawings stay in the original only.
void report_foreign(const BpmnDocument::Tree& tree, Xml at, ImportReport& report) {
    const std::string_view name = at.name();
    if (name.ends_with("BPMNDiagram")) {
        report.drop(at.attribute("id").value(), "BPMNDiagram", "drawing");
    }
    if (tree.kind(at) != "extensionElements") return;
    for (const auto child : at.children()) {
        const std::string_view type = child.name();
        if (type.empty() || type.starts_with("sop:") || type.starts_with("teks:")) continue;
        report.drop(at.parent().attribute("id").value(), type, "foreign_extension");
    }
}

}  // namespace

void report_rest(const BpmnDocument::Tree& tree, const std::string& process, ImportReport& report) {
    const auto chosen = tree.find(process);
    const auto root = tree.document.document_element();
    pugi::xml_node at = root.first_child();
    while (at) {
        const auto kind = tree.kind(at);
        const std::string_view id = at.attribute("id").value();
        report_foreign(tree, at, report);
        const bool other = kind == "process" && at != chosen;
        if (other) report.drop(id, kind, "other_process");
        const bool pool = kind == "participant" && !at.attribute("processRef").empty() &&
                          tree.find(at.attribute("processRef").value()) != chosen;
        if (pool) report.drop(id, kind, "other_process");
        const bool unknown = !kind.empty() && !is_among(kind);
        if (unknown && !kind.ends_with("EventDefinition") && !id.empty()) {
            report.drop(id, kind, "not_in_sop");
        }
        const bool deeper = !other && !unknown && !kind.empty() && at.first_child();
        if (deeper) {
            at = at.first_child();
            continue;
        }
        while (at && at != root && !at.next_sibling()) at = at.parent();
        at = at == root ? pugi::xml_node{} : at.next_sibling();
    }
}

}  // namespace kentongan::sop
