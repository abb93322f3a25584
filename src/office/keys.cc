// Owns request_key.
#include "office/keys.h"

namespace kentongan::office {

Result<std::optional<StoredAnswer>> RequestKeys::find(store::Tx& tx, OfficeId office,
                                                      const std::string& actor,
                                                      const std::string& key,
                                                      const std::string& request_hash) {
    const auto row = TRY(tx.maybe<std::string, int, std::string>(
        "SELECT request_hash, status, answer FROM request_key"
        " WHERE office_id = $1 AND actor = $2 AND key = $3",
        office, actor, key));
    if (!row) return std::optional<StoredAnswer>{};
    const auto& [hash, status, answer] = *row;
    if (hash != request_hash) {
        return Error{Kind::invalid, "this key was used for something else", {{"key", "reused"}}};
    }
    return std::optional(StoredAnswer{status, answer});
}

Result<void> RequestKeys::keep(store::Tx& tx, OfficeId office, const std::string& actor,
                               const std::string& key, const std::string& request_hash,
                               const StoredAnswer& answer, Instant at) {
    TRY(
        tx.run("INSERT INTO request_key (office_id, actor, key, request_hash, status, answer, at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7)",
               office, actor, key, request_hash, answer.status, answer.location_or_body, at));
    return {};
}

Result<std::int64_t> RequestKeys::forget_before(store::Tx& tx, Instant before) {
    return tx.run("DELETE FROM request_key WHERE office_id <> 0 AND at < $1", before);
}

}  // namespace kentongan::office
