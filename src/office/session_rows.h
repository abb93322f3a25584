// Ends sessions, in a caller's transaction.
#pragma once

#include "store/db.h"

namespace kentongan::office {

/// Every session of this person is over now.
Result<void> end_sessions_of(store::Tx&, PersonId, Instant now);
/// The same in one office alone.
Result<void> end_sessions_of(store::Tx&, OfficeId, PersonId, Instant now);

}  // namespace kentongan::office
