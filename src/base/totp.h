// One-time codes of a phone's authenticator (RFC 6238: SHA-1, 30 seconds, 6 digits).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace kentongan {

/// 20 random bytes.
std::string fresh_totp_secret();
/// RFC 4648 base32 without padding, as people type it into their phone.
std::string base32(std::string_view bytes);
/// The number of the 30 seconds in which this time lies.
std::int64_t totp_step(Instant);
std::string totp_code(std::string_view secret, std::int64_t step);
/// The step whose code this is: the present one, the one before or the one after, but only steps
/// after `last`, so that a code is good once.
std::optional<std::int64_t> totp_match(std::string_view secret, std::string_view code, Instant now,
                                       std::int64_t last);
/// What the phone's camera reads.
std::string totp_link(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace kentongan
