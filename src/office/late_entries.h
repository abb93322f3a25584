// Late entry: what was posted before anybody entered it here, with who said so. It is shown beside
// the airings and never among what was approved.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/people.h"

namespace kentongan {
using LateEntryId = Id<struct LateEntryTag>;
}

namespace kentongan::office {

struct LateEntry {
    LateEntryId id = {};
    AccountId account = {};
    std::optional<DossierId> dossier = {};
    std::string title = {}, url = {};
    std::string sha256 = {}, type = {};  // of a picture of the screen
    std::optional<Instant> aired_at = {}, said_at = {};
    std::string said_by = {}, reason = {};
    // As it is shown.
    std::string channel = {}, label = {}, dossier_number = {}, by_shown = {};
    Instant at = {};
    std::optional<Instant> struck_at = {};
    std::string struck_reason = {}, struck_by = {};
};

class LateEntries {
  public:
    /// A link or a picture, when it went out, and who said so: at least these. `number` names the
    /// dossier it belongs to, or nothing.
    static Result<LateEntryId> add(store::Tx&, const Who&, const LateEntry&,
                                   const std::string& number, Instant now);
    /// A line entered by mistake stays, struck, with the reason. By who entered it, or manages.
    static Result<void> strike(store::Tx&, const Who&, LateEntryId, const std::string& reason,
                               Instant now);
    static Result<std::vector<LateEntry>> newest(store::Tx&, OfficeId, int most);
    /// Those that stand, by when they went out.
    static Result<std::vector<LateEntry>> between(store::Tx&, OfficeId, Instant from, Instant till,
                                                  int most);
    static Result<std::vector<LateEntry>> of_dossier(store::Tx&, OfficeId, DossierId);
    static Result<LateEntry> one(store::Tx&, OfficeId, LateEntryId);
};

}  // namespace kentongan::office
