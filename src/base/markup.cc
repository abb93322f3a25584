// Escapes, with a run of harmless bytes copied at once.
#include "base/markup.h"

namespace kentongan {
namespace {

std::string_view entity_of(char letter) {
    switch (letter) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return {};
    }
}

}  // namespace

void put_escaped(std::string& out, std::string_view text) {
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto entity = entity_of(text[i]);
        if (entity.empty()) continue;
        out.append(text, from, i - from);
        out.append(entity);
        from = i + 1;
    }
    out.append(text, from);
}

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    put_escaped(out, text);
    return out;
}

}  // namespace kentongan
