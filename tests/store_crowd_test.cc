// Many at once: groups of writers, two servers on one database, topics.
#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "store/presence.h"
#include "store_schema.h"

namespace kentongan::tests {
namespace {

using store::Tx;

template <class Act>
void all_at_once(int threads, Act act) {
    std::vector<std::jthread> crowd;
    for (int i = 0; i < threads; ++i) crowd.emplace_back([&, i] { act(i); });
}

TEST_CASE("in a crowd of 64, a refusal undoes only itself") {
    TestDb test(small_schema);
    std::atomic<int> kept = 0, refused = 0, strange = 0;
    all_at_once(64, [&](int thread) {
        for (int i = 0; i < 25; ++i) {
            const auto id = thread * 100 + i;
            const auto done = test.db.write([&](Tx& tx) -> Result<int> {
                TRY(add_note(tx, id, "catatan"));
                if (i % 3 == 0) return Error{Kind::forbidden, "no"};
                if (i % 3 == 1) TRY(add_note(tx, id, "kembar"));
                return id;
            });
            if (done) ++kept;
            if (!done && done.error().kind != Kind::unavailable) ++refused;
            if (done ? i % 3 != 2 || *done != id : i % 3 == 2) ++strange;
        }
    });
    CHECK(strange == 0);
    CHECK(kept == 64 * 8);
    CHECK(refused == 64 * 17);
    CHECK(count_notes(test.db) == kept);
}

TEST_CASE("whoever reads and then writes loses no one's count, from two servers at once") {
    TestDb test(small_schema);
    const auto other = test.another();
    REQUIRE(test.db.write([](Tx& tx) { return add_note(tx, 1, ""); }));
    std::atomic<int> failed = 0;
    all_at_once(8, [&](int thread) {
        store::Db& db = thread % 2 == 0 ? test.db : *other;
        for (int i = 0; i < 25; ++i) {
            const auto done = db.write([](Tx& tx) -> Result<void> {
                const auto [seen] = TRY(tx.one<std::optional<std::int64_t>>(
                    "SELECT seen_at FROM note WHERE office_id = 1 AND id = 1"));
                TRY(tx.run("UPDATE note SET seen_at = $1 WHERE office_id = 1 AND id = 1",
                           seen.value_or(0) + 1));
                return {};
            });
            if (!done) ++failed;
        }
    });
    CHECK(failed == 0);
    const auto sum =
        test.db.read([](Tx& tx) { return tx.one<int>("SELECT seen_at FROM note WHERE id = 1"); });
    REQUIRE(sum);
    CHECK(std::get<0>(*sum) == 200);
}

TEST_CASE("two who look before they leap do not both leap") {
    TestDb test(small_schema);
    std::atomic<int> leapt = 0;
    all_at_once(8, [&](int thread) {
        const auto done = test.db.write([&](Tx& tx) -> Result<void> {
            const auto [notes] = TRY(tx.one<int>("SELECT count(*) FROM note"));
            if (notes > 0) return Error{Kind::conflict, "taken"};
            TRY(add_note(tx, thread, "pertama"));
            return {};
        });
        if (done) ++leapt;
    });
    CHECK(leapt == 1);
    CHECK(count_notes(test.db) == 1);
}

TEST_CASE("a caller that wrote sees what it wrote, in a crowd of readers") {
    TestDb test(small_schema);
    std::atomic<int> unseen = 0;
    all_at_once(16, [&](int thread) {
        for (int i = 0; i < 20; ++i) {
            const auto id = thread * 100 + i;
            const auto written = test.db.write([&](Tx& tx) { return add_note(tx, id, "baru"); });
            const auto read = test.db.read([&](Tx& tx) {
                return tx.one<int>("SELECT id FROM note WHERE office_id = 1 AND id = $1", id);
            });
            if (!written || !read) ++unseen;
        }
    });
    CHECK(unseen == 0);
}

TEST_CASE("what one read sees belongs to one moment") {
    TestDb test(small_schema);
    REQUIRE(test.db.write([](Tx& tx) -> Result<void> {
        TRY(add_note(tx, 1, "0"));
        TRY(add_note(tx, 2, "0"));
        return {};
    }));
    std::atomic<bool> over = false;
    std::atomic<int> torn = 0;
    std::jthread reader([&] {
        while (!over) {
            const auto same = test.db.read([](Tx& tx) -> Result<bool> {
                const auto one = TRY(tx.one<std::string>("SELECT body FROM note WHERE id = 1"));
                const auto two = TRY(tx.one<std::string>("SELECT body FROM note WHERE id = 2"));
                return one == two;
            });
            if (!same || !*same) ++torn;
        }
    });
    for (int i = 0; i < 200; ++i) {
        CHECK(test.db.write(
            [&](Tx& tx) { return tx.run("UPDATE note SET body = $1", std::to_string(i)); }));
    }
    over = true;
    reader.join();
    CHECK(torn == 0);
}

/// Remembers what it hears and can wait for it.
class Ear {
  public:
    void operator()(const std::string& topic) {
        const std::lock_guard lock(mutex_);
        heard_.insert(topic);
        news_.notify_all();
    }
    bool hears(const std::string& topic) {
        std::unique_lock lock(mutex_);
        return news_.wait_for(lock, std::chrono::seconds(20),
                              [&] { return heard_.contains(topic); });
    }
    bool heard(const std::string& topic) {
        const std::lock_guard lock(mutex_);
        return heard_.contains(topic);
    }

  private:
    std::mutex mutex_;
    std::condition_variable news_;
    std::set<std::string> heard_;
};

Result<void> tell(store::Db& db, const std::string& topic, bool keep) {
    return db.write([&](Tx& tx) -> Result<void> {
        tx.tell(topic);
        if (!keep) return Error{Kind::invalid, "undone"};
        return {};
    });
}

TEST_CASE("listeners hear the topics of what was kept, and of nothing else") {
    TestDb test(small_schema);
    Ear ear;
    test.db.listen(std::ref(ear));
    CHECK(!tell(test.db, "dibatalkan", false));
    CHECK(tell(test.db, "outbox", true));
    CHECK(ear.hears("outbox"));
    CHECK(!ear.heard("dibatalkan"));
}

TEST_CASE("topics are told once the transaction can be seen") {
    TestDb test(small_schema);
    Ear ear;
    test.db.listen(
        [&](const std::string& topic) { ear(topic + " " + std::to_string(count_notes(test.db))); });
    CHECK(test.db.write([](Tx& tx) {
        tx.tell("catatan");
        return add_note(tx, 1, "terlihat");
    }));
    CHECK(ear.hears("catatan 1"));
}

TEST_CASE("servers on one PostgreSQL hear each other") {
    if (!TestDb::on_postgres()) return;
    TestDb test(small_schema);
    const auto other = test.another();
    Ear ear, near;
    other->listen(std::ref(ear));
    test.db.listen(std::ref(near));
    CHECK(tell(test.db, "dari seberang", true));
    CHECK(ear.hears("dari seberang"));
    CHECK(near.hears("dari seberang"));
}

TEST_CASE("a server that leaves at once is heard all the same") {
    if (!TestDb::on_postgres()) return;
    TestDb test(small_schema);
    Ear ear;
    test.db.listen(std::ref(ear));
    CHECK(tell(*test.another(), "sekali jalan", true));
    CHECK(ear.hears("sekali jalan"));
}

constexpr std::string_view which_process = "SELECT pg_backend_pid()";

int reading_process_of(store::Db& db) {
    const auto row = db.read([](Tx& tx) { return tx.one<int>(which_process); });
    REQUIRE(row);
    return std::get<0>(*row);
}
int writing_process_of(store::Db& db) {
    const auto row = db.write([](Tx& tx) { return tx.one<int>(which_process); });
    REQUIRE(row);
    return std::get<0>(*row);
}

void cut(store::Db& by, int process) {
    CHECK(by.read([&](Tx& tx) {
        return tx.one<int>("SELECT pg_terminate_backend(CAST($1 AS INTEGER), 5000)", process);
    }));
}

TEST_CASE("a connection that PostgreSQL dropped while it lay idle is replaced unnoticed") {
    if (!TestDb::on_postgres()) return;
    TestDb test(small_schema, {.readers = 1});
    const auto other = test.another();
    cut(*other, writing_process_of(test.db));
    CHECK(test.db.write([](Tx& tx) { return add_note(tx, 1, "tetap jalan"); }));
    cut(*other, reading_process_of(test.db));
    CHECK(count_notes(test.db) == 1);
}

TEST_CASE("a connection lost in the middle of a work answers unavailable, and the next one works") {
    if (!TestDb::on_postgres()) return;
    TestDb test(small_schema, {.readers = 1});
    const auto other = test.another();
    const auto process = writing_process_of(test.db);
    const auto broken = test.db.write([&](Tx& tx) -> Result<void> {
        TRY(add_note(tx, 1, "hilang"));
        cut(*other, process);
        return {};
    });
    REQUIRE(!broken);
    CHECK(broken.error().kind == Kind::unavailable);
    CHECK(count_notes(test.db) == 0);
    CHECK(test.db.write([](Tx& tx) { return add_note(tx, 1, "lagi"); }));
}

TEST_CASE("who comes to a database knows whether another program works on it") {
    TestDb test(small_schema);
    auto first = store::Presence::take(test.address());
    REQUIRE(first);
    CHECK((*first)->came_first());
    const auto second = store::Presence::take(test.address());
    REQUIRE(second);
    CHECK((*second)->came_first() == test.address().starts_with("sqlite:"));
}

}  // namespace
}  // namespace kentongan::tests
