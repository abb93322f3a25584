// Finds web addresses in running text the way X does, bare ones ("s.id/vaksin") included.
#pragma once

#include <string>

namespace kentongan::delivery {

struct AddressFinder {
    const std::u32string& text;

    /// Where the address that begins at `start` ends, or `start` when none begins there.
    std::size_t end_of_address(std::size_t start) const;

  private:
    std::size_t after_protocol(std::size_t start) const;
    bool may_start_after(std::size_t start, bool with_protocol) const;
    std::size_t end_of_host(std::size_t start, bool any_script) const;
    std::size_t end_of_label(std::size_t start, bool any_script) const;
    std::size_t end_of_top_level(std::size_t start) const;
    std::size_t end_of_path(std::size_t start) const;
    std::size_t end_of_query(std::size_t start) const;
    char32_t at(std::size_t index) const { return index < text.size() ? text[index] : U'\0'; }
};

std::string utf8_of(std::u32string_view);
std::u32string utf32_of(std::string_view utf8);

}  // namespace kentongan::delivery
