// Owns copy_change. The errand is "ubah": at most one in flight per account, like every publishing.
#include "office/copy_changes.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "office/airing_rows.h"
#include "office/journal.h"
#include "office/notices.h"
#include "office/policy.h"
#include "office/press.h"
#include "office/sightings.h"
#include "office/the_system.h"

namespace kentongan::office {
namespace {

constexpr std::string_view change_kind = "ubah";

struct ChangeWord {
    ChangeState state;
    std::string_view word;
};
constexpr std::array change_words{
    ChangeWord{ChangeState::queued, "antre"},     ChangeWord{ChangeState::done, "selesai"},
    ChangeWord{ChangeState::rejected, "ditolak"}, ChangeWord{ChangeState::to_check, "perlu_dicek"},
    ChangeWord{ChangeState::by_hand, "tugas"},
};
ChangeState change_state(std::string_view word) {
    const auto found = std::ranges::find(change_words, word, &ChangeWord::word);
    return found == change_words.end() ? ChangeState::to_check : found->state;
}

struct ChangeRow {
    ChangeId id;
    AiringId airing;
    bool withdraw;
    std::string words;
    ChangeState state;
    std::string last_word;
    Instant at;
    std::optional<Instant> done_at;
    std::optional<MessageId> message;
};

template <class... Values>
Result<std::vector<ChangeRow>> changes_where(store::Tx& tx, std::string_view rest,
                                             const Values&... values) {
    const auto rows =
        TRY(tx.all<ChangeId, AiringId, std::string, std::string, std::string, std::string, Instant,
                   std::optional<Instant>, std::optional<MessageId>>(
            cat("SELECT id, airing_id, kind, words, state, last_word, at, done_at, message_id"
                " FROM copy_change WHERE office_id = $1",
                rest),
            values...));
    std::vector<ChangeRow> all;
    for (const auto& [id, airing, kind, words, state, last, at, done_at, message] : rows) {
        all.push_back(
            {id, airing, kind == "tarik", words, change_state(state), last, at, done_at, message});
    }
    return all;
}

Result<CopyChange> change_row(store::Tx& tx, OfficeId office, ChangeId id) {
    auto rows = TRY(changes_where(tx, " AND id = $2", office, id));
    if (rows.empty()) return Error{Kind::not_found, "no such change"};
    auto& row = rows.front();
    return CopyChange{row.id,       TRY(airing_row(tx, office, row.airing)),
                      row.withdraw, row.words,
                      row.state,    row.last_word,
                      row.at,       row.done_at,
                      row.message};
}

Result<void> update(store::Tx& tx, OfficeId office, const CopyChange& change) {
    TRY(
        tx.run("UPDATE copy_change SET state = $3, last_word = $4, done_at = $5, message_id = $6"
               " WHERE office_id = $1 AND id = $2",
               office, change.id, word_of(change.state), change.last_word, change.done_at,
               change.message));
    tx.tell(cat("articles/", office.value));
    return {};
}

Result<void> note_copy(store::Tx& tx, const Who& who, const CopyChange& change,
                       std::string_view event, const std::string& words, Instant now) {
    JsonObject json{{"event", event}, {"airing", std::to_string(change.airing.id.value)}};
    json["channel"] = change.airing.account.channel.value;
    if (!change.airing.url.empty()) json["url"] = change.airing.url;
    json["words"] = words;
    const auto stream = cat("dossier/", change.airing.dossier.value);
    TRY(Journal::append(tx, who, stream, std::move(json), now));
    tx.tell(stream);
    return {};
}

Result<MessageId> promise(store::Tx& tx, OfficeId office, const CopyChange& change, int turn,
                          Instant now) {
    delivery::Message message{};
    message.office = office;
    message.kind = change_kind;
    message.account = std::to_string(change.airing.account.id.value);
    message.once = cat("ubah/", change.id.value, "/", turn);
    message.body = canonical_json(JsonObject{{"change", std::to_string(change.id.value)}});
    return delivery::Outbox::put(tx, message, now);
}

Result<bool> by_client(store::Tx& tx, OfficeId office, const CopyChange& change) {
    const auto account = TRY(account_row(tx, office, change.airing.account.id));
    return account.mode == Mode::automatic && account.connected &&
           delivery::can_change(account.channel.value, change.withdraw);
}

/// Newsrooms are told; what they printed is theirs to put right.
Result<void> tell_newsrooms(store::Tx& tx, OfficeId office, const SealKey& key, CopyChange& change,
                            Instant now) {
    const auto post = TRY(stored_post(tx, office, change.airing));
    const int newsrooms =
        TRY(Press::send_correction(tx, office, key, change.airing, post,
                                   {change.withdraw, change.words, change.id.value}, now));
    change.state = ChangeState::done;
    change.done_at = now;
    change.last_word = cat("Diberitahukan kepada ", newsrooms, " mitra media.");
    return {};
}

/// What is taken down needs no correction any more.
Result<void> end_corrections(store::Tx& tx, OfficeId office, AiringId airing, Instant now) {
    TRY(
        tx.run("UPDATE copy_change SET state = 'selesai', done_at = $3,"
               " last_word = 'Diganti penurunan.' WHERE office_id = $1 AND airing_id = $2"
               " AND kind = 'ralat' AND state IN ('tugas', 'ditolak', 'perlu_dicek')",
               office, airing, now));
    return {};
}

Result<void> spread_to(store::Tx& tx, const Who& who, const SealKey& key, CopyChange change,
                       ArticleId article, Instant now) {
    const auto& channel = change.airing.account.channel.value;
    if (change.withdraw) TRY(end_corrections(tx, who.office, change.airing.id, now));
    const bool itself = TRY(by_client(tx, who.office, change));
    if (itself) {
        change.state = ChangeState::queued;
        change.message = TRY(promise(tx, who.office, change, 1, now));
    } else if (channel == "pers" && change.airing.account.mode == Mode::automatic) {
        TRY(tell_newsrooms(tx, who.office, key, change, now));
    }
    TRY(
        tx.run("INSERT INTO copy_change (office_id, id, airing_id, article_id, kind, words, state,"
               " last_word, at, done_at, message_id)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
               who.office, change.id, change.airing.id, article,
               change.withdraw ? "tarik" : "ralat", change.words, word_of(change.state),
               change.last_word, now, change.done_at, change.message));
    if (change.withdraw) TRY(Sightings::end_watch(tx, who.office, change.airing.id));
    if (change.state == ChangeState::by_hand) {
        TRY(Notices::tell_concerned(tx, who.office, change.airing.dossier, "salinan",
                                    std::to_string(change.id.value), change.airing.account.label,
                                    {}, now));
    }
    return note_copy(tx, who, change, change.withdraw ? "copy_to_withdraw" : "copy_to_correct",
                     change.words, now);
}

/// What the client needs to know of what is out there.
struct Order {
    CopyChange change;
    delivery::Post post;
    delivery::Change wish;
};

ChangeId change_in(const delivery::Message& message) {
    const auto json = read_json(message.body);
    if (!json || !json->is_object()) return {};
    return {number_of(json->get_object(), "change")};
}

Result<Order> order_of(store::Tx& tx, Airings& airings, const delivery::Message& message) {
    Order order{TRY(change_row(tx, message.office, change_in(message))), {}, {}};
    const auto& airing = order.change.airing;
    order.post = TRY(airings.post_of(tx, message.office, airing.id));
    order.post.once = once_key(airing);
    order.wish = {{}, airing.url, order.change.withdraw, order.change.words};
    if (airing.message) {
        const auto sent = TRY(delivery::Outbox::row(tx, message.office, *airing.message));
        order.wish.receipt = sent.receipt_id;
        order.post.ticket = sent.message.ticket;
        order.post.since = airing.aired_at.value_or(Instant{}) - std::chrono::hours{24};
    }
    return order;
}

}  // namespace

std::string_view word_of(ChangeState state) {
    return std::ranges::find(change_words, state, &ChangeWord::state)->word;
}

Result<int> CopyChanges::spread(store::Tx& tx, const Who& who, const SealKey& key,
                                ArticleId article, bool withdraw, const std::string& words,
                                Instant now) {
    TRY(need(who, Right::manage_portal));
    const auto rows = TRY(tx.all<AiringId>(
        "SELECT a.id FROM article n JOIN airing a ON a.office_id = n.office_id"
        " AND a.content_hash = n.content_hash JOIN account c ON c.office_id = a.office_id"
        " AND c.id = a.account_id WHERE n.office_id = $1 AND n.id = $2 AND a.state = 'aired'"
        " AND c.channel <> 'website' ORDER BY a.id",
        who.office, article));
    for (const auto& [id] : rows) {
        CopyChange change{.id = fresh<ChangeId>(), .airing = TRY(airing_row(tx, who.office, id))};
        change.withdraw = withdraw;
        change.words = words;
        change.at = now;
        TRY(spread_to(tx, who, key, std::move(change), article, now));
    }
    return static_cast<int>(rows.size());
}

Result<std::vector<CopyChange>> CopyChanges::list(store::Tx& tx, const Who& who, int most) {
    TRY(need(who, Right::manage_portal));
    const auto rows = TRY(
        changes_where(tx, " ORDER BY CASE WHEN done_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT $2",
                      who.office, most));
    std::vector<CopyChange> all;
    for (const auto& row : rows) all.push_back(TRY(change_row(tx, who.office, row.id)));
    return all;
}

Result<void> CopyChanges::mark_done(store::Tx& tx, const Who& who, ChangeId id, Instant now) {
    TRY(need(who, Right::manage_portal));
    auto change = TRY(change_row(tx, who.office, id));
    if (change.state == ChangeState::done) return {};
    if (change.state == ChangeState::queued) {
        return Error{Kind::conflict, "under way", {{"copy", "under_way"}}};
    }
    change.state = ChangeState::done;
    change.done_at = now;
    TRY(update(tx, who.office, change));
    return note_copy(tx, who, change, change.withdraw ? "copy_withdrawn" : "copy_corrected", {},
                     now);
}

Result<void> CopyChanges::again(store::Tx& tx, const Who& who, ChangeId id, Instant now) {
    TRY(need(who, Right::manage_portal));
    auto change = TRY(change_row(tx, who.office, id));
    const bool may = change.state == ChangeState::rejected ||
                     change.state == ChangeState::to_check || change.state == ChangeState::by_hand;
    if (!may) return Error{Kind::conflict, "under way", {{"copy", "under_way"}}};
    const bool itself = TRY(by_client(tx, who.office, change));
    if (!itself) {
        return Error{Kind::invalid, "by hand", {{"copy", "by_hand"}}};
    }
    change.state = ChangeState::queued;
    change.last_word.clear();
    change.message =
        TRY(promise(tx, who.office, change, static_cast<int>(to_millis(now) % 1'000'000'000), now));
    return update(tx, who.office, change);
}

delivery::Outcome CopyChanges::carry(const delivery::Message& message) {
    const auto order = db_.read([&](store::Tx& tx) { return order_of(tx, airings_, message); });
    if (!order && order.error().kind == Kind::unavailable) {
        return delivery::Wait{minutes{1}, order.error().why};
    }
    if (!order) return delivery::Rejected{order.error().why};
    delivery::Outcome outcome = delivery::Rejected{"Saluran ini hanya dapat diubah petugas."};
    airings_.with_client(
        message.office, order->change.airing.account,
        [&](delivery::Channel& channel) { outcome = channel.change(order->post, order->wish); });
    return outcome;
}

delivery::Sight CopyChanges::look(const delivery::Message& message) {
    const auto order = db_.read([&](store::Tx& tx) { return order_of(tx, airings_, message); });
    if (!order) return delivery::Unseen{order.error().why};
    delivery::Sight sight = delivery::Unseen{"Saluran ini tidak dapat dibaca kembali.", true};
    airings_.with_client(message.office, order->change.airing.account,
                         [&](delivery::Channel& channel) {
                             sight = channel.look_changed(order->post, order->wish);
                         });
    return sight;
}

Result<void> CopyChanges::report(store::Tx& tx, const delivery::Message& message,
                                 const delivery::Outcome& outcome) {
    auto change = TRY(change_row(tx, message.office, change_in(message)));
    const auto now = clock_();
    const Who system = the_system(message.office);
    if (std::holds_alternative<delivery::Created>(outcome)) {
        change.state = ChangeState::done;
        change.done_at = now;
        TRY(update(tx, message.office, change));
        return note_copy(tx, system, change, change.withdraw ? "copy_withdrawn" : "copy_corrected",
                         {}, now);
    }
    std::string why;
    if (const auto* no = std::get_if<delivery::Rejected>(&outcome)) {
        change.state = ChangeState::rejected;
        why = no->why;
    }
    // The errand waits with its account, which a person repairs.
    if (const auto* no = std::get_if<delivery::Reauth>(&outcome)) {
        TRY(mark_broken(tx, message.office, change.airing.account.id, no->why));
        why = no->why;
    }
    change.last_word = why;
    TRY(update(tx, message.office, change));
    TRY(Notices::tell_concerned(tx, message.office, change.airing.dossier, "salinan",
                                cat(change.id.value, "/", message.carried),
                                change.airing.account.label, {}, now));
    return note_copy(tx, system, change, "copy_failed", why, now);
}

Result<void> CopyChanges::held(store::Tx& tx, const delivery::Message& message,
                               const std::string& evidence) {
    auto change = TRY(change_row(tx, message.office, change_in(message)));
    change.state = ChangeState::to_check;
    change.last_word = evidence;
    TRY(update(tx, message.office, change));
    return Notices::tell_concerned(tx, message.office, change.airing.dossier, "salinan",
                                   cat(change.id.value, "/", message.carried),
                                   change.airing.account.label, {}, clock_());
}

}  // namespace kentongan::office
