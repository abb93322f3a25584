// A fresh, migrated database for each test: a SQLite file, or a schema of the PostgreSQL server
// that KENTONGAN_TEST_DB names ("host=… user=… dbname=…").
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "base/carried.h"
#include "base/id.h"
#include "store/db.h"

namespace kentongan::tests {

using Schema = std::map<std::string, std::string>;

/// The program's own schema texts.
inline Schema carried_schema() {
    Schema schema;
    for (const auto& [path, text] : carried()) {
        if (path.starts_with("schema/")) schema.emplace(path, text);
    }
    return schema;
}

/// Lives as long as the test and leaves nothing behind. Use it as `test.db.write(…)`.
class TestDb {
  public:
    explicit TestDb(const Schema& schema = carried_schema(), store::DbOptions options = {})
        : name_("kentongan_test_" + std::to_string(fresh_key())),
          address_(make()),
          opened_(open(options)),
          db(*opened_) {
        const auto migrated = db.migrate(schema);
        if (!migrated) MESSAGE(migrated.error().why);
        REQUIRE(migrated);
    }
    ~TestDb() {
        opened_.reset();
        if (const char* server = on_postgres()) {
            const auto owner = store::Db::open(server, {.readers = 1});
            if (owner) CHECK(run(**owner, "DROP SCHEMA " + name_ + " CASCADE"));
        } else {
            std::filesystem::remove_all(folder());
        }
    }
    TestDb(const TestDb&) = delete;
    TestDb& operator=(const TestDb&) = delete;

    static const char* on_postgres() { return std::getenv("KENTONGAN_TEST_DB"); }
    const std::string& address() const { return address_; }
    /// The SQLite file; on PostgreSQL a path at which nothing lies.
    std::filesystem::path file() const { return folder() / "kentongan.db"; }

    /// The same database opened once more, as a second server or the command line would.
    std::unique_ptr<store::Db> another(store::DbOptions options = {}) const {
        return open(options);
    }

    /// For tests of what outlives a program: `db` is gone afterwards, `another` opens again.
    void close() { opened_.reset(); }

  private:
    static Result<std::int64_t> run(store::Db& owner, const std::string& sql) {
        return owner.write([&](store::Tx& tx) { return tx.run(sql); });
    }

    std::filesystem::path folder() const { return std::filesystem::temp_directory_path() / name_; }

    std::string make() const {
        if (const char* server = on_postgres()) {
            const auto owner = store::Db::open(server, {.readers = 1});
            if (!owner) MESSAGE(owner.error().why);
            REQUIRE(owner);
            REQUIRE(run(**owner, "CREATE SCHEMA " + name_));
            return std::string(server) + " options='-c search_path=" + name_ + "'";
        }
        std::filesystem::create_directories(folder());
        return "sqlite:" + file().string();
    }

    std::unique_ptr<store::Db> open(store::DbOptions options) const {
        auto opened = store::Db::open(address_, options);
        if (!opened) MESSAGE(opened.error().why);
        REQUIRE(opened);
        return *std::move(opened);
    }

    std::string name_;
    std::string address_;
    std::unique_ptr<store::Db> opened_;

  public:
    store::Db& db;
};

}  // namespace kentongan::tests
