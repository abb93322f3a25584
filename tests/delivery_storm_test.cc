// The outbox in a storm: many runners at once, and long random weather with crashes.
#include <algorithm>
#include <atomic>
#include <random>
#include <set>
#include <thread>

#include "outbox_cast.h"

namespace kentongan::tests {
namespace {

TEST_CASE_FIXTURE(OutboxTest, "several runners share the work and carry nothing twice") {
    struct Counting : Carrier {
        std::atomic<int> carried = 0, reported = 0;
        Outcome carry(const Message&) override { return ++carried, Created{"id", "url"}; }
        Sight look(const Message&) override { return Unseen{"", true}; }
        Result<void> report(store::Tx&, const Message&, const Outcome&) override { return {}; }
        Result<void> held(store::Tx&, const Message&, const std::string&) override { return {}; }
    } counting;
    constexpr int errands = 200, runners = 4;
    for (int i = 0; i < errands; ++i) put(cat(i), i % 2 == 0 ? "" : cat("account", i % 7));

    std::atomic<int> attempted = 0, errors = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < runners; ++i) {
        threads.emplace_back([&] {
            const auto db = test.another();
            Outbox own(*db);
            own.employ("errand", counting);
            for (int round = 0; round < 50 * errands && attempted < errands; ++round) {
                const auto ran = own.run_due(monday, 10);
                if (!ran) ++errors;
                if (ran) attempted += *ran;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(errors.load() == 0);
    CHECK(counting.carried.load() == errands);
    CHECK(attempted.load() == errands);
    CHECK(run_at(monday + 24h) == 0);
    const auto rows = write([&](store::Tx& tx) { return Outbox::rows(tx, office, 1000); });
    for (const auto& row : *rows) CHECK(row.state == OutboxState::done);
}

/// A channel that makes posts or not, and tells the truth about it or not. Its posts show up two
/// minutes late. Some of its calls end the program.
struct Storm : Carrier {
    struct Crash {};
    std::mt19937_64 chance;
    Instant now = monday;
    std::map<std::string, std::vector<Instant>> posts = {};
    std::map<std::string, std::vector<std::string>> told = {};
    std::set<std::string> broken_accounts = {};

    explicit Storm(std::uint64_t seed) : chance(seed) {}

    int roll(int sides) { return static_cast<int>(chance() % static_cast<std::uint64_t>(sides)); }
    Created made(const Message& message) {
        posts[message.once].push_back(now);
        return {cat("post-", message.once), "url"};
    }
    Outcome carry(const Message& message) override {
        CHECK(!broken_accounts.contains(message.account));
        switch (roll(10)) {
        case 0: return Wait{seconds{roll(100)}, "429"};
        case 1: return roll(8) == 0 ? Outcome{Rejected{"400"}} : Outcome{Wait{0s, "503"}};
        case 2: return Pending{seconds{roll(100)}, cat("ticket", message.carried)};
        case 3: broken_accounts.insert(message.account); return Reauth{"401"};
        case 4: return Ambiguous{"nothing was made"};
        case 5: made(message); return Ambiguous{"it was made"};
        case 6: throw Crash{};
        case 7: made(message); throw Crash{};
        default: return made(message);
        }
    }
    Sight look(const Message& message) override {
        if (roll(6) == 0) return Unseen{"503"};
        if (roll(12) == 0) throw Crash{};
        const auto& mine = posts[message.once];
        if (!mine.empty() && now - mine.front() >= 2min) return Found{"id", "url"};
        return Absent{};
    }
    Result<void> report(store::Tx&, const Message& message, const Outcome& outcome) override {
        if (roll(10) == 0) return Error{Kind::unavailable, "store busy"};
        told[message.once].push_back(word(outcome));
        return {};
    }
    Result<void> held(store::Tx&, const Message& message, const std::string&) override {
        told[message.once].push_back("held");
        return {};
    }
};

/// What a person does about it: repairs accounts, and looks with his own eyes.
void tend(OutboxTest& t, Storm& storm) {
    const auto rows = *t.write([&](store::Tx& tx) { return Outbox::rows(tx, office, 1000); });
    for (const auto& row : rows) {
        const auto& message = row.message;
        if (row.state == OutboxState::held) {
            const bool there = !storm.posts[message.once].empty();
            const Sight sight = there ? Sight{Found{"id", "url"}} : Sight{Absent{}};
            REQUIRE(t.write([&](store::Tx& tx) {
                return Outbox::settle_held(tx, office, message.id, sight, storm.now);
            }));
            storm.told[message.once].push_back("settled");
        }
    }
    for (const auto& account : std::exchange(storm.broken_accounts, {})) {
        REQUIRE(
            t.write([&](store::Tx& tx) { return Outbox::resume(tx, office, account, storm.now); }));
    }
}

TEST_CASE("in any weather: never two posts, nothing silently missing") {
    for (const std::uint64_t seed : {1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u}) {
        CAPTURE(seed);
        OutboxTest t;
        Storm storm(seed);
        t.outbox.employ("errand", storm);
        constexpr int errands = 25;
        for (int i = 0; i < errands; ++i) t.put(cat("e", i), cat("account", i % 4));

        for (int round = 0; round < 5000; ++round) {
            auto next = t.outbox.next_due();
            REQUIRE(next);
            if (!*next) tend(t, storm);
            if (!*next) next = t.outbox.next_due();
            if (!*next) break;
            storm.now = std::max(storm.now, **next);
            try {
                (void)t.outbox.run_due([&] { return storm.now; }, 3);
            } catch (const Storm::Crash&) {
            }
        }
        const auto rows = *t.write([&](store::Tx& tx) { return Outbox::rows(tx, office, 1000); });
        CHECK(rows.size() == errands);
        for (const auto& row : rows) {
            const auto& once = row.message.once;
            CAPTURE(once);
            const auto posts = storm.posts[once].size();
            CHECK(posts <= 1);
            REQUIRE((row.state == OutboxState::done || row.state == OutboxState::refused));
            CHECK((row.state == OutboxState::done) == (posts == 1));
            REQUIRE(!storm.told[once].empty());
            const auto& last = storm.told[once].back();
            const bool settled = last == "settled" && row.state == OutboxState::done;
            const auto expected = row.state == OutboxState::done ? "created" : "rejected";
            CHECK((settled || last == expected));
            CHECK(std::ranges::count(storm.told[once], "created") <= 1);
        }
    }
}

}  // namespace
}  // namespace kentongan::tests
