// True pictures for tests: drawn by a rule, written as PNG, stored and not packed.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace kentongan::tests {

inline std::string png_number(std::uint32_t value) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
    return out;
}
inline std::string png_part(const std::string& name, const std::string& body) {
    std::uint32_t sum = 0xFFFFFFFF;
    for (const char c : name + body) {
        sum ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) sum = sum & 1 ? sum >> 1 ^ 0xEDB88320 : sum >> 1;
    }
    return png_number(static_cast<std::uint32_t>(body.size())) + name + body + png_number(~sum);
}

inline constexpr std::uint32_t drawn_width = 96, drawn_height = 64;
using Pixel = std::array<unsigned char, 3>;

/// The pixel at (x, y) is what the rule says.
template <class Rule>
std::string drawn_png(Rule rule) {
    std::string rows;
    for (std::uint32_t y = 0; y < drawn_height; ++y) {
        rows.push_back(0);
        for (std::uint32_t x = 0; x < drawn_width; ++x) {
            for (const auto byte : rule(x, y)) rows.push_back(static_cast<char>(byte));
        }
    }
    std::uint32_t low = 1, high = 0;
    for (const char c : rows) {
        low = (low + static_cast<unsigned char>(c)) % 65521;
        high = (high + low) % 65521;
    }
    const auto size = static_cast<std::uint16_t>(rows.size());
    const auto not_size = static_cast<std::uint16_t>(~size);
    std::string packed = "\x78\x01\x01";
    for (const int number : {int{size}, int{not_size}}) {
        packed += static_cast<char>(number & 0xFF);
        packed += static_cast<char>(number >> 8);
    }
    packed += rows + png_number(high << 16 | low);
    return "\x89PNG\r\n\x1A\n" +
           png_part("IHDR", png_number(drawn_width) + png_number(drawn_height) +
                                std::string("\x08\2\0\0\0", 5)) +
           png_part("IDAT", packed) + png_part("IEND", "");
}

inline Pixel hills(std::uint32_t x, std::uint32_t y) {
    const bool sky = y < 24 + (x / 8 % 4) * 4;
    const auto shade = static_cast<unsigned char>(60 + x);
    return sky ? Pixel{120, 170, 230} : Pixel{shade, 110, 40};
}
inline Pixel houses(std::uint32_t x, std::uint32_t y) {
    const bool wall = x / 16 % 2 == 0 && y > 16;
    return wall ? Pixel{200, 60, 50} : Pixel{235, 230, 210};
}

}  // namespace kentongan::tests
