// Text made smaller on the way out.
#pragma once

#include <string>
#include <string_view>

namespace kentongan::net {

/// Quick settings, for pages made for one reader. Empty when it could not be done.
std::string brotli_of(std::string_view text);
std::string gzip_of(std::string_view text);

/// Whether bytes of this media type become smaller by compressing.
bool shrinks(std::string_view media_type);

}  // namespace kentongan::net
