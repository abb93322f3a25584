// clock due, clock between: the office's working time on the command line.
#include <array>
#include <initializer_list>

#include "command.h"
#include "sop/clock.h"

namespace kentongan {
namespace {

constexpr std::int64_t longest_asked = 1'000'000;

Error bad_time(const std::string& text) {
    return Error{Kind::invalid, cat("\"", text, "\" bukan waktu. Tulis seperti 2026-11-20T11:00.")};
}

/// Local time as people type it: 2026-11-20T11:00.
Result<Instant> local_time(const std::string& text, Zone zone) {
    const auto as_utc = text.size() == 16 ? from_iso(text + ":00Z") : std::nullopt;
    if (!as_utc) return bad_time(text);
    return *as_utc - std::chrono::hours{zone.hours_from_utc};
}

std::string shown(Instant time, Zone zone) {
    return iso_utc(time + std::chrono::hours{zone.hours_from_utc}).substr(0, 16);
}

Result<sop::WorkCalendar> calendar_of(const Arguments& arguments) {
    sop::WorkCalendar calendar = sop::default_calendar();
    if (arguments.has("calendar")) {
        const auto text = TRY(read_file(arguments.option("calendar")));
        calendar = TRY(sop::read_calendar(text));
    }
    const auto zone = arguments.option("zone", "WIB");
    if (zone != "WIB" && zone != "WITA" && zone != "WIT") {
        return Error{Kind::invalid, cat("Zona \"", zone, "\" tidak ada: WIB, WITA atau WIT.")};
    }
    calendar.zone = Zone{zone == "WIT" ? 9 : zone == "WITA" ? 8 : 7};
    return calendar;
}

/// The standard time in words: "--minutes 10" is "10 menit".
Result<std::string> time_asked(const std::vector<std::string>& words, const Arguments& arguments) {
    struct Amount {
        const char* option;
        const char* unit;
    };
    constexpr std::array amounts{Amount{"minutes", " menit"}, Amount{"hours", " jam"},
                                 Amount{"days", " hari kerja"}};
    std::string found = words.size() > 1 ? words[1] : std::string{};
    for (const auto& [option, unit] : amounts) {
        if (!arguments.has(option)) continue;
        const auto number = to_number(arguments.option(option));
        if (!found.empty() || !number || *number < 0 || *number > longest_asked) {
            return Error{Kind::invalid, cat("Sebutkan satu lama saja, 0 sampai ", longest_asked,
                                            ": --minutes, --hours, atau --days.")};
        }
        found = cat(*number, unit);
    }
    if (found.empty()) return Error{Kind::invalid, "Lamanya belum disebut: --minutes atau --days."};
    return found;
}

Result<std::string> due(const std::vector<std::string>& words, const Arguments& arguments) {
    const auto calendar = TRY(calendar_of(arguments));
    const auto from = TRY(local_time(words[0], calendar.zone));
    const auto time = TRY(time_asked(words, arguments));
    const auto at = sop::due_of(calendar, from, sop::read_time(time)).at;
    if (!at) {
        return Error{Kind::invalid,
                     cat("\"", time, "\" tidak menetapkan tenggat. Contoh: \"60 menit\".")};
    }
    return shown(*at, calendar.zone);
}

Result<std::string> between(const std::vector<std::string>& words, const Arguments& arguments) {
    const auto calendar = TRY(calendar_of(arguments));
    const auto from = TRY(local_time(words[0], calendar.zone));
    const auto till = TRY(local_time(words[1], calendar.zone));
    return std::to_string(sop::working_minutes_between(calendar, from, till).count());
}

using Ask = Result<std::string> (*)(const std::vector<std::string>&, const Arguments&);

/// Options come first, words without a name behind them: START and WAKTU or END.
int answer(const Arguments& arguments, Ask ask, std::initializer_list<const char*> named) {
    std::vector<std::string> words;
    for (const char* option : named) {
        if (arguments.has(option)) words.push_back(arguments.option(option));
    }
    words.insert(words.end(), arguments.words.begin(), arguments.words.end());
    const bool timed = arguments.has("minutes") || arguments.has("hours") || arguments.has("days");
    if (words.size() != (timed ? 1 : 2)) {
        refuse(arguments, "Perlu waktu mulai dan satu nilai lagi. Lihat --help.",
               "A start and one more value are needed. See --help.");
        return wrong_usage;
    }
    const auto text = ask(words, arguments);
    if (!text) return refuse(arguments, text.error());
    print(*text + "\n");
    return done;
}

}  // namespace

int clock_due(const Arguments& arguments) {
    return answer(arguments, due, {"start"});
}
int clock_between(const Arguments& arguments) {
    return answer(arguments, between, {"start", "end"});
}

}  // namespace kentongan
