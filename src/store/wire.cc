// Big-endian numbers, and `numeric`, which sum() and avg() answer with.
#include "store/wire.h"

#include <bit>
#include <charconv>
#include <cmath>

namespace kentongan::store::wire {
namespace {

template <class Bits>
Bits big_endian(std::string_view bytes) {
    Bits bits = 0;
    for (std::size_t i = 0; i < sizeof(Bits) && i < bytes.size(); ++i) {
        bits = static_cast<Bits>((bits << 8) | static_cast<unsigned char>(bytes[i]));
    }
    return bits;
}

std::int16_t word(std::string_view bytes, std::size_t at) {
    return static_cast<std::int16_t>(big_endian<std::uint16_t>(bytes.substr(2 * at)));
}

/// Four words of header (digits, weight, sign, scale), then digits to the base of 10,000.
template <class Number>
Number from_numeric(std::string_view bytes, bool with_fraction) {
    const int digits = word(bytes, 0), weight = word(bytes, 1);
    Number number = 0;
    for (int i = 0; i < digits && (with_fraction || i <= weight); ++i) {
        number = number * 10'000 + word(bytes, 4 + static_cast<std::size_t>(i));
    }
    int shift = weight - digits + 1;
    if (!with_fraction && shift < 0) shift = 0;
    for (; shift > 0; --shift) number *= 10'000;
    for (; shift < 0; ++shift) number /= 10'000;
    return word(bytes, 2) == 0 ? number : -number;
}

template <class Number>
Number spelled(std::string_view bytes) {
    Number number = 0;
    std::from_chars(bytes.data(), bytes.data() + bytes.size(), number);
    return number;
}

double fraction(unsigned type, std::string_view bytes) {
    if (type == float4) return std::bit_cast<float>(big_endian<std::uint32_t>(bytes));
    return std::bit_cast<double>(big_endian<std::uint64_t>(bytes));
}

}  // namespace

std::int64_t integer(unsigned type, std::string_view bytes) {
    switch (type) {
    case int8: return static_cast<std::int64_t>(big_endian<std::uint64_t>(bytes));
    case int4: return static_cast<std::int32_t>(big_endian<std::uint32_t>(bytes));
    case int2: return word(bytes, 0);
    case boolean: return bytes == std::string_view("\1", 1);
    case float4:
    case float8: return static_cast<std::int64_t>(fraction(type, bytes));
    case numeric: return from_numeric<std::int64_t>(bytes, false);
    default: return spelled<std::int64_t>(bytes);
    }
}

double real(unsigned type, std::string_view bytes) {
    switch (type) {
    case int8:
    case int4:
    case int2:
    case boolean: return static_cast<double>(integer(type, bytes));
    case float4:
    case float8: return fraction(type, bytes);
    case numeric: return from_numeric<double>(bytes, true);
    default: return spelled<double>(bytes);
    }
}

std::string_view text(unsigned type, std::string_view bytes, std::string& scratch) {
    switch (type) {
    case int8:
    case int4:
    case int2:
    case boolean: return scratch = std::to_string(integer(type, bytes));
    case float4:
    case float8:
    case numeric: {
        scratch.resize(40);
        const double number = real(type, bytes);
        const auto end = std::to_chars(scratch.data(), scratch.data() + 40, number).ptr;
        return {scratch.data(), static_cast<std::size_t>(end - scratch.data())};
    }
    case jsonb: return bytes.empty() ? bytes : bytes.substr(1);
    default: return bytes;
    }
}

}  // namespace kentongan::store::wire
