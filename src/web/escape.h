// Escaping by position: whole addresses, pieces of addresses; text and attributes as base/markup.h
// does.
#pragma once

#include <string>
#include <string_view>

#include "base/markup.h"

namespace kentongan::web {

/// A whole URL in an attribute: http, https, mailto, tel or a place of ours; anything else is "#".
void put_address(std::string& out, std::string_view address);
/// A piece of a URL (a segment, a query value): all but the unreserved is percent-encoded.
void put_part(std::string& out, std::string_view part);

/// What may follow after signing in and the like: a path of ours, never another site.
bool is_own_path(std::string_view address);

}  // namespace kentongan::web
