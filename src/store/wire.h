// PostgreSQL's binary columns as numbers and texts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kentongan::store::wire {

// The numbers by which PostgreSQL calls its types; fixed since its beginnings.
inline constexpr unsigned boolean = 16, bytea = 17, int8 = 20, int2 = 21, int4 = 23, float4 = 700,
                          float8 = 701, numeric = 1700, jsonb = 3802;

std::int64_t integer(unsigned type, std::string_view bytes);
double real(unsigned type, std::string_view bytes);
/// A number is spelled out in `scratch`, as SQLite would.
std::string_view text(unsigned type, std::string_view bytes, std::string& scratch);

}  // namespace kentongan::store::wire
