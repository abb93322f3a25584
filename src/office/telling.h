// Tells people what a decision about a dossier means for them.
#pragma once

#include "office/dossier_act.h"

namespace kentongan::office {

/// What happened to a dossier: before, after, and why.
struct Turn {
    const Before& before;
    const sop::Dossier& after;
    const sop::Decision& decision;
};
/// Who may do this task: the people it is for, or the holders of its positions.
Result<std::set<PersonId>> people_of(store::Tx&, const Before&, const sop::Task&, Instant now);
/// Notices for everyone the decision puts to work, but not for who decided.
Result<void> tell_of(store::Tx&, const Turn&, Instant now);

}  // namespace kentongan::office
