// Making a text of a dossier from what came in, in a caller's transaction.
#pragma once

#include "office/incoming.h"

namespace kentongan::office {

/// A new item of the dossier with this as its content, and where it came from.
Result<ContentId> take_over(store::Tx&, const Who&, DossierId, const Incoming&, Instant now);

}  // namespace kentongan::office
