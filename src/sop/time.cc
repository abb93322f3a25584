// Reads Waktu cells and dates as officials write them.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "sop/definition.h"

namespace kentongan::sop {
namespace {

// Beyond this no standard time is meant, and sums of many still fit into an int.
constexpr double longest = 1'000'000;

struct Amount {
    TimeUnit unit = TimeUnit::none;
    double factor = 1;
};
struct UnitWord {
    std::string_view word;
    Amount amount;
};
constexpr std::array unit_names{
    UnitWord{"menit", {TimeUnit::working_minutes, 1}},
    UnitWord{"mnt", {TimeUnit::working_minutes, 1}},
    UnitWord{"jam", {TimeUnit::working_minutes, 60}},
    UnitWord{"hari", {TimeUnit::working_days, 1}},
    UnitWord{"minggu", {TimeUnit::calendar_days, 7}},
    UnitWord{"pekan", {TimeUnit::calendar_days, 7}},
    UnitWord{"bulan", {TimeUnit::months, 1}},
    UnitWord{"tahun", {TimeUnit::months, 12}},
};
struct NumberWord {
    std::string_view word;
    double number;
};
constexpr std::array number_words{
    NumberWord{"setengah", 0.5}, NumberWord{"satu", 1},     NumberWord{"dua", 2},
    NumberWord{"tiga", 3},       NumberWord{"empat", 4},    NumberWord{"lima", 5},
    NumberWord{"enam", 6},       NumberWord{"tujuh", 7},    NumberWord{"delapan", 8},
    NumberWord{"sembilan", 9},   NumberWord{"sepuluh", 10},
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

/// Lower case, without what stands in brackets, with plain hyphens and blanks.
std::string plain(std::string_view raw) {
    std::string out;
    int depth = 0;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const auto rest = raw.substr(i);
        if (raw[i] == '(') ++depth;
        if (raw[i] == ')' && depth > 0) {
            --depth;
            out += ' ';
        } else if (depth == 0 && (rest.starts_with("–") || rest.starts_with("—"))) {
            out += '-';
            i += 2;
        } else if (depth == 0 && rest.starts_with("\xC2\xA0")) {
            out += ' ';
            i += 1;
        } else if (depth == 0 && rest.starts_with("×")) {
            out += 'x';
            i += 1;
        } else if (depth == 0 && raw[i] != '(') {
            out += raw[i] == '\n' || raw[i] == '\t' ? ' ' : raw[i];
        }
    }
    return lowered(std::string{trimmed(out)});
}

/// One written time: numbers with units, "15-30 menit", "1 jam 30 menit", "3 x 24 jam".
class TimeReader {
  public:
    explicit TimeReader(std::string_view text) : text_(text) {}

    StandardTime read() {
        StandardTime total;
        double low = 0;
        double high = 0;
        skip_hedges();
        while (true) {
            Part part;
            if (!read_part(part)) break;
            if (total.unit != TimeUnit::none && total.unit != part.unit) break;
            total.unit = part.unit;
            low += part.low;
            high += part.high;
            skip_and();
        }
        if (total.unit == TimeUnit::none) return {};
        total.min = whole(std::min(low, high));
        total.max = whole(std::max(low, high));
        return total;
    }

  private:
    struct Part {
        TimeUnit unit = TimeUnit::none;
        double low = 0;
        double high = 0;
    };

    static int whole(double number) {
        return static_cast<int>(std::lround(std::clamp(number, 0.0, longest)));
    }

    void skip_blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '.')) ++at_;
    }
    bool skip(std::string_view word) {
        skip_blanks();
        if (!text_.substr(at_).starts_with(word)) return false;
        const std::size_t end = at_ + word.size();
        if (is_letter(word.back()) && end < text_.size() && is_letter(text_[end])) return false;
        at_ = end;
        return true;
    }
    // "maksimal 2 hari": what is allowed at most is what we measure against.
    void skip_hedges() {
        static constexpr std::array<std::string_view, 9> hedges{
            "maksimal", "maks", "paling", "lama", "lambat", "sekitar", "kurang lebih", "±", "+/-"};
        while (std::ranges::any_of(hedges, [&](auto word) { return skip(word); })) continue;
    }
    // "1 jam, 30 menit", "1 jam dan 30 menit"
    void skip_and() {
        if (!skip(",")) skip("dan");
    }
    bool skip_till() {
        static constexpr std::array<std::string_view, 7> words{
            "sampai dengan", "sampai", "hingga", "s.d", "s/d", "sd", "-"};
        return std::ranges::any_of(words, [&](auto word) { return skip(word); });
    }

    std::optional<double> number() {
        skip_blanks();
        for (const auto& each : number_words) {
            if (skip(each.word)) return each.number;
        }
        double value = 0;
        double place = 0;
        const std::size_t begin = at_;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            const bool followed = at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
            if (is_digit(c)) {
                value =
                    place > 0 ? value + (c - '0') * place : std::min(value * 10 + (c - '0'), 1e9);
                place /= 10;
            } else if ((c == ',' || c == '.') && place == 0 && at_ > begin && followed) {
                place = 0.1;
            } else {
                break;
            }
        }
        return at_ > begin ? std::optional{value} : std::nullopt;
    }

    std::optional<Amount> unit() {
        for (const auto& each : unit_names) {
            if (!skip(each.word)) continue;
            Amount amount = each.amount;
            if (skip("kalender")) amount.unit = TimeUnit::calendar_days;
            skip("kerja");
            return amount;
        }
        return std::nullopt;
    }

    bool read_part(Part& part) {
        const auto first = number();
        if (!first) return false;
        if (skip("x")) return read_clock_hours(part, *first);
        const auto own = unit();
        const bool is_range = skip_till();
        const auto second = is_range ? number() : std::nullopt;
        const auto last = second ? unit() : std::nullopt;
        if (is_range && (!second || !last)) return false;
        if (!own && !last) return false;
        const Amount high = last ? *last : *own;
        const Amount low = own ? *own : high;
        if (low.unit != high.unit) return false;
        part = {high.unit, *first * low.factor, second.value_or(*first) * high.factor};
        return true;
    }

    // "3 x 24 jam": the clock on the wall, not the office's.
    bool read_clock_hours(Part& part, double times) {
        const auto hours = number();
        if (!hours || !skip("jam")) return false;
        part = {TimeUnit::clock_hours, times * *hours, times * *hours};
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// For comparing times of different units: how many working minutes they come to.
double weight_of(const StandardTime& time) {
    constexpr double day = 450;
    switch (time.unit) {
    case TimeUnit::working_minutes: return time.max;
    case TimeUnit::clock_hours: return time.max / 24.0 * day;
    case TimeUnit::working_days:
    case TimeUnit::calendar_days: return time.max * day;
    case TimeUnit::months: return time.max * 20 * day;
    case TimeUnit::none:
    case TimeUnit::during_event:
    case TimeUnit::automatic: return 0;
    }
    return 0;
}

constexpr std::array<std::string_view, 12> month_starts{"jan", "feb", "mar", "apr", "mei", "jun",
                                                        "jul", "ag",  "sep", "okt", "nov", "des"};

int month_of(std::string_view word) {
    if (word.starts_with("peb") || word.starts_with("nop")) return word[0] == 'p' ? 2 : 11;
    for (std::size_t i = 0; i < month_starts.size(); ++i) {
        if (word.starts_with(month_starts[i])) return static_cast<int>(i) + 1;
    }
    return 0;
}

/// "18/11/2026" and "18-11-2026": numbers apart by one sign.
std::optional<PartialDate> read_numeric_date(std::string text) {
    std::ranges::replace(text, '-', '/');
    const auto parts = split(text, '/');
    if (parts.size() != 3) return std::nullopt;
    const auto day = to_number(parts[0]);
    const auto month = to_number(parts[1]);
    const auto year = to_number(parts[2]);
    const bool good = day && month && year && *day >= 1 && *day <= 31 && *month >= 1 &&
                      *month <= 12 && *year >= 1900 && *year <= 9999;
    if (!good) return std::nullopt;
    return PartialDate{static_cast<int>(*year), static_cast<int>(*month), static_cast<int>(*day)};
}

}  // namespace

StandardTime read_time(std::string_view raw) {
    const std::string text = plain(raw);
    StandardTime time;
    if (text.starts_with("selama")) {
        time.unit = TimeUnit::during_event;
    } else if (text.starts_with("seketika") || text.starts_with("otomatis")) {
        time.unit = TimeUnit::automatic;
    } else {
        // "120 Menit / 3 Hari": two values; the larger one counts until somebody says otherwise.
        std::string ways = text;
        for (auto at = ways.find("s/d"); at != std::string::npos; at = ways.find("s/d"))
            ways[at + 1] = '.';
        for (const auto& way : split(ways, '/')) {
            const StandardTime read = TimeReader{way}.read();
            if (weight_of(read) > weight_of(time) || time.unit == TimeUnit::none) time = read;
        }
    }
    time.raw = std::string{raw};
    return time;
}

std::optional<PartialDate> read_date(std::string_view raw) {
    const std::string text = lowered(std::string{trimmed(raw)});
    if (const auto numeric = read_numeric_date(text)) return numeric;
    PartialDate date;
    std::string spaced = text;
    std::ranges::replace(spaced, ',', ' ');
    for (const auto& word : split(spaced, ' ')) {
        const auto number = to_number(word);
        if (number && *number >= 1 && *number <= 31 && date.month == 0) {
            date.day = static_cast<int>(*number);
        } else if (number && *number >= 1900 && *number <= 9999) {
            date.year = static_cast<int>(*number);
        } else if (const int month = month_of(word); month != 0 && !number) {
            date.month = month;
        }
    }
    if (date.year == 0 || (date.day != 0 && date.month == 0)) return std::nullopt;
    return date;
}

}  // namespace kentongan::sop
