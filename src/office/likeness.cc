// Words are compared, not bytes: a channel may break lines and change quotes, never the words. So
// may it cut a picture and pack it again.
#include "office/likeness.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "base/id.h"
#include "base/text.h"
#include "media/render.h"

namespace kentongan::office {
namespace {

constexpr std::size_t html_max = 2UL * 1024 * 1024, missing_max = 40, pictures_most = 20;
constexpr int whole = 100;

/// A UTF-8 letter of several bytes belongs to a word, but not the dashes and quotes of U+2000.
bool is_word_byte(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) return std::isalnum(byte) != 0;
    std::size_t start = at;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    const bool punctuation = text.substr(start, 2) == "\xE2\x80";
    const bool blank = text.substr(start, 2) == "\xC2\xA0";
    return !punctuation && !blank;
}

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_word_byte(text, i)) {
            word.push_back(text[i]);
        } else if (!word.empty()) {
            words.push_back(lowered(word));
            word.clear();
        }
    }
    if (!word.empty()) words.push_back(lowered(word));
    return words;
}

bool stands_in(const std::vector<std::string>& words, const std::vector<std::string>& seen) {
    return words.empty() ||
           std::search(seen.begin(), seen.end(), words.begin(), words.end()) != seen.end();
}

struct Entity {
    std::string_view name, text;
};
constexpr std::array entities{
    Entity{"amp", "&"},    Entity{"lt", "<"},    Entity{"gt", ">"},    Entity{"quot", "\""},
    Entity{"apos", "'"},   Entity{"nbsp", " "},  Entity{"ndash", "–"}, Entity{"mdash", "—"},
    Entity{"rsquo", "’"},  Entity{"lsquo", "‘"}, Entity{"ldquo", "“"}, Entity{"rdquo", "”"},
    Entity{"hellip", "…"},
};

void put_letter(std::string& out, std::int64_t letter) {
    if (letter < 0x80) {
        out.push_back(static_cast<char>(letter));
    } else if (letter < 0x800) {
        out.push_back(static_cast<char>(0xC0 | letter >> 6));
        out.push_back(static_cast<char>(0x80 | (letter & 0x3F)));
    } else if (letter < 0x10000) {
        out.push_back(static_cast<char>(0xE0 | letter >> 12));
        out.push_back(static_cast<char>(0x80 | (letter >> 6 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (letter & 0x3F)));
    } else if (letter < 0x110000) {
        out.push_back(static_cast<char>(0xF0 | letter >> 18));
        out.push_back(static_cast<char>(0x80 | (letter >> 12 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (letter >> 6 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (letter & 0x3F)));
    }
}

std::int64_t hexadecimal(std::string_view digits) {
    std::int64_t number = 0;
    for (const char c : digits.substr(0, 8)) {
        const char low = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        const bool letter = low >= 'a' && low <= 'f';
        if (!letter && (low < '0' || low > '9')) return 0;
        number = number * 16 + (letter ? low - 'a' + 10 : low - '0');
    }
    return number;
}

std::string decoded(std::string_view text) {
    constexpr std::size_t longest = 10;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto end = text[i] == '&' ? text.find(';', i) : text.npos;
        if (end == text.npos || end - i > longest) {
            out.push_back(text[i]);
            continue;
        }
        const auto name = text.substr(i + 1, end - i - 1);
        const auto known = std::ranges::find(entities, name, &Entity::name);
        if (known != entities.end()) {
            out += known->text;
        } else if (name.starts_with("#x") || name.starts_with("#X")) {
            put_letter(out, hexadecimal(name.substr(2)));
        } else if (name.starts_with('#')) {
            put_letter(out, to_number(name.substr(1)).value_or(0));
        } else {
            out.push_back('&');
            continue;
        }
        i = end;
    }
    return out;
}

/// The value of an attribute inside a tag's text.
std::string attribute(std::string_view tag, std::string_view name) {
    const auto low = lowered(tag);
    for (auto at = low.find(name); at != low.npos; at = low.find(name, at + 1)) {
        const bool begins = at > 0 && std::isspace(static_cast<unsigned char>(low[at - 1])) != 0;
        auto rest = tag.substr(at + name.size());
        rest = rest.substr(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
        if (!begins || !rest.starts_with('=')) continue;
        rest = trimmed(rest.substr(1));
        if (rest.starts_with('"') || rest.starts_with('\'')) {
            const char quote = rest[0];
            rest.remove_prefix(1);
            return decoded(rest.substr(0, rest.find(quote)));
        }
        return decoded(rest.substr(0, rest.find_first_of(" \t\r\n>")));
    }
    return {};
}

/// Hands every piece of a page on: its tags (without brackets) and the text between them. What
/// stands in scripts and styles is passed over.
template <class OnTag, class OnText>
void read_page(std::string_view html, OnTag on_tag, OnText on_text) {
    html = html.substr(0, html_max);
    for (std::size_t at = 0; at < html.size();) {
        const auto open = html.find('<', at);
        on_text(html.substr(at, open == html.npos ? open : open - at));
        if (open == html.npos) return;
        if (html.substr(open, 4) == "<!--") {
            const auto end = html.find("-->", open);
            at = end == html.npos ? html.size() : end + 3;
            continue;
        }
        const auto close = html.find('>', open);
        if (close == html.npos) return;
        const auto tag = html.substr(open + 1, close - open - 1);
        on_tag(tag);
        at = close + 1;
        for (const std::string_view hidden : {"script", "style", "noscript", "template", "svg"}) {
            const auto name = lowered(tag.substr(0, hidden.size() + 1));
            const bool same = name == hidden || name == cat(hidden, " ");
            if (!same || tag.ends_with('/')) continue;
            const auto end = lowered(html.substr(at)).find(cat("</", hidden));
            at = end == std::string::npos ? html.size() : at + end;
        }
    }
}

std::string tag_name(std::string_view tag) {
    return lowered(tag.substr(0, tag.find_first_of(" \t\r\n/", 1)));
}

}  // namespace

Likeness compare_seen(std::string_view approved, std::string_view seen_text) {
    const auto seen = words_in(seen_text);
    Likeness likeness;
    std::size_t all = 0, there = 0;
    for (const auto& line : split(approved, '\n')) {
        const auto words = words_in(line);
        all += words.size();
        if (stands_in(words, seen)) {
            there += words.size();
            continue;
        }
        for (const auto& word : words) there += std::ranges::find(seen, word) != seen.end() ? 1 : 0;
        if (likeness.missing.size() < missing_max) {
            likeness.missing.emplace_back(trimmed(line));
        }
    }
    likeness.percent = all == 0 ? whole : static_cast<int>(there * whole / all);
    if (!likeness.missing.empty()) likeness.percent = std::min(likeness.percent, whole - 1);
    return likeness;
}

std::string readable_text(std::string_view html) {
    constexpr std::array breaking{"p",  "/p", "br", "li",  "/li",  "h1",  "h2",  "h3",
                                  "tr", "td", "th", "div", "/div", "/h1", "/h2", "/h3"};
    std::string out;
    read_page(
        html,
        [&](std::string_view tag) {
            const auto name = tag_name(tag);
            if (name == "meta") {
                const auto kind = lowered(cat(attribute(tag, "name"), attribute(tag, "property")));
                const bool says =
                    kind.find("title") != kind.npos || kind.find("description") != kind.npos;
                if (says) out += cat(attribute(tag, "content"), "\n");
            } else if (name == "img") {
                return;
            } else if (std::ranges::find(breaking, name) != breaking.end()) {
                out.push_back('\n');
            }
        },
        [&](std::string_view text) { out += decoded(text); });
    std::string lines;
    for (const auto& line : split(out, '\n')) {
        const auto words = trimmed(line);
        if (!words.empty()) lines += cat(words, "\n");
    }
    return lines;
}

namespace {

/// The widest of "small.jpg 480w, large.jpg 1200w", the densest of "a.jpg, b.jpg 2x".
std::string largest_of(std::string_view srcset) {
    std::string largest;
    std::int64_t most = -1;
    for (const auto& one : split(srcset, ',')) {
        const auto candidate = trimmed(one);
        const auto blank = candidate.find_first_of(" \t\r\n");
        const auto size =
            blank == candidate.npos ? std::string_view("1") : trimmed(candidate.substr(blank));
        const auto number = to_number(size.substr(0, size.find_first_not_of("0123456789")));
        if (candidate.empty() || number.value_or(0) <= most) continue;
        most = number.value_or(0);
        largest = candidate.substr(0, blank);
    }
    return largest;
}

}  // namespace

std::vector<std::string> picture_addresses(std::string_view html) {
    std::vector<std::string> first, others;
    const auto note = [](std::vector<std::string>& into, std::string address) {
        const auto said = trimmed(address);
        if (!said.empty() && into.size() < pictures_most) into.emplace_back(said);
    };
    read_page(
        html,
        [&](std::string_view tag) {
            const auto name = tag_name(tag);
            if (name == "meta") {
                const auto kind = lowered(cat(attribute(tag, "property"), attribute(tag, "name")));
                const bool shares = kind == "og:image" || kind == "og:image:url" ||
                                    kind == "og:image:secure_url" || kind == "twitter:image";
                if (shares) note(first, attribute(tag, "content"));
            } else if (name == "img" || name == "source") {
                note(others, largest_of(attribute(tag, "srcset")));
                if (name == "img") note(others, attribute(tag, "src"));
            }
        },
        [](std::string_view) {});
    std::vector<std::string> all;
    for (const auto* part : {&first, &others}) {
        for (const auto& one : *part) {
            if (std::ranges::find(all, one) == all.end()) all.push_back(one);
        }
    }
    return all;
}

std::optional<bool> shows_the_same(const std::string& approved, std::string_view bytes) {
    namespace fs = std::filesystem;
    constexpr std::uint32_t side = 480, longest = 8 * side;
    if (bytes.empty() || !media::can_render()) return {};
    const auto folder = fs::temp_directory_path() / cat("kentongan-gambar-", fresh_key());
    std::error_code problem;
    if (!fs::create_directory(folder, problem)) return {};
    std::ofstream(folder / "tampil", std::ios::binary) << bytes;
    std::optional<bool> same;
    const auto seen = media::glance_at(folder / "tampil");
    if (seen && seen->width > 0 && seen->height > 0) {
        const auto height = std::clamp(seen->height * side / seen->width, 1U, longest);
        const media::PictureSize shape{"", side, static_cast<int>(height)};
        const auto cut = media::render(approved, folder / "setuju", shape, {});
        const auto wanted = cut ? media::glance_at(folder / "setuju") : cut.error();
        if (wanted) same = media::look_alike(*wanted, *seen);
    }
    fs::remove_all(folder, problem);
    return same;
}

}  // namespace kentongan::office
