// Owns position.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/organisation.h"
#include "office/policy.h"

namespace kentongan::office {

const std::vector<std::string>& position_kinds() {
    static const std::vector<std::string> kinds{
        "kepala_dinas",     "sekretaris",   "kepala_bidang", "kepala_seksi", "pranata_humas",
        "perancang_grafis", "admin_medsos", "tim_konten",    "petugas",      "pengelola",
        "pengawas",         "pemohon",      "lain"};
    return kinds;
}

Result<PositionId> People::add_position(store::Tx& tx, OfficeId office, const std::string& title,
                                        const std::string& kind) {
    const auto id = fresh<PositionId>();
    TRY(tx.run("INSERT INTO position (office_id, id, title, kind) VALUES ($1, $2, $3, $4)", office,
               id, title, kind));
    return id;
}

Result<std::vector<Position>> Organisation::positions(store::Tx& tx, OfficeId office) {
    const auto rows = TRY(
        tx.all<PositionId, std::string, std::string, std::optional<UnitId>,
               std::optional<PositionId>, int>("SELECT id, title, kind, unit_id, superior_id,"
                                               " CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END"
                                               " FROM position WHERE office_id = $1 ORDER BY id",
                                               office));
    std::vector<Position> all;
    for (const auto& [id, title, kind, unit, superior, closed] : rows) {
        all.push_back({id, title, kind, unit, superior, closed != 0});
    }
    return all;
}

Result<PositionId> Organisation::save_position(store::Tx& tx, const Who& who, const Position& typed,
                                               Instant now) {
    TRY(need(who, Right::manage_people));
    const auto all = TRY(positions(tx, who.office));
    const auto find = [&](PositionId id) { return std::ranges::find(all, id, &Position::id); };
    const bool is_new = !typed.id;
    if (!is_new && find(typed.id) == all.end()) return Error{Kind::not_found, "no such position"};
    Fields fields;
    const auto title = fields.wanted("title", typed.title);
    const auto& kinds = position_kinds();
    if (std::ranges::find(kinds, typed.kind) == kinds.end()) fields.wrong("kind", "unknown");
    const bool taken = std::ranges::any_of(all, [&](const Position& other) {
        return other.id != typed.id && !other.closed && lowered(other.title) == lowered(title);
    });
    if (taken && !typed.closed) fields.wrong("title", "taken", {title});
    if (typed.unit) {
        const auto units_now = TRY(units(tx, who.office));
        const auto unit = std::ranges::find(units_now, *typed.unit, &Unit::id);
        if (unit == units_now.end()) fields.wrong("unit", "unknown");
    }
    if (typed.superior && find(*typed.superior) == all.end()) fields.wrong("superior", "unknown");
    std::set<PositionId> above;
    for (auto at = typed.superior; at && fields.good(); at = find(*at)->superior) {
        if (*at == typed.id || !above.insert(*at).second) fields.wrong("superior", "circular");
    }
    TRY(fields.settle());
    const auto id = is_new ? fresh<PositionId>() : typed.id;
    const auto closed = typed.closed ? std::optional(now) : std::nullopt;
    TRY(
        tx.run("INSERT INTO position (office_id, id, title, kind, unit_id, superior_id, closed_at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (office_id, id) DO UPDATE SET"
               " title = excluded.title, kind = excluded.kind, unit_id = excluded.unit_id,"
               " superior_id = excluded.superior_id, closed_at = excluded.closed_at",
               who.office, id, title, typed.kind, typed.unit, typed.superior, closed));
    TRY(Journal::append(tx, who, office_stream(who.office),
                        event_about(is_new         ? "position_added"
                                    : typed.closed ? "position_closed"
                                                   : "position_changed",
                                    "position", id.value),
                        now));
    return id;
}

}  // namespace kentongan::office
