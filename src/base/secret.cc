// Hashes and tokens. Every failure of the library here is a broken machine, so we stop.
#include "base/secret.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <array>

#include "base/result.h"

namespace kentongan {
namespace {

constexpr unsigned long long password_passes = 3;
constexpr std::size_t password_memory = 64UL * 1024 * 1024;

void need_sodium() {
    static const bool ready = sodium_init() >= 0;
    ensure(ready);
}

const unsigned char* octets_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string in_base64(std::string_view bytes, int variant) {
    need_sodium();
    std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(out.data(), out.size(), octets_of(bytes), bytes.size(), variant);
    out.resize(out.size() - 1);  // the terminating zero
    return out;
}

EVP_MD_CTX* digest_of(void* context) {
    return static_cast<EVP_MD_CTX*>(context);
}

}  // namespace

std::string hex_of(std::string_view bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out.push_back(digits[byte >> 4]);
        out.push_back(digits[byte & 15]);
    }
    return out;
}

std::string sha256_hex(std::string_view bytes) {
    need_sodium();
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), octets_of(bytes), bytes.size());
    return hex_of({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string base64(std::string_view bytes) {
    return in_base64(bytes, sodium_base64_VARIANT_ORIGINAL);
}
std::string base64url(std::string_view bytes) {
    return in_base64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    ensure(context_ != nullptr);
    ensure(EVP_DigestInit_ex(digest_of(context_), EVP_sha256(), nullptr) == 1);
}
Sha256::~Sha256() {
    EVP_MD_CTX_free(digest_of(context_));
}
void Sha256::add(std::string_view bytes) {
    ensure(EVP_DigestUpdate(digest_of(context_), bytes.data(), bytes.size()) == 1);
}
std::string Sha256::hex() {
    std::array<unsigned char, 32> digest{};
    unsigned int size = 0;
    ensure(EVP_DigestFinal_ex(digest_of(context_), digest.data(), &size) == 1);
    return hex_of({reinterpret_cast<const char*>(digest.data()), size});
}

std::string fresh_token(std::size_t bytes) {
    need_sodium();
    std::string chance(bytes, '\0');
    randombytes_buf(chance.data(), chance.size());
    return base64url(chance);
}

bool same_secret(std::string_view a, std::string_view b) {
    need_sodium();
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hash_password(std::string_view password) {
    need_sodium();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    ensure(crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), password_passes,
                                 password_memory, crypto_pwhash_ALG_ARGON2ID13) == 0);
    return hash.data();
}

bool password_matches(std::string_view hash, std::string_view password) {
    need_sodium();
    const std::string terminated(hash);
    return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

const std::string& decoy_password_hash() {
    static const std::string hash = hash_password(fresh_token());
    return hash;
}

}  // namespace kentongan
