// Schema texts: translated, applied once and in order, refused when they do not fit.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "store/schema.h"
#include "store_schema.h"

namespace kentongan::tests {
namespace {

using store::Dialect;
using store::Tx;

const std::string second_text = "ALTER TABLE note ADD COLUMN pinned_at @int;\n";
const Schema two_texts{{"schema/0001_first.sql", first_text},
                       {"schema/0002_pins.sql", second_text}};

TEST_CASE("type words become the database's own, outside of quotes and comments") {
    const std::string text =
        "CREATE TABLE t (a @id, b @text, c @real) @strict; -- not @id here\n"
        "INSERT INTO t VALUES ('x @nonsense y', 'a@b');\n";
    const auto sqlite = store::translate(Dialect::sqlite, text);
    REQUIRE(sqlite);
    CHECK(*sqlite ==
          "CREATE TABLE t (a INTEGER NOT NULL, b TEXT, c REAL) STRICT; \n"
          "INSERT INTO t VALUES ('x @nonsense y', 'a@b');\n\n");
    const auto postgres = store::translate(Dialect::postgres, text);
    REQUIRE(postgres);
    CHECK(postgres->starts_with(
        "CREATE TABLE t (a BIGINT NOT NULL, b TEXT, c DOUBLE PRECISION) ; \n"));
}

TEST_CASE("a block belongs to the database it names") {
    const std::string text = "1\n-- @sqlite\n2\n-- @postgres\n3\n-- @all\n4";
    CHECK(*store::translate(Dialect::sqlite, text) == "1\n2\n4\n");
    CHECK(*store::translate(Dialect::postgres, text) == "1\n3\n4\n");
}

TEST_CASE("a word nobody knows is refused rather than passed on") {
    CHECK(!store::translate(Dialect::sqlite, "CREATE TABLE t (a @integer)"));
}

TEST_CASE("texts are numbered without gaps or doubles") {
    CHECK(store::migrations_in(two_texts)->size() == 2);
    CHECK(!store::migrations_in({{"schema/0001_a.sql", ""}, {"schema/0003_c.sql", ""}}));
    CHECK(!store::migrations_in({{"schema/0001_a.sql", ""}, {"schema/0001_b.sql", ""}}));
    CHECK(!store::migrations_in({{"schema/first.sql", ""}}));
}

TEST_CASE("each text is applied once") {
    TestDb test(small_schema);
    CHECK(*test.db.migrate(small_schema) == 0);
    CHECK(*test.db.migrate(two_texts) == 1);
    CHECK(*test.db.migrate(two_texts) == 0);
    CHECK(test.db.state()->schema_version == 2);
    CHECK(test.another()->state()->schema_version == 2);
    CHECK(test.db.read([](Tx& tx) { return tx.all<int>("SELECT pinned_at FROM note"); }));
}

TEST_CASE("a statement prepared before a migration still works after it") {
    TestDb test(small_schema);
    REQUIRE(test.db.write([](Tx& tx) { return add_note(tx, 1, "lama"); }));
    CHECK(count_notes(test.db) == 1);
    REQUIRE(test.another()->migrate(two_texts));
    REQUIRE(test.db.write([](Tx& tx) { return add_note(tx, 2, "baru"); }));
    CHECK(count_notes(test.db) == 2);
}

TEST_CASE("a database newer than the program is refused in one sentence") {
    TestDb test(two_texts);
    const auto refused = test.another()->migrate(small_schema);
    REQUIRE(!refused);
    CHECK(refused.error().kind == Kind::conflict);
    CHECK(refused.error().issues == std::vector<Issue>{{"schema", "newer", {"2", "1"}}});
    CHECK(refused.error().why.starts_with("Basis data ini memakai skema versi 2"));
}

TEST_CASE("a text that was changed after it was applied is refused by name") {
    TestDb test(two_texts);
    auto changed = two_texts;
    changed["schema/0001_first.sql"] += " ";
    const auto refused = test.another()->migrate(changed);
    REQUIRE(!refused);
    CHECK(refused.error().issues == std::vector<Issue>{{"schema", "changed", {"0001_first"}}});
}

TEST_CASE("a text that fails half-way leaves nothing behind") {
    TestDb test(small_schema);
    auto faulty = small_schema;
    faulty["schema/0002_bad.sql"] =
        "CREATE TABLE half (id @id PRIMARY KEY);\n"
        "INSERT INTO half (id) VALUES (1);\nINSERT INTO half (id) VALUES (1);\n";
    CHECK(!test.db.migrate(faulty));
    CHECK(test.db.state()->schema_version == 1);
    CHECK(!test.db.read([](Tx& tx) { return tx.all<int>("SELECT id FROM half"); }));
    CHECK(*test.db.migrate(two_texts) == 1);
}

TEST_CASE("tables of another program are left alone") {
    TestDb test(small_schema);
    REQUIRE(test.db.write([](Tx& tx) { return tx.run("DROP TABLE schema_version"); }));
    const auto refused = test.db.migrate(small_schema);
    REQUIRE(!refused);
    CHECK(refused.error().issues == std::vector<Issue>{{"schema", "foreign"}});
}

TEST_CASE("servers that start together migrate once between them") {
    TestDb test(Schema{});
    std::vector<std::unique_ptr<store::Db>> servers;
    for (int i = 0; i < 4; ++i) servers.push_back(test.another());
    std::atomic<int> applied = 0, failed = 0;
    {
        std::vector<std::jthread> threads;
        for (auto& server : servers) {
            threads.emplace_back([&] {
                const auto done = server->migrate(two_texts);
                if (done) applied += *done;
                failed += done ? 0 : 1;
            });
        }
    }
    CHECK(failed == 0);
    CHECK(applied == 2);
}

}  // namespace
}  // namespace kentongan::tests
