// Seals secrets at rest with the key of the installation (libsodium's secretbox).
#include <fcntl.h>
#include <openssl/hmac.h>
#include <sodium.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "base/secret.h"
#include "base/text.h"

namespace kentongan {
namespace {

constexpr std::string_view version = "s1.";
constexpr std::size_t fingerprint_size = 8;
constexpr int base64_variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string_view text_of_key(const SealKey& key) {
    return {reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()};
}

std::optional<std::string> from_base64url(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const int read =
        sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, nullptr, base64_variant);
    if (read != 0) return {};
    bytes.resize(size);
    return bytes;
}

Error other_key() {
    return {Kind::conflict,
            "Rahasia ini disegel dengan kunci lain. Pulihkan berkas kunci.segel dari cadangan, "
            "atau isi ulang rahasianya.",
            {{"secret", "other_key"}}};
}

/// All of it on disk under its own name, or nothing: a key cut short would lose every secret.
Result<void> write_key(const std::string& file, const SealKey& key) {
    const auto beside = file + ".baru";
    const int made = open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (made < 0) return Error{Kind::unavailable, cat(beside, " tidak dapat ditulis.")};
    const auto text = base64url(text_of_key(key)) + "\n";
    const bool whole = write(made, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       fsync(made) == 0;
    close(made);
    // A link never replaces: whoever was first made the key.
    const bool placed = whole && link(beside.c_str(), file.c_str()) == 0;
    const bool rival = whole && !placed && errno == EEXIST;
    unlink(beside.c_str());
    if (placed || rival) return {};
    return Error{Kind::unavailable, cat(file, " tidak dapat ditulis.")};
}

}  // namespace

std::string hmac_hex(std::string_view key, std::string_view message) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    ensure(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(message),
                message.size(), digest.data(), &size) != nullptr);
    return hex_of({reinterpret_cast<const char*>(digest.data()), size});
}

std::string SealKey::fingerprint() const {
    return hmac_hex(text_of_key(*this), "kentongan").substr(0, fingerprint_size);
}

SealKey fresh_seal_key() {
    ensure(sodium_init() >= 0);
    SealKey key;
    crypto_secretbox_keygen(key.bytes.data());
    return key;
}

Result<SealKey> seal_key_in(const std::string& file, bool may_make) {
    ensure(sodium_init() >= 0);
    if (access(file.c_str(), F_OK) != 0) {
        if (!may_make) return Error{Kind::not_found, cat("Tidak ada berkas kunci ", file, ".")};
        TRY(write_key(file, fresh_seal_key()));
    }
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    const auto bytes = from_base64url(line);
    SealKey key;
    if (!bytes || bytes->size() != key.bytes.size()) {
        return Error{Kind::invalid, cat("Berkas kunci ", file, " rusak. Pulihkan dari cadangan.")};
    }
    std::copy(bytes->begin(), bytes->end(), key.bytes.begin());
    return key;
}

std::string seal(const SealKey& key, std::string_view secret) {
    ensure(sodium_init() >= 0);
    std::string box(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + secret.size(), '\0');
    auto* const nonce = reinterpret_cast<unsigned char*>(box.data());
    randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
    ensure(crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, bytes_of(secret),
                                 secret.size(), nonce, key.bytes.data()) == 0);
    return cat(version, key.fingerprint(), ".", base64url(box));
}

Result<std::string> unseal(const SealKey& key, std::string_view sealed) {
    ensure(sodium_init() >= 0);
    const auto head = cat(version, key.fingerprint(), ".");
    if (!sealed.starts_with(head)) return other_key();
    const auto box = from_base64url(sealed.substr(head.size()));
    constexpr std::size_t least = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (!box || box->size() < least) return other_key();
    std::string secret(box->size() - least, '\0');
    const int opened = crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(secret.data()),
                                                  bytes_of(*box) + crypto_secretbox_NONCEBYTES,
                                                  box->size() - crypto_secretbox_NONCEBYTES,
                                                  bytes_of(*box), key.bytes.data());
    if (opened != 0) return other_key();
    return secret;
}

}  // namespace kentongan
