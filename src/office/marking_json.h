// A dossier's whole state as JSON: how its row keeps it.
#pragma once

#include <string>

#include "base/result.h"
#include "sop/dossier.h"

namespace kentongan::office {

std::string marking_json(const sop::Dossier&);
/// What marking_json wrote; id and revision stand in columns of their own.
Result<sop::Dossier> dossier_from(DossierId, int revision, std::string_view marking);

std::string_view word_of(sop::State);

}  // namespace kentongan::office
