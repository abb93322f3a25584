// Owns journal, journal_waiting and journal_tree: rows are added and never changed.
#include "office/journal.h"

#include "base/secret.h"
#include "base/text.h"
#include "office/journal_entry.h"

namespace kentongan::office {
namespace {

constexpr int tree_batch_max = 10'000;

using EntryRow = std::tuple<std::int64_t, std::string, std::int64_t, Instant, PersonId, std::string,
                            std::string, std::string, std::optional<std::string>>;
constexpr std::string_view entry_columns =
    "SELECT j.id, j.stream, j.number, j.at, j.person_id, j.as_position, j.event, j.hash, p.name"
    " FROM journal j LEFT JOIN person p ON p.id = j.person_id WHERE j.office_id = $1 ";

Result<Entry> entry_from(OfficeId office, const EntryRow& row) {
    const auto& [id, stream, number, at, person, as_position, event, hash, name] = row;
    const auto json = TRY(read_json(event));
    if (!json.is_object()) return Error{Kind::invalid, "an entry without an event"};
    return Entry{
        office, stream, number, at, person, name.value_or(""), as_position, json.get_object(),
        {},     hash};
}

template <class... Values>
Result<std::vector<EntryRow>> entries(store::Tx& tx, const std::string& rest,
                                      const Values&... values) {
    return tx.all<std::int64_t, std::string, std::int64_t, Instant, PersonId, std::string,
                  std::string, std::string, std::optional<std::string>>(cat(entry_columns, rest),
                                                                        values...);
}

}  // namespace

std::string entry_hash(const Entry& entry, std::string_view event_as_stored) {
    const auto quoted = [](const std::string& text) { return canonical_json(Json(text)); };
    // Members in the order of RFC 8785; ids and times are texts, as in every JSON of ours.
    const auto canonical =
        cat("{\"as\":", quoted(entry.as_position), ",\"at\":\"", to_millis(entry.at),
            "\",\"event\":", event_as_stored, ",\"number\":", entry.number, ",\"office\":\"",
            entry.office.value, "\",\"person\":\"", entry.person.value,
            "\",\"stream\":", quoted(entry.stream), "}");
    return sha256_hex(cat("kentongan/journal/1\n", entry.previous, canonical));
}

std::string tree_head(std::string_view previous_head, std::int64_t seq, std::string_view hash) {
    return sha256_hex(cat("kentongan/tree/1\n", previous_head, seq, "\n", hash));
}

Result<std::string> Journal::append(store::Tx& tx, const Who& who, const std::string& stream,
                                    JsonObject event, Instant at) {
    const auto last = TRY(tx.maybe<std::int64_t, std::string>(
        "SELECT number, hash FROM journal WHERE office_id = $1 AND stream = $2"
        " ORDER BY number DESC LIMIT 1",
        who.office, stream));
    Entry entry{.office = who.office, .stream = stream, .at = at, .person = who.person};
    entry.as_position = who.is_system ? "sistem" : who.positions.empty() ? "" : who.shown();
    entry.number = last ? std::get<0>(*last) + 1 : 1;
    if (last) entry.previous = std::get<1>(*last);
    const auto stored = canonical_json(std::move(event));
    const auto hash = entry_hash(entry, stored);
    const auto id = fresh_key();
    TRY(tx.run(
        "INSERT INTO journal (office_id, stream, number, id, at, person_id, as_position,"
        " event, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        who.office, stream, entry.number, id, at, who.person, entry.as_position, stored, hash));
    TRY(
        tx.run("INSERT INTO journal_waiting (office_id, id, stream, number)"
               " VALUES ($1, $2, $3, $4)",
               who.office, id, stream, entry.number));
    tx.tell("journal");
    return hash;
}

Result<std::vector<Entry>> Journal::of_stream(store::Tx& tx, OfficeId office,
                                              const std::string& stream) {
    const auto rows = TRY(entries(tx, "AND j.stream = $2 ORDER BY j.number", office, stream));
    std::vector<Entry> all;
    std::string previous;
    for (const auto& row : rows) {
        all.push_back(TRY(entry_from(office, row)));
        all.back().previous = previous;
        previous = all.back().hash;
    }
    return all;
}

Result<std::vector<std::pair<std::int64_t, Entry>>> Journal::of_office(store::Tx& tx,
                                                                       OfficeId office,
                                                                       std::int64_t before,
                                                                       int most) {
    const auto limit = before > 0 ? before : INT64_MAX;
    const auto rows =
        TRY(entries(tx, "AND j.id < $2 ORDER BY j.id DESC LIMIT $3", office, limit, most));
    std::vector<std::pair<std::int64_t, Entry>> all;
    for (const auto& row : rows) all.emplace_back(std::get<0>(row), TRY(entry_from(office, row)));
    return all;
}

Result<int> Journal::grow_tree(store::Tx& tx, OfficeId office, int most) {
    const auto waiting = TRY(tx.all<std::int64_t, std::string, std::int64_t, std::string>(
        "SELECT w.id, w.stream, w.number, j.hash FROM journal_waiting w"
        " JOIN journal j ON j.office_id = w.office_id AND j.stream = w.stream"
        " AND j.number = w.number WHERE w.office_id = $1 ORDER BY w.id LIMIT $2",
        office, std::min(most, tree_batch_max)));
    if (waiting.empty()) return 0;
    const auto last = TRY(tx.maybe<std::int64_t, std::string>(
        "SELECT seq, head FROM journal_tree WHERE office_id = $1 ORDER BY seq DESC LIMIT 1",
        office));
    std::int64_t seq = last ? std::get<0>(*last) : 0;
    std::string head = last ? std::get<1>(*last) : std::string{};
    for (const auto& [id, stream, number, hash] : waiting) {
        head = tree_head(head, ++seq, hash);
        TRY(
            tx.run("INSERT INTO journal_tree (office_id, seq, stream, number, entry_hash, head)"
                   " VALUES ($1, $2, $3, $4, $5, $6)",
                   office, seq, stream, number, hash, head));
        TRY(tx.run("DELETE FROM journal_waiting WHERE office_id = $1 AND id = $2", office, id));
    }
    return static_cast<int>(waiting.size());
}

}  // namespace kentongan::office
