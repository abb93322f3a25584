// Origin checks, security headers, cookies and the limit per peer.
#include "web/guard.h"

#include <array>

#include "base/secret.h"
#include "base/text.h"

namespace kentongan::web {
namespace {

constexpr std::size_t peers_max = 20'000;

// The hash is that of the style sheet which Turbo writes for its progress bar.
constexpr std::string_view workspace_policy =
    "default-src 'none'; script-src 'self'; style-src 'self' "
    "'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='; img-src 'self' blob:; "
    "media-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types default";
constexpr std::string_view portal_policy =
    "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
constexpr std::string_view file_policy =
    "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; sandbox; require-trusted-types-for 'script'; "
    "trusted-types 'none'";

constexpr std::string_view program_policy =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox; "
    "require-trusted-types-for 'script'; trusted-types 'none'";

constexpr std::string_view nothing_permitted =
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), "
    "fullscreen=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), "
    "idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    "picture-in-picture=(), publickey-credentials-create=(), publickey-credentials-get=(), "
    "screen-wake-lock=(), serial=(), usb=(), web-share=(), xr-spatial-tracking=()";

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> always{{
    {"Strict-Transport-Security", "max-age=63072000; includeSubDomains"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Embedder-Policy", "require-corp"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", nothing_permitted},
}};

std::string_view policy_of(Face face) {
    switch (face) {
    case Face::workspace: return workspace_policy;
    case Face::portal: return portal_policy;
    case Face::file: return file_policy;
    case Face::api: return program_policy;
    }
    return program_policy;
}

bool has(const net::Response& response, std::string_view name) {
    for (const auto& [own, value] : response.headers) {
        if (lowered(own) == lowered(name)) return true;
    }
    return false;
}

}  // namespace

std::pair<std::string, std::string> cookie_header(std::string_view name, std::string_view value) {
    return {"Set-Cookie", cat(name, "=", value, "; Secure; HttpOnly; SameSite=Lax; Path=/",
                              value.empty() ? "; Max-Age=0" : "")};
}

bool is_same_origin(const net::Head& head) {
    const auto site = head.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin") return false;
    const auto origin = head.header("origin");
    if (origin.empty()) return true;
    const auto host = head.header("host");
    // Behind a proxy we may not know the scheme; a page of the same host is one of ours.
    return !host.empty() && (origin == cat("https://", host) || (origin == cat("http://", host)));
}

std::string guest_token(std::string_view cookie) {
    return sha256_hex(cat("kentongan/guest/1\n", cookie)).substr(0, 32);
}

void protect(net::Response& response, Face face) {
    if (!has(response, "Content-Security-Policy")) {
        response.headers.emplace_back("Content-Security-Policy", policy_of(face));
    }
    for (const auto& [name, value] : always) response.headers.emplace_back(name, value);
    if (!has(response, "Cache-Control")) response.headers.emplace_back("Cache-Control", "no-store");
}

seconds Limit::take(const std::string& peer, Instant now) {
    const std::lock_guard lock(mutex_);
    const double refill = std::chrono::duration<double>(refill_).count();
    const auto left_of = [&](const Bucket& bucket) {
        const double passed = std::chrono::duration<double>(now - bucket.at).count();
        return std::min<double>(tries_, bucket.left + std::max(0.0, passed) / refill);
    };
    if (buckets_.size() >= peers_max) {
        std::erase_if(buckets_, [&](const auto& entry) { return left_of(entry.second) >= tries_; });
        // Too many at once to tell them apart: whoever is known keeps a bucket, the rest wait.
        if (buckets_.size() >= peers_max && !buckets_.contains(peer)) {
            return std::chrono::ceil<seconds>(refill_);
        }
    }
    Bucket& bucket = buckets_.try_emplace(peer, Bucket{double(tries_), now}).first->second;
    bucket = {left_of(bucket), now};
    if (bucket.left < 1) return seconds{1 + static_cast<int>((1 - bucket.left) * refill)};
    bucket.left -= 1;
    return seconds{0};
}

}  // namespace kentongan::web
