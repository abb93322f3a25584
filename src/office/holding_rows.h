// How a hold is written down, and what must hold of all of them: in a caller's transaction.
#pragma once

#include "office/people.h"

namespace kentongan::office {

std::string_view word_of(Hold);
Hold hold_of(std::string_view);
/// Ends everything this person holds in the office.
Result<void> end_holdings_of(store::Tx&, OfficeId, PersonId, Instant now);

}  // namespace kentongan::office
