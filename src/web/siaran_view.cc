// Fills the board: items × channels, each sending with a state of its own.
#include "web/siaran_view.h"

#include <algorithm>

#include "web/form_time.h"
#include "web/naskah_view.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::AiringState;

struct StateRow {
    AiringState state;
    std::string_view key, tone, icon;
};
// clang-format off
constexpr StateRow states[] = {
    {AiringState::planned,   "airing.planned",   "",     "dot"},
    {AiringState::queued,    "airing.queued",    "",     "queue"},
    {AiringState::sending,   "airing.sending",   "info", "send"},
    {AiringState::aired,     "airing.aired",     "ok",   "live"},
    {AiringState::rejected,  "airing.rejected",  "bad",  "alert"},
    {AiringState::to_check,  "airing.to_check",  "warn", "help"},
    {AiringState::cancelled, "airing.cancelled", "",     "void"},
};
// clang-format on

Pill pill_of(const Say& say, AiringState state) {
    for (const StateRow& row : states) {
        if (row.state == state) return {say(row.key), std::string(row.tone), std::string(row.icon)};
    }
    return {};
}

std::string time_of(const Say& say, const office::Airing& airing) {
    if (airing.aired_at) return say("airing.aired_at", {say.moment(*airing.aired_at)});
    if (airing.planned_at) return say("airing.planned_at", {say.moment(*airing.planned_at)});
    return {};
}

Slot slot_of(const Say& say, const office::Airing& airing) {
    Slot slot{.address = cat("/berkas/", airing.dossier.value, "/siaran#a", airing.id.value),
              .channel = airing.account.label,
              .icon = icon_of(airing.account.channel.value),
              .time = time_of(say, airing),
              .note = airing.last_word,
              .pill = pill_of(say, airing.state),
              .used = true};
    if (airing.state == AiringState::to_check) slot.alert = "cek";
    if (airing.state == AiringState::rejected) slot.alert = "bad";
    return slot;
}

int count_of(const std::vector<office::Airing>& airings, AiringState state) {
    return static_cast<int>(std::count_if(airings.begin(), airings.end(),
                                          [&](const auto& one) { return one.state == state; }));
}

void fill_plan(AiringCard& card, const Say& say, const Visit& visit, const office::Airing& airing,
               bool may_publish, bool sent_back) {
    const bool unsent = airing.state == AiringState::planned ||
                        airing.state == AiringState::rejected ||
                        airing.state == AiringState::queued;
    card.can_plan = may_publish && unsent;
    card.can_take_back = may_publish && airing.state == AiringState::queued;
    card.can_prove = may_publish && (card.can_link || airing.state == AiringState::aired);
    card.can_anew = may_publish && airing.state == AiringState::aired && sent_back &&
                    airing.account.channel.value != "website";
    card.at.value = field_time(visit, airing.planned_at);
    card.not_before.value = field_time(visit, airing.not_before);
    card.ends_at.value = field_time(visit, airing.ends_at).substr(0, 10);
    card.times.value = std::to_string(airing.times);
    card.aired_at.value = field_time(visit, visit.now);
    std::vector<std::string> parts;
    if (airing.not_before) parts.push_back(say("plan.embargo", {say.moment(*airing.not_before)}));
    if (airing.planned_at) parts.push_back(say("plan.at", {say.moment(*airing.planned_at)}));
    if (airing.times > 1) parts.push_back(say("plan.times", {std::to_string(airing.times)}));
    if (airing.ends_at) parts.push_back(say("plan.until", {say.moment(*airing.ends_at)}));
    card.plan = joined(parts, " · ");
}

/// What would not go there, told before it is sent.
std::string warning_of(const Say& say, const office::Airing& airing, const delivery::Post& post) {
    const auto* profile = delivery::profile_of(airing.account.channel.value);
    if (!profile) return {};
    return say.issues(delivery::problems(post, *profile));
}

/// What was typed, and what is wrong with it.
void fill_refused(AiringCard& card, const Say& say, const Visit& visit,
                  const RefusedAiring& refused) {
    card.link = {visit.field("tautan"), say.issue_of(refused.issues, "link")};
    card.reason = {visit.field("alasan"), say.issue_of(refused.issues, "reason")};
    card.note = {visit.field("catatan"), say.issue_of(refused.issues, "note")};
    card.proof.error = say.issue_of(refused.issues, "proof");
    if (visit.request.path.ends_with("/jadwal")) {
        card.at = {visit.field("waktu"), say.issue_of(refused.issues, "planned_at")};
        card.not_before = {visit.field("embargo"), say.issue_of(refused.issues, "not_before")};
        card.ends_at = {visit.field("sampai"), say.issue_of(refused.issues, "ends_at")};
        card.times = {visit.field("kali"), say.issue_of(refused.issues, "times")};
    }
    if (visit.request.path.ends_with("/bukti")) {
        card.proof.value = visit.field("tautan_bukti");
        card.aired_at = {visit.field("tayang"), say.issue_of(refused.issues, "aired_at")};
    }
    for (const Issue& issue : refused.issues) {
        constexpr std::string_view fields[] = {"link",  "reason",     "note",
                                               "proof", "planned_at", "ends_at",
                                               "times", "not_before", "aired_at"};
        const bool beside =
            std::find(std::begin(fields), std::end(fields), issue.field) != std::end(fields);
        if (!beside) card.answer_error += (card.answer_error.empty() ? "" : " ") + say.issue(issue);
    }
}

/// The airing lies on the step that orders it: its times can be set, nothing leaves.
bool waits_for_order(const office::DossierView& dossier, int task) {
    return std::any_of(dossier.open.begin(), dossier.open.end(), [&](const auto& open) {
        return open.task.number == task && open.step && open.step->act == sop::Act::order_release;
    });
}

AiringCard card_of(const Say& say, const Visit& visit, const AiringToShow& shown, bool may_publish,
                   const RefusedAiring& refused) {
    const office::Airing& airing = shown.airing;
    const bool automatic = airing.account.mode == office::Mode::automatic;
    const bool waits =
        airing.state == AiringState::planned || airing.state == AiringState::rejected;
    AiringCard card{.id = std::to_string(airing.id.value),
                    .label = airing.account.label,
                    .icon = icon_of(airing.account.channel.value),
                    .time = time_of(say, airing),
                    .url = airing.url,
                    .word = airing.last_word,
                    .admin = airing.account.admin_url,
                    .pill = pill_of(say, airing.state),
                    .problem = shown.problem};
    card.can_send = may_publish && automatic && waits;
    // Every channel also has the manual mode: whoever put it there by hand says where.
    card.can_link = may_publish && waits && (!automatic || airing.state == AiringState::rejected);
    card.can_waive = may_publish && waits;
    card.can_settle = may_publish && airing.state == AiringState::to_check;
    card.urgent = card.can_settle;
    if (shown.post && card.can_link) {
        card.title = shown.post->title;
        card.text = shown.post->text;
        for (const auto& picture : shown.post->files) {
            const auto place = cat("/berkas/", airing.dossier.value, "/file/", picture.sha256);
            card.pictures.push_back({place, place + "?unduh=1", picture.alt});
        }
    }
    fill_plan(card, say, visit, airing, may_publish, shown.sent_back);
    for (const auto& proof : shown.proofs) {
        const auto place = cat("/berkas/", airing.dossier.value, "/siaran/", airing.id.value,
                               "/bukti/", proof.sha256);
        card.proofs.push_back({say.moment(*proof.aired_at), proof.person, proof.note, proof.url,
                               proof.sha256.empty() ? "" : place});
    }
    if (shown.post && waits) card.warning = warning_of(say, airing, *shown.post);
    if (refused.airing == airing.id) fill_refused(card, say, visit, refused);
    return card;
}

}  // namespace

Result<BoardView> board_view(const Site& site, const Visit& visit,
                             const std::vector<office::Airing>& airings) {
    const Say say(site, visit);
    BoardView view{.shell = TRY(shell_of(site, visit, say("board.title"), "siaran"))};
    for (const StateRow& row : states) {
        if (row.state == AiringState::cancelled) continue;
        const int count = count_of(airings, row.state);
        view.counters.push_back({.words = say(row.key),
                                 .tone = count > 0 ? std::string(row.tone) : "",
                                 .number = count});
    }
    std::vector<AccountId> accounts;
    for (const auto& airing : airings) {
        if (std::find(accounts.begin(), accounts.end(), airing.account.id) != accounts.end()) {
            continue;
        }
        accounts.push_back(airing.account.id);
        view.columns.push_back({airing.account.label, icon_of(airing.account.channel.value)});
    }
    std::map<DossierId, std::set<ContentId>> items;
    for (const auto& airing : airings) items[airing.dossier].insert(airing.item);
    std::map<std::pair<DossierId, ContentId>, std::size_t> rows;
    for (const auto& airing : airings) {
        const auto [found, fresh] =
            rows.try_emplace({airing.dossier, airing.item}, view.rows.size());
        if (fresh) {
            const bool several = items[airing.dossier].size() > 1;
            view.rows.push_back({several ? airing.item_title : airing.dossier_title,
                                 cat("/berkas/", airing.dossier.value, "/siaran"),
                                 airing.dossier_number, std::vector<Slot>(accounts.size())});
        }
        const auto column = std::find(accounts.begin(), accounts.end(), airing.account.id);
        Slot& slot = view.rows[found->second]
                         .slots[static_cast<std::size_t>(std::distance(accounts.begin(), column))];
        // The newest airing of an account is the one that counts; the list has it first.
        if (!slot.used) slot = slot_of(say, airing);
    }
    return view;
}

Result<AiringsView> airings_view(const Site& site, const Visit& visit,
                                 const office::DossierView& dossier,
                                 const std::vector<AiringToShow>& airings,
                                 const RefusedAiring& refused) {
    const Say say(site, visit);
    AiringsView view{.shell = TRY(shell_of(site, visit, say("airings.title"), "berkas")),
                     .tabs = tabs_of(dossier, "siaran"),
                     .number = dossier.number,
                     .dossier_title = dossier.title};
    view.approved = dossier.approved_hash
                        ? say("airings.approved", {short_hash(*dossier.approved_hash)})
                        : say("airings.not_approved");
    const auto information = TRY(site.db.read([&](store::Tx& tx) {
        return office::Informations::of(tx, visit.who().office, dossier.id);
    }));
    if (information.excluded()) view.tabs.excluded = information.ground;
    const bool may_publish = may(visit.who(), office::Right::publish_manual);
    for (const auto& shown : airings) {
        auto card = card_of(say, visit, shown, may_publish, refused);
        if (waits_for_order(dossier, shown.airing.task)) {
            card.order_first = true;
            card.can_send = card.can_link = card.can_waive = card.can_prove = false;
        }
        if (information.excluded()) {
            card.can_send = card.can_link = card.can_plan = card.can_prove = false;
        }
        if (dossier.items.size() > 1) card.label += cat(" · ", shown.airing.item_title);
        view.airings.push_back(std::move(card));
    }
    const auto late = TRY(site.db.read([&](store::Tx& tx) {
        return office::LateEntries::of_dossier(tx, visit.who().office, dossier.id);
    }));
    for (const auto& entry : late) view.late.push_back(late_line(say, entry));
    for (const auto& open : dossier.open) {
        if (open.mine && open.step) {
            view.tasks.push_back(open_card(site, visit, dossier, open, {}));
        }
    }
    return view;
}

}  // namespace kentongan::web
