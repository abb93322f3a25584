// sop check, format, print, simulate: an SOP file on the writer's desk.
#include <array>

#include "base/json.h"
#include "command.h"
#include "documents/sop_sheet.h"
#include "sop/definition.h"
#include "sop/simulate.h"
#include "sop/soundness.h"
#include "web/words.h"

namespace kentongan {
namespace {

int explain(const Arguments& arguments, const Error& error) {
    tell(arguments, error);
    return error.issues.empty() || error.kind == Kind::not_found ? refused : faulty;
}

std::string flaw_words(const sop::Unsound& unsound, Language language) {
    static constexpr std::array rules{"unknown_target", "unreachable", "stranded",  "never_ending",
                                      "dead_join",      "live_tokens", "bad_block", "too_large"};
    const auto rule = rules.at(static_cast<std::size_t>(unsound.flaw));
    return catalogue().say(language,
                           Issue{"flaw", rule, {unsound.step.value, joined(unsound.path, ", ")}});
}

Result<sop::Definition> sop_in(const std::string& file) {
    const auto text = TRY(read_file(file));
    return sop::parse(text, key_of(file));
}

Result<sop::Definition> read_sop(const Arguments& arguments) {
    if (arguments.words.size() != 1) {
        return Error{Kind::not_found, "Sebutkan satu berkas .sop. Lihat --help."};
    }
    return sop_in(arguments.words[0]);
}

/// One file is one document; several are a book of SOPs with cover, contents and explanation.
Result<std::string> printed(const std::vector<std::string>& files,
                            const documents::PrintOptions& options) {
    if (files.empty()) return Error{Kind::not_found, "Sebutkan berkas .sop. Lihat --help."};
    std::vector<sop::Definition> sops;
    for (const auto& file : files) sops.push_back(TRY(sop_in(file)));
    if (sops.size() == 1) return documents::sop_pdf(sops.front(), options);
    const auto today = long_date(options.created, Zone{});
    return documents::sop_bundle_pdf(
        sops, {.year = today.substr(today.rfind(' ') + 1), .print = options});
}

}  // namespace

int sop_check(const Arguments& arguments) {
    const auto definition = read_sop(arguments);
    if (!definition) return explain(arguments, definition.error());
    bool blocked = false;
    JsonArray rows;
    for (const auto& finding : sop::lint(*definition)) {
        blocked = blocked || finding.error;
        const auto sentence =
            catalogue().say(arguments.language, Issue{"lint", finding.rule, finding.with});
        rows.push_back(JsonObject{{"aturan", finding.rule},
                                  {"galat", finding.error},
                                  {"langkah", finding.step.value},
                                  {"kata", sentence}});
        if (!arguments.has("json")) print(cat(finding.rule, "  ", sentence, "\n"));
    }
    for (const auto& flaw : sop::flaws(*definition)) {
        blocked = true;
        const auto sentence = flaw_words(flaw, arguments.language);
        rows.push_back(JsonObject{
            {"aturan", "alur"}, {"galat", true}, {"langkah", flaw.step.value}, {"kata", sentence}});
        if (!arguments.has("json")) print(cat("alur  ", sentence, "\n"));
    }
    if (arguments.has("json")) print(write_json(rows) + "\n");
    return blocked ? faulty : done;
}

int sop_format(const Arguments& arguments) {
    const auto definition = read_sop(arguments);
    if (!definition) return explain(arguments, definition.error());
    const auto text = sop::format(*definition);
    if (!arguments.has("in-place")) {
        print(text);
        return done;
    }
    const auto written = write_file(arguments.words[0], text);
    return written ? done : refuse(arguments, written.error());
}

int sop_print(const Arguments& arguments) {
    const auto out = arguments.option("out");
    const auto paper = arguments.option("paper", "a4");
    if (out.empty() || (paper != "a4" && paper != "f4")) {
        refuse(arguments, "Perlu --out X.pdf, dan --paper a4 atau f4.",
               "Needs --out X.pdf, and --paper a4 or f4.");
        return wrong_usage;
    }
    documents::PrintOptions options;
    options.paper = paper == "f4" ? documents::Paper::f4 : documents::Paper::a4;
    options.lanes_by_first_use = arguments.has("lanes-by-first-use");
    options.created = now();
    if (arguments.has("emblem")) {
        const auto emblem = read_file(arguments.option("emblem"));
        if (!emblem) return refuse(arguments, emblem.error());
        options.emblem = *emblem;
    }
    const auto pdf = printed(arguments.words, options);
    if (!pdf) return explain(arguments, pdf.error());
    const auto written = write_file(out, *pdf);
    return written ? done : refuse(arguments, written.error());
}

int sop_simulate(const Arguments& arguments) {
    const auto definition = read_sop(arguments);
    if (!definition) return explain(arguments, definition.error());
    sop::SimOptions options;
    const auto cases = to_number(arguments.option("cases", "1000"));
    const auto seed = to_number(arguments.option("seed", "1"));
    if (!cases || !seed || *cases < 1 || *cases > 1'000'000) {
        refuse(arguments, "--cases 1 sampai 1000000, --seed angka.",
               "--cases 1 to 1000000, --seed a number.");
        return wrong_usage;
    }
    options.cases = static_cast<int>(*cases);
    options.seed = static_cast<std::uint64_t>(*seed);
    const auto simulation = sop::simulate(*definition, options);
    print(sop::simulation_report(simulation, arguments.language));
    if (!arguments.has("out")) return done;
    const auto written = write_file(arguments.option("out"), sop::simulation_plot(simulation));
    return written ? done : refuse(arguments, written.error());
}

}  // namespace kentongan
