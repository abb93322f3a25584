// Holds what BPMN files are refused, kept, understood, written and made an SOP of.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/text.h"
#include "sketch.h"
#include "sop/bpmn_exchange.h"
#include "sop_samples.h"

using namespace kentongan;
using namespace kentongan::sop;
using namespace kentongan::tests;

namespace {

const std::string opening =
    "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
    "xmlns:x=\"urn:other\" id=\"d\" targetNamespace=\"urn:t\">";

std::string file_of(const std::string& inner) {
    return cat(opening, "<process id=\"p\" name=\"Uji\">", inner, "</process></definitions>");
}

BpmnDocument document_of(const std::string& bytes) {
    auto document = BpmnDocument::read(bytes);
    REQUIRE(static_cast<bool>(document));
    return std::move(*document);
}

std::string rule_of(const std::string& bytes) {
    const auto document = BpmnDocument::read(bytes);
    if (document) return "";
    return document.error().issues.at(0).rule;
}

Imported import(const std::string& bytes, std::string_view key = "uji") {
    auto imported = definition_of(document_of(bytes), key);
    REQUIRE(static_cast<bool>(imported));
    const auto& sop = imported->definition;
    const auto again = parse(format(sop), sop.key);
    REQUIRE(static_cast<bool>(again));
    CHECK(*again == sop);
    return std::move(*imported);
}

std::string step(const std::string& id, const std::string& more = "",
                 const std::string& kind = "userTask") {
    return cat("<", kind, " id=\"", id, "\" name=\"Kerja ", id, "\">", more, "</", kind, ">");
}
std::string flow(const std::string& from, const std::string& to, const std::string& name = "") {
    return cat("<sequenceFlow id=\"f_", from, "_", to, "\" sourceRef=\"", from, "\" targetRef=\"",
               to, "\" name=\"", name, "\"/>");
}
std::string node(const std::string& kind, const std::string& id) {
    return cat("<", kind, " id=\"", id, "\"/>");
}

/// Each step on a line: its exits, targets that return marked "<-".
std::string flow_of(const Definition& sop) {
    std::string text;
    for (const auto& one : sop.steps) {
        text += one.name.value + ":";
        for (const auto& exit : one.exits) {
            text += cat(" ", exit.outcome, exit.is_return ? "<-" : "->", exit.to.value);
        }
        text += "\n";
    }
    for (const auto& block : sop.blocks) {
        text += block.kind == BlockKind::each ? "each" : "fork";
        for (const auto& branch : block.branches) {
            text += " |";
            for (const auto& name : branch) text += " " + name.value;
        }
        text += cat(" ->", block.then.value, "\n");
    }
    return text;
}

std::set<std::string> reasons_of(const Imported& imported) {
    std::set<std::string> reasons;
    for (const auto& row : imported.report.at("dropped").as_array()) {
        reasons.insert(text_of(row.as_object(), "reason"));
    }
    return reasons;
}

std::vector<Definition> shipped() {
    std::vector<Definition> all;
    for (const auto& entry : std::filesystem::directory_iterator("sops")) {
        std::ifstream file(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << file.rdbuf();
        auto sop = parse(text.str(), entry.path().stem().string());
        REQUIRE(static_cast<bool>(sop));
        all.push_back(std::move(*sop));
    }
    return all;
}

/// A text says each outcome of a step once.
void keep_different(std::vector<Exit>& exits) {
    std::set<std::string> seen;
    std::erase_if(exits, [&](const Exit& exit) { return !seen.insert(exit.outcome).second; });
}

/// The file as it is when another tool has thrown our text away.
std::string without_text(std::string bytes) {
    const auto from = bytes.find("<teks:sop"), till = bytes.find("</teks:sop>");
    REQUIRE(from != bytes.npos);
    return bytes.erase(from, till + 11 - from);
}

std::string replaced(std::string text, std::string_view old, std::string_view fresh) {
    const auto at = text.find(old);
    REQUIRE(at != text.npos);
    return text.replace(at, old.size(), fresh);
}

}  // namespace

TEST_CASE("what is no BPMN, or asks for too much, is refused by name") {
    CHECK(rule_of("") == "no_xml");
    CHECK(rule_of("halo") == "no_xml");
    CHECK(rule_of("<a><b></a>") == "no_xml");
    CHECK(rule_of("<definitions/>") == "no_bpmn");
    CHECK(rule_of("<html xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>") == "no_bpmn");
    CHECK(rule_of("<!DOCTYPE a [<!ENTITY b \"c\">]>" + file_of("")) == "doctype");
    CHECK(rule_of(opening + "<!DOCTYPE a></definitions>") != "");
    std::string deep = opening;
    for (int i = 0; i < 300; ++i) deep += "<x:a>";
    for (int i = 0; i < 300; ++i) deep += "</x:a>";
    CHECK(rule_of(deep + "</definitions>") == "too_deep");
    std::string many;
    for (int i = 0; i < 50'001; ++i) many += "<task/>";
    CHECK(rule_of(file_of(many)) == "too_large");
    CHECK(rule_of(std::string(33UL * 1024 * 1024, ' ')) == "too_large");
}

TEST_CASE("a file without a task that can be reached is no SOP") {
    const auto nothing = definition_of(document_of(file_of("")), "uji");
    REQUIRE_FALSE(static_cast<bool>(nothing));
    CHECK(nothing.error().issues.at(0) == Issue{"bpmn", "no_steps"});
    std::string many = node("startEvent", "s");
    for (int i = 0; i < 2001; ++i) many += step(cat("t", i));
    const auto too_many = definition_of(document_of(file_of(many)), "uji");
    REQUIRE_FALSE(static_cast<bool>(too_many));
    CHECK(too_many.error().issues.at(0) == Issue{"bpmn", "too_many_steps"});
}

TEST_CASE("every declared encoding is read, and written as UTF-8") {
    const std::string body = file_of("<task id=\"t\" name=\"Kl\xe4ren\"/>");
    for (const std::string name : {"ISO-8859-1", "windows-1252"}) {
        const auto document =
            document_of(cat("<?xml version=\"1.0\" encoding=\"", name, "\"?>", body));
        CHECK(document.processes().at(0).steps.at(0).name == "Kl\xc3\xa4ren");
        CHECK(document.write().starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
        CHECK(document.write().find("Kl\xc3\xa4ren") != std::string::npos);
    }
    const auto marked = document_of("\xef\xbb\xbf" + file_of(step("a")));
    CHECK(marked.processes().at(0).steps.size() == 1);
}

TEST_CASE("writing a file keeps foreign XML, comments, order and blanks") {
    const std::string body =
        "<!-- ditulis orang --><process id=\"p\"><extensionElements><x:warna nilai=\"&lt;a&gt;\">  "
        "<x:b/> c </x:warna></extensionElements>\n  <x:lain/><userTask id=\"t\" x:y=\"1\"/>"
        "<![CDATA[ <apa> ]]></process><?alat versi?>";
    const auto bytes =
        cat("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", opening, body, "</definitions>");
    const auto once = document_of(bytes).write();
    CHECK(once.find("<x:warna nilai=\"&lt;a") != std::string::npos);
    CHECK(once.find("<!-- ditulis orang -->") != std::string::npos);
    CHECK(once.find("<![CDATA[ <apa> ]]>") != std::string::npos);
    CHECK(once.find("<?alat versi?>") != std::string::npos);
    CHECK(document_of(once).write() == once);
}

TEST_CASE("a small file is understood: performers, steps, decisions, flow, deadlines") {
    const auto document = document_of(file_of(
        "<laneSet><lane id=\"l\" name=\" Kepala  Seksi \"><flowNodeRef>t</flowNodeRef></lane>"
        "</laneSet>" +
        node("startEvent", "s") + step("t") + "<exclusiveGateway id=\"g\" default=\"f_g_e\"/>" +
        node("endEvent", "e") +
        "<boundaryEvent id=\"b\" attachedToRef=\"t\" cancelActivity=\"false\">"
        "<timerEventDefinition><timeDuration>PT30M</timeDuration></timerEventDefinition>"
        "</boundaryEvent>" +
        flow("s", "t") + flow("t", "g") + flow("g", "e", "Ya")));
    const auto process = document.processes().at(0);
    CHECK(process.performers == std::vector<std::string>{"Kepala Seksi"});
    CHECK(process.steps.at(0).performer == "Kepala Seksi");
    CHECK(process.gateways.at(0).type == "ExclusiveGateway");
    CHECK(process.flows.at(2).is_default);
    const auto& timer = process.events.at(2);
    CHECK(timer.when == "PT30M");
    CHECK(timer.on == "t");
    CHECK(timer.interrupting == false);
}

TEST_CASE("the five SOPs come back from BPMN exactly as they went") {
    for (const auto& sop : shipped()) {
        CAPTURE(sop.key);
        const auto bytes = bpmn_of(sop);
        const auto imported = import(bytes, sop.key);
        CHECK(imported.definition == sop);
        CHECK(imported.report.at("dropped").as_array().empty());
        CHECK(bpmn_of(imported.definition) == bytes);
        // Other tools write the same XML in their own way.
        CHECK(import(document_of(bytes).write(), sop.key).definition == sop);
    }
}

TEST_CASE("random SOPs come back from BPMN exactly as they went") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        auto drawn = random_sop(seed);
        for (auto& one : drawn.steps) keep_different(one.exits);
        const auto sop = parse(format(drawn), "acak");
        REQUIRE(static_cast<bool>(sop));
        const auto bytes = bpmn_of(*sop);
        const auto imported = import(bytes, "acak");
        CHECK(imported.definition == *sop);
        CHECK(bpmn_of(imported.definition) == bytes);
    }
}

TEST_CASE("blocks within blocks come back too, and their gateways are sound") {
    auto drawn = sketch(
        "1: selesai -> 2\n2: ya -> 3; tidak <- 1\n"
        "3: selesai -> 4\n4: selesai -> gabung\n"
        "5: selesai -> gabung\n6: selesai -> gabung\n"
        "7: ya -> selesai; tidak <- 3\n"
        "sejajar a: 3 4 5 | 6 -> 7\n"
        "sejajar b: 4 | 5 -> gabung di a\n");
    drawn.lanes = {{{"staf"}, "Staf"}};
    const auto sop = parse(format(drawn), "blok");
    REQUIRE(static_cast<bool>(sop));
    const auto bytes = bpmn_of(*sop);
    CHECK(import(bytes, "blok").definition == *sop);
    const auto process = document_of(bytes).processes().at(0);
    CHECK(std::ranges::count(process.gateways, "ParallelGateway", &BpmnGateway::type) == 4);
    // Two ways lead into the outer fork, and exclude each other: they meet before it.
    CHECK(std::ranges::count(process.gateways, "masuk_a", &BpmnGateway::id) == 1);
    const auto again = import(without_text(bytes), "blok").definition;
    CHECK(again.blocks.size() == 2);
    CHECK(flow_of(again) ==
          "1: selesai->2\n2: ya->3 tidak<-1\n3: selesai->4\n4: selesai->gabung\n"
          "5: selesai->gabung\n6: selesai->gabung\n7: ya->selesai tidak<-3\n"
          "fork | 3 4 5 | 6 ->7\nfork | 4 | 5 ->gabung\n");
}

TEST_CASE("without our own text the flow still comes back") {
    for (const auto& sop : shipped()) {
        if (!sop.blocks.empty()) continue;  // `tiap` blocks are drawn flat
        CAPTURE(sop.key);
        const auto again = import(without_text(bpmn_of(sop)), sop.key).definition;
        REQUIRE(again.steps.size() == sop.steps.size());
        for (std::size_t i = 0; i < sop.steps.size(); ++i) {
            const Step &old = sop.steps[i], &fresh = again.steps[i];
            CHECK(fresh.name == old.name);
            CHECK(fresh.activity.text == old.activity.text);
            CHECK(fresh.time.max == old.time.max);
            CHECK(fresh.needs.size() == old.needs.size());
            REQUIRE(fresh.exits.size() == old.exits.size());
            for (std::size_t k = 0; k < old.exits.size(); ++k) {
                CHECK(fresh.exits[k].to == old.exits[k].to);
                CHECK(fresh.exits[k].is_return == old.exits[k].is_return);
            }
        }
        CHECK(again.lanes.size() == sop.lanes.size());
    }
}

TEST_CASE("a flow that another tool has changed is believed, not our old text") {
    const auto sop = shipped().front();
    const auto changed = replaced(bpmn_of(sop), "<bpmn:startEvent id=\"mulai\" name=\"Mulai\"",
                                  "<bpmn:startEvent id=\"mulai\" name=\"Surat datang\"");
    const auto imported = import(changed, sop.key);
    CHECK(imported.definition != sop);
    CHECK(write_json(imported.report).find("changed_elsewhere") != std::string::npos);
}

TEST_CASE("gateways become exits, ways back become returns") {
    const auto sop =
        import(file_of(node("startEvent", "s") + step("a") + step("b") + node("endEvent", "e") +
                       node("exclusiveGateway", "g") + flow("s", "a") + flow("a", "b") +
                       flow("b", "g") + flow("g", "e", "Setuju") + flow("g", "a", "Tidak setuju")))
            .definition;
    CHECK(flow_of(sop) == "1: selesai->2\n2: setuju->selesai tidak_setuju<-1\n");
    CHECK(sop.steps[1].decision);
    CHECK(sop.title() == "Uji");
}

TEST_CASE("an error on the edge of a task is one more way out of it") {
    const auto sop = import(file_of(step("a") + step("b") + flow("a", "b") + step("c") +
                                    flow("t", "c", "Gagal") +
                                    "<boundaryEvent id=\"t\" name=\"Gagal\" attachedToRef=\"a\">"
                                    "<errorEventDefinition/></boundaryEvent>"))
                         .definition;
    CHECK(flow_of(sop) ==
          "1: selesai->2 gagal->3\n2: selesai->selesai\n"
          "3: selesai->selesai\n");
    CHECK_FALSE(sop.steps[0].decision);
}

TEST_CASE("forks that nest become blocks, others alternatives that the report names") {
    const auto ends = node("startEvent", "s") + node("endEvent", "e") + step("a") + step("b") +
                      step("c") + node("parallelGateway", "v") + node("parallelGateway", "w") +
                      flow("s", "a") + flow("a", "v") + flow("v", "b") + flow("v", "c");
    const auto block = import(file_of(ends + flow("b", "w") + flow("c", "w") + flow("w", "e")));
    CHECK(flow_of(block.definition) ==
          "1: selesai->2\n2: selesai->gabung\n3: selesai->gabung\nfork | 2 | 3 ->selesai\n");
    const auto crossed = import(file_of(ends + flow("b", "c") + flow("c", "w") + flow("w", "e")));
    CHECK(crossed.definition.blocks.empty());
    CHECK(write_json(crossed.report).find("choice_not_fork") != std::string::npos);
}

TEST_CASE("timers become times and reminders, papers and notes their cells") {
    const auto imported = import(file_of(
        step("a",
             "<dataInputAssociation><sourceRef>surat</sourceRef></dataInputAssociation>"
             "<multiInstanceLoopCharacteristics/>") +
        "<dataObjectReference id=\"surat\" name=\"Surat\"/>" + step("b") +
        "<boundaryEvent id=\"t\" attachedToRef=\"b\" cancelActivity=\"false\">"
        "<timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition>"
        "</boundaryEvent><textAnnotation id=\"n\"><text>Catatan  ini</text></textAnnotation>"
        "<association id=\"o\" sourceRef=\"b\" targetRef=\"n\"/>" +
        flow("a", "b")));
    const auto& sop = imported.definition;
    REQUIRE(sop.steps.size() == 3);  // a step "Mulai" enters the block
    REQUIRE(sop.steps[1].needs.size() == 1);
    CHECK(sop.steps[1].needs[0].words.text == "Surat");
    CHECK(sop.steps[2].time.max == 120);
    CHECK(sop.steps[2].reminders.size() == 1);
    CHECK(sop.steps[2].note.text == "Catatan ini");
    CHECK(flow_of(sop) == "1: selesai->2\n2: selesai->gabung\n3: selesai->selesai\neach | 2 ->3\n");
}

TEST_CASE("what an SOP cannot hold is named") {
    const auto imported = import(
        file_of(step("a", "<extensionElements><x:tambahan/></extensionElements>") +
                step("b", "", "scriptTask") + step("far") + flow("far", "far") + flow("a", "b") +
                "<dataStoreReference id=\"d\"/><subProcess id=\"u\" triggeredByEvent=\"true\"/>"));
    const std::set<std::string> expected{"foreign_extension", "script_never_run", "unreached",
                                         "not_in_sop", "event_subprocess"};
    for (const auto& reason : reasons_of(imported)) CHECK(expected.contains(reason));
    CHECK(reasons_of(imported).contains("foreign_extension"));
    CHECK(reasons_of(imported).contains("not_in_sop"));
    CHECK(reasons_of(imported).contains("unreached"));
    CHECK(reasons_of(imported).contains("script_never_run"));
}
