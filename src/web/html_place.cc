// A small reader of HTML's outer form: tags, attributes, comments, scripts.
#include "web/html_place.h"

#include <array>

#include "base/text.h"

namespace kentongan::web {
namespace {

constexpr std::array<std::string_view, 7> addresses{"href",   "src",  "action", "formaction",
                                                    "poster", "cite", "data"};
constexpr std::array<std::string_view, 3> forbidden{"style", "srcset", "srcdoc"};

bool is_blank(char letter) {
    return letter == ' ' || letter == '\n' || letter == '\t';
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view name) {
    for (const auto one : list) {
        if (one == name) return true;
    }
    return false;
}

}  // namespace

bool HtmlPlace::operator==(const HtmlPlace& other) const {
    if (in != other.in || quote != other.quote) return false;
    if (in == In::text || in == In::tag) return true;
    // How far a value has come matters only where its beginning is judged: in addresses.
    return attribute == other.attribute && (!is_address() || value_began == other.value_began);
}

void HtmlPlace::settle() {
    if (in != In::tag_name && in != In::attribute_name) return;
    in = In::tag;
    attribute.clear();
}

bool HtmlPlace::is_address() const {
    return is_one_of(addresses, attribute);
}

bool HtmlPlace::is_forbidden() const {
    return is_one_of(forbidden, attribute) || attribute.starts_with("on");
}

std::string HtmlPlace::words() const {
    switch (in) {
    case In::text: return "in the text";
    case In::value: return cat("in the value of ", attribute);
    case In::comment: return "in a comment";
    case In::script: return cat("in <", tag, ">");
    case In::bare_value: return cat("in the value of ", attribute, ", which has no quotes");
    case In::tag_name:
    case In::tag:
    case In::attribute_name:
    case In::before_value: return cat("inside of the tag ", tag);
    }
    return {};
}

void HtmlPlace::read(std::string_view text) {
    for (const char letter : text) read_one(letter);
}

void HtmlPlace::read_one(char letter) {
    switch (in) {
    case In::text:
        if (letter == '<') *this = {.in = In::tag_name, .tag = {}, .attribute = {}, .seen = {}};
        break;
    case In::comment:
    case In::script:
        seen.push_back(letter);
        if (seen.ends_with(in == In::comment ? "-->" : cat("</", tag, ">"))) *this = {};
        break;
    case In::tag_name:
        if (tag == "!--") {
            *this = {.in = In::comment, .tag = {}, .attribute = {}, .seen = {}};
        } else if (is_blank(letter)) {
            in = In::tag;
        } else if (letter != '>') {
            tag.push_back(letter);
            break;
        }
        [[fallthrough]];
    case In::tag:
    case In::attribute_name:
        if (in == In::comment) break;
        if (letter == '>') {
            const bool raw = tag == "script" || tag == "style";
            in = raw ? In::script : In::text;
            seen.clear();
        } else if (is_blank(letter) || letter == '/') {
            in = In::tag;
        } else if (letter == '=' && in == In::attribute_name) {
            in = In::before_value;
        } else {
            if (in == In::tag) attribute.clear();
            in = In::attribute_name;
            attribute.push_back(letter);
        }
        break;
    case In::before_value:
        value_began = false;
        quote = letter;
        in = letter == '"' || letter == '\'' ? In::value : In::bare_value;
        break;
    case In::value:
        value_began = letter != quote;
        if (letter == quote) in = In::tag, quote = 0;
        break;
    case In::bare_value:
        if (is_blank(letter)) in = In::tag;
        if (letter == '>') in = In::text;
        if (in != In::bare_value) quote = 0, value_began = false;
        break;
    }
}

}  // namespace kentongan::web
