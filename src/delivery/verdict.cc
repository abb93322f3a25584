// What becomes of a message after an attempt or a look: the policy, without any database.
#include <algorithm>
#include <array>

#include "delivery/outbox.h"

namespace kentongan::delivery {
namespace {

using namespace std::chrono_literals;

constexpr std::array<seconds, 5> retry_waits{1min, 5min, 30min, 2h, 6h};
constexpr seconds first_look = 60s;    // the other side may still be working on it
constexpr seconds second_look = 3min;  // what was made may show up late
constexpr int looks_max = 2;

}  // namespace

std::string_view word_of(OutboxState state) {
    switch (state) {
    case OutboxState::waiting: return "waiting";
    case OutboxState::sending: return "sending";
    case OutboxState::looking: return "looking";
    case OutboxState::pending: return "pending";
    case OutboxState::held: return "held";
    case OutboxState::paused: return "paused";
    case OutboxState::done: return "done";
    case OutboxState::refused: return "refused";
    case OutboxState::cancelled: return "cancelled";
    }
    return "held";
}

Verdict judge(const Outcome& outcome, int attempt, Instant now) {
    ensure(attempt >= 1);
    return std::visit(
        match{
            [&](const Created&) {
                return Verdict{OutboxState::done, now, true};
            },
            [&](const Pending& pending) {
                return Verdict{OutboxState::pending, now + pending.check_in, false, false};
            },
            [&](const Rejected&) {
                return Verdict{OutboxState::refused, now, true};
            },
            [&](const Reauth&) {
                return Verdict{OutboxState::paused, now, true, false};
            },
            [&](const Wait& wait) {
                const auto tries = static_cast<std::size_t>(attempt);
                if (tries > retry_waits.size()) return Verdict{OutboxState::refused, now, true};
                return Verdict{OutboxState::waiting,
                               now + std::max(wait.wait, retry_waits[tries - 1])};
            },
            [&](const Ambiguous&) {
                return Verdict{OutboxState::looking, now + first_look};
            },
        },
        outcome);
}

Verdict judge_look(const Sight& sight, int looks, Instant now) {
    ensure(looks >= 1);
    const bool again = looks < looks_max;
    return std::visit(
        match{
            [&](const Found&) {
                return Verdict{OutboxState::done, now, true};
            },
            [&](const Absent&) {
                if (again) return Verdict{OutboxState::looking, now + second_look};
                return Verdict{OutboxState::waiting, now};
            },
            [&](const Unseen& unseen) {
                if (unseen.wait > seconds{0}) {
                    return Verdict{OutboxState::looking, now + std::max(unseen.wait, first_look)};
                }
                if (again && !unseen.never) return Verdict{OutboxState::looking, now + second_look};
                return Verdict{OutboxState::held, now, true};
            },
        },
        sight);
}

}  // namespace kentongan::delivery
