// What the request's conditional headers ask for: a compression, a range, nothing new.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kentongan::net {

struct Accepted {
    bool brotli = false;
    bool gzip = false;
};
Accepted accepted_encodings(std::string_view accept_encoding);

/// Whether a list of entity tags names this one (in quotes); compared weakly.
bool names_tag(std::string_view list, std::string_view tag);

struct Range {
    std::int64_t first = 0;
    std::int64_t length = 0;
};
enum class RangeAsk { none, one, unsatisfiable };
/// Several ranges or broken ones count as none: the whole is sent.
RangeAsk read_range(std::string_view range, std::int64_t size, Range& into);

}  // namespace kentongan::net
