// One person before one dossier: what the rules need to know, gathered once in a transaction.
#pragma once

#include <memory>

#include "office/dossier_notes.h"
#include "office/dossiers.h"

namespace kentongan::office {

/// A dossier with its SOP, and `who` as the rules see them.
struct Before {
    Who who;
    DossierRow row;
    std::shared_ptr<const sop::Definition> definition = {};
    std::vector<Performing> performing = {};
    sop::Dossier state = {};
    sop::Actor actor{};
};
/// not_found for a foreign dossier and for who may see none.
Result<Before> look_at(store::Tx&, const Who&, DossierId);

/// Puts the positions by which `who` performs one of these roles before their others, so that an
/// act shows the office it was done in.
void act_as_performer(Who&, const std::vector<Performing>&, const std::set<RoleName>& roles);

/// Everything the decision on a command may look at; what it cannot ask for is not worked out.
struct Known {
    std::set<std::string> at_hand;
    std::map<std::string, std::vector<std::string>> lists = {};
    std::map<StepName, std::set<PersonId>> edited_since = {};
};
Result<Known> known_for(store::Tx&, const Before&, const sop::Command&);

/// Whether the content may be changed in a step of this act.
bool may_change_content(sop::Act);
/// The task that a command is about, or 0.
int task_of(const sop::Command&);

}  // namespace kentongan::office
