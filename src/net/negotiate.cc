// Reading Accept-Encoding, If-None-Match and Range.
#include "net/negotiate.h"

#include "base/text.h"

namespace kentongan::net {
namespace {

std::string_view next_part(std::string_view& rest, char separator) {
    const auto end = rest.find(separator);
    const auto part = trimmed(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return part;
}

/// "q=0", "q=0.", "q=0.000": refused by the client.
bool is_zero_weight(std::string_view parameter) {
    if (parameter.size() < 3 || (parameter[0] != 'q' && parameter[0] != 'Q')) return false;
    if (parameter[1] != '=' || parameter[2] != '0') return false;
    return parameter.substr(3).find_first_of("123456789") == std::string_view::npos;
}

/// A whole number without sign or blanks, small enough to add to.
std::optional<std::int64_t> whole(std::string_view digits) {
    if (digits.empty() || digits.size() > 18) return std::nullopt;
    std::int64_t number = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

std::string_view without_weak(std::string_view tag) {
    return tag.starts_with("W/") ? tag.substr(2) : tag;
}

}  // namespace

Accepted accepted_encodings(std::string_view accept_encoding) {
    Accepted accepted;
    while (!accept_encoding.empty()) {
        auto part = next_part(accept_encoding, ',');
        const auto name = next_part(part, ';');
        if (is_zero_weight(trimmed(part))) continue;
        if (name == "br") accepted.brotli = true;
        if (name == "gzip") accepted.gzip = true;
    }
    return accepted;
}

bool names_tag(std::string_view list, std::string_view tag) {
    while (!list.empty()) {
        const auto part = next_part(list, ',');
        if (part == "*" || without_weak(part) == without_weak(tag)) return true;
    }
    return false;
}

RangeAsk read_range(std::string_view range, std::int64_t size, Range& into) {
    if (!range.starts_with("bytes=")) return RangeAsk::none;
    const auto ask = range.substr(6);
    const auto dash = ask.find('-');
    if (dash == std::string_view::npos) return RangeAsk::none;
    const auto from = ask.substr(0, dash);
    const auto to = ask.substr(dash + 1);
    const auto last = whole(to);
    if (from.empty()) {
        if (!last) return RangeAsk::none;
        if (*last == 0 || size == 0) return RangeAsk::unsatisfiable;
        into = {std::max<std::int64_t>(size - *last, 0), std::min(*last, size)};
        return RangeAsk::one;
    }
    const auto first = whole(from);
    if (!first || (!last && !to.empty()) || (last && *last < *first)) return RangeAsk::none;
    if (*first >= size) return RangeAsk::unsatisfiable;
    const auto end = last ? std::min(*last + 1, size) : size;
    into = {*first, end - *first};
    return RangeAsk::one;
}

}  // namespace kentongan::net
