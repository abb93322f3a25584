// Proxy headers are believed only behind a proxy; else anybody could write them.
#include "net/origin.h"

#include <boost/asio/ip/address.hpp>

#include "base/text.h"

namespace kentongan::net {
namespace {

bool is_address(std::string_view text) {
    if (text.empty() || text.size() > 45) return false;
    boost::system::error_code error;
    boost::asio::ip::make_address(std::string(text), error);
    return !error;
}

bool is_request_id(std::string_view id) {
    for (const char c : id) {
        const bool fine = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
        if (!fine) return false;
    }
    return !id.empty() && id.size() <= 64;
}

/// Only the last entry was written by our own proxy.
std::string_view last_entry(std::string_view list) {
    const auto comma = list.rfind(',');
    return trimmed(comma == std::string_view::npos ? list : list.substr(comma + 1));
}

std::string_view last_header(const Head& head, std::string_view lower_name) {
    std::string_view last;
    for (const auto& [name, value] : head.headers)
        if (name == lower_name) last = value;
    return last;
}

bool is_this_machine(std::string_view host) {
    if (host.starts_with("[::1]")) return host.size() == 5 || host[5] == ':';
    const auto name = host.substr(0, host.find(':'));
    return name == "localhost" || name == "127.0.0.1";
}

}  // namespace

void tell_origin(Head& head, const Wire& wire, std::string_view fresh_id) {
    head.peer = wire.peer;
    head.request_id.assign(fresh_id);
    head.secure = wire.encrypted;
    if (!wire.behind_proxy) {
        head.secure = head.secure || (wire.loopback && is_this_machine(head.header("host")));
        return;
    }
    const auto forwarded = last_entry(last_header(head, "x-forwarded-for"));
    if (is_address(forwarded)) head.peer = forwarded;
    if (last_entry(last_header(head, "x-forwarded-proto")) == "https") head.secure = true;
    const auto id = last_header(head, "x-request-id");
    if (is_request_id(id)) head.request_id = id;
}

}  // namespace kentongan::net
