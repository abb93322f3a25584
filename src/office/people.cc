// Owns office, person and membership.
#include "office/people.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "office/fields.h"
#include "office/holding_rows.h"
#include "office/journal.h"
#include "office/organisation.h"
#include "office/people_rows.h"
#include "office/policy.h"
#include "office/session_rows.h"

namespace kentongan::office {
namespace {

constexpr std::string_view office_columns =
    "SELECT id, slug, region, name, hours_from_utc, is_demo, host FROM office ";

Result<std::optional<OfficeInfo>> office_where(store::Db& db, const std::string& condition,
                                               const std::string& value) {
    return db.read([&](store::Tx& tx) -> Result<std::optional<OfficeInfo>> {
        const auto row =
            TRY(tx.maybe<OfficeId, std::string, std::string, std::string, int, int, std::string>(
                cat(office_columns, condition), value));
        if (!row) return std::optional<OfficeInfo>{};
        const auto& [id, slug, region, name, hours, is_demo, host] = *row;
        return std::optional(OfficeInfo{id, slug, region, name, hours, is_demo != 0, host});
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
                              " AND m.ended_at IS NULL AND p.disabled_at IS NULL",
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

Result<std::map<std::string, std::string>> People::hosts() {
    return db_.read([&](store::Tx& tx) -> Result<std::map<std::string, std::string>> {
        const auto rows =
            TRY(tx.all<std::string, std::string>("SELECT host, slug FROM office WHERE host <> ''"));
        std::map<std::string, std::string> all;
        for (const auto& [host, slug] : rows) all[host] = slug;
        return all;
    });
}

std::string portal_address(const OfficeInfo& office, const std::string& public_address) {
    if (office.host.empty()) return cat(public_address, "/k/", office.slug);
    const auto at = public_address.find("://") + 3;
    const auto port = public_address.find_last_of(":]");
    const bool has_port = port != public_address.npos && port >= at && public_address[port] == ':';
    return cat(public_address.substr(0, at), office.host,
               has_port ? public_address.substr(port) : "");
}

Result<std::vector<OfficeInfo>> People::offices_of(PersonId person) {
    const auto ids = TRY(db_.read([&](store::Tx& tx) { return office::offices_of(tx, person); }));
    std::vector<OfficeInfo> all;
    for (const auto id : ids) all.push_back(TRY(office(id)));
    return all;
}

Result<std::vector<Who>> People::everyone(OfficeId office) {
    return db_.read([&](store::Tx& tx) -> Result<std::vector<Who>> {
        const auto people = TRY(tx.all<PersonId, std::string>(
            "SELECT p.id, p.name FROM membership m JOIN person p ON p.id = m.person_id"
            " WHERE m.office_id = $1 AND m.ended_at IS NULL AND p.disabled_at IS NULL"
            " ORDER BY p.name, p.id",
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

Result<void> People::save_office(store::Tx& tx, const Who& who, const OfficeInfo& typed,
                                 Instant now) {
    TRY(need(who, Right::manage_office));
    Fields fields;
    const auto region = fields.wanted("region", typed.region, 120);
    const auto name = fields.wanted("office_name", typed.name);
    if (typed.hours_from_utc < 7 || typed.hours_from_utc > 9) fields.wrong("zone", "unknown");
    const auto host = fields.host("host", typed.host);
    const auto taken = TRY(tx.maybe<OfficeId>(
        "SELECT id FROM office WHERE host = $1 AND host <> '' AND id <> $2", host, who.office));
    if (taken) fields.wrong("host", "taken", {host});
    TRY(fields.settle());
    TRY(
        tx.run("UPDATE office SET region = $2, name = $3, hours_from_utc = $4, host = $5"
               " WHERE id = $1",
               who.office, region, name, typed.hours_from_utc, host));
    TRY(Journal::append(tx, who, office_stream(who.office),
                        event_about("office_changed", "office", who.office.value), now));
    return {};
}

Result<PersonId> People::add_person(store::Tx& tx, OfficeId office, const std::string& name,
                                    const std::string& sign_in, const std::string& password_hash) {
    const auto id = fresh<PersonId>();
    TRY(tx.run("INSERT INTO person (id, name, sign_in, password_hash) VALUES ($1, $2, $3, $4)", id,
               name, lowered(trimmed(sign_in)), password_hash));
    TRY(tx.run("INSERT INTO membership (office_id, person_id) VALUES ($1, $2)", office, id));
    return id;
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

Result<void> set_password_of(store::Tx& tx, PersonId person, const std::string& hash, Instant now) {
    TRY(tx.run("UPDATE person SET password_hash = $2 WHERE id = $1", person, hash));
    return end_sessions_of(tx, person, now);
}

Result<void> forget_office(store::Tx& tx, OfficeId office) {
    TRY(
        tx.run("DELETE FROM person WHERE id IN (SELECT person_id FROM membership"
               " WHERE office_id = $1) AND id NOT IN (SELECT person_id FROM membership"
               " WHERE office_id <> $1)",
               office));
    TRY(tx.run("DELETE FROM membership WHERE office_id = $1", office));
    TRY(tx.run("DELETE FROM office WHERE id = $1", office));
    return {};
}

Result<std::vector<OfficeId>> offices_of(store::Tx& tx, PersonId person) {
    const auto rows = TRY(tx.all<OfficeId>(
        "SELECT office_id FROM membership WHERE person_id = $1 AND ended_at IS NULL"
        " ORDER BY office_id",
        person));
    std::vector<OfficeId> offices;
    for (const auto& [office] : rows) offices.push_back(office);
    return offices;
}

namespace {

template <class... Values>
Result<std::vector<PersonCard>> cards_where(store::Tx& tx, std::string_view rest,
                                            const Values&... values) {
    const auto rows = TRY(tx.all<PersonId, std::string, std::string, std::string, std::string,
                                 std::string, int, int, std::string>(
        cat("SELECT p.id, p.name, p.sign_in, COALESCE(m.nip, ''), COALESCE(m.email, ''),"
            " COALESCE(m.whatsapp, ''), CASE WHEN m.ended_at IS NULL THEN 0 ELSE 1 END,"
            " CASE WHEN p.password_hash = '' THEN 0 ELSE 1 END, m.rank"
            " FROM membership m JOIN person p ON p.id = m.person_id WHERE m.office_id = $1",
            rest, " ORDER BY p.name, p.id"),
        values...));
    std::vector<PersonCard> cards;
    for (const auto& [id, name, sign_in, nip, email, whatsapp, ended, password, rank] : rows) {
        cards.push_back({id, name, sign_in, nip, email, whatsapp, ended != 0, password != 0, rank});
    }
    return cards;
}

constexpr std::size_t rank_letters_max = 60;

bool is_sign_in(const std::string& name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == '_' || c == '@';
    };
    return name.size() >= 2 && name.size() <= 60 && std::ranges::all_of(name, fits);
}

/// Who joins from another office. Only who knows both the name and the sign-in may bring them in,
/// so that nobody learns a name by guessing; and only who has a password already, or the other
/// office's open invitation would lead here too.
Result<PersonId> joining(store::Tx& tx, OfficeId office, const PersonCard& card, Fields& fields) {
    const auto row = TRY(tx.maybe<PersonId, std::string>(
        "SELECT id, name FROM person WHERE sign_in = $1 AND disabled_at IS NULL"
        " AND password_hash <> ''",
        card.sign_in));
    if (!row || lowered(std::get<1>(*row)) != lowered(card.name)) {
        fields.wrong("sign_in", "nobody", {card.sign_in, card.name});
        return PersonId{};
    }
    const auto here = TRY(tx.maybe<PersonId>(
        "SELECT person_id FROM membership WHERE office_id = $1 AND person_id = $2", office,
        std::get<0>(*row)));
    if (here) fields.wrong("sign_in", "member", {card.sign_in});
    return std::get<0>(*row);
}

/// The card as it will be kept, or everything that is wrong with it.
Result<PersonCard> checked(store::Tx& tx, OfficeId office, const PersonCard& typed) {
    Fields fields;
    PersonCard card = typed;
    card.name = fields.wanted("name", typed.name);
    card.sign_in = lowered(fields.wanted("sign_in", typed.sign_in));
    if (!card.sign_in.empty() && !is_sign_in(card.sign_in)) fields.wrong("sign_in", "letters");
    card.nip = fields.nip("nip", typed.nip);
    card.rank = fields.text("rank", typed.rank, rank_letters_max);
    card.email = fields.email("email", typed.email);
    card.whatsapp = fields.phone("whatsapp", typed.whatsapp);
    if (typed.joins && !typed.id) {
        card.id = TRY(joining(tx, office, card, fields));
    } else {
        const auto taken = TRY(tx.maybe<PersonId>(
            "SELECT id FROM person WHERE sign_in = $1 AND id <> $2", card.sign_in, card.id));
        if (taken) fields.wrong("sign_in", "taken", {card.sign_in});
    }
    const auto twin = TRY(tx.maybe<PersonId>(
        "SELECT person_id FROM membership WHERE office_id = $1 AND nip = $2 AND person_id <> $3",
        office, card.nip, card.id));
    if (twin && !card.nip.empty()) fields.wrong("nip", "taken", {nip_words(card.nip)});
    TRY(fields.settle());
    return card;
}

std::optional<std::string> or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

Result<std::vector<PersonCard>> Organisation::people(store::Tx& tx, OfficeId office) {
    return cards_where(tx, "", office);
}

Result<PersonCard> Organisation::person(store::Tx& tx, OfficeId office, PersonId person) {
    auto found = TRY(cards_where(tx, " AND m.person_id = $2", office, person));
    if (found.empty()) return Error{Kind::not_found, "no such member"};
    return std::move(found.front());
}

Result<PersonId> Organisation::save_person(store::Tx& tx, const Who& who, const PersonCard& typed,
                                           Instant now) {
    TRY(need(who, Right::manage_people));
    const bool is_new = !typed.id;
    if (!is_new) {
        const auto before = TRY(person(tx, who.office, typed.id));
        const auto offices = TRY(offices_of(tx, typed.id));
        // A name that another office uses too is not one office's to change.
        if (offices.size() > 1 && before.sign_in != lowered(trimmed(typed.sign_in))) {
            return Error{Kind::invalid, "member of another office", {{"sign_in", "shared"}}};
        }
    }
    auto card = TRY(checked(tx, who.office, typed));
    if (is_new) {
        if (!typed.joins) {
            card.id = fresh<PersonId>();
            TRY(tx.run(
                "INSERT INTO person (id, name, sign_in, password_hash) VALUES ($1, $2, $3, '')",
                card.id, card.name, card.sign_in));
        }
        TRY(tx.run("INSERT INTO membership (office_id, person_id) VALUES ($1, $2)", who.office,
                   card.id));
    } else {
        TRY(tx.run("UPDATE person SET name = $2, sign_in = $3 WHERE id = $1", card.id, card.name,
                   card.sign_in));
    }
    TRY(
        tx.run("UPDATE membership SET nip = $3, email = $4, whatsapp = $5, rank = $6"
               " WHERE office_id = $1 AND person_id = $2",
               who.office, card.id, or_null(card.nip), card.email, card.whatsapp, card.rank));
    TRY(Journal::append(
        tx, who, cat("person/", card.id.value),
        event_about(is_new ? "person_added" : "person_changed", "subject", card.id.value), now));
    return card.id;
}

Result<void> Organisation::end_membership(store::Tx& tx, const Who& who, PersonId id, Instant now) {
    TRY(need(who, Right::manage_people));
    TRY(person(tx, who.office, id));
    TRY(tx.run("UPDATE membership SET ended_at = $3 WHERE office_id = $1 AND person_id = $2",
               who.office, id, now));
    TRY(end_holdings_of(tx, who.office, id, now));
    TRY(end_sessions_of(tx, who.office, id, now));
    TRY(keep_a_keeper(tx, who.office, now));
    TRY(Journal::append(tx, who, cat("person/", id.value),
                        event_about("person_disabled", "subject", id.value), now));
    return {};
}

Result<void> Organisation::renew_membership(store::Tx& tx, const Who& who, PersonId id,
                                            Instant now) {
    TRY(need(who, Right::manage_people));
    TRY(person(tx, who.office, id));
    TRY(tx.run("UPDATE membership SET ended_at = NULL WHERE office_id = $1 AND person_id = $2",
               who.office, id));
    TRY(Journal::append(tx, who, cat("person/", id.value),
                        event_about("person_enabled", "subject", id.value), now));
    return {};
}

}  // namespace kentongan::office
