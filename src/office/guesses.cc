// Owns sign_in_failure.
#include "office/guesses.h"

#include <algorithm>

namespace kentongan::office {
namespace {

constexpr int free_failures = 5;
constexpr seconds longest_delay{60};
constexpr minutes forgotten_after{15};

}  // namespace

seconds delay_after(int failures) {
    if (failures < free_failures) return seconds{0};
    const int doublings = std::min(failures - free_failures, 10);
    return std::min(seconds{1 << doublings}, longest_delay);
}

Result<seconds> Guesses::wait_of(store::Tx& tx, const std::string& scope, Instant now) {
    const auto row =
        TRY(tx.maybe<Instant>("SELECT next_at FROM sign_in_failure WHERE scope = $1", scope));
    if (!row || std::get<0>(*row) <= now) return seconds{0};
    return std::chrono::ceil<seconds>(std::get<0>(*row) - now);
}

Result<void> Guesses::charge(store::Tx& tx, const std::string& scope, Instant now) {
    const auto row = TRY(tx.maybe<int, Instant>(
        "SELECT failures, last_at FROM sign_in_failure WHERE scope = $1", scope));
    const bool goes_on = row && std::get<1>(*row) + forgotten_after > now;
    const int failures = goes_on ? std::get<0>(*row) + 1 : 1;
    TRY(
        tx.run("INSERT INTO sign_in_failure (scope, failures, last_at, next_at)"
               " VALUES ($1, $2, $3, $4) ON CONFLICT (scope) DO UPDATE"
               " SET failures = excluded.failures, last_at = excluded.last_at,"
               " next_at = excluded.next_at",
               scope, failures, now, now + delay_after(failures)));
    TRY(tx.run("DELETE FROM sign_in_failure WHERE last_at < $1", now - 4 * forgotten_after));
    return {};
}

Result<void> Guesses::forgive(store::Tx& tx, const std::string& scope) {
    TRY(tx.run("DELETE FROM sign_in_failure WHERE scope = $1", scope));
    return {};
}

}  // namespace kentongan::office
