// Where an office's working time comes from: the usual hours, or a calendar in JSON.
#include <algorithm>
#include <charconv>

#include "base/json.h"
#include "sop/clock.h"
#include "sop/holidays.h"

namespace kentongan::sop {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int day_minutes = 24 * 60;

sys_days date(int year, unsigned month, unsigned day) {
    return sys_days{
        year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}}};
}

/// Monday to Thursday alike, Friday with its longer break, no weekend.
Week week_of(const std::vector<Span>& usual, const std::vector<Span>& friday) {
    return {usual, usual, usual, usual, friday, {}, {}};
}

WorkCalendar usual_calendar() {
    WorkCalendar calendar{
        .zone = {},
        .normal = week_of({{450, 720}, {780, 960}}, {{450, 690}, {780, 990}}),
        .ramadan = week_of({{480, 720}, {750, 900}}, {{480, 690}, {750, 930}}),
        .ramadan_ranges = {{date(2025, 3, 1), date(2025, 3, 30)},
                           {date(2026, 2, 19), date(2026, 3, 20)}},
        .holidays = {},
        .unsettled_years = {2027},
    };
    for (const HolidayRow& row : known_holidays()) {
        const auto day = date(row.year, row.month, row.day);
        calendar.holidays[day] = {day, std::string(row.name), row.joint_leave};
    }
    return calendar;
}

Error unreadable(std::string_view what) {
    return {
        Kind::invalid, cat("calendar: ", what), {{"calendar", "unreadable", {std::string(what)}}}};
}

std::string_view text(const Json& value) {
    return value.is_string() ? std::string_view(value.get_string()) : std::string_view{};
}

/// "07:30" -> 450; -1 when it is no time of day.
int minute_of(std::string_view clock) {
    if (clock.size() != 5 || clock[2] != ':') return -1;
    const auto hour = to_number(clock.substr(0, 2)), minute = to_number(clock.substr(3));
    if (!hour || !minute || *hour < 0 || *minute < 0 || *minute > 59) return -1;
    const auto total = *hour * 60 + *minute;
    return total > day_minutes ? -1 : static_cast<int>(total);
}

Result<sys_days> day_from(std::string_view iso) {
    const auto time = from_iso(cat(iso, "T00:00:00Z"));
    if (iso.size() != 10 || !time) return unreadable(iso);
    return std::chrono::floor<std::chrono::days>(*time);
}

Result<std::vector<Span>> spans_from(const Json& value) {
    if (!value.is_array()) return unreadable("profile");
    std::vector<Span> spans;
    for (const Json& pair : value.get_array()) {
        if (!pair.is_array() || pair.get_array().size() != 2) return unreadable("profile");
        const Span span{minute_of(text(pair.get_array()[0])), minute_of(text(pair.get_array()[1]))};
        const int before = spans.empty() ? 0 : spans.back().till;
        if (span.from < before || span.till <= span.from) return unreadable("profile");
        spans.push_back(span);
    }
    return spans;
}

Result<Week> week_from(const JsonObject& profile, std::string_view name) {
    Week week;
    const auto* days = profile.if_contains(name);
    if (days == nullptr || !days->is_object()) return unreadable(name);
    for (const auto& [key, spans] : days->get_object()) {
        const auto weekday = to_number(key);
        if (!weekday || *weekday < 0 || *weekday > 6) return unreadable(name);
        week[static_cast<std::size_t>(*weekday)] = TRY(spans_from(spans));
    }
    return week;
}

/// One row: [date, "L" or "C", name, where we know it from]; "P" there is a guess we do not use.
Result<void> add_holiday(WorkCalendar& calendar, int year, const Json& row) {
    if (!row.is_array() || row.get_array().size() < 3) return unreadable("holidays");
    const JsonArray& cells = row.get_array();
    const auto day = TRY(day_from(text(cells[0])));
    const auto source = cells.size() > 3 ? text(cells[3]) : std::string_view{};
    if (source == "P") {
        calendar.unsettled_years.insert(year);
        return {};
    }
    calendar.holidays[day] = {day, std::string(text(cells[2])), text(cells[1]) == "C"};
    return {};
}

Result<void> add_holidays(WorkCalendar& calendar, const Json& years) {
    if (!years.is_object()) return unreadable("holidays");
    for (const auto& [key, rows] : years.get_object()) {
        const auto year = to_number(key);
        if (!year || !rows.is_array()) return unreadable("holidays");
        for (const Json& row : rows.get_array()) {
            TRY(add_holiday(calendar, static_cast<int>(*year), row));
        }
    }
    return {};
}

Result<void> add_ramadan(WorkCalendar& calendar, const Json& ranges) {
    if (!ranges.is_array()) return unreadable("ramadan");
    for (const Json& range : ranges.get_array()) {
        if (!range.is_array() || range.get_array().size() != 2) return unreadable("ramadan");
        const auto first = TRY(day_from(text(range.get_array()[0])));
        const auto last = TRY(day_from(text(range.get_array()[1])));
        const int year{year_month_day{first}.year()};
        if (!calendar.unsettled_years.contains(year)) {
            calendar.ramadan_ranges.emplace_back(first, last);
        }
    }
    return {};
}

}  // namespace

const WorkCalendar& default_calendar() {
    static const WorkCalendar calendar = usual_calendar();
    return calendar;
}

Result<WorkCalendar> read_calendar(std::string_view json) {
    const Json read = TRY(read_json(json));
    if (!read.is_object()) return unreadable("calendar");
    const JsonObject& all = read.get_object();
    const auto* profile = all.if_contains("profile");
    if (profile == nullptr || !profile->is_object()) return unreadable("profile");
    WorkCalendar calendar;
    calendar.zone.hours_from_utc = static_cast<int>(number_of(all, "zone", 7));
    calendar.normal = TRY(week_from(profile->get_object(), "normal"));
    calendar.ramadan = calendar.normal;
    if (profile->get_object().contains("ramadan")) {
        calendar.ramadan = TRY(week_from(profile->get_object(), "ramadan"));
    }
    if (const auto* holidays = all.if_contains("holidays")) TRY(add_holidays(calendar, *holidays));
    if (const auto* ramadan = all.if_contains("ramadan")) TRY(add_ramadan(calendar, *ramadan));
    if (!calendar.has_working_time()) return unreadable("profile");
    return calendar;
}

}  // namespace kentongan::sop
