// SOPs being written: kept from the first letter, and published as a version of the office.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "office/library.h"

namespace kentongan::office {

struct SopDraft {
    SopId id = {};
    std::string key = {}, origin = {}, body = {};
    std::map<RoleName, std::vector<PositionId>> performers = {};
    int promise_days = 0;
    int revision = 0;
    Instant changed_at = {};
    PersonId changed_by = {};
};
/// A file that a draft or version was read from, as it came.
struct SopSource {
    std::string name = {}, bytes = {};
    JsonObject report = {};
};
struct OfficePosition {
    PositionId id = {};
    std::string title = {}, kind = {};
};

class SopDrafts {
  public:
    /// Refuses a key that is no plain name, and a text that is too large.
    static Result<SopId> begin(store::Tx&, const Who&, SopDraft, const std::optional<SopSource>&,
                               Instant now);
    /// Over the revision that was on the screen; {"sop_draft","moved_on"} when somebody was faster.
    static Result<int> save(store::Tx&, const Who&, const SopDraft&, Instant now);
    static Result<void> discard(store::Tx&, const Who&, SopId, Instant now);
    /// The text becomes the next version of its key, and the draft is done. Errors of language,
    /// flow and lint block, and so does an inferred point that nobody answered.
    static Result<SopId> publish(store::Tx&, const Who&, SopId draft, std::optional<Instant> from,
                                 Instant now);

    static Result<SopDraft> find(store::Tx&, OfficeId, SopId);
    static Result<std::vector<SopDraft>> list(store::Tx&, OfficeId);
    static Result<std::optional<SopSource>> source(store::Tx&, OfficeId, SopId);

    /// The office's positions, and those that a lane's name proposes.
    static Result<std::vector<OfficePosition>> positions(store::Tx&, OfficeId);
    static std::map<RoleName, std::vector<PositionId>> proposed(const sop::Definition&,
                                                                const std::vector<OfficePosition>&);
};

/// A key for an SOP from a name: "sop-media-sosial-2026", another one where that is taken.
Result<std::string> free_sop_key(store::Tx&, OfficeId, std::string_view name);

}  // namespace kentongan::office
