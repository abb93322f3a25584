// Looks things up in a request.
#include "web/visit.h"

namespace kentongan::web {
namespace {

/// Browsers send CR LF; what we keep has LF.
std::string with_line_feeds(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        out.push_back(text[i] == '\r' ? '\n' : text[i]);
    }
    return out;
}

}  // namespace

std::string value_of(const net::Fields& fields, std::string_view name) {
    std::string value;
    for (const auto& [own, text] : fields) {
        if (own == name) value = text;
    }
    return value;
}

std::string Visit::parameter(std::string_view name) const {
    for (const auto& [own, value] : parameters) {
        if (own == name) return value;
    }
    return {};
}

std::string Visit::field(std::string_view name) const {
    return with_line_feeds(value_of(form, name));
}

std::vector<std::string> Visit::every(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [own, value] : form) {
        if (own == name) values.push_back(with_line_feeds(value));
    }
    return values;
}

std::string Visit::asked(std::string_view name) const {
    return value_of(query, name);
}

}  // namespace kentongan::web
