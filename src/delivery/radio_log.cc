// Columns are counted in letters, not in bytes: titles have accents.
#include "delivery/radio_log.h"

#include "base/text.h"

namespace kentongan::delivery {
namespace {

struct Column {
    std::size_t from, size;
};
constexpr Column actual{9, 8}, cart{36, 6}, title{43, 34}, mark{78, 32};
constexpr std::size_t letters_max = 400, shown_max = 160;

bool begins_letter(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

/// The letters from..from+size of a line, without the blanks around them.
std::string_view column_of(std::string_view line, Column column) {
    std::size_t letter = 0, from = line.size(), till = line.size();
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (!begins_letter(line[i])) continue;
        if (letter == column.from) from = i;
        if (letter == column.from + column.size) {
            till = i;
            break;
        }
        ++letter;
    }
    return trimmed(line.substr(from, till - from));
}

/// "14:49:47" of a day; -1 for anything else.
int second_of(std::string_view words) {
    constexpr int hours = 24, sixty = 60;
    if (words.size() != 8 || words[2] != ':' || words[5] != ':') return -1;
    const auto hour = to_number(words.substr(0, 2)), minute = to_number(words.substr(3, 2)),
               second = to_number(words.substr(6, 2));
    const bool is_one = hour && minute && second && *hour >= 0 && *hour < hours && *minute >= 0 &&
                        *minute < sixty && *second >= 0 && *second < sixty;
    return is_one ? static_cast<int>((*hour * sixty + *minute) * sixty + *second) : -1;
}

std::string shortened(std::string_view line) {
    std::string text(line.substr(0, shown_max));
    while (!is_utf8(text)) text.pop_back();
    return text;
}

}  // namespace

Result<RadioLog> read_radio_log(std::string_view text) {
    if (text.size() > radio_log_bytes_max) {
        return Error{Kind::invalid, "log too long", {{"log", "too_large"}}};
    }
    if (!is_utf8(text) || text.find('\0') != text.npos) {
        return Error{Kind::invalid, "no text", {{"log", "not_text"}}};
    }
    const auto lines = split(text, '\n');
    if (lines.size() > radio_log_lines_max) {
        return Error{Kind::invalid, "too many lines", {{"log", "too_large"}}};
    }
    RadioLog log;
    int number = 0;
    for (std::string_view line : lines) {
        ++number;
        while (line.ends_with('\r')) line.remove_suffix(1);
        if (trimmed(line).empty()) continue;
        LoggedItem item{.line = number, .second = second_of(column_of(line, actual))};
        item.cart = column_of(line, cart);
        item.title = column_of(line, title);
        item.mark = column_of(line, mark);
        const char* rule = length_of(line) > letters_max ? "too_long"
                           : item.second < 0             ? "time"
                           : item.title.empty()          ? "title"
                                                         : nullptr;
        if (rule)
            log.unread.push_back({number, shortened(line), {"log_line", rule}});
        else
            log.items.push_back(std::move(item));
    }
    if (log.items.empty() && log.unread.empty()) {
        return Error{Kind::invalid, "nothing in it", {{"log", "empty"}}};
    }
    return log;
}

}  // namespace kentongan::delivery
