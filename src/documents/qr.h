// Codes to scan with a phone: as modules for the paper, as SVG for the screen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace kentongan::documents {

/// The squares of a code, without the quiet margin of 4 that must surround them.
struct QrModules {
    int side = 0;
    std::vector<bool> dark = {};
    bool at(int x, int y) const {
        const int place = y * side + x;
        return dark[static_cast<std::size_t>(place)];
    }
};
constexpr int qr_margin = 4;

/// Refuses what is empty or longer than a code holds.
Result<QrModules> qr_modules(std::string_view text);

/// One <svg> with its margin, black on white whatever the page's colours; `title` is read aloud.
/// Empty where no code can be made of the text.
std::string qr_svg(std::string_view text, std::string_view title);

}  // namespace kentongan::documents
