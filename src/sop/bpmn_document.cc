// Reads and writes BPMN files without losing a byte of meaning, and without trusting them.
#include "sop/bpmn_document.h"

#include <unicode/ucnv.h>

#include <algorithm>

#include "base/text.h"
#include "sop/bpmn_tree.h"

namespace kentongan::sop {
namespace {

constexpr std::size_t bytes_max = 32UL * 1024 * 1024;
constexpr int depth_max = 256;
constexpr int elements_max = 50'000;
constexpr std::string_view model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

Error unreadable(const char* rule, std::string why) {
    return Error{Kind::invalid, std::move(why), {{"bpmn", rule}}};
}

/// The name in encoding="…" of the XML declaration, or "".
std::string declared_encoding(std::string_view bytes) {
    const auto head = bytes.substr(0, 200);
    const auto end = head.find("?>");
    const auto at = head.find("encoding=");
    if (end == head.npos || at == head.npos || at > end || at + 10 >= head.size()) return {};
    const char quote = head[at + 9];
    const auto from = at + 10;
    const auto till = head.find(quote, from);
    return till == head.npos ? std::string{} : std::string(head.substr(from, till - from));
}

/// Single-byte encodings that the XML library would take for UTF-8.
std::string in_utf8(std::string_view bytes) {
    const auto encoding = lowered(declared_encoding(bytes));
    const bool own_mark = bytes.starts_with("\xef\xbb\xbf") || bytes.starts_with("\xff\xfe") ||
                          bytes.starts_with("\xfe\xff");
    if (own_mark || encoding.empty() || encoding == "utf-8" || encoding.starts_with("utf-16") ||
        encoding.starts_with("utf-32")) {
        return std::string(bytes);
    }
    UErrorCode status = U_ZERO_ERROR;
    const auto capacity = static_cast<std::int32_t>(bytes.size() * 3 + 16);
    std::string out(static_cast<std::size_t>(capacity), '\0');
    const auto size = ucnv_convert("UTF-8", encoding.c_str(), out.data(), capacity, bytes.data(),
                                   static_cast<std::int32_t>(bytes.size()), &status);
    if (U_FAILURE(status)) return std::string(bytes);
    out.resize(static_cast<std::size_t>(size));
    // The declaration must not promise the old encoding any more.
    const auto at = out.find("encoding=");
    const auto declared = declared_encoding(out);
    if (at != out.npos && !declared.empty()) out.replace(at + 10, declared.size(), "UTF-8");
    return out;
}

std::string_view local_name(std::string_view name) {
    const auto colon = name.find(':');
    return colon == name.npos ? name : name.substr(colon + 1);
}
std::string_view prefix_of(std::string_view name) {
    const auto colon = name.find(':');
    return colon == name.npos ? std::string_view{} : name.substr(0, colon);
}

/// Walks every element once; refuses what is too deep or too much.
Result<void> look_around(BpmnDocument::Tree& tree) {
    int depth = 0, elements = 0;
    pugi::xml_node at = tree.document.document_element();
    const auto top = at;
    while (at) {
        if (at.type() == pugi::node_element) {
            if (++elements > elements_max) return unreadable("too_large", "too many elements");
            for (const auto attribute : at.attributes()) {
                const std::string_view name = attribute.name();
                if (name.starts_with("xmlns") && attribute.value() == model) {
                    tree.model_prefixes.emplace(name == "xmlns" ? "" : name.substr(6));
                }
            }
            const std::string_view id = at.attribute("id").value();
            if (!id.empty()) tree.by_id.try_emplace(std::string(id), at);
        }
        if (at.first_child()) {
            if (++depth > depth_max) return unreadable("too_deep", "too many levels");
            at = at.first_child();
            continue;
        }
        while (at && at != top && !at.next_sibling()) {
            at = at.parent();
            --depth;
        }
        if (!at || at == top) break;
        at = at.next_sibling();
    }
    return {};
}

struct StringWriter : pugi::xml_writer {
    std::string text = {};
    void write(const void* data, std::size_t size) override {
        text.append(static_cast<const char*>(data), size);
    }
};

}  // namespace

std::string_view BpmnDocument::Tree::kind(pugi::xml_node node) const {
    const std::string_view name = node.name();
    if (!model_prefixes.contains(prefix_of(name))) return {};
    return local_name(name);
}

pugi::xml_node BpmnDocument::Tree::child(pugi::xml_node node, std::string_view wanted) const {
    for (const auto one : node.children()) {
        if (kind(one) == wanted) return one;
    }
    return {};
}

pugi::xml_node BpmnDocument::Tree::find(std::string_view id) const {
    auto found = by_id.find(id);
    if (found == by_id.end()) found = by_id.find(local_name(id));
    return found == by_id.end() ? pugi::xml_node{} : found->second;
}

std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool blank = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool no_break = c == '\xc2' && text.substr(i, 2) == "\xc2\xa0";
        if (c == ' ' || (c >= '\t' && c <= '\r') || no_break) {
            blank = !out.empty();
            i += no_break ? 1 : 0;
            continue;
        }
        if (blank) out.push_back(' ');
        blank = false;
        out.push_back(c);
    }
    return out;
}

std::string words_of(pugi::xml_node node) {
    std::string text;
    for (const auto child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            text += child.value();
        }
    }
    return text;
}

BpmnDocument::BpmnDocument(std::unique_ptr<Tree> tree) : tree_(std::move(tree)) {}
BpmnDocument::BpmnDocument(BpmnDocument&&) noexcept = default;
BpmnDocument& BpmnDocument::operator=(BpmnDocument&&) noexcept = default;
BpmnDocument::~BpmnDocument() = default;

Result<BpmnDocument> BpmnDocument::read(std::string_view bytes) {
    if (bytes.size() > bytes_max) return unreadable("too_large", "more than 32 MiB");
    const auto text = in_utf8(bytes);
    auto tree = std::make_unique<Tree>();
    // Everything is kept: comments, instructions, blanks between elements.
    constexpr auto all = pugi::parse_full | pugi::parse_ws_pcdata;
    const auto parsed = tree->document.load_buffer(text.data(), text.size(), all);
    if (!parsed) return unreadable("no_xml", parsed.description());
    for (const auto node : tree->document.children()) {
        if (node.type() == pugi::node_doctype) return unreadable("doctype", "DOCTYPE refused");
    }
    TRY(look_around(*tree));
    if (tree->kind(tree->document.document_element()) != "definitions") {
        return unreadable("no_bpmn", "the root is no bpmn:definitions");
    }
    return BpmnDocument(std::move(tree));
}

std::string BpmnDocument::write() const {
    StringWriter writer;
    tree_->document.save(writer, "", pugi::format_raw | pugi::format_no_declaration,
                         pugi::encoding_utf8);
    const bool declared = tree_->document.first_child().type() == pugi::node_declaration;
    const std::string_view first = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    if (!declared) return std::string(first) + "\n" + writer.text;
    return writer.text;
}

}  // namespace kentongan::sop
