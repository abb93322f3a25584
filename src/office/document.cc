// Checks the editor's document against the list of what it may consist of.
#include "office/document.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace kentongan::office {
namespace {

constexpr int depth_max = 24;
constexpr int nodes_max = 20'000;
constexpr std::size_t text_max = 400'000;
constexpr std::size_t link_max = 2'000;

struct Nesting {
    std::string_view type, children;  // which types may lie in it
};
constexpr std::string_view blocks =
    " paragraph heading bulletList orderedList blockquote horizontalRule ";
constexpr std::string_view inlines = " text hardBreak ";
// clang-format off
constexpr std::array kinds{
    Nesting{"doc",            blocks},
    Nesting{"paragraph",      inlines},
    Nesting{"heading",        inlines},
    Nesting{"bulletList",     " listItem "},
    Nesting{"orderedList",    " listItem "},
    Nesting{"listItem",       blocks},
    Nesting{"blockquote",     blocks},
    Nesting{"text",           ""},
    Nesting{"hardBreak",      ""},
    Nesting{"horizontalRule", ""},
};
// clang-format on
constexpr std::array<std::string_view, 3> plain_marks{"bold", "italic", "underline"};

Error unknown_part(std::string_view type) {
    return {Kind::invalid,
            cat("unknown part of a document: ", type),
            {{"content", "unknown_part", {std::string(type.substr(0, 40))}}}};
}
Error too_long() {
    return {Kind::invalid, "document too long", {{"content", "too_long"}}};
}

const JsonObject* attributes_of(const JsonObject& node) {
    const auto* found = node.if_contains("attrs");
    return found ? found->if_object() : nullptr;
}

class Check {
  public:
    Result<JsonObject> node(const Json& value, std::string_view allowed, int depth) {
        const auto* from = value.if_object();
        if (!from) return unknown_part("");
        const auto type = view_of(*from, "type");
        const auto kind = std::ranges::find(kinds, type, &Nesting::type);
        if (kind == kinds.end() || allowed.find(cat(" ", type, " ")) == allowed.npos) {
            return unknown_part(type);
        }
        if (depth > depth_max || ++nodes_ > nodes_max) return too_long();
        JsonObject to{{"type", type}};
        if (type == "text") return text(*from, std::move(to));
        attributes(type, *from, to);
        JsonArray children;
        for (const Json& child : children_of(*from)) {
            auto kept = TRY(node(child, kind->children, depth + 1));
            const bool is_empty = view_of(kept, "type") == "text" && view_of(kept, "text").empty();
            if (!is_empty) children.emplace_back(std::move(kept));
        }
        if (!children.empty()) to["content"] = std::move(children);
        return to;
    }

  private:
    Result<JsonObject> text(const JsonObject& from, JsonObject to) {
        const auto words = canonical_text(view_of(from, "text"));
        characters_ += words.size();
        if (characters_ > text_max) return too_long();
        to["text"] = words;
        JsonArray marks;
        for (const auto name : plain_marks) {
            if (has_mark(from, name)) marks.push_back(JsonObject{{"type", name}});
        }
        if (const auto link = link_of(from)) {
            marks.push_back(JsonObject{{"type", "link"}, {"attrs", JsonObject{{"href", *link}}}});
        }
        if (!marks.empty()) to["marks"] = std::move(marks);
        return to;
    }

    static void attributes(std::string_view type, const JsonObject& from, JsonObject& to) {
        const auto* attributes = attributes_of(from);
        if (type == "heading") {
            const auto level = attributes ? number_of(*attributes, "level", 2) : 2;
            to["attrs"] = JsonObject{{"level", std::clamp<std::int64_t>(level, 2, 3)}};
        }
        if (type == "orderedList" && attributes && number_of(*attributes, "start", 1) > 1) {
            const auto start = std::min<std::int64_t>(number_of(*attributes, "start", 1), 99'999);
            to["attrs"] = JsonObject{{"start", start}};
        }
    }

    int nodes_ = 0;
    std::size_t characters_ = 0;
};

}  // namespace

std::string_view view_of(const JsonObject& object, std::string_view key) {
    const auto* found = object.if_contains({key.data(), key.size()});
    if (!found || !found->is_string()) return {};
    return {found->get_string().data(), found->get_string().size()};
}

const JsonArray& children_of(const JsonObject& node) {
    static const JsonArray none;
    const auto* found = node.if_contains("content");
    return found && found->is_array() ? found->get_array() : none;
}

bool is_safe_link(std::string_view address) {
    if (address.size() > link_max) return false;
    const auto plain = [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != '\x7F'; };
    if (!std::ranges::all_of(address, plain)) return false;
    const auto start = lowered(address.substr(0, 8));
    for (const std::string_view scheme : {"http://", "https://", "mailto:", "tel:"}) {
        if (start.starts_with(scheme) && address.size() > scheme.size()) return true;
    }
    return false;
}

bool has_mark(const JsonObject& node, std::string_view type) {
    const auto* marks = node.if_contains("marks");
    if (!marks || !marks->is_array()) return false;
    return std::ranges::any_of(marks->get_array(), [&](const Json& mark) {
        return mark.is_object() && view_of(mark.get_object(), "type") == type;
    });
}

std::optional<std::string> link_of(const JsonObject& node) {
    const auto* marks = node.if_contains("marks");
    if (!marks || !marks->is_array()) return {};
    for (const Json& mark : marks->get_array()) {
        if (!mark.is_object() || view_of(mark.get_object(), "type") != "link") continue;
        const auto* attributes = attributes_of(mark.get_object());
        const auto address = attributes ? view_of(*attributes, "href") : std::string_view{};
        if (is_safe_link(address)) return std::string(address);
    }
    return {};
}

Json empty_document() {
    return JsonObject{{"type", "doc"}};
}

Result<Json> checked_document(const Json& document) {
    auto checked = TRY(Check().node(document, " doc ", 0));
    return Json(std::move(checked));
}

}  // namespace kentongan::office
