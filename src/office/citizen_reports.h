// "Ada yang keliru?": what citizens tell us of an article, and our answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/people.h"

namespace kentongan::office {

struct CitizenReport {
    ReportId id = {};
    ArticleId article = {};
    std::string article_title = {}, article_slug = {};
    std::string words = {}, contact = {};
    Instant at = {};
    std::optional<Instant> answered_at = {};
};

class CitizenReports {
  public:
    /// From anybody. The same words on the same article from the same place are one report; more
    /// than a few in an hour from one place are refused ({"report", "too_many"}).
    static Result<void> hand_in(store::Tx&, OfficeId, ArticleId, const std::string& words,
                                const std::string& contact, const std::string& peer, Instant now);
    /// Those that nobody answered yet, the oldest first.
    static Result<std::vector<CitizenReport>> open(store::Tx&, const Who&, int most);
    /// The one that waits for an answer under this number.
    static Result<CitizenReport> waiting(store::Tx&, const Who&, ReportId);
    /// What was done with it: kept on record.
    static Result<void> answer(store::Tx&, const Who&, ReportId, const std::string& words,
                               Instant now);
};

}  // namespace kentongan::office
