// One table of addresses: who may come in, what body is taken, and which function answers.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "net/message.h"
#include "office/policy.h"

namespace kentongan::web {

struct Site;
struct Visit;

/// Who may come in. What they see inside is the office layer's business, row by row.
struct Policy {
    bool signed_in = true;
    std::optional<office::Right> right = {};
};
inline constexpr Policy anyone{.signed_in = false};
inline constexpr Policy members{};
constexpr Policy holder_of(office::Right right) {
    return {.right = right};
}

/// Which headers an answer gets, and how its errors look.
enum class Face {
    workspace,  // signed-in pages, with script
    portal,     // for citizens: no script at all
    file,       // bytes to show or to save
    api,        // JSON for programs
};

using Page = Result<net::Response> (*)(const Site&, Visit&);
/// Decides on an upload before a byte of its body is read.
using Admit = Result<net::Admission> (*)(const Site&, const Visit&);

struct Route {
    std::string_view method;
    /// "/berkas/:id/naskah": a segment with ':' is a parameter; a last "*" takes all the rest.
    std::string_view path;
    Policy policy;
    net::BodyKind body;
    Face face;
    Page page;
    Admit admit = nullptr;  // null: a form with files, of the usual size
};

std::span<const Route> page_routes();
/// Every route, of all tables.
const std::vector<Route>& routes();

}  // namespace kentongan::web
