// The editor's document as plain text, and light markup there and back for who writes without
// script.
#include "base/text.h"
#include "office/contents.h"
#include "office/document.h"

namespace kentongan::office {
namespace {

constexpr int depth_max = 64;

/// With `marked`, headings and quotes keep the signs by which they are read back.
class Writer {
  public:
    explicit Writer(bool marked) : marked_(marked) {}

    void block(const JsonObject& node, const std::string& indent, int depth) {
        if (depth > depth_max) return;
        const auto type = view_of(node, "type");
        if (type == "paragraph") return line(indent, inline_text(node));
        if (type == "heading") {
            const auto* attributes = node.if_contains("attrs");
            const bool deep = attributes && attributes->is_object() &&
                              number_of(attributes->get_object(), "level", 2) == 3;
            const std::string_view sign = deep ? "### " : "## ";
            return line(indent, marked_ ? cat(sign, inline_text(node)) : inline_text(node));
        }
        if (type == "horizontalRule") return line(indent, "---");
        if (type == "bulletList" || type == "orderedList") return list(node, indent, depth);
        const bool is_quote = type == "blockquote";
        for (const Json& child : children_of(node)) {
            if (!child.is_object()) continue;
            block(child.get_object(), is_quote && marked_ ? indent + "> " : indent, depth + 1);
        }
    }

    std::string text() && { return std::move(out_); }

  private:
    void list(const JsonObject& node, const std::string& indent, int depth) {
        std::int64_t number = 1;
        if (const auto* attributes = node.if_contains("attrs");
            attributes && attributes->is_object()) {
            number = number_of(attributes->get_object(), "start", 1);
        }
        const bool ordered = view_of(node, "type") == "orderedList";
        tight_ = false;
        for (const Json& item : children_of(node)) {
            if (!item.is_object()) continue;
            next_sign_ = ordered ? cat(number++, ". ") : "- ";
            const std::string inner = indent + std::string(next_sign_.size(), ' ');
            for (const Json& child : children_of(item.get_object())) {
                if (child.is_object()) block(child.get_object(), inner, depth + 1);
            }
            next_sign_.clear();
            tight_ = true;
        }
        tight_ = false;
    }

    /// A block of its own, after a blank line; list items follow each other closely.
    void line(const std::string& indent, const std::string& text) {
        if (!out_.empty()) out_ += tight_ ? "\n" : "\n\n";
        tight_ = !next_sign_.empty();
        std::string start = indent;
        if (!next_sign_.empty()) {
            start = indent.substr(0, indent.size() - next_sign_.size()) + next_sign_;
            next_sign_.clear();
        }
        bool is_first = true;
        for (const auto& part : split(text, '\n')) {
            if (!is_first) out_ += "\n";
            out_ += (is_first ? start : indent) + part;
            is_first = false;
        }
    }

    static std::string inline_text(const JsonObject& node) {
        std::string out;
        for (const Json& child : children_of(node)) {
            if (!child.is_object()) continue;
            const auto& piece = child.get_object();
            if (view_of(piece, "type") == "hardBreak") out += "\n";
            out += view_of(piece, "text");
        }
        return out;
    }

    bool marked_;
    bool tight_ = false;
    std::string next_sign_ = {};
    std::string out_ = {};
};

JsonObject inline_node(std::string_view type, const std::vector<std::string>& lines) {
    JsonArray content;
    for (const auto& text : lines) {
        if (!content.empty()) content.push_back(JsonObject{{"type", "hardBreak"}});
        if (!text.empty()) content.push_back(JsonObject{{"type", "text"}, {"text", text}});
    }
    JsonObject node{{"type", type}};
    if (!content.empty()) node["content"] = std::move(content);
    return node;
}

/// How long the "12. " at the start of a line is, or 0.
std::size_t number_sign(std::string_view line) {
    const auto digits = line.find_first_not_of("0123456789");
    if (digits == 0 || digits == line.npos || digits > 5) return 0;
    return line.substr(digits).starts_with(". ") ? digits + 2 : 0;
}

/// The blocks of a text, line by line.
class Reader {
  public:
    void read(std::string_view line) {
        const auto text = trimmed(line);
        if (text.empty()) return finish();
        if (text.starts_with("### ")) return heading(text.substr(4), 3);
        if (text.starts_with("## ")) return heading(text.substr(3), 2);
        if (text == "---") {
            finish();
            blocks_.push_back(JsonObject{{"type", "horizontalRule"}});
            return;
        }
        if (text.starts_with("- ")) return item("bulletList", text.substr(2));
        if (const auto sign = number_sign(text)) return item("orderedList", text.substr(sign));
        if (text.starts_with("> ")) return quote(text.substr(2));
        if (!list_.empty()) finish();
        lines_.emplace_back(text);
    }

    JsonArray take() && {
        finish();
        return std::move(blocks_);
    }

  private:
    void finish() {
        if (!lines_.empty()) blocks_.push_back(inline_node("paragraph", lines_));
        lines_.clear();
        if (!list_.empty()) {
            blocks_.push_back(JsonObject{{"type", kind_}, {"content", std::move(list_)}});
        }
        list_ = {};
    }
    void heading(std::string_view text, int level) {
        finish();
        auto node = inline_node("heading", {std::string(text)});
        node["attrs"] = JsonObject{{"level", level}};
        blocks_.emplace_back(std::move(node));
    }
    void item(const std::string& kind, std::string_view text) {
        if (kind_ != kind || !lines_.empty()) finish();
        kind_ = kind;
        JsonArray content{inline_node("paragraph", {std::string(text)})};
        list_.push_back(JsonObject{{"type", "listItem"}, {"content", std::move(content)}});
    }
    void quote(std::string_view text) {
        if (kind_ != "blockquote" || !lines_.empty()) finish();
        kind_ = "blockquote";
        list_.emplace_back(inline_node("paragraph", {std::string(text)}));
    }

    std::vector<std::string> lines_ = {};
    std::string kind_ = {};
    JsonArray list_ = {};
    JsonArray blocks_ = {};
};

std::string written(const Json& body, bool marked) {
    Writer writer(marked);
    if (body.is_object()) writer.block(body.get_object(), "", 0);
    return std::move(writer).text();
}

}  // namespace

std::string plain_text_of(const Json& body) {
    return written(body, false);
}

std::string text_from_document(const Json& body) {
    return written(body, true);
}

Json document_from_text(std::string_view text) {
    const auto canonical = canonical_text(text);
    Reader reader;
    for (const auto& line : split(canonical, '\n')) reader.read(line);
    JsonObject document{{"type", "doc"}};
    auto blocks = std::move(reader).take();
    if (!blocks.empty()) document["content"] = std::move(blocks);
    return document;
}

}  // namespace kentongan::office
