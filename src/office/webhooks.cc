// Owns webhook and webhook_call. Calls may come twice, never not at all: their id tells a receiver.
#include "office/webhooks.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/text.h"
#include "office/journal.h"
#include "office/organisation.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::string_view webhook_kind = "kait";
constexpr std::size_t address_max = 500, hooks_max = 20;
constexpr std::chrono::hours old_secret_lives{24};
constexpr milliseconds receiver_patience{10'000};

struct EventName {
    std::string_view of_journal, told;
};
constexpr std::array event_names{
    EventName{"airing_aired", "published"},      EventName{"article_corrected", "corrected"},
    EventName{"article_withdrawn", "withdrawn"}, EventName{"airing_printed", "printed"},
    EventName{"started", "dossier_opened"},      EventName{"closed", "dossier_closed"},
    EventName{"cancelled", "dossier_cancelled"}, EventName{"withdrawn", "dossier_withdrawn"},
    EventName{"reopened", "dossier_reopened"},
};

std::string_view told_name(std::string_view of_journal) {
    const auto found = std::ranges::find(event_names, of_journal, &EventName::of_journal);
    return found == event_names.end() ? std::string_view{} : found->told;
}

std::vector<std::string> event_list(const std::string& text) {
    std::vector<std::string> all;
    for (const auto& one : split(text, ' ')) {
        if (!one.empty()) all.push_back(one);
    }
    return all;
}

Result<Webhook> checked_hook(const Webhook& wish) {
    Webhook hook = wish;
    hook.address = std::string(trimmed(wish.address));
    std::vector<Issue> issues;
    const auto host = hook.address.substr(0, 8) == "https://" ? hook.address.substr(8) : "";
    const bool plain = std::ranges::all_of(hook.address, [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F;
    });
    if (host.empty() || host.front() == '/' || !plain || hook.address.size() > address_max ||
        host.substr(0, host.find('/')).find('@') != host.npos) {
        issues.push_back({"address", "not_https"});
    }
    for (const auto& event : hook.events) {
        const auto& known = webhook_events();
        if (std::ranges::find(known, event) == known.end()) {
            issues.push_back({"events", "unknown", {event}});
        }
    }
    if (!issues.empty()) return Error{Kind::invalid, "no such webhook", std::move(issues)};
    return hook;
}

std::string fresh_secret() {
    return "kait_" + fresh_token(32);
}

Result<void> note_hook(store::Tx& tx, const Who& who, std::string_view event, WebhookId hook,
                       Instant now) {
    TRY(Journal::append(tx, who, office_stream(who.office),
                        event_about(event, "webhook", hook.value), now));
    return {};
}

template <class... Values>
Result<std::vector<Webhook>> hooks_where(store::Tx& tx, std::string_view rest,
                                         const Values&... values) {
    const auto rows =
        TRY(tx.all<WebhookId, std::string, std::string, int, std::optional<Instant>, std::string>(
            cat("SELECT id, address, events, active, last_done_at, last_word FROM webhook"
                " WHERE office_id = $1",
                rest),
            values...));
    std::vector<Webhook> all;
    for (const auto& [id, address, events, active, done_at, word] : rows) {
        all.push_back({id, address, event_list(events), active != 0, done_at, word});
    }
    return all;
}

Result<Webhook> hook_row(store::Tx& tx, OfficeId office, WebhookId id) {
    auto all = TRY(hooks_where(tx, " AND id = $2", office, id));
    if (all.empty()) return Error{Kind::not_found, "no such webhook"};
    return std::move(all.front());
}

Result<void> put_call(store::Tx& tx, OfficeId office, WebhookId hook, const std::string& event,
                      const std::string& body, Instant now) {
    const auto id = fresh<WebhookCallId>();
    delivery::Message message{};
    message.office = office;
    message.kind = webhook_kind;
    message.account = cat("kait/", hook.value);
    message.once = cat("kait/", id.value);
    message.body = canonical_json(JsonObject{{"call", std::to_string(id.value)}});
    const auto errand = TRY(delivery::Outbox::put(tx, message, now));
    TRY(
        tx.run("INSERT INTO webhook_call (office_id, id, webhook_id, event, body, state, last_word,"
               " at, message_id) VALUES ($1, $2, $3, $4, $5, 'antre', '', $6, $7)",
               office, id, hook, event, body, now, errand));
    return {};
}

/// One entry of the journal as a receiver reads it.
struct Happened {
    std::string stream, hash;
    Instant at;
    JsonObject event;
};

Result<JsonObject> call_body(store::Tx& tx, OfficeId office, std::string_view told,
                             const Happened& entry) {
    const auto [slug] = TRY(tx.one<std::string>("SELECT slug FROM office WHERE id = $1", office));
    JsonObject body{{"id", entry.hash.substr(0, 32)}, {"event", told}, {"at", iso_utc(entry.at)}};
    body["office"] = slug;
    for (const auto name : {"channel", "url", "words", "airing", "article", "hash"}) {
        const auto text = text_of(entry.event, name);
        if (!text.empty()) body[name] = text;
    }
    constexpr std::string_view of_dossier = "dossier/";
    if (entry.stream.starts_with(of_dossier)) {
        const DossierId dossier{to_number(entry.stream.substr(of_dossier.size())).value_or(0)};
        const auto row = TRY(tx.maybe<std::string, std::string>(
            "SELECT number, title FROM dossier WHERE office_id = $1 AND id = $2", office, dossier));
        body["dossier"] = std::to_string(dossier.value);
        if (row) body["number"] = std::get<0>(*row);
        if (row) body["title"] = std::get<1>(*row);
    }
    if (body.contains("article")) {
        const ArticleId article{to_number(text_of(body, "article")).value_or(0)};
        const auto row = TRY(tx.maybe<std::string, std::string>(
            "SELECT slug, title FROM article WHERE office_id = $1 AND id = $2", office, article));
        if (row) body["path"] = cat("/k/", slug, "/berita/", std::get<0>(*row));
        if (row) body["title"] = std::get<1>(*row);
    }
    return body;
}

struct Call {
    std::string address, event, body;
    std::string secret, old_secret;  // sealed
    std::optional<Instant> old_till;
    bool active = false;
};

WebhookCallId call_in(const delivery::Message& message) {
    const auto json = read_json(message.body);
    if (!json || !json->is_object()) return {};
    return {to_number(text_of(json->get_object(), "call")).value_or(0)};
}

Result<Call> load_call(store::Tx& tx, OfficeId office, WebhookCallId id) {
    const auto row = TRY(tx.maybe<std::string, std::string, std::string, std::string, std::string,
                                  std::optional<Instant>, int>(
        "SELECT w.address, c.event, c.body, w.secret, w.old_secret, w.old_till, w.active"
        " FROM webhook_call c JOIN webhook w ON w.office_id = c.office_id AND w.id = c.webhook_id"
        " WHERE c.office_id = $1 AND c.id = $2",
        office, id));
    if (!row) return Error{Kind::not_found, "no such call"};
    const auto& [address, event, body, secret, old_secret, old_till, active] = *row;
    return Call{address, event, body, secret, old_secret, old_till, active != 0};
}

Result<void> settle(store::Tx& tx, const delivery::Message& message, std::string_view state,
                    const std::string& word, Instant now) {
    const auto id = call_in(message);
    TRY(
        tx.run("UPDATE webhook_call SET state = $3, last_word = $4, done_at = $5"
               " WHERE office_id = $1 AND id = $2",
               message.office, id, state, word, now));
    const bool done = state == "terkirim";
    TRY(
        tx.run("UPDATE webhook SET last_word = $3,"
               " last_done_at = CASE WHEN $4 = 1 THEN $5 ELSE last_done_at END"
               " WHERE office_id = $1 AND id = (SELECT webhook_id FROM webhook_call"
               " WHERE office_id = $1 AND id = $2)",
               message.office, id, done ? std::string() : word, done ? 1 : 0, now));
    return {};
}

}  // namespace

const std::vector<std::string>& webhook_events() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> names;
        for (const auto& one : event_names) names.emplace_back(one.told);
        return names;
    }();
    return all;
}

std::string webhook_signature(const std::string& secret, std::int64_t seconds,
                              const std::string& body) {
    return hmac_hex(secret, cat(seconds, ".", body));
}

Webhooks::Webhooks(store::Db& db, const SealKey& key, const delivery::HttpLimits& limits,
                   Clock clock)
    : db_(db), key_(key), http_(delivery::guarded_http(limits)), clock_(std::move(clock)) {}
Webhooks::~Webhooks() = default;

Result<std::pair<WebhookId, std::string>> Webhooks::add(store::Tx& tx, const Who& who,
                                                        const SealKey& key, const Webhook& wish,
                                                        Instant now) {
    TRY(need(who, Right::manage_office));
    const auto hook = TRY(checked_hook(wish));
    const auto all = TRY(hooks_where(tx, "", who.office));
    if (all.size() >= hooks_max) {
        return Error{
            Kind::invalid, "too many", {{"address", "too_many", {std::to_string(hooks_max)}}}};
    }
    // Whoever begins to listen hears what happens from now on.
    const auto [newest] = TRY(tx.one<std::int64_t>(
        "SELECT COALESCE(MAX(seq), 0) FROM journal_tree WHERE office_id = $1", who.office));
    const auto id = fresh<WebhookId>();
    const auto secret = fresh_secret();
    TRY(
        tx.run("INSERT INTO webhook (office_id, id, address, events, active, secret, old_secret,"
               " seen_seq, last_word, made_by, at)"
               " VALUES ($1, $2, $3, $4, $5, $6, '', $7, '', $8, $9)",
               who.office, id, hook.address, joined(hook.events, " "), hook.active,
               seal(key, secret), newest, who.person, now));
    TRY(note_hook(tx, who, "webhook_added", id, now));
    return std::pair{id, secret};
}

Result<void> Webhooks::change(store::Tx& tx, const Who& who, const Webhook& wish, Instant now) {
    TRY(need(who, Right::manage_office));
    TRY(hook_row(tx, who.office, wish.id));
    const auto hook = TRY(checked_hook(wish));
    TRY(
        tx.run("UPDATE webhook SET address = $3, events = $4, active = $5"
               " WHERE office_id = $1 AND id = $2",
               who.office, hook.id, hook.address, joined(hook.events, " "), hook.active));
    return note_hook(tx, who, "webhook_changed", hook.id, now);
}

Result<std::string> Webhooks::rotate(store::Tx& tx, const Who& who, const SealKey& key,
                                     WebhookId id, Instant now) {
    TRY(need(who, Right::manage_office));
    TRY(hook_row(tx, who.office, id));
    const auto secret = fresh_secret();
    TRY(
        tx.run("UPDATE webhook SET old_secret = secret, old_till = $4, secret = $3"
               " WHERE office_id = $1 AND id = $2",
               who.office, id, seal(key, secret), now + old_secret_lives));
    TRY(note_hook(tx, who, "webhook_rotated", id, now));
    return secret;
}

Result<std::vector<Webhook>> Webhooks::list(store::Tx& tx, const Who& who) {
    TRY(need(who, Right::manage_office));
    return hooks_where(tx, " ORDER BY id", who.office);
}

Result<Webhook> Webhooks::one(store::Tx& tx, const Who& who, WebhookId id) {
    TRY(need(who, Right::manage_office));
    return hook_row(tx, who.office, id);
}

Result<std::vector<WebhookCall>> Webhooks::calls(store::Tx& tx, const Who& who, WebhookId hook,
                                                 int most) {
    TRY(need(who, Right::manage_office));
    const auto rows =
        TRY(tx.all<WebhookCallId, std::string, std::string, std::string, std::string, Instant,
                   std::optional<Instant>, std::optional<int>, std::optional<std::string>>(
            "SELECT c.id, c.event, c.body, c.state, c.last_word, c.at, c.done_at, o.attempts,"
            " o.last_word FROM webhook_call c LEFT JOIN outbox o ON o.office_id = c.office_id"
            " AND o.id = c.message_id WHERE c.office_id = $1 AND c.webhook_id = $2"
            " ORDER BY c.id DESC LIMIT $3",
            who.office, hook, most));
    std::vector<WebhookCall> all;
    for (const auto& [id, event, body, state, word, at, done_at, attempts, said] : rows) {
        all.push_back({id, event, body, state, attempts.value_or(0),
                       word.empty() ? said.value_or("") : word, at, done_at});
    }
    return all;
}

Result<void> Webhooks::resend(store::Tx& tx, const Who& who, WebhookId hook, WebhookCallId id,
                              Instant now) {
    TRY(need(who, Right::manage_office));
    const auto row = TRY(tx.maybe<std::string, std::string>(
        "SELECT event, body FROM webhook_call WHERE office_id = $1 AND webhook_id = $2 AND id = $3",
        who.office, hook, id));
    if (!row) return Error{Kind::not_found, "no such call"};
    TRY(put_call(tx, who.office, hook, std::get<0>(*row), std::get<1>(*row), now));
    return note_hook(tx, who, "webhook_resent", hook, now);
}

Result<int> Webhooks::follow(store::Tx& tx, OfficeId office, int most, Instant now) {
    const auto hooks = TRY(tx.all<WebhookId, std::string, std::int64_t>(
        "SELECT id, events, seen_seq FROM webhook WHERE office_id = $1 AND active = 1", office));
    int read = 0;
    for (const auto& [id, wanted_text, seen] : hooks) {
        const auto wanted = event_list(wanted_text);
        const auto rows = TRY(tx.all<std::int64_t, std::string, std::string, Instant, std::string>(
            "SELECT t.seq, t.stream, t.entry_hash, j.at, j.event FROM journal_tree t"
            " JOIN journal j ON j.office_id = t.office_id AND j.stream = t.stream"
            " AND j.number = t.number WHERE t.office_id = $1 AND t.seq > $2"
            " ORDER BY t.seq LIMIT $3",
            office, seen, most));
        for (const auto& [seq, stream, hash, at, text] : rows) {
            const auto json = TRY(read_json(text));
            const Happened entry{stream, hash, at, json.get_object()};
            const auto told = told_name(text_of(entry.event, "event"));
            const bool wants =
                !told.empty() && (wanted.empty() || std::ranges::count(wanted, told));
            if (!wants) continue;
            const auto body = TRY(call_body(tx, office, told, entry));
            TRY(put_call(tx, office, id, std::string(told), write_json(body), now));
        }
        if (rows.empty()) continue;
        read += static_cast<int>(rows.size());
        TRY(tx.run("UPDATE webhook SET seen_seq = $3 WHERE office_id = $1 AND id = $2", office, id,
                   std::get<0>(rows.back())));
    }
    return read;
}

delivery::Outcome Webhooks::carry(const delivery::Message& message) {
    const auto call =
        db_.read([&](store::Tx& tx) { return load_call(tx, message.office, call_in(message)); });
    if (!call && call.error().kind == Kind::unavailable) {
        return delivery::Wait{minutes{1}, call.error().why};
    }
    if (!call) return delivery::Rejected{call.error().why};
    if (!call->active) return delivery::Rejected{"Alamat ini dinonaktifkan."};
    const auto secret = unseal(key_, call->secret);
    if (!secret) return delivery::Rejected{secret.error().why};
    const auto now = clock_();
    const auto at = std::chrono::floor<seconds>(now).time_since_epoch().count();
    auto signature = cat("v1=", webhook_signature(*secret, at, call->body));
    if (call->old_till && *call->old_till > now) {
        const auto old = unseal(key_, call->old_secret);
        if (old) signature += cat(",v1=", webhook_signature(*old, at, call->body));
    }
    const auto reply =
        http_->send({.method = "POST",
                     .url = call->address,
                     .headers = {{"Content-Type", "application/json"},
                                 {"User-Agent", "Kentongan-Webhook/1"},
                                 {"Kentongan-Event", call->event},
                                 {"Kentongan-Delivery", std::to_string(call_in(message).value)},
                                 {"Kentongan-Timestamp", std::to_string(at)},
                                 {"Kentongan-Signature", signature}},
                     .body = call->body,
                     .patience = receiver_patience});
    if (reply.status >= 200 && reply.status < 300) {
        return delivery::Created{.id = cat("HTTP ", reply.status), .url = {}};
    }
    // Told twice does no harm there, so whatever is unclear is simply told again.
    const auto why = reply.status == 0 ? reply.why : cat("HTTP ", reply.status);
    if (reply.status == 410) return delivery::Rejected{why};
    return delivery::Wait{seconds{0}, why};
}

/// A receiver cannot be read; telling it once more is safe.
delivery::Sight Webhooks::look(const delivery::Message&) {
    return delivery::Absent{};
}

Result<void> Webhooks::report(store::Tx& tx, const delivery::Message& message,
                              const delivery::Outcome& outcome) {
    if (const auto* done = std::get_if<delivery::Created>(&outcome)) {
        return settle(tx, message, "terkirim", done->id, clock_());
    }
    if (const auto* no = std::get_if<delivery::Rejected>(&outcome)) {
        return settle(tx, message, "gagal", no->why, clock_());
    }
    return {};
}

Result<void> Webhooks::held(store::Tx& tx, const delivery::Message& message,
                            const std::string& evidence) {
    return settle(tx, message, "gagal", evidence, clock_());
}

}  // namespace kentongan::office
