// Reads an address from left to right: protocol, host with a known end, port, path, query.
#include "delivery/address_finder.h"

#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"
#include "delivery/tlds.h"

namespace kentongan::delivery {
namespace {

constexpr std::size_t label_max = 63;
constexpr std::size_t address_max = 4096;
constexpr std::size_t short_link_max = 40;
constexpr std::size_t top_level_max = 16;

bool is_one_of(char32_t c, std::u32string_view set) {
    return c != U'\0' && set.find(c) != set.npos;
}
bool is_ascii_word(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
}
bool is_accented_latin(char32_t c) {
    return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || c == 0x253 || c == 0x254 ||
           c == 0x256 || c == 0x257 || c == 0x259 || c == 0x25B || c == 0x263 || c == 0x268 ||
           c == 0x26F || c == 0x272 || c == 0x289 || c == 0x28B || c == 0x2BB ||
           (c >= 0x1E00 && c <= 0x1EFF);
}
bool is_cyrillic(char32_t c) {
    return c >= 0x400 && c <= 0x4FF;
}
bool is_path_word(char32_t c) {
    return is_ascii_word(c) || is_accented_latin(c) || is_cyrillic(c);
}
bool is_direction_mark(char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || c == 0x61C || c == 0x200E || c == 0x200F ||
           (c >= 0x2066 && c <= 0x2069);
}
bool is_no_character(char32_t c) {
    return c == 0xFFFE || c == 0xFEFF || c == 0xFFFF;
}
bool is_host_letter(char32_t c, bool any_script) {
    if (c == U'\0') return false;
    if (is_ascii_word(c) || is_accented_latin(c)) return true;
    if (!any_script || c < 0x80 || is_no_character(c) || is_direction_mark(c)) return false;
    const auto point = static_cast<UChar32>(c);
    return !u_ispunct(point) && !u_isspace(point) && !u_iscntrl(point);
}

/// A label must also fit when it is written in the letters of the DNS.
bool fits_in_dns(std::u32string_view label) {
    const auto text = utf8_of(label);
    if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
        return text.size() <= label_max;
    }
    if (lowered(text).starts_with("xn--")) return false;
    UErrorCode status = U_ZERO_ERROR;
    static UIDNA* const idna = uidna_openUTS46(UIDNA_DEFAULT, &status);
    if (!idna || text.size() > label_max * 4) return false;
    std::array<char, label_max * 8> written{};
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    status = U_ZERO_ERROR;
    const auto size =
        uidna_labelToASCII_UTF8(idna, text.data(), static_cast<int>(text.size()), written.data(),
                                static_cast<int>(written.size()), &info, &status);
    return U_SUCCESS(status) && size <= static_cast<int>(label_max) &&
           (info.errors & UIDNA_ERROR_LABEL_TOO_LONG) == 0;
}

}  // namespace

std::string utf8_of(std::u32string_view text) {
    std::string utf8;
    icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                  static_cast<int>(text.size()))
        .toUTF8String(utf8);
    return utf8;
}

std::u32string utf32_of(std::string_view utf8) {
    const auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int>(utf8.size())});
    std::u32string points;
    for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        points.push_back(static_cast<char32_t>(text.char32At(i)));
    }
    return points;
}

std::size_t AddressFinder::end_of_address(std::size_t start) const {
    const std::size_t host = after_protocol(start);
    const bool with_protocol = host != start;
    if (!may_start_after(start, with_protocol)) return start;
    const std::size_t host_end = end_of_host(host, with_protocol);
    if (host_end == host) return start;

    std::size_t end = host_end;
    if (at(end) == U':' && at(end + 1) >= U'0' && at(end + 1) <= U'9') {
        for (++end; at(end) >= U'0' && at(end) <= U'9';) ++end;
    }
    const auto name = lowered(utf8_of(std::u32string_view(text).substr(host, host_end - host)));
    if (with_protocol && name == "t.co" && at(end) == U'/') {
        std::size_t code_end = end + 1;
        while (is_ascii_word(at(code_end))) ++code_end;
        return code_end - end - 1 > short_link_max ? start : end_of_query(code_end);
    }
    end = end_of_query(end_of_path(end));
    return end - start > address_max ? start : end;
}

std::size_t AddressFinder::after_protocol(std::size_t start) const {
    for (const std::string_view protocol : {"http://", "https://"}) {
        std::size_t i = 0;
        while (i < protocol.size() &&
               u_tolower(static_cast<UChar32>(at(start + i))) == protocol[i]) {
            ++i;
        }
        if (i == protocol.size()) return start + i;
    }
    return start;
}

bool AddressFinder::may_start_after(std::size_t start, bool with_protocol) const {
    if (start == 0) return true;
    const char32_t before = text[start - 1];
    if (is_ascii_word(before) || is_no_character(before)) return false;
    if (is_one_of(before, U"@\uFF20$#\uFF03")) return false;
    return with_protocol || (!is_one_of(before, U"-_./") && !is_accented_latin(before));
}

/// Labels, each followed by a dot, then an end that is known; of several ends the last one.
std::size_t AddressFinder::end_of_host(std::size_t start, bool any_script) const {
    std::size_t found = start;
    std::size_t label = start;
    bool underscored = false;  // allowed before the last two labels only
    while (true) {
        const std::size_t label_end = end_of_label(label, any_script);
        if (label_end == label || at(label_end) != U'.') return found;
        const auto letters = std::u32string_view(text).substr(label, label_end - label);
        if (!fits_in_dns(letters)) return found;
        underscored = letters.find(U'_') != letters.npos;
        const std::size_t end = end_of_top_level(label_end + 1);
        if (end != label_end + 1 && !underscored) found = end;
        label = label_end + 1;
    }
}

std::size_t AddressFinder::end_of_label(std::size_t start, bool any_script) const {
    std::size_t end = start;
    const auto inner = [&](char32_t c) { return c == U'-' || (any_script && c == U'_'); };
    while (is_host_letter(at(end), any_script) || (end > start && inner(at(end)))) ++end;
    return end > start && inner(text[end - 1]) ? start : end;
}

std::size_t AddressFinder::end_of_top_level(std::size_t start) const {
    std::size_t end = start;
    while (is_ascii_word(at(end)) || (end > start && at(end) == U'-')) ++end;
    const auto name = lowered(utf8_of(std::u32string_view(text).substr(start, end - start)));
    if (end > start) {
        const bool known = is_top_level(name) || name.starts_with("xn--");
        return known && !is_one_of(at(end), U"@+") ? end : start;
    }
    const std::size_t longest = std::min(text.size() - start, top_level_max);
    for (std::size_t size = longest; size > 0; --size) {
        const char32_t next = at(start + size);
        if (is_ascii_word(next) || is_one_of(next, U"@+-")) continue;
        if (is_top_level(utf8_of(std::u32string_view(text).substr(start, size)))) {
            return start + size;
        }
    }
    return start;
}

/// As far as a path may go, then back to a letter that may end one; brackets in pairs.
std::size_t AddressFinder::end_of_path(std::size_t start) const {
    if (at(start) != U'/') return start;
    std::size_t best = start + 1;
    int open = 0;
    for (std::size_t i = start + 1; i < text.size(); ++i) {
        const char32_t c = text[i];
        if (c == U'(') {
            ++open;
        } else if (c == U')') {
            if (--open < 0) break;
        } else if (!is_path_word(c) && !is_one_of(c, U"!*';:=+,.$/%#[]-_~@&|\u2013")) {
            break;
        }
        const bool may_end = is_path_word(c) || is_one_of(c, U"+-=_#/)");
        if (may_end && open == 0) best = i + 1;
    }
    return best;
}

std::size_t AddressFinder::end_of_query(std::size_t start) const {
    if (at(start) != U'?') return start;
    std::size_t best = start;
    for (std::size_t i = start + 1; i < text.size(); ++i) {
        const char32_t c = text[i];
        if (!is_ascii_word(c) && !is_one_of(c, U"!?*'@();:&=+$/%#[]-_.,~|")) break;
        if (is_ascii_word(c) || is_one_of(c, U"-_&=#/")) best = i + 1;
    }
    return best;
}

}  // namespace kentongan::delivery
