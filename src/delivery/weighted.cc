// Walks through a text once: an address, an emoji, or a single letter at a time.
#include "delivery/weighted.h"

#include <unicode/uchar.h>

#include <array>

#include "base/text.h"
#include "delivery/address_finder.h"

namespace kentongan::delivery {
namespace {

constexpr std::size_t address_weight = 23;
constexpr std::size_t emoji_weight = 2;
constexpr std::size_t heavy = 2;

struct Range {
    char32_t first, last;
};
constexpr std::array light{Range{0, 4351}, Range{8192, 8205}, Range{8208, 8223}, Range{8242, 8247}};

std::size_t weight_of(char32_t c) {
    for (const auto& range : light) {
        if (c >= range.first && c <= range.last) return 1;
    }
    return heavy;
}

bool is(char32_t c, UProperty property) {
    return u_hasBinaryProperty(static_cast<UChar32>(c), property) != 0;
}

constexpr char32_t picture_mark = 0xFE0F, keycap = 0x20E3, joiner = 0x200D;

/// Emoji may be built of many letters: tone, hair, flag, family. Together they are one.
class EmojiReader {
  public:
    explicit EmojiReader(const std::u32string& text) : text_(text) {}

    std::size_t end_of_emoji(std::size_t start) const {
        const char32_t c = at(start);
        if (c == U'#' || c == U'*' || (c >= U'0' && c <= U'9')) {
            const std::size_t mark = start + (at(start + 1) == picture_mark ? 2 : 1);
            return at(mark) == keycap ? mark + 1 : start;
        }
        if (is(c, UCHAR_REGIONAL_INDICATOR)) {
            return start + (is(at(start + 1), UCHAR_REGIONAL_INDICATOR) ? 2 : 1);
        }
        std::size_t end = end_of_one(start);
        if (end == start) return start;
        while (at(end) == joiner) {
            const std::size_t next = end_of_one(end + 1);
            if (next == end + 1) break;
            end = next;
        }
        return end;
    }

  private:
    std::size_t end_of_one(std::size_t start) const {
        const char32_t c = at(start);
        const bool plain = c < 0x100;  // © and ® are letters unless marked as pictures
        if (!is(c, UCHAR_EMOJI) || (plain && at(start + 1) != picture_mark)) return start;
        std::size_t end = start + 1;
        if (is(c, UCHAR_EMOJI_MODIFIER_BASE) && is(at(end), UCHAR_EMOJI_MODIFIER)) ++end;
        if (at(end) == picture_mark) ++end;
        while (at(end) >= 0xE0020 && at(end) <= 0xE007F) ++end;
        return end;
    }
    char32_t at(std::size_t index) const { return index < text_.size() ? text_[index] : U'\0'; }

    const std::u32string& text_;
};

}  // namespace

std::size_t weighted_length(std::string_view utf8) {
    const auto text = utf32_of(canonical_text(utf8));
    const AddressFinder addresses{text};
    const EmojiReader emoji(text);
    std::size_t length = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (const auto end = addresses.end_of_address(i); end > i) {
            length += address_weight;
            i = end;
        } else if (const auto after = emoji.end_of_emoji(i); after > i) {
            length += emoji_weight;
            i = after;
        } else {
            length += weight_of(text[i++]);
        }
    }
    return length;
}

std::vector<std::string> addresses_in(std::string_view utf8) {
    const auto text = utf32_of(utf8);
    const AddressFinder addresses{text};
    std::vector<std::string> all;
    for (std::size_t i = 0; i < text.size();) {
        const auto end = addresses.end_of_address(i);
        if (end > i) all.push_back(utf8_of(std::u32string_view(text).substr(i, end - i)));
        i = end > i ? end : i + 1;
    }
    return all;
}

}  // namespace kentongan::delivery
