// Schema texts: one text for both databases, numbered, each applied once and never changed.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/db.h"

namespace kentongan::store {

// The type words and what they become:
//
//   word      SQLite            PostgreSQL          use
//   @id       INTEGER NOT NULL  BIGINT NOT NULL     keys: office_id @id, id @id, …_id @id
//   @int      INTEGER           BIGINT              numbers, times in ms, 0/1, optional …_id
//   @real     REAL              DOUBLE PRECISION
//   @text     TEXT              TEXT
//   @blob     BLOB              BYTEA
//   @json     TEXT              JSON                kept byte for byte; `->>` works on both
//   @strict   STRICT            (nothing)           `) @strict;` makes SQLite hold to the types
//   @keyed    STRICT, WITHOUT ROWID  (nothing)      the same, rows stored in the primary key
//
// Only @id says NOT NULL; add it to the others where it holds. A line `-- @sqlite` or
// `-- @postgres` starts a block for that database alone, until `-- @all`. A word counts where it
// follows a space, a bracket or a comma outside of quotes and comments; unknown words are refused.
enum class Dialect { sqlite, postgres };

Result<std::string> translate(Dialect, std::string_view text);

/// One numbered text.
struct Migration {
    int version = 0;
    std::string name;  // 0001_first
    std::string text;
    std::string sha256;
};

/// The texts in order. Refuses names without a number, gaps and doubles: those are our own faults.
Result<std::vector<Migration>> migrations_in(const std::map<std::string, std::string>& schema);

/// What Db::migrate does, on either database.
Result<int> migrate(Db&, Dialect, const std::map<std::string, std::string>& schema);

/// The number of the newest text this database has seen; 0 when it is new.
Result<int> schema_version(Tx&, Dialect);

}  // namespace kentongan::store
