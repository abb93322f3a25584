// Who holds what now: read in a caller's transaction.
#pragma once

#include <vector>

#include "office/people.h"

namespace kentongan::office {

/// The positions of a person at that time, definitive ones first.
Result<std::vector<Held>> held_by(store::Tx&, OfficeId, PersonId, Instant now);
/// A member of the office with all positions; not_found for everybody else.
Result<Who> member(store::Tx&, OfficeId, PersonId, Instant now);
/// The name, also of people who left; empty for nobody.
Result<std::string> name_of(store::Tx&, PersonId);
/// A new password; every session of this person is over.
Result<void> set_password_of(store::Tx&, PersonId, const std::string& hash, Instant now);
/// The office itself, and the people who belong to no other, are gone.
Result<void> forget_office(store::Tx&, OfficeId);
/// The offices this person belongs to now.
Result<std::vector<OfficeId>> offices_of(store::Tx&, PersonId);
/// Who holds this position now.
Result<std::vector<PersonId>> holders_of(store::Tx&, OfficeId, PositionId, Instant now);

}  // namespace kentongan::office
