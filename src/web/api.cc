// Keys, problems and bodies of the API.
#include "web/api.h"

#include "base/secret.h"

namespace kentongan::web {
namespace {

constexpr std::size_t key_min = 16, key_max = 120;

bool is_key(std::string_view key) {
    if (key.size() < key_min || key.size() > key_max) return false;
    for (const char c : key) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (!plain) return false;
    }
    return true;
}

std::string hash_of(const Visit& visit) {
    const auto& request = visit.request;
    const auto body = request.upload ? request.upload->sha256 : sha256_hex(request.body);
    return sha256_hex(cat(request.method, " ", request.path, "\n", body));
}

}  // namespace

std::vector<api::Problem::OneIssue> issues_of(const Words& words, Language language,
                                              const std::vector<Issue>& issues) {
    std::vector<api::Problem::OneIssue> all;
    for (const Issue& issue : issues) {
        all.push_back({issue.field, issue.rule, words.say(language, issue)});
    }
    return all;
}

net::Response api_error(const Words& words, Language language, int status,
                        const std::vector<Issue>& issues) {
    const auto say = [&](std::string_view part) {
        const auto key = cat("refused.", status, ".", part);
        return words.say(language, words.knows(key) ? key : cat("refused.400.", part));
    };
    const api::Problem record{.type = "about:blank",
                              .title = say("title"),
                              .status = status,
                              .detail = say("words"),
                              .issues = issues_of(words, language, issues)};
    auto response = json_of(to_json(record), status);
    response.type = "application/problem+json";
    return response;
}

net::Response problem(const Site& site, const Visit& visit, int status,
                      const std::vector<Issue>& issues) {
    return api_error(site.look.words(), visit.language, status, issues);
}

std::optional<net::Response> missing_key(const Site& site, const Visit& visit) {
    if (is_key(visit.request.header("idempotency-key"))) return {};
    return problem(site, visit, 400, {Issue{"idempotency_key", "missing"}});
}

namespace {

Result<net::Response> act_by_key_as(const Site& site, const Visit& visit, OfficeId office,
                                    const std::string& actor, int status, const ApiAct& act) {
    if (auto refusal = missing_key(site, visit)) return *std::move(refusal);
    const std::string key(visit.request.header("idempotency-key"));
    const auto once = [&](store::Tx& tx) -> Result<office::StoredAnswer> {
        const Json answer = TRY(act(tx));
        return office::StoredAnswer{status, write_json(answer)};
    };
    const auto done = TRY(
        office::RequestKeys::once(site.db, office, actor, key, hash_of(visit), visit.now, once));
    return net::Response{.status = done.status,
                         .type = "application/json",
                         .body = net::Text{done.location_or_body}};
}

}  // namespace

// Apart from the keys of forms: a program's key is no page's.
Result<net::Response> act_by_key(const Site& site, const Visit& visit, int status,
                                 const ApiAct& act) {
    const auto& who = visit.who();
    return act_by_key_as(site, visit, who.office, cat("api/", who.person.value), status, act);
}

Result<net::Response> act_by_key_public(const Site& site, const Visit& visit, OfficeId office,
                                        int status, const ApiAct& act) {
    return act_by_key_as(site, visit, office, "api/publik", status, act);
}

}  // namespace kentongan::web
