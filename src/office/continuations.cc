// Owns continuation.
#include "office/continuations.h"

#include <algorithm>

#include "base/text.h"
#include "office/dossier_rows.h"

namespace kentongan::office {
namespace {

bool publishes(const sop::Definition& definition) {
    return std::ranges::any_of(definition.steps,
                               [](const sop::Step& step) { return step.act == sop::Act::publish; });
}

RelatedDossier related(const std::tuple<DossierId, std::string, std::string>& row) {
    const auto& [id, number, title] = row;
    return {id, number, title};
}

}  // namespace

Result<DossierId> Continuations::open(store::Tx& tx, Dossiers& dossiers, const Who& who,
                                      DossierId from, SopId sop, Instant now) {
    const auto source = TRY(dossier_row(tx, who.office, from));
    const auto hash = TRY(Marks::approved_hash(tx, who.office, from));
    if (!hash) return Error{Kind::invalid, "not approved", {{"handover", "not_approved"}}};
    const auto items = TRY(Marks::approved_items(tx, who.office, from));
    const auto id = TRY(dossiers.open(tx, who,
                                      {.title = source.title,
                                       .sop = sop,
                                       .requester = source.requester,
                                       .origin = "lanjutan",
                                       .urgent = source.urgent}));
    TRY(Contents::adopt(tx, who, id, from, items, now));
    TRY(
        tx.run("INSERT INTO continuation (office_id, dossier_id, from_id, content_hash)"
               " VALUES ($1, $2, $3, $4)",
               who.office, id, from, *hash));
    const auto note = [&](DossierId stream, const char* key, DossierId other) -> Result<void> {
        JsonObject event{{"event", "dossier_continued"}, {key, std::to_string(other.value)}};
        event["hash"] = *hash;
        TRY(Journal::append(tx, who, cat("dossier/", stream.value), std::move(event), now));
        return {};
    };
    TRY(note(from, "into", id));
    TRY(note(id, "from", from));
    return id;
}

Result<std::vector<RelatedDossier>> Continuations::after(store::Tx& tx, OfficeId office,
                                                         DossierId from) {
    const auto rows = TRY(tx.all<DossierId, std::string, std::string>(
        "SELECT d.id, d.number, d.title FROM continuation c"
        " JOIN dossier d ON d.office_id = c.office_id AND d.id = c.dossier_id"
        " WHERE c.office_id = $1 AND c.from_id = $2 ORDER BY d.id",
        office, from));
    std::vector<RelatedDossier> all;
    for (const auto& row : rows) all.push_back(related(row));
    return all;
}

Result<std::optional<RelatedDossier>> Continuations::before(store::Tx& tx, OfficeId office,
                                                            DossierId id) {
    const auto row = TRY(tx.maybe<DossierId, std::string, std::string>(
        "SELECT d.id, d.number, d.title FROM continuation c"
        " JOIN dossier d ON d.office_id = c.office_id AND d.id = c.from_id"
        " WHERE c.office_id = $1 AND c.dossier_id = $2",
        office, id));
    if (!row) return std::optional<RelatedDossier>{};
    return std::optional(related(*row));
}

Result<std::vector<AdoptedSop>> Continuations::choices(store::Tx& tx, OfficeId office,
                                                       DossierId from) {
    const auto row = TRY(dossier_row(tx, office, from));
    const auto own = TRY(Library::definition(tx, office, row.sop));
    const auto all = TRY(Library::list(tx, office));
    std::vector<AdoptedSop> choices;
    for (const auto& sop : all) {
        if (!sop.current) continue;
        const auto definition = TRY(Library::definition(tx, office, sop.id));
        const bool is_named = sop.key == own->continues_with;
        if (!is_named && (!publishes(*definition) || sop.key == own->key)) continue;
        choices.insert(is_named ? choices.begin() : choices.end(), sop);
    }
    return choices;
}

}  // namespace kentongan::office
