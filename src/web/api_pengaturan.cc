// The office's settings for programs: all of them at once, and each change as one act.
#include "office/press.h"
#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_office.h"
#include "web/own_host.h"

namespace kentongan::web {
namespace {

using office::Calendars;
using office::Contacts;
using office::Organisation;

Json kept(std::int64_t id) {
    return to_json(api::Kept{std::to_string(id)});
}

template <class Record, class Save>
Answer save(const Site& site, Visit& visit, Save act) {
    const auto body = TRY(body_of<Record>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        const auto id = TRY(act(tx, body));
        return kept(id.value);
    });
}

api::HoldingRecord record_of(const office::Holding& one) {
    return {one.id, one.position, one.person, one.hold, one.from, one.till, one.letter_number};
}

Result<void> add_contacts(store::Tx& tx, OfficeId office, api::OfficeRecord& record) {
    for (const auto& one : TRY(Contacts::agencies(tx, office))) {
        record.agencies.push_back({one.id, one.name, one.email, one.whatsapp, one.closed});
    }
    for (const auto& one : TRY(Contacts::partners(tx, office))) {
        record.partners.push_back({one.id, one.name, one.medium, one.email, one.contact, one.closed,
                                   one.by_itself, one.awaits});
    }
    for (const auto& one : TRY(Contacts::teams(tx, office))) {
        record.teams.push_back({one.id, one.name, one.leader, one.members, one.closed});
    }
    for (const auto& one : TRY(Calendars::days(tx, office))) {
        record.days.push_back({one.day, one.name, one.kind});
    }
    return {};
}

}  // namespace

Answer api_office(const Site& site, Visit& visit) {
    const auto read = [&](store::Tx& tx) -> Result<api::OfficeRecord> {
        const auto office = visit.who().office;
        api::OfficeRecord record{visit.office.slug, visit.office.region, visit.office.name,
                                 visit.office.hours_from_utc, visit.office.host};
        for (const auto& one : TRY(Organisation::units(tx, office))) {
            record.units.push_back({one.id, one.name, one.kind, one.parent, one.closed});
        }
        for (const auto& one : TRY(Organisation::positions(tx, office))) {
            record.positions.push_back(
                {one.id, one.title, one.kind, one.unit, one.superior, one.closed});
        }
        for (const auto& one : TRY(Organisation::people(tx, office))) {
            record.people.push_back({one.id, one.name, one.sign_in, one.nip, one.email,
                                     one.whatsapp, one.ended, one.rank});
        }
        for (const auto& one : TRY(Organisation::holdings(tx, office, visit.now))) {
            record.holdings.push_back(record_of(one));
        }
        TRY(add_contacts(tx, office, record));
        return record;
    };
    return reply_with(TRY(site.db.read(read)));
}

Answer api_save_unit(const Site& site, Visit& visit) {
    return save<api::UnitRecord>(site, visit, [&](store::Tx& tx, const api::UnitRecord& one) {
        return Organisation::save_unit(
            tx, visit.who(),
            {one.id.value_or(UnitId{}), one.name, one.kind, one.parent, one.closed}, visit.now);
    });
}

Answer api_save_position(const Site& site, Visit& visit) {
    return save<api::PositionRecord>(
        site, visit, [&](store::Tx& tx, const api::PositionRecord& one) -> Result<PositionId> {
            const auto id =
                TRY(Organisation::save_position(tx, visit.who(),
                                                {one.id.value_or(PositionId{}), one.title, one.kind,
                                                 one.unit, one.superior, one.closed},
                                                visit.now));
            TRY(office::keep_a_keeper(tx, visit.who().office, visit.now));
            return id;
        });
}

Answer api_save_person(const Site& site, Visit& visit) {
    return save<api::PersonRecord>(site, visit, [&](store::Tx& tx, const api::PersonRecord& one) {
        return Organisation::save_person(tx, visit.who(),
                                         {.id = one.id.value_or(PersonId{}),
                                          .name = one.name,
                                          .sign_in = one.sign_in,
                                          .nip = one.nip.value_or(""),
                                          .email = one.email.value_or(""),
                                          .whatsapp = one.whatsapp.value_or(""),
                                          .rank = one.rank.value_or(""),
                                          .joins = one.joins},
                                         visit.now);
    });
}

Answer api_disable_person(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<PersonId>());
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(Organisation::end_membership(tx, visit.who(), id, visit.now));
        return kept(id.value);
    });
}

Answer api_appoint(const Site& site, Visit& visit) {
    return save<api::HoldingRecord>(site, visit, [&](store::Tx& tx, const api::HoldingRecord& one) {
        return Organisation::appoint(tx, visit.who(),
                                     {.position = one.position,
                                      .person = one.person,
                                      .hold = one.hold,
                                      .from = one.from,
                                      .till = one.till,
                                      .letter_number = one.letter_number.value_or("")},
                                     visit.now);
    });
}

Answer api_number_letter(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<HoldingId>());
    return save<api::LetterNumber>(
        site, visit, [&](store::Tx& tx, const api::LetterNumber& one) -> Result<HoldingId> {
            TRY(Organisation::give_number(tx, visit.who(), id, one.letter_number, visit.now));
            return id;
        });
}

Answer api_end_holding(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<HoldingId>());
    return save<api::Ending>(site, visit,
                             [&](store::Tx& tx, const api::Ending& one) -> Result<HoldingId> {
                                 TRY(Organisation::end_holding(
                                     tx, visit.who(), id, one.till.value_or(visit.now), visit.now));
                                 return id;
                             });
}

Answer api_save_office(const Site& site, Visit& visit) {
    return save<api::OfficeHead>(
        site, visit, [&](store::Tx& tx, const api::OfficeHead& one) -> Result<OfficeId> {
            auto office = visit.office;
            office.region = one.region;
            office.name = one.name;
            office.hours_from_utc = one.hours_from_utc;
            if (one.host) office.host = *one.host;
            TRY(keep_office(site, tx, visit.who(), office, visit.now));
            return visit.who().office;
        });
}

Answer api_save_agency(const Site& site, Visit& visit) {
    return save<api::AgencyRecord>(site, visit, [&](store::Tx& tx, const api::AgencyRecord& one) {
        return Contacts::save_agency(tx, visit.who(),
                                     {one.id.value_or(AgencyId{}), one.name, one.email.value_or(""),
                                      one.whatsapp.value_or(""), one.closed},
                                     visit.now);
    });
}

Answer api_save_partner(const Site& site, Visit& visit) {
    return save<api::PartnerRecord>(site, visit, [&](store::Tx& tx, const api::PartnerRecord& one) {
        return Contacts::save_partner(tx, visit.who(),
                                      {one.id.value_or(PartnerId{}), one.name, one.medium,
                                       one.email, one.contact.value_or(""), one.closed},
                                      visit.now);
    });
}

Answer api_let_partner_in(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<PartnerId>());
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(office::Press::approve(tx, visit.who(), id, visit.now));
        return kept(id.value);
    });
}

Answer api_set_press_desk(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::PressDesk>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(office::Press::set_approves(tx, visit.who(), body.approve, visit.now));
        return to_json(body);
    });
}

Answer api_save_team(const Site& site, Visit& visit) {
    return save<api::TeamRecord>(site, visit, [&](store::Tx& tx, const api::TeamRecord& one) {
        return Contacts::save_team(
            tx, visit.who(),
            {one.id.value_or(TeamId{}), one.name, one.leader, one.members, one.closed}, visit.now);
    });
}

Answer api_save_day(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::DayRecord>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        const auto before = TRY(Calendars::of(tx, visit.who().office));
        TRY(Calendars::save_day(tx, visit.who(), {body.day, body.name, body.kind}, visit.now));
        TRY(site.dossiers.move_dues(tx, visit.who(), *before, body.name));
        return to_json(api::Kept{body.day});
    });
}

}  // namespace kentongan::web
