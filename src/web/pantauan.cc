// Watching one dossier's channels: planned and actual, and the three verdicts of who watched.
#include "office/monitoring.h"

#include <algorithm>

#include "office/sightings.h"
#include "web/naskah_view.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"
#include "web/tutup_view.h"

namespace kentongan::web {
namespace {

struct RefusedWatch {
    AiringId airing = {};
    std::string error = {};
};

std::vector<Option> options_of(const Say& say, std::string_view question,
                               const std::string& chosen) {
    std::vector<Option> options;
    for (const std::string word : {"sesuai", "tidak"}) {
        options.push_back({word, say(cat("monitor.", question, "_", word)), word == chosen});
    }
    return options;
}

bool is_mine(const office::DossierView& dossier, const std::string& channel) {
    return std::ranges::any_of(dossier.open, [&](const office::OpenTask& open) {
        const bool here = open.task.item().empty() || open.task.item() == channel;
        return open.mine && here && open.step && open.step->act == sop::Act::monitor;
    });
}

Pill verdicts_pill(const Say& say, const office::Verdicts& verdicts) {
    if (!verdicts.complete()) return {say("monitor.to_judge"), "warn", "help"};
    const bool fault = verdicts.on_time == "tidak" || verdicts.often_enough == "tidak" ||
                       verdicts.accurate == "tidak";
    return fault ? Pill{say("monitor.fault"), "bad", "alert"}
                 : Pill{say("monitor.fine"), "ok", "check"};
}

std::string lateness_words(const Say& say, const office::Monitored& one) {
    if (!one.minutes_late) return {};
    const auto late = *one.minutes_late;
    if (std::abs(late) <= office::tolerance_minutes) {
        return say("monitor.punctual", {std::to_string(office::tolerance_minutes)});
    }
    return say(late > 0 ? "monitor.late" : "monitor.early", {with_dots(std::abs(late))});
}

void fill_typed(WatchCard& card, const Say& say, const Visit& visit, const std::string& error) {
    card.error = error;
    card.note = visit.field("catatan");
    card.planned_times = visit.field("kali_rencana");
    card.seen_times = visit.field("kali_tayang");
    card.reach = visit.field("jangkauan");
    card.on_time = options_of(say, "time", visit.field("waktu"));
    card.often_enough = options_of(say, "often", visit.field("frekuensi"));
    card.accurate = options_of(say, "accurate", visit.field("ketepatan"));
}

WatchCard card_of(const Say& say, const office::DossierView& dossier,
                  const office::Monitored& one) {
    const auto& airing = one.airing;
    const auto& verdicts = one.verdicts;
    WatchCard card{
        .airing = std::to_string(airing.id.value),
        .label = airing.account.label,
        .icon = icon_of(airing.account.channel.value),
        .url = airing.url,
        .planned = airing.planned_at ? say.moment(*airing.planned_at) : say("monitor.at_once"),
        .actual = airing.aired_at ? say.moment(*airing.aired_at) : say("monitor.not_aired"),
        .late = lateness_words(say, one),
        .note = verdicts.note,
        .planned_times = std::to_string(verdicts.planned_times),
        .seen_times = std::to_string(verdicts.complete() ? verdicts.seen_times : 1)};
    for (const auto& proof : one.proofs) {
        card.proofs.push_back({proof.person, say.moment(*proof.aired_at), proof.note, proof.url});
    }
    if (!verdicts.complete() && one.proofs.size() > 1) {
        card.seen_times = std::to_string(one.proofs.size());
    }
    if (verdicts.reach) card.reach = std::to_string(*verdicts.reach);
    card.proof = proof_address(dossier.id, verdicts.proof_sha256);
    card.on_time = options_of(say, "time", verdicts.on_time);
    card.often_enough = options_of(say, "often", verdicts.often_enough);
    card.accurate = options_of(say, "accurate", verdicts.accurate);
    card.pill = verdicts_pill(say, verdicts);
    card.can_enter = is_mine(dossier, airing.account.channel.value) &&
                     airing.state == office::AiringState::aired;
    if (verdicts.at) {
        const auto name = dossier.names.find(verdicts.by);
        card.by = say("monitor.entered",
                      {name == dossier.names.end() ? "" : name->second, say.moment(*verdicts.at)});
    }
    return card;
}

void add_sight(WatchCard& card, const Say& say, AiringId airing,
               const std::vector<office::Sighting>& sightings,
               const std::map<AiringId, office::Watched>& watched) {
    const auto seen = std::ranges::find(sightings, airing, &office::Sighting::airing);
    if (seen != sightings.end() && !seen->by_hand) {
        card.display = {say("display.likeness", {std::to_string(seen->percent)}),
                        seen->missing.empty() ? "ok" : "warn", "eye"};
    }
    const auto watch = watched.find(airing);
    if (watch == watched.end()) return;
    card.up = watch->second.gone_at ? Pill{say("monitor.gone"), "bad", "alert"}
                                    : Pill{say("monitor.still_up"), "ok", "live"};
}

Answer monitor_page(const Site& site, const Visit& visit, DossierId id, const RefusedWatch& refused,
                    int status) {
    const Say say(site, visit);
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    MonitorView view{.shell = TRY(shell_of(site, visit, say("monitor.title"), "berkas")),
                     .tabs = tabs_of(dossier, "siaran"),
                     .number = dossier.number,
                     .dossier_title = dossier.title};
    if (!refused.airing) view.problem = refused.error;
    const auto fill = [&](store::Tx& tx) -> Result<void> {
        const auto office = visit.who().office;
        const auto all = TRY(office::Monitoring::of_dossier(tx, office, id));
        const auto sightings = TRY(office::Sightings::of_dossier(tx, office, id));
        const auto watched = TRY(office::Sightings::watched(tx, office, id));
        for (const auto& one : all) {
            auto card = card_of(say, dossier, one);
            add_sight(card, say, one.airing.id, sightings, watched);
            if (refused.airing == one.airing.id) fill_typed(card, say, visit, refused.error);
            view.airings.push_back(std::move(card));
        }
        const auto aimed =
            office::audience_line(TRY(office::audience_of(tx, office, id, *dossier.definition)));
        const auto reached = office::reach_line(all);
        if (!aimed.empty()) view.audience = say("monitor.audience", {aimed});
        if (!reached.empty()) view.reached = say("monitor.reached", {reached});
        for (const auto& entry : TRY(office::LateEntries::of_dossier(tx, office, id))) {
            view.late.push_back(late_line(say, entry));
        }
        return {};
    };
    TRY(site.db.read(fill));
    view.tasks = my_tasks_of(site, visit, dossier, sop::Act::monitor);
    return page_of(site, visit, view, status);
}

/// A number of the form; -1 for what is none, `otherwise` for an empty field.
int number_in(const Visit& visit, std::string_view field, int otherwise) {
    const auto typed = visit.field(field);
    const auto text = trimmed(typed);
    if (text.empty()) return otherwise;
    const auto number = to_number(text);
    return number && *number >= 0 && *number <= 2'000'000'000 ? static_cast<int>(*number) : -1;
}

}  // namespace

Answer show_monitoring(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    return monitor_page(site, visit, id, {}, 200);
}

Answer enter_verdicts(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto airing = TRY(visit.id<AiringId>("siaran"));
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const Say say(site, visit);
    const auto proof = proof_in(site, visit, "gambar");
    if (!proof) {
        return monitor_page(site, visit, id, {airing, say.issues(proof.error().issues)}, 422);
    }
    office::Verdicts verdicts{.on_time = visit.field("waktu"),
                              .often_enough = visit.field("frekuensi"),
                              .accurate = visit.field("ketepatan"),
                              .planned_times = number_in(visit, "kali_rencana", 1),
                              .seen_times = number_in(visit, "kali_tayang", -1)};
    if (!trimmed(visit.field("jangkauan")).empty()) {
        verdicts.reach = number_in(visit, "jangkauan", 0);
    }
    verdicts.note = trimmed(visit.field("catatan"));
    verdicts.proof_sha256 = proof->sha256;
    verdicts.proof_type = proof->type;
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const auto all = TRY(office::Airings::of_dossier(tx, visit.who().office, id));
        const auto its = std::ranges::find(all, airing, &office::Airing::id);
        if (its == all.end()) return Error{Kind::not_found, "of another dossier"};
        if (!is_mine(dossier, its->account.channel.value)) {
            return Error{Kind::forbidden, "no task", {{"monitor", "not_yours"}}};
        }
        TRY(office::Monitoring::enter(tx, visit.who(), id, airing, verdicts, visit.now));
        return with_toast(visit, cat("/berkas/", id.value, "/pantauan"), "toast.monitored");
    });
    if (done || done.error().issues.empty()) return done;
    return monitor_page(site, visit, id, {airing, say.issues(done.error().issues)},
                        status_of_refusal(done.error().kind));
}

}  // namespace kentongan::web
