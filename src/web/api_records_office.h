// The records of an office's settings: what it consists of, and what keepers send to change it.
#pragma once

#include "office/calendars.h"
#include "office/contacts.h"
#include "office/organisation.h"
#include "web/api_wire.h"

namespace kentongan::web {

template <>
struct WordsOf<office::Hold> {
    static constexpr std::array<std::string_view, 3> words{"definitive", "plh", "plt"};
};

namespace api {

struct UnitRecord {
    static constexpr std::string_view schema = "Unit";
    static constexpr bool incoming = true;
    std::optional<UnitId> id = {};
    std::string name = {}, kind = {};
    std::optional<UnitId> parent = {};
    bool closed = false;
};
BOOST_DESCRIBE_STRUCT(UnitRecord, (), (id, name, kind, parent, closed))

struct PositionRecord {
    static constexpr std::string_view schema = "Position";
    static constexpr bool incoming = true;
    std::optional<PositionId> id = {};
    std::string title = {}, kind = {};
    std::optional<UnitId> unit = {};
    std::optional<PositionId> superior = {};
    bool closed = false;
};
BOOST_DESCRIBE_STRUCT(PositionRecord, (), (id, title, kind, unit, superior, closed))

struct PersonRecord {
    static constexpr std::string_view schema = "Person";
    static constexpr bool incoming = true;
    std::optional<PersonId> id = {};
    std::string name = {}, sign_in = {};
    std::optional<std::string> nip = {}, email = {}, whatsapp = {};
    bool ended = false;  // only told, never taken
    std::optional<std::string> rank = {};
    bool joins = false;  // new here, but signs in at another office of this server already
};
BOOST_DESCRIBE_STRUCT(PersonRecord, (),
                      (id, name, sign_in, nip, email, whatsapp, ended, rank, joins))

struct HoldingRecord {
    static constexpr std::string_view schema = "Holding";
    static constexpr bool incoming = true;
    std::optional<HoldingId> id = {};
    PositionId position = {};
    PersonId person = {};
    office::Hold hold = office::Hold::definitive;
    Instant from = {};
    std::optional<Instant> till = {};
    std::optional<std::string> letter_number = {};
};
BOOST_DESCRIBE_STRUCT(HoldingRecord, (), (id, position, person, hold, from, till, letter_number))

struct AgencyRecord {
    static constexpr std::string_view schema = "Agency";
    static constexpr bool incoming = true;
    std::optional<AgencyId> id = {};
    std::string name = {};
    std::optional<std::string> email = {}, whatsapp = {};
    bool closed = false;
};
BOOST_DESCRIBE_STRUCT(AgencyRecord, (), (id, name, email, whatsapp, closed))

struct PartnerRecord {
    static constexpr std::string_view schema = "PressPartner";
    static constexpr bool incoming = true;
    std::optional<PartnerId> id = {};
    std::string name = {}, medium = {}, email = {};
    std::optional<std::string> contact = {};
    bool closed = false;
    std::optional<bool> by_itself = {}, awaits = {};  // told, never taken
};
BOOST_DESCRIBE_STRUCT(PartnerRecord, (),
                      (id, name, medium, email, contact, closed, by_itself, awaits))

struct TeamRecord {
    static constexpr std::string_view schema = "StandingTeam";
    static constexpr bool incoming = true;
    std::optional<TeamId> id = {};
    std::string name = {};
    std::optional<PersonId> leader = {};
    std::vector<PersonId> members = {};
    bool closed = false;
};
BOOST_DESCRIBE_STRUCT(TeamRecord, (), (id, name, leader, members, closed))

struct DayRecord {
    static constexpr std::string_view schema = "OwnDay";
    static constexpr bool incoming = true;
    std::string day = {}, name = {}, kind = {};
};
BOOST_DESCRIBE_STRUCT(DayRecord, (), (day, name, kind))

struct LetterNumber {
    static constexpr std::string_view schema = "LetterNumber";
    static constexpr bool incoming = true;
    std::string letter_number = {};
};
BOOST_DESCRIBE_STRUCT(LetterNumber, (), (letter_number))

struct Ending {
    static constexpr std::string_view schema = "Ending";
    static constexpr bool incoming = true;
    std::optional<Instant> till = {};
};
BOOST_DESCRIBE_STRUCT(Ending, (), (till))

struct Kept {
    static constexpr std::string_view schema = "Kept";
    std::string id = {};
};
BOOST_DESCRIBE_STRUCT(Kept, (), (id))

struct PressDesk {
    static constexpr std::string_view schema = "PressDesk";
    static constexpr bool incoming = true;
    bool approve = false;
};
BOOST_DESCRIBE_STRUCT(PressDesk, (), (approve))

struct NewSubscription {
    static constexpr std::string_view schema = "NewSubscription";
    static constexpr bool incoming = true;
    std::string name = {}, medium = {}, email = {};
    std::optional<std::string> contact = {};
};
BOOST_DESCRIBE_STRUCT(NewSubscription, (), (name, medium, email, contact))

struct PrintedAt {
    static constexpr std::string_view schema = "PrintedAt";
    static constexpr bool incoming = true;
    std::optional<std::string> url = {}, note = {};
};
BOOST_DESCRIBE_STRUCT(PrintedAt, (), (url, note))

struct Taken {
    static constexpr std::string_view schema = "Taken";
    bool taken = true;
};
BOOST_DESCRIBE_STRUCT(Taken, (), (taken))

struct OfficeHead {
    static constexpr std::string_view schema = "OfficeHead";
    static constexpr bool incoming = true;
    std::string region = {}, name = {};
    int hours_from_utc = 7;
    std::optional<std::string> host = {};  // where its portal is at "/"
};
BOOST_DESCRIBE_STRUCT(OfficeHead, (), (region, name, hours_from_utc, host))

struct OfficeRecord {
    static constexpr std::string_view schema = "Office";
    std::string slug = {}, region = {}, name = {};
    int hours_from_utc = 7;
    std::string host = {};
    std::vector<UnitRecord> units = {};
    std::vector<PositionRecord> positions = {};
    std::vector<PersonRecord> people = {};
    std::vector<HoldingRecord> holdings = {};
    std::vector<AgencyRecord> agencies = {};
    std::vector<PartnerRecord> partners = {};
    std::vector<TeamRecord> teams = {};
    std::vector<DayRecord> days = {};
};
BOOST_DESCRIBE_STRUCT(OfficeRecord, (),
                      (slug, region, name, hours_from_utc, host, units, positions, people, holdings,
                       agencies, partners, teams, days))

}  // namespace api
}  // namespace kentongan::web
