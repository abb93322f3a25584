// Numbers and words inside an SVG.
#include "sop/svg_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/markup.h"
#include "base/text.h"

namespace kentongan::sop {

std::string number(double value) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, std::round(value * 10) / 10).ptr;
    return {digits, end};
}

std::string in_svg(std::string_view text) {
    std::string plain(text);
    std::ranges::replace_if(
        plain, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    return escaped(plain);
}

double width_of(std::string_view text, double size) {
    double width = 0;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) continue;
        if (std::string_view("iljtfr.,:;'()|!I-/ ").find(c) != std::string_view::npos) {
            width += 0.36;
        } else if (std::string_view("mwMWQOGD").find(c) != std::string_view::npos) {
            width += 0.88;
        } else {
            width += c >= 'A' && c <= 'Z' ? 0.71 : 0.61;
        }
    }
    return width * size;
}

std::vector<std::string> wrapped(std::string_view text, double width, double size,
                                 std::size_t lines_max) {
    std::vector<std::string> lines;
    for (const std::string& word : split(text, ' ')) {
        if (word.empty()) continue;
        if (!lines.empty() && width_of(lines.back() + " " + word, size) <= width) {
            lines.back() += " " + word;
        } else if (lines.size() < lines_max) {
            lines.push_back(word);
        } else {
            if (!lines.back().ends_with("…")) lines.back() += "…";
            break;
        }
    }
    return lines;
}

}  // namespace kentongan::sop
