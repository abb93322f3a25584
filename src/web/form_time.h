// Times in forms: what a datetime-local field sends and takes, in the zone of the office.
#pragma once

#include "base/result.h"
#include "web/visit.h"

namespace kentongan::web {

/// What the field says (a day alone means its end); nothing when it is empty. What is no time is
/// told as {issue, "not_a_time"}.
Result<std::optional<Instant>> time_in(const Visit&, std::string_view field,
                                       std::string_view issue);
/// "2026-11-20T10:42", or "" for none.
std::string field_time(const Visit&, std::optional<Instant>);

}  // namespace kentongan::web
