// Makes an SOP of a BPMN file: our own exactly as it went, anybody else's as far as it goes.
#include "sop/bpmn_import.h"

#include <algorithm>

#include "base/text.h"

namespace kentongan::sop {
namespace {

constexpr std::size_t most_steps = 2000;  // as many as a .sop can hold

Error unimportable(const char* rule, std::string why) {
    return Error{Kind::invalid, std::move(why), {{"bpmn", rule}}};
}

/// The view without ids: tools may rename those, but not what the flow says.
std::string told(const std::vector<BpmnProcess>& processes) {
    auto all = processes;
    for (auto& process : all) {
        std::map<std::string, std::string> numbers;
        const auto renamed = [&](std::string& id) {
            if (!id.empty()) {
                id = numbers.emplace(id, std::to_string(numbers.size() + 1)).first->second;
            }
        };
        process.id.clear();
        for (auto& step : process.steps) renamed(step.id);
        for (auto& gateway : process.gateways) renamed(gateway.id);
        for (auto& event : process.events) renamed(event.id);
        for (auto& flow : process.flows) {
            renamed(flow.from);
            renamed(flow.to);
        }
    }
    return write_json(view_of(all));
}

/// The .sop text that our own export put into the file.
pugi::xml_node own_text(const BpmnDocument::Tree& tree) {
    for (const auto process : tree.document.document_element().children()) {
        if (tree.kind(process) != "process") continue;
        const auto text = tree.child(process, "extensionElements").child("teks:sop");
        if (text) return text;
    }
    return {};
}

std::optional<Definition> unchanged(const BpmnDocument& document,
                                    const std::vector<BpmnProcess>& processes, std::string_view key,
                                    ImportReport& report) {
    const auto text = own_text(document.tree());
    if (!text) return std::nullopt;
    const auto definition =
        parse(words_of(text), key.empty() ? text.attribute("kunci").value() : std::string(key));
    if (definition) {
        const auto again = BpmnDocument::read(bpmn_of(*definition));
        if (again && told(again->processes()) == told(processes)) return *definition;
    }
    report.convert(text.parent().parent().attribute("id").value(), "teks:sop", "changed_elsewhere");
    return std::nullopt;
}

/// The process with the most steps; of several the first that can be run.
const BpmnProcess* main_process(const std::vector<BpmnProcess>& processes) {
    const BpmnProcess* best = nullptr;
    for (const auto& process : processes) {
        const bool more = best == nullptr || process.steps.size() > best->steps.size();
        const bool same = best != nullptr && process.steps.size() == best->steps.size();
        if (more || (same && process.executable && !best->executable)) best = &process;
    }
    return best == nullptr || best->steps.empty() ? nullptr : best;
}

void fill_lanes(Definition& sop, const BpmnProcess& process) {
    std::set<std::string> labels;
    for (const auto& name : process.performers) {
        const auto label = clean_words(name);
        const auto inner = cat(label, " / ");
        const bool holds_others = std::ranges::any_of(process.performers, [&](const auto& other) {
            return clean_words(other).starts_with(inner);
        });
        if (label.empty() || holds_others || !labels.insert(label).second) continue;
        auto role = slug_of(label);
        std::ranges::replace(role, '-', '_');
        if (role.empty()) role = "petugas";
        const auto base = role;
        for (int again = 2; sop.lane_of({role}) != nullptr; ++again) role = cat(base, "_", again);
        sop.lanes.push_back({{role}, label, PerformerKind::office});
    }
}

void fill_identity(Definition& sop, const BpmnDocument::Tree& tree, const BpmnProcess& process) {
    const auto root = tree.document.document_element();
    auto name = clean_words(process.name);
    const auto pool = clean_words(process.pool);
    if (name.empty()) name = pool;
    if (name.empty()) name = clean_words(root.attribute("name").value());
    if (name.empty()) name = "SOP dari berkas BPMN";
    const auto tool = clean_words(root.attribute("exporter").value());
    sop.source = cat("Berkas BPMN 2.0", tool.empty() ? "" : " dari ", tool);
    if (!pool.empty()) sop.identity.letterhead = {pool};
    sop.identity.lines.push_back({Field::name, "Nama SOP", {name, ""}});
}

JsonObject as_json(ImportReport report) {
    return JsonObject{{"dropped", std::move(report.dropped)},
                      {"converted", std::move(report.converted)}};
}

}  // namespace

Result<Imported> definition_of(const BpmnDocument& document, std::string_view key) {
    const auto processes = document.processes();
    ImportReport report;
    if (auto own = unchanged(document, processes, key, report)) {
        return Imported{std::move(*own), as_json(std::move(report))};
    }
    const auto* process = main_process(processes);
    if (process == nullptr) return unimportable("no_steps", "no process with a task");
    if (process->steps.size() > most_steps) return unimportable("too_many_steps", "too many tasks");
    const auto& tree = document.tree();
    Definition sop;
    sop.key = key.empty() ? slug_of(clean_words(process->name)) : std::string(key);
    fill_identity(sop, tree, *process);
    fill_lanes(sop, *process);
    auto graph = graph_of(document, *process, report);
    find_blocks(graph, report);
    const Beside beside(tree);
    const auto pool = clean_words(process->pool);
    fill_flow(sop, graph, beside, report, pool.empty() ? "Petugas" : pool);
    if (sop.steps.empty()) return unimportable("no_steps", "no task can be reached");
    std::set<std::string> tasks;
    for (const auto& step : process->steps) tasks.insert(step.id);
    sop.notes = beside.loose_notes(tasks);
    report_rest(tree, process->id, report);
    // Written and read once, so that it is exactly what its own text says.
    auto settled = parse(format(sop), sop.key);
    if (!settled) return settled.error();
    return Imported{std::move(*settled), as_json(std::move(report))};
}

}  // namespace kentongan::sop
