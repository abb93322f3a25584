// JSON behind one door: a strict reader (no duplicate keys, depth at most 64) and canonical writer.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace kentongan {

using Json = boost::json::value;
using JsonObject = boost::json::object;
using JsonArray = boost::json::array;

/// Reads one JSON text. Refuses duplicate keys, depth over 64, bad UTF-8 and trailing text.
Result<Json> read_json(std::string_view text);

/// Plain compact JSON, members in the order they were put.
std::string write_json(const Json&);

/// RFC 8785 (JCS): sorted members, shortest numbers. The form that is hashed.
std::string canonical_json(const Json&);

/// The text under `key`, or an empty one when it is absent or no text.
std::string text_of(const JsonObject&, std::string_view key);
/// The whole number under `key` (a number or a numeric text), or `otherwise`.
std::int64_t number_of(const JsonObject&, std::string_view key, std::int64_t otherwise = 0);

}  // namespace kentongan
