// Owns second_factor and recovery_code.
#include "office/second_factors.h"

#include "base/text.h"
#include "base/totp.h"
#include "documents/qr.h"

namespace kentongan::office {
namespace {

constexpr int recovery_codes = 8;
constexpr std::size_t recovery_bytes = 8;

struct Kept {
    std::string sealed = {};
    bool confirmed = false;
    std::int64_t last_step = 0;
};

Result<std::optional<Kept>> kept_of(store::Tx& tx, PersonId person) {
    const auto row = TRY(tx.maybe<std::string, std::optional<Instant>, std::int64_t>(
        "SELECT sealed, confirmed_at, last_step FROM second_factor WHERE person_id = $1", person));
    if (!row) return std::optional<Kept>{};
    const auto& [sealed, confirmed_at, last_step] = *row;
    return std::optional(Kept{sealed, confirmed_at.has_value(), last_step});
}

std::string grouped(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && i % 4 == 0) out.push_back(' ');
        out.push_back(text[i]);
    }
    return out;
}

/// People type blanks and dashes where they see groups.
std::string bare(const std::string& code) {
    std::string out;
    for (const char c : lowered(code)) {
        if (c != ' ' && c != '-') out.push_back(c);
    }
    return out;
}

Result<bool> use_step(store::Tx& tx, const SealKey& key, PersonId person, const Kept& kept,
                      const std::string& code, Instant now) {
    const auto secret = TRY(unseal(key, kept.sealed));
    const auto step = totp_match(secret, code, now, kept.last_step);
    if (!step) return false;
    TRY(tx.run("UPDATE second_factor SET last_step = $2 WHERE person_id = $1", person, *step));
    return true;
}

}  // namespace

Result<bool> SecondFactors::has(store::Tx& tx, PersonId person) {
    const auto kept = TRY(kept_of(tx, person));
    return kept && kept->confirmed;
}

Result<Enrolment> SecondFactors::begin(store::Tx& tx, const SealKey& key, PersonId person,
                                       const std::string& sign_in, const std::string& title,
                                       Instant) {
    const auto kept = TRY(kept_of(tx, person));
    if (kept && kept->confirmed) {
        return Error{Kind::conflict, "there is one already", {{"code", "there"}}};
    }
    const auto secret = fresh_totp_secret();
    TRY(
        tx.run("INSERT INTO second_factor (person_id, sealed, last_step) VALUES ($1, $2, 0)"
               " ON CONFLICT (person_id) DO UPDATE SET sealed = excluded.sealed, last_step = 0",
               person, seal(key, secret)));
    return Enrolment{grouped(base32(secret)),
                     documents::qr_svg(totp_link(secret, "Kentongan", sign_in), title)};
}

Result<std::vector<std::string>> SecondFactors::confirm(store::Tx& tx, const SealKey& key,
                                                        PersonId person, const std::string& code,
                                                        Instant now) {
    const auto kept = TRY(kept_of(tx, person));
    if (!kept || kept->confirmed) return Error{Kind::not_found, "nothing to confirm"};
    if (!TRY(use_step(tx, key, person, *kept, bare(code), now))) {
        return Error{Kind::invalid, "not the phone's code", {{"code", "wrong"}}};
    }
    TRY(tx.run("UPDATE second_factor SET confirmed_at = $2 WHERE person_id = $1", person, now));
    TRY(tx.run("DELETE FROM recovery_code WHERE person_id = $1", person));
    std::vector<std::string> codes;
    for (int i = 0; i < recovery_codes; ++i) {
        const auto fresh = lowered(base32(fresh_totp_secret().substr(0, recovery_bytes)));
        codes.push_back(cat(fresh.substr(0, 4), "-", fresh.substr(4, 4), "-", fresh.substr(8, 4)));
        TRY(tx.run("INSERT INTO recovery_code (person_id, code_hash) VALUES ($1, $2)", person,
                   sha256_hex(bare(codes.back()))));
    }
    return codes;
}

Result<void> SecondFactors::remove(store::Tx& tx, PersonId person) {
    TRY(tx.run("DELETE FROM second_factor WHERE person_id = $1", person));
    TRY(tx.run("DELETE FROM recovery_code WHERE person_id = $1", person));
    return {};
}

Result<bool> SecondFactors::matches(store::Tx& tx, const SealKey& key, PersonId person,
                                    const std::string& code, Instant now) {
    const auto kept = TRY(kept_of(tx, person));
    if (!kept || !kept->confirmed) return false;
    const auto typed = bare(code);
    if (TRY(use_step(tx, key, person, *kept, typed, now))) return true;
    const auto used =
        TRY(tx.run("UPDATE recovery_code SET used_at = $3"
                   " WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL",
                   person, sha256_hex(typed), now));
    return used == 1;
}

}  // namespace kentongan::office
