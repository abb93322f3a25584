// Owns late_entry.
#include "office/late_entries.h"

#include "base/text.h"
#include "office/airing_rows.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::size_t late_title_max = 300, late_words_max = 1000, late_name_max = 200;
constexpr auto clocks_apart = minutes{5};

template <class... Values>
Result<std::vector<LateEntry>> late_where(store::Tx& tx, std::string_view rest,
                                          const Values&... values) {
    const auto rows =
        TRY(tx.all<LateEntryId, AccountId, std::optional<DossierId>, std::string, std::string,
                   std::string, std::string, Instant, std::string, Instant, std::string,
                   std::string, std::string, std::optional<std::string>, std::string, Instant,
                   std::optional<Instant>, std::string, std::string>(
            cat("SELECT l.id, l.account_id, l.dossier_id, l.title, l.url, l.sha256, l.type,"
                " l.aired_at, l.said_by, l.said_at, l.reason, c.channel, c.label, d.number,"
                " l.shown, l.at, l.struck_at, l.struck_reason, l.struck_shown FROM late_entry l"
                " JOIN account c ON c.office_id = l.office_id AND c.id = l.account_id"
                " LEFT JOIN dossier d ON d.office_id = l.office_id AND d.id = l.dossier_id"
                " WHERE l.office_id = $1 ",
                rest),
            values...));
    std::vector<LateEntry> all;
    for (const auto& [id, account, dossier, title, url, sha256, type, aired_at, said_by, said_at,
                      reason, channel, label, number, shown, at, struck_at, struck_reason,
                      struck_by] : rows) {
        LateEntry one{.id = id, .account = account, .dossier = dossier, .title = title, .url = url};
        one.sha256 = sha256;
        one.type = type;
        one.aired_at = aired_at;
        one.said_at = said_at;
        one.said_by = said_by;
        one.reason = reason;
        one.channel = channel;
        one.label = label;
        one.dossier_number = number.value_or("");
        one.by_shown = shown;
        one.at = at;
        one.struck_at = struck_at;
        one.struck_reason = struck_reason;
        one.struck_by = struck_by;
        all.push_back(std::move(one));
    }
    return all;
}

/// The dossier of this number, or why there is none.
Result<std::optional<DossierId>> dossier_named(store::Tx& tx, OfficeId office,
                                               const std::string& number, Fields& fields) {
    if (number.empty()) return std::optional<DossierId>{};
    const auto row = TRY(tx.maybe<DossierId>(
        "SELECT id FROM dossier WHERE office_id = $1 AND number = $2", office, number));
    if (row) return std::optional(std::get<0>(*row));
    fields.wrong("late_dossier", "unknown", {number});
    return std::optional<DossierId>{};
}

Result<void> note_late(store::Tx& tx, const Who& who, const LateEntry& entry,
                       std::string_view event, const std::string& words, Instant now) {
    JsonObject json{{"event", event}, {"title", entry.title}};
    json["entry"] = std::to_string(entry.id.value);
    json["account"] = std::to_string(entry.account.value);
    json["url"] = entry.url;
    json["aired_at"] = iso_utc(*entry.aired_at);
    json["said_by"] = entry.said_by;
    if (!words.empty()) json["reason"] = words;
    const auto stream =
        entry.dossier ? cat("dossier/", entry.dossier->value) : cat("person/", who.person.value);
    TRY(Journal::append(tx, who, stream, std::move(json), now));
    tx.tell(cat("airings/", who.office.value));
    return {};
}

}  // namespace

Result<LateEntryId> LateEntries::add(store::Tx& tx, const Who& who, const LateEntry& wish,
                                     const std::string& number, Instant now) {
    TRY(need(who, Right::publish_manual));
    Fields fields;
    LateEntry entry{.id = fresh<LateEntryId>(), .account = wish.account};
    entry.title = fields.wanted("late_title", wish.title, late_title_max);
    entry.said_by = fields.wanted("late_said_by", wish.said_by, late_name_max);
    entry.reason = fields.text("late_reason", wish.reason, late_words_max);
    entry.url = trimmed(wish.url);
    entry.sha256 = wish.sha256;
    entry.type = wish.type;
    entry.aired_at = wish.aired_at;
    entry.said_at = wish.said_at.value_or(now);
    if (!wish.aired_at) fields.wrong("late_aired", "required");
    if (wish.aired_at && *wish.aired_at > now + clocks_apart) fields.wrong("late_aired", "future");
    if (*entry.said_at > now + clocks_apart) fields.wrong("late_said", "future");
    if (entry.url.empty() && entry.sha256.empty()) fields.wrong("late_url", "required");
    const auto account = Airings::account(tx, who.office, wish.account);
    if (!account) fields.wrong("late_account", "required");
    if (account && !entry.url.empty()) {
        const auto flaw = flaw_of_link(account->channel.value, entry.url);
        if (flaw) fields.wrong("late_url", flaw->rule, flaw->with);
    }
    entry.dossier = TRY(dossier_named(tx, who.office, std::string(trimmed(number)), fields));
    TRY(fields.settle());
    TRY(
        tx.run("INSERT INTO late_entry (office_id, id, account_id, dossier_id, title, url, sha256,"
               " type, aired_at, said_by, said_at, reason, person_id, shown, at, struck_reason,"
               " struck_shown) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,"
               " $14, $15, '', '')",
               who.office, entry.id, entry.account, entry.dossier, entry.title, entry.url,
               entry.sha256, entry.type, *entry.aired_at, entry.said_by, *entry.said_at,
               entry.reason, who.person, who.shown(), now));
    TRY(note_late(tx, who, entry, "late_entry", entry.reason, now));
    return entry.id;
}

Result<void> LateEntries::strike(store::Tx& tx, const Who& who, LateEntryId id,
                                 const std::string& typed, Instant now) {
    TRY(need(who, Right::publish_manual));
    const auto entry = TRY(one(tx, who.office, id));
    const auto [person] = TRY(tx.one<PersonId>(
        "SELECT person_id FROM late_entry WHERE office_id = $1 AND id = $2", who.office, id));
    if (person != who.person) TRY(need(who, Right::manage_dossier));
    if (entry.struck_at) return {};
    Fields fields;
    const auto reason = fields.wanted("late_strike", typed, late_words_max);
    TRY(fields.settle());
    TRY(
        tx.run("UPDATE late_entry SET struck_at = $3, struck_reason = $4, struck_shown = $5"
               " WHERE office_id = $1 AND id = $2",
               who.office, id, now, reason, who.shown()));
    return note_late(tx, who, entry, "late_entry_struck", reason, now);
}

Result<std::vector<LateEntry>> LateEntries::newest(store::Tx& tx, OfficeId office, int most) {
    return late_where(tx, "ORDER BY l.id DESC LIMIT $2", office, most);
}

Result<std::vector<LateEntry>> LateEntries::between(store::Tx& tx, OfficeId office, Instant from,
                                                    Instant till, int most) {
    return late_where(tx,
                      "AND l.struck_at IS NULL AND l.aired_at >= $2 AND l.aired_at < $3"
                      " ORDER BY l.aired_at, l.id LIMIT $4",
                      office, from, till, most);
}

Result<std::vector<LateEntry>> LateEntries::of_dossier(store::Tx& tx, OfficeId office,
                                                       DossierId dossier) {
    return late_where(tx, "AND l.struck_at IS NULL AND l.dossier_id = $2 ORDER BY l.aired_at, l.id",
                      office, dossier);
}

Result<LateEntry> LateEntries::one(store::Tx& tx, OfficeId office, LateEntryId id) {
    auto found = TRY(late_where(tx, "AND l.id = $2", office, id));
    if (found.empty()) return Error{Kind::not_found, "no such entry"};
    return std::move(found.front());
}

}  // namespace kentongan::office
