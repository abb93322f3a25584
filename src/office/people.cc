// Owns office, person, membership, position and holding.
#include "office/people.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "office/people_rows.h"
#include "office/session_rows.h"

namespace kentongan::office {
namespace {

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

constexpr std::string_view office_columns =
    "SELECT id, slug, region, name, hours_from_utc, is_demo FROM office ";

Result<std::optional<OfficeInfo>> office_where(store::Db& db, const std::string& condition,
                                               const std::string& value) {
    return db.read([&](store::Tx& tx) -> Result<std::optional<OfficeInfo>> {
        const auto row = TRY(tx.maybe<OfficeId, std::string, std::string, std::string, int, int>(
            cat(office_columns, condition), value));
        if (!row) return std::optional<OfficeInfo>{};
        const auto& [id, slug, region, name, hours, is_demo] = *row;
        return std::optional(OfficeInfo{id, slug, region, name, hours, is_demo != 0});
    });
}

using HeldRow = std::tuple<PositionId, std::string, std::string, std::string, std::string>;
Held held_from(const HeldRow& row) {
    const auto& [position, title, kind, hold, letter] = row;
    return {position, title, kind, hold_of(hold), letter};
}

}  // namespace

std::string Held::shown() const {
    switch (hold) {
    case Hold::plh: return "Plh. " + title;
    case Hold::plt: return "Plt. " + title;
    case Hold::definitive: return title;
    }
    return title;
}

bool Who::holds(std::string_view kind) const {
    return std::ranges::any_of(positions, [&](const Held& held) { return held.kind == kind; });
}
std::string Who::shown() const {
    const auto title = positions.empty() ? name : positions.front().shown();
    return proven == "kertas" ? title + " (di atas kertas)" : title;
}

Result<std::vector<Held>> held_by(store::Tx& tx, OfficeId office, PersonId person, Instant now) {
    const auto rows = TRY(tx.all<PositionId, std::string, std::string, std::string, std::string>(
        "SELECT h.position_id, p.title, p.kind, h.hold, h.letter_number FROM holding h"
        " JOIN position p ON p.office_id = h.office_id AND p.id = h.position_id"
        " WHERE h.office_id = $1 AND h.person_id = $2 AND h.from_at <= $3"
        " AND (h.till_at IS NULL OR h.till_at > $3)"
        " ORDER BY CASE h.hold WHEN 'definitive' THEN 0 ELSE 1 END, h.id",
        office, person, now));
    std::vector<Held> positions;
    for (const auto& row : rows) positions.push_back(held_from(row));
    return positions;
}

Result<Who> member(store::Tx& tx, OfficeId office, PersonId person, Instant now) {
    const auto row = TRY(
        tx.maybe<std::string>("SELECT p.name FROM membership m JOIN person p ON p.id = m.person_id"
                              " WHERE m.office_id = $1 AND m.person_id = $2"
                              " AND p.disabled_at IS NULL",
                              office, person));
    if (!row) return Error{Kind::not_found, "no such member"};
    Who who{.office = office, .person = person, .name = std::get<0>(*row)};
    who.positions = TRY(held_by(tx, office, person, now));
    return who;
}

Result<std::string> name_of(store::Tx& tx, PersonId person) {
    const auto row = TRY(tx.maybe<std::string>("SELECT name FROM person WHERE id = $1", person));
    return row ? std::get<0>(*row) : std::string{};
}

Result<std::vector<PersonId>> holders_of(store::Tx& tx, OfficeId office, PositionId position,
                                         Instant now) {
    const auto rows = TRY(
        tx.all<PersonId>("SELECT person_id FROM holding WHERE office_id = $1 AND position_id = $2"
                         " AND from_at <= $3 AND (till_at IS NULL OR till_at > $3)",
                         office, position, now));
    std::vector<PersonId> people;
    for (const auto& [person] : rows) people.push_back(person);
    return people;
}

Result<OfficeInfo> People::office(OfficeId id) {
    const auto found =
        TRY(office_where(db_, "WHERE id = CAST($1 AS BIGINT)", std::to_string(id.value)));
    if (!found) return Error{Kind::not_found, "no such office"};
    return *found;
}
Result<std::optional<OfficeInfo>> People::office_by_slug(const std::string& slug) {
    return office_where(db_, "WHERE slug = $1", slug);
}
Result<std::optional<OfficeInfo>> People::first_office() {
    return office_where(db_, "WHERE $1 = '' ORDER BY id LIMIT 1", "");
}

Result<std::vector<Who>> People::everyone(OfficeId office) {
    return db_.read([&](store::Tx& tx) -> Result<std::vector<Who>> {
        const auto people = TRY(tx.all<PersonId, std::string>(
            "SELECT p.id, p.name FROM membership m JOIN person p ON p.id = m.person_id"
            " WHERE m.office_id = $1 AND p.disabled_at IS NULL ORDER BY p.name, p.id",
            office));
        std::map<PersonId, Who> by_id;
        for (const auto& [id, name] : people) by_id[id] = {office, id, name};
        const auto held =
            TRY(tx.all<PersonId, PositionId, std::string, std::string, std::string, std::string>(
                "SELECT h.person_id, h.position_id, p.title, p.kind, h.hold, h.letter_number"
                " FROM holding h"
                " JOIN position p ON p.office_id = h.office_id AND p.id = h.position_id"
                " WHERE h.office_id = $1 AND h.from_at <= $2"
                " AND (h.till_at IS NULL OR h.till_at > $2)"
                " ORDER BY CASE h.hold WHEN 'definitive' THEN 0 ELSE 1 END, h.id",
                office, clock_()));
        for (const auto& [person, position, title, kind, hold, letter] : held) {
            const auto found = by_id.find(person);
            if (found == by_id.end()) continue;
            found->second.positions.push_back(held_from({position, title, kind, hold, letter}));
        }
        std::vector<Who> all;
        for (const auto& [id, name] : people) all.push_back(by_id[id]);
        return all;
    });
}

Result<Who> People::someone(store::Tx& tx, OfficeId office, PersonId person) {
    return member(tx, office, person, clock_());
}

Result<OfficeId> People::add_office(store::Tx& tx, const OfficeInfo& info) {
    const auto id = info.id ? info.id : fresh<OfficeId>();
    TRY(
        tx.run("INSERT INTO office (id, slug, region, name, hours_from_utc, is_demo)"
               " VALUES ($1, $2, $3, $4, $5, $6)",
               id, info.slug, info.region, info.name, info.hours_from_utc, info.is_demo));
    return id;
}

Result<PersonId> People::add_person(store::Tx& tx, OfficeId office, const std::string& name,
                                    const std::string& sign_in, const std::string& password_hash) {
    const auto id = fresh<PersonId>();
    TRY(tx.run("INSERT INTO person (id, name, sign_in, password_hash) VALUES ($1, $2, $3, $4)", id,
               name, lowered(trimmed(sign_in)), password_hash));
    TRY(tx.run("INSERT INTO membership (office_id, person_id) VALUES ($1, $2)", office, id));
    return id;
}

Result<PositionId> People::add_position(store::Tx& tx, OfficeId office, const std::string& title,
                                        const std::string& kind) {
    const auto id = fresh<PositionId>();
    TRY(tx.run("INSERT INTO position (office_id, id, title, kind) VALUES ($1, $2, $3, $4)", office,
               id, title, kind));
    return id;
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

Result<void> People::set_password(const std::string& sign_in, const std::string& password_hash) {
    const auto now = clock_();
    return db_.write([&](store::Tx& tx) -> Result<void> {
        const auto [person] = TRY(tx.one<PersonId>("SELECT id FROM person WHERE sign_in = $1",
                                                   lowered(trimmed(sign_in))));
        TRY(tx.run("UPDATE person SET password_hash = $2 WHERE id = $1", person, password_hash));
        return end_sessions_of(tx, person, now);
    });
}

}  // namespace kentongan::office
