// Whom an office works with: the agencies it serves, newsrooms, and its standing teams.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "office/people.h"

namespace kentongan {

using AgencyId = Id<struct AgencyTag>;
using PartnerId = Id<struct PartnerTag>;
using TeamId = Id<struct TeamTag>;

}  // namespace kentongan

namespace kentongan::office {

struct Agency {
    AgencyId id = {};
    std::string name = {}, email = {}, whatsapp = {};
    bool closed = false;
};

struct PressPartner {
    PartnerId id = {};
    std::string name = {};
    std::string medium = {};  // cetak, daring, radio, televisi
    std::string email = {}, contact = {};
    bool closed = false;
};
const std::vector<std::string>& media_kinds();

/// People who often work together. Who is in it may be named for a case in one act.
struct StandingTeam {
    TeamId id = {};
    std::string name = {};
    std::optional<PersonId> leader = {};
    std::vector<PersonId> members = {};
    bool closed = false;
};

/// As in organisation.h: a right, a journal entry, issues at their fields, 0 for a new one.
class Contacts {
  public:
    static Result<std::vector<Agency>> agencies(store::Tx&, OfficeId);
    static Result<AgencyId> save_agency(store::Tx&, const Who&, const Agency&, Instant now);
    /// Adds those of the usual list that are not there yet; says how many.
    static Result<int> load_usual_agencies(store::Tx&, const Who&, Instant now);

    static Result<std::vector<PressPartner>> partners(store::Tx&, OfficeId);
    static Result<PartnerId> save_partner(store::Tx&, const Who&, const PressPartner&, Instant now);

    static Result<std::vector<StandingTeam>> teams(store::Tx&, OfficeId);
    static Result<TeamId> save_team(store::Tx&, const Who&, const StandingTeam&, Instant now);
};

}  // namespace kentongan::office
