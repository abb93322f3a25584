// Tells the requester what went on air, with every link, and keeps how it reached them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/airings.h"
#include "office/mail.h"

namespace kentongan {
using TellingId = Id<struct TellingTag>;
}

namespace kentongan::office {

/// How somebody was told: by e-mail through the outbox, by a WhatsApp message that a person sends
/// and vouches for, or in another way ("telepon").
enum class TellingWay { email, whatsapp, other };
std::string_view word_of(TellingWay);

struct ToldRequester {
    TellingId id = {};
    TellingWay way = TellingWay::email;
    std::string address, words;
    std::optional<LoggedMail> mail = {};  // of an e-mail: its state
    std::string proof_sha256 = {};
    PersonId by = {};
    Instant at = {};
};
struct Rating {
    int score = 0;  // 1 to 4, as the short satisfaction survey has it
    std::string words = {};
    Instant at = {};
};

class RequesterNotices {
  public:
    /// The letter-like text with all live links of all channels filled in.
    static Result<std::string> draft(store::Tx&, const Who&, DossierId, Zone);
    /// Sends or notes it, ticks the step's items, and writes it down. An e-mail goes through the
    /// outbox; for the others the person says that it was done.
    static Result<TellingId> tell(store::Tx&, Dossiers&, const Who&, DossierId, TellingWay,
                                  const std::string& address, const std::string& words,
                                  const std::string& proof_sha256, Instant now);
    static Result<std::vector<ToldRequester>> of_dossier(store::Tx&, OfficeId, DossierId);
    /// "https://wa.me/62812…?text=…", or "" where the number is none.
    static std::string whatsapp_link(const std::string& number, const std::string& words);

    static Result<void> rate(store::Tx&, OfficeId, DossierId, const Rating&);
    static Result<std::optional<Rating>> rating(store::Tx&, OfficeId, DossierId);
};

}  // namespace kentongan::office
