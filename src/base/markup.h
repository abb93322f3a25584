// Text put into HTML, XML and SVG: escaped once, in one way.
#pragma once

#include <string>
#include <string_view>

namespace kentongan {

/// For text and for quoted attributes alike.
void put_escaped(std::string& out, std::string_view text);
std::string escaped(std::string_view text);

}  // namespace kentongan
