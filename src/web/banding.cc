// Any two versions of a text side by side: what went, what came.
#include <set>

#include "web/banding_view.h"
#include "web/naskah_view.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

/// One side: version N, or the draft as it is now (0).
struct Side {
    office::Draft draft;
    std::string caption;
};

Result<Side> side_of(const Site& site, const Visit& visit, const office::DossierView& dossier,
                     std::int64_t number) {
    const Say say(site, visit);
    if (number == 0) return Side{dossier.content->draft, say("compare.draft")};
    const auto found = std::ranges::find(dossier.versions, number, &office::ContentVersion::number);
    if (found == dossier.versions.end()) return Error{Kind::not_found, "no such version"};
    const auto bytes = TRY(site.db.read([&](store::Tx& tx) {
        return office::Contents::bytes_of(tx, visit.who().office, found->hash);
    }));
    return Side{
        TRY(office::Contents::draft_from(bytes)),
        say("compare.version", {std::to_string(number), found->by_shown, say.moment(found->at)})};
}

void fill_choices(ComparisonView& view, const Say& say, const office::DossierView& dossier,
                  std::int64_t from, std::int64_t to) {
    for (const auto& version : dossier.versions) {
        const auto number = std::to_string(version.number);
        const auto words = say("editor.version", {number});
        view.from.push_back({number, words, version.number == from});
        view.to.push_back({number, words, version.number == to});
    }
    view.to.push_back({"0", say("compare.draft"), to == 0});
}

void fill_changes(ComparisonView& view, const Say& say, const Side& before, const Side& now) {
    view.before_caption = before.caption;
    view.now_caption = now.caption;
    view.title_changes = pieces_of(before.draft.title, now.draft.title);
    const auto body =
        pieces_of(office::plain_text_of(before.draft.body), office::plain_text_of(now.draft.body));
    view.changes = paragraphs_of(body);
    std::set<std::string> channels;
    for (const auto* draft : {&before.draft, &now.draft}) {
        for (const auto& [channel, text] : draft->variants) channels.insert(channel);
        for (const auto& [channel, pictures] : draft->picks) channels.insert(channel);
    }
    for (const auto& channel : channels) {
        const auto own = now.draft.variants.find(channel);
        const auto earlier = before.draft.variants.find(channel);
        const auto words = own == now.draft.variants.end() ? "" : own->second;
        const auto was = earlier == before.draft.variants.end() ? "" : earlier->second;
        const auto picks = picks_words(say, now.draft, channel);
        const auto picked = picks_words(say, before.draft, channel);
        if (words == was && picks == picked) continue;
        VariantLine line{say.channel(channel), icon_of(channel), words, words != was};
        line.changes = pieces_of(was, words);
        line.picks = picks != picked && picks.empty()
                         ? say("review.picks", {say("review.picks_all")})
                         : picks;
        view.variants.push_back(std::move(line));
    }
    view.has_changes = changed(view.title_changes) || changed(body) || !view.variants.empty();
    if (!view.has_changes) view.note = say("compare.same");
}

}  // namespace

Answer show_comparison(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto item = to_number(visit.asked("isi")).value_or(0);
    const office::ItemOf of(id, ContentId{std::max<std::int64_t>(item, 0)});
    const auto dossier = TRY(dossier_with(site, visit, of));
    if (!dossier.content || dossier.versions.empty()) {
        return Error{Kind::not_found, "nothing to compare yet"};
    }
    const Say say(site, visit);
    const auto from = to_number(visit.asked("dari")).value_or(dossier.versions.back().number);
    const auto to = to_number(visit.asked("ke")).value_or(0);
    ComparisonView view{.shell = TRY(shell_of(site, visit, say("compare.title"), "berkas")),
                        .tabs = tabs_of(dossier, "naskah"),
                        .number = dossier.number,
                        .dossier_title = dossier.title};
    view.item = std::to_string(dossier.content->id.value);
    view.back = of.item ? cat("/berkas/", id.value, "/naskah/", item)
                        : cat("/berkas/", id.value, "/naskah");
    fill_choices(view, say, dossier, from, to);
    fill_changes(view, say, TRY(side_of(site, visit, dossier, from)),
                 TRY(side_of(site, visit, dossier, to)));
    return page_of(site, visit, view);
}

}  // namespace kentongan::web
