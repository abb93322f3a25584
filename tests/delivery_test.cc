// The outbox: retries, crashes, late runners, rivals, and what a person decides.
#include <set>

#include "outbox_cast.h"

namespace kentongan::tests {
namespace {

using enum OutboxState;
using Told = std::vector<std::string>;

TEST_CASE("the retry policy") {
    struct Row {
        Outcome outcome;
        int attempt;
        OutboxState state;
        seconds wait;
        bool final, counts;
    };
    const Row rows[] = {
        {Created{"id", "url"}, 1, done, 0s, true, true},
        {Pending{30s, "t"}, 1, pending, 30s, false, false},
        {Pending{30s, "t"}, 99, pending, 30s, false, false},
        {Wait{0s, "500"}, 1, waiting, 1min, false, true},
        {Wait{0s, "500"}, 3, waiting, 30min, false, true},
        {Wait{900s, "429"}, 1, waiting, 15min, false, true},
        {Wait{0s, "500"}, 5, waiting, 6h, false, true},
        {Wait{0s, "500"}, 6, refused, 0s, true, true},
        {Rejected{"400"}, 1, refused, 0s, true, true},
        {Reauth{"401"}, 1, paused, 0s, true, false},
        {Ambiguous{"timeout"}, 1, looking, 60s, false, true},
    };
    for (const Row& row : rows) {
        const Verdict verdict = judge(row.outcome, row.attempt, monday);
        CHECK(verdict.state == row.state);
        CHECK(verdict.due == monday + row.wait);
        CHECK(verdict.final == row.final);
        CHECK(verdict.attempt_counts == row.counts);
    }
}

TEST_CASE("what a look decides") {
    struct Row {
        Sight sight;
        int looks;
        OutboxState state;
        seconds wait;
        bool final;
    };
    const Row rows[] = {
        {Found{"id", "url"}, 1, done, 0s, true}, {Absent{}, 1, looking, 3min, false},
        {Absent{}, 2, waiting, 0s, false},       {Unseen{"503"}, 1, looking, 3min, false},
        {Unseen{"503"}, 2, held, 0s, true},      {Unseen{"mail", true}, 1, held, 0s, true},
    };
    for (const Row& row : rows) {
        const Verdict verdict = judge_look(row.sight, row.looks, monday);
        CHECK(verdict.state == row.state);
        CHECK(verdict.due == monday + row.wait);
        CHECK(verdict.final == row.final);
    }
}

TEST_CASE_FIXTURE(OutboxTest, "an errand is retried until it succeeds, then reported once") {
    carrier.outcomes = {Wait{0s, "down"}, Pending{30s, "slip"}, Created{"id", "url", "note"}};
    const auto id = put("a");
    CHECK(next() == monday);
    CHECK(run_at(monday) == 1);
    CHECK(next() == monday + 60s);
    CHECK(run_at(monday + 59s) == 0);
    CHECK(run_at(monday + 60s) == 1);
    CHECK(row(id).state == pending);
    CHECK(run_at(monday + 90s) == 1);
    CHECK(run_at(monday + 24h) == 0);
    REQUIRE(carrier.carried.size() == 3);
    CHECK(carrier.carried[0].attempt == 1);
    CHECK(carrier.carried[1].attempt == 2);
    CHECK(carrier.carried[2].attempt == 2);
    CHECK(carrier.carried[2].ticket == "slip");
    CHECK(carrier.told == Told{"a created"});
    CHECK(row(id).receipt_id == "id");
    CHECK(row(id).receipt_url == "url");
    CHECK(row(id).last_word == "note");
    CHECK(!next());
}

TEST_CASE_FIXTURE(OutboxTest, "an errand that is never taken is given up and reported as refused") {
    for (int i = 0; i < 6; ++i) carrier.outcomes.push_back(Wait{0s, "down"});
    const auto id = put("a");
    for (auto due = next(); due; due = next()) CHECK(run_at(*due) == 1);
    CHECK(carrier.told == Told{"a rejected"});
    CHECK(row(id).state == refused);
    CHECK(row(id).last_word == "down");
}

TEST_CASE_FIXTURE(OutboxTest, "the same errand put twice is carried once") {
    carrier.outcomes = {Created{"id", ""}};
    CHECK(put("a") == put("a"));
    CHECK(run_at(monday) == 1);
    put("a");
    CHECK(run_at(monday + 1h) == 0);
}

TEST_CASE_FIXTURE(OutboxTest, "an errand exists only if its transaction is kept") {
    const auto undone = write([&](store::Tx& tx) -> Result<void> {
        TRY(Outbox::put(tx, {office, "errand", "", "a", "{}"}, monday));
        return Error{Kind::conflict, "changed our mind"};
    });
    CHECK(!undone);
    CHECK(run_at(monday) == 0);
}

TEST_CASE_FIXTURE(OutboxTest, "two offices may use the same key, and see only their own errands") {
    put("a");
    const OfficeId other{8};
    const auto theirs = write([&](store::Tx& tx) {
        return Outbox::put(tx, {other, "errand", "", "a", "{}"}, monday);
    });
    REQUIRE(theirs);
    CHECK(write([&](store::Tx& tx) { return Outbox::rows(tx, office, 10); })->size() == 1);
    const auto taken = write([&](store::Tx& tx) { return Outbox::cancel(tx, office, *theirs); });
    REQUIRE(!taken);
    CHECK(taken.error().kind == Kind::not_found);
}

/// A carrier whose program dies in the middle of its work.
struct Crash {};
struct CrashingCarrier : Carrier {
    Outcome carry(const Message&) override { throw Crash{}; }
    Sight look(const Message&) override { throw Crash{}; }
    Result<void> report(store::Tx&, const Message&, const Outcome&) override { return {}; }
    Result<void> held(store::Tx&, const Message&, const std::string&) override { return {}; }
};

TEST_CASE_FIXTURE(OutboxTest, "after a crash in the act we look, and never send blindly") {
    CrashingCarrier crashing;
    const auto id = put("a");
    outbox.employ("errand", crashing);
    CHECK_THROWS_AS((void)outbox.run_due(monday), Crash);
    CHECK(row(id).state == sending);

    Outbox restarted(test.db);
    restarted.employ("errand", carrier);
    SUBCASE("it was there") {
        carrier.sights = {Found{"id", "url"}};
        CHECK(*restarted.run_due(monday + 9min) == 0);
        CHECK(*restarted.run_due(monday + 10min) == 0);
        CHECK(row(id).state == looking);
        CHECK(*restarted.run_due(monday + 11min) == 1);
        CHECK(row(id).receipt_url == "url");
        CHECK(carrier.told == Told{"a created"});
        CHECK(carrier.carried.empty());
    }
    SUBCASE("it was not there, twice: sent again") {
        carrier.sights = {Absent{}, Absent{}};
        carrier.outcomes = {Created{"id", "url"}};
        CHECK(*restarted.run_due(monday + 10min) == 0);
        CHECK(*restarted.run_due(monday + 11min) == 1);
        CHECK(carrier.carried.empty());
        CHECK(*restarted.run_due(monday + 14min) == 2);
        CHECK(carrier.carried.size() == 1);
        CHECK(carrier.carried[0].attempt == 2);
    }
    SUBCASE("nobody can tell: a person must look") {
        carrier.sights = {Unseen{"cannot be read back", true}};
        CHECK(*restarted.run_due(monday + 10min) == 0);
        CHECK(*restarted.run_due(monday + 11min) == 1);
        CHECK(*restarted.run_due(monday + 240h) == 0);
        CHECK(row(id).state == held);
        REQUIRE(carrier.told.size() == 1);
        CHECK(carrier.told[0].starts_with("a held: "));
        CHECK(carrier.told[0].ends_with("cannot be read back"));
    }
    SUBCASE("a program that is alone need not wait for the lease") {
        carrier.sights = {Found{"id", "url"}};
        CHECK(*restarted.end_leases(monday + 1s) == 1);
        CHECK(*restarted.run_due(monday + 1s) == 0);
        CHECK(*restarted.run_due(monday + 61s) == 1);
        CHECK(row(id).state == done);
    }
}

TEST_CASE_FIXTURE(OutboxTest, "after a crash between receipt and report the sender is still told") {
    carrier.outcomes = {Created{"id", "url", "note"}};
    put("a");
    CHECK(run_at(monday) == 1);
    REQUIRE(write([&](store::Tx& tx) {
        return tx.run("UPDATE outbox SET untold = 1, due_at = $1 WHERE office_id = $2", monday,
                      office);
    }));

    Outbox restarted(test.db);
    ScriptedCarrier other;
    restarted.employ("errand", other);
    CHECK(*restarted.run_due(monday + 1s) == 0);
    CHECK(*restarted.run_due(monday + 1s) == 0);
    CHECK(other.told == Told{"a created"});
}

TEST_CASE_FIXTURE(OutboxTest, "a refused report is written down and undoes nothing") {
    carrier.outcomes = {Created{"id", "url"}};
    carrier.listener = Error{Kind::conflict, "the task was sent back"};
    const auto id = put("a");
    CHECK(run_at(monday) == 1);
    CHECK(row(id).state == done);
    CHECK(row(id).receipt_id == "id");
    CHECK(row(id).last_word.find("the task was sent back") != std::string::npos);
    CHECK(run_at(monday + 1h) == 0);
}

TEST_CASE_FIXTURE(OutboxTest, "a report that could not be stored is told later") {
    carrier.outcomes = {Created{"id", "url"}};
    carrier.listener = Error{Kind::unavailable, "disk full"};
    const auto id = put("a");
    CHECK(run_at(monday) == 1);
    CHECK(row(id).state == done);
    CHECK(carrier.told.empty());
    CHECK(next() == monday + 60s);
    carrier.listener = {};
    CHECK(run_at(monday + 60s) == 0);
    CHECK(carrier.told == Told{"a created"});
    CHECK(!next());
}

TEST_CASE_FIXTURE(OutboxTest, "one message's trouble does not stop the others") {
    carrier.outcomes = {Rejected{"bad"}, Created{"id", ""}, Wait{0s, "down"}, Created{"id", ""}};
    carrier.listener = Error{Kind::conflict, "nobody listens"};
    for (const char* once : {"a", "b", "c", "d"}) put(once);
    CHECK(run_at(monday) == 4);
}

TEST_CASE_FIXTURE(OutboxTest, "one account has one message in flight, others go on") {
    put("a", "ig"), put("b", "ig"), put("c", "web"), put("d"), put("e");
    Outbox rival(test.db);
    ScriptedCarrier theirs;
    rival.employ("errand", theirs);
    for (int i = 0; i < 5; ++i) theirs.outcomes.push_back(Created{"id", ""});
    carrier.outcomes = {Created{"id", ""}};
    bool asked = false;
    carrier.meanwhile = [&] {
        if (std::exchange(asked, true)) return;
        CHECK(*rival.run_due(monday) == 3);
        CHECK(*rival.next_due() == monday + 10min);
    };
    CHECK(*outbox.run_due(monday, 1) == 1);
    std::set<std::string> carried_by_rival;
    for (const auto& message : theirs.carried) carried_by_rival.insert(message.once);
    CHECK(carried_by_rival == std::set<std::string>{"c", "d", "e"});
    CHECK(*rival.run_due(monday) == 1);
}

TEST_CASE_FIXTURE(OutboxTest, "a broken permission pauses the whole account until it is repaired") {
    carrier.outcomes = {Reauth{"token expired"}};
    const auto first = put("a", "ig"), second = put("b", "ig");
    CHECK(run_at(monday) == 1);
    CHECK(carrier.told == Told{"a reauth"});
    const auto third = put("c", "ig");
    for (const auto id : {first, second, third}) CHECK(row(id).state == paused);
    CHECK(run_at(monday + 24h) == 0);
    CHECK(!next());

    for (int i = 0; i < 3; ++i) carrier.outcomes.push_back(Created{"id", ""});
    const auto later = monday + 25h;
    CHECK(*write([&](store::Tx& tx) { return Outbox::resume(tx, office, "ig", later); }) == 3);
    CHECK(run_at(later) == 3);
    CHECK(carrier.carried[1].attempt == 1);
}

TEST_CASE_FIXTURE(OutboxTest, "only what was not sent can be taken back") {
    const auto id = put("a");
    const auto cancel = [&] {
        return write([&](store::Tx& tx) { return Outbox::cancel(tx, office, id); });
    };
    SUBCASE("waiting") {
        CHECK(cancel());
        CHECK(cancel());
        CHECK(run_at(monday) == 0);
        CHECK(row(id).state == cancelled);
    }
    SUBCASE("under way") {
        carrier.outcomes = {Created{"id", ""}};
        carrier.meanwhile = [&] {
            const auto refused_now = cancel();
            REQUIRE(!refused_now);
            CHECK(refused_now.error().issues == std::vector<Issue>{{"message", "under_way"}});
        };
        CHECK(run_at(monday) == 1);
        CHECK(!cancel());
        CHECK(row(id).state == done);
    }
}

TEST_CASE_FIXTURE(OutboxTest, "a person settles what is held") {
    carrier.outcomes = {Ambiguous{"no reply"}};
    carrier.sights = {Unseen{"", true}};
    const auto id = put("a");
    const auto settle = [&](const Sight& sight) {
        return write(
            [&](store::Tx& tx) { return Outbox::settle_held(tx, office, id, sight, monday + 2h); });
    };
    CHECK(!settle(Absent{}));
    CHECK(run_at(monday) == 1);
    CHECK(run_at(monday + 60s) == 1);
    CHECK(row(id).state == held);
    SUBCASE("it is there") {
        CHECK(settle(Found{"id", "https://x"}));
        CHECK(row(id).state == done);
        CHECK(row(id).receipt_url == "https://x");
        CHECK(!settle(Absent{}));
        CHECK(run_at(monday + 3h) == 0);
    }
    SUBCASE("it is not there") {
        carrier.outcomes = {Created{"id", "url"}};
        CHECK(settle(Absent{}));
        CHECK(run_at(monday + 2h) == 1);
        CHECK(row(id).state == done);
    }
    SUBCASE("still unknown") {
        CHECK(settle(Unseen{"?"}));
        CHECK(row(id).state == held);
    }
}

TEST_CASE_FIXTURE(OutboxTest, "a receipt that comes late is kept, other late news is not") {
    ScriptedCarrier theirs;
    Outbox rival(test.db);
    rival.employ("errand", theirs);
    const auto id = put("a");
    SUBCASE("a receipt, while rivals look") {
        carrier.outcomes = {Created{"late", "url"}};
        carrier.meanwhile = [&] { CHECK(*rival.run_due(monday + 10min) == 0); };
        CHECK(run_at(monday) == 1);
        CHECK(row(id).state == done);
        CHECK(row(id).receipt_id == "late");
        CHECK(*rival.run_due(monday + 20min) == 0);
    }
    SUBCASE("a receipt, after it was held") {
        carrier.outcomes = {Created{"late", "url"}};
        theirs.sights = {Unseen{"", true}};
        carrier.meanwhile = [&] {
            CHECK(*rival.run_due(monday + 10min) == 0);
            CHECK(*rival.run_due(monday + 11min) == 1);
        };
        CHECK(run_at(monday) == 1);
        CHECK(row(id).state == done);
        CHECK(carrier.told == Told{"a created"});
    }
    SUBCASE("a wish to try again, after it was held") {
        carrier.outcomes = {Wait{0s, "down"}};
        theirs.sights = {Unseen{"", true}};
        carrier.meanwhile = [&] {
            CHECK(*rival.run_due(monday + 10min) == 0);
            CHECK(*rival.run_due(monday + 11min) == 1);
        };
        CHECK(run_at(monday) == 1);
        CHECK(row(id).state == held);
    }
    SUBCASE("a receipt, after it was sent again: a person hears of both") {
        carrier.outcomes = {Created{"late", "url"}};
        theirs.sights = {Absent{}, Absent{}};
        theirs.outcomes = {Created{"second", "url2"}};
        carrier.meanwhile = [&] {
            CHECK(*rival.run_due(monday + 10min) == 0);
            CHECK(*rival.run_due(monday + 11min) == 1);
            CHECK(*rival.run_due(monday + 14min) == 2);
        };
        CHECK(run_at(monday) == 1);
        CHECK(row(id).receipt_id == "second");
        REQUIRE(carrier.told.size() == 1);
        CHECK(carrier.told[0].find("late") != std::string::npos);
    }
}

TEST_CASE_FIXTURE(OutboxTest, "a receipt is kept whatever bytes it came with") {
    carrier.outcomes = {Created{std::string("i\0d\xff", 4), "url", std::string(5000, 'x')}};
    const auto id = put("a");
    CHECK(run_at(monday) == 1);
    CHECK(row(id).state == done);
    CHECK(row(id).receipt_id == "i?d?");
    CHECK(row(id).last_word.size() == 2000);
}

TEST_CASE_FIXTURE(OutboxTest, "errands of other kinds are left to those who know them") {
    outbox.employ("errand", carrier);
    REQUIRE(write([&](store::Tx& tx) {
        return Outbox::put(tx, {office, "other", "", "a", "{}"}, monday);
    }));
    CHECK(run_at(monday) == 0);
    CHECK(!next());
}

}  // namespace
}  // namespace kentongan::tests
