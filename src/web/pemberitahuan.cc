// Telling the requester: the letter with every link, by e-mail, or by a message a person sends.
#include "office/requester_notices.h"
#include "office/requests.h"

#include <algorithm>

#include "web/kabar_saya_view.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"
#include "web/tutup_view.h"

namespace kentongan::web {
namespace {

using office::TellingWay;

constexpr TellingWay all_ways[] = {TellingWay::email, TellingWay::whatsapp, TellingWay::other};

std::optional<TellingWay> way_in(const Visit& visit) {
    for (const auto way : all_ways) {
        if (visit.field("cara") == office::word_of(way)) return way;
    }
    return {};
}

ToldLine line_of(const Say& say, const office::DossierView& dossier,
                 const office::ToldRequester& told) {
    const auto name = dossier.names.find(told.by);
    ToldLine line{.way = say(cat("tell.way_", office::word_of(told.way))),
                  .address = told.address,
                  .when = say.moment(told.at),
                  .by = name == dossier.names.end() ? "" : name->second,
                  .words = told.words,
                  .proof = proof_address(dossier.id, told.proof_sha256)};
    if (told.mail) {
        line.pill = mail_pill(say, office::word_of(told.mail->state));
        line.word = told.mail->last_word;
    } else {
        line.pill = {say("tell.vouched"), "ok", "check"};
    }
    return line;
}

/// The page; what was typed stays.
Answer tell_page(const Site& site, const Visit& visit, DossierId id, const std::string& problem,
                 int status) {
    const Say say(site, visit);
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    TellView view{.shell = TRY(shell_of(site, visit, say("tell.title"), "berkas")),
                  .tabs = tabs_of(dossier, "siaran"),
                  .number = dossier.number,
                  .dossier_title = dossier.title,
                  .requester = dossier.requester,
                  .problem = problem};
    const auto fill = [&](store::Tx& tx) -> Result<void> {
        const auto office = visit.who().office;
        view.words = TRY(office::RequesterNotices::draft(tx, visit.who(), id, visit.zone()));
        const auto all = TRY(office::RequesterNotices::of_dossier(tx, office, id));
        for (const auto& told : all) view.told.push_back(line_of(say, dossier, told));
        const auto rating = TRY(office::RequesterNotices::rating(tx, office, id));
        if (rating) {
            view.rating = say("tell.rating", {std::to_string(rating->score), rating->words});
        }
        return {};
    };
    TRY(site.db.read(fill));
    const auto requester = TRY(site.db.read(
        [&](store::Tx& tx) { return office::requester_of(tx, visit.who().office, id); }));
    view.tasks = my_tasks_of(site, visit, dossier, sop::Act::notify_requester);
    view.can_tell = !view.tasks.empty() || dossier.may_manage;
    if (!visit.field("kata").empty()) view.words = visit.field("kata");
    view.email = visit.field("surel");
    view.phone = visit.field("nomor");
    // What the letter says, until somebody types another.
    if (requester && visit.form.empty()) {
        view.email = requester->email;
        view.phone = requester->whatsapp;
    }
    view.whatsapp = office::RequesterNotices::whatsapp_link(view.phone, view.words);
    const auto chosen = way_in(visit).value_or(TellingWay::email);
    for (const auto way : all_ways) {
        const std::string word(office::word_of(way));
        view.ways.push_back({word, say(cat("tell.way_", word)), way == chosen});
    }
    return page_of(site, visit, view, status);
}

}  // namespace

Answer show_telling(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    return tell_page(site, visit, id, {}, 200);
}

Answer tell_requester(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const Say say(site, visit);
    // The ready message is only shown; what counts is that a person says it was sent.
    // 422, because a browser with script shows no other answer to a form than that or a new place.
    if (visit.field("langkah") == "siapkan") return tell_page(site, visit, id, {}, 422);
    const auto proof = proof_in(site, visit, "gambar");
    if (!proof) return tell_page(site, visit, id, say.issues(proof.error().issues), 422);
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const bool mine = std::ranges::any_of(dossier.open, [](const office::OpenTask& open) {
            return open.mine && open.step && open.step->act == sop::Act::notify_requester;
        });
        if (!mine && !dossier.may_manage) {
            return Error{Kind::forbidden, "no task", {{"telling", "not_yours"}}};
        }
        const auto way = way_in(visit);
        if (!way) return Error{Kind::invalid, "no way", {{"telling", "way_wanted"}}};
        const bool sent = *way == TellingWay::email || visit.field("terkirim") == "ya";
        if (!sent) return Error{Kind::invalid, "not vouched", {{"telling", "vouch_wanted"}}};
        const auto field = *way == TellingWay::email      ? "surel"
                           : *way == TellingWay::whatsapp ? "nomor"
                                                          : "melalui";
        TRY(office::RequesterNotices::tell(tx, site.dossiers, visit.who(), id, *way,
                                           std::string(trimmed(visit.field(field))),
                                           visit.field("kata"), proof->sha256, visit.now));
        return with_toast(visit, cat("/berkas/", id.value, "/pemberitahuan"), "toast.told");
    });
    if (done || done.error().issues.empty()) return done;
    return tell_page(site, visit, id, say.issues(done.error().issues),
                     status_of_refusal(done.error().kind));
}

}  // namespace kentongan::web
