// A handler on Boost.JSON's own parser: by itself it keeps the last of two equal keys; we refuse.
#include "base/json.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <unordered_set>

namespace kentongan {
namespace {

namespace json = boost::json;

constexpr std::size_t depth_max = 64;

/// Only looks for members named twice in one object; the value itself is built by boost::json.
class KeyGuard {
  public:
    static constexpr std::size_t max_object_size = 1'000'000;
    static constexpr std::size_t max_array_size = 1'000'000;
    static constexpr std::size_t max_key_size = 1'000'000;
    static constexpr std::size_t max_string_size = 64UL * 1024 * 1024;

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code&) {
        seen_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, json::error_code&) {
        seen_.pop_back();
        return true;
    }
    bool on_array_begin(json::error_code&) { return true; }
    bool on_array_end(std::size_t, json::error_code&) { return true; }
    bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
        key_.append(part.data(), part.size());
        return true;
    }
    bool on_key(json::string_view part, std::size_t, json::error_code& error) {
        key_.append(part.data(), part.size());
        if (!seen_.back().insert(std::move(key_)).second) {
            error = json::error::exception;
            return false;
        }
        key_.clear();
        return true;
    }
    bool on_string_part(json::string_view, std::size_t, json::error_code&) { return true; }
    bool on_string(json::string_view, std::size_t, json::error_code&) { return true; }
    bool on_number_part(json::string_view, json::error_code&) { return true; }
    bool on_int64(std::int64_t, json::string_view, json::error_code&) { return true; }
    bool on_uint64(std::uint64_t, json::string_view, json::error_code&) { return true; }
    bool on_double(double, json::string_view, json::error_code&) { return true; }
    bool on_bool(bool, json::error_code&) { return true; }
    bool on_null(json::error_code&) { return true; }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

  private:
    std::vector<std::unordered_set<std::string>> seen_;
    std::string key_;
};

/// RFC 8785 sorts names by UTF-16 code units; for text within the basic plane that is byte order.
bool utf16_less(std::string_view a, std::string_view b) {
    const auto mismatch = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (mismatch.first == a.end()) return mismatch.second != b.end();
    if (mismatch.second == b.end()) return false;
    const auto x = static_cast<unsigned char>(*mismatch.first);
    const auto y = static_cast<unsigned char>(*mismatch.second);
    // A surrogate pair (lead byte F0..F4) sorts before U+E000..U+FFFF (lead byte EE, EF).
    const bool x_pair = x >= 0xF0, y_pair = y >= 0xF0;
    if (x_pair != y_pair && x >= 0xEE && y >= 0xEE) return x_pair;
    return x < y;
}

void write_text(std::string& out, std::string_view text) {
    static constexpr std::string_view digits = "0123456789abcdef";
    out.push_back('"');
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                out += "\\u00";
                out.push_back(digits[static_cast<unsigned char>(c) >> 4]);
                out.push_back(digits[static_cast<unsigned char>(c) & 15]);
            } else {
                out.push_back(c);
            }
        }
    }
    out.push_back('"');
}

void write_canonical(std::string& out, const Json& value);

void write_object(std::string& out, const JsonObject& object) {
    std::vector<const JsonObject::value_type*> members;
    members.reserve(object.size());
    for (const auto& member : object) members.push_back(&member);
    std::sort(members.begin(), members.end(), [](const auto* a, const auto* b) {
        return utf16_less({a->key().data(), a->key().size()}, {b->key().data(), b->key().size()});
    });
    out.push_back('{');
    for (const auto* member : members) {
        if (out.back() != '{') out.push_back(',');
        write_text(out, {member->key().data(), member->key().size()});
        out.push_back(':');
        write_canonical(out, member->value());
    }
    out.push_back('}');
}

void write_canonical(std::string& out, const Json& value) {
    switch (value.kind()) {
    case json::kind::null: out += "null"; break;
    case json::kind::bool_: out += value.get_bool() ? "true" : "false"; break;
    case json::kind::int64: out += std::to_string(value.get_int64()); break;
    case json::kind::uint64: out += std::to_string(value.get_uint64()); break;
    case json::kind::double_: {
        // Our forms hold integers only; a fraction here is a caller's mistake, not data.
        const double number = value.get_double();
        ensure(std::nearbyint(number) == number && std::abs(number) < 9.0e15);
        out += std::to_string(static_cast<std::int64_t>(number));
        break;
    }
    case json::kind::string: {
        const auto& text = value.get_string();
        write_text(out, {text.data(), text.size()});
        break;
    }
    case json::kind::array:
        out.push_back('[');
        for (const auto& item : value.get_array()) {
            if (out.back() != '[') out.push_back(',');
            write_canonical(out, item);
        }
        out.push_back(']');
        break;
    case json::kind::object: write_object(out, value.get_object()); break;
    }
}

}  // namespace

Result<Json> read_json(std::string_view text) {
    json::parse_options options;
    options.max_depth = depth_max;
    json::error_code error;
    json::basic_parser<KeyGuard> guard(options);
    const auto used = guard.write_some(false, text.data(), text.size(), error);
    if (!error && (used != text.size() || !guard.done())) error = json::error::extra_data;
    if (error) return Error{Kind::invalid, error.message(), {{"json", "unreadable"}}};
    auto value = json::parse(json::string_view(text.data(), text.size()), error, {}, options);
    if (error) return Error{Kind::invalid, error.message(), {{"json", "unreadable"}}};
    return value;
}

std::string write_json(const Json& value) {
    return json::serialize(value);
}

std::string canonical_json(const Json& value) {
    std::string out;
    write_canonical(out, value);
    return out;
}

std::string text_of(const JsonObject& object, std::string_view key) {
    const auto* found = object.if_contains({key.data(), key.size()});
    if (!found || !found->is_string()) return {};
    return std::string(found->get_string().data(), found->get_string().size());
}

std::int64_t number_of(const JsonObject& object, std::string_view key, std::int64_t otherwise) {
    const auto* found = object.if_contains({key.data(), key.size()});
    if (!found) return otherwise;
    if (found->is_int64()) return found->get_int64();
    if (found->is_uint64()) return static_cast<std::int64_t>(found->get_uint64());
    if (!found->is_string()) return otherwise;
    const auto& text = found->get_string();
    std::int64_t number = otherwise;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc{} && end == text.data() + text.size() ? number : otherwise;
}

}  // namespace kentongan
