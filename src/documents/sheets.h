// Tables that leave the house as numbers: one workbook for spreadsheets, or plain CSV.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/result.h"

namespace kentongan::documents {

using DataCell = std::variant<std::string, double>;

struct DataSheet {
    std::string name;                    // of the tab, at most 31 letters
    std::string title = {};              // above the table
    std::vector<std::string> head = {};  // one per column
    std::vector<std::vector<DataCell>> rows = {};
};

/// XLSX with a filter and a frozen head; `created` in the form 2026-11-20T10:42:00Z makes the same
/// contents the same file.
Result<std::string> workbook(const std::vector<DataSheet>&, const std::string& created);
/// RFC 4180 in UTF-8 with its mark. What a spreadsheet would take for a formula is made text.
std::string csv(const DataSheet&);

}  // namespace kentongan::documents
