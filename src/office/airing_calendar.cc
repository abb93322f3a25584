// Reads airings by date.
#include "office/airing_calendar.h"

#include "base/text.h"
#include "office/airing_rows.h"

namespace kentongan::office {
namespace {

constexpr std::string_view columns =
    "SELECT a.id, a.dossier_id, d.number, coalesce(w.title, d.title), d.requester, c.channel,"
    " c.label, a.url, a.state, a.planned_at, a.aired_at FROM airing a"
    " JOIN account c ON c.office_id = a.office_id AND c.id = a.account_id"
    " JOIN dossier d ON d.office_id = a.office_id AND d.id = a.dossier_id"
    " LEFT JOIN draft w ON w.office_id = a.office_id AND w.content_id ="
    " (SELECT max(v.content_id) FROM content_version v JOIN content i"
    " ON i.office_id = v.office_id AND i.id = v.content_id"
    " WHERE v.office_id = a.office_id AND v.hash = a.content_hash AND i.dossier_id = a.dossier_id)"
    " WHERE a.office_id = $1 AND a.state <> 'cancelled' ";

template <class... Values>
Result<std::vector<DatedAiring>> read(store::Tx& tx, std::string_view rest,
                                      const Values&... values) {
    const auto rows = TRY(
        tx.all<AiringId, DossierId, std::string, std::string, std::string, std::string, std::string,
               std::string, std::string, std::optional<Instant>, std::optional<Instant>>(
            cat(columns, rest), values...));
    std::vector<DatedAiring> all;
    for (const auto& [id, dossier, number, title, requester, channel, account, url, state, planned,
                      aired] : rows) {
        DatedAiring one{.id = id, .dossier = dossier, .number = number, .title = title};
        one.requester = requester;
        one.channel = channel;
        one.account = account;
        one.url = url;
        one.state = airing_state_from(state);
        one.planned_at = planned;
        one.aired_at = aired;
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace

Result<std::vector<DatedAiring>> airings_between(store::Tx& tx, OfficeId office, Instant from,
                                                 Instant till, int most) {
    return read(tx,
                "AND coalesce(a.aired_at, a.planned_at) >= $2"
                " AND coalesce(a.aired_at, a.planned_at) < $3"
                " ORDER BY coalesce(a.aired_at, a.planned_at), a.id LIMIT $4",
                office, from, till, most);
}

Result<std::vector<DatedAiring>> airings_undated(store::Tx& tx, OfficeId office, int most) {
    return read(tx,
                "AND a.aired_at IS NULL AND a.planned_at IS NULL AND a.state <> 'aired'"
                " ORDER BY a.id LIMIT $2",
                office, most);
}

}  // namespace kentongan::office
