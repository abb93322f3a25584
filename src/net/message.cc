// Reading a head's fields, forms and percent escapes.
#include "net/message.h"

#include "base/text.h"

namespace kentongan::net {
namespace {

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

bool decode_onto(std::string& out, std::string_view text, bool plus_is_space) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            out.push_back(' ');
        } else if (text[i] != '%') {
            out.push_back(text[i]);
        } else {
            if (text.size() - i < 3) return false;
            const int high = hex_value(text[i + 1]);
            const int low = hex_value(text[i + 2]);
            if (high < 0 || low < 0) return false;
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        }
    }
    return true;
}

Error malformed(const char* why) {
    return Error{Kind::invalid, why};
}

Result<std::string> form_part(std::string_view text) {
    std::string out;
    if (!decode_onto(out, text, true)) return malformed("a percent escape in a form is broken");
    if (!is_utf8(out)) return malformed("a form holds bytes that are no UTF-8");
    if (out.find('\0') != std::string::npos) return malformed("a form holds a NUL");
    return out;
}

}  // namespace

std::string_view Head::header(std::string_view lower_name) const {
    for (const auto& [name, value] : headers)
        if (name == lower_name) return value;
    return {};
}

std::string_view Head::cookie(std::string_view name) const {
    for (const auto& [header_name, line] : headers) {
        if (header_name != "cookie") continue;
        std::string_view rest = line;
        while (!rest.empty()) {
            const auto end = rest.find(';');
            const auto pair = trimmed(rest.substr(0, end));
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
            const auto equals = pair.find('=');
            if (equals != std::string_view::npos && pair.substr(0, equals) == name)
                return pair.substr(equals + 1);
        }
    }
    return {};
}

Result<Fields> read_form(std::string_view urlencoded) {
    Fields fields;
    while (!urlencoded.empty()) {
        const auto end = urlencoded.find('&');
        const auto pair = urlencoded.substr(0, end);
        urlencoded =
            end == std::string_view::npos ? std::string_view{} : urlencoded.substr(end + 1);
        if (pair.empty()) continue;
        if (fields.size() == form_fields_max) return malformed("a form has too many fields");
        const auto equals = pair.find('=');
        auto name = TRY(form_part(pair.substr(0, equals)));
        auto value = TRY(form_part(equals == std::string_view::npos ? std::string_view{}
                                                                    : pair.substr(equals + 1)));
        fields.emplace_back(std::move(name), std::move(value));
    }
    return fields;
}

std::string percent_encoded(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (is_unreserved(c)) {
            out.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out.push_back('%');
        out.push_back(digits[byte >> 4]);
        out.push_back(digits[byte & 15]);
    }
    return out;
}

Result<std::string> percent_decoded(std::string_view text) {
    std::string out;
    if (!decode_onto(out, text, false)) return malformed("a percent escape is broken");
    return out;
}

}  // namespace kentongan::net
