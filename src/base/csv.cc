// Reads tables of comma-separated values.
#include "base/csv.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace kentongan {
namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";
/// What windows-1252 has at 0x80 to 0x9F; 0 where it has nothing.
constexpr std::array<int, 32> upper{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void put_point(std::string& out, int point) {
    if (point < 0x80) {
        out.push_back(static_cast<char>(point));
    } else if (point < 0x800) {
        out.push_back(static_cast<char>(0xC0 | point >> 6));
        out.push_back(static_cast<char>(0x80 | (point & 0x3F)));
    } else {
        out.push_back(static_cast<char>(0xE0 | point >> 12));
        out.push_back(static_cast<char>(0x80 | (point >> 6 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (point & 0x3F)));
    }
}

/// Whichever the first row has most of, outside its quotes.
char separator_of(std::string_view text) {
    constexpr std::string_view separators = ";,\t";
    std::array<int, separators.size()> counts{};
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\n') break;
        const auto at = separators.find(c);
        if (at != separators.npos) ++counts[at];
    }
    return separators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text), separator_(separator_of(text)) {}

    Result<std::vector<CsvRow>> read() {
        while (at_ < text_.size()) {
            TRY(read_row());
            if (rows_.size() > csv_rows_max) {
                return Error{Kind::invalid,
                             "too many rows",
                             {{"csv", "too_long", {std::to_string(csv_rows_max)}}}};
            }
        }
        return std::move(rows_);
    }

  private:
    Result<void> read_row() {
        CsvRow row{.line = line_};
        bool more = true;
        while (more) row.cells.push_back(TRY(read_cell(more)));
        const bool empty =
            std::ranges::all_of(row.cells, [](const std::string& cell) { return cell.empty(); });
        if (!empty) rows_.push_back(std::move(row));
        return {};
    }

    /// One cell; `more` says whether another follows in this row.
    Result<std::string> read_cell(bool& more) {
        std::string cell;
        bool quoted = false;
        const int began = line_;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '\n') ++line_;
            if (c == '"') {
                if (quoted && at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                    cell.push_back('"');
                    ++at_;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (c == separator_ || c == '\n')) {
                more = c == separator_;
                ++at_;
                return std::string(trimmed(cell));
            } else {
                cell.push_back(c);
            }
        }
        if (quoted) {
            return Error{Kind::invalid,
                         "a quote never closes",
                         {{"csv", "open_quote", {std::to_string(began)}}}};
        }
        more = false;
        return std::string(trimmed(cell));
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    int line_ = 1;
    std::vector<CsvRow> rows_ = {};
};

}  // namespace

std::string utf8_of(std::string_view bytes) {
    if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
    if (is_utf8(bytes)) return std::string(bytes);
    std::string out;
    for (const char byte : bytes) {
        const int value = static_cast<unsigned char>(byte);
        const bool special = value >= 0x80 && value < 0xA0;
        const int point = special ? upper[static_cast<std::size_t>(value - 0x80)] : value;
        put_point(out, point == 0 && value != 0 ? '?' : point);
    }
    return out;
}

Result<std::vector<CsvRow>> read_csv(std::string_view bytes) {
    std::string text = utf8_of(bytes);
    std::erase(text, '\r');
    std::erase(text, '\0');
    return Reader(text).read();
}

}  // namespace kentongan
