// Seeing an airing as the public does: what was found, who judged it, and whether it is still up.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "files/vault.h"
#include "office/airings.h"
#include "office/public_eye.h"

namespace kentongan {
using SightingId = Id<struct SightingTag>;
}

namespace kentongan::office {

struct Sighting {
    SightingId id = {};
    DossierId dossier = {};
    AiringId airing = {};
    PersonId by = {};
    Instant at = {};
    bool by_hand = false;
    std::string answer = {};                // "200", "404", "tidak menjawab: …"; empty by hand
    std::string seen = {};                  // the text that stands there
    std::vector<std::string> missing = {};  // approved lines that do not
    int percent = 0;
    std::string picture = {};  // sama, turunan, lain, beda, tidak_dibanding, or ""
    std::string shot_sha256 = {}, shot_type = {};
    std::string verdict = {}, note = {};  // sesuai, tidak; empty: not judged
    PersonId judged_by = {};
    std::optional<Instant> judged_at = {};
};

/// How an airing that is watched stands.
struct Watched {
    std::optional<Instant> next_at = {}, gone_at = {};
    int days_left = 0;
};

class Sightings {
  public:
    Sightings(store::Db& db, files::Vault& vault, PublicEye eye, Clock clock)
        : db_(db), vault_(vault), eye_(std::move(eye)), clock_(std::move(clock)) {}

    /// Fetches the public view of an aired link and compares it with what was approved. Slow: never
    /// inside a transaction. What was found is evidence and stays.
    Result<SightingId> look(const Who&, DossierId, AiringId);
    /// A person looked, and brings a picture of it (in the vault already) or only says so.
    static Result<SightingId> by_hand(store::Tx&, const Who&, DossierId, AiringId,
                                      const std::string& shot_sha256, const std::string& shot_type,
                                      Instant now);
    /// A person says whether it is as approved. The sighting must be the newest of its airing, and
    /// younger than the airing itself.
    static Result<void> judge(store::Tx&, const Who&, DossierId, SightingId, bool fits,
                              const std::string& note, Instant now);
    static Result<Sighting> one(store::Tx&, OfficeId, DossierId, SightingId);
    /// Newest first.
    static Result<std::vector<Sighting>> of_dossier(store::Tx&, OfficeId, DossierId);
    /// Whether everything aired on this channel ('' for all) was judged as fitting.
    static Result<bool> all_fit(store::Tx&, OfficeId, DossierId, const std::string& channel);

    /// Whether what is on air now was judged as not fitting.
    static Result<bool> sent_back(store::Tx&, OfficeId, const Airing&);

    static Result<std::map<AiringId, Watched>> watched(store::Tx&, OfficeId, DossierId);
    /// Looks again, day by day, for so many days.
    /// What was taken down on purpose is not missed.
    static Result<void> end_watch(store::Tx&, OfficeId, AiringId);
    static Result<void> watch(store::Tx&, const Who&, DossierId, AiringId, int days, Instant now);
    /// The looks that are due. Whoever is concerned hears of what is gone.
    Result<int> look_again_due(int most = 20);
    Result<std::optional<Instant>> next_due();

  private:
    struct Found;
    Result<Found> compare(const Airing&, OfficeId) const;
    std::string picture_word(OfficeId, const delivery::Post&, const PublicView&) const;

    store::Db& db_;
    files::Vault& vault_;
    PublicEye eye_;
    Clock clock_;
};

}  // namespace kentongan::office
