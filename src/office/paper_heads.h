// What stands at the head and at the foot of an office's papers: emblem, name, address, signer.
#pragma once

#include "documents/paper.h"
#include "office/letterheads.h"
#include "sop/definition.h"

namespace kentongan::office {

/// "PEMERINTAH KABUPATEN SUKAMAJU", the office, its address; the emblem where it can be printed.
documents::Letterhead printed_head(const OfficeInfo&, const Letterhead&);
Result<documents::Letterhead> paper_head(store::Tx&, const OfficeInfo&);

/// Who signs, with rank and NIP where the office recorded them: `shown` is "Plh. Kepala Dinas".
Result<documents::Signature> signature_of(store::Tx&, OfficeId, PersonId, const std::string& name,
                                          const std::string& shown);
/// A letter is signed by whoever acts as head that day; an SOP is decreed by the head.
enum class Signing { letter, decree };
Result<std::optional<documents::Signature>> head_of_office(store::Tx&, OfficeId, Signing,
                                                           Instant at);

/// In an SOP of this very region, the places left open for the name, rank and NIP of whoever
/// decrees it are filled.
void fill_signer(sop::Definition&, const OfficeInfo&, const documents::Signature&);

}  // namespace kentongan::office
