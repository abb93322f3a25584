// "Lanjut ke": a new dossier that goes on with the version another one approved.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/dossiers.h"

namespace kentongan::office {

struct RelatedDossier {
    DossierId id = {};
    std::string number = {}, title = {};
};

class Continuations {
  public:
    /// Opens a dossier under this SOP with the approved bytes and files of `from`, and notes each
    /// in the other's journal.
    static Result<DossierId> open(store::Tx&, Dossiers&, const Who&, DossierId from, SopId,
                                  Instant now);
    static Result<std::vector<RelatedDossier>> after(store::Tx&, OfficeId, DossierId);
    static Result<std::optional<RelatedDossier>> before(store::Tx&, OfficeId, DossierId);
    /// The current SOPs that publish, the one that `from`'s own SOP names first.
    static Result<std::vector<AdoptedSop>> choices(store::Tx&, OfficeId, DossierId from);
};

}  // namespace kentongan::office
