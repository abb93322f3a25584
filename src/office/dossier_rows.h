// The rows of a dossier and its tasks, in a caller's transaction.
#pragma once

#include <string>
#include <vector>

#include "office/library_rows.h"
#include "office/people.h"
#include "sop/dossier.h"

namespace kentongan::office {

struct DossierRow {
    DossierId id;
    std::string number = {}, title = {}, requester = {}, origin = {};
    bool urgent = false;
    SopId sop = {};
    Instant opened_at = {};
    PersonId opened_by = {};
    int revision = 0;
    std::string marking = {};
};
/// not_found for a foreign one too.
Result<DossierRow> dossier_row(store::Tx&, OfficeId, DossierId);
/// "B-2026-0001": gap-free within the office and the year of its zone.
Result<std::string> next_number(store::Tx&, OfficeId, Instant now);
Result<void> insert_dossier(store::Tx&, OfficeId, const DossierRow&);

/// What one decision changed.
struct Change {
    const DossierRow& row;
    const sop::Dossier& after;
    const std::vector<sop::Event>& events;
    const std::vector<Performing>& performing;
    std::int64_t content_change = 0;
    Instant now;
};
/// Writes what the events changed. Refuses when somebody else changed the dossier meanwhile.
Result<void> save_dossier(store::Tx&, OfficeId, const Change&);

/// The dossier and its open tasks belong to another version of its SOP from now on.
Result<void> follow_version(store::Tx&, OfficeId, DossierId, SopId);

/// Step -> how often the content had been changed when it was last done.
Result<std::map<StepName, std::int64_t>> changes_when_done(store::Tx&, OfficeId, DossierId);

}  // namespace kentongan::office
