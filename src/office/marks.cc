// Owns mark: rows are added and never changed; how a mark stands now is worked out on reading.
#include "office/marks.h"

#include "base/text.h"

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

/// The number of the newest version, or 0.
Result<int> latest_version(store::Tx& tx, OfficeId office, DossierId dossier) {
    const auto [number] =
        TRY(tx.one<int>("SELECT coalesce(max(v.number), 0) FROM content c"
                        " JOIN content_version v ON v.office_id = c.office_id"
                        " AND v.content_id = c.id"
                        " WHERE c.office_id = $1 AND c.dossier_id = $2",
                        office, dossier));
    return number;
}

}  // namespace

Result<MarkId> Marks::make(store::Tx& tx, const Who& who, const Mark& mark) {
    const auto id = fresh<MarkId>();
    TRY(
        tx.run("INSERT INTO mark (office_id, id, dossier_id, task, step, kind, fixing,"
               " content_hash, content_version, person_id, shown, at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
               who.office, id, mark.dossier, mark.task, mark.step, word_of(mark.kind), mark.fixing,
               mark.content_hash, mark.content_version, who.person, who.shown(), mark.at));
    return id;
}

Result<std::vector<Mark>> Marks::of_dossier(store::Tx& tx, OfficeId office, DossierId dossier) {
    const auto rows = TRY(tx.all<MarkId, int, StepName, std::string, int, std::string, int,
                                 PersonId, std::optional<std::string>, std::string, Instant>(
        "SELECT m.id, m.task, m.step, m.kind, m.fixing, m.content_hash, m.content_version,"
        " m.person_id, p.name, m.shown, m.at FROM mark m LEFT JOIN person p ON p.id = m.person_id"
        " WHERE m.office_id = $1 AND m.dossier_id = $2 ORDER BY m.id",
        office, dossier));
    const int latest = TRY(latest_version(tx, office, dossier));
    std::vector<Mark> marks;
    for (const auto& [id, task, step, kind, fixing, hash, version, person, name, shown, at] :
         rows) {
        Mark mark{.id = id, .dossier = dossier, .task = task, .step = step};
        mark.kind = kind_from(kind);
        mark.fixing = fixing != 0;
        mark.content_hash = hash;
        mark.content_version = version;
        mark.person = person;
        mark.person_name = name.value_or("");
        mark.as_position = shown;
        mark.at = at;
        mark.earlier_version = version != latest;
        mark.voided = mark.fixing && mark.earlier_version;
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
    const int latest = TRY(latest_version(tx, office, dossier));
    if (std::get<1>(*row) != latest) return std::optional<std::string>{};
    return std::optional(std::get<0>(*row));
}

}  // namespace kentongan::office
