// The review of a text: read what changed, then decide on exactly these bytes.
#include "web/periksa_view.h"

#include "web/berkas_perintah.h"

namespace kentongan::web {
namespace {

Result<LastLook> last_look(const Site& site, const Visit& visit, DossierId id) {
    return site.db.read([&](store::Tx& tx) -> Result<LastLook> {
        LastLook last;
        const auto hash = TRY(site.dossiers.last_seen(tx, visit.who(), id));
        if (!hash || hash->empty()) return last;
        last.hash = *hash;
        const auto office = visit.who().office;
        const auto items = office::Contents::items_of_package(tx, office, id, *hash);
        // A draft that never became a version has no bytes: then everything counts as unread.
        if (!items || items->empty()) return last;
        for (const auto& item : *items) {
            const auto bytes = TRY(office::Contents::bytes_of(tx, office, item));
            last.drafts.push_back(TRY(office::Contents::draft_from(bytes)));
        }
        last.draft = last.drafts.front();
        return last;
    });
}

}  // namespace

Answer show_review(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    if (!dossier.content) return see_other(cat("/berkas/", id.value));
    const auto last = TRY(last_look(site, visit, id));
    const auto view = TRY(review_view(site, visit, dossier, last));
    return page_of(site, visit, view);
}

Answer decide_review(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto seen = visit.field("dilihat");
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    if (visit.field("tugas").empty()) {
        TRY(site.dossiers.remember_seen(visit.who(), id, seen));
        return see_other(with_toast(visit, cat("/berkas/", id.value, "/periksa"), "toast.read"));
    }
    const auto number = to_number(visit.field("tugas"));
    if (!number || *number <= 0 || *number > 1'000'000) {
        return Error{Kind::not_found, "no such task"};
    }
    const int task = static_cast<int>(*number);
    const auto finish = TRY(finish_of(visit, dossier, task));
    const auto signer = signer_of(site, visit, dossier, finish);
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        if (!signer) return signer.error();
        const auto after = TRY(site.dossiers.act(tx, *signer, id, finish, seen));
        return after_finish(visit, dossier, finish, after);
    });
    if (done) {
        // What was decided on was read; the next comparison begins there.
        TRY(site.dossiers.remember_seen(visit.who(), id, seen));
        return done;
    }
    if (done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto now = TRY(site.dossiers.view(visit.who(), id));
    if (!now.content) return refused;
    const auto last = TRY(last_look(site, visit, id));
    const auto view = TRY(review_view(site, visit, now, last, {task, refused.issues}));
    return page_of(site, visit, view, status_of_refusal(refused.kind));
}

}  // namespace kentongan::web
