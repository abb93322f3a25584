// Handing the approved files to who asked for them: by a link with a receipt, or from hand to hand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/contents.h"

namespace kentongan::office {

struct Handover {
    std::int64_t id = 0;
    DossierId dossier = {};
    std::string content_hash = {};
    bool by_hand = false;
    std::string token = {};  // of the link
    std::string recipient = {}, note = {};
    std::string made_by = {};
    Instant made_at = {};
    std::optional<Instant> expires_at = {};
    std::optional<Instant> taken_at = {};
    std::string taken_by = {};
};

/// One approved text with its files, as it is given away.
struct HandedItem {
    std::string title = {};
    Draft draft = {};
};

/// What stands behind a link, for whoever holds it.
struct OpenHandover {
    OfficeId office = {};
    std::string number = {}, title = {}, requester = {};
    Handover handover = {};
    std::vector<HandedItem> items = {};
    bool expired = false;
    bool superseded = false;  // what was approved then is not what is approved now
};

class Handovers {
  public:
    /// A link to the approved files, good for two weeks; answers its token.
    static Result<std::string> offer(store::Tx&, const Who&, DossierId,
                                     const std::string& recipient, Instant now);
    /// "Diserahkan langsung": who took it stands in the note of who gave it.
    static Result<void> give(store::Tx&, const Who&, DossierId, const std::string& recipient,
                             const std::string& note, Instant now);
    static Result<std::vector<Handover>> of_dossier(store::Tx&, OfficeId, DossierId);
    /// not_found for a token nobody was given.
    static Result<OpenHandover> find(store::Tx&, const std::string& token, Instant now);
    /// The receipt: who took it, once. Again it answers the first receipt's time.
    static Result<void> take(store::Tx&, const std::string& token, const std::string& taken_by,
                             Instant now);
};

}  // namespace kentongan::office
