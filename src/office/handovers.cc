// Owns handover.
#include "office/handovers.h"

#include "base/secret.h"
#include "base/text.h"
#include "office/dossier_rows.h"
#include "office/journal.h"
#include "office/marks.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::chrono::days link_lives{14};
constexpr std::size_t words_max = 300, receipt_bytes = 24, token_length = 32;

std::string stream_of(DossierId id) {
    return cat("dossier/", id.value);
}

Result<std::string> named(const std::string& typed, std::string field) {
    auto name = canonical_text(trimmed(typed));
    if (name.empty()) return Error{Kind::invalid, "no name", {{field, "required"}}};
    if (length_of(name) > words_max) {
        return Error{
            Kind::invalid, "name too long", {{field, "too_long", {std::to_string(words_max)}}}};
    }
    return name;
}

/// What may be given away now, or a refusal.
Result<std::string> approved(store::Tx& tx, const Who& who, DossierId dossier) {
    TRY(need(who, Right::publish_manual));
    TRY(dossier_row(tx, who.office, dossier));
    const auto hash = TRY(Marks::approved_hash(tx, who.office, dossier));
    if (!hash) {
        return Error{Kind::invalid, "nothing is approved", {{"handover", "not_approved"}}};
    }
    return *hash;
}

Result<void> insert(store::Tx& tx, const Who& who, const Handover& row) {
    TRY(
        tx.run("INSERT INTO handover (office_id, id, dossier_id, content_hash, way, token,"
               " recipient, note, made_by, made_at, expires_at, taken_at, taken_by)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
               who.office, fresh_key(), row.dossier, row.content_hash,
               row.by_hand ? "langsung" : "tautan", row.token, row.recipient, row.note, who.person,
               row.made_at, row.expires_at, row.taken_at, row.taken_by));
    JsonObject event{{"event", row.by_hand ? "handed_over" : "handover_offered"},
                     {"recipient", row.recipient},
                     {"hash", row.content_hash}};
    if (!row.note.empty()) event["note"] = row.note;
    TRY(Journal::append(tx, who, stream_of(row.dossier), std::move(event), row.made_at));
    tx.tell(stream_of(row.dossier));
    return {};
}

using Row = std::tuple<std::int64_t, DossierId, std::string, std::string, std::string, std::string,
                       std::string, std::optional<std::string>, Instant, std::optional<Instant>,
                       std::optional<Instant>, std::string>;
constexpr std::string_view columns =
    "SELECT h.id, h.dossier_id, h.content_hash, h.way, h.token, h.recipient, h.note, p.name,"
    " h.made_at, h.expires_at, h.taken_at, h.taken_by";
constexpr std::string_view source = " FROM handover h LEFT JOIN person p ON p.id = h.made_by";

Handover handover_from(const Row& row) {
    const auto& [id, dossier, hash, way, token, recipient, note, made_by, made_at, expires_at,
                 taken_at, taken_by] = row;
    return {id,      dossier,    hash,     way == "langsung",
            token,   recipient,  note,     made_by.value_or(""),
            made_at, expires_at, taken_at, taken_by};
}

Result<std::vector<HandedItem>> items_of(store::Tx& tx, OfficeId office, const Handover& row) {
    const auto hashes = TRY(Contents::items_of_package(tx, office, row.dossier, row.content_hash));
    std::vector<HandedItem> items;
    for (const auto& hash : hashes) {
        const auto bytes = TRY(Contents::bytes_of(tx, office, hash));
        auto draft = TRY(Contents::draft_from(bytes));
        items.push_back({draft.title, std::move(draft)});
    }
    return items;
}

}  // namespace

Result<std::string> Handovers::offer(store::Tx& tx, const Who& who, DossierId dossier,
                                     const std::string& recipient, Instant now) {
    Handover row{.dossier = dossier, .content_hash = TRY(approved(tx, who, dossier))};
    row.recipient = TRY(named(recipient, "recipient"));
    row.token = fresh_token(receipt_bytes);
    row.made_at = now;
    row.expires_at = now + link_lives;
    TRY(insert(tx, who, row));
    return row.token;
}

Result<void> Handovers::give(store::Tx& tx, const Who& who, DossierId dossier,
                             const std::string& recipient, const std::string& note, Instant now) {
    Handover row{.dossier = dossier, .content_hash = TRY(approved(tx, who, dossier))};
    row.by_hand = true;
    row.recipient = TRY(named(recipient, "recipient"));
    row.note = canonical_text(trimmed(note)).substr(0, 4 * words_max);
    row.made_at = now;
    row.taken_at = now;
    row.taken_by = row.recipient;
    return insert(tx, who, row);
}

Result<std::vector<Handover>> Handovers::of_dossier(store::Tx& tx, OfficeId office,
                                                    DossierId dossier) {
    const auto rows = TRY(tx.all<std::int64_t, DossierId, std::string, std::string, std::string,
                                 std::string, std::string, std::optional<std::string>, Instant,
                                 std::optional<Instant>, std::optional<Instant>, std::string>(
        cat(columns, source, " WHERE h.office_id = $1 AND h.dossier_id = $2 ORDER BY h.id"), office,
        dossier));
    std::vector<Handover> all;
    for (const auto& row : rows) all.push_back(handover_from(row));
    return all;
}

Result<OpenHandover> Handovers::find(store::Tx& tx, const std::string& token, Instant now) {
    if (token.size() != token_length) return Error{Kind::not_found, "no such link"};
    const auto of_office = TRY(tx.maybe<OfficeId, DossierId>(
        "SELECT office_id, dossier_id FROM handover WHERE token = $1 AND token <> ''", token));
    if (!of_office) return Error{Kind::not_found, "no such link"};
    OpenHandover open{.office = std::get<0>(*of_office)};
    const auto all = TRY(of_dossier(tx, open.office, std::get<1>(*of_office)));
    for (const auto& one : all) {
        if (one.token == token) open.handover = one;
    }
    const auto row = TRY(dossier_row(tx, open.office, open.handover.dossier));
    open.number = row.number;
    open.title = row.title;
    open.requester = row.requester;
    open.expired = open.handover.expires_at && now > *open.handover.expires_at;
    const auto hash = TRY(Marks::approved_hash(tx, open.office, row.id));
    open.superseded = hash != open.handover.content_hash;
    open.items = TRY(items_of(tx, open.office, open.handover));
    return open;
}

Result<void> Handovers::take(store::Tx& tx, const std::string& token, const std::string& taken_by,
                             Instant now) {
    const auto open = TRY(find(tx, token, now));
    if (open.expired) return Error{Kind::invalid, "expired", {{"handover", "expired"}}};
    if (open.superseded) return Error{Kind::invalid, "superseded", {{"handover", "superseded"}}};
    const auto name = TRY(named(taken_by, "taken_by"));
    if (open.handover.taken_at) return {};
    TRY(
        tx.run("UPDATE handover SET taken_at = $3, taken_by = $4"
               " WHERE office_id = $1 AND id = $2 AND taken_at IS NULL",
               open.office, open.handover.id, now, name));
    const Who applicant{
        .office = open.office, .person = {}, .name = "pemohon", .positions = {}, .is_system = true};
    JsonObject event{{"event", "handover_taken"}, {"recipient", name}};
    event["hash"] = open.handover.content_hash;
    TRY(Journal::append(tx, applicant, stream_of(open.handover.dossier), std::move(event), now));
    tx.tell(stream_of(open.handover.dossier));
    return {};
}

}  // namespace kentongan::office
