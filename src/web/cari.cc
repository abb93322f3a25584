// The search page: what the palette finds, without script.
#include "office/search.h"

#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_paraf.h"
#include "web/cari_view.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr int hits_most = 20, hits_at_once = 6;
constexpr std::size_t query_max = 200;

struct Place {
    office::HitKind kind;
    std::string_view words, path, tail, icon;
};
// clang-format off
constexpr Place found_places[] = {
    {office::HitKind::dossier, "search.dossiers", "/berkas/", "",        "folder"},
    {office::HitKind::text,    "search.texts",    "/berkas/", "/naskah", "file"},
    {office::HitKind::letter,  "search.letters", "/surat/",  "",        "mail"},
    {office::HitKind::sop,     "search.sops",     "/sop/",    "",        "book"},
    {office::HitKind::person,  "search.people",   "",         "",        "person"},
};
// clang-format on

std::string address_of(const Place& place, const office::Hit& hit) {
    return place.path.empty() ? "" : cat(place.path, hit.id, place.tail);
}

Result<std::vector<office::Hit>> found(const Site& site, const Visit& visit,
                                       const std::string& query, int most) {
    return site.db.read(
        [&](store::Tx& tx) { return office::Search::find(tx, visit.who(), query, most); });
}

}  // namespace

Answer show_search(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto query = std::string(trimmed(visit.asked("kata").substr(0, query_max)));
    SearchView view{.shell = TRY(shell_of(site, visit, say("search.title"), "cari"))};
    view.query = query;
    view.asked = !query.empty();
    const auto hits = TRY(found(site, visit, query, hits_most));
    for (const Place& place : found_places) {
        FoundGroup group{.words = say(place.words)};
        for (const auto& hit : hits) {
            if (hit.kind != place.kind) continue;
            group.lines.push_back({address_of(place, hit), hit.title, hit.caption, hit.extract,
                                   std::string(place.icon)});
        }
        if (group.lines.empty()) continue;
        group.count = std::to_string(group.lines.size());
        view.groups.push_back(std::move(group));
    }
    view.lead = !view.asked           ? say("search.lead")
                : view.groups.empty() ? say("search.nothing", {query})
                                      : say("search.found", {std::to_string(hits.size()), query});
    return page_of(site, visit, view);
}

Answer api_search(const Site& site, Visit& visit) {
    const auto query = std::string(trimmed(visit.asked("kata").substr(0, query_max)));
    const auto hits = TRY(found(site, visit, query, hits_at_once));
    api::Found record;
    for (const auto& hit : hits) {
        for (const Place& place : found_places) {
            if (hit.kind != place.kind) continue;
            record.hits.push_back({hit.kind, std::to_string(hit.id), hit.title, hit.caption,
                                   hit.extract, address_of(place, hit)});
        }
    }
    return reply_with(record);
}

}  // namespace kentongan::web
