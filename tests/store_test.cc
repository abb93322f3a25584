// Verbs, values and refusals of the store: the same on SQLite and PostgreSQL.
#include <doctest/doctest.h>

#include <limits>

#include "store_schema.h"

namespace kentongan::tests {
namespace {

using store::Blob;
using store::Tx;

const std::vector<Issue> row_exists{{"row", "exists"}};
const std::vector<Issue> row_invalid{{"row", "invalid"}};

TEST_CASE("a work that succeeds is kept, one that refuses is undone") {
    TestDb test(small_schema);
    const auto undone = test.db.write([](Tx& tx) -> Result<void> {
        TRY(add_note(tx, 1, "batal"));
        return Error{Kind::invalid, "changed our mind"};
    });
    REQUIRE(!undone);
    CHECK(undone.error().why == "changed our mind");
    CHECK(count_notes(test.db) == 0);

    const auto kept = test.db.write([](Tx& tx) { return add_note(tx, 1, "jadi"); });
    REQUIRE(kept);
    CHECK(*kept == 1);
    CHECK(count_notes(test.db) == 1);
}

TEST_CASE("every kind of value comes back as it was put") {
    TestDb test(small_schema);
    const std::string text = "Dinas’ “SOP” – 日本 \xF0\x9F\x98\x80 '; DROP TABLE note; --";
    const Blob blob{std::string("\0\1\xff\xfe' \n\0", 7)};
    const auto largest = std::numeric_limits<std::int64_t>::max();
    const auto written = test.db.write([&](Tx& tx) {
        return tx.run(
            "INSERT INTO note (office_id, id, body, weight, raw, extra, seen_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)",
            OfficeId{1}, largest, text, 0.1, blob, R"({"b": 1, "a":2})", from_millis(-1));
    });
    REQUIRE(written);
    const auto row = test.db.read([&](Tx& tx) {
        return tx.one<OfficeId, std::int64_t, std::string, double, Blob, std::string, Instant>(
            "SELECT office_id, id, body, weight, raw, extra, seen_at FROM note WHERE id = $1",
            largest);
    });
    REQUIRE(row);
    CHECK(*row == std::tuple{OfficeId{1}, largest, text, 0.1, blob,
                             std::string(R"({"b": 1, "a":2})"), from_millis(-1)});
}

TEST_CASE("nothing is not the same as an empty text or empty bytes") {
    TestDb test(small_schema);
    using MaybeBlob = std::optional<Blob>;
    const auto row = test.db.write([](Tx& tx) {
        return tx.one<std::optional<double>, MaybeBlob, std::string, std::optional<Instant>>(
            "INSERT INTO note (office_id, id, body, weight, raw, seen_at)"
            " VALUES (1, 1, $1, $2, $3, $4) RETURNING weight, raw, body, seen_at",
            std::string_view{}, std::optional<double>{}, Blob{}, std::optional<Instant>{});
    });
    REQUIRE(row);
    CHECK(*row == std::tuple{std::optional<double>{}, MaybeBlob{Blob{}}, std::string{},
                             std::optional<Instant>{}});
}

TEST_CASE("doubles survive, infinities and the smallest too; what is no number is refused") {
    TestDb test(small_schema);
    using limits = std::numeric_limits<double>;
    std::int64_t id = 0;
    for (const double number : {0.0, 1.0 / 3, limits::max(), limits::denorm_min(),
                                limits::infinity(), 123456789.123456789}) {
        const auto back = test.db.write([&](Tx& tx) {
            return tx.one<double>(
                "INSERT INTO note (office_id, id, body, weight)"
                " VALUES (1, $1, '', $2) RETURNING weight",
                ++id, number);
        });
        REQUIRE(back);
        CHECK(std::get<0>(*back) == number);
    }
    const auto nan = test.db.write([](Tx& tx) {
        return tx.run("INSERT INTO note (office_id, id, body, weight) VALUES (1, 0, '', $1)",
                      limits::quiet_NaN());
    });
    REQUIRE(!nan);
    CHECK(nan.error().kind == Kind::invalid);
}

TEST_CASE("texts that one of the databases could not keep are refused by both") {
    TestDb test(small_schema);
    for (const auto& text : {std::string("a\0b", 3), std::string("\xff"), std::string("\xC3")}) {
        const auto refused = test.db.write([&](Tx& tx) { return add_note(tx, 1, text); });
        REQUIRE(!refused);
        CHECK(refused.error().kind == Kind::invalid);
        CHECK(refused.error().issues == row_invalid);
    }
    CHECK(count_notes(test.db) == 0);
}

TEST_CASE("parameters may appear in any order, and more than once") {
    TestDb test(small_schema);
    const auto row = test.db.read([](Tx& tx) {
        return tx.one<int, int, int>(
            "SELECT CAST($2 AS BIGINT), CAST($1 AS BIGINT), CAST($2 AS BIGINT)", 1, 2);
    });
    REQUIRE(row);
    CHECK(*row == std::tuple{2, 1, 2});
}

TEST_CASE("more values than parameters, or a misspelt column, is refused and names the query") {
    TestDb test(small_schema);
    const auto many =
        test.db.read([](Tx& tx) { return tx.one<int>("SELECT CAST($1 AS BIGINT)", 1, 2); });
    REQUIRE(!many);
    CHECK(many.error().kind == Kind::unavailable);
    const auto misspelt =
        test.db.read([](Tx& tx) { return tx.all<std::string>("SELECT \"bodi\" FROM note"); });
    REQUIRE(!misspelt);
    CHECK(misspelt.error().why.find("SELECT \"bodi\" FROM note") != std::string::npos);
}

TEST_CASE("a missing row is not_found, or nothing where nothing is expected") {
    TestDb test(small_schema);
    const auto missing =
        test.db.read([](Tx& tx) { return tx.one<int>("SELECT id FROM note WHERE id = $1", 5); });
    REQUIRE(!missing);
    CHECK(missing.error().kind == Kind::not_found);
    const auto nothing =
        test.db.read([](Tx& tx) { return tx.maybe<int>("SELECT id FROM note WHERE id = $1", 5); });
    REQUIRE(nothing);
    CHECK(!nothing->has_value());
}

TEST_CASE("a key that is taken says so; other broken constraints are told apart from it") {
    TestDb test(small_schema);
    REQUIRE(test.db.write([](Tx& tx) { return add_note(tx, 1, "satu"); }));
    const auto refusal = [&](const std::string& sql) {
        const auto done = test.db.write([&](Tx& tx) { return tx.run(sql); });
        REQUIRE(!done);
        CHECK(done.error().kind == Kind::conflict);
        return done.error().issues;
    };
    CHECK(refusal("INSERT INTO note (office_id, id, body) VALUES (1, 1, '')") == row_exists);
    CHECK(refusal("INSERT INTO office (id, name) VALUES (2, 'Diskominfo')") == row_exists);
    CHECK(refusal("INSERT INTO note (office_id, id, body) VALUES (9, 1, '')") == row_invalid);
    CHECK(refusal("INSERT INTO note (office_id, id) VALUES (1, 2)") == row_invalid);
    CHECK(refusal("UPDATE note SET weight = -1") == row_invalid);
    CHECK(refusal("DELETE FROM office") == row_invalid);
    CHECK(count_notes(test.db) == 1);
}

TEST_CASE("a statement that failed dooms its work, even one that looks away") {
    TestDb test(small_schema);
    bool later_failed = false;
    const auto done = test.db.write([&](Tx& tx) -> Result<int> {
        TRY(add_note(tx, 1, "satu"));
        (void)add_note(tx, 1, "satu lagi");
        later_failed = !add_note(tx, 2, "dua");
        return 5;
    });
    REQUIRE(!done);
    CHECK(done.error().issues == row_exists);
    CHECK(later_failed);
    CHECK(count_notes(test.db) == 0);
    CHECK(test.db.write([](Tx& tx) { return add_note(tx, 1, "satu"); }));
}

TEST_CASE("verbs tell how many rows changed") {
    TestDb test(small_schema);
    const auto counts = test.db.write([](Tx& tx) -> Result<std::vector<std::int64_t>> {
        const auto put =
            TRY(tx.run("INSERT INTO note (office_id, id, body) VALUES (1, 1, 'a'), (1, 2, 'b')"));
        const auto changed = TRY(tx.run("UPDATE note SET body = 'c'"));
        const auto none = TRY(tx.run("UPDATE note SET body = 'd' WHERE id = 99"));
        const auto seen = TRY(tx.run("SELECT id FROM note"));
        const auto gone = TRY(tx.run("DELETE FROM note"));
        return std::vector{put, changed, none, seen, gone};
    });
    REQUIRE(counts);
    CHECK(*counts == std::vector<std::int64_t>{2, 2, 0, 2, 2});
}

TEST_CASE("ON CONFLICT and RETURNING do the same on both") {
    TestDb test(small_schema);
    const auto put = [&](std::string_view body) {
        const auto row = test.db.write([&](Tx& tx) {
            return tx.one<std::string>(
                "INSERT INTO note (office_id, id, body) VALUES (1, 1, $1)"
                " ON CONFLICT (office_id, id) DO UPDATE SET body = note.body || excluded.body"
                " RETURNING body",
                body);
        });
        REQUIRE(row);
        return std::get<0>(*row);
    };
    CHECK(put("a") == "a");
    CHECK(put("b") == "ab");
    const auto ignored = test.db.write([](Tx& tx) {
        return tx.run(
            "INSERT INTO note (office_id, id, body) VALUES (1, 1, 'x')"
            " ON CONFLICT DO NOTHING");
    });
    REQUIRE(ignored);
    CHECK(*ignored == 0);
}

TEST_CASE("the portable words of SQL answer alike") {
    TestDb test(small_schema);
    REQUIRE(test.db.write([](Tx& tx) {
        return tx.run(
            "INSERT INTO note (office_id, id, body, weight, extra, seen_at) VALUES"
            " (1, 1, 'b', 1.5, '{\"k\":\"v\"}', 5), (1, 2, 'Ab', 2, NULL, NULL),"
            " (1, 3, 'a', 3, NULL, 7)");
    }));
    const auto text = [&](const std::string& sql) {
        const auto row = test.db.read([&](Tx& tx) { return tx.one<std::string>(sql); });
        REQUIRE_MESSAGE(row, row.error().why);
        return std::get<0>(*row);
    };
    const auto number = [&](const std::string& sql) {
        const auto row = test.db.read([&](Tx& tx) { return tx.one<double>(sql); });
        REQUIRE_MESSAGE(row, row.error().why);
        return std::get<0>(*row);
    };
    CHECK(text("SELECT string_agg(body, ',') FROM"
               " (SELECT body FROM note ORDER BY body COLLATE \"C\") AS sorted") == "Ab,a,b");
    CHECK(text("SELECT string_agg(body, ',') FROM"
               " (SELECT body FROM note ORDER BY body COLLATE \"id-x-icu\") AS sorted") ==
          "a,Ab,b");
    CHECK(text("SELECT extra ->> 'k' FROM note WHERE id = 1") == "v");
    CHECK(number("SELECT greatest(1, 7, NULL, 3)") == 7);
    CHECK(number("SELECT least(4, 2, NULL)") == 2);
    CHECK(number("SELECT sum(id) FROM note") == 6);
    CHECK(number("SELECT avg(id) FROM note") == 2);
    CHECK(number("SELECT sum(weight) FROM note") == 6.5);
    CHECK(number("SELECT count(*) FROM note WHERE body LIKE 'A%'") == 1);
    CHECK(number("SELECT count(*) FILTER (WHERE seen_at IS NOT NULL) FROM note") == 2);
    CHECK(number("SELECT count(*) FROM note WHERE seen_at IS NOT DISTINCT FROM NULL") == 1);
    CHECK(number("SELECT sum(s) FROM (SELECT -9999999999 AS s) AS t") == -9999999999.0);
    CHECK(text("SELECT sum(id) FROM note") == "6");
}

TEST_CASE("a reader cannot write") {
    TestDb test(small_schema);
    const auto refused = test.db.read([](Tx& tx) { return add_note(tx, 1, "diam-diam"); });
    CHECK(!refused);
    CHECK(count_notes(test.db) == 0);
}

TEST_CASE("hundreds of different statements do not exhaust the cache") {
    TestDb test(small_schema);
    for (int i = 0; i < 1200; ++i) {
        const auto row = test.db.read([&](Tx& tx) {
            return tx.one<int>("SELECT CAST($1 AS BIGINT) + " + std::to_string(i), 1);
        });
        REQUIRE(row);
        REQUIRE(std::get<0>(*row) == i + 1);
    }
}

TEST_CASE("the database says what it is") {
    TestDb test(small_schema);
    const auto state = test.db.state();
    REQUIRE(state);
    CHECK(state->schema_version == 1);
    CHECK(state->settings.at("writes") == "on");
    if (TestDb::on_postgres()) {
        CHECK(state->kind == "postgres");
        CHECK(state->settings.at("synchronous_commit") == "on");
    } else {
        CHECK(state->kind == "sqlite");
        CHECK(state->settings.at("journal_mode") == "wal");
        CHECK(state->settings.at("synchronous") == "2");
    }
    CHECK(test.db.verify());
}

}  // namespace
}  // namespace kentongan::tests
