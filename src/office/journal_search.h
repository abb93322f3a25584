// Looks things up in the journal: by person, kind, dossier and days.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/journal.h"

namespace kentongan::office {

struct JournalFilter {
    std::optional<PersonId> person = {};
    std::string kind = {};    // "task_done"
    std::string number = {};  // of a dossier: "B-2026-0001"
    std::optional<Instant> from = {}, till = {};
    bool any() const { return person || !kind.empty() || !number.empty() || from || till; }
};

/// Newest first, as Journal::of_office, of those that fit.
Result<std::vector<std::pair<std::int64_t, Entry>>> search_journal(store::Tx&, OfficeId,
                                                                   const JournalFilter&,
                                                                   std::int64_t before, int most);

/// One stream, newest first, by the entries' own numbers.
Result<std::vector<std::pair<std::int64_t, Entry>>> journal_of(store::Tx&, OfficeId,
                                                               const std::string& stream,
                                                               std::int64_t before, int most);

}  // namespace kentongan::office
