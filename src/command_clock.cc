// clock due, clock between: the office's working time on the command line.
#include "command.h"
#include "sop/clock.h"

namespace kentongan {
namespace {

struct Asked {
    sop::WorkCalendar calendar;
    Instant from{};
};

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

Result<std::string> due(const Arguments& arguments) {
    const auto calendar = TRY(calendar_of(arguments));
    const auto from = TRY(local_time(arguments.words[0], calendar.zone));
    const auto standard = sop::read_time(arguments.words[1]);
    const auto at = sop::due_of(calendar, from, standard).at;
    if (!at) {
        return Error{Kind::invalid, cat("\"", arguments.words[1],
                                        "\" tidak menetapkan tenggat. Contoh: \"60 menit\".")};
    }
    return shown(*at, calendar.zone);
}

Result<std::string> between(const Arguments& arguments) {
    const auto calendar = TRY(calendar_of(arguments));
    const auto from = TRY(local_time(arguments.words[0], calendar.zone));
    const auto till = TRY(local_time(arguments.words[1], calendar.zone));
    return std::to_string(sop::working_minutes_between(calendar, from, till).count());
}

int answer(const Arguments& arguments, Result<std::string> (*ask)(const Arguments&)) {
    if (arguments.words.size() != 2) {
        refuse(arguments, "Perlu dua nilai. Lihat --help.", "Two values are needed. See --help.");
        return wrong_usage;
    }
    const auto text = ask(arguments);
    if (!text) return refuse(arguments, text.error());
    print(*text + "\n");
    return done;
}

}  // namespace

int clock_due(const Arguments& arguments) {
    return answer(arguments, due);
}
int clock_between(const Arguments& arguments) {
    return answer(arguments, between);
}

}  // namespace kentongan
