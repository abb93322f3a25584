// Fills the head of an SOP's pages, and the page of its flow.
#include "web/sop_view.h"

#include <algorithm>

#include "office/promises.h"
#include "sop/diagram.h"

namespace kentongan::web {

Pill version_pill(const Say& say, const Visit& visit, const office::AdoptedSop& sop) {
    const auto version = std::to_string(sop.version);
    if (sop.planned) {
        return {say("sop.planned",
                    {version, long_date(*sop.effective_at, visit.zone(), visit.language)}),
                "info", "calendar"};
    }
    if (sop.current) return {say("sop.current", {version}), "ok", "check"};
    return {say("sop.replaced", {version}), "", "history"};
}

Result<SopToShow> sop_to_show(const Site& site, const Visit& visit) {
    const auto id = TRY(visit.id<SopId>());
    const auto office = visit.who().office;
    return site.db.read([&](store::Tx& tx) -> Result<SopToShow> {
        const auto all = TRY(office::Library::list(tx, office, visit.now));
        const auto found = std::ranges::find(all, id, &office::AdoptedSop::id);
        if (found == all.end()) return Error{Kind::not_found, "no such SOP"};
        SopToShow shown{.adopted = *found, .definition = {}, .text = {}, .performers = {}};
        shown.definition = TRY(office::Library::definition(tx, office, id));
        shown.text = TRY(office::Library::text(tx, office, id));
        shown.performers = TRY(office::Library::performers(tx, office, id));
        for (const auto& one : all) {
            if (one.key == found->key) shown.versions.push_back(one);
        }
        shown.running = TRY(office::running_on(tx, office));
        const auto source = TRY(office::SopDrafts::source(tx, office, id));
        if (source) shown.foreign_name = source->name;
        return shown;
    });
}

SopFront sop_front(const Site& site, const Visit& visit, const SopToShow& shown, SopPart part) {
    const Say say(site, visit);
    SopFront front{.base = cat("/sop/", shown.adopted.id.value),
                   .title = shown.adopted.title,
                   .number = shown.adopted.number,
                   .pill = version_pill(say, visit, shown.adopted),
                   .versions = static_cast<std::int64_t>(shown.versions.size()),
                   .may_manage = may(visit.who(), office::Right::manage_sop)};
    const int next = shown.versions.empty() ? 1 : shown.versions.front().version + 1;
    front.edit_words = say("sop.make_version", {std::to_string(next)});
    front.at_flow = part == SopPart::flow;
    front.at_versions = part == SopPart::versions;
    front.at_times = part == SopPart::times;
    front.at_trial = part == SopPart::trial;
    return front;
}

Result<SopView> sop_view(const Site& site, const Visit& visit, const SopToShow& shown) {
    const Say say(site, visit);
    const sop::Definition& sop = *shown.definition;
    SopView view{.shell = TRY(shell_of(site, visit, shown.adopted.title, "sop")),
                 .front = sop_front(site, visit, shown, SopPart::flow),
                 .source = sop.source,
                 .foreign = shown.foreign_name,
                 .text = shown.text};
    view.caption =
        say("sop.caption", {std::to_string(sop.steps.size()), std::to_string(sop.lanes.size())});
    if (!sop.stated_total.raw.empty()) view.caption += cat(" · ", sop.stated_total.raw);
    const auto promises = TRY(
        site.db.read([&](store::Tx& tx) { return office::Promises::all(tx, visit.who().office); }));
    const auto promised = promises.find(shown.adopted.key);
    const int days = promised == promises.end() ? 0 : promised->second;
    view.promise.value = days == 0 ? "" : std::to_string(days);
    view.promise_words =
        days == 0 ? say("promise.none") : say("promise.days", {std::to_string(days)});
    if (days > 0) view.caption += cat(" · ", say("sop.promise", {std::to_string(days)}));
    if (site.sop_pdf) view.print = cat("/sop/", shown.adopted.id.value, "/cetak.pdf");
    view.diagram.html = sop::svg_of(sop, {}, say("diagram.of", {sop.title()}));
    view.paper = paper_of(say, sop, shown.performers);
    view.notes = sop.notes;
    view.inferred = inferred_words(say, sop);
    view.corrections = correction_words(say, sop);
    for (const auto& lane : sop.lanes) {
        const auto titles = shown.performers.find(lane.role);
        const bool none = titles == shown.performers.end() || titles->second.empty();
        view.positions.push_back(
            cat(lane.label, ": ", none ? say("sop.no_position") : joined(titles->second, ", ")));
    }
    return view;
}

}  // namespace kentongan::web
