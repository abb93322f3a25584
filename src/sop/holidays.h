// The table of national holidays the default calendar is made of.
#pragma once

#include <span>
#include <string_view>

namespace kentongan::sop {

struct HolidayRow {
    int year;
    unsigned month;
    unsigned day;
    bool joint_leave;  // cuti bersama
    std::string_view name;
};

std::span<const HolidayRow> known_holidays();

}  // namespace kentongan::sop
