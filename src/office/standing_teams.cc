// Owns standing_team and standing_team_member.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "office/contacts.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/organisation.h"
#include "office/people_rows.h"
#include "office/policy.h"

namespace kentongan::office {

Result<std::vector<StandingTeam>> Contacts::teams(store::Tx& tx, OfficeId office) {
    const auto rows = TRY(tx.all<TeamId, std::string, std::optional<PersonId>, int>(
        "SELECT id, name, leader_id, CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END"
        " FROM standing_team WHERE office_id = $1 ORDER BY name, id",
        office));
    const auto members = TRY(tx.all<TeamId, PersonId>(
        "SELECT team_id, person_id FROM standing_team_member WHERE office_id = $1"
        " ORDER BY team_id, person_id",
        office));
    std::vector<StandingTeam> all;
    for (const auto& [id, name, leader, closed] : rows) {
        auto& team = all.emplace_back(StandingTeam{id, name, leader, {}, closed != 0});
        for (const auto& [of, person] : members) {
            if (of == id) team.members.push_back(person);
        }
    }
    return all;
}

Result<TeamId> Contacts::save_team(store::Tx& tx, const Who& who, const StandingTeam& typed,
                                   Instant now) {
    TRY(need(who, Right::manage_office));
    const auto all = TRY(teams(tx, who.office));
    const bool is_new = !typed.id;
    if (!is_new && std::ranges::find(all, typed.id, &StandingTeam::id) == all.end()) {
        return Error{Kind::not_found, "no such team"};
    }
    Fields fields;
    const auto name = fields.wanted("name", typed.name);
    std::set<PersonId> members(typed.members.begin(), typed.members.end());
    if (typed.leader) members.insert(*typed.leader);
    if (members.empty()) fields.wrong("members", "required");
    for (const auto person : members) {
        if (!member(tx, who.office, person, now)) fields.wrong("members", "unknown");
    }
    const bool taken = std::ranges::any_of(all, [&](const StandingTeam& other) {
        return other.id != typed.id && !other.closed && lowered(other.name) == lowered(name);
    });
    if (taken && !typed.closed) fields.wrong("name", "taken", {name});
    TRY(fields.settle());
    const auto id = is_new ? fresh<TeamId>() : typed.id;
    const auto closed_at = typed.closed ? std::optional(now) : std::nullopt;
    TRY(
        tx.run("INSERT INTO standing_team (office_id, id, name, leader_id, closed_at)"
               " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (office_id, id) DO UPDATE SET"
               " name = excluded.name, leader_id = excluded.leader_id,"
               " closed_at = excluded.closed_at",
               who.office, id, name, typed.leader, closed_at));
    TRY(tx.run("DELETE FROM standing_team_member WHERE office_id = $1 AND team_id = $2", who.office,
               id));
    for (const auto person : members) {
        TRY(
            tx.run("INSERT INTO standing_team_member (office_id, team_id, person_id)"
                   " VALUES ($1, $2, $3)",
                   who.office, id, person));
    }
    TRY(Journal::append(tx, who, office_stream(who.office),
                        event_about(is_new         ? "team_added"
                                    : typed.closed ? "team_closed"
                                                   : "team_changed",
                                    "team", id.value),
                        now));
    return id;
}

}  // namespace kentongan::office
