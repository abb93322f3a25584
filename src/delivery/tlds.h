// Whether a word ends a domain name: "id", "com", "みんな".
#pragma once

#include <string_view>

namespace kentongan::delivery {

bool is_top_level(std::string_view lowered_name);

}  // namespace kentongan::delivery
