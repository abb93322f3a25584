// Reads and writes times of forms.
#include "web/form_time.h"

namespace kentongan::web {

Result<std::optional<Instant>> time_in(const Visit& visit, std::string_view field,
                                       std::string_view issue) {
    const auto text = visit.field(field);
    if (text.empty()) return std::optional<Instant>{};
    const auto read = from_iso(text.size() == 10 ? text + "T23:59:00Z" : text + ":00Z");
    if (!read) return Error{Kind::invalid, "no time", {{std::string(issue), "not_a_time"}}};
    return std::optional{*read - std::chrono::hours{visit.office.hours_from_utc}};
}

std::string field_time(const Visit& visit, std::optional<Instant> time) {
    if (!time) return {};
    return iso_utc(*time + std::chrono::hours{visit.office.hours_from_utc}).substr(0, 16);
}

}  // namespace kentongan::web
