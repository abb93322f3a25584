// Walks from one stretch of office time to the next until the work fits.
#include "sop/clock.h"

#include <algorithm>

namespace kentongan::sop {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// No standard time is longer than this; a walk that goes on for longer found no working time.
constexpr int days_max = 40'000;

/// Local midnight of the day `time` falls on, as a date.
sys_days day_of(const Zone& zone, Instant time) {
    return sys_days{floor<days>(zone.local(time)).time_since_epoch()};
}

Instant moment(const Zone& zone, sys_days day, int minute) {
    return Instant{day - std::chrono::hours{zone.hours_from_utc} + minutes{minute}};
}

Instant end_of_day(const Zone& zone, sys_days day) {
    return moment(zone, day, 23 * 60 + 59);
}

std::size_t weekday_of(sys_days day) {
    return std::chrono::weekday{day}.iso_encoding() - 1;
}

std::optional<sys_days> after_working_days(const WorkCalendar& calendar, sys_days from, int count) {
    const days step{count < 0 ? -1 : 1};
    int left = count < 0 ? -count : count;
    auto day = from;
    for (int walked = 0; left > 0 && walked < days_max; ++walked) {
        day += step;
        if (calendar.is_working_day(day)) --left;
    }
    if (left > 0) return {};
    return day;
}

Instant after_months(const Zone& zone, Instant start, int count) {
    const auto day = day_of(zone, start);
    const year_month_day from{day};
    const auto month = from.year() / from.month() + std::chrono::months{count};
    const auto last = (month / std::chrono::last).day();
    return end_of_day(zone, sys_days{month / std::min(from.day(), last)});
}

}  // namespace

const std::vector<Span>& WorkCalendar::spans_of(sys_days day) const {
    static const std::vector<Span> none;
    if (holidays.contains(day)) return none;
    for (const auto& [first, last] : ramadan_ranges) {
        if (first <= day && day <= last) return ramadan[weekday_of(day)];
    }
    return normal[weekday_of(day)];
}

bool WorkCalendar::is_working_day(sys_days day) const {
    return !spans_of(day).empty();
}

bool WorkCalendar::has_working_time() const {
    return std::ranges::any_of(normal, [](const auto& spans) { return !spans.empty(); });
}

Instant add_working_minutes(const WorkCalendar& calendar, Instant start, minutes work) {
    auto left = std::chrono::duration_cast<milliseconds>(work);
    if (left <= milliseconds{0}) return start;
    auto day = day_of(calendar.zone, start);
    for (int walked = 0; walked < days_max; ++walked, day += days{1}) {
        for (const Span& span : calendar.spans_of(day)) {
            const auto begin = std::max(start, moment(calendar.zone, day, span.from));
            const auto room = moment(calendar.zone, day, span.till) - begin;
            if (room <= milliseconds{0}) continue;
            if (left <= room) return begin + left;
            left -= room;
        }
    }
    return moment(calendar.zone, day, 0);
}

Instant subtract_working_minutes(const WorkCalendar& calendar, Instant end, minutes work) {
    auto left = std::chrono::duration_cast<milliseconds>(work);
    if (left <= milliseconds{0}) return end;
    auto day = day_of(calendar.zone, end);
    for (int walked = 0; walked < days_max; ++walked, day -= days{1}) {
        const auto& spans = calendar.spans_of(day);
        for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
            const auto till = std::min(end, moment(calendar.zone, day, span->till));
            const auto room = till - moment(calendar.zone, day, span->from);
            if (room <= milliseconds{0}) continue;
            if (left <= room) return till - left;
            left -= room;
        }
    }
    return moment(calendar.zone, day, 0);
}

Instant add_working_days(const WorkCalendar& calendar, Instant start, int count) {
    if (count == 0) return start;
    const auto day = after_working_days(calendar, day_of(calendar.zone, start), count);
    if (!day) return start;
    return moment(calendar.zone, *day, calendar.spans_of(*day).back().till);
}

minutes working_minutes_between(const WorkCalendar& calendar, Instant start, Instant end) {
    milliseconds worked{0};
    const auto last = day_of(calendar.zone, end);
    for (auto day = day_of(calendar.zone, start); day <= last; day += days{1}) {
        for (const Span& span : calendar.spans_of(day)) {
            const auto from = std::max(start, moment(calendar.zone, day, span.from));
            const auto till = std::min(end, moment(calendar.zone, day, span.till));
            if (from < till) worked += till - from;
        }
    }
    return floor<minutes>(worked);
}

std::optional<Instant> due_at(const WorkCalendar& calendar, Instant start,
                              const StandardTime& time) {
    switch (time.unit) {
    case TimeUnit::none:
    case TimeUnit::during_event:
    case TimeUnit::automatic: return {};
    case TimeUnit::working_minutes: return add_working_minutes(calendar, start, minutes{time.max});
    case TimeUnit::working_days: return add_working_days(calendar, start, time.max);
    case TimeUnit::calendar_days:
        return end_of_day(calendar.zone, day_of(calendar.zone, start) + days{time.max});
    case TimeUnit::clock_hours: return start + std::chrono::hours{time.max};
    case TimeUnit::months: return after_months(calendar.zone, start, time.max);
    }
    return {};
}

std::optional<Instant> deadline_at(const WorkCalendar& calendar, Instant anchor,
                                   const Deadline& deadline) {
    const minutes span{deadline.offset < 0 ? -deadline.offset : deadline.offset};
    switch (deadline.unit) {
    case TimeUnit::none:
    case TimeUnit::during_event:
    case TimeUnit::automatic: return anchor;
    case TimeUnit::working_minutes:
        return deadline.offset < 0 ? subtract_working_minutes(calendar, anchor, span)
                                   : add_working_minutes(calendar, anchor, span);
    case TimeUnit::working_days: return add_working_days(calendar, anchor, deadline.offset);
    case TimeUnit::calendar_days:
        return end_of_day(calendar.zone, day_of(calendar.zone, anchor) + days{deadline.offset});
    case TimeUnit::clock_hours: return anchor + std::chrono::hours{deadline.offset};
    case TimeUnit::months: return after_months(calendar.zone, anchor, deadline.offset);
    }
    return {};
}

Instant moved_by_pause(const WorkCalendar& calendar, Instant due, Instant paused, Instant now,
                       TimeUnit unit) {
    if (now <= paused) return due;
    if (unit == TimeUnit::clock_hours) return due + (now - paused);
    // What was left when the work stopped is what is left when it goes on; what was already late
    // stays late by as much.
    return add_working_minutes(calendar, due, working_minutes_between(calendar, paused, now));
}

}  // namespace kentongan::sop
