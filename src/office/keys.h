// Keys of mutating requests: the same key and the same request answer the stored answer.
#pragma once

#include <optional>
#include <string>

#include "store/db.h"

namespace kentongan::office {

struct StoredAnswer {
    int status = 303;
    std::string location_or_body;
};

class RequestKeys {
  public:
    /// Nothing: new. An answer: it was done already. `invalid`: same key, other request.
    static Result<std::optional<StoredAnswer>> find(store::Tx&, OfficeId, const std::string& actor,
                                                    const std::string& key,
                                                    const std::string& request_hash);
    /// Written in the act's own transaction. Refusals are not stored.
    static Result<void> keep(store::Tx&, OfficeId, const std::string& actor, const std::string& key,
                             const std::string& request_hash, const StoredAnswer&, Instant at);
    static Result<std::int64_t> forget_before(store::Tx&, Instant);

    /// Runs `act` once for this key: act and stored answer are one transaction, so a repeat after
    /// a crash or a double click gets the same answer and nothing happens twice.
    template <class Act>
    static Result<StoredAnswer> once(store::Db& db, OfficeId office, const std::string& actor,
                                     const std::string& key, const std::string& request_hash,
                                     Instant at, Act act) {
        return db.write([&](store::Tx& tx) -> Result<StoredAnswer> {
            const auto before = TRY(find(tx, office, actor, key, request_hash));
            if (before) return *before;
            StoredAnswer answer = TRY(act(tx));
            TRY(keep(tx, office, actor, key, request_hash, answer, at));
            return answer;
        });
    }
};

}  // namespace kentongan::office
