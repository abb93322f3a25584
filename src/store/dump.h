// A PostgreSQL database as one file, by the server's own pg_dump and pg_restore.
#pragma once

#include <string>

#include "base/result.h"

namespace kentongan::store {

/// The whole database at one moment, while others work. Names and passwords of the address go to
/// the tool in its surroundings, never in its arguments, which anybody can list.
Result<void> dump_postgres(const std::string& address, const std::string& file);
/// Into an empty database, all or nothing; conflict where it is not empty.
Result<void> restore_postgres(const std::string& address, const std::string& file);

}  // namespace kentongan::store
