// Letters as they are read from their rows, and what a form must hold.
#pragma once

#include "office/letters.h"

namespace kentongan::office {

/// Blanks and case do not tell numbers apart: "400.7.8/112/DINKES/2026".
std::string number_key(std::string_view number);
/// A day as text, or nothing: "2026-11-16".
std::optional<std::chrono::sys_days> day_in(std::string_view);
/// "2026-11-17T13:20" of the office's clock.
std::optional<Instant> moment_in(std::string_view, Zone);
std::string day_text(Instant, Zone);

/// The form with blanks trimmed and texts in canonical form.
LetterForm tidied(LetterForm);
/// What is wrong with a tidied form, field by field.
std::vector<Issue> issues_of(const LetterForm&, Zone, Instant now, bool by_requester);

/// The sender and number of another letter that is not void.
Result<std::optional<std::string>> twin_of(store::Tx&, OfficeId, const LetterForm&);
Result<Zone> zone_of(store::Tx&, OfficeId);

/// Finishes the open task of this kind by its first exit, where `who` may; leaves it open where
/// somebody else must do it or something is lacking. Says whether it did.
Result<bool> finish_row(store::Tx&, Dossiers&, const Who&, DossierId, sop::Act);

}  // namespace kentongan::office
