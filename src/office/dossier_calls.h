// Dossiers that belong together: a step that runs another SOP, and the SOP that follows one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/dossiers.h"

namespace kentongan::office {

struct LinkedDossier {
    DossierId id = {};
    std::string number = {}, title = {}, state = {};
    int task = 0;  // of the parent, whose step called; 0: it follows the parent's end
};
struct DossierFamily {
    std::optional<LinkedDossier> parent = {};
    std::vector<LinkedDossier> children = {};
};
Result<DossierFamily> family_of(store::Tx&, OfficeId, DossierId);

/// Refuses to finish a task by hand while the dossier that it called is still running.
Result<void> check_called(store::Tx&, OfficeId, DossierId, const sop::Command&);

/// After a command: opens what newly opened steps call, and finishes the step that called this
/// dossier when it has come to its end. A step that wants more than that stays with its people.
Result<void> follow_calls(Dossiers&, store::Tx&, const Who&, DossierId, int opened_before,
                          const sop::Dossier& after, Instant now);

/// The SOPs that a dossier may go on under ("lanjut ke") and did not yet: the one that its own SOP
/// names, first, once it ended or has an approved version; and with one, every SOP that publishes.
Result<std::vector<AdoptedSop>> next_choices(store::Tx&, const Who&, DossierId, Instant now);

/// Opens a dossier under one of these, with the approved texts and files where there are any, and
/// notes each in the other's journal.
Result<DossierId> open_next(Dossiers&, store::Tx&, const Who&, DossierId, SopId, Instant now);

}  // namespace kentongan::office
