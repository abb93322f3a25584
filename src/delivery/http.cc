// Checks the address twice: before the socket opens and again before each request is written.
#include "delivery/http.h"

#include <arpa/inet.h>
#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.h"
#include "delivery/curl.h"

namespace kentongan::delivery {
namespace {

constexpr std::size_t headers_max = 64UL * 1024;
constexpr std::int64_t longest_wait = 24L * 60 * 60;

struct Block {
    std::string_view first;
    int bits;
};
// clang-format off
constexpr std::array closed_4{
    Block{"0.0.0.0", 8},       Block{"10.0.0.0", 8},      Block{"100.64.0.0", 10},
    Block{"127.0.0.0", 8},     Block{"169.254.0.0", 16},  Block{"172.16.0.0", 12},
    Block{"192.0.0.0", 24},    Block{"192.0.2.0", 24},    Block{"192.88.99.0", 24},
    Block{"192.168.0.0", 16},  Block{"198.18.0.0", 15},   Block{"198.51.100.0", 24},
    Block{"203.0.113.0", 24},  Block{"224.0.0.0", 4},     Block{"240.0.0.0", 4},
};
// Of IPv6 only 2000::/3 is given out; inside it these are not for us.
constexpr std::array closed_6{
    Block{"2001::", 23},       Block{"2001:db8::", 32},   Block{"2002::", 16},
    Block{"3fff::", 20},
};
// clang-format on

template <std::size_t N>
bool is_inside(const std::array<unsigned char, N>& address, const Block& block, int family) {
    std::array<unsigned char, N> first{};
    ensure(inet_pton(family, std::string(block.first).c_str(), first.data()) == 1);
    for (int bit = 0; bit < block.bits; ++bit) {
        const auto byte = static_cast<std::size_t>(bit / 8);
        const int mask = 0x80 >> (bit % 8);
        if ((address[byte] & mask) != (first[byte] & mask)) return false;
    }
    return true;
}

/// One request on its way, for curl's callbacks.
struct Exchange {
    const HttpLimits& limits;
    HttpReply reply = {};
    std::size_t header_bytes = 0;
    bool too_large = false;
    bool headers_ended = false;
    bool closed_address = false;

    bool may_reach(std::string_view ip, int port) const {
        const bool bracketed = ip.find(':') != ip.npos;
        const auto place = bracketed ? cat("[", ip, "]:", port) : cat(ip, ":", port);
        return limits.also_allowed.contains(place) || is_public_address(ip);
    }
};

curl_socket_t open_socket(void* data, curlsocktype, curl_sockaddr* address) {
    auto& call = *static_cast<Exchange*>(data);
    std::array<char, INET6_ADDRSTRLEN> ip{};
    int port = 0;
    if (address->family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, &address->addr, sizeof in);
        inet_ntop(AF_INET, &in.sin_addr, ip.data(), ip.size());
        port = ntohs(in.sin_port);
    } else if (address->family == AF_INET6) {
        sockaddr_in6 in{};
        std::memcpy(&in, &address->addr, std::min<std::size_t>(sizeof in, address->addrlen));
        inet_ntop(AF_INET6, &in.sin6_addr, ip.data(), ip.size());
        port = ntohs(in.sin6_port);
    }
    if (!call.may_reach(ip.data(), port)) {
        call.closed_address = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/// A connection that is used again opens no socket, so the peer is looked at once more here.
int before_request(void* data, char* peer_ip, char*, int peer_port, int) {  // NOLINT: curl's
    auto& call = *static_cast<Exchange*>(data);
    call.closed_address = !call.may_reach(peer_ip, peer_port);
    if (call.closed_address) return CURL_PREREQFUNC_ABORT;
    call.reply.sent = true;
    return CURL_PREREQFUNC_OK;
}

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* data) {
    auto& call = *static_cast<Exchange*>(data);
    call.too_large = call.reply.body.size() + size > call.limits.body_max;
    if (call.too_large) return 0;
    call.reply.body.append(bytes, size);
    return size;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t size, void* data) {
    auto& call = *static_cast<Exchange*>(data);
    call.header_bytes += size;
    call.too_large = call.header_bytes > headers_max;
    if (call.too_large) return 0;
    const std::string_view line(bytes, size);
    if (line.starts_with("HTTP/")) call.reply.headers.clear();
    call.headers_ended = trimmed(line).empty();
    if (const auto colon = line.find(':'); colon != line.npos) {
        call.reply.headers[lowered(trimmed(line.substr(0, colon)))] =
            trimmed(line.substr(colon + 1));
    }
    return size;
}

bool is_one_line(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) == text.npos;
}

/// An address taken apart by libcurl, the way it will be gone to.
class Url {
  public:
    bool go(const std::string& address) {
        return is_one_line(address) &&
               curl_url_set(handle_.get(), CURLUPART_URL, address.c_str(), 0) == CURLUE_OK;
    }
    std::string part(CURLUPart which, unsigned flags = 0) const {
        char* text = nullptr;
        const bool found = curl_url_get(handle_.get(), which, &text, flags) == CURLUE_OK;
        std::string copy = found ? text : "";
        curl_free(text);
        return copy;
    }

  private:
    std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> handle_{curl_url(), curl_url_cleanup};
};

struct UrlParts {
    std::string scheme, place;  // place: "host:port"
};
Result<UrlParts> parts_of(const std::string& address) {
    Url url;
    if (!url.go(address)) return Error{Kind::invalid, "no address"};
    if (!url.part(CURLUPART_USER).empty() || !url.part(CURLUPART_PASSWORD).empty()) {
        return Error{Kind::invalid, "an address may carry no password"};
    }
    return UrlParts{url.part(CURLUPART_SCHEME), cat(url.part(CURLUPART_HOST), ":",
                                                    url.part(CURLUPART_PORT, CURLU_DEFAULT_PORT))};
}

class GuardedHttp final : public Http {
  public:
    explicit GuardedHttp(HttpLimits limits) : limits_(std::move(limits)) {}

    HttpReply send(const HttpRequest& request) override {
        const auto parts = parts_of(request.url);
        if (!parts) return {.why = parts.error().why};
        const bool ours = limits_.also_allowed.contains(parts->place);
        if (parts->scheme != "https" && !(ours && parts->scheme == "http")) {
            return {.why = "only https"};
        }
        CurlList headers;
        for (const auto& [name, value] : request.headers) {
            if (!is_one_line(name) || !is_one_line(value)) return {.why = "a header of two lines"};
            headers.add(value.empty() ? cat(name, ";") : cat(name, ": ", value));
        }
        headers.add("Expect:");
        // curl would call every body without a type a form.
        const bool typed = std::ranges::any_of(
            request.headers, [](const auto& one) { return lowered(one.first) == "content-type"; });
        if (!typed) headers.add("Content-Type:");
        const Curl curl;
        if (!curl) return {.why = "curl"};
        Exchange call{limits_};
        prepare(curl, request, headers, call);
        const CURLcode code = curl.perform();
        long status = 0;
        curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
        if (code == CURLE_OK && call.headers_ended) {
            call.reply.status = static_cast<int>(status);
            return std::move(call.reply);
        }
        call.reply.why = call.closed_address ? "closed address"
                         : call.too_large    ? "the answer is too large"
                         : code == CURLE_OK  ? "the answer broke off"
                                             : curl_easy_strerror(code);
        return std::move(call.reply);
    }

  private:
    void prepare(const Curl& curl, const HttpRequest& request, const CurlList& headers,
                 Exchange& call) const {
        curl.set(CURLOPT_URL, request.url.c_str());
        curl.set(CURLOPT_PROTOCOLS_STR, "http,https");
        curl.set(CURLOPT_FOLLOWLOCATION, 0L);
        curl.set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
        curl.set(CURLOPT_HTTPHEADER, headers.list());
        if (request.method == "HEAD") {
            curl.set(CURLOPT_NOBODY, 1L);
        } else if (request.method != "GET" || !request.body.empty()) {
            curl.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
            curl.set(CURLOPT_POSTFIELDS, request.body.c_str());
            curl.set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
        }
        curl.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.connect.count()));
        const auto whole = request.patience.count() > 0 ? request.patience : limits_.whole;
        curl.set(CURLOPT_TIMEOUT_MS, static_cast<long>(whole.count()));
        curl.set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits_.body_max));
        curl.set(CURLOPT_OPENSOCKETFUNCTION, open_socket);
        curl.set(CURLOPT_OPENSOCKETDATA, &call);
        curl.set(CURLOPT_PREREQFUNCTION, before_request);
        curl.set(CURLOPT_PREREQDATA, &call);
        curl.set(CURLOPT_WRITEFUNCTION, take_body);
        curl.set(CURLOPT_WRITEDATA, &call);
        curl.set(CURLOPT_HEADERFUNCTION, take_header);
        curl.set(CURLOPT_HEADERDATA, &call);
    }

    HttpLimits limits_;
};

}  // namespace

std::unique_ptr<Http> guarded_http(HttpLimits limits) {
    return std::make_unique<GuardedHttp>(std::move(limits));
}

bool is_public_address(std::string_view ip) {
    const std::string text(ip);
    if (std::array<unsigned char, 4> four{}; inet_pton(AF_INET, text.c_str(), four.data()) == 1) {
        return std::ranges::none_of(
            closed_4, [&](const Block& block) { return is_inside(four, block, AF_INET); });
    }
    std::array<unsigned char, 16> six{};
    if (inet_pton(AF_INET6, text.c_str(), six.data()) != 1) return false;
    return is_inside(six, {"2000::", 3}, AF_INET6) &&
           std::ranges::none_of(
               closed_6, [&](const Block& block) { return is_inside(six, block, AF_INET6); });
}

std::string address_on(const std::string& page, std::string_view target) {
    const std::string written(trimmed(target));
    const auto mark = std::min(written.find_first_of(":/?#"), written.size());
    const auto rest = std::string_view(written).substr(mark);
    if (rest.starts_with(':') && !rest.starts_with("://")) return {};  // "data:…", "javascript:…"
    Url url;
    if (written.empty() || !url.go(page) || !url.go(written)) return {};
    const auto scheme = url.part(CURLUPART_SCHEME);
    return scheme == "http" || scheme == "https" ? url.part(CURLUPART_URL) : "";
}

Outcome outcome_of(const HttpReply& reply) {
    if (reply.status == 0 && !reply.sent) return Wait{minutes{1}, reply.why};
    if (reply.status == 0) return Ambiguous{reply.why};
    const auto why = cat("HTTP ", reply.status, " ", reply.body.substr(0, 500));
    if (reply.status == 401 || reply.status == 403) return Reauth{why};
    if (reply.status == 429) {
        const auto found = reply.headers.find("retry-after");
        const auto asked = found == reply.headers.end() ? std::nullopt : to_number(found->second);
        return Wait{seconds{std::clamp<std::int64_t>(asked.value_or(0), 0, longest_wait)}, why};
    }
    if (reply.status == 408 || reply.status >= 500 || reply.status < 400) return Ambiguous{why};
    return Rejected{why};
}

}  // namespace kentongan::delivery
