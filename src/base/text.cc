// Indonesian dates and numbers, UTF-8, slugs.
#include "base/text.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>
#include <charconv>

#include "base/result.h"

namespace kentongan {
namespace {

using Words = std::array<std::string_view, 12>;

constexpr std::array<std::string_view, 7> days_id{"Minggu", "Senin", "Selasa", "Rabu",
                                                  "Kamis",  "Jumat", "Sabtu"};
constexpr std::array<std::string_view, 7> days_en{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                  "Thursday", "Friday", "Saturday"};
constexpr Words months_id{"Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
                          "Juli",    "Agustus",  "September", "Oktober", "November", "Desember"};
constexpr Words months_en{"January", "February", "March",     "April",   "May",      "June",
                          "July",    "August",   "September", "October", "November", "December"};
constexpr Words short_id{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun",
                         "Jul", "Agu", "Sep", "Okt", "Nov", "Des"};
constexpr Words short_en{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Parts {
    int year;
    unsigned month, day, weekday;
    int hour, minute, second, millis;
};

Parts parts_of(std::chrono::local_time<milliseconds> time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const auto rest = time - day;
    const auto ms = static_cast<int>(rest.count());
    return {int(date.year()),     unsigned(date.month()),
            unsigned(date.day()), std::chrono::weekday{day}.c_encoding(),
            ms / 3600000,         ms / 60000 % 60,
            ms / 1000 % 60,       ms % 1000};
}

std::string two(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

/// How many bytes the character that begins with `lead` has; 0 when no character begins so.
std::size_t width_of(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const auto width = width_of(lead);
        if (width == 0 || i + width > text.size()) return false;
        for (std::size_t k = 1; k < width; ++k) {
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
        }
        if (width >= 3) {
            const auto next = static_cast<unsigned char>(text[i + 1]);
            if ((lead == 0xE0 && next < 0xA0) || (lead == 0xED && next > 0x9F)) return false;
            if ((lead == 0xF0 && next < 0x90) || (lead == 0xF4 && next > 0x8F)) return false;
        }
        i += width;
    }
    return true;
}

std::size_t length_of(std::string_view utf8) {
    std::size_t count = 0;
    for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::string lowered(std::string_view ascii) {
    std::string out(ascii);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::string in_capitals(std::string_view utf8) {
    auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int>(utf8.size())});
    std::string out;
    text.toUpper(icu::Locale::getRoot()).toUTF8String(out);
    return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == text.npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const auto& part : parts) {
        if (&part != &parts.front()) out += separator;
        out += part;
    }
    return out;
}

std::optional<std::int64_t> to_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size()) return {};
    return number;
}

std::string slug_of(std::string_view title) {
    constexpr std::size_t longest = 80;
    std::string slug;
    for (const char c : lowered(title)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain) {
            slug.push_back(c);
        } else if (!slug.empty() && slug.back() != '-') {
            slug.push_back('-');
        }
        if (slug.size() >= longest) break;
    }
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    return slug.empty() ? "tanpa-judul" : slug;
}

std::string canonical_text(std::string_view utf8) {
    std::string lines;
    lines.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        if (utf8[i] != '\r') {
            lines.push_back(utf8[i]);
        } else if (i + 1 == utf8.size() || utf8[i + 1] != '\n') {
            lines.push_back('\n');
        }
    }
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfc = icu::Normalizer2::getNFCInstance(status);
    ensure(U_SUCCESS(status));
    std::string out;
    nfc->normalize(icu::UnicodeString::fromUTF8(lines), status).toUTF8String(out);
    ensure(U_SUCCESS(status));
    return out;
}

std::string_view Zone::word() const {
    return hours_from_utc == 8 ? "WITA" : hours_from_utc == 9 ? "WIT" : "WIB";
}

std::string long_date(Instant time, Zone zone, Language language) {
    const auto p = parts_of(zone.local(time));
    const bool indonesian = language == Language::indonesian;
    return cat((indonesian ? days_id : days_en)[p.weekday], ", ", p.day, " ",
               (indonesian ? months_id : months_en)[p.month - 1], " ", p.year);
}

std::string short_date(Instant time, Zone zone, Language language) {
    const auto p = parts_of(zone.local(time));
    const bool indonesian = language == Language::indonesian;
    return cat(p.day, " ", (indonesian ? short_id : short_en)[p.month - 1], " ", p.year);
}

std::string clock_time(Instant time, Zone zone) {
    const auto p = parts_of(zone.local(time));
    return cat(two(p.hour), ".", two(p.minute), " ", zone.word());
}

std::string iso_utc(Instant time) {
    const auto p = parts_of(Zone{0}.local(time));
    std::string out =
        cat(p.year, "-", two(static_cast<int>(p.month)), "-", two(static_cast<int>(p.day)), "T",
            two(p.hour), ":", two(p.minute), ":", two(p.second));
    if (p.millis != 0) out += cat(".", p.millis < 100 ? "0" : "", two(p.millis));
    return out + "Z";
}

std::optional<Instant> from_iso(std::string_view text) {
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' ||
        text[13] != ':' || text[16] != ':' || text.back() != 'Z') {
        return {};
    }
    const auto at = [&](std::size_t from, std::size_t count) {
        return to_number(text.substr(from, count)).value_or(-1);
    };
    std::int64_t millis = 0;
    if (text.size() == 24 && text[19] == '.')
        millis = at(20, 3);
    else if (text.size() != 20)
        return {};
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(at(0, 4))},
                                           std::chrono::month{static_cast<unsigned>(at(5, 2))},
                                           std::chrono::day{static_cast<unsigned>(at(8, 2))}};
    const auto hour = at(11, 2), minute = at(14, 2), second = at(17, 2);
    if (!date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
        second > 59 || millis < 0) {
        return {};
    }
    return Instant{std::chrono::sys_days{date} + std::chrono::hours{hour} + minutes{minute} +
                   seconds{second} + milliseconds{millis}};
}

std::string mail_date(Instant time) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{std::chrono::floor<seconds>(time - day)};
    const auto two = [](auto number) { return cat(number < 10 ? "0" : "", number); };
    return cat(days[std::chrono::weekday{day}.c_encoding()], ", ",
               static_cast<unsigned>(date.day()), " ",
               months[static_cast<unsigned>(date.month()) - 1], " ", static_cast<int>(date.year()),
               " ", two(clock.hours().count()), ":", two(clock.minutes().count()), ":",
               two(clock.seconds().count()), " +0000");
}

std::string with_dots(std::int64_t number) {
    std::string digits = std::to_string(number < 0 ? -number : number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), 1, '.');
    }
    return number < 0 ? "-" + digits : digits;
}

std::string duration_words(minutes length, Language language) {
    const bool indonesian = language == Language::indonesian;
    const auto hours = length.count() / 60, rest = length.count() % 60;
    const std::string_view hour = indonesian ? " jam" : " h",
                           minute = indonesian ? " menit" : " min";
    if (hours == 0) return cat(rest, minute);
    if (rest == 0) return cat(hours, hour);
    return cat(hours, hour, " ", rest, minute);
}

}  // namespace kentongan
