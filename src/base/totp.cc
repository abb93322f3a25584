// Time-based one-time codes, by OpenSSL's HMAC.
#include "base/totp.h"

#include <openssl/hmac.h>
#include <sodium.h>

#include "base/secret.h"
#include "base/text.h"

namespace kentongan {
namespace {

constexpr std::int64_t step_seconds = 30;
constexpr std::size_t secret_bytes = 20;
constexpr std::uint32_t codes = 1'000'000;

/// For the parts of the link: what is not a letter or digit is percent-encoded.
std::string encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
        if (plain) {
            out.push_back(c);
        } else {
            out += "%" + hex_of(std::string_view(&c, 1));
        }
    }
    return out;
}

}  // namespace

std::string fresh_totp_secret() {
    std::string secret(secret_bytes, '\0');
    randombytes_buf(secret.data(), secret.size());
    return secret;
}

std::string base32(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t kept = 0;
    int bits = 0;
    for (const char byte : bytes) {
        kept = kept << 8 | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 5; bits -= 5) out.push_back(letters[kept >> (bits - 5) & 31]);
    }
    if (bits > 0) out.push_back(letters[kept << (5 - bits) & 31]);
    return out;
}

std::int64_t totp_step(Instant time) {
    return to_millis(time) / 1000 / step_seconds;
}

std::string totp_code(std::string_view secret, std::int64_t step) {
    unsigned char counter[8];
    for (int i = 0; i < 8; ++i) counter[i] = static_cast<unsigned char>(step >> (8 * (7 - i)));
    unsigned char mac[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter, sizeof counter, mac,
         &size);
    const auto at = mac[size - 1] & 15U;
    std::uint32_t number = 0;
    for (unsigned int i = 0; i < 4; ++i) number = number << 8 | mac[at + i];
    auto digits = std::to_string((number & 0x7FFFFFFFU) % codes);
    return std::string(6 - digits.size(), '0') + digits;
}

std::optional<std::int64_t> totp_match(std::string_view secret, std::string_view code, Instant now,
                                       std::int64_t last) {
    const auto present = totp_step(now);
    for (const auto step : {present, present - 1, present + 1}) {
        if (step > last && same_secret(totp_code(secret, step), code)) return step;
    }
    return {};
}

std::string totp_link(std::string_view secret, std::string_view issuer, std::string_view account) {
    return cat("otpauth://totp/", encoded(issuer), ":", encoded(account),
               "?secret=", base32(secret), "&issuer=", encoded(issuer));
}

}  // namespace kentongan
