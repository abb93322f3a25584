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
    bool by_itself = false;  // it subscribed on the portal
    bool awaits = false;     // the office has not let it in yet
};
const std::vector<std::string>& media_kinds();
bool is_media_kind(const std::string&);
/// What a newsroom did by a link of its mail is written down under its name.
Who the_newsroom(OfficeId, const std::string& name);

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
    /// A newsroom that said yes by e-mail. Who left comes back; who is there stays as it is.
    static Result<PartnerId> welcome_partner(store::Tx&, OfficeId, const PressPartner&,
                                             Instant now);
    static Result<void> let_partner_in(store::Tx&, const Who&, PartnerId, Instant now);
    /// It wants no more mails.
    static Result<void> partner_left(store::Tx&, OfficeId, PartnerId, Instant now);

    static Result<std::vector<StandingTeam>> teams(store::Tx&, OfficeId);
    static Result<TeamId> save_team(store::Tx&, const Who&, const StandingTeam&, Instant now);
};

}  // namespace kentongan::office
