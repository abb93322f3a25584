// Whether another program works on the same database while we do.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"

namespace kentongan::store {

/// Held as long as a program works on a database. Who finds nobody else there when it comes knows
/// that whatever an earlier program was doing has ended with it.
class Presence {
  public:
    /// SQLite belongs to one program, which is always alone. On PostgreSQL the server itself keeps
    /// count, and forgets a program that died the moment its line breaks.
    static Result<std::unique_ptr<Presence>> take(const std::string& address);
    virtual ~Presence() = default;
    virtual bool came_first() const = 0;
};

}  // namespace kentongan::store
