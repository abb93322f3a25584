// Reads the journal by a filter.
#include "office/journal_search.h"

#include "base/text.h"

namespace kentongan::office {
namespace {

using Row = std::tuple<std::int64_t, std::string, std::int64_t, Instant, PersonId, std::string,
                       std::string, std::string, std::optional<std::string>>;

Result<Entry> entry_from(OfficeId office, const Row& row) {
    const auto& [id, stream, number, at, person, as_position, event, hash, name] = row;
    Entry entry{.office = office, .stream = stream, .number = number, .at = at, .person = person};
    entry.person_name = name.value_or("");
    entry.as_position = as_position;
    entry.hash = hash;
    const auto json = TRY(read_json(event));
    if (json.is_object()) entry.event = json.get_object();
    return entry;
}

/// The stream of the dossier with this number; one that nothing has when there is none.
Result<std::string> stream_of(store::Tx& tx, OfficeId office, const std::string& number) {
    if (number.empty()) return std::string{};
    const auto row = TRY(tx.maybe<std::int64_t>(
        "SELECT id FROM dossier WHERE office_id = $1 AND number = $2", office, number));
    return row ? cat("dossier/", std::get<0>(*row)) : std::string("-");
}

}  // namespace

Result<std::vector<std::pair<std::int64_t, Entry>>> search_journal(store::Tx& tx, OfficeId office,
                                                                   const JournalFilter& filter,
                                                                   std::int64_t before, int most) {
    const auto stream = TRY(stream_of(tx, office, std::string(trimmed(filter.number))));
    const auto rows = TRY(tx.all<std::int64_t, std::string, std::int64_t, Instant, PersonId,
                                 std::string, std::string, std::string, std::optional<std::string>>(
        "SELECT j.id, j.stream, j.number, j.at, j.person_id, j.as_position, j.event, j.hash,"
        " p.name FROM journal j LEFT JOIN person p ON p.id = j.person_id"
        " WHERE j.office_id = $1 AND j.id < $2"
        " AND (CAST($3 AS BIGINT) = 0 OR j.person_id = $3)"
        " AND ($4 = '' OR j.event ->> 'event' = $4) AND ($5 = '' OR j.stream = $5)"
        " AND j.at >= $6 AND j.at < $7 ORDER BY j.id DESC LIMIT $8",
        office, before > 0 ? before : INT64_MAX, filter.person.value_or(PersonId{}), filter.kind,
        stream, filter.from.value_or(from_millis(0)), filter.till.value_or(from_millis(INT64_MAX)),
        most));
    std::vector<std::pair<std::int64_t, Entry>> all;
    for (const auto& row : rows) all.emplace_back(std::get<0>(row), TRY(entry_from(office, row)));
    return all;
}

Result<std::vector<std::pair<std::int64_t, Entry>>> journal_of(store::Tx& tx, OfficeId office,
                                                               const std::string& stream,
                                                               std::int64_t before, int most) {
    const auto rows = TRY(tx.all<std::int64_t, std::string, std::int64_t, Instant, PersonId,
                                 std::string, std::string, std::string, std::optional<std::string>>(
        "SELECT j.id, j.stream, j.number, j.at, j.person_id, j.as_position, j.event, j.hash,"
        " p.name FROM journal j LEFT JOIN person p ON p.id = j.person_id"
        " WHERE j.office_id = $1 AND j.stream = $2 AND j.number < $3"
        " ORDER BY j.number DESC LIMIT $4",
        office, stream, before > 0 ? before : INT64_MAX, most));
    std::vector<std::pair<std::int64_t, Entry>> all;
    for (const auto& row : rows) {
        auto entry = TRY(entry_from(office, row));
        all.emplace_back(entry.number, std::move(entry));
    }
    return all;
}

}  // namespace kentongan::office
