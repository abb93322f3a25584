// Face-to-face activities: planned as content of a dossier, and told of once they were held.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "files/vault.h"
#include "office/people.h"

namespace kentongan {
using ActivityId = Id<struct ActivityTag>;
}

namespace kentongan::office {

/// The kind of an item that is held, not posted; and the channel it is held on.
inline constexpr std::string_view meeting_kind = "tatap muka", meeting_channel = "tatap_muka";

/// What is meant: it becomes the text of an item, so that marks bind it like any other content.
struct ActivityPlan {
    std::string title = {}, place = {};
    std::optional<Instant> starts_at = {}, ends_at = {};
    std::string speakers = {}, agenda = {};
};
/// What came of it.
struct ActivityResult {
    bool held = true;                     // or called off, with the reason in `words`
    std::optional<Instant> held_at = {};  // nothing: as planned
    std::optional<std::int64_t> attended = {};
    std::string words = {};
};
struct ActivityFile {
    std::string sha256 = {}, role = {};  // foto, hadir
    std::string type = {}, name = {}, alt = {};
    std::string original_sha256 = {};
};
struct Activity {
    ActivityId id = {};
    DossierId dossier = {};
    ContentId item = {};
    ActivityPlan plan = {};
    std::string by_shown = {};
    Instant at = {};
    bool told = false;  // whether there is a result
    ActivityResult result = {};
    std::string result_shown = {};
    std::optional<Instant> result_at = {};
    std::vector<ActivityFile> files = {};
    std::string dossier_number = {};

    Instant begins() const { return result.held_at.value_or(*plan.starts_at); }
};

class Activities {
  public:
    static Result<std::vector<Activity>> of_dossier(store::Tx&, OfficeId, DossierId);
    static Result<Activity> one(store::Tx&, OfficeId, DossierId, ActivityId);
    /// Those that begin from `from` on and before `till`; without their files.
    static Result<std::vector<Activity>> between(store::Tx&, OfficeId, Instant from, Instant till,
                                                 int most);
    /// A new one, or other words for one that is planned. Only while the content may be edited;
    /// from the fixing row on a change goes the way of every other correction.
    static Result<ActivityId> plan(store::Tx&, const Who&, DossierId, ActivityId,
                                   const ActivityPlan&, Zone, Instant now);
    /// Who works on this SOP tells what came of it, also after the dossier is closed. Not before
    /// it began; said again, the newer word counts.
    static Result<void> tell(store::Tx&, const Who&, DossierId, ActivityId, const ActivityResult&,
                             Instant now);
    /// Keeps a photograph ("foto", without its metadata) or the sheet of who came ("hadir").
    static Result<ActivityFile> take_file(files::Vault&, OfficeId, const std::string& path,
                                          const std::string& name, const std::string& role);
    static Result<void> add_file(store::Tx&, const Who&, DossierId, ActivityId, const ActivityFile&,
                                 Instant now);
    /// Whether this person may tell what came of it.
    static Result<bool> may_tell(store::Tx&, const Who&, DossierId);
};

}  // namespace kentongan::office
