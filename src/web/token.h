// What a page gives away to get it back unread and unchanged: sealed with the program's own key.
#pragma once

#include <optional>
#include <string>

#include "base/secret.h"
#include "web/site.h"

namespace kentongan::web {

inline std::string sealed_token(const Site& site, const std::string& text) {
    return base64url(seal(site.key, text));
}

inline std::optional<std::string> opened_token(const Site& site, const std::string& token) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string bytes;
    unsigned value = 0, bits = 0;
    for (const char c : token) {
        const auto at = alphabet.find(c);
        if (at == alphabet.npos) return {};
        value = value << 6 | static_cast<unsigned>(at);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>(value >> bits & 0xFF);
    }
    const auto text = unseal(site.key, bytes);
    if (!text) return {};
    return *text;
}

}  // namespace kentongan::web
