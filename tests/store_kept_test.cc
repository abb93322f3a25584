// What is kept of the database: never older than what was acknowledged before it was asked for.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "store/kept.h"
#include "store_schema.h"

namespace kentongan::tests {
namespace {

using store::Kept;
using store::Tx;

Result<int> notes_of(store::Db& db) {
    return db.read([](Tx& tx) -> Result<int> {
        return std::get<0>(TRY(tx.one<int>("SELECT count(*) FROM note WHERE office_id = 1")));
    });
}

struct Counted {
    TestDb test{small_schema};
    Kept<int, int> kept{test.db};
    int made = 0;
    int ask() {
        const auto answer = kept.of(1, 0, [&] {
            ++made;
            return notes_of(test.db);
        });
        REQUIRE(answer);
        return *answer;
    }
    /// How often it is made in all, where changes are known; where not, each time.
    void expect_made(int times, int asked) const { CHECK(made == (knows() ? times : asked)); }
    bool knows() const { return test.db.changes() != nullptr; }
};

TEST_CASE("what was read is kept until its table is written, by whatever way") {
    Counted counted;
    auto& db = counted.test.db;
    CHECK(counted.ask() == 0);
    CHECK(counted.ask() == 0);
    counted.expect_made(1, 2);
    REQUIRE(db.write([](Tx& tx) { return add_note(tx, 1, "satu"); }));
    CHECK(counted.ask() == 1);
    REQUIRE(db.write([](Tx& tx) { return tx.run("UPDATE office SET name = 'Kominfo'"); }));
    CHECK(counted.ask() == 1);
    counted.expect_made(2, 4);
    REQUIRE(db.write([](Tx& tx) { return tx.script("DELETE FROM note"); }));
    CHECK(counted.ask() == 0);
    const auto undone = db.write([](Tx& tx) -> Result<void> {
        TRY(add_note(tx, 2, "dua"));
        return Error{Kind::forbidden, "no"};
    });
    CHECK(!undone);
    CHECK(counted.ask() == 0);
}

TEST_CASE("what was made from something kept falls with it") {
    Counted counted;
    Kept<int, int> doubled{counted.test.db};
    const auto twice = [&] {
        const auto answer = doubled.of(1, 0, [&]() -> Result<int> { return 2 * counted.ask(); });
        REQUIRE(answer);
        return *answer;
    };
    CHECK(counted.ask() == 0);
    CHECK(twice() == 0);
    REQUIRE(counted.test.db.write([](Tx& tx) { return add_note(tx, 1, "satu"); }));
    CHECK(twice() == 2);
    CHECK(twice() == 2);
}

TEST_CASE("in a crowd nobody is given less than was acknowledged before") {
    TestDb test(small_schema);
    Kept<int, int> kept{test.db};
    std::atomic<int> acknowledged = 0, old = 0, failed = 0;
    std::jthread writer([&] {
        for (int i = 1; i <= 300; ++i) {
            if (!test.db.write([&](Tx& tx) { return add_note(tx, i, ""); })) ++failed;
            acknowledged = i;
        }
    });
    std::vector<std::jthread> readers;
    for (int n = 0; n < 4; ++n) {
        readers.emplace_back([&] {
            while (acknowledged < 300) {
                const int before = acknowledged;
                const auto seen = kept.of(1, 0, [&] { return notes_of(test.db); });
                if (!seen) ++failed;
                if (seen && *seen < before) ++old;
            }
        });
    }
    readers.clear();
    CHECK(old == 0);
    CHECK(failed == 0);
}

}  // namespace
}  // namespace kentongan::tests
