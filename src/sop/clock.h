// Office working time: when a standard time runs out, and why. Three clocks, never one: working
// minutes, working days, and wall-clock hours.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "base/text.h"
#include "sop/definition.h"

namespace kentongan::sop {

/// A stretch of one day in which the office works, in minutes after local midnight.
struct Span {
    int from = 0;
    int till = 0;
    bool operator==(const Span&) const = default;
};
using Week = std::array<std::vector<Span>, 7>;  // 0 is Monday

struct Holiday {
    std::chrono::sys_days day;
    std::string name;
    bool joint_leave = false;  // cuti bersama
};

/// The office's working time: a version of it, since holidays change in mid-year.
struct WorkCalendar {
    Zone zone = {};
    Week normal = {};
    Week ramadan = {};
    std::vector<std::pair<std::chrono::sys_days, std::chrono::sys_days>> ramadan_ranges = {};
    std::map<std::chrono::sys_days, Holiday> holidays = {};
    std::set<int> unsettled_years = {};  // years whose decree is not known yet: say so

    /// The stretches of that local day, none on holidays and weekends.
    const std::vector<Span>& spans_of(std::chrono::sys_days day) const;
    bool is_working_day(std::chrono::sys_days) const;
    /// False for a calendar in which nobody ever works; adding to it would never end.
    bool has_working_time() const;
};

/// The usual hours of Perpres 21/2023 with the holidays we know (2025, 2026; 2027 partly).
const WorkCalendar& default_calendar();
/// Reads a calendar from the JSON form of domain-data/calendar.json.
Result<WorkCalendar> read_calendar(std::string_view json);

Instant add_working_minutes(const WorkCalendar&, Instant start, minutes);
/// Backwards: the latest start from which `minutes` of work are done by `end`.
Instant subtract_working_minutes(const WorkCalendar&, Instant end, minutes);
/// The start day is not counted; due at the end of the Nth working day (before it, if negative).
Instant add_working_days(const WorkCalendar&, Instant start, int days);
minutes working_minutes_between(const WorkCalendar&, Instant start, Instant end);

/// Why a deadline is when it is, as arithmetic a person can follow.
struct ClockLine {
    enum class What { start, worked, pause, closed, holiday, unsettled, due } what;
    Instant from;
    Instant till;
    minutes counted{};
    std::string name = {};  // the holiday's name
};
struct Due {
    std::optional<Instant> at = {};  // none: no standard time
    std::vector<ClockLine> why = {};
};
/// When a step with this standard time, begun at `start`, should be done.
Due due_of(const WorkCalendar&, Instant start, const StandardTime&);
/// The same without the why: what the engine asks a million times.
std::optional<Instant> due_at(const WorkCalendar&, Instant start, const StandardTime&);
/// A deadline relative to an event ("H-1 acara"): the end of that day, or the hour itself.
std::optional<Instant> deadline_at(const WorkCalendar&, Instant anchor, const Deadline&);
/// `due` after the work stood still from `paused` to `now`: moved by the working time between,
/// or by wall-clock time where the standard is one of wall-clock hours.
Instant moved_by_pause(const WorkCalendar&, Instant due, Instant paused, Instant now, TimeUnit);

/// The arithmetic as one sentence: "10 menit kerja sejak 11.55; istirahat 12.00–13.00; …".
std::string why_words(const Due&, const WorkCalendar&, Language = Language::indonesian);

}  // namespace kentongan::sop
