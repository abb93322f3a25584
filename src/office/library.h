// The SOPs of an office: adopted definitions, their versions, and who performs what.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "office/people.h"
#include "sop/definition.h"

namespace kentongan::office {

struct AdoptedSop {
    SopId id;
    std::string key;  // "singkawang-2023"
    int version = 1;
    std::string title, number;
    std::string hash;  // of its text
    Instant adopted_at;
    std::optional<Instant> effective_at;
    bool current = true;   // new dossiers follow this version
    bool planned = false;  // its effective date is still to come
    PersonId adopted_by = {};
    std::string origin = {};  // where its text came from: "bawaan singkawang-2023", a file's name
    int promise_days = 0;     // janji layanan in working days; 0: none
};

/// How a version comes into force.
struct InForce {
    std::optional<Instant> from = {};  // none: at once
    int promise_days = 0;
    std::string origin = {};
};

/// Why a text may not become a version: what does not parse, is unsound, or fails the lint.
Result<sop::Definition> sound_sop(const std::string& text, const std::string& key);

class Library {
  public:
    /// Stores the text as the next version; `positions` maps each role to the positions that
    /// perform it. A text that does not parse or is unsound is refused.
    static Result<SopId> adopt(store::Tx&, const Who&, const std::string& key,
                               const std::string& text,
                               const std::map<RoleName, std::vector<PositionId>>& positions,
                               Instant now, const InForce& = {});
    /// By key, newest version first. Current is the newest that is in force at that time.
    static Result<std::vector<AdoptedSop>> list(store::Tx&, OfficeId, Instant at = Instant::max());
    /// The version that new dossiers of this key follow; none when there is no such SOP.
    static Result<std::optional<SopId>> current(store::Tx&, OfficeId, const std::string& key,
                                                Instant at);
    /// Parsed once and kept: a version never changes.
    static Result<std::shared_ptr<const sop::Definition>> definition(store::Tx&, OfficeId, SopId);
    static Result<std::string> text(store::Tx&, OfficeId, SopId);
    /// The roles that these positions perform in this SOP.
    static Result<std::set<RoleName>> roles_of(store::Tx&, OfficeId, SopId, const Who&);
    /// role -> titles of the positions that perform it.
    static Result<std::map<RoleName, std::vector<std::string>>> performers(store::Tx&, OfficeId,
                                                                           SopId);
    /// role -> the positions that perform it.
    static Result<std::map<RoleName, std::vector<PositionId>>> positions(store::Tx&, OfficeId,
                                                                         SopId);
};

}  // namespace kentongan::office
