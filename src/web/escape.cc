// Looks at addresses before they are put in.
#include "web/escape.h"

#include <array>

#include "base/text.h"

namespace kentongan::web {
namespace {

constexpr std::array<std::string_view, 5> schemes{"http://", "https://", "mailto:", "tel:", "#"};

bool is_unreserved(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' || letter == '_' ||
           letter == '~';
}

bool is_allowed(std::string_view address) {
    if (address.empty() || address.starts_with('?') || is_own_path(address)) return true;
    const auto start = lowered(address.substr(0, 8));
    for (const auto scheme : schemes) {
        if (start.starts_with(scheme)) return true;
    }
    return false;
}

}  // namespace

void put_address(std::string& out, std::string_view address) {
    put_escaped(out, is_allowed(address) ? address : "#");
}

void put_part(std::string& out, std::string_view part) {
    constexpr char digits[] = "0123456789ABCDEF";
    for (const char letter : part) {
        if (is_unreserved(letter)) {
            out.push_back(letter);
            continue;
        }
        const auto byte = static_cast<unsigned char>(letter);
        out.push_back('%');
        out.push_back(digits[byte >> 4]);
        out.push_back(digits[byte & 15]);
    }
}

bool is_own_path(std::string_view address) {
    if (!address.starts_with('/') || address.starts_with("//")) return false;
    // Browsers read a backslash as a slash, and drop tabs and line ends before they look.
    for (const char letter : address) {
        const auto byte = static_cast<unsigned char>(letter);
        if (letter == '\\' || byte < 0x20 || byte == 0x7F) return false;
    }
    return true;
}

}  // namespace kentongan::web
