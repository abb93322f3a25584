// What people noted beside a dossier's state: items ticked, content looked at; and what of a step's
// items is at hand.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "office/dossier_rows.h"

namespace kentongan::office {

Result<void> set_tick(store::Tx&, const Who&, DossierId, const std::string& item, bool at_hand,
                      Instant now);
Result<void> set_seen(store::Tx&, const Who&, DossierId, const std::string& hash, Instant now);

/// What a step wants before it is finished, as people are told of it: its Kelengkapan, and of its
/// output what only they can say is there.
std::vector<sop::Item> wanted_items(const sop::Step&);

/// Whether only a person can say that this item of the step is there: neither does the product see
/// it, nor has the step a page that makes it. A letter has its pages for itself and what it brings.
bool told_by_hand(const sop::Step&, const sop::Item&, bool has_letter);
/// Of what the open steps want: what people tick, or have ticked and may take back.
Result<std::set<std::string>> items_by_hand(store::Tx&, OfficeId, const DossierRow&,
                                            const sop::Definition&, const sop::Dossier&,
                                            const std::set<std::string>& at_hand);

/// The keys of what is at hand, as far as `task` is concerned: its own airings, or all when 0.
/// With `wanted` only these are looked for; others may be among what is found.
Result<std::set<std::string>> items_at_hand(store::Tx&, OfficeId, const DossierRow&,
                                            const sop::Dossier&, int task,
                                            const std::set<std::string>* wanted = nullptr);
/// The items of the lists that `tiap` blocks run over.
Result<std::map<std::string, std::vector<std::string>>> lists_of(store::Tx&, OfficeId, DossierId,
                                                                 const std::string& sop_key);
/// For `selain`: who changed the content since each step was last done.
Result<std::map<StepName, std::set<PersonId>>> edited_since(store::Tx&, OfficeId, DossierId);

}  // namespace kentongan::office
