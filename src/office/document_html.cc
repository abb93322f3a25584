// The editor's document as HTML. Nothing of it is taken over: every tag is ours, every text
// escaped.
#include <array>

#include "base/markup.h"
#include "base/text.h"
#include "office/contents.h"
#include "office/document.h"

namespace kentongan::office {
namespace {

constexpr int depth_max = 64;

void write(std::string& out, const Json& value, int depth);

void write_children(std::string& out, const JsonObject& node, int depth) {
    for (const Json& child : children_of(node)) write(out, child, depth + 1);
}

void write_text(std::string& out, const JsonObject& node) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> tags{
        {{"bold", "strong"}, {"italic", "em"}, {"underline", "u"}}};
    std::string text = escaped(view_of(node, "text"));
    for (const auto& [mark, tag] : tags) {
        if (has_mark(node, mark)) text = cat("<", tag, ">", text, "</", tag, ">");
    }
    if (const auto link = link_of(node)) {
        text = cat("<a href=\"", escaped(*link), "\" rel=\"noopener nofollow\">", text, "</a>");
    }
    out += text;
}

std::string_view tag_of(std::string_view type, const JsonObject& node) {
    if (type == "paragraph") return "p";
    if (type == "bulletList") return "ul";
    if (type == "orderedList") return "ol";
    if (type == "listItem") return "li";
    if (type == "blockquote") return "blockquote";
    if (type != "heading") return {};
    const auto* attributes = node.if_contains("attrs");
    const bool deep = attributes && attributes->is_object() &&
                      number_of(attributes->get_object(), "level", 2) == 3;
    return deep ? "h3" : "h2";
}

void write(std::string& out, const Json& value, int depth) {
    if (!value.is_object() || depth > depth_max) return;
    const auto& node = value.get_object();
    const auto type = view_of(node, "type");
    if (type == "text") return write_text(out, node);
    if (type == "hardBreak") out += "<br>";
    if (type == "horizontalRule") out += "<hr>";
    const auto tag = tag_of(type, node);
    if (tag.empty()) return;
    out += cat("<", tag);
    if (const auto* attributes = node.if_contains("attrs"); attributes && tag == "ol") {
        const auto start =
            attributes->is_object() ? number_of(attributes->get_object(), "start", 1) : 1;
        if (start > 1) out += cat(" start=\"", start, "\"");
    }
    out += ">";
    write_children(out, node, depth);
    out += cat("</", tag, ">");
}

}  // namespace

std::string html_of(const Json& body) {
    std::string out;
    if (body.is_object()) write_children(out, body.get_object(), 0);
    return out;
}

}  // namespace kentongan::office
