// Owns holding: who holds which position from when till when, and for whom somebody acts.
#include <algorithm>

#include "base/text.h"
#include "office/fields.h"
#include "office/holding_rows.h"
#include "office/journal.h"
#include "office/organisation.h"
#include "office/people_rows.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::chrono::days shown_after_end{366};
/// Posts that one person holds at a time; of the others an office has several.
constexpr std::string_view single_kinds = "kepala_dinas sekretaris kepala_bidang kepala_seksi";

using HoldingRow = std::tuple<HoldingId, PositionId, PersonId, std::string, std::string, Instant,
                              std::optional<Instant>, std::string>;

template <class... Values>
Result<std::vector<Holding>> holdings_where(store::Tx& tx, std::string_view rest,
                                            const Values&... values) {
    const auto rows = TRY(tx.all<HoldingId, PositionId, PersonId, std::string, std::string, Instant,
                                 std::optional<Instant>, std::string>(
        cat("SELECT h.id, h.position_id, h.person_id, p.name, h.hold, h.from_at, h.till_at,"
            " h.letter_number FROM holding h JOIN person p ON p.id = h.person_id"
            " WHERE h.office_id = $1",
            rest, " ORDER BY h.from_at DESC, h.id DESC"),
        values...));
    std::vector<Holding> all;
    for (const auto& [id, position, person, name, hold, from, till, letter] : rows) {
        all.push_back({id, position, person, name, hold_of(hold), from, till, letter});
    }
    return all;
}

bool overlap(const Holding& one, const Holding& other) {
    return (!one.till || other.from < *one.till) && (!other.till || one.from < *other.till);
}

/// What the new one may not stand beside, each with the name of who stands there.
void check_beside(Fields& fields, const Holding& wish, const std::vector<Holding>& there,
                  bool single) {
    for (const auto& other : there) {
        if (!overlap(wish, other)) continue;
        const bool definitive = other.hold == Hold::definitive;
        const std::vector<std::string> name{other.person_name};
        if (other.person == wish.person && (definitive || wish.hold == other.hold)) {
            return fields.wrong("person", "holds_it", name);
        }
        if (wish.hold == Hold::definitive) {
            if (definitive && single) return fields.wrong("from", "held_already", name);
            if (other.hold == Hold::plt) return fields.wrong("from", "plt_acting", name);
        } else {
            if (!definitive) return fields.wrong("from", "overlaps", name);
            if (wish.hold == Hold::plt) return fields.wrong("hold", "not_vacant", name);
        }
    }
}

}  // namespace

std::string_view word_of(Hold hold) {
    switch (hold) {
    case Hold::definitive: return "definitive";
    case Hold::plh: return "plh";
    case Hold::plt: return "plt";
    }
    return "definitive";
}
Hold hold_of(std::string_view word) {
    if (word == "plh") return Hold::plh;
    return word == "plt" ? Hold::plt : Hold::definitive;
}

Result<void> keep_a_keeper(store::Tx& tx, OfficeId office, Instant now) {
    const auto [keepers] = TRY(tx.one<std::int64_t>(
        "SELECT COUNT(*) FROM holding h"
        " JOIN position p ON p.office_id = h.office_id AND p.id = h.position_id"
        " JOIN membership m ON m.office_id = h.office_id AND m.person_id = h.person_id"
        " WHERE h.office_id = $1 AND h.from_at <= $2 AND (h.till_at IS NULL OR h.till_at > $2)"
        " AND m.ended_at IS NULL AND p.closed_at IS NULL AND p.kind IN ('sekretaris', 'pengelola')",
        office, now));
    if (keepers > 0) return {};
    return Error{Kind::invalid, "nobody could manage the office", {{"keeper", "last"}}};
}

Result<void> People::hold(store::Tx& tx, OfficeId office, PositionId position, PersonId person,
                          Hold hold, Instant from, std::optional<Instant> till,
                          const std::string& letter_number) {
    if (till && *till <= from) {
        return Error{Kind::invalid, "ends before it begins", {{"till", "before_start"}}};
    }
    const auto known =
        TRY(tx.all<PositionId>("SELECT p.id FROM position p JOIN membership m"
                               " ON m.office_id = p.office_id AND m.person_id = $3"
                               " WHERE p.office_id = $1 AND p.id = $2",
                               office, position, person));
    if (known.empty()) return Error{Kind::not_found, "no such position or member"};
    TRY(
        tx.run("INSERT INTO holding (office_id, id, position_id, person_id, hold, from_at, till_at,"
               " letter_number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               office, fresh_key(), position, person, word_of(hold), from, till, letter_number));
    return {};
}

Result<std::vector<Holding>> Organisation::holdings(store::Tx& tx, OfficeId office, Instant now) {
    return holdings_where(tx, " AND (h.till_at IS NULL OR h.till_at > $2)", office,
                          now - shown_after_end);
}

Result<HoldingId> Organisation::appoint(store::Tx& tx, const Who& who, const Holding& typed,
                                        Instant now) {
    TRY(need(who, Right::manage_people));
    const auto all = TRY(positions(tx, who.office));
    const auto position = std::ranges::find(all, typed.position, &Position::id);
    Fields fields;
    if (position == all.end() || position->closed) fields.wrong("position", "required");
    if (!member(tx, who.office, typed.person, now)) fields.wrong("person", "required");
    Holding wish = typed;
    wish.letter_number = fields.text("letter", typed.letter_number, 120);
    if (wish.hold == Hold::plh && !wish.till) fields.wrong("till", "required");
    if (wish.till && *wish.till <= wish.from) fields.wrong("till", "before_start");
    TRY(fields.settle());
    const auto kinds = split(single_kinds, ' ');
    const bool single = std::ranges::find(kinds, position->kind) != kinds.end();
    check_beside(fields, wish,
                 TRY(holdings_where(tx, " AND h.position_id = $2", who.office, wish.position)),
                 single);
    TRY(fields.settle());
    const auto id = fresh<HoldingId>();
    TRY(
        tx.run("INSERT INTO holding (office_id, id, position_id, person_id, hold, from_at, till_at,"
               " letter_number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               who.office, id, wish.position, wish.person, word_of(wish.hold), wish.from, wish.till,
               wish.letter_number));
    auto event = event_about("appointed", "holding", id.value);
    event["position"] = std::to_string(wish.position.value);
    event["holder"] = std::to_string(wish.person.value);
    event["hold"] = word_of(wish.hold);
    event["title"] = Held{wish.position, position->title, position->kind, wish.hold, {}}.shown();
    TRY(Journal::append(tx, who, office_stream(who.office), std::move(event), now));
    return id;
}

Result<void> Organisation::give_number(store::Tx& tx, const Who& who, HoldingId id,
                                       const std::string& letter, Instant now) {
    TRY(need(who, Right::manage_people));
    Fields fields;
    const auto number = fields.wanted("letter", letter, 120);
    const auto found = TRY(holdings_where(tx, " AND h.id = $2", who.office, id));
    if (found.empty()) return Error{Kind::not_found, "no such holding"};
    TRY(fields.settle());
    TRY(tx.run("UPDATE holding SET letter_number = $3 WHERE office_id = $1 AND id = $2", who.office,
               id, number));
    TRY(Journal::append(tx, who, office_stream(who.office),
                        event_about("letter_numbered", "holding", id.value), now));
    return {};
}

Result<void> Organisation::end_holding(store::Tx& tx, const Who& who, HoldingId id, Instant till,
                                       Instant now) {
    TRY(need(who, Right::manage_people));
    const auto found = TRY(holdings_where(tx, " AND h.id = $2", who.office, id));
    if (found.empty()) return Error{Kind::not_found, "no such holding"};
    const Holding& holding = found.front();
    Fields fields;
    if (holding.till && *holding.till <= now) fields.wrong("holding", "ended");
    // What was held in the past was held: an end before now would make acts of then homeless.
    const auto end = std::max(till, now);
    if (end <= holding.from && holding.from <= now) fields.wrong("till", "before_start");
    TRY(fields.settle());
    TRY(tx.run("UPDATE holding SET till_at = $3 WHERE office_id = $1 AND id = $2", who.office, id,
               std::max(end, holding.from)));
    TRY(keep_a_keeper(tx, who.office, std::max(end, now)));
    TRY(Journal::append(tx, who, office_stream(who.office),
                        event_about("holding_ended", "holding", id.value), now));
    return {};
}

Result<int> Organisation::numbers_missing(store::Tx& tx, OfficeId office, Instant now) {
    const auto [missing] = TRY(tx.one<std::int64_t>(
        "SELECT COUNT(*) FROM holding WHERE office_id = $1 AND hold <> 'definitive'"
        " AND letter_number = '' AND (till_at IS NULL OR till_at > $2)",
        office, now));
    return static_cast<int>(missing);
}

Result<void> end_holdings_of(store::Tx& tx, OfficeId office, PersonId person, Instant now) {
    TRY(
        tx.run("UPDATE holding SET till_at = CASE WHEN from_at > $3 THEN from_at ELSE $3 END"
               " WHERE office_id = $1 AND person_id = $2 AND (till_at IS NULL OR till_at > $3)",
               office, person, now));
    return {};
}

}  // namespace kentongan::office
