// Watching what is on air: planned against actual, and a person's three verdicts on each channel.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "office/airings.h"
#include "office/step_forms.h"

namespace kentongan::office {

/// What a person found of one airing. Each verdict: sesuai, tidak, or empty while not given.
struct Verdicts {
    std::string on_time = {}, often_enough = {}, accurate = {};
    int planned_times = 1, seen_times = 0;
    std::optional<int> reach = {};
    std::string note = {};
    std::string proof_sha256 = {}, proof_type = {};
    PersonId by = {};
    std::optional<Instant> at = {};
    bool complete() const { return !on_time.empty() && !often_enough.empty() && !accurate.empty(); }
};
struct Monitored {
    Airing airing = {};
    Verdicts verdicts = {};
    /// Minutes after the planned time; nothing where none was planned or it is not on air.
    std::optional<std::int64_t> minutes_late = {};
    /// What was brought back from it: by people, and by newsrooms that printed it.
    std::vector<AiringProof> proofs = {};
};

inline constexpr std::int64_t tolerance_minutes = 15;

class Monitoring {
  public:
    static Result<std::vector<Monitored>> of_dossier(store::Tx&, OfficeId, DossierId);
    /// All three at once; a verdict "tidak" wants a note. Not before the last planned airing.
    static Result<void> enter(store::Tx&, const Who&, DossierId, AiringId, const Verdicts&,
                              Instant now);
    /// Whether every airing of this channel ('' for all) that went out has its verdicts.
    static Result<bool> complete(store::Tx&, OfficeId, DossierId, const std::string& channel);
};

/// Whom a dossier aims at, as the step that identifies the audience wrote it: "rentang usia" and
/// "17–45", in the order of the form; empty where no step asks or nobody wrote.
using Audience = std::vector<std::pair<std::string, std::string>>;
Result<Audience> audience_of(store::Tx&, OfficeId, DossierId, const sop::Definition&);
Audience audience_in(const std::vector<FormAnswer>&, const sop::Definition&);

/// "rentang usia 17–45; jenis kelamin perempuan, laki-laki".
std::string audience_line(const Audience&);
/// People counted on one channel: "Radio Suara", 240.
using Counted = std::pair<std::string, std::int64_t>;
/// "1.240 (Facebook Sukamaju 1.000, Radio Suara 240)", by label; "" before anyone was counted.
std::string reach_line(std::vector<Counted>);
std::string reach_line(const std::vector<Monitored>&);

}  // namespace kentongan::office
