// Who comes without signing in: a cookie of their own, and the token of their forms.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/secret.h"
#include "web/guard.h"
#include "web/visit.h"

namespace kentongan::web {

/// The guest's cookie, and the header that sets it where there is none yet.
struct Guest {
    std::string cookie;
    std::optional<std::pair<std::string, std::string>> header = {};
};
inline Guest guest_of(const Visit& visit) {
    const std::string known(visit.request.cookie(guest_cookie));
    if (known.size() >= 16 && known.size() <= 64) return {known};
    const auto made = fresh_token();
    return {made, cookie_header(guest_cookie, made)};
}

inline net::Response with_guest(net::Response response, Guest& guest) {
    if (guest.header) response.headers.push_back(*std::move(guest.header));
    return response;
}

}  // namespace kentongan::web
