// SQLite on a disk that fails: every sync and write can be made to fail, at any moment.
#include <doctest/doctest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <thread>

#include "store_schema.h"

namespace {

bool is_database(int file) {
    const auto path = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(file));
    return path.extension() == ".db";
}

/// What the next calls do: after `in` more of them, they fail with `error`; `lasting` ones go on.
struct Fault {
    std::atomic<int> in = -1;
    std::atomic<int> error = 0;
    std::atomic<bool> lasting = false;
    std::atomic<bool> in_folding = false;  // only while the log is moved into the database file
    std::atomic<int> calls = 0;

    void plan(int after, int code, bool goes_on) {
        error = code;
        lasting = goes_on;
        in = after;
    }
    void lift() {
        in = -1;
        in_folding = false;
    }
    bool strikes(int file) {
        ++calls;
        if (in_folding && !is_database(file)) return false;
        for (int left = in; left >= 0; left = in) {
            const int next = left > 0 || lasting ? std::max(left - 1, 0) : -1;
            if (!in.compare_exchange_weak(left, next)) continue;
            if (left > 0) return false;
            errno = error;
            return true;
        }
        return false;
    }
};
Fault sync_fault, write_fault;

}  // namespace

// SQLite's own calls find these before the C library's. Nobody cuts the power here, so that a sync
// which succeeds need not be one.
extern "C" int fdatasync(int file) {
    return sync_fault.strikes(file) ? -1 : 0;
}
extern "C" int fsync(int) {
    return 0;
}
extern "C" ssize_t pwrite64(int file, const void* bytes, std::size_t size, off64_t at) {
    return write_fault.strikes(file) ? -1 : ::syscall(SYS_pwrite64, file, bytes, size, at);
}

namespace kentongan::tests {
namespace {

using store::Blob;
using store::Tx;

const std::vector<Issue> store_full{{"store", "full"}};

/// Always on SQLite, whichever database the other tests run on.
class SqliteFile {
  public:
    SqliteFile() {
        folder_ = std::filesystem::temp_directory_path() /
                  ("kentongan_disk_" + std::to_string(fresh_key()));
        std::filesystem::create_directories(folder_);
        REQUIRE(open()->migrate(small_schema));
    }
    ~SqliteFile() {
        sync_fault.lift();
        write_fault.lift();
        std::filesystem::remove_all(folder_);
    }
    SqliteFile(const SqliteFile&) = delete;
    SqliteFile& operator=(const SqliteFile&) = delete;

    std::unique_ptr<store::Db> open(store::DbOptions options = {}) const {
        auto opened = store::Db::open(address(), options);
        REQUIRE(opened);
        return *std::move(opened);
    }
    std::string address() const { return "sqlite:" + path().string(); }
    std::filesystem::path path() const { return folder_ / "kentongan.db"; }
    std::filesystem::path beside(const std::string& name) const { return folder_ / name; }

  private:
    std::filesystem::path folder_;
};

Result<std::int64_t> put(store::Db& db, std::int64_t id, std::size_t bytes = 3'000) {
    return db.write([&](Tx& tx) {
        return tx.run("INSERT INTO note (office_id, id, body, raw) VALUES (1, $1, 'isi', $2)", id,
                      Blob{std::string(bytes, 'x')});
    });
}

std::set<std::int64_t> ids_in(store::Db& db) {
    const auto rows = db.read([](Tx& tx) { return tx.all<std::int64_t>("SELECT id FROM note"); });
    REQUIRE(rows);
    std::set<std::int64_t> ids;
    for (const auto& [id] : *rows) ids.insert(id);
    return ids;
}

TEST_CASE("every commit is synced") {
    const SqliteFile file;
    const auto db = file.open({.own_checkpoints = false});
    const int before = sync_fault.calls;
    for (int i = 0; i < 10; ++i) REQUIRE(put(*db, i));
    CHECK(sync_fault.calls - before >= 10);
}

TEST_CASE("the weakened mode, which the power-cut test must catch, is weak indeed") {
    const SqliteFile file;
    const auto db = file.open({.own_checkpoints = false, .durable = false});
    CHECK(db->state()->settings.at("synchronous") == "1");
    REQUIRE(put(*db, 0));
    const int before = sync_fault.calls;
    for (int i = 1; i < 10; ++i) REQUIRE(put(*db, i));
    CHECK(sync_fault.calls == before);
}

TEST_CASE("a sync that fails is never asked again: writing stops, reading goes on") {
    const SqliteFile file;
    auto db = file.open();
    REQUIRE(put(*db, 1));
    sync_fault.plan(0, EIO, false);
    const auto refused = put(*db, 2);
    REQUIRE(!refused);
    CHECK(refused.error().kind == Kind::unavailable);
    const auto after = put(*db, 3);
    REQUIRE(!after);
    CHECK(after.error().issues == std::vector<Issue>{{"store", "stopped"}});
    CHECK(db->state()->settings.at("writes") == "stopped");
    CHECK(ids_in(*db).contains(1));
    CHECK(!ids_in(*db).contains(3));
    db = nullptr;
    db = file.open();
    CHECK(put(*db, 4));
    CHECK(db->verify());
}

TEST_CASE("at whichever sync or write the disk fails, what was acknowledged is there") {
    for (const auto& [fault, calls] : {std::pair{&sync_fault, 14}, std::pair{&write_fault, 40}}) {
        for (const int error : {EIO, ENOSPC}) {
            for (int at = 0; at < calls; ++at) {
                CAPTURE(error);
                CAPTURE(at);
                const SqliteFile file;
                std::set<std::int64_t> acknowledged;
                {
                    const auto db = file.open();
                    fault->plan(at, error, false);
                    for (int id = 0; id < 12; ++id) {
                        if (put(*db, id)) acknowledged.insert(id);
                    }
                    fault->lift();
                }
                const auto db = file.open();
                const auto present = ids_in(*db);
                CHECK(std::ranges::includes(present, acknowledged));
                CHECK(db->verify());
            }
        }
    }
}

TEST_CASE("a full disk refuses writes, and they resume without a restart once there is room") {
    const SqliteFile file;
    const auto db = file.open();
    REQUIRE(put(*db, 1));
    write_fault.plan(0, ENOSPC, true);
    for (int i = 0; i < 3; ++i) {
        const auto refused = put(*db, 2);
        REQUIRE(!refused);
        CHECK(refused.error().kind == Kind::unavailable);
        CHECK(refused.error().issues == store_full);
    }
    CHECK(ids_in(*db) == std::set<std::int64_t>{1});
    write_fault.lift();
    CHECK(put(*db, 2));
    CHECK(ids_in(*db) == std::set<std::int64_t>{1, 2});
}

TEST_CASE("a work too large for the database is refused, a smaller one is not") {
    const SqliteFile file;
    const auto db = file.open();
    REQUIRE(db->write([](Tx& tx) { return tx.all<int>("PRAGMA max_page_count = 64"); }));
    const auto refused = put(*db, 1, 1'000'000);
    REQUIRE(!refused);
    CHECK(refused.error().issues == store_full);
    CHECK(put(*db, 2));
    CHECK(ids_in(*db) == std::set<std::int64_t>{2});
}

TEST_CASE("an error while the log is folded is not kept quiet: writing stops") {
    for (Fault* fault : {&sync_fault, &write_fault}) {
        const SqliteFile file;
        const auto db = file.open();
        fault->in_folding = true;
        fault->plan(0, EIO, false);
        REQUIRE(put(*db, 1, 20'000'000));  // more than a slice of the log
        for (int i = 0; i < 1'000'000 && db->state()->settings.at("writes") == "on"; ++i) continue;
        CHECK(db->state()->settings.at("writes") == "stopped");
        CHECK(!put(*db, 2));
        CHECK(ids_in(*db) == std::set<std::int64_t>{1});
        fault->lift();
    }
}

TEST_CASE("the log is folded and emptied while the program lives") {
    const SqliteFile file;
    const auto db = file.open();
    const auto log = file.path().string() + "-wal";
    REQUIRE(put(*db, 1, 20'000'000));
    REQUIRE(std::filesystem::file_size(log) > 0);
    // Nobody writes, so the keeper empties it within seconds; reading is what we do meanwhile.
    for (int i = 0; i < 1'000'000 && std::filesystem::file_size(log) > 0; ++i) (void)ids_in(*db);
    CHECK(std::filesystem::file_size(log) == 0);
}

TEST_CASE("a copy taken while others write is whole, and of one moment") {
    const SqliteFile file;
    const auto db = file.open();
    for (int id = 0; id < 200; ++id) REQUIRE(put(*db, id));
    std::atomic<bool> over = false;
    std::jthread writer([&] {
        for (int id = 1'000; !over; ++id) (void)put(*db, id);
    });
    const auto copy = file.beside("cadangan.db");
    const auto copied = db->backup_to(copy);
    over = true;
    writer.join();
    REQUIRE(copied);
    auto opened = store::Db::open("sqlite:" + copy.string());
    REQUIRE(opened);
    CHECK((*opened)->verify());
    CHECK((*opened)->state()->schema_version == 1);
    CHECK(ids_in(**opened).size() >= 200);
    const auto again = db->backup_to(copy);
    REQUIRE(!again);
    CHECK(again.error().kind == Kind::conflict);
}

TEST_CASE("a copy that does not fit leaves nothing behind") {
    const SqliteFile file;
    const auto db = file.open();
    REQUIRE(put(*db, 1, 2'000'000));
    write_fault.plan(20, ENOSPC, true);
    const auto copy = file.beside("cadangan.db");
    const auto copied = db->backup_to(copy);
    write_fault.lift();
    REQUIRE(!copied);
    CHECK(copied.error().issues == store_full);
    CHECK(!std::filesystem::exists(copy));
    CHECK(!std::filesystem::exists(copy.string() + ".sebagian"));
}

TEST_CASE("the thorough check finds what was overwritten") {
    const SqliteFile file;
    {
        const auto db = file.open();
        for (int id = 0; id < 500; ++id) REQUIRE(put(*db, id));
    }
    {
        std::fstream bytes(file.path(), std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekp(3 * 4096);
        bytes << std::string(4096, '\x5a');
    }
    const auto found = file.open()->verify();
    REQUIRE(!found);
    CHECK(found.error().kind != Kind::not_found);
}

}  // namespace
}  // namespace kentongan::tests
