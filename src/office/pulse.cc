// Counts cases and airings.
#include "office/pulse.h"

#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr int aired_most = 8;

}  // namespace

Result<Pulse> pulse_of(store::Tx& tx, const Who& who, Instant month, Instant day, Instant now) {
    TRY(need(who, Right::see_dossiers));
    Pulse pulse;
    std::tie(pulse.opened) =
        TRY(tx.one<int>("SELECT count(*) FROM dossier WHERE office_id = $1 AND opened_at >= $2",
                        who.office, month));
    std::tie(pulse.closed, pulse.promised, pulse.kept) = TRY(tx.one<int, int, int>(
        "SELECT count(*), count(d.promise_at),"
        " count(CASE WHEN e.ended_at <= d.promise_at THEN 1 END) FROM dossier d JOIN"
        " (SELECT office_id, dossier_id, max(closed_at) AS ended_at FROM task"
        " WHERE office_id = $1 AND closed_at >= $2 GROUP BY office_id, dossier_id) e"
        " ON e.office_id = d.office_id AND e.dossier_id = d.id"
        " WHERE d.office_id = $1 AND d.state = 'closed'",
        who.office, month));
    std::tie(pulse.late) = TRY(tx.one<int>(
        "SELECT count(*) FROM dossier WHERE office_id = $1 AND state = 'open' AND promise_at < $2",
        who.office, now));
    std::tie(pulse.to_act_on) =
        TRY(tx.one<int>("SELECT count(*) FROM airing WHERE office_id = $1"
                        " AND state IN ('to_check', 'rejected')",
                        who.office));
    const auto rows =
        TRY(tx.all<DossierId, std::string, std::string, std::string, std::optional<Instant>>(
            "SELECT a.dossier_id, d.title, c.label, a.state, coalesce(a.aired_at, a.planned_at)"
            " FROM airing a"
            " JOIN dossier d ON d.office_id = a.office_id AND d.id = a.dossier_id"
            " JOIN account c ON c.office_id = a.office_id AND c.id = a.account_id"
            " WHERE a.office_id = $1 AND (a.aired_at >= $2 OR a.planned_at >= $2)"
            " ORDER BY coalesce(a.aired_at, a.planned_at), a.id LIMIT $3",
            who.office, day, aired_most));
    for (const auto& [dossier, title, label, state, at] : rows) {
        pulse.today.push_back({dossier, title, label, state, at});
    }
    return pulse;
}

}  // namespace kentongan::office
