// Owns invitation: one-time links by which a person chooses their password; what is a password.
#include <algorithm>
#include <array>

#include "base/secret.h"
#include "base/text.h"
#include "office/journal.h"
#include "office/organisation.h"
#include "office/people_rows.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::size_t password_least = 10, password_most = 200;
constexpr std::size_t invitation_bytes = 24;

/// What is tried first here, in lower case and without digits and signs at the ends.
constexpr std::array common{
    "password",      "passwordku",     "katasandi",     "sandi",         "rahasia",
    "rahasiaku",     "bismillah",      "alhamdulillah", "indonesia",     "indonesiaraya",
    "merdeka",       "pancasila",      "garuda",        "sayang",        "sayangku",
    "cintaku",       "iloveyou",       "qwerty",        "qwertyuiop",    "asdfghjkl",
    "admin",         "administrator",  "kominfo",       "diskominfo",    "kentongan",
    "pemda",         "pemkab",         "pemkot",        "kabupaten",     "bupati",
    "walikota",      "jakarta",        "surabaya",      "bandung",       "persib",
    "persija",       "arema",          "doraemon",      "naruto",        "bangsat",
    "terserah",      "gakadapassword", "selamatpagi",   "selamatdatang", "terimakasih",
    "allahuakbar",   "muhammad",       "hokage",        "ganteng",       "cantik",
    "gantengbanget", "humas",          "pranatahumas",  "aparatur",      "abcdefghij",
    "abcdefgh",      "welcome",        "letmein",       "monkey",        "dragon"};

Error invalid_password(const char* rule, std::vector<std::string> with = {}) {
    return Error{Kind::invalid, rule, {Issue{"password", rule, std::move(with)}}};
}

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

/// "Rahasia2026!" -> "rahasia"
std::string core_of(const std::string& password) {
    const auto low = lowered(password);
    const auto first = std::ranges::find_if(low, is_letter);
    const auto last = std::find_if(low.rbegin(), low.rend(), is_letter).base();
    std::string core;
    if (first < last) std::copy_if(first, last, std::back_inserter(core), is_letter);
    return core;
}

}  // namespace

Result<void> check_password(const std::string& password, const std::string& sign_in) {
    if (length_of(password) < password_least) {
        return invalid_password("too_short", {std::to_string(password_least)});
    }
    if (password.size() > password_most) return invalid_password("too_long");
    const auto core = core_of(password);
    const auto low = lowered(password);
    const bool one_letter = std::ranges::all_of(low, [&](char c) { return c == low.front(); });
    const bool digits = core.empty() && std::ranges::all_of(low, [](char c) { return c < 'A'; });
    const bool known = std::ranges::find(common, core) != common.end();
    if (one_letter || digits || known) return invalid_password("common");
    if (sign_in.size() >= 3 && core == core_of(sign_in)) return invalid_password("is_name");
    return {};
}

Result<std::string> Invitations::make(store::Tx& tx, const Who& who, PersonId person, Instant now) {
    TRY(need(who, Right::manage_people));
    const auto card = TRY(Organisation::person(tx, who.office, person));
    if (card.ended) return Error{Kind::invalid, "not a member any more", {{"person", "ended"}}};
    const auto offices = TRY(offices_of(tx, person));
    if (offices.size() > 1) {
        return Error{Kind::invalid, "member of another office", {{"person", "shared"}}};
    }
    TRY(tx.run("DELETE FROM invitation WHERE office_id = $1 AND person_id = $2", who.office,
               person));
    const auto token = fresh_token(invitation_bytes);
    TRY(
        tx.run("INSERT INTO invitation (token_hash, office_id, person_id, made_by, expires_at)"
               " VALUES ($1, $2, $3, $4, $5)",
               sha256_hex(token), who.office, person, who.person, now + good_for));
    TRY(Journal::append(tx, who, cat("person/", person.value),
                        event_about("invited", "subject", person.value), now));
    return token;
}

Result<Invited> Invitations::find(store::Tx& tx, const std::string& token, Instant now) {
    const auto row = TRY(tx.maybe<OfficeId, PersonId, std::string, std::string>(
        "SELECT i.office_id, i.person_id, p.name, p.sign_in FROM invitation i"
        " JOIN membership m ON m.office_id = i.office_id AND m.person_id = i.person_id"
        " JOIN person p ON p.id = i.person_id"
        " WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > $2"
        " AND m.ended_at IS NULL AND p.disabled_at IS NULL"
        // Made before they joined another office, it would open that one too.
        " AND NOT EXISTS (SELECT 1 FROM membership o WHERE o.person_id = i.person_id"
        " AND o.office_id <> i.office_id AND o.ended_at IS NULL)",
        sha256_hex(token), now));
    if (!row) return Error{Kind::not_found, "no such invitation"};
    const auto& [office, person, name, sign_in] = *row;
    return Invited{office, person, name, sign_in};
}

Result<void> Invitations::accept(store::Tx& tx, const std::string& token,
                                 const std::string& password_hash, Instant now) {
    const auto invited = TRY(find(tx, token, now));
    TRY(tx.run("UPDATE invitation SET used_at = $3 WHERE token_hash = $1 AND office_id = $2",
               sha256_hex(token), invited.office, now));
    TRY(set_password_of(tx, invited.person, password_hash, now));
    const auto who = TRY(member(tx, invited.office, invited.person, now));
    TRY(Journal::append(tx, who, cat("person/", invited.person.value),
                        event_about("password_chosen", "subject", invited.person.value), now));
    return {};
}

}  // namespace kentongan::office
