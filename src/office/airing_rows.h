// The rows of airings, in a caller's transaction.
#pragma once

#include <vector>

#include "office/airings.h"

namespace kentongan::office {

/// One airing with its account and dossier, or not_found.
Result<Airing> airing_row(store::Tx&, OfficeId, AiringId);
Result<std::vector<Airing>> airings_of(store::Tx&, OfficeId, DossierId);
/// Not settled yet, oldest first; then the settled ones, newest first.
Result<std::vector<Airing>> airings_of_office(store::Tx&, OfficeId, int most);

Result<void> insert_airing(store::Tx&, OfficeId, const Airing&);
/// Everything that changes in an airing: task, number, state, address, last word, times, errand.
Result<void> update_airing(store::Tx&, OfficeId, const Airing&);
/// The highest number this content has on this account, or 0.
Result<int> last_number(store::Tx&, OfficeId, AccountId, const std::string& content_hash);

Result<void> insert_proof(store::Tx&, OfficeId, AiringId, PersonId, const AiringProof&,
                          Instant now);
/// Written down in the record of the dossier.
Result<void> note_airing_seen(store::Tx&, const Who&, const Airing&, const AiringProof&,
                              Instant now);

// accounts.cc; the secret only ever sealed.
Result<void> keep_secret(store::Tx&, OfficeId, AccountId, const std::string& sealed,
                         std::optional<Instant> dies_at);
Result<std::string> sealed_secret(store::Tx&, OfficeId, AccountId);
Result<void> keep_settings(store::Tx&, OfficeId, AccountId, const JsonObject&);
/// Until when a service is not to be asked again, by its window.
Result<JsonObject> closed_windows(store::Tx&, OfficeId, AccountId);
Result<void> keep_windows(store::Tx&, OfficeId, AccountId, const JsonObject&);
Result<void> mark_broken(store::Tx&, OfficeId, AccountId, const std::string& why);
Result<Account> account_row(store::Tx&, OfficeId, AccountId);
std::string_view word_of(AiringState);
AiringState airing_state_from(std::string_view word);
bool is_settled(AiringState);

/// "account/content/number": never the task, so that the same content approved again is no second
/// post.
std::string once_key(const Airing&);
/// Why this address cannot be where this channel shows something; nothing when it can.
std::optional<Issue> flaw_of_link(std::string_view channel, std::string_view url);

/// What goes out, from the stored approved bytes; files without their place on disk.
Result<delivery::Post> stored_post(store::Tx&, OfficeId, const Airing&);

}  // namespace kentongan::office
