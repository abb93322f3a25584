// How Indonesian texts are sorted: the same on SQLite as PostgreSQL's collation "id-x-icu".
#pragma once

#include <string_view>

struct UCollator;

namespace kentongan::store {

class IndonesianOrder {
  public:
    IndonesianOrder();
    ~IndonesianOrder();
    IndonesianOrder(const IndonesianOrder&) = delete;
    IndonesianOrder& operator=(const IndonesianOrder&) = delete;
    /// Negative, 0 or positive; 0 only for equal bytes.
    int compare(std::string_view, std::string_view) const;

  private:
    UCollator* collator_ = nullptr;
};

}  // namespace kentongan::store
