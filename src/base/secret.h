// Hashes, password hashes, tokens: libsodium and OpenSSL behind one small door.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/result.h"

namespace kentongan {

/// Lower-case hex.
std::string hex_of(std::string_view bytes);
std::string sha256_hex(std::string_view bytes);
/// RFC 4648, padded.
std::string base64(std::string_view bytes);
/// RFC 4648 base64url without padding.
std::string base64url(std::string_view bytes);

/// SHA-256 fed piece by piece, for files that do not fit in memory.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    void add(std::string_view bytes);
    std::string hex();

  private:
    void* context_;
};

/// `bytes` random bytes from the operating system, as base64url text.
std::string fresh_token(std::size_t bytes = 16);
/// Compares without telling by its duration where the difference is.
bool same_secret(std::string_view, std::string_view);

/// SHA-256 with a key, lower-case hex: signs what comes back to us later.
std::string hmac_hex(std::string_view key, std::string_view message);

/// The key of one installation. What is sealed with it can be read with it alone.
struct SealKey {
    std::array<unsigned char, 32> bytes = {};
    /// Tells keys apart without telling anything about them.
    std::string fingerprint() const;
};
SealKey fresh_seal_key();
/// Reads the key file; makes it (readable by its owner alone) when it is not there and may be made.
Result<SealKey> seal_key_in(const std::string& file, bool may_make);
/// Encrypts and guards against change: "s1.<key's fingerprint>.<bytes>". Never the same twice.
std::string seal(const SealKey&, std::string_view secret);
/// Refuses what was sealed with another key, and what was changed.
Result<std::string> unseal(const SealKey&, std::string_view sealed);

/// argon2id (64 MiB, t=3): slow on purpose, so never on a request worker without a limit.
std::string hash_password(std::string_view password);
bool password_matches(std::string_view hash, std::string_view password);
/// A valid hash of nothing anyone knows: verifying against it takes as long as a real one.
const std::string& decoy_password_hash();

}  // namespace kentongan
