// Numbers and words inside an SVG: written plainly, escaped, broken by an estimate of their width.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::sop {

std::string number(double value);
/// Escaped, with a space for every control character: XML has none.
std::string in_svg(std::string_view text);
/// About how wide the page's font sets it; rather too wide than too narrow.
double width_of(std::string_view text, double size);
/// Lines no wider than `width`, at most so many; what is left out is shown by "…".
std::vector<std::string> wrapped(std::string_view text, double width, double size,
                                 std::size_t lines_max);

}  // namespace kentongan::sop
