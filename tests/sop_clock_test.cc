// Office time: the vectors everyone agreed on, and what must hold for any calendar.
#include <random>

#include "base/json.h"
#include "cast.h"
#include "sop/clock.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;
using sop::default_calendar;
using sop::TimeUnit;

/// "2026-11-16T08:00" on the office's wall.
Instant at(std::string_view local, Zone zone = {}) {
    const auto time = from_iso(cat(local, ":00Z"));
    REQUIRE_MESSAGE(time, local);
    return *time - std::chrono::hours{zone.hours_from_utc};
}

std::string local(Instant time, Zone zone = {}) {
    return iso_utc(time + std::chrono::hours{zone.hours_from_utc}).substr(0, 16);
}

void check_vectors(const sop::WorkCalendar& calendar) {
    const auto vectors = read_json(file_text("tests/golden/sla-vectors.json"));
    REQUIRE(vectors);
    int checked = 0;
    for (const Json& one : vectors->as_array()) {
        const auto& vector = one.as_object();
        const auto op = text_of(vector, "op"), why = text_of(vector, "why");
        const auto start = at(text_of(vector, "start"));
        const auto count = number_of(vector, "minutes");
        if (op == "add_minutes") {
            const auto due = add_working_minutes(calendar, start, minutes{count});
            CHECK_MESSAGE(local(due) == text_of(vector, "due"), why);
        } else if (op == "add_days") {
            const auto days = static_cast<int>(number_of(vector, "days"));
            CHECK_MESSAGE(local(add_working_days(calendar, start, days)) == text_of(vector, "due"),
                          why);
        } else {
            REQUIRE(op == "working_minutes");
            const auto end = at(text_of(vector, "end"));
            CHECK_MESSAGE(working_minutes_between(calendar, start, end).count() == count, why);
        }
        ++checked;
    }
    CHECK(checked == 18);
}

TEST_CASE("the agreed vectors hold for the usual calendar") {
    check_vectors(default_calendar());
}

TEST_CASE("the agreed vectors hold for the calendar read from JSON") {
    const auto calendar = sop::read_calendar(file_text("tests/golden/calendar.json"));
    REQUIRE(calendar);
    check_vectors(*calendar);
    CHECK(calendar->holidays.size() == default_calendar().holidays.size());
    CHECK(calendar->unsettled_years == std::set<int>{2027});
}

TEST_CASE("a deadline at the edge of the day falls on that day") {
    const auto due = [](std::string_view start, int count) {
        return local(add_working_minutes(default_calendar(), at(start), minutes{count}));
    };
    CHECK(due("2026-11-16T11:55", 10) == "2026-11-16T13:05");
    CHECK(due("2026-11-16T12:00", 10) == "2026-11-16T13:10");
    CHECK(due("2026-11-16T15:50", 10) == "2026-11-16T16:00");
    CHECK(due("2026-11-16T15:51", 10) == "2026-11-17T07:31");
    CHECK(due("2026-11-16T07:30", 480) == "2026-11-17T08:00");
    CHECK(due("2026-11-20T16:00", 125) == "2026-11-23T09:05");
    CHECK(due("2026-12-23T15:30", 60) == "2026-12-28T08:00");
    CHECK(due("2026-03-17T14:30", 60) == "2026-03-25T08:00");
    CHECK(due("2026-11-16T07:30", 1165) == "2026-11-18T11:55");
}

TEST_CASE("2025 has 237 working days and 2026 has 240") {
    const auto days_in = [](int year) {
        int days = 0;
        const std::chrono::sys_days first = std::chrono::year{year} / std::chrono::January / 1;
        const std::chrono::sys_days next = std::chrono::year{year + 1} / std::chrono::January / 1;
        for (auto day = first; day < next; day += std::chrono::days{1}) {
            if (default_calendar().is_working_day(day)) ++days;
        }
        return days;
    };
    CHECK(days_in(2025) == 237);
    CHECK(days_in(2026) == 240);
    const auto year = [](int y) { return at(cat(y, "-01-01T00:00")); };
    CHECK(working_minutes_between(default_calendar(), year(2025), year(2026)).count() == 105'510);
    CHECK(working_minutes_between(default_calendar(), year(2026), year(2027)).count() == 106'860);
}

TEST_CASE("every written unit has its own clock") {
    const auto due = [](TimeUnit unit, int count) -> std::string {
        const auto time =
            due_at(default_calendar(), at("2026-11-20T15:00"), {.unit = unit, .max = count});
        return time ? local(*time) : "-";
    };
    CHECK(due(TimeUnit::working_minutes, 120) == "2026-11-23T08:00");
    CHECK(due(TimeUnit::working_days, 2) == "2026-11-24T16:00");
    CHECK(due(TimeUnit::calendar_days, 2) == "2026-11-22T23:59");
    CHECK(due(TimeUnit::clock_hours, 24) == "2026-11-21T15:00");
    CHECK(due(TimeUnit::months, 3) == "2027-02-20T23:59");
    CHECK(due(TimeUnit::none, 0) == "-");
    CHECK(due(TimeUnit::during_event, 0) == "-");
    CHECK(due(TimeUnit::automatic, 0) == "-");
    const auto end_of_january =
        due_at(default_calendar(), at("2026-01-31T09:00"), {.unit = TimeUnit::months, .max = 1});
    CHECK(local(*end_of_january) == "2026-02-28T23:59");
}

TEST_CASE("a deadline can count back from an event") {
    const auto by = [](int offset, TimeUnit unit) {
        const auto event = at("2026-11-23T09:00");
        return local(*deadline_at(default_calendar(), event, {"acara", offset, unit}));
    };
    CHECK(by(-1, TimeUnit::calendar_days) == "2026-11-22T23:59");
    CHECK(by(-1, TimeUnit::working_days) == "2026-11-20T16:30");
    CHECK(by(1, TimeUnit::working_days) == "2026-11-24T16:00");
    CHECK(by(-12, TimeUnit::clock_hours) == "2026-11-22T21:00");
    CHECK(by(-120, TimeUnit::working_minutes) == "2026-11-20T16:00");
}

TEST_CASE("each zone opens at its own half past seven") {
    for (const int hours : {7, 8, 9}) {
        auto calendar = default_calendar();
        calendar.zone = {hours};
        const auto due = add_working_minutes(calendar, at("2026-11-16T00:00", {hours}), 15min);
        CHECK(local(due, {hours}) == "2026-11-16T07:45");
    }
}

TEST_CASE("a deadline explains itself") {
    const auto due = due_of(default_calendar(), at("2026-11-16T11:55"),
                            {.unit = TimeUnit::working_minutes, .max = 10});
    CHECK(why_words(due, default_calendar()) ==
          "5 menit kerja sejak 11.55; istirahat 12.00–13.00; 5 menit kerja sejak 13.00; "
          "jatuh 13.05 WIB");
    const auto longer = due_of(default_calendar(), at("2026-12-23T15:30"),
                               {.unit = TimeUnit::working_minutes, .max = 60});
    const auto words = why_words(longer, default_calendar());
    CHECK(words.find("libur 24 Des 2026 (Kelahiran Yesus Kristus)") != words.npos);
    CHECK(words.ends_with("jatuh 28 Des 2026 08.00 WIB"));
    const auto english = why_words(longer, default_calendar(), Language::english);
    CHECK(english.ends_with("due 28 Dec 2026 08.00 WIB"));
    CHECK(due_of(default_calendar(), monday, {}).why.empty());
}

TEST_CASE("counting into a year without a decree says so") {
    const auto due = due_of(default_calendar(), at("2026-12-31T15:00"),
                            {.unit = TimeUnit::working_days, .max = 2});
    const auto words = why_words(due, default_calendar());
    CHECK(words.find("hari libur 2027 belum ditetapkan") != words.npos);
}

TEST_CASE("what was counted adds up to the standard time") {
    std::mt19937 chance(20261120);
    for (int i = 0; i < 300; ++i) {
        const auto start = at("2026-01-01T00:00") + minutes{chance() % (360 * 24 * 60)};
        const int work = static_cast<int>(chance() % 3000) + 1;
        const auto due =
            due_of(default_calendar(), start, {.unit = TimeUnit::working_minutes, .max = work});
        minutes counted{0};
        for (const auto& line : due.why) counted += line.counted;
        CHECK_MESSAGE(counted.count() == work, "seed 20261120, start " << local(start));
    }
}

TEST_CASE("adding and counting give the minutes back, forwards and backwards") {
    constexpr unsigned seed = 4711;
    std::mt19937 chance(seed);
    for (int i = 0; i < 3000; ++i) {
        auto calendar = default_calendar();
        calendar.zone = {7 + static_cast<int>(chance() % 3)};
        const auto start = at("2025-01-01T00:00") + minutes{chance() % (720 * 24 * 60)};
        const minutes work{chance() % 4000};
        const auto due = add_working_minutes(calendar, start, work);
        CAPTURE(seed);
        CAPTURE(local(start));
        CAPTURE(work.count());
        REQUIRE(working_minutes_between(calendar, start, due) == work);
        REQUIRE(working_minutes_between(calendar, subtract_working_minutes(calendar, due, work),
                                        due) == work);
        const minutes more{chance() % 500};
        REQUIRE(add_working_minutes(calendar, due, more) ==
                add_working_minutes(calendar, start, work + more));
    }
}

TEST_CASE("a pause moves the due time by the working time that passed") {
    const auto moved = [](std::string_view due, std::string_view paused, std::string_view now,
                          TimeUnit unit = TimeUnit::working_minutes) {
        return local(moved_by_pause(default_calendar(), at(due), at(paused), at(now), unit));
    };
    CHECK(moved("2026-11-16T10:00", "2026-11-16T09:00", "2026-11-16T09:30") == "2026-11-16T10:30");
    CHECK(moved("2026-11-16T15:30", "2026-11-16T15:00", "2026-11-17T08:00") == "2026-11-17T08:30");
    CHECK(moved("2026-11-17T10:00", "2026-11-16T17:00", "2026-11-16T20:00") == "2026-11-17T10:00");
    CHECK(moved("2026-11-17T10:00", "2026-11-16T17:00", "2026-11-16T20:00",
                TimeUnit::clock_hours) == "2026-11-17T13:00");
}

TEST_CASE("a piket calendar works at weekends, and one without hours is refused") {
    const auto piket = sop::read_calendar(R"({"profile": {"normal": {"5": [["08:00", "20:00"]],
        "6": [["08:00", "20:00"]]}}, "holidays": {}})");
    REQUIRE(piket);
    CHECK(local(add_working_minutes(*piket, at("2026-11-16T08:00"), 60min)) == "2026-11-21T09:00");
    CHECK(!sop::read_calendar(R"({"profile": {"normal": {}}})"));
    CHECK(!sop::read_calendar(R"({"profile": {"normal": {"0": [["12:00", "08:00"]]}}})"));
    CHECK(!sop::read_calendar(R"({"profile": {"normal": {"0": [["08:00", "12:00"]]}},
                                  "holidays": {"2026": [["2026-13-01", "L", "?"]]}})"));
    CHECK(!sop::read_calendar("[]"));
}

}  // namespace
}  // namespace kentongan::tests
