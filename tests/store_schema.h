// A small schema of their own for the tests of the store.
#pragma once

#include <string>

#include "test_db.h"

namespace kentongan::tests {

inline const std::string first_text = R"(
CREATE TABLE office (id @id PRIMARY KEY, name @text NOT NULL UNIQUE) @strict;
CREATE TABLE note (
    office_id @id REFERENCES office (id),
    id        @id,
    body      @text NOT NULL,
    weight    @real CHECK (weight >= 0),
    raw       @blob,
    extra     @json,
    seen_at   @int,
    PRIMARY KEY (office_id, id)
) @keyed;
INSERT INTO office (id, name) VALUES (1, 'Diskominfo');
)";

inline const Schema small_schema{{"schema/0001_first.sql", first_text}};

inline Result<std::int64_t> add_note(store::Tx& tx, std::int64_t id, std::string_view body) {
    return tx.run("INSERT INTO note (office_id, id, body) VALUES ($1, $2, $3)", 1, id, body);
}

inline std::int64_t count_notes(store::Db& db) {
    const auto counted =
        db.read([](store::Tx& tx) { return tx.one<std::int64_t>("SELECT count(*) FROM note"); });
    REQUIRE(counted);
    return std::get<0>(*counted);
}

}  // namespace kentongan::tests
