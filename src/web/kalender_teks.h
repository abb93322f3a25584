// Lines of a calendar file (RFC 5545) and of a sheet (RFC 4180).
#pragma once

#include <string>
#include <string_view>

#include "base/text.h"

namespace kentongan::web {

/// "20261130T030000Z"
std::string ics_time(Instant at);
/// Backslash, comma, semicolon and line ends escaped; lines folded at 60 bytes.
std::string ics_line(std::string_view name, std::string_view value);
/// Quoted; what a spreadsheet would take for a formula is made plain text.
std::string csv_field(std::string text);

}  // namespace kentongan::web
