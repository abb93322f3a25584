// Settings: who holds which office, and who acts for whom.
#include <algorithm>
#include <map>

#include "office/organisation.h"
#include "web/pages.h"
#include "web/pengaturan_view.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::Hold;
using office::Holding;
using office::Organisation;
using office::Position;
using Issues = std::vector<Issue>;

/// Everything that the pages of positions need, read at once.
struct Seats {
    std::vector<office::Unit> units = {};
    std::vector<Position> positions = {};
    std::vector<Holding> holdings = {};
    std::vector<office::PersonCard> people = {};
    std::map<PositionId, int> open_tasks = {};

    const Position* find(PositionId id) const {
        const auto found = std::ranges::find(positions, id, &Position::id);
        return found == positions.end() ? nullptr : &*found;
    }
};

Result<Seats> read_seats(const Site& site, const Visit& visit) {
    const auto office = visit.who().office;
    return site.db.read([&](store::Tx& tx) -> Result<Seats> {
        Seats seats;
        seats.units = TRY(Organisation::units(tx, office));
        seats.positions = TRY(Organisation::positions(tx, office));
        seats.holdings = TRY(Organisation::holdings(tx, office, visit.now));
        seats.people = TRY(Organisation::people(tx, office));
        const auto open = TRY(tx.all<PositionId, int>(
            "SELECT seat, COUNT(*) FROM task_seat WHERE office_id = $1 GROUP BY seat", office));
        for (const auto& [seat, count] : open) seats.open_tasks[seat] = count;
        return seats;
    });
}

bool is_now(const Holding& holding, Instant now) {
    return holding.from <= now && (!holding.till || *holding.till > now);
}

std::string period_words(const Say& say, const Visit& visit, const Holding& holding) {
    const auto from = short_date(holding.from, visit.zone());
    if (!holding.till) {
        return holding.hold == Hold::definitive ? say("settings.for_good")
                                                : say("settings.since", {from});
    }
    const auto last = short_date(*holding.till - seconds{1}, visit.zone());
    return from == last ? from : cat(from, " – ", last);
}

Pill acting_pill(const Say& say, const Holding& holding) {
    return {say(cat("settings.hold_", holding.hold == Hold::plh ? "plh" : "plt"),
                {holding.person_name}),
            "sogan", "swap"};
}

void add_holder(const Say& say, const Visit& visit, SettingsRow& row, const Position& position,
                const Seats& seats) {
    SettingsCell who{.label = say("settings.holder")}, when{.label = say("settings.valid")};
    std::vector<std::string> names, periods;
    for (const Holding& holding : seats.holdings) {
        if (holding.position != position.id || !is_now(holding, visit.now)) continue;
        if (holding.hold == Hold::definitive) {
            names.push_back(holding.person_name);
        } else {
            who.pills.push_back(acting_pill(say, holding));
        }
        if (holding.hold != Hold::definitive && holding.letter_number.empty()) {
            who.pills.push_back({say("settings.number_missing"), "warn", "alert"});
        }
        periods.push_back(period_words(say, visit, holding));
    }
    who.words = joined(names, ", ");
    if (names.empty() && who.pills.empty()) {
        who.pills.push_back({say("settings.vacant"), "bad", "alert"});
    }
    std::ranges::sort(periods);
    periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
    when.words = periods.empty() ? "–" : joined(periods, ", ");
    row.cells.push_back(std::move(who));
    row.cells.push_back(std::move(when));
}

std::vector<Option> position_options(const Say& say, const Seats& seats, bool with_none) {
    std::vector<Option> options;
    if (with_none) options.push_back({"", say("settings.none")});
    for (const Position& one : seats.positions) {
        if (!one.closed) options.push_back({std::to_string(one.id.value), one.title});
    }
    return options;
}

std::vector<Option> kind_options(const Say& say) {
    std::vector<Option> options;
    for (const auto& kind : office::position_kinds()) {
        options.push_back({kind, say(cat("settings.kind_", kind))});
    }
    return options;
}

std::string id_or_none(const auto& id) {
    return id ? std::to_string(id->value) : "";
}

SettingsForm position_form(const Site& site, const Visit& visit, const Seats& seats,
                           const Position& stored, const Issues& issues) {
    const Say say(site, visit);
    const bool is_new = !stored.id;
    std::vector<Option> units{{"", say("settings.none")}};
    for (const auto& unit : seats.units) {
        if (!unit.closed) units.push_back({std::to_string(unit.id.value), unit.name});
    }
    FormMaker form(site, visit, "jabatan",
                   is_new ? "/pengaturan/jabatan" : cat("/pengaturan/jabatan/", stored.id.value),
                   issues);
    form.line("nama_jabatan", "title", stored.title)
        .choice("jenis_jabatan", "kind", stored.kind.empty() ? "lain" : stored.kind,
                kind_options(say))
        .choice("unit", "unit", id_or_none(stored.unit), std::move(units))
        .choice("atasan", "superior", id_or_none(stored.superior),
                position_options(say, seats, true));
    if (!is_new) form.ticks("tutup", "closed", {{"1", say("settings.close_it"), stored.closed}});
    return form.done(is_new ? "settings.add_position" : "settings.edit_position", "",
                     is_new ? "settings.add_position" : "settings.save");
}

SettingsForm appoint_form(const Site& site, const Visit& visit, const Seats& seats,
                          PositionId position, const Issues& issues) {
    const Say say(site, visit);
    std::vector<Option> people{{"", say("settings.choose")}};
    for (const auto& person : seats.people) {
        if (!person.ended) people.push_back({std::to_string(person.id.value), person.name});
    }
    auto places = position_options(say, seats, false);
    FormMaker form(site, visit, "tunjuk", "/pengaturan/penunjukan", issues);
    return form
        .choice("untuk", "position", position ? std::to_string(position.value) : "",
                std::move(places))
        .choice("sebagai", "hold", position ? "definitive" : "plh",
                {{"plh", say("settings.as_plh")},
                 {"plt", say("settings.as_plt")},
                 {"definitive", say("settings.as_definitive")}})
        .choice("oleh", "person", "", std::move(people))
        .line("nomor_surat", "letter", "", "text", true)
        .line("mulai", "from", day_value(visit.now, visit.zone()), "date")
        .line("sampai", "till", "", "date", true)
        .done("settings.appoint", "settings.appoint_lead", "settings.appoint_do");
}

Result<SettingsView> positions_view(const Site& site, const Visit& visit, const Issues& issues) {
    const Say say(site, visit);
    const auto seats = TRY(read_seats(site, visit));
    auto view = TRY(settings_view(site, visit, "jabatan", ""));
    int missing = 0;
    for (const Holding& holding : seats.holdings) {
        missing += holding.hold != Hold::definitive && holding.letter_number.empty() &&
                   (!holding.till || *holding.till > visit.now);
    }
    if (missing > 0) {
        view.notes.push_back(
            {say("settings.numbers_missing", {std::to_string(missing)}), "warn", "alert"});
    }
    SettingsTable table{.title = say("settings.positions"), .empty = say("settings.no_positions")};
    table.columns = {say("settings.position"), say("settings.holder"), say("settings.valid"),
                     say("settings.open_tasks")};
    for (const Position& position : seats.positions) {
        if (position.closed) continue;
        SettingsRow row{.lead = position.title,
                        .address = cat("/pengaturan/jabatan/", position.id.value),
                        .act = say("settings.manage")};
        const auto unit =
            std::ranges::find(seats.units, position.unit.value_or(UnitId{}), &office::Unit::id);
        row.small = unit != seats.units.end() ? unit->name : "";
        add_holder(say, visit, row, position, seats);
        const auto open = seats.open_tasks.find(position.id);
        row.cells.push_back({say("settings.open_tasks"),
                             std::to_string(open == seats.open_tasks.end() ? 0 : open->second)});
        table.rows.push_back(std::move(row));
    }
    view.tables.push_back(std::move(table));
    view.forms.push_back(appoint_form(site, visit, seats, {}, issues));
    view.forms.push_back(position_form(site, visit, seats, {}, issues));
    return view;
}

/// The forms that give an order its number and end what is held.
void add_holding_forms(const Site& site, const Visit& visit, SettingsView& view,
                       const Holding& holding, const Issues& issues) {
    const auto base = cat("/pengaturan/penunjukan/", holding.id.value);
    const auto key = std::to_string(holding.id.value);
    const Say say(site, visit);
    const auto shown =
        holding.hold == Hold::definitive ? holding.person_name : acting_pill(say, holding).words;
    if (holding.hold != Hold::definitive && holding.letter_number.empty()) {
        FormMaker number(site, visit, "nomor-" + key, base + "/nomor", issues);
        auto form = number.line("nomor_surat", "letter", "").done("", "", "settings.give_number");
        form.title = say("settings.number_of", {shown});
        view.forms.push_back(std::move(form));
    }
    FormMaker end(site, visit, "akhir-" + key, base + "/akhir", issues);
    auto form = end.line("terakhir", "till", day_value(visit.now, visit.zone()), "date")
                    .danger()
                    .done("", "", "settings.end_holding");
    form.title = say("settings.end_of", {shown});
    view.forms.push_back(std::move(form));
}

Result<SettingsView> position_view(const Site& site, const Visit& visit, PositionId id,
                                   const Issues& issues) {
    const Say say(site, visit);
    const auto seats = TRY(read_seats(site, visit));
    const Position* position = seats.find(id);
    if (!position) return Error{Kind::not_found, "no such position"};
    auto view = TRY(settings_view(site, visit, "jabatan", position->title));
    view.main_forms.push_back(position_form(site, visit, seats, *position, issues));
    SettingsTable table{.title = say("settings.holders"), .empty = say("settings.no_holders")};
    table.columns = {say("settings.holder"), say("settings.valid"), say("settings.letter")};
    for (const Holding& holding : seats.holdings) {
        if (holding.position != id) continue;
        SettingsRow row{.lead = holding.hold == Hold::definitive ? holding.person_name
                                                                 : acting_pill(say, holding).words};
        SettingsCell when{say("settings.valid"), period_words(say, visit, holding)};
        const bool over = holding.till && *holding.till <= visit.now;
        if (over) when.pills.push_back({say("settings.over"), "", "history"});
        if (holding.from > visit.now)
            when.pills.push_back({say("settings.later"), "info", "clock"});
        row.cells.push_back(std::move(when));
        SettingsCell letter{say("settings.letter"), holding.letter_number};
        if (holding.hold != Hold::definitive && holding.letter_number.empty()) {
            letter.pills.push_back({say("settings.number_missing"), "warn", "alert"});
        }
        row.cells.push_back(std::move(letter));
        table.rows.push_back(std::move(row));
        if (!over) add_holding_forms(site, visit, view, holding, issues);
    }
    view.tables.push_back(std::move(table));
    if (!position->closed) {
        view.forms.insert(view.forms.begin(), appoint_form(site, visit, seats, id, issues));
    }
    return view;
}

Position typed_position(const Visit& visit, PositionId id) {
    return {id,
            visit.field("nama_jabatan"),
            visit.field("jenis_jabatan"),
            chosen_id<UnitId>(visit, "unit"),
            chosen_id<PositionId>(visit, "atasan"),
            visit.field("tutup") == "1"};
}

/// The page of the holding's position again, or all positions where it is gone.
Again holding_again(const Site& site, Visit& visit, HoldingId id) {
    return [&site, &visit, id](const Issues& issues, int status) -> Answer {
        const auto seats = TRY(read_seats(site, visit));
        const auto found = std::ranges::find(seats.holdings, id, &Holding::id);
        if (found == seats.holdings.end()) return Error{Kind::not_found, "no such holding"};
        return page_of(site, visit, TRY(position_view(site, visit, found->position, issues)),
                       status);
    };
}

}  // namespace

Answer show_settings(const Site& site, Visit& visit) {
    return page_of(site, visit, TRY(positions_view(site, visit, {})));
}

Answer add_position(const Site& site, Visit& visit) {
    return settle_form(
        site, visit, "/pengaturan", "toast.position_saved",
        [&](store::Tx& tx) -> Result<void> {
            TRY(Organisation::save_position(tx, visit.who(), typed_position(visit, {}), visit.now));
            return {};
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(positions_view(site, visit, issues)), status);
        });
}

Answer show_position(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<PositionId>());
    return page_of(site, visit, TRY(position_view(site, visit, id, {})));
}

Answer edit_position(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<PositionId>());
    return settle_form(
        site, visit, cat("/pengaturan/jabatan/", id.value), "toast.position_saved",
        [&](store::Tx& tx) -> Result<void> {
            TRY(Organisation::save_position(tx, visit.who(), typed_position(visit, id), visit.now));
            return office::keep_a_keeper(tx, visit.who().office, visit.now);
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(position_view(site, visit, id, issues)), status);
        });
}

Answer appoint(const Site& site, Visit& visit) {
    const auto as = visit.field("sebagai");
    Holding wish{.position = chosen_id<PositionId>(visit, "untuk").value_or(PositionId{}),
                 .person = chosen_id<PersonId>(visit, "oleh").value_or(PersonId{})};
    wish.hold = as == "plh" ? Hold::plh : as == "plt" ? Hold::plt : Hold::definitive;
    wish.from = chosen_day(visit, "mulai").value_or(visit.now);
    wish.till = chosen_day(visit, "sampai", 1);
    wish.letter_number = visit.field("nomor_surat");
    return settle_form(
        site, visit, "/pengaturan", "toast.appointed",
        [&](store::Tx& tx) -> Result<void> {
            TRY(Organisation::appoint(tx, visit.who(), wish, visit.now));
            return {};
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(positions_view(site, visit, issues)), status);
        });
}

Answer give_letter_number(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<HoldingId>());
    return settle_form(
        site, visit, "/pengaturan", "toast.numbered",
        [&](store::Tx& tx) {
            return Organisation::give_number(tx, visit.who(), id, visit.field("nomor_surat"),
                                             visit.now);
        },
        holding_again(site, visit, id));
}

Answer end_holding(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<HoldingId>());
    // Held for the whole of the last day, but not of a last day that is today: then it ends now.
    const auto last = chosen_day(visit, "terakhir", 1);
    const bool today = visit.field("terakhir") == day_value(visit.now, visit.zone());
    const auto till = today || !last ? visit.now : *last;
    return settle_form(
        site, visit, "/pengaturan", "toast.holding_ended",
        [&](store::Tx& tx) {
            return Organisation::end_holding(tx, visit.who(), id, till, visit.now);
        },
        holding_again(site, visit, id));
}

}  // namespace kentongan::web
