// The files of letters: kept untouched under their hash, in the order they came.
#pragma once

#include "office/letters.h"

namespace kentongan::office {

class LetterFiles {
  public:
    static constexpr int files_most = 40;

    static Result<void> add(store::Tx&, OfficeId, LetterId, const std::vector<LetterFile>&,
                            Instant now);
    static Result<std::vector<LetterFile>> of(store::Tx&, OfficeId, LetterId);
};

/// What the first bytes say, for showing: application/pdf, image/png… or application/octet-stream.
std::string type_of_bytes(std::string_view first);

}  // namespace kentongan::office
