// The library of SOPs: what is written here is what runs.
#include <algorithm>

#include "web/pages.h"
#include "web/reply.h"
#include "web/sop_shipped.h"
#include "web/sop_view.h"

namespace kentongan::web {
namespace {

struct Shelf {
    std::vector<office::AdoptedSop> adopted = {};
    std::map<SopId, std::shared_ptr<const sop::Definition>> definitions = {};
    std::map<SopId, int> running = {};
    std::vector<office::SopDraft> drafts = {};
};

Result<Shelf> shelf_of(const Site& site, const Visit& visit) {
    const auto office = visit.who().office;
    return site.db.read([&](store::Tx& tx) -> Result<Shelf> {
        Shelf shelf;
        shelf.adopted = TRY(office::Library::list(tx, office, visit.now));
        for (const auto& one : shelf.adopted) {
            shelf.definitions[one.id] = TRY(office::Library::definition(tx, office, one.id));
        }
        shelf.running = TRY(office::running_on(tx, office));
        shelf.drafts = TRY(office::SopDrafts::list(tx, office));
        return shelf;
    });
}

SopRow row_of(const Say& say, const Visit& visit, const Shelf& shelf,
              const office::AdoptedSop& sop) {
    const auto& definition = *shelf.definitions.at(sop.id);
    SopRow row{.title = sop.title,
               .address = cat("/sop/", sop.id.value),
               .number = sop.number,
               .steps = say("sop.steps", {std::to_string(definition.steps.size())}),
               .time = definition.stated_total.raw};
    if (sop.promise_days > 0) {
        row.time += cat(row.time.empty() ? "" : " · ",
                        say("sop.promise", {std::to_string(sop.promise_days)}));
    }
    const auto running = shelf.running.find(sop.id);
    row.use = running == shelf.running.end()
                  ? say("library.unused")
                  : say("library.running", {std::to_string(running->second)});
    row.pill = version_pill(say, visit, sop);
    return row;
}

SopRow row_of(const Say& say, const office::SopDraft& draft) {
    const auto definition = sop::parse(draft.body, draft.key);
    SopRow row{.title = definition ? definition->title() : draft.key,
               .address = cat("/sop/konsep/", draft.id.value),
               .number = definition ? definition->number() : "",
               .use = say("library.saved", {say.moment(draft.changed_at)})};
    if (row.title.empty()) row.title = draft.key;
    if (definition) row.steps = say("sop.steps", {std::to_string(definition->steps.size())});
    row.pill = definition ? Pill{say("library.draft"), "", "pen"}
                          : Pill{say("library.draft_broken"), "bad", "alert"};
    return row;
}

SopRow row_of(const Say& say, const ShippedSop& shipped, bool adopted) {
    SopRow row{.title = shipped.definition.title(),
               .address = cat("/sop/bawaan/", shipped.key),
               .number = shipped.definition.number(),
               .steps = say("sop.steps", {std::to_string(shipped.definition.steps.size())}),
               .time = shipped.definition.stated_total.raw,
               .use = shipped.definition.identity.letterhead.empty()
                          ? ""
                          : shipped.definition.identity.letterhead.front()};
    row.pill = adopted ? Pill{say("library.adopted"), "ok", "check"}
                       : Pill{say("library.shipped"), "", "book"};
    return row;
}

bool is_old(const office::AdoptedSop& sop) {
    return !sop.current && !sop.planned;
}

void fill_tabs(SopListView& view, const Say& say, const Shelf& shelf, std::size_t shipped,
               const std::string& shown) {
    const auto old = std::ranges::count_if(shelf.adopted, is_old);
    const auto put = [&](const char* name, const char* words, std::size_t count) {
        view.tabs.push_back({cat("/sop", *name ? "?tampil=" : "", name), say(words),
                             static_cast<std::int64_t>(count), shown == name});
    };
    put("", "library.tab_office", shelf.adopted.size() - static_cast<std::size_t>(old));
    put("bawaan", "library.tab_shipped", shipped);
    put("konsep", "library.tab_drafts", shelf.drafts.size());
    put("lama", "library.tab_old", static_cast<std::size_t>(old));
}

}  // namespace

Answer list_sops(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto shelf = TRY(shelf_of(site, visit));
    const auto& shipped = shipped_sops(site);
    SopListView view{.shell = TRY(shell_of(site, visit, say("library.title"), "sop")),
                     .may_manage = may(visit.who(), office::Right::manage_sop)};
    auto shown = visit.asked("tampil");
    if (shown != "bawaan" && shown != "konsep" && shown != "lama") shown.clear();
    fill_tabs(view, say, shelf, shipped.size(), shown);
    if (shown == "bawaan") {
        for (const auto& one : shipped) {
            const bool adopted = std::ranges::any_of(
                shelf.adopted, [&](const auto& sop) { return sop.key == one.key; });
            view.rows.push_back(row_of(say, one, adopted));
        }
    } else if (shown == "konsep") {
        for (const auto& draft : shelf.drafts) view.rows.push_back(row_of(say, draft));
    } else {
        for (const auto& sop : shelf.adopted) {
            if (is_old(sop) == (shown == "lama")) {
                view.rows.push_back(row_of(say, visit, shelf, sop));
            }
        }
    }
    view.empty_words = say(shown == "konsep" ? "library.no_drafts"
                           : shown == "lama" ? "library.no_old"
                                             : "library.empty_next");
    if (site.sop_bundle && shown.empty() && !shelf.adopted.empty()) view.bundle = "/sop/bundel.pdf";
    return page_of(site, visit, view);
}

Answer show_sop(const Site& site, Visit& visit) {
    const auto shown = TRY(sop_to_show(site, visit));
    const auto view = TRY(sop_view(site, visit, shown));
    return page_of(site, visit, view);
}

}  // namespace kentongan::web
