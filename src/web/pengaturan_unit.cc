// Settings: the units of the office, and its standing teams.
#include <algorithm>
#include <map>

#include "office/contacts.h"
#include "office/organisation.h"
#include "web/pages.h"
#include "web/pengaturan_view.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::Contacts;
using office::Organisation;
using office::StandingTeam;
using office::Unit;
using Issues = std::vector<Issue>;

SettingsForm unit_form(const Site& site, const Visit& visit, const std::vector<Unit>& units,
                       const Unit& stored, const Issues& issues) {
    const Say say(site, visit);
    const bool is_new = !stored.id;
    std::vector<Option> parents{{"", say("settings.none")}}, kinds;
    for (const Unit& unit : units) {
        if (unit.closed || unit.id == stored.id) continue;
        parents.push_back({std::to_string(unit.id.value), unit.name});
    }
    for (const auto* kind : {"sekretariat", "bidang", "seksi", "upt", "lain"}) {
        kinds.push_back({kind, say(cat("settings.unit_", kind))});
    }
    FormMaker form(site, visit, "unit",
                   is_new ? "/pengaturan/unit" : cat("/pengaturan/unit/", stored.id.value), issues);
    form.line("nama_unit", "name", stored.name)
        .choice("jenis_unit", "kind", stored.kind, std::move(kinds))
        .choice("induk", "parent", stored.parent ? std::to_string(stored.parent->value) : "",
                std::move(parents));
    if (!is_new) form.ticks("tutup", "closed", {{"1", say("settings.close_it"), stored.closed}});
    return form.done(is_new ? "settings.add_unit" : "settings.edit_unit", "",
                     is_new ? "settings.add_unit" : "settings.save");
}

Result<std::vector<Unit>> read_units(const Site& site, const Visit& visit) {
    return site.db.read([&](store::Tx& tx) { return Organisation::units(tx, visit.who().office); });
}

Result<SettingsView> units_view(const Site& site, const Visit& visit, const Issues& issues) {
    const Say say(site, visit);
    const auto units = TRY(read_units(site, visit));
    auto view = TRY(settings_view(site, visit, "unit", ""));
    SettingsTable table{.title = say("settings.units"), .empty = say("settings.no_units")};
    table.columns = {say("settings.nama_unit"), say("settings.jenis_unit"), say("settings.induk")};
    for (const Unit& unit : units) {
        SettingsRow row{.lead = unit.name,
                        .address = cat("/pengaturan/unit/", unit.id.value),
                        .act = say("settings.manage")};
        const auto parent = std::ranges::find(units, unit.parent.value_or(UnitId{}), &Unit::id);
        SettingsCell kind{say("settings.jenis_unit"), say(cat("settings.unit_", unit.kind))};
        if (unit.closed) kind.pills.push_back({say("settings.closed"), "", "lock"});
        row.cells.push_back(std::move(kind));
        row.cells.push_back({say("settings.induk"), parent == units.end() ? "–" : parent->name});
        table.rows.push_back(std::move(row));
    }
    view.tables.push_back(std::move(table));
    view.forms.push_back(unit_form(site, visit, units, {}, issues));
    return view;
}

Result<SettingsView> unit_view(const Site& site, const Visit& visit, UnitId id,
                               const Issues& issues) {
    const auto units = TRY(read_units(site, visit));
    const auto unit = std::ranges::find(units, id, &Unit::id);
    if (unit == units.end()) return Error{Kind::not_found, "no such unit"};
    auto view = TRY(settings_view(site, visit, "unit", unit->name));
    view.main_forms.push_back(unit_form(site, visit, units, *unit, issues));
    return view;
}

Unit typed_unit(const Visit& visit, UnitId id) {
    return {id, visit.field("nama_unit"), visit.field("jenis_unit"),
            chosen_id<UnitId>(visit, "induk"), visit.field("tutup") == "1"};
}

struct Crew {
    std::vector<StandingTeam> teams = {};
    std::vector<office::PersonCard> people = {};
};
Result<Crew> read_crew(const Site& site, const Visit& visit) {
    return site.db.read([&](store::Tx& tx) -> Result<Crew> {
        return Crew{TRY(Contacts::teams(tx, visit.who().office)),
                    TRY(Organisation::people(tx, visit.who().office))};
    });
}

SettingsForm team_form(const Site& site, const Visit& visit, const Crew& crew,
                       const StandingTeam& stored, const Issues& issues) {
    const Say say(site, visit);
    const bool is_new = !stored.id;
    std::vector<Option> leaders{{"", say("settings.none")}}, members;
    for (const auto& person : crew.people) {
        if (person.ended) continue;
        const auto id = std::to_string(person.id.value);
        leaders.push_back({id, person.name});
        const bool in = std::ranges::find(stored.members, person.id) != stored.members.end();
        members.push_back({id, person.name, in});
    }
    FormMaker form(site, visit, "tim",
                   is_new ? "/pengaturan/tim" : cat("/pengaturan/tim/", stored.id.value), issues);
    form.line("nama_tim", "name", stored.name)
        .choice("ketua", "leader", stored.leader ? std::to_string(stored.leader->value) : "",
                std::move(leaders))
        .ticks("anggota", "members", std::move(members));
    if (!is_new) form.ticks("tutup", "closed", {{"1", say("settings.close_it"), stored.closed}});
    return form.done(is_new ? "settings.add_team" : "settings.edit_team", "",
                     is_new ? "settings.add_team" : "settings.save");
}

Result<SettingsView> teams_view(const Site& site, const Visit& visit, const Issues& issues) {
    const Say say(site, visit);
    const auto crew = TRY(read_crew(site, visit));
    std::map<PersonId, std::string> names;
    for (const auto& person : crew.people) names[person.id] = person.name;
    auto view = TRY(settings_view(site, visit, "tim", ""));
    SettingsTable table{.title = say("settings.teams"), .empty = say("settings.no_teams")};
    table.columns = {say("settings.nama_tim"), say("settings.ketua"), say("settings.anggota")};
    for (const StandingTeam& team : crew.teams) {
        std::vector<std::string> members;
        for (const auto person : team.members) members.push_back(names[person]);
        SettingsRow row{.lead = team.name,
                        .address = cat("/pengaturan/tim/", team.id.value),
                        .act = say("settings.manage")};
        row.cells.push_back({say("settings.ketua"), team.leader ? names[*team.leader] : "–"});
        SettingsCell cell{say("settings.anggota"), joined(members, ", ")};
        if (team.closed) cell.pills.push_back({say("settings.closed"), "", "lock"});
        row.cells.push_back(std::move(cell));
        table.rows.push_back(std::move(row));
    }
    view.tables.push_back(std::move(table));
    view.forms.push_back(team_form(site, visit, crew, {}, issues));
    return view;
}

Result<SettingsView> team_view(const Site& site, const Visit& visit, TeamId id,
                               const Issues& issues) {
    const auto crew = TRY(read_crew(site, visit));
    const auto team = std::ranges::find(crew.teams, id, &StandingTeam::id);
    if (team == crew.teams.end()) return Error{Kind::not_found, "no such team"};
    auto view = TRY(settings_view(site, visit, "tim", team->name));
    view.main_forms.push_back(team_form(site, visit, crew, *team, issues));
    return view;
}

StandingTeam typed_team(const Visit& visit, TeamId id) {
    StandingTeam team{id, visit.field("nama_tim"), chosen_id<PersonId>(visit, "ketua")};
    for (const auto& one : visit.every("anggota")) {
        const auto number = to_number(one);
        if (number && *number > 0) team.members.push_back(PersonId{*number});
    }
    team.closed = visit.field("tutup") == "1";
    return team;
}

}  // namespace

Answer show_units(const Site& site, Visit& visit) {
    return page_of(site, visit, TRY(units_view(site, visit, {})));
}

Answer add_unit(const Site& site, Visit& visit) {
    return settle_form(
        site, visit, "/pengaturan/unit", "toast.unit_saved",
        [&](store::Tx& tx) -> Result<void> {
            TRY(Organisation::save_unit(tx, visit.who(), typed_unit(visit, {}), visit.now));
            return {};
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(units_view(site, visit, issues)), status);
        });
}

Answer show_unit(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<UnitId>());
    return page_of(site, visit, TRY(unit_view(site, visit, id, {})));
}

Answer edit_unit(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<UnitId>());
    return settle_form(
        site, visit, "/pengaturan/unit", "toast.unit_saved",
        [&](store::Tx& tx) -> Result<void> {
            TRY(Organisation::save_unit(tx, visit.who(), typed_unit(visit, id), visit.now));
            return {};
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(unit_view(site, visit, id, issues)), status);
        });
}

Answer show_teams(const Site& site, Visit& visit) {
    return page_of(site, visit, TRY(teams_view(site, visit, {})));
}

Answer add_team(const Site& site, Visit& visit) {
    return settle_form(
        site, visit, "/pengaturan/tim", "toast.team_saved",
        [&](store::Tx& tx) -> Result<void> {
            TRY(Contacts::save_team(tx, visit.who(), typed_team(visit, {}), visit.now));
            return {};
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(teams_view(site, visit, issues)), status);
        });
}

Answer show_standing_team(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<TeamId>());
    return page_of(site, visit, TRY(team_view(site, visit, id, {})));
}

Answer edit_team(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<TeamId>());
    return settle_form(
        site, visit, "/pengaturan/tim", "toast.team_saved",
        [&](store::Tx& tx) -> Result<void> {
            TRY(Contacts::save_team(tx, visit.who(), typed_team(visit, id), visit.now));
            return {};
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(team_view(site, visit, id, issues)), status);
        });
}

}  // namespace kentongan::web
