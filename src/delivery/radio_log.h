// What a station's playout program says was on air: one line per item, in fixed columns, as
// Rivendell's exported airing log has them. The day stands in the file's name alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace kentongan::delivery {

struct LoggedItem {
    int line = 0;
    int second = 0;  // of the day, by the clock of the studio
    std::string cart = {}, title = {};
    std::string mark = {};  // what we gave along, where the station kept it
};
struct UnreadLine {
    int line = 0;
    std::string text = {};
    Issue why = {};  // "log_line", rule
};
struct RadioLog {
    std::vector<LoggedItem> items = {};
    std::vector<UnreadLine> unread = {};
};

inline constexpr std::size_t radio_log_bytes_max = std::size_t{512} * 1024;
inline constexpr std::size_t radio_log_lines_max = 5000;

/// Every line that is not empty is either an item or unread. A log that is no text, or too long, is
/// refused as a whole: "log", rule.
Result<RadioLog> read_radio_log(std::string_view text);

}  // namespace kentongan::delivery
