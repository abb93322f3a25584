// What a person does with airings: plan, send, bring the link, waive, look after.
#include "office/airings.h"

#include <algorithm>

#include "base/text.h"
#include "office/activities.h"
#include "office/airing_desk.h"
#include "office/information.h"
#include "office/policy.h"
#include "office/step_forms.h"
#include "sop/permission.h"

namespace kentongan::office {
namespace {

constexpr std::size_t reason_max = 500;

/// One account's part of a plan.
Result<void> plan_on(store::Tx& tx, const Who& who, Airing wanted,
                     const std::vector<Airing>& earlier) {
    const Airing* last = nullptr;
    for (const auto& airing : earlier) {
        const bool same =
            airing.account.id == wanted.account.id && airing.content_hash == wanted.content_hash;
        if (same && (!last || last->number < airing.number)) last = &airing;
    }
    if (last && last->state != AiringState::cancelled) {
        Airing along = *last;
        along.task = wanted.task;
        return update_airing(tx, who.office, along);
    }
    wanted.number = TRY(last_number(tx, who.office, wanted.account.id, wanted.content_hash)) + 1;
    return insert_airing(tx, who.office, wanted);
}

/// The items of this package that are face-to-face activities.
Result<std::set<std::string>> meetings_among(store::Tx& tx, OfficeId office, DossierId dossier,
                                             const std::vector<std::string>& approved) {
    std::set<std::string> meetings;
    const auto rows = TRY(tx.all<std::string>(
        "SELECT v.hash FROM content c JOIN content_version v ON v.office_id = c.office_id"
        " AND v.content_id = c.id WHERE c.office_id = $1 AND c.dossier_id = $2 AND c.kind = $3",
        office, dossier, meeting_kind));
    for (const auto& [hash] : rows) {
        if (std::ranges::find(approved, hash) != approved.end()) meetings.insert(hash);
    }
    return meetings;
}

/// What is held is not posted, where there is something to post; alone it is announced everywhere.
bool fits_on(const Account& account, bool meets, std::size_t meetings, std::size_t all) {
    const bool there = account.channel.value == meeting_channel;
    if (meets) return there || meetings == all;
    return !there || meetings == 0;
}

}  // namespace

Error not_now(std::string_view rule) {
    return {Kind::conflict, cat("airing: ", rule), {{"airing", std::string(rule)}}};
}

Result<MyAiring> my_airing(store::Tx& tx, const Who& who, AiringId id) {
    auto airing = TRY(airing_row(tx, who.office, id));
    auto before = TRY(look_at(tx, who, airing.dossier));
    TRY(need(who, Right::publish_manual));
    const auto* task = before.state.open_task(airing.task);
    if (!task || !sop::is_performer(*task, before.actor)) {
        return Error{Kind::forbidden, "not on this desk", {{"task", "not_yours"}}};
    }
    if (task->claimed_by && task->claimed_by != who.person && !before.actor.may_manage) {
        return Error{Kind::conflict, "someone else took it", {{"task", "claimed"}}};
    }
    const auto* step = before.definition->find(task->step);
    act_as_performer(before.who, before.performing, task->roles);
    return MyAiring{std::move(airing), std::move(before.who), step ? step->act : sop::Act::publish};
}

Result<void> check_approved(store::Tx& tx, OfficeId office, const Airing& airing) {
    TRY(Informations::check(tx, office, airing.dossier));
    const bool approved = TRY(Marks::may_go_out(tx, office, airing.dossier, airing.content_hash));
    if (approved) return {};
    return not_now("not_approved");
}

Result<void> note_airing(store::Tx& tx, const Who& who, const Airing& airing,
                         std::string_view event, const std::string& words, Instant now) {
    JsonObject json{{"event", event}, {"airing", std::to_string(airing.id.value)}};
    json["task"] = airing.task;
    json["channel"] = airing.account.channel.value;
    json["hash"] = airing.content_hash;
    if (!airing.url.empty()) json["url"] = airing.url;
    if (!words.empty()) json["words"] = words;
    TRY(Journal::append(tx, who, cat("dossier/", airing.dossier.value), std::move(json), now));
    return {};
}

Airings::Airings(store::Db& db, Dossiers& dossiers, files::Vault& vault, std::string public_address,
                 Clock clock, Outward outward)
    : db_(db),
      dossiers_(dossiers),
      vault_(vault),
      public_address_(std::move(public_address)),
      clock_(std::move(clock)),
      outward_(std::move(outward)),
      http_(delivery::guarded_http(outward_.http)) {}
Airings::~Airings() = default;

Result<void> Airings::plan(store::Tx& tx, const Who& who, DossierId dossier, int task,
                           const std::string& channel, Instant) {
    const auto approved = TRY(Marks::approved_items(tx, who.office, dossier));
    if (approved.empty()) return {};
    const auto row = TRY(dossier_row(tx, who.office, dossier));
    const auto definition = TRY(Library::definition(tx, who.office, row.sop));
    const auto accounts = TRY(accounts_of(tx, who.office, definition->key));
    const auto earlier = TRY(airings_of(tx, who.office, dossier));
    const auto meetings = TRY(meetings_among(tx, who.office, dossier, approved));
    const auto chosen = TRY(StepForms::chosen(tx, who.office, dossier, "saluran"));
    for (const auto& account : accounts) {
        const auto& own = account.channel.value;
        if (!channel.empty() && own != channel) continue;
        // Before its block runs over the channels, a release order is for those that were chosen.
        if (!chosen.empty() && std::ranges::find(chosen, own) == chosen.end()) continue;
        for (const auto& item : approved) {
            if (!fits_on(account, meetings.contains(item), meetings.size(), approved.size())) {
                continue;
            }
            Airing airing{.id = fresh<AiringId>(), .dossier = dossier, .task = task};
            airing.account = account;
            airing.content_hash = item;
            TRY(plan_on(tx, who, std::move(airing), earlier));
        }
    }
    return {};
}

Result<void> Airings::call_off(store::Tx& tx, const Who& who, DossierId dossier, int task,
                               Instant now) {
    const auto airings = TRY(airings_of(tx, who.office, dossier));
    for (Airing airing : airings) {
        const bool unsent = airing.state == AiringState::planned ||
                            airing.state == AiringState::rejected ||
                            airing.state == AiringState::queued;
        if (airing.task != task || !unsent) continue;
        if (airing.state == AiringState::queued && airing.message) {
            const auto outbox = TRY(delivery::Outbox::row(tx, who.office, *airing.message));
            // What is on its way is told by its report; only what has not left is taken back.
            const bool rests = outbox.state == delivery::OutboxState::waiting ||
                               outbox.state == delivery::OutboxState::paused;
            if (!rests) continue;
            TRY(delivery::Outbox::cancel(tx, who.office, *airing.message));
        }
        airing.state = AiringState::cancelled;
        TRY(update_airing(tx, who.office, airing));
        TRY(note_airing(tx, who, airing, "airing_called_off", {}, now));
    }
    return {};
}

Result<void> hold_back(store::Tx& tx, const Who& who, DossierId dossier, Instant now) {
    const auto airings = TRY(airings_of(tx, who.office, dossier));
    for (Airing airing : airings) {
        if (airing.state != AiringState::queued || !airing.message) continue;
        const auto outbox = TRY(delivery::Outbox::row(tx, who.office, *airing.message));
        const bool rests = outbox.state == delivery::OutboxState::waiting ||
                           outbox.state == delivery::OutboxState::paused;
        if (!rests) continue;
        TRY(delivery::Outbox::cancel(tx, who.office, *airing.message));
        airing.number =
            TRY(last_number(tx, who.office, airing.account.id, airing.content_hash)) + 1;
        airing.state = AiringState::planned;
        airing.message = {};
        TRY(update_airing(tx, who.office, airing));
        TRY(note_airing(tx, who, airing, "airing_taken_back", {}, now));
    }
    return {};
}

Result<std::vector<Airing>> Airings::of_dossier(store::Tx& tx, OfficeId office, DossierId dossier) {
    return airings_of(tx, office, dossier);
}

Result<std::vector<Airing>> Airings::board(const Who& who, int most) {
    TRY(need(who, Right::see_dossiers));
    return db_.read([&](store::Tx& tx) { return airings_of_office(tx, who.office, most); });
}

Result<void> Airings::send(store::Tx& tx, const Who& who, AiringId id) {
    auto [airing, acting, act] = TRY(my_airing(tx, who, id));
    if (act == sop::Act::order_release) return not_now("order_first");
    if (airing.account.mode != Mode::automatic) return not_now("manual");
    if (airing.state != AiringState::planned && airing.state != AiringState::rejected) {
        return not_now("already_sent");
    }
    TRY(check_approved(tx, who.office, airing));
    const auto post = TRY(post_of(tx, who.office, airing.id));
    if (const auto* profile = delivery::profile_of(airing.account.channel.value)) {
        auto issues = delivery::problems(post, *profile);
        if (!issues.empty()) return Error{Kind::invalid, "cannot go there", std::move(issues)};
    }
    if (airing.state == AiringState::rejected) {
        airing.number =
            TRY(last_number(tx, who.office, airing.account.id, airing.content_hash)) + 1;
    }
    const auto now = clock_();
    delivery::Message message{};
    message.office = who.office;
    message.kind = "publish";
    message.account = std::to_string(airing.account.id.value);
    message.once = once_key(airing);
    message.body = canonical_json(JsonObject{{"airing", std::to_string(airing.id.value)}});
    airing.message = TRY(delivery::Outbox::put(tx, message, airing.due(now)));
    airing.state = AiringState::queued;
    airing.last_word.clear();
    TRY(update_airing(tx, who.office, airing));
    return note_airing(tx, acting, airing, "airing_sent", {}, now);
}

Result<void> Airings::record_link(store::Tx& tx, const Who& who, AiringId id,
                                  const std::string& url) {
    const auto [airing, acting, act] = TRY(my_airing(tx, who, id));
    if (airing.state == AiringState::aired && airing.account.mode == Mode::automatic) {
        return not_now("already_sent");
    }
    const std::string link(trimmed(url));
    if (const auto flaw = flaw_of_link(airing.account.channel.value, link)) {
        return Error{Kind::invalid, "not a link of this channel", {*flaw}};
    }
    return record_proof(tx, who, id, {.url = link});
}

Result<void> Airings::waive(store::Tx& tx, const Who& who, AiringId id, const std::string& reason) {
    auto [airing, acting, act] = TRY(my_airing(tx, who, id));
    if (act == sop::Act::order_release) return not_now("order_first");
    const auto words = canonical_text(trimmed(reason));
    if (words.empty()) return Error{Kind::invalid, "no reason", {{"reason", "required"}}};
    if (length_of(words) > reason_max) {
        return Error{Kind::invalid,
                     "reason too long",
                     {{"reason", "too_long", {std::to_string(reason_max)}}}};
    }
    if (airing.state != AiringState::planned && airing.state != AiringState::rejected) {
        return not_now("already_sent");
    }
    airing.state = AiringState::cancelled;
    airing.last_word = words;
    TRY(update_airing(tx, who.office, airing));
    return note_airing(tx, acting, airing, "airing_waived", words, clock_());
}

Result<void> Airings::settle(store::Tx& tx, const Who& who, AiringId id, bool is_there,
                             const std::string& url) {
    auto [airing, acting, act] = TRY(my_airing(tx, who, id));
    if (airing.state != AiringState::to_check || !airing.message) return not_now("not_to_check");
    const std::string link(trimmed(url));
    const auto now = clock_();
    delivery::Sight sight = delivery::Absent{};
    if (is_there) {
        if (const auto flaw = flaw_of_link(airing.account.channel.value, link)) {
            return Error{Kind::invalid, "not a link of this channel", {*flaw}};
        }
        sight = delivery::Found{{}, link};
        airing.url = link;
        airing.aired_at = now;
        TRY(tell_newsrooms(tx, who.office, airing));
    } else {
        TRY(check_approved(tx, who.office, airing));
    }
    TRY(delivery::Outbox::settle_held(tx, who.office, *airing.message, sight, now));
    airing.state = is_there ? AiringState::aired : AiringState::queued;
    TRY(update_airing(tx, who.office, airing));
    return note_airing(tx, acting, airing, is_there ? "airing_aired" : "airing_sent", {}, now);
}

}  // namespace kentongan::office
