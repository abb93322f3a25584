// Connecting an account by OAuth: where the person is sent, and what the code is exchanged for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "delivery/http.h"

namespace kentongan::delivery {

/// The app that the office registered with the service, and where the service is.
struct OauthApp {
    std::string channel = {};  // facebook, instagram, x, youtube
    std::string id = {}, secret = {};
    std::string authorize = {}, token = {};  // addresses; from oauth_app
    std::string graph = {};                  // of Meta
};
/// The addresses of the real service, or those below `base` when there is one.
std::optional<OauthApp> oauth_app(std::string_view channel, const std::string& base);

/// PKCE: what is kept, and what is shown.
struct Proofkey {
    std::string verifier, challenge;
};
Proofkey fresh_proofkey();

/// Where the person agrees. `state` comes back with them.
std::string consent_address(const OauthApp&, const std::string& back, const std::string& state,
                            const Proofkey&);

struct Tokens {
    std::string access = {}, refresh = {};
    std::optional<Instant> expires_at = {};  // of the access token
    /// Of the account that agreed: page or channel or user, and its name.
    std::string account = {}, name = {};
    /// From when on a person must connect again; nothing: never, as far as is known.
    std::optional<Instant> dies_at = {};
};
/// forbidden: the service says no, a person must connect; unavailable: later.
Result<Tokens> tokens_for_code(Http&, const OauthApp&, const std::string& code,
                               const std::string& back, const Proofkey&, Instant now);
Result<Tokens> renewed_tokens(Http&, const OauthApp&, const std::string& refresh, Instant now);
/// A token that a person pasted (Meta): made long-lived, then the page's own.
Result<Tokens> tokens_for_pasted(Http&, const OauthApp&, const std::string& token, Instant now);

}  // namespace kentongan::delivery
