// Answers, toasts and the keys of acts.
#include "web/reply.h"

#include "base/secret.h"
#include "web/escape.h"

namespace kentongan::web {
namespace {

constexpr std::size_t key_max = 120;
constexpr std::size_t toast_max = 1000;
constexpr char separator = '\n';

std::string seal_of(const Visit& visit, std::string_view words) {
    const std::string secret = visit.session ? visit.session->csrf : "";
    return sha256_hex(cat("kentongan/toast/1\n", secret, "\n", words)).substr(0, 32);
}

/// What makes this request this request: its place and its fields, but for the two that name the
/// page it was sent from.
std::string hash_of(const Visit& visit) {
    Sha256 hash;
    hash.add(cat(visit.request.method, " ", visit.request.path, "\n"));
    for (const auto& [name, value] : visit.form) {
        if (name == "csrf" || name == "kunci") continue;
        hash.add(cat(name.size(), ":", name, value.size(), ":", value));
    }
    return hash.hex();
}

bool is_key(std::string_view key) {
    if (key.size() < 16 || key.size() > key_max) return false;
    for (const char letter : key) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') || letter == '-' || letter == '_';
        if (!plain) return false;
    }
    return true;
}

}  // namespace

net::Response see_other(const std::string& path) {
    return {.status = 303, .headers = {{"Location", path}}};
}

net::Response stored_file(std::string path, const std::string& hash, std::string type) {
    return {.type = std::move(type),
            .body = net::File{std::move(path), hash},
            .headers = {{"Cache-Control", "private, no-cache"}},
            .etag = hash,
            .compressible = false};
}

void call_it(net::Response& response, std::string_view how, const std::string& name) {
    response.headers.emplace_back("Content-Disposition",
                                  cat(how, "; filename*=UTF-8''", net::percent_encoded(name)));
}

net::Response json_of(const Json& json, int status) {
    return {.status = status, .type = "application/json", .body = net::Text{write_json(json)}};
}

int status_of(Kind kind) {
    switch (kind) {
    case Kind::not_found:
    case Kind::forbidden: return 404;
    case Kind::conflict: return 409;
    case Kind::invalid: return 422;
    case Kind::unavailable: return 503;
    }
    return 503;
}

int status_of_refusal(Kind kind) {
    return kind == Kind::forbidden ? 403 : status_of(kind);
}

std::string with_toast(const Visit& visit, const std::string& path, const std::string& key,
                       const std::vector<std::string>& with) {
    std::string words = key;
    for (const auto& one : with) words += cat(separator, one);
    std::string address = cat(path, path.find('?') == path.npos ? "?" : "&", "kabar=");
    put_part(address, words);
    return cat(address, "&segel=", seal_of(visit, words));
}

std::optional<Toast> toast_of(const Site& site, const Visit& visit) {
    const auto words = visit.asked("kabar");
    if (words.empty() || words.size() > toast_max) return {};
    if (!same_secret(visit.asked("segel"), seal_of(visit, words))) return {};
    auto parts = split(words, separator);
    const std::string key = parts.front();
    parts.erase(parts.begin());
    return Toast{.words = site.look.words().say(visit.language, key, parts)};
}

namespace {

Result<net::Response> act_once_as(const Site& site, const Visit& visit, OfficeId office,
                                  const std::string& actor, const Act& act) {
    const auto key = visit.field("kunci");
    if (!is_key(key)) return Error{Kind::invalid, "no key in the form", {Issue{"form", "stale"}}};
    const auto once = [&](store::Tx& tx) -> Result<office::StoredAnswer> {
        return office::StoredAnswer{303, TRY(act(tx))};
    };
    const auto done = TRY(
        office::RequestKeys::once(site.db, office, actor, key, hash_of(visit), visit.now, once));
    return see_other(done.location_or_body);
}

}  // namespace

Result<net::Response> act_once(const Site& site, const Visit& visit, const Act& act) {
    const auto& who = visit.who();
    return act_once_as(site, visit, who.office, cat("person/", who.person.value), act);
}

Result<net::Response> act_once_public(const Site& site, const Visit& visit, OfficeId office,
                                      const Act& act) {
    return act_once_as(site, visit, office, "publik", act);
}

}  // namespace kentongan::web
