// The report of one case, filled from the record: a letterhead PDF and one HTML file that opens
// from a flash disk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "documents/paper.h"
#include "files/vault.h"
#include "office/activities.h"
#include "office/late_entries.h"
#include "office/monitoring.h"
#include "office/requester_notices.h"
#include "office/sightings.h"

namespace kentongan {
using ReportId = Id<struct ReportTag>;
}

namespace kentongan::office {

/// One visit to a desk, with its times.
struct StepTaken {
    std::string step, activity, item, who, outcome;
    Instant opened_at = {};
    std::optional<Instant> closed_at = {};
    std::int64_t effort = 0, waiting = 0, standard = 0;  // working minutes
};
struct CaseRecord {
    DossierView dossier = {};
    OfficeInfo office = {};
    documents::Letterhead head = {};
    documents::Signature signer = {};
    std::vector<StepTaken> steps = {};
    Audience audience = {};
    std::vector<Monitored> airings = {};
    std::vector<Sighting> sightings = {};
    std::vector<Activity> activities = {};  // held, planned, called off
    std::vector<ToldRequester> told = {};
    std::vector<LateEntry> late = {};  // out before anybody entered it
    std::optional<Rating> rating = {};
    std::string text = {};  // what was approved, as it went out
    std::int64_t effort() const;
    std::int64_t standard() const;
};
struct MadeReport {
    ReportId id = {};
    std::string words = {}, pdf_sha256 = {}, html_sha256 = {};
    PersonId by = {};
    Instant at = {};
};

class CaseReports {
  public:
    CaseReports(store::Db& db, Dossiers& dossiers, People& people, files::Vault& vault,
                const sop::WorkCalendar& calendar)
        : db_(db), dossiers_(dossiers), people_(people), vault_(vault), calendar_(calendar) {}

    Result<CaseRecord> record(const Who&, DossierId);
    /// Draws both forms from the record and the person's own words, and keeps their bytes. Slow:
    /// before the transaction in which `keep` writes them down and ticks the step's result.
    Result<MadeReport> draw(const Who&, DossierId, const std::string& words, Instant now);
    Result<void> keep(store::Tx&, const Who&, DossierId, const MadeReport&);
    static Result<std::vector<MadeReport>> of_dossier(store::Tx&, OfficeId, DossierId);

  private:
    store::Db& db_;
    Dossiers& dossiers_;
    People& people_;
    files::Vault& vault_;
    const sop::WorkCalendar& calendar_;
};

/// The two forms.
Result<std::string> case_pdf(const CaseRecord&, const std::string& words, Instant now);
/// `pictures`: bytes by hash, embedded as they are.
std::string case_html(const CaseRecord&, const Who& by, const std::string& words,
                      const std::map<std::string, std::string>& pictures, Instant now);

}  // namespace kentongan::office
