// Writes a definition as a BPMN 2.0 file: collaboration, process, drawing.
#include <pugixml.hpp>

#include "base/text.h"
#include "sop/bpmn_chart.h"
#include "sop/bpmn_exchange.h"
#include "sop/bpmn_words.h"
#include "sop/bpmn_xml.h"
#include "sop/vocabulary.h"

namespace kentongan::sop {
namespace {

const char* element_of(ChartKind kind, const Step* step) {
    switch (kind) {
    case ChartKind::start: return "bpmn:startEvent";
    case ChartKind::end: return "bpmn:endEvent";
    case ChartKind::split:
    case ChartKind::join: return "bpmn:parallelGateway";
    case ChartKind::merge:
    case ChartKind::decision: return "bpmn:exclusiveGateway";
    case ChartKind::task: break;
    }
    if (!step->calls.empty()) return "bpmn:callActivity";
    return step->automatic ? "bpmn:serviceTask" : "bpmn:userTask";
}

class Exporter {
  public:
    explicit Exporter(const Definition& sop) : sop_(sop), chart_(chart_of(sop)) {
        lay_out(chart_);
        for (const ChartPaper& paper : chart_.papers) {
            if (paper.node >= paper_of_.size()) paper_of_.resize(paper.node + 1, nullptr);
            paper_of_[paper.node] = &paper;
        }
        paper_of_.resize(chart_.nodes.size(), nullptr);
    }

    std::string write() {
        put_definitions();
        put_collaboration();
        put_process();
        draw_chart(chart_, all_);
        std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        struct Writer : pugi::xml_writer {
            std::string& text;
            explicit Writer(std::string& into) : text(into) {}
            void write(const void* data, std::size_t size) override {
                text.append(static_cast<const char*>(data), size);
            }
        } writer(out);
        document_.save(writer, "  ", pugi::format_indent | pugi::format_no_declaration,
                       pugi::encoding_utf8);
        return out;
    }

  private:
    void put_definitions() {
        all_ = put(document_, "bpmn:definitions");
        say(all_, "xmlns:bpmn", "http://www.omg.org/spec/BPMN/20100524/MODEL");
        say(all_, "xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI");
        say(all_, "xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC");
        say(all_, "xmlns:di", "http://www.omg.org/spec/DD/20100524/DI");
        say(all_, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
        say(all_, "xmlns:sop", std::string(bpmn_sop_namespace));
        say(all_, "xmlns:teks", std::string(bpmn_text_namespace));
        say(all_, "id", cat("sop_", chart_.id));
        say(all_, "targetNamespace", "urn:kentongan:sop");
        say(all_, "expressionLanguage", "https://www.omg.org/spec/DMN/20191111/FEEL/");
        say(all_, "exporter", "Kentongan");
    }

    void put_collaboration() {
        Xml collaboration = put(all_, "bpmn:collaboration");
        say(collaboration, "id", cat("c_", chart_.id));
        Xml pool = put(collaboration, "bpmn:participant");
        say(pool, "id", cat("pool_", chart_.id));
        say(pool, "name", chart_.office);
        say(pool, "processRef", cat("p_", chart_.id));
    }

    void put_process() {
        Xml process = put(all_, "bpmn:process");
        say(process, "id", cat("p_", chart_.id));
        say(process, "name", chart_.title);
        say(process, "isExecutable", "true");
        put(process, "bpmn:documentation", chart_.title);
        Xml extension = put(process, "bpmn:extensionElements");
        put_identity(extension);
        Xml text = put(extension, "teks:sop", format(sop_));
        say(text, "kunci", sop_.key);
        put_lanes(process);
        for (std::size_t n = 0; n < chart_.nodes.size(); ++n) put_node(process, n);
        for (std::size_t f = 0; f < chart_.flows.size(); ++f) put_flow(process, chart_.flows[f]);
        for (const ChartPaper& paper : chart_.papers) put_data(process, paper);
        for (const ChartPaper& paper : chart_.papers) put_note(process, paper);
    }

    std::string line_of(Field field) const {
        for (const auto& line : sop_.identity.lines) {
            if (line.field == field) return line.value.text;
        }
        return {};
    }

    void put_identity(Xml extension) {
        Xml identity = put(extension, "sop:identitas");
        const auto number = sop_.number();
        say(identity, "nomor", number.empty() ? "-" : number);
        say(identity, "nama", chart_.title);
        say(identity, "instansi", chart_.office);
        say_if(identity, "tanggalPembuatan", line_of(Field::made_on));
        say_if(identity, "tanggalRevisi", line_of(Field::revised_on));
        say_if(identity, "tanggalEfektif", line_of(Field::effective_on));
        say_if(identity, "disahkanJabatan", line_of(Field::ratified_by));
        for (const auto& section : sop_.identity.sections) {
            Xml list = put(identity, "sop:daftar");
            say(list, "jenis", std::string(bpmn_word_of(section.section)));
            for (const auto& item : section.items) put(list, "sop:butir", item.words.text);
        }
    }

    void put_lanes(Xml process) {
        Xml set = put(process, "bpmn:laneSet");
        say(set, "id", cat("ls_", chart_.id));
        for (std::size_t i = 0; i < chart_.lanes.size(); ++i) {
            const ChartLane& lane = chart_.lanes[i];
            Xml node = put(set, "bpmn:lane");
            say(node, "id", lane.id);
            say(node, "name", lane.label);
            Xml performer = put(put(node, "bpmn:extensionElements"), "sop:pelaksana");
            say(performer, "peran", lane.role);
            say(performer, "urutan", std::to_string(i + 1));
            if (lane.outside) say(performer, "eksternal", "true");
            for (const ChartNode& one : chart_.nodes) {
                if (one.lane == i) put(node, "bpmn:flowNodeRef", one.id);
            }
        }
    }

    void put_node(Xml process, std::size_t index) {
        const ChartNode& node = chart_.nodes[index];
        const bool task = node.kind == ChartKind::task;
        const Step* step = task ? &sop_.steps[node.step] : nullptr;
        Xml xml = put(process, element_of(node.kind, step));
        say(xml, "id", node.id);
        say_if(xml, "name", node.name);
        std::size_t outgoing = 0;
        for (const ChartFlow& flow : chart_.flows) outgoing += flow.from == index ? 1 : 0;
        if (std::string_view(xml.name()).ends_with("Gateway")) {
            say(xml, "gatewayDirection", outgoing > 1 ? "Diverging" : "Converging");
        }
        if (node.default_flow != no_index) {
            say(xml, "default", chart_.flows[node.default_flow].id);
        }
        if (task && !step->calls.empty()) {
            say(xml, "calledElement", cat("p_", xml_name(step->calls)));
        }
        if (task) put_step(xml, *step);
        for (const ChartFlow& flow : chart_.flows) {
            if (flow.to == index) put(xml, "bpmn:incoming", flow.id);
        }
        for (const ChartFlow& flow : chart_.flows) {
            if (flow.from == index) put(xml, "bpmn:outgoing", flow.id);
        }
        if (!task) return;
        put_links(xml, node, paper_of_[index]);
        if (std::string_view(xml.name()) == "bpmn:userTask") put_performer(xml, node, *step);
    }

    void put_items(Xml parent, const char* name, const std::vector<Item>& items) {
        if (items.empty()) return;
        Xml list = put(parent, name);
        for (const Item& item : items) {
            Xml one = put(list, "sop:butir", item.words.text);
            const bool asked = item.kind == ItemKind::document || item.kind == ItemKind::result;
            if (!asked) say(one, "wajib", "false");
        }
    }

    void put_step(Xml xml, const Step& step) {
        put(xml, "bpmn:documentation", step.activity.text);
        Xml row = put(put(xml, "bpmn:extensionElements"), "sop:langkah");
        say(row, "nomor", step.name.value);
        say(row, "simbol", step.decision ? "keputusan" : "proses");
        if (step.paraf) say(row, "tandaTangan", "paraf");
        put(row, "sop:kegiatan", step.activity.text);
        put_items(row, "sop:kelengkapan", step.needs);
        Xml time = put(row, "sop:waktu", step.time.raw);
        say_if(time, "baku", iso_duration(step.time.unit, step.time.max));
        if (step.time.min != step.time.max) {
            say_if(time, "minimal", iso_duration(step.time.unit, step.time.min));
        }
        const bool clock =
            step.time.unit == TimeUnit::calendar_days || step.time.unit == TimeUnit::clock_hours;
        say(time, "kalender", clock ? "kalender" : "jam-kerja");
        put_items(row, "sop:output", step.makes);
        if (!step.note.text.empty()) put(row, "sop:keterangan", step.note.text);
    }

    void put_links(Xml xml, const ChartNode& node, const ChartPaper* paper) {
        if (paper == nullptr || (paper->needs.empty() && paper->makes.empty())) return;
        Xml io = put(xml, "bpmn:ioSpecification");
        say(io, "id", node.id + "_io");
        const auto in = node.id + "_perlu", out = node.id + "_hasil";
        if (!paper->needs.empty()) {
            Xml one = put(io, "bpmn:dataInput");
            say(one, "id", in + "_param");
            say(one, "name", paper->needs);
        }
        if (!paper->makes.empty()) {
            Xml one = put(io, "bpmn:dataOutput");
            say(one, "id", out + "_param");
            say(one, "name", paper->makes);
        }
        Xml needed = put(io, "bpmn:inputSet");
        say(needed, "id", node.id + "_is");
        if (!paper->needs.empty()) put(needed, "bpmn:dataInputRefs", in + "_param");
        Xml made = put(io, "bpmn:outputSet");
        say(made, "id", node.id + "_os");
        if (!paper->makes.empty()) put(made, "bpmn:dataOutputRefs", out + "_param");
        if (!paper->needs.empty()) {
            put_association(xml, "bpmn:dataInputAssociation", in, in, in + "_param");
        }
        if (!paper->makes.empty()) {
            put_association(xml, "bpmn:dataOutputAssociation", out, out + "_param", out);
        }
    }

    static void put_association(Xml xml, const char* name, const std::string& id,
                                const std::string& from, const std::string& to) {
        Xml link = put(xml, name);
        say(link, "id", id + "_aliran");
        put(link, "bpmn:sourceRef", from);
        put(link, "bpmn:targetRef", to);
    }

    // group(role) is the form that engines read.
    void put_performer(Xml xml, const ChartNode& node, const Step&) {
        const ChartLane& lane = chart_.lanes[node.lane];
        Xml owner = put(xml, "bpmn:potentialOwner");
        say(owner, "id", node.id + "_pelaksana");
        say(owner, "name", lane.label);
        Xml expression = put(put(owner, "bpmn:resourceAssignmentExpression"),
                             "bpmn:formalExpression", cat("group(", lane.role, ")"));
        say(expression, "id", node.id + "_pelaksana_ungkapan");
    }

    void put_flow(Xml process, const ChartFlow& flow) {
        Xml xml = put(process, "bpmn:sequenceFlow");
        say(xml, "id", flow.id);
        say_if(xml, "name", flow.name);
        say(xml, "sourceRef", chart_.nodes[flow.from].id);
        say(xml, "targetRef", chart_.nodes[flow.to].id);
        const Exit* exit = flow.exit;
        if (exit != nullptr && !exit->allowed.empty()) {
            std::vector<std::string> others;
            for (const auto& name : exit->allowed) others.push_back(name.value);
            put(xml, "bpmn:documentation",
                cat("Boleh juga ke langkah ", joined(others, ", "), "."));
        }
        if (exit != nullptr) {
            Xml way = put(put(xml, "bpmn:extensionElements"), "sop:keputusan");
            say(way, "hasil", exit->outcome);
            // Only a way that is chosen can be a return there; a lone way back is just a way.
            const bool chosen = chart_.nodes[flow.from].kind == ChartKind::decision;
            if (exit->is_return && chosen) say(way, "kembali", "true");
            if (exit->reason_required) say(way, "alasanWajib", "true");
        }
        if (flow.condition.empty()) return;
        Xml condition = put(xml, "bpmn:conditionExpression", flow.condition);
        say(condition, "xsi:type", "bpmn:tFormalExpression");
    }

    void put_origin(Xml xml, const ChartPaper& paper) {
        const auto& step = sop_.steps[chart_.nodes[paper.node].step];
        say(put(put(xml, "bpmn:extensionElements"), "sop:turunan"), "dariLangkah", step.name.value);
    }

    void put_data(Xml process, const ChartPaper& paper) {
        const auto& id = chart_.nodes[paper.node].id;
        for (const bool needed : {true, false}) {
            const auto& words = needed ? paper.needs : paper.makes;
            if (words.empty()) continue;
            const auto name = id + (needed ? "_perlu" : "_hasil");
            say(put(process, "bpmn:dataObject"), "id", name + "_objek");
            Xml reference = put(process, "bpmn:dataObjectReference");
            say(reference, "id", name);
            say(reference, "name", words);
            say(reference, "dataObjectRef", name + "_objek");
            put_origin(reference, paper);
        }
    }

    void put_note(Xml process, const ChartPaper& paper) {
        if (paper.note.empty()) return;
        const auto& id = chart_.nodes[paper.node].id;
        Xml note = put(process, "bpmn:textAnnotation");
        say(note, "id", id + "_ket");
        put_origin(note, paper);
        put(note, "bpmn:text", paper.note);
        Xml link = put(process, "bpmn:association");
        say(link, "id", id + "_ket_garis");
        say(link, "sourceRef", id);
        say(link, "targetRef", id + "_ket");
    }

    const Definition& sop_;
    Chart chart_;
    std::vector<const ChartPaper*> paper_of_ = {};
    pugi::xml_document document_ = {};
    Xml all_ = {};
};

}  // namespace

std::string bpmn_of(const Definition& definition) {
    return Exporter(definition).write();
}

}  // namespace kentongan::sop
