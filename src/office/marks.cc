// Owns mark: rows are added and never changed; how a mark stands now is worked out on reading.
#include "office/marks.h"

#include <algorithm>

#include "base/text.h"
#include "office/contents.h"

namespace kentongan::office {
namespace {

std::string_view word_of(MarkKind kind) {
    switch (kind) {
    case MarkKind::periksa: return "periksa";
    case MarkKind::setuju: return "setuju";
    case MarkKind::paraf: return "paraf";
    }
    return "setuju";
}
MarkKind kind_from(std::string_view word) {
    if (word == "periksa") return MarkKind::periksa;
    return word == "paraf" ? MarkKind::paraf : MarkKind::setuju;
}

/// Whether a mark on this version is a mark on what is there now.
bool is_on(const std::optional<ContentVersion>& latest, int number, const std::string& hash) {
    return latest && latest->number == number && latest->hash == hash;
}

/// Which version came first after the one the mark was made on: who made it, and when.
Result<void> add_voiding(store::Tx& tx, OfficeId office, Mark& mark) {
    const auto row = TRY(tx.maybe<int, std::string, Instant>(
        "SELECT number, shown, at FROM (SELECT v.number, v.shown, v.at FROM content c"
        " JOIN content_version v ON v.office_id = c.office_id AND v.content_id = c.id"
        " WHERE c.office_id = $1 AND c.dossier_id = $2 UNION ALL"
        " SELECT number, shown, at FROM content_package"
        " WHERE office_id = $1 AND dossier_id = $2) made"
        " WHERE at > $4 AND number <> $3 ORDER BY at, number LIMIT 1",
        office, mark.dossier, mark.content_version, mark.at));
    if (row) std::tie(mark.voided_by_version, mark.voided_by, mark.voided_at) = *row;
    return {};
}

}  // namespace

Result<MarkId> Marks::make(store::Tx& tx, const Who& who, const Mark& mark) {
    const auto id = fresh<MarkId>();
    TRY(tx.run(
        "INSERT INTO mark (office_id, id, dossier_id, task, step, kind, fixing,"
        " content_hash, content_version, person_id, shown, at, strength)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        who.office, id, mark.dossier, mark.task, mark.step, word_of(mark.kind), mark.fixing,
        mark.content_hash, mark.content_version, who.person, who.shown(), mark.at, mark.strength));
    return id;
}

Result<void> Marks::add_scan(store::Tx& tx, const Who& recorder, MarkId mark,
                             const std::string& sha256, const std::string& code) {
    TRY(
        tx.run("INSERT INTO mark_scan (office_id, mark_id, sha256, code, recorded_by,"
               " recorded_shown) VALUES ($1, $2, $3, $4, $5, $6)",
               recorder.office, mark, sha256, code, recorder.person, recorder.shown()));
    return {};
}

Result<std::vector<Mark>> Marks::of_dossier(store::Tx& tx, OfficeId office, DossierId dossier) {
    const auto rows =
        TRY(tx.all<MarkId, int, StepName, std::string, int, std::string, int, PersonId,
                   std::optional<std::string>, std::string, Instant, std::string,
                   std::optional<std::string>, std::optional<std::string>>(
            "SELECT m.id, m.task, m.step, m.kind, m.fixing, m.content_hash, m.content_version,"
            " m.person_id, p.name, m.shown, m.at, m.strength, s.sha256, s.recorded_shown"
            " FROM mark m LEFT JOIN person p ON p.id = m.person_id"
            " LEFT JOIN mark_scan s ON s.office_id = m.office_id AND s.mark_id = m.id"
            " WHERE m.office_id = $1 AND m.dossier_id = $2 ORDER BY m.id",
            office, dossier));
    const auto latest = TRY(Contents::latest_package(tx, office, dossier));
    std::vector<Mark> marks;
    for (const auto& [id, task, step, kind, fixing, hash, version, person, name, shown, at,
                      strength, scan, recorded_by] : rows) {
        Mark mark{.id = id, .dossier = dossier, .task = task, .step = step};
        mark.kind = kind_from(kind);
        mark.fixing = fixing != 0;
        mark.content_hash = hash;
        mark.content_version = version;
        mark.person = person;
        mark.person_name = name.value_or("");
        mark.as_position = shown;
        mark.at = at;
        mark.strength = strength;
        mark.scan_sha256 = scan.value_or("");
        mark.recorded_by = recorded_by.value_or("");
        mark.earlier_version = !is_on(latest, version, hash);
        mark.voided = mark.fixing && mark.earlier_version;
        if (mark.voided) TRY(add_voiding(tx, office, mark));
        marks.push_back(std::move(mark));
    }
    return marks;
}

Result<std::optional<std::string>> Marks::approved_hash(store::Tx& tx, OfficeId office,
                                                        DossierId dossier) {
    const auto row = TRY(tx.maybe<std::string, int>(
        "SELECT content_hash, content_version FROM mark"
        " WHERE office_id = $1 AND dossier_id = $2 AND fixing = 1 ORDER BY id DESC LIMIT 1",
        office, dossier));
    if (!row) return std::optional<std::string>{};
    const auto latest = TRY(Contents::latest_package(tx, office, dossier));
    const auto& [hash, number] = *row;
    if (!is_on(latest, number, hash)) return std::optional<std::string>{};
    return std::optional(hash);
}

Result<std::vector<std::string>> Marks::approved_items(store::Tx& tx, OfficeId office,
                                                       DossierId dossier) {
    const auto approved = TRY(approved_hash(tx, office, dossier));
    if (!approved) return std::vector<std::string>{};
    return Contents::items_of_package(tx, office, dossier, *approved);
}

Result<bool> Marks::may_go_out(store::Tx& tx, OfficeId office, DossierId dossier,
                               const std::string& item_hash) {
    const auto items = TRY(approved_items(tx, office, dossier));
    return std::ranges::find(items, item_hash) != items.end();
}

}  // namespace kentongan::office
