// Reads rows of the outbox; writing them is outbox.cc's alone.
#include "delivery/outbox_row.h"

#include <algorithm>

#include "base/text.h"

namespace kentongan::delivery {
namespace {

constexpr std::size_t word_bytes_max = 2000;

#define COLUMNS                                                                                 \
    "SELECT office_id, id, kind, account, once, body, state, due_at, attempts, carried, looks," \
    " untold, ticket, last_word, receipt_id, receipt_url FROM outbox WHERE office_id = $1"

OutboxState state_of(std::string_view word) {
    for (int i = 0; i <= static_cast<int>(OutboxState::cancelled); ++i) {
        if (word_of(static_cast<OutboxState>(i)) == word) return static_cast<OutboxState>(i);
    }
    ensure(false);
    return OutboxState::held;
}

template <class... Values>
Result<std::vector<Stored>> load(store::Tx& tx, std::string_view sql, const Values&... values) {
    using std::string;
    auto rows = TRY(
        tx.all<OfficeId, MessageId, string, string, string, string, string, std::optional<Instant>,
               int, int, int, int, string, string, string, string>(sql, values...));
    std::vector<Stored> all;
    for (auto& [office, id, kind, account, once, body, state, due, attempts, carried, looks, untold,
                ticket, last_word, receipt_id, receipt_url] : rows) {
        all.push_back({{office, kind, account, once, body, attempts, id, carried, ticket},
                       state_of(state),
                       due,
                       looks,
                       untold != 0,
                       last_word,
                       receipt_id,
                       receipt_url});
    }
    return all;
}

}  // namespace

Result<Stored> load_one(store::Tx& tx, OfficeId office, MessageId id) {
    auto rows = TRY(load(tx, COLUMNS " AND id = $2", office, id));
    if (rows.empty()) return Error{Kind::not_found, "no such message"};
    return std::move(rows.front());
}

Result<std::vector<Stored>> load_open(store::Tx& tx, OfficeId office, int most) {
    return load(tx,
                COLUMNS
                " AND (due_at IS NOT NULL OR state IN ('paused', 'held'))"
                " ORDER BY id LIMIT $2",
                office, most);
}

Result<std::vector<Stored>> load_newest(store::Tx& tx, OfficeId office, int most) {
    return load(tx, COLUMNS " ORDER BY id DESC LIMIT $2", office, most);
}

std::string readable(std::string_view theirs) {
    std::string text(theirs);
    if (!is_utf8(text) || text.find('\0') != text.npos) {
        for (char& c : text) {
            if (c == '\0' || static_cast<unsigned char>(c) >= 0x80) c = '?';
        }
    }
    std::size_t end = std::min(text.size(), word_bytes_max);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
    return text;
}

std::string last_word_of(const Outcome& outcome) {
    return readable(std::visit(match{
                                   [](const Created& created) { return created.note; },
                                   [](const Pending&) { return std::string(); },
                                   [](const Rejected& rejected) { return rejected.why; },
                                   [](const Reauth& reauth) { return reauth.why; },
                                   [](const Wait& wait) { return wait.why; },
                                   [](const Ambiguous& ambiguous) { return ambiguous.evidence; },
                               },
                               outcome));
}

bool still_counts(const Stored& row, const Message& attempted, const Outcome& outcome) {
    if (row.message.carried != attempted.carried) return false;
    if (std::holds_alternative<Created>(outcome)) return row.state != OutboxState::done;
    if (std::holds_alternative<Rejected>(outcome) && row.state == OutboxState::held) return true;
    return row.state == OutboxState::sending || row.state == OutboxState::looking;
}

Outcome outcome_of(const Stored& row) {
    if (row.state == OutboxState::done) {
        return Created{row.receipt_id, row.receipt_url, row.last_word};
    }
    if (row.state == OutboxState::paused) return Reauth{row.last_word};
    return Rejected{row.last_word};
}

}  // namespace kentongan::delivery
