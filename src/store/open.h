// Opens the two kinds of database. The rest of the program goes through Db::open.
#pragma once

#include <memory>
#include <string>

#include "store/db.h"

namespace kentongan::store {

Result<std::unique_ptr<Db>> open_sqlite(const std::string& path, const DbOptions& options);
Result<std::unique_ptr<Db>> open_postgres(const std::string& address, const DbOptions& options);

}  // namespace kentongan::store
