// The editor's document (TipTap JSON): what it may consist of.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace kentongan::office {

/// The document with nothing in it that is not on the list: unknown nodes are refused, unknown
/// marks, attributes and links of other schemes are dropped. Text comes as NFC.
Result<Json> checked_document(const Json& document);
Json empty_document();

/// An address that may stand in a link: http, https, mailto, tel, written plainly.
bool is_safe_link(std::string_view address);

/// The text of a member, without copying.
std::string_view view_of(const JsonObject&, std::string_view key);
/// The node's children; empty for none.
const JsonArray& children_of(const JsonObject& node);
bool has_mark(const JsonObject& node, std::string_view type);
/// The address of the node's link mark, if it has one that is safe.
std::optional<std::string> link_of(const JsonObject& node);

}  // namespace kentongan::office
