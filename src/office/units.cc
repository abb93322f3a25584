// Owns unit.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/organisation.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

const std::vector<std::string> kinds{"sekretariat", "bidang", "seksi", "upt", "lain"};

}  // namespace

std::string office_stream(OfficeId office) {
    return cat("office/", office.value);
}

JsonObject event_about(std::string_view kind, std::string_view thing, std::int64_t id) {
    JsonObject event{{"event", kind}};
    event[thing] = std::to_string(id);
    return event;
}

Result<std::vector<Unit>> Organisation::units(store::Tx& tx, OfficeId office) {
    const auto rows = TRY(tx.all<UnitId, std::string, std::string, std::optional<UnitId>, int>(
        "SELECT id, name, kind, parent_id, CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END"
        " FROM unit WHERE office_id = $1 ORDER BY id",
        office));
    std::vector<Unit> all;
    for (const auto& [id, name, kind, parent, closed] : rows) {
        all.push_back({id, name, kind, parent, closed != 0});
    }
    return all;
}

Result<UnitId> Organisation::save_unit(store::Tx& tx, const Who& who, const Unit& typed,
                                       Instant now) {
    TRY(need(who, Right::manage_office));
    const auto all = TRY(units(tx, who.office));
    const auto find = [&](UnitId id) { return std::ranges::find(all, id, &Unit::id); };
    const bool is_new = !typed.id;
    if (!is_new && find(typed.id) == all.end()) return Error{Kind::not_found, "no such unit"};
    Fields fields;
    const auto name = fields.wanted("name", typed.name);
    if (std::ranges::find(kinds, typed.kind) == kinds.end()) fields.wrong("kind", "unknown");
    const bool taken = std::ranges::any_of(all, [&](const Unit& other) {
        return other.id != typed.id && !other.closed && lowered(other.name) == lowered(name);
    });
    if (taken && !typed.closed) fields.wrong("name", "taken", {name});
    if (typed.parent && find(*typed.parent) == all.end()) fields.wrong("parent", "unknown");
    std::set<UnitId> above;
    for (auto at = typed.parent; at && fields.good(); at = find(*at)->parent) {
        if (*at == typed.id || !above.insert(*at).second) fields.wrong("parent", "circular");
    }
    TRY(fields.settle());
    const auto id = is_new ? fresh<UnitId>() : typed.id;
    const auto closed = typed.closed ? std::optional(now) : std::nullopt;
    TRY(
        tx.run("INSERT INTO unit (office_id, id, name, kind, parent_id, closed_at)"
               " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (office_id, id) DO UPDATE SET"
               " name = excluded.name, kind = excluded.kind, parent_id = excluded.parent_id,"
               " closed_at = excluded.closed_at",
               who.office, id, name, typed.kind, typed.parent, closed));
    TRY(Journal::append(tx, who, office_stream(who.office),
                        event_about(is_new         ? "unit_added"
                                    : typed.closed ? "unit_closed"
                                                   : "unit_changed",
                                    "unit", id.value),
                        now));
    return id;
}

}  // namespace kentongan::office
