// greatest, least, string_agg and the orders "C" and "id-x-icu" for SQLite.
#pragma once

struct sqlite3;

namespace kentongan::store {

void add_functions(sqlite3* handle);

}  // namespace kentongan::store
