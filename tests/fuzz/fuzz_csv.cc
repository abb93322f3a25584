// Feeds bytes to the reader of imported tables: what is read is UTF-8, trimmed, and reads the same
// when it is written down again.
#include <cstdint>
#include <cstdlib>

#include "base/csv.h"
#include "base/text.h"

namespace {

using namespace kentongan;

void check(bool claim) {
    if (!claim) std::abort();
}

std::string written(const std::vector<CsvRow>& rows) {
    std::string out;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (i > 0) out += ';';
            out += '"';
            for (const char c : row.cells[i]) {
                if (c == '"') out += '"';
                out += c;
            }
            out += '"';
        }
        out += "\r\n";
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    check(is_utf8(utf8_of(bytes)));
    const auto rows = read_csv(bytes);
    if (!rows) {
        check(rows.error().issues.size() == 1);
        return 0;
    }
    check(rows->size() <= csv_rows_max);
    int line = 0;
    for (const auto& row : *rows) {
        check(row.line > line && !row.cells.empty());
        line = row.line;
        for (const auto& cell : row.cells) check(is_utf8(cell) && trimmed(cell) == cell);
    }
    const auto again = read_csv(written(*rows));
    check(static_cast<bool>(again) && again->size() == rows->size());
    for (std::size_t i = 0; i < rows->size(); ++i) check((*again)[i].cells == (*rows)[i].cells);
    return 0;
}
