// What the calendar of airings shows: a month, a week or a list.
#pragma once

#include "office/airing_calendar.h"
#include "web/shell.h"

namespace kentongan::web {

struct CalendarEvent {
    std::string address = {}, words = {}, kind = {}, icon = {}, state = {}, channel = {};
};
BOOST_DESCRIBE_STRUCT(CalendarEvent, (), (address, words, kind, icon, state, channel))

struct CalendarDay {
    std::string weekday = {}, number = {}, date = {}, holiday = {};
    bool off = false, today = false, other_month = false;
    std::vector<CalendarEvent> events = {};
};
BOOST_DESCRIBE_STRUCT(CalendarDay, (),
                      (weekday, number, date, holiday, off, today, other_month, events))

struct CalendarView {
    static constexpr std::string_view page = "kalender";
    Shell shell = {};
    std::string heading = {}, before = {}, after = {}, today = {}, ics = {}, csv = {};
    std::string day = {}, look = {};
    std::vector<Option> looks = {}, channels = {}, states = {};
    std::vector<std::string> weekdays = {};
    std::vector<CalendarDay> days = {};
    std::vector<CalendarEvent> undated = {};
    bool as_grid = true, as_list = false, empty = false;
};
BOOST_DESCRIBE_STRUCT(CalendarView, (),
                      (shell, heading, before, after, today, ics, csv, day, look, looks, channels,
                       states, weekdays, days, undated, as_grid, as_list, empty))

}  // namespace kentongan::web
