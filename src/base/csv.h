// Tables as spreadsheets save them: separators, quotes and old encodings found out by looking.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace kentongan {

struct CsvRow {
    int line = 0;  // in the file, for the person who has to mend it
    std::vector<std::string> cells = {};
};

inline constexpr std::size_t csv_rows_max = 5000;

/// UTF-8 with or without its mark, or windows-1252; separated by semicolons, commas or tabs,
/// whichever the first line has most of. Cells are trimmed; empty rows are left out. Refuses a
/// quote that never closes ({"csv", "open_quote", line}) and too many rows ({"csv", "too_long"}).
Result<std::vector<CsvRow>> read_csv(std::string_view bytes);

/// The bytes as UTF-8, taken as windows-1252 where they are not.
std::string utf8_of(std::string_view bytes);

}  // namespace kentongan
