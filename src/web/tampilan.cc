// Seeing: what the public sees of each channel, beside what was approved; a person's word on it.
#include <algorithm>

#include "office/sightings.h"
#include "web/naskah_view.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"
#include "web/tutup_view.h"

namespace kentongan::web {
namespace {

using office::AiringState;

struct Gathered {
    std::vector<office::Airing> airings = {};
    std::vector<office::Sighting> sightings = {};
    std::map<AiringId, office::Watched> watched = {};
    std::map<AiringId, delivery::Post> posts = {};
};
Result<Gathered> gather(const Site& site, const Visit& visit, DossierId id) {
    return site.db.read([&](store::Tx& tx) -> Result<Gathered> {
        const auto office = visit.who().office;
        Gathered all;
        all.airings = TRY(office::Airings::of_dossier(tx, office, id));
        all.sightings = TRY(office::Sightings::of_dossier(tx, office, id));
        all.watched = TRY(office::Sightings::watched(tx, office, id));
        for (const auto& airing : all.airings) {
            auto post = site.airings.post_of(tx, office, airing.id);
            if (post) all.posts[airing.id] = std::move(*post);
        }
        return all;
    });
}

/// My open task in which this channel is looked at.
const office::OpenTask* task_for(const office::DossierView& dossier, const std::string& channel) {
    for (const auto& open : dossier.open) {
        const bool here = open.task.item().empty() || open.task.item() == channel;
        if (open.mine && open.step && open.step->act == sop::Act::check_display && here) {
            return &open;
        }
    }
    return nullptr;
}
const sop::Exit* exit_of(const sop::Step& step, bool is_return) {
    const auto found = std::ranges::find(step.exits, is_return, &sop::Exit::is_return);
    return found == step.exits.end() ? nullptr : &*found;
}

Pill verdict_pill(const Say& say, const office::Sighting* seen) {
    if (!seen) return {say("display.not_looked"), "", "eye"};
    if (seen->verdict == "sesuai") return {say("display.fits"), "ok", "check"};
    if (seen->verdict == "tidak") return {say("display.differs"), "bad", "alert"};
    return {say("display.to_judge"), "warn", "help"};
}

void fill_seen(SightCard& card, const Say& say, DossierId dossier, const office::Sighting& seen) {
    card.looked = true;
    card.sighting = std::to_string(seen.id.value);
    card.when = say.moment(seen.at);
    card.seen = seen.seen;
    card.missing = seen.missing;
    card.shot = proof_address(dossier, seen.shot_sha256);
    if (seen.by_hand) {
        card.answer = say("display.by_hand");
        return;
    }
    const bool opened = seen.answer.starts_with('2');
    card.answer = say(opened ? "display.opened" : "display.did_not_open", {seen.answer});
    if (opened) card.likeness = say("display.likeness", {std::to_string(seen.percent)});
    if (!seen.picture.empty()) card.picture_words = say(cat("display.picture_", seen.picture));
}

void fill_targets(SightCard& card, const office::DossierView& dossier,
                  const office::OpenTask& open) {
    const auto* back = exit_of(*open.step, true);
    if (!back) return;
    std::vector<StepName> names{back->to};
    for (const auto& name : back->allowed) {
        if (name != back->to) names.push_back(name);
    }
    for (const auto& name : names) {
        const auto* step = dossier.definition->find(name);
        card.targets.push_back(
            {name.value, step ? step_words(*step) : name.value, name == back->to});
    }
}

/// The airing whose form was refused, with what was typed.
struct RefusedSight {
    AiringId airing = {};
    std::string error = {}, note = {};
};

SightCard card_of(const Say& say, const office::DossierView& dossier, const Gathered& all,
                  const office::Airing& airing, const RefusedSight& refused) {
    SightCard card{.airing = std::to_string(airing.id.value),
                   .label = airing.account.label,
                   .icon = icon_of(airing.account.channel.value),
                   .url = airing.url};
    if (const auto post = all.posts.find(airing.id); post != all.posts.end()) {
        card.title = post->second.title;
        card.text = post->second.text;
        for (const auto& picture : post->second.files) {
            card.pictures.push_back(
                {cat("/berkas/", dossier.id.value, "/file/", picture.sha256), picture.alt});
        }
    }
    const auto seen = std::ranges::find(all.sightings, airing.id, &office::Sighting::airing);
    const auto* newest = seen == all.sightings.end() ? nullptr : &*seen;
    card.pill = verdict_pill(say, newest);
    if (newest) fill_seen(card, say, dossier.id, *newest);
    if (newest && !newest->note.empty()) card.verdict = newest->note;
    const auto* open = task_for(dossier, airing.account.channel.value);
    card.can_look = !airing.url.empty();
    card.can_judge = open && newest && newest->verdict.empty();
    if (open) fill_targets(card, dossier, *open);
    const auto watch = all.watched.find(airing.id);
    card.can_watch = !airing.url.empty();
    if (watch != all.watched.end()) {
        card.watched =
            watch->second.gone_at ? say("display.gone", {say.moment(*watch->second.gone_at)})
            : watch->second.next_at
                ? say("display.watched",
                      {say.moment(*watch->second.next_at), std::to_string(watch->second.days_left)})
                : say("display.watch_over");
    }
    if (refused.airing == airing.id) {
        card.error = refused.error;
        card.note = refused.note;
    }
    return card;
}

Answer display_page(const Site& site, const Visit& visit, DossierId id, const RefusedSight& refused,
                    int status) {
    const Say say(site, visit);
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const auto all = TRY(gather(site, visit, id));
    DisplayView view{.shell = TRY(shell_of(site, visit, say("display.title"), "berkas")),
                     .tabs = tabs_of(dossier, "siaran"),
                     .number = dossier.number,
                     .dossier_title = dossier.title};
    if (!refused.airing) view.problem = refused.error;
    for (const auto& airing : all.airings) {
        if (airing.state != AiringState::aired) continue;
        view.airings.push_back(card_of(say, dossier, all, airing, refused));
    }
    return page_of(site, visit, view, status);
}

Answer refuse(const Site& site, const Visit& visit, DossierId id, AiringId airing,
              const Error& error) {
    if (error.issues.empty()) return error;
    return display_page(site, visit, id,
                        {airing, Say(site, visit).issues(error.issues), visit.field("catatan")},
                        status_of_refusal(error.kind));
}

std::string back_to(const Visit& visit, DossierId id, const char* toast) {
    return with_toast(visit, cat("/berkas/", id.value, "/tampilan"), toast);
}

}  // namespace

Answer show_display(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    return display_page(site, visit, id, {}, 200);
}

Answer look_at_airing(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto airing = TRY(visit.id<AiringId>("siaran"));
    TRY(site.dossiers.view(visit.who(), id));
    if (!site.sightings) return Error{Kind::unavailable, "nothing to look with"};
    // A look changes nothing but the evidence, so a second one is no harm and needs no key.
    const auto seen = site.sightings->look(visit.who(), id, airing);
    if (!seen) return refuse(site, visit, id, airing, seen.error());
    return see_other(back_to(visit, id, "toast.looked"));
}

Answer bring_sighting(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto airing = TRY(visit.id<AiringId>("siaran"));
    TRY(site.dossiers.view(visit.who(), id));
    const auto proof = proof_in(site, visit, "gambar");
    if (!proof) return refuse(site, visit, id, airing, proof.error());
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(office::Sightings::by_hand(tx, visit.who(), id, airing, proof->sha256, proof->type,
                                       visit.now));
        return back_to(visit, id, "toast.looked");
    });
    if (!done) return refuse(site, visit, id, airing, done.error());
    return done;
}

Answer judge_sighting(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto airing = TRY(visit.id<AiringId>("siaran"));
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const SightingId sighting{to_number(visit.field("terlihat")).value_or(0)};
    const bool fits = visit.field("putusan") == "sesuai";
    const std::string note(trimmed(visit.field("catatan")));
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const auto office = visit.who().office;
        const auto seen = TRY(office::Sightings::one(tx, office, id, sighting));
        if (seen.airing != airing) return Error{Kind::not_found, "of another airing"};
        const auto airings = TRY(office::Airings::of_dossier(tx, office, id));
        const auto its = std::ranges::find(airings, airing, &office::Airing::id);
        const auto channel = its->account.channel.value;
        const auto* open = task_for(dossier, channel);
        if (!open) return Error{Kind::forbidden, "no task", {{"display", "not_yours"}}};
        TRY(office::Sightings::judge(tx, visit.who(), id, sighting, fits, note, visit.now));
        const auto* exit = exit_of(*open->step, !fits);
        const bool whole = TRY(office::Sightings::all_fit(tx, office, id, open->task.item()));
        if (!exit || (fits && !whole)) return back_to(visit, id, "toast.judged");
        sop::Finish finish{.task = open->task.number, .outcome = exit->outcome, .note = note};
        if (!fits && !visit.field("tujuan").empty()) finish.to = StepName{visit.field("tujuan")};
        TRY(site.dossiers.act(tx, visit.who(), id, finish));
        return back_to(visit, id, fits ? "toast.fits" : "toast.sent_back");
    });
    if (!done) return refuse(site, visit, id, airing, done.error());
    return done;
}

Answer watch_airing(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto airing = TRY(visit.id<AiringId>("siaran"));
    TRY(site.dossiers.view(visit.who(), id));
    const int days = static_cast<int>(to_number(visit.field("hari")).value_or(-1));
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(office::Sightings::watch(tx, visit.who(), id, airing, days, visit.now));
        return back_to(visit, id, "toast.watching");
    });
    if (!done) return refuse(site, visit, id, airing, done.error());
    return done;
}

}  // namespace kentongan::web
