// A person's command to a dossier, once, with what to say of it afterwards.
#pragma once

#include "web/pages.h"
#include "web/reply.h"

namespace kentongan::web {

/// Finish{…} as the form says it: the pressed button, the note, the target where one was chosen.
Result<sop::Finish> finish_of(const Visit&, const office::DossierView&, int task);
/// Who acts: where the decision is a paraf, after the person has proven again who they are.
Result<office::Who> signer_of(const Site&, const Visit&, const office::DossierView&,
                              const sop::Finish&);
/// The number of the task in the path; not_found when it is none.
Result<int> task_of(const Visit&);

/// "Berkas … diteruskan ke langkah 3", "dikembalikan ke langkah 2", "selesai": on the desk.
std::string after_finish(const Visit&, const office::DossierView& before, const sop::Finish&,
                         const sop::Dossier& after);

/// Acts, and comes back to the dossier with a toast; refused, the page shows what was typed.
Answer command(const Site&, Visit&, const sop::Command&, int task, const std::string& toast);

}  // namespace kentongan::web
