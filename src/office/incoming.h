// Info masuk: what came in from all media, taken stock of and picked for a batch (Magetan 1-3).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/contents.h"
#include "office/dossiers.h"

namespace kentongan::office {

/// One thing that came in: an entry of the register, or a text that another dossier approved.
struct Incoming {
    std::string ref = {};  // "info/12" or "naskah/34/hash": what names it
    std::string title = {}, medium = {}, body = {}, link = {};
    std::string by_shown = {};
    Instant at = {};
    DossierId dossier = {};  // of an approved text
    std::string number = {}, hash = {};
    bool in_stock = false, picked = false;  // for the dossier that asks
};
/// Where a text of a dossier came from.
struct Origin {
    std::string ref = {}, words = {}, hash = {}, by_shown = {};
    Instant at = {};
};

class Register {
  public:
    /// Newest first: what people wrote down, and what other dossiers approved and ended with.
    static Result<std::vector<Incoming>> list(store::Tx&, OfficeId, int most);
    static Result<void> add(store::Tx&, const Who&, const Incoming&, Instant now);

    /// The same as seen from a batch: what is in stock there, and what was picked.
    static Result<std::vector<Incoming>> of_batch(store::Tx&, OfficeId, DossierId, int most);
    /// Whether taking stock or picking is this person's task now.
    struct Turn {
        bool stock = false, pick = false;
    };
    static Result<Turn> turn(store::Tx&, const Who&, DossierId);
    /// These and no others are in stock.
    static Result<void> take_stock(store::Tx&, const Who&, DossierId,
                                   const std::vector<std::string>& refs, Instant now);
    /// Makes texts of the dossier from these; an approved text is taken over as it stands.
    static Result<void> pick(store::Tx&, const Who&, DossierId,
                             const std::vector<std::string>& refs, Instant now);
    static Result<std::vector<Origin>> origins(store::Tx&, OfficeId, ContentId);
    static Result<bool> has_stock(store::Tx&, OfficeId, DossierId);
    /// Writes down that a text came from the applicant, who confirmed it.
    static Result<void> confirm_origin(store::Tx&, const Who&, const ItemOf&,
                                       const std::string& words, Instant now);
};

}  // namespace kentongan::office
