// The office as its keepers write it: units, positions, people, and who holds what and when.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "office/people.h"

namespace kentongan {

using UnitId = Id<struct UnitTag>;
using HoldingId = Id<struct HoldingTag>;

}  // namespace kentongan

namespace kentongan::office {

struct Unit {
    UnitId id = {};
    std::string name = {};
    std::string kind = "seksi";  // sekretariat, bidang, seksi, upt, lain
    std::optional<UnitId> parent = {};
    bool closed = false;
};

struct Position {
    PositionId id = {};
    std::string title = {};
    std::string kind = {};  // one of position_kinds()
    std::optional<UnitId> unit = {};
    std::optional<PositionId> superior = {};
    bool closed = false;
};
/// The kinds that the table of rights knows, the head first.
const std::vector<std::string>& position_kinds();

/// A person as their office knows them.
struct PersonCard {
    PersonId id = {};
    std::string name = {}, sign_in = {};
    std::string nip = {}, email = {}, whatsapp = {};
    bool ended = false;
    bool has_password = false;
    std::string rank = {};  // pangkat, printed below the name: "Pembina Tingkat I"
    bool joins = false;     // a new member who signs in at another office of this server already
};

struct Holding {
    HoldingId id = {};
    PositionId position = {};
    PersonId person = {};
    std::string person_name = {};
    Hold hold = Hold::definitive;
    Instant from = {};
    std::optional<Instant> till = {};
    std::string letter_number = {};  // Plh, Plt: "" is "nomor menyusul"
};

/// Every change asks for the right, is journalled without names, and answers invalid with what is
/// wrong at which field. An id of another office is not_found. An id of 0 makes a new one.
class Organisation {
  public:
    static Result<std::vector<Unit>> units(store::Tx&, OfficeId);
    static Result<UnitId> save_unit(store::Tx&, const Who&, const Unit&, Instant now);

    static Result<std::vector<Position>> positions(store::Tx&, OfficeId);
    static Result<PositionId> save_position(store::Tx&, const Who&, const Position&, Instant now);

    /// Members and former members, by name.
    static Result<std::vector<PersonCard>> people(store::Tx&, OfficeId);
    static Result<PersonCard> person(store::Tx&, OfficeId, PersonId);
    static Result<PersonId> save_person(store::Tx&, const Who&, const PersonCard&, Instant now);
    /// Out: at once, everywhere in this office. A person of no other office cannot sign in again.
    static Result<void> end_membership(store::Tx&, const Who&, PersonId, Instant now);
    static Result<void> renew_membership(store::Tx&, const Who&, PersonId, Instant now);

    /// Every holding that is not over, and those that ended within the last year.
    static Result<std::vector<Holding>> holdings(store::Tx&, OfficeId, Instant now);
    /// Refuses what may not stand beside what is there: a second acting one at a time, a Plt where
    /// somebody holds it, a Plh without an end.
    static Result<HoldingId> appoint(store::Tx&, const Who&, const Holding&, Instant now);
    static Result<void> give_number(store::Tx&, const Who&, HoldingId, const std::string& letter,
                                    Instant now);
    static Result<void> end_holding(store::Tx&, const Who&, HoldingId, Instant till, Instant now);
    /// Acting ones whose order has no number yet.
    static Result<int> numbers_missing(store::Tx&, OfficeId, Instant now);
};

/// One-time links to choose a password with.
struct Invited {
    OfficeId office;
    PersonId person;
    std::string name, sign_in;
};
class Invitations {
  public:
    static constexpr std::chrono::hours good_for{72};
    /// A fresh link's secret; earlier ones of this person are void. Refuses a person who belongs
    /// to another office too: nobody may take over what is not only theirs.
    static Result<std::string> make(store::Tx&, const Who&, PersonId, Instant now);
    static Result<Invited> find(store::Tx&, const std::string& token, Instant now);
    /// The password is theirs from now on; all their sessions are over.
    static Result<void> accept(store::Tx&, const std::string& token,
                               const std::string& password_hash, Instant now);
};

/// Refuses a password that is too short or that everybody tries first.
Result<void> check_password(const std::string& password, const std::string& sign_in);

/// Refuses what would leave the office without anyone who may manage it.
Result<void> keep_a_keeper(store::Tx&, OfficeId, Instant now);

/// "office/12": the stream of what the keepers do.
std::string office_stream(OfficeId);
/// {"event": kind, "unit": "12"}
JsonObject event_about(std::string_view kind, std::string_view thing, std::int64_t id);

}  // namespace kentongan::office
