// Words and numbers as people write them: UTF-8, Indonesian dates, small helpers for text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace kentongan {

/// Joins anything that is text or an integer: cat("B-", 2026, "-", number).
inline void append_to(std::string& out, std::string_view part) {
    out.append(part);
}
inline void append_to(std::string& out, const char* part) {
    out.append(part);
}
inline void append_to(std::string& out, char part) {
    out.push_back(part);
}
template <class Integer>
requires std::is_integral_v<Integer> &&
    (!std::is_same_v<Integer, char>)void append_to(std::string& out, Integer part) {
    out.append(std::to_string(part));
}
template <class... Parts>
std::string cat(const Parts&... parts) {
    std::string out;
    (append_to(out, parts), ...);
    return out;
}

bool is_utf8(std::string_view);
/// Characters (code points), not bytes.
std::size_t length_of(std::string_view utf8);
std::string_view trimmed(std::string_view);
std::string lowered(std::string_view ascii);
/// "KEPALA DINAS": as titles and heads of letters are written.
std::string in_capitals(std::string_view utf8);
std::vector<std::string> split(std::string_view text, char separator);
std::string joined(const std::vector<std::string>& parts, std::string_view separator);
std::optional<std::int64_t> to_number(std::string_view);
/// A lower-case address part from a title: "Jadwal imunisasi, Desember" ->
/// "jadwal-imunisasi-desember".
std::string slug_of(std::string_view title);
/// Unicode NFC with line feeds only: the form in which content is hashed (design: canonical form
/// v1).
std::string canonical_text(std::string_view utf8);

/// One of Indonesia's three zones. There is no daylight saving, so an offset is enough.
struct Zone {
    int hours_from_utc = 7;
    std::string_view word() const;  // WIB, WITA, WIT
    std::chrono::local_time<milliseconds> local(Instant time) const {
        return std::chrono::local_time<milliseconds>{time.time_since_epoch() +
                                                     std::chrono::hours{hours_from_utc}};
    }
    Instant instant(std::chrono::local_time<milliseconds> time) const {
        return Instant{time.time_since_epoch() - std::chrono::hours{hours_from_utc}};
    }
};

enum class Language { indonesian, english };

/// "Jumat, 20 November 2026"
std::string long_date(Instant, Zone, Language = Language::indonesian);
/// "20 Nov 2026"
std::string short_date(Instant, Zone, Language = Language::indonesian);
/// "10.42 WIB"
std::string clock_time(Instant, Zone);
/// "2026-11-20T10:42:00Z", milliseconds only where there are any.
std::string iso_utc(Instant);
std::optional<Instant> from_iso(std::string_view);
/// "Fri, 20 Nov 2026 03:42:00 +0000": dates in mails and feeds (RFC 5322).
std::string mail_date(Instant);
/// "1.165"
std::string with_dots(std::int64_t number);
/// "1 jam 50 menit", "35 menit"
std::string duration_words(minutes, Language = Language::indonesian);

}  // namespace kentongan
