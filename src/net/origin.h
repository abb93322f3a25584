// Where a request came from: the peer's address, whether the way was safe, what it is called.
#pragma once

#include <string>

#include "net/message.h"

namespace kentongan::net {

struct Wire {
    std::string peer;  // the socket's other end
    bool loopback = false;
    bool encrypted = false;
    bool behind_proxy = false;
};

/// Fills peer, secure and request_id; `fresh_id` unless a trusted proxy gave one.
void tell_origin(Head&, const Wire&, std::string_view fresh_id);

}  // namespace kentongan::net
