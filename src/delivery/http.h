// Requests to the outside that can never be turned inward: only public addresses, no redirects.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "delivery/outbox.h"

namespace kentongan::delivery {

struct HttpRequest {
    std::string method = "GET";
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};
    milliseconds patience{0};  // 0: as the limits say
};

/// What came back, or why nothing did.
struct HttpReply {
    int status = 0;                                   // 0: no answer
    std::map<std::string, std::string> headers = {};  // lower-case names
    std::string body = {};
    bool sent = false;  // the other side may have read the request
    std::string why = {};
};

struct HttpLimits {
    std::size_t body_max = 2UL * 1024 * 1024;
    milliseconds connect{5'000};
    milliseconds whole{30'000};
    /// "127.0.0.1:8080": also allowed, and by plain http. For tests and for machines of the office
    /// itself; never filled from what a user typed.
    std::set<std::string> also_allowed = {};
};

class Http {
  public:
    virtual ~Http() = default;
    virtual HttpReply send(const HttpRequest&) = 0;
};
std::unique_ptr<Http> guarded_http(HttpLimits = {});

/// Whether an IP address belongs to the public internet: not private, local, shared, reserved, nor
/// one of these in a coat (IPv4 inside IPv6).
bool is_public_address(std::string_view ip);

/// Where `target`, as a page writes it, leads on the page at `page`: relative, "/from/the/root",
/// "//other.host/…" or whole. "" for what is no address of the web.
std::string address_on(const std::string& page, std::string_view target);

/// What a reply means for an errand when the channel has no closer word: only a clear answer is
/// "nothing made". A 2xx is the channel's own to read.
Outcome outcome_of(const HttpReply&);

}  // namespace kentongan::delivery
