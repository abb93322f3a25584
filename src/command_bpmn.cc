// bpmn roundtrip, view, import and sop bpmn: exchange with the modelling tools of others.
#include "base/json.h"
#include "command.h"
#include "sop/bpmn_exchange.h"
#include "web/words.h"

namespace kentongan {
namespace {

int explain(const Arguments& arguments, const Error& error) {
    tell(arguments, error);
    return refused;
}

int ask_for(const Arguments& arguments, std::string_view usage) {
    refuse(arguments, cat("Cara pakai: kentongan ", usage), cat("Usage: kentongan ", usage));
    return wrong_usage;
}

Result<sop::BpmnDocument> read_bpmn(const std::string& path) {
    const auto bytes = TRY(read_file(path));
    return sop::BpmnDocument::read(bytes);
}

/// Reasons in the report are names of words; people read sentences.
Json in_words(const JsonObject& report, Language language) {
    JsonObject told = report;
    for (auto& row : told["dropped"].as_array()) {
        auto& reason = row.as_object()["reason"];
        reason = catalogue().say(language, cat("bpmn.", text_of(row.as_object(), "reason")));
    }
    return told;
}

int save(const Arguments& arguments, const std::string& path, std::string_view bytes) {
    const auto written = write_file(path, bytes);
    return written ? done : refuse(arguments, written.error());
}

}  // namespace

int bpmn_roundtrip(const Arguments& arguments) {
    if (arguments.words.size() < 2 || arguments.words.size() > 3) {
        return ask_for(arguments, "bpmn roundtrip IN OUT [REPORT]");
    }
    const auto document = read_bpmn(arguments.words[0]);
    if (!document) return explain(arguments, document.error());
    const int saved = save(arguments, arguments.words[1], document->write());
    if (saved != done || arguments.words.size() == 2) return saved;
    const JsonObject nothing_lost{{"dropped", JsonArray{}}, {"converted", JsonArray{}}};
    return save(arguments, arguments.words[2], write_json(nothing_lost));
}

int bpmn_view(const Arguments& arguments) {
    if (arguments.words.size() != 2) return ask_for(arguments, "bpmn view IN OUT");
    const auto document = read_bpmn(arguments.words[0]);
    if (!document) return explain(arguments, document.error());
    return save(arguments, arguments.words[1], write_json(sop::view_of(document->processes())));
}

int bpmn_import(const Arguments& arguments) {
    if (arguments.words.size() != 1) return ask_for(arguments, "bpmn import IN [--out X.sop]");
    const auto bytes = read_file(arguments.words[0]);
    if (!bytes) return refuse(arguments, bytes.error());
    const auto document = sop::BpmnDocument::read(*bytes);
    if (!document) return explain(arguments, document.error());
    auto out = arguments.option("out");
    const auto imported =
        sop::definition_of(*document, key_of(out.empty() ? arguments.words[0] : out));
    if (!imported) return explain(arguments, imported.error());
    if (!out.empty()) {
        const auto text = sop::format(imported->definition);
        if (const int saved = save(arguments, out, text); saved != done) return saved;
        if (out.ends_with(".sop")) out.resize(out.size() - 4);
        const auto beside = out + ".bpmn";
        // The original may already lie there; then it is its own copy.
        if (const int saved = save(arguments, beside, *bytes); saved != done) return saved;
    }
    print(write_json(in_words(imported->report, arguments.language)) + "\n");
    return done;
}

int sop_bpmn(const Arguments& arguments) {
    const auto out = arguments.option("out");
    if (arguments.words.size() != 1 || out.empty()) {
        return ask_for(arguments, "sop bpmn FILE --out X.bpmn");
    }
    const auto text = read_file(arguments.words[0]);
    if (!text) return refuse(arguments, text.error());
    const auto definition = sop::parse(*text, key_of(arguments.words[0]));
    if (!definition) {
        explain(arguments, definition.error());
        return faulty;
    }
    return save(arguments, out, sop::bpmn_of(*definition));
}

}  // namespace kentongan
