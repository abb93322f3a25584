// Signing in and out; owns session.
#include <atomic>
#include <semaphore>

#include "base/secret.h"
#include "base/text.h"
#include "office/guesses.h"
#include "office/journal.h"
#include "office/organisation.h"
#include "office/people.h"
#include "office/people_rows.h"
#include "office/second_factors.h"
#include "office/session_rows.h"

namespace kentongan::office {
namespace {

constexpr minutes idle_max{30};
constexpr std::chrono::hours session_max{12};
constexpr minutes seen_every{1};  // finer than this nobody needs to know
constexpr std::chrono::days peer_known_for{30};
constexpr minutes second_wait{10};  // to find the phone
constexpr std::size_t token_bytes = 32;
constexpr std::size_t name_max = 200, password_max = 1000;
constexpr int hashes_at_once = 2, hashes_waiting_max = 24;

Error wrong() {
    return {Kind::forbidden, "wrong name or password", {{"sign_in", "wrong"}}};
}
Error must_wait(seconds wait) {
    return {Kind::unavailable,
            "too many failures",
            {{"sign_in", "wait", {std::to_string(wait.count())}}}};
}
Error over() {
    return {Kind::not_found, "session over", {{"session", "over"}}};
}

/// argon2 takes 64 MiB and a tenth of a second: at most two at a time, and no endless queue.
Result<bool> matches_slowly(const std::string& hash, const std::string& password) {
    static std::counting_semaphore<hashes_at_once> room(hashes_at_once);
    static std::atomic<int> waiting = 0;
    if (++waiting > hashes_waiting_max) {
        --waiting;
        return Error{Kind::unavailable, "too many sign-ins at once", {{"sign_in", "busy"}}};
    }
    room.acquire();
    const bool matches = password_matches(hash, password);
    room.release();
    --waiting;
    return matches;
}

/// What is known of a name before the password is looked at; for an unknown one all is empty.
struct Candidate {
    PersonId person = {};
    OfficeId office = {};
    std::string password_hash = {};
    std::string scope = {};
};

/// Names are hashed: people type passwords into the wrong field. Where someone has signed in
/// lately, failures are counted apart, so that a stranger's guesses do not lock them out.
Result<Candidate> candidate(store::Tx& tx, const std::string& name, const std::string& peer,
                            Instant now) {
    Candidate found{.scope = "name/" + sha256_hex(name)};
    const auto person = TRY(tx.maybe<PersonId, std::string>(
        "SELECT id, password_hash FROM person WHERE sign_in = $1 AND disabled_at IS NULL", name));
    if (!person) return found;
    std::tie(found.person, found.password_hash) = *person;
    const auto offices = TRY(tx.all<OfficeId>(
        "SELECT office_id FROM membership WHERE person_id = $1 AND ended_at IS NULL"
        " ORDER BY office_id LIMIT 1",
        found.person));
    if (!offices.empty()) found.office = std::get<0>(offices.front());
    const auto known =
        TRY(tx.all<Instant>("SELECT opened_at FROM session"
                            " WHERE person_id = $1 AND peer = $2 AND opened_at > $3"
                            " LIMIT 1",
                            found.person, peer, now - peer_known_for));
    if (!known.empty()) found.scope = cat("pair/", sha256_hex(name), "/", peer);
    return found;
}

std::string csrf_of(const std::string& token) {
    return sha256_hex("kentongan/csrf/1\n" + token);
}

}  // namespace

Result<void> end_sessions_of(store::Tx& tx, PersonId person, Instant now) {
    TRY(tx.run("UPDATE session SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL", person,
               now));
    return {};
}

Result<void> end_sessions_of(store::Tx& tx, OfficeId office, PersonId person, Instant now) {
    TRY(
        tx.run("UPDATE session SET ended_at = $3"
               " WHERE office_id = $1 AND person_id = $2 AND ended_at IS NULL",
               office, person, now));
    return {};
}

Result<NewSession> People::sign_in(const std::string& sign_in, const std::string& password,
                                   const std::string& peer) {
    const auto now = clock_();
    const auto name = lowered(trimmed(sign_in.substr(0, name_max)));
    const auto peer_scope = "peer/" + peer;
    const auto look = [&](store::Tx& tx) -> Result<Candidate> {
        auto one = TRY(candidate(tx, name, peer, now));
        const auto by_name = TRY(Guesses::wait_of(tx, one.scope, now));
        const auto by_peer = TRY(Guesses::wait_of(tx, peer_scope, now));
        const auto wait = std::max(by_name, by_peer);
        if (wait > seconds{0}) return must_wait(wait);
        TRY(Guesses::charge(tx, one.scope, now));
        return one;
    };
    const Candidate found = TRY(db_.write(look));
    const bool is_known = found.person && found.office;
    const auto& hash = is_known ? found.password_hash : decoy_password_hash();
    const bool matches = TRY(matches_slowly(hash, password.substr(0, password_max)));
    if (!matches || !is_known) {
        TRY(db_.write([&](store::Tx& tx) { return Guesses::charge(tx, peer_scope, now); }));
        return wrong();
    }
    const auto token = fresh_token(token_bytes);
    return db_.write([&](store::Tx& tx) -> Result<NewSession> {
        NewSession session{.token = token, .who = TRY(member(tx, found.office, found.person, now))};
        session.second_due = TRY(SecondFactors::has(tx, found.person));
        TRY(Guesses::forgive(tx, found.scope));
        TRY(Guesses::forgive(tx, peer_scope));
        TRY(
            tx.run("INSERT INTO session (token_hash, office_id, person_id, language, peer,"
                   " opened_at, seen_at, second_due) VALUES ($1, $2, $3, 'id', $4, $5, $5, $6)",
                   sha256_hex(token), found.office, found.person, peer, now, session.second_due));
        TRY(tx.run("DELETE FROM session WHERE person_id = $1 AND opened_at < $2", found.person,
                   now - peer_known_for));
        return session;
    });
}

Result<std::string> People::verify_again(const Who& who, const std::string& secret,
                                         const std::string& code) {
    const auto now = clock_();
    const auto scope = cat("again/", who.person.value);
    bool wants_code = false;
    const auto look = [&](store::Tx& tx) -> Result<std::string> {
        wants_code = TRY(SecondFactors::has(tx, who.person));
        std::vector<Issue> missing;
        if (secret.empty()) missing.push_back({"secret", "required"});
        if (wants_code && trimmed(code).empty()) missing.push_back({"second", "required"});
        if (!missing.empty()) return Error{Kind::invalid, "not both proofs given", missing};
        const auto wait = TRY(Guesses::wait_of(tx, scope, now));
        if (wait > seconds{0}) {
            return Error{Kind::invalid,
                         "too many failures",
                         {{"secret", "wait", {std::to_string(wait.count())}}}};
        }
        TRY(Guesses::charge(tx, scope, now));
        const auto [hash] = TRY(tx.one<std::string>(
            "SELECT password_hash FROM person WHERE id = $1 AND disabled_at IS NULL", who.person));
        return hash;
    };
    const auto hash = TRY(db_.write(look));
    const bool matches = TRY(matches_slowly(hash, secret.substr(0, password_max)));
    if (!matches) return Error{Kind::invalid, "wrong secret", {{"secret", "wrong"}}};
    // The attempt stays counted where the code does not fit: nothing is forgiven then.
    const bool proven = TRY(db_.write([&](store::Tx& tx) -> Result<bool> {
        if (wants_code && !TRY(SecondFactors::matches(tx, key_, who.person, code, now)))
            return false;
        TRY(Guesses::forgive(tx, scope));
        return true;
    }));
    if (!proven) return Error{Kind::invalid, "wrong code", {{"second", "wrong"}}};
    return std::string(wants_code ? "totp" : "sandi");
}

Result<SessionInfo> People::session(const std::string& token) {
    if (token.empty() || token.size() > name_max) return over();
    const auto now = clock_();
    const auto hash = sha256_hex(token);
    Instant seen_at{};
    const auto look = [&](store::Tx& tx) -> Result<SessionInfo> {
        const auto row = TRY(tx.maybe<OfficeId, PersonId, std::string, Instant, Instant>(
            "SELECT office_id, person_id, language, opened_at, seen_at FROM session"
            " WHERE token_hash = $1 AND ended_at IS NULL AND second_due = 0",
            hash));
        if (!row) return over();
        const auto& [office, person, language, opened_at, seen] = *row;
        if (now >= opened_at + session_max || now >= seen + idle_max) return over();
        seen_at = seen;
        return SessionInfo{TRY(member(tx, office, person, now)), csrf_of(token), language};
    };
    auto info = TRY(db_.read(look));
    if (now >= seen_at + seen_every) {
        TRY(db_.write([&](store::Tx& tx) {
            return tx.run(
                "UPDATE session SET seen_at = $2"
                " WHERE token_hash = $1 AND ended_at IS NULL",
                hash, now);
        }));
    }
    return info;
}

Result<void> People::show_second(const std::string& token, const std::string& code) {
    const auto now = clock_();
    const auto hash = sha256_hex(token);
    // A wrong code must be counted although nothing else is kept of the attempt.
    const auto look = [&](store::Tx& tx) -> Result<bool> {
        const auto row = TRY(tx.maybe<PersonId, Instant>(
            "SELECT person_id, opened_at FROM session WHERE token_hash = $1"
            " AND ended_at IS NULL AND second_due = 1",
            hash));
        if (!row || now >= std::get<1>(*row) + second_wait) return over();
        const auto person = std::get<0>(*row);
        const auto scope = cat("second/", person.value);
        const auto wait = TRY(Guesses::wait_of(tx, scope, now));
        if (wait > seconds{0}) {
            return Error{Kind::invalid,
                         "too many failures",
                         {{"code", "wait", {std::to_string(wait.count())}}}};
        }
        TRY(Guesses::charge(tx, scope, now));
        if (!TRY(SecondFactors::matches(tx, key_, person, code, now))) return false;
        TRY(Guesses::forgive(tx, scope));
        TRY(tx.run("UPDATE session SET second_due = 0 WHERE token_hash = $1", hash));
        return true;
    };
    const bool shown = TRY(db_.write(look));
    if (shown) return {};
    return Error{Kind::invalid, "wrong code", {{"code", "wrong"}}};
}

Result<void> People::change_password(const Who& who, const std::string& token,
                                     const std::string& old, const std::string& fresh) {
    const auto now = clock_();
    const auto scope = cat("again/", who.person.value);
    const auto look = [&](store::Tx& tx) -> Result<std::pair<std::string, std::string>> {
        const auto wait = TRY(Guesses::wait_of(tx, scope, now));
        if (wait > seconds{0}) return must_wait(wait);
        TRY(Guesses::charge(tx, scope, now));
        const auto [sign_in, hash] = TRY(tx.one<std::string, std::string>(
            "SELECT sign_in, password_hash FROM person WHERE id = $1", who.person));
        return std::pair{sign_in, hash};
    };
    const auto [name, hash] = TRY(db_.write(look));
    if (!TRY(matches_slowly(hash, old.substr(0, password_max)))) {
        return Error{Kind::invalid, "wrong password", {{"old_password", "wrong"}}};
    }
    TRY(check_password(fresh, name));
    const auto fresh_hash = hash_password(fresh);
    return db_.write([&](store::Tx& tx) -> Result<void> {
        TRY(Guesses::forgive(tx, scope));
        TRY(set_password_of(tx, who.person, fresh_hash, now));
        TRY(tx.run("UPDATE session SET ended_at = NULL WHERE token_hash = $1", sha256_hex(token)));
        TRY(Journal::append(tx, who, cat("person/", who.person.value),
                            event_about("password_changed", "subject", who.person.value), now));
        return {};
    });
}

Result<std::vector<OpenSession>> People::sessions_of(const Who& who, const std::string& token) {
    const auto now = clock_();
    const auto here = sha256_hex(token);
    return db_.read([&](store::Tx& tx) -> Result<std::vector<OpenSession>> {
        const auto rows = TRY(tx.all<std::string, std::string, Instant, Instant>(
            "SELECT token_hash, peer, opened_at, seen_at FROM session WHERE person_id = $1"
            " AND ended_at IS NULL AND opened_at > $2 AND seen_at > $3 ORDER BY seen_at DESC",
            who.person, now - session_max, now - idle_max));
        std::vector<OpenSession> all;
        for (const auto& [id, peer, opened_at, seen_at] : rows) {
            all.push_back({id, peer, opened_at, seen_at, id == here});
        }
        return all;
    });
}

Result<void> People::end_session(const Who& who, const std::string& id) {
    const auto now = clock_();
    return db_.write([&](store::Tx& tx) -> Result<void> {
        const auto ended =
            TRY(tx.run("UPDATE session SET ended_at = $3"
                       " WHERE token_hash = $1 AND person_id = $2 AND ended_at IS NULL",
                       id, who.person, now));
        if (ended == 0) return Error{Kind::not_found, "no such session"};
        return {};
    });
}

Result<void> People::sign_out(const std::string& token) {
    const auto now = clock_();
    TRY(db_.write([&](store::Tx& tx) {
        return tx.run(
            "UPDATE session SET ended_at = $2"
            " WHERE token_hash = $1 AND ended_at IS NULL",
            sha256_hex(token), now);
    }));
    return {};
}

Result<void> People::switch_office(const std::string& token, OfficeId office) {
    const auto now = clock_();
    const auto info = TRY(session(token));
    return db_.write([&](store::Tx& tx) -> Result<void> {
        TRY(member(tx, office, info.who.person, now));
        TRY(tx.run("UPDATE session SET office_id = $2 WHERE token_hash = $1 AND ended_at IS NULL",
                   sha256_hex(token), office));
        return {};
    });
}

Result<void> People::set_language(const std::string& token, const std::string& language) {
    if (language != "id" && language != "en") {
        return Error{Kind::invalid, "unknown language", {{"language", "unknown"}}};
    }
    TRY(db_.write([&](store::Tx& tx) {
        return tx.run("UPDATE session SET language = $2 WHERE token_hash = $1", sha256_hex(token),
                      language);
    }));
    return {};
}

}  // namespace kentongan::office
