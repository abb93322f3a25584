// Sudden ends: kill -9 while writing, a work inside a work; and the refusals at opening.
#include <doctest/doctest.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <thread>

#include "store_schema.h"

namespace kentongan::tests {
namespace {

namespace fs = std::filesystem;
using store::Tx;

/// Runs `act` in a process of its own. The caller must hold no open database.
template <class Act>
pid_t in_a_child(Act act) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child > 0) return child;
    // The death we cause is none for doctest to report.
    for (const int signal : {SIGABRT, SIGSEGV, SIGTERM, SIGINT}) std::signal(signal, SIG_DFL);
    act();
    ::_exit(0);
}

int end_of(pid_t child) {
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return status;
}

/// Writes notes from `first` on in eight threads, and reports each to the pipe once it is kept.
void write_and_report(const std::string& address, std::int64_t first, int pipe) {
    const auto db = store::Db::open(address);
    if (!db) ::_exit(1);
    std::atomic<std::int64_t> next = first;
    std::vector<std::jthread> writers;
    for (int i = 0; i < 8; ++i) {
        writers.emplace_back([&] {
            for (;;) {
                const auto id = next++;
                const auto kept = (*db)->write([&](Tx& tx) -> Result<void> {
                    TRY(add_note(tx, id, "a"));
                    TRY(tx.run("UPDATE note SET body = 'ab' WHERE office_id = 1 AND id = $1", id));
                    return {};
                });
                if (kept && ::write(pipe, &id, sizeof id) != sizeof id) ::_exit(1);
            }
        });
    }
}

TEST_CASE("what was acknowledged is there after kill -9, and nothing is half there") {
    TestDb test(small_schema);
    test.close();
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::minstd_rand chance(seed);
    std::set<std::int64_t> acknowledged;
    constexpr std::int64_t ids_of_a_round = 1'000'000;
    for (int round = 0; round < 8; ++round) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        const auto child = in_a_child([&] {
            ::close(ends[0]);
            write_and_report(test.address(), round * ids_of_a_round, ends[1]);
        });
        ::close(ends[1]);
        const auto until = std::uniform_int_distribution<>(1, 300)(chance);
        std::int64_t id = 0;
        for (int i = 0; ::read(ends[0], &id, sizeof id) == sizeof id; ++i) {
            acknowledged.insert(id);
            if (i == until) ::kill(child, SIGKILL);
        }
        ::close(ends[0]);
        const int status = end_of(child);
        REQUIRE(WIFSIGNALED(status));

        const auto db = test.another();
        const auto rows = db->read(
            [](Tx& tx) { return tx.all<std::int64_t, std::string>("SELECT id, body FROM note"); });
        REQUIRE(rows);
        std::set<std::int64_t> present;
        int half = 0;
        for (const auto& [key, body] : *rows) {
            present.insert(key);
            half += body == "ab" ? 0 : 1;
        }
        CHECK(half == 0);
        CHECK(std::ranges::includes(present, acknowledged));
        // Eight were in flight at most each time; their outcome nobody was told.
        CHECK(present.size() <= acknowledged.size() + 8 * (static_cast<std::size_t>(round) + 1));
        CHECK(db->verify());
    }
}

TEST_CASE("a kill in the middle of a migration leaves the old or the whole of the next") {
    auto schema = small_schema;
    schema["schema/0002_much.sql"] = [] {
        std::string text = "CREATE TABLE much (id @id PRIMARY KEY, body @text);\n";
        for (int i = 0; i < 2'000; ++i) {
            text += "INSERT INTO much (id, body) VALUES (" + std::to_string(i) + ", 'isi');\n";
        }
        return text;
    }();
    TestDb test(small_schema);
    test.close();
    for (int millis : {1, 2, 4, 8, 16}) {
        const auto child = in_a_child([&] {
            const ::itimerval deadline{{0, 0}, {0, millis * 1'000}};
            ::setitimer(ITIMER_REAL, &deadline, nullptr);  // SIGALRM ends it, unprepared
            const auto db = store::Db::open(test.address());
            if (db) (void)(*db)->migrate(schema);
            ::pause();
        });
        end_of(child);
        const auto db = test.another();
        const auto rows = db->read([](Tx& tx) { return tx.one<int>("SELECT count(*) FROM much"); });
        CHECK(db->state()->schema_version == (rows ? 2 : 1));
        if (rows) CHECK(std::get<0>(*rows) == 2'000);
    }
    CHECK(test.another()->migrate(schema));
}

TEST_CASE("a work that writes or reads inside itself stops the program: it is our own fault") {
    TestDb test(small_schema);
    test.close();
    const auto outcome = [&](auto inner) {
        return end_of(in_a_child([&] {
            (void)!std::freopen("/dev/null", "w", stderr);
            const auto db = store::Db::open(test.address());
            if (!db) return;
            (void)(*db)->write([&](Tx&) { return inner(**db); });
        }));
    };
    const auto writing = outcome(
        [](store::Db& db) { return db.write([](Tx& tx) { return add_note(tx, 1, "x"); }); });
    CHECK((WIFSIGNALED(writing) && WTERMSIG(writing) == SIGABRT));
    const auto reading = outcome(
        [](store::Db& db) { return db.read([](Tx& tx) { return tx.one<int>("SELECT 1"); }); });
    CHECK((WIFSIGNALED(reading) && WTERMSIG(reading) == SIGABRT));
}

// ---- opening ----------------------------------------------------------------------------------

Error refusal_of(const std::string& address) {
    const auto opened = store::Db::open(address);
    REQUIRE(!opened);
    // One Indonesian sentence, for the command line to print.
    CHECK(opened.error().why.ends_with("."));
    REQUIRE(!opened.error().issues.empty());
    return opened.error();
}

class Folder {
  public:
    Folder() : path_(fs::temp_directory_path() / ("kentongan_" + std::to_string(fresh_key()))) {
        fs::create_directories(path_);
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string operator/(const std::string& name) const { return path_ / name; }

  private:
    fs::path path_;
};

TEST_CASE("opening refuses, and says what to do about it") {
    const Folder folder;
    CHECK(refusal_of("mysql://x").issues.front().rule == "address");
    CHECK(refusal_of("sqlite:" + folder / "tidak-ada/a.db").issues.front().rule == "no_folder");
    CHECK(refusal_of("sqlite:/proc/self/a.db").issues.front().rule == "unwritable");
    CHECK(refusal_of("sqlite:" + folder / "").issues.front().rule == "not_a_database");
    std::ofstream(folder / "surat.db") << "Ini bukan basis data, melainkan sepucuk surat.";
    CHECK(refusal_of("sqlite:" + folder / "surat.db").issues.front().rule == "not_a_database");
    std::ofstream(folder / "pendek.db") << "SQL";
    CHECK(refusal_of("sqlite:" + folder / "pendek.db").issues.front().rule == "not_a_database");
    std::ofstream(folder / "rusak.db") << std::string("SQLite format 3\0", 16) << "sampah saja";
    CHECK(refusal_of("sqlite:" + folder / "rusak.db").kind == Kind::unavailable);
    CHECK(refusal_of("host=/tidak/ada dbname=x").issues.front().rule == "unreachable");
}

TEST_CASE("an empty file becomes a database, readable by its owner alone") {
    const Folder folder;
    const auto path = folder / "baru.db";
    std::ofstream{path};
    CHECK(store::Db::open("sqlite:" + path));
    const auto other = folder / "lain.db";
    REQUIRE(store::Db::open("sqlite:" + other));
    CHECK(fs::status(other).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

}  // namespace
}  // namespace kentongan::tests
