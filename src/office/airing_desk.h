// An airing on the desk of somebody, and what every act on it checks and writes down.
#pragma once

#include "office/airing_rows.h"
#include "office/dossier_act.h"

namespace kentongan::office {

struct MyAiring {
    Airing airing;
    Who who;
    sop::Act act = sop::Act::publish;  // of the step that the airing lies on
};
/// The airing, if its task lies on this person's desk; and the person in the right office.
Result<MyAiring> my_airing(store::Tx&, const Who&, AiringId);
/// "airing.already_sent" and the like.
Error not_now(std::string_view rule);
Result<void> check_approved(store::Tx&, OfficeId, const Airing&);
Result<void> note_airing(store::Tx&, const Who&, const Airing&, std::string_view event,
                         const std::string& words, Instant now);

/// What waits in the outbox and has not left is taken back; it can be sent again.
Result<void> hold_back(store::Tx&, const Who&, DossierId, Instant now);

}  // namespace kentongan::office
