// Fills the page of one SOP.
#include "web/sop_view.h"

#include "sop/diagram.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

std::string performers_of(const SopToShow& shown, const sop::Step& step) {
    std::vector<std::string> names;
    for (const auto& performer : step.performers) {
        const auto* lane = shown.definition->lane_of(performer.role);
        auto name = lane ? lane->label : performer.role.value;
        const auto titles = shown.performers.find(performer.role);
        if (titles != shown.performers.end() && !titles->second.empty()) {
            name += cat(" (", joined(titles->second, ", "), ")");
        }
        if (!name.empty()) names.push_back(std::move(name));
    }
    return joined(names, ", ");
}

std::string items_of(const std::vector<sop::Item>& items) {
    std::vector<std::string> words;
    for (const auto& item : items) words.push_back(item.words.text);
    return joined(words, "; ");
}

std::string exits_of(const Say& say, const sop::Step& step) {
    std::vector<std::string> words;
    for (const auto& exit : step.exits) {
        const auto to = exit.to == sop::the_end ? say("sop.the_end") : exit.to.value;
        const auto key = exit.is_return ? "sop.exit_back" : "sop.exit_on";
        words.push_back(say(key, {exit_words(say, step, exit), to}));
    }
    return joined(words, "; ");
}

}  // namespace

Result<SopView> sop_view(const Site& site, const Visit& visit, const SopToShow& shown) {
    const Say say(site, visit);
    const sop::Definition& sop = *shown.definition;
    SopView view{.shell = TRY(shell_of(site, visit, shown.adopted.title, "sop")),
                 .title = shown.adopted.title,
                 .number = shown.adopted.number,
                 .source = sop.source,
                 .text = shown.text};
    const auto version = std::to_string(shown.adopted.version);
    view.pill = shown.adopted.current ? Pill{say("sop.current", {version}), "ok", "check"}
                                      : Pill{say("sop.replaced", {version}), "", "history"};
    view.caption =
        say("sop.caption", {std::to_string(sop.steps.size()), std::to_string(sop.lanes.size())});
    if (!sop.stated_total.raw.empty()) view.caption += cat(" · ", sop.stated_total.raw);
    if (site.sop_pdf) view.print = cat("/sop/", shown.adopted.id.value, "/cetak.pdf");
    view.diagram.html = sop::svg_of(sop, {}, say("diagram.of", {sop.title()}));
    for (const auto& line : sop.identity.lines) {
        view.identity.push_back({line.label, line.value.text});
    }
    for (const auto& section : sop.identity.sections) {
        SopSection& one = view.sections.emplace_back(SopSection{section.label, section.lead});
        for (const auto& item : section.items) {
            one.items.push_back(item.marker.empty() ? item.words.text
                                                    : cat(item.marker, " ", item.words.text));
        }
    }
    for (const auto& step : sop.steps) {
        view.steps.push_back({step.name.value, step.activity.text, performers_of(shown, step),
                              items_of(step.needs), step.time.raw, items_of(step.makes),
                              step.note.text, exits_of(say, step)});
    }
    view.notes = sop.notes;
    return view;
}

}  // namespace kentongan::web
