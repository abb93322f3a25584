// How X counts a text: addresses 23, emoji 2, letters 1 or 2 (weighted counting, version 3).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::delivery {

std::size_t weighted_length(std::string_view utf8);

/// The addresses that X would turn into links, in order.
std::vector<std::string> addresses_in(std::string_view utf8);

}  // namespace kentongan::delivery
