// Owns the outbox table. Claim, carry, settle, tell: each step survives a crash before the next.
#include "delivery/outbox.h"

#include "base/text.h"
#include "delivery/outbox_row.h"

namespace kentongan::delivery {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t batch = 16;
constexpr int rounds_without_luck = 4;  // rivals took all that we saw
constexpr int rounds_per_attempt = 4;   // caught ones and those to tell are no attempts
constexpr int settle_tries = 3;         // a receipt is worth more than one try
constexpr int attempts_max = 6;
constexpr seconds tell_again = 60s;

/// A message whose account is busy would only be claimed in vain; when that one ends or its lease
/// does, this one's turn comes.
#define NOT_BUSY                                                                               \
    " AND (o.untold = 1 OR o.state NOT IN ('waiting', 'pending') OR NOT EXISTS (SELECT 1 FROM" \
    " outbox busy WHERE busy.office_id = o.office_id AND busy.account = o.account"             \
    " AND busy.state = 'sending' AND busy.account <> ''))"

/// Writes the row's new state, provided that it is still as it was read.
Result<bool> move_to(store::Tx& tx, const Stored& was, const Stored& is) {
    const auto changed = TRY(
        tx.run("UPDATE outbox SET state = $5, due_at = $6, attempts = $7, carried = $8, looks = $9,"
               " untold = $10, ticket = $11, last_word = $12, receipt_id = $13, receipt_url = $14"
               " WHERE office_id = $1 AND id = $2 AND state = $3 AND carried = $4",
               was.message.office, was.message.id, word_of(was.state), was.message.carried,
               word_of(is.state), is.due, is.message.attempt, is.message.carried, is.looks,
               is.untold ? 1 : 0, is.message.ticket, is.last_word, is.receipt_id, is.receipt_url));
    return changed == 1;
}

Result<void> pause_account(store::Tx& tx, const Message& message) {
    if (message.account.empty()) return {};
    TRY(
        tx.run("UPDATE outbox SET state = 'paused', due_at = NULL WHERE office_id = $1"
               " AND account = $2 AND state IN ('waiting', 'pending')",
               message.office, message.account));
    return {};
}

/// Ready to be sent; but if its account is paused, it rests with the others.
Result<void> make_ready(store::Tx& tx, Stored& row, Instant due) {
    const auto paused = TRY(tx.maybe<MessageId>(
        "SELECT id FROM outbox WHERE office_id = $1 AND account = $2 AND account <> ''"
        " AND state = 'paused' LIMIT 1",
        row.message.office, row.message.account));
    row.state = paused ? OutboxState::paused : OutboxState::waiting;
    row.due = paused ? std::optional<Instant>{} : due;
    return {};
}

OutboxRow shown(Stored row) {
    return {std::move(row.message),
            row.state,
            row.due,
            std::move(row.last_word),
            std::move(row.receipt_id),
            std::move(row.receipt_url)};
}

}  // namespace

struct Outbox::Candidate {
    OfficeId office;
    MessageId id;
    bool untold;
};
struct Outbox::Claim {
    enum class To { carry, look, nothing } to;
    Message message;
    int looks = 0;
};

Result<MessageId> Outbox::put(store::Tx& tx, const Message& message, Instant due) {
    ensure(message.office && !message.kind.empty() && !message.once.empty());
    Stored row{message};
    TRY(make_ready(tx, row, due));
    TRY(
        tx.run("INSERT INTO outbox (office_id, id, kind, account, once, body, state, due_at,"
               " attempts, carried, looks, untold, ticket, last_word, receipt_id, receipt_url)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0, 0, '', '', '', '')"
               " ON CONFLICT (office_id, kind, once) DO NOTHING",
               message.office, fresh<MessageId>(), message.kind, message.account, message.once,
               message.body, word_of(row.state), row.due));
    tx.tell("outbox");
    const auto [id] =
        TRY(tx.one<MessageId>("SELECT id FROM outbox WHERE office_id = $1 AND kind = $2"
                              " AND once = $3",
                              message.office, message.kind, message.once));
    return id;
}

Result<void> Outbox::cancel(store::Tx& tx, OfficeId office, MessageId id) {
    const auto was = TRY(load_one(tx, office, id));
    if (was.state == OutboxState::cancelled) return {};
    if (was.state != OutboxState::waiting && was.state != OutboxState::paused) {
        return Error{Kind::conflict, "message is under way", {{"message", "under_way"}}};
    }
    Stored is = was;
    is.state = OutboxState::cancelled;
    is.due = {};
    is.untold = false;
    ensure(TRY(move_to(tx, was, is)));
    return {};
}

Result<void> Outbox::reschedule(store::Tx& tx, OfficeId office, MessageId id, Instant due) {
    const auto was = TRY(load_one(tx, office, id));
    if (was.state == OutboxState::paused) return {};
    if (was.state != OutboxState::waiting) {
        return Error{Kind::conflict, "message is under way", {{"message", "under_way"}}};
    }
    Stored is = was;
    is.due = due;
    ensure(TRY(move_to(tx, was, is)));
    tx.tell("outbox");
    return {};
}

Result<void> Outbox::settle_held(store::Tx& tx, OfficeId office, MessageId id, const Sight& sight,
                                 Instant now) {
    const auto was = TRY(load_one(tx, office, id));
    if (was.state != OutboxState::held) {
        return Error{Kind::conflict, "message is not held", {{"message", "not_held"}}};
    }
    if (std::holds_alternative<Unseen>(sight)) return {};
    Stored is = was;
    is.untold = false;
    if (const auto* found = std::get_if<Found>(&sight)) {
        is.state = OutboxState::done;
        is.due = {};
        is.receipt_id = readable(found->id);
        is.receipt_url = readable(found->url);
    } else {
        TRY(make_ready(tx, is, now));
        is.message.attempt = 0;
    }
    ensure(TRY(move_to(tx, was, is)));
    tx.tell("outbox");
    return {};
}

Result<int> Outbox::resume(store::Tx& tx, OfficeId office, const std::string& account,
                           Instant now) {
    const auto resumed =
        TRY(tx.run("UPDATE outbox SET state = 'waiting', due_at = $3, untold = 0"
                   " WHERE office_id = $1 AND account = $2 AND state = 'paused'",
                   office, account, now));
    tx.tell("outbox");
    return static_cast<int>(resumed);
}

Result<OutboxRow> Outbox::row(store::Tx& tx, OfficeId office, MessageId id) {
    return shown(TRY(load_one(tx, office, id)));
}

Result<std::vector<OutboxRow>> Outbox::open_rows(store::Tx& tx, OfficeId office, int most) {
    std::vector<OutboxRow> rows;
    for (auto& row : TRY(load_open(tx, office, most))) rows.push_back(shown(std::move(row)));
    return rows;
}

Result<std::vector<OutboxRow>> Outbox::rows(store::Tx& tx, OfficeId office, int most) {
    std::vector<OutboxRow> rows;
    for (auto& row : TRY(load_newest(tx, office, most))) rows.push_back(shown(std::move(row)));
    return rows;
}

Result<int> Outbox::run_due(const Clock& clock, int most) {
    int attempted = 0;
    int unlucky = 0;
    for (int round = 0; attempted < most && unlucky < rounds_without_luck; ++round) {
        const auto seen = TRY(candidates(clock()));
        if (seen.empty() || round == rounds_per_attempt * most) break;
        bool lucky = false;
        for (const auto& candidate : seen) {
            if (candidate.untold) {
                tell(candidate.office, candidate.id, clock());
                lucky = true;
                continue;
            }
            const auto claimed = claim(candidate, clock());
            if (!claimed && claimed.error().kind == Kind::unavailable) return claimed.error();
            if (!claimed || !*claimed) continue;
            attend(**claimed, clock);
            attempted += (*claimed)->to == Claim::To::nothing ? 0 : 1;
            lucky = true;
            break;
        }
        unlucky = lucky ? 0 : unlucky + 1;
    }
    return attempted;
}

/// Read without writing, so that an idle outbox costs no transaction.
Result<std::vector<Outbox::Candidate>> Outbox::candidates(Instant now) {
    return db_.read([&](store::Tx& tx) -> Result<std::vector<Candidate>> {
        std::vector<Candidate> all;
        for (const auto& [kind, carrier] : carriers_) {
            const auto rows = TRY(tx.all<OfficeId, MessageId, int>(
                "SELECT o.office_id, o.id, o.untold FROM outbox o WHERE o.kind = $1"
                " AND o.due_at <= $2" NOT_BUSY " ORDER BY o.due_at, o.id LIMIT $3",
                kind, now, batch));
            for (const auto& [office, id, untold] : rows) all.push_back({office, id, untold != 0});
        }
        return all;
    });
}

Result<std::optional<Instant>> Outbox::next_due() {
    return db_.read([&](store::Tx& tx) -> Result<std::optional<Instant>> {
        std::optional<Instant> next;
        for (const auto& [kind, carrier] : carriers_) {
            const auto row = TRY(tx.maybe<Instant>(
                "SELECT o.due_at FROM outbox o WHERE o.kind = $1 AND o.due_at IS NOT NULL" NOT_BUSY
                " ORDER BY o.due_at, o.office_id LIMIT 1",
                kind));
            if (row && (!next || std::get<0>(*row) < *next)) next = std::get<0>(*row);
        }
        return next;
    });
}

Result<int> Outbox::end_leases(Instant now) {
    return db_.write([&](store::Tx& tx) -> Result<int> {
        const auto ended =
            TRY(tx.run("UPDATE outbox SET due_at = $1 WHERE office_id > 0"
                       " AND state = 'sending' AND due_at > $1",
                       now));
        return static_cast<int>(ended);
    });
}

/// Everything is looked at again: on PostgreSQL a rival may have claimed, or even settled, the row
/// since we saw it. The row is `sending` on disk before its carrier is called.
Result<std::optional<Outbox::Claim>> Outbox::claim(const Candidate& candidate, Instant now) {
    return db_.write([&](store::Tx& tx) -> Result<std::optional<Claim>> {
        const auto was = TRY(load_one(tx, candidate.office, candidate.id));
        if (!was.due || *was.due > now || was.untold) return std::optional<Claim>{};
        Stored is = was;
        auto to = Claim::To::carry;
        if (was.state == OutboxState::sending) {
            const Ambiguous silent{"Proses pengiriman terputus sebelum ada jawaban."};
            is.state = OutboxState::looking;
            is.due = judge(silent, was.message.attempt, now).due;
            is.looks = 0;
            is.last_word = silent.evidence;
            to = Claim::To::nothing;
        } else if (was.state == OutboxState::looking) {
            is.due = now + carriers_.at(was.message.kind)->lease(was.message);
            to = Claim::To::look;
        } else {
            ensure(was.state == OutboxState::waiting || was.state == OutboxState::pending);
            const auto busy = TRY(tx.maybe<MessageId>(
                "SELECT id FROM outbox WHERE office_id = $1 AND account = $2 AND account <> ''"
                " AND state = 'sending' LIMIT 1",
                was.message.office, was.message.account));
            if (busy) return std::optional<Claim>{};
            is.state = OutboxState::sending;
            is.due = now + carriers_.at(was.message.kind)->lease(was.message);
            ++is.message.attempt;
            ++is.message.carried;
        }
        if (!TRY(move_to(tx, was, is))) return std::optional<Claim>{};
        return std::optional<Claim>{Claim{to, is.message, was.looks}};
    });
}

void Outbox::attend(const Claim& claim, const Clock& clock) {
    Carrier& carrier = *carriers_.at(claim.message.kind);
    if (claim.to == Claim::To::carry) {
        settle(claim.message, carrier.carry(claim.message), clock());
    } else if (claim.to == Claim::To::look) {
        settle_look(claim.message, claim.looks + 1, carrier.look(claim.message), clock());
    }
}

/// Commits the receipt first. If the database does not answer, the row stays `sending` and the
/// look that follows finds what was made.
void Outbox::settle(const Message& message, const Outcome& outcome, Instant now) {
    const Verdict verdict = judge(outcome, message.attempt, now);
    enum class Came { written, late, twice };
    const auto write = [&](store::Tx& tx) -> Result<Came> {
        const auto was = TRY(load_one(tx, message.office, message.id));
        const auto* created = std::get_if<Created>(&outcome);
        if (!still_counts(was, message, outcome)) {
            const bool same = created && was.receipt_id == readable(created->id);
            return created && !same ? Came::twice : Came::late;
        }
        Stored is = was;
        is.state = verdict.state;
        is.due = verdict.due;
        is.looks = 0;
        is.untold = verdict.final;
        is.message.attempt = message.attempt - (verdict.attempt_counts ? 0 : 1);
        is.last_word = last_word_of(outcome);
        if (const auto* pending = std::get_if<Pending>(&outcome)) {
            is.message.ticket = pending->ticket;
        }
        if (created) is.receipt_id = readable(created->id);
        if (created) is.receipt_url = readable(created->url);
        ensure(TRY(move_to(tx, was, is)));
        if (verdict.state == OutboxState::paused) TRY(pause_account(tx, message));
        return Came::written;
    };
    for (int tries = 0; tries < settle_tries; ++tries) {
        const auto came = db_.write(write);
        if (!came) continue;
        if (*came == Came::written && verdict.final) tell(message.office, message.id, now);
        if (*came == Came::twice) {
            const auto& made = std::get<Created>(outcome);
            (void)db_.write([&](store::Tx& tx) {
                return carriers_.at(message.kind)
                    ->held(tx, message, readable(cat("Terbit lagi: ", made.id, " ", made.url)));
            });
        }
        return;
    }
}

void Outbox::settle_look(const Message& message, int looks, const Sight& sight, Instant now) {
    Verdict verdict = judge_look(sight, looks, now);
    if (verdict.state == OutboxState::waiting && message.attempt >= attempts_max) {
        verdict = {OutboxState::held, now, true};
    }
    const auto settled = db_.write([&](store::Tx& tx) -> Result<bool> {
        const auto was = TRY(load_one(tx, message.office, message.id));
        if (was.state != OutboxState::looking || was.message.carried != message.carried ||
            was.looks != looks - 1) {
            return false;
        }
        Stored is = was;
        is.state = verdict.state;
        is.due = verdict.due;
        const auto* dark = std::get_if<Unseen>(&sight);
        is.looks = dark && dark->wait > seconds{0} ? looks - 1 : looks;
        is.untold = verdict.final;
        if (verdict.state == OutboxState::waiting) TRY(make_ready(tx, is, now));
        if (const auto* found = std::get_if<Found>(&sight)) {
            is.receipt_id = readable(found->id);
            is.receipt_url = readable(found->url);
        }
        if (const auto* unseen = std::get_if<Unseen>(&sight); unseen && !unseen->why.empty()) {
            is.last_word = readable(cat(was.last_word, " ", unseen->why));
        }
        return move_to(tx, was, is);
    });
    if (settled && *settled && verdict.final) tell(message.office, message.id, now);
}

/// A transaction of its own, so that the sender's refusal cannot undo the receipt.
void Outbox::tell(OfficeId office, MessageId id, Instant now) {
    const auto told = db_.write([&](store::Tx& tx) -> Result<void> {
        const Stored row = TRY(load_one(tx, office, id));
        if (!row.untold) return {};
        TRY(tx.run("UPDATE outbox SET untold = 0, due_at = NULL WHERE office_id = $1 AND id = $2",
                   office, id));
        Carrier& carrier = *carriers_.at(row.message.kind);
        if (row.state == OutboxState::held) return carrier.held(tx, row.message, row.last_word);
        return carrier.report(tx, row.message, outcome_of(row));
    });
    if (told) return;
    const bool later = told.error().kind == Kind::unavailable;
    (void)db_.write([&](store::Tx& tx) -> Result<void> {
        const auto was = TRY(load_one(tx, office, id));
        if (!was.untold) return {};
        Stored is = was;
        is.untold = later;
        is.due = later ? std::optional<Instant>{now + tell_again} : std::nullopt;
        if (!later) {
            is.last_word =
                readable(cat(was.last_word, " Laporan tidak diterima: ", told.error().why));
        }
        TRY(move_to(tx, was, is));
        return {};
    });
}

}  // namespace kentongan::delivery
