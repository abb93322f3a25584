// The three ways of signing in: Google, X, Meta.
#include "delivery/oauth.h"

#include "base/secret.h"
#include "base/text.h"
#include "delivery/call.h"
#include "delivery/meta.h"

namespace kentongan::delivery {
namespace {

struct Service {
    std::string_view channel, authorize, token, scope;
    std::string_view authorize_path, token_path;  // below a base of our own
};
// clang-format off
constexpr Service services[] = {
    {"youtube", "https://accounts.google.com/o/oauth2/v2/auth",
     "https://oauth2.googleapis.com/token",
     "https://www.googleapis.com/auth/youtube.upload"
     " https://www.googleapis.com/auth/youtube.force-ssl",
     "/o/oauth2/v2/auth", "/token"},
    {"x", "https://x.com/i/oauth2/authorize", "https://api.x.com/2/oauth2/token",
     "tweet.read tweet.write users.read media.write offline.access",
     "/i/oauth2/authorize", "/2/oauth2/token"},
    {"facebook", "https://www.facebook.com/v26.0/dialog/oauth",
     "https://graph.facebook.com/v26.0/oauth/access_token",
     "pages_show_list,pages_read_engagement,pages_manage_posts,publish_video",
     "/v26.0/dialog/oauth", "/v26.0/oauth/access_token"},
    {"instagram", "https://www.facebook.com/v26.0/dialog/oauth",
     "https://graph.facebook.com/v26.0/oauth/access_token",
     "pages_show_list,pages_read_engagement,instagram_basic,instagram_content_publish,"
     "instagram_manage_contents",
     "/v26.0/dialog/oauth", "/v26.0/oauth/access_token"},
};
// clang-format on

const Service* service_of(std::string_view channel) {
    for (const Service& one : services) {
        if (one.channel == channel) return &one;
    }
    return nullptr;
}

bool is_meta(const OauthApp& app) {
    return app.channel == "facebook" || app.channel == "instagram";
}

Heard ask(Http& http, const HttpRequest& request) {
    Heard heard{http.send(request)};
    const auto json = read_json(heard.reply.body);
    if (json && json->is_object()) heard.json = json->get_object();
    return heard;
}
Heard with_token(Http& http, const std::string& url, const std::string& token) {
    return ask(http, {.url = url, .headers = {{"Authorization", "Bearer " + token}}});
}

/// The service's own words; never the tokens.
Error refused(const Heard& heard) {
    const int status = heard.reply.status;
    const auto words = heard.text("error_description").empty() ? heard.text("error.message")
                                                               : heard.text("error_description");
    const auto why = cat("HTTP ", status, " ", words);
    if (status == 0 || status == 429 || status >= 500) return {Kind::unavailable, why};
    return {Kind::forbidden, why, {{"account", "not_let_in", {words}}}};
}

Tokens tokens_in(const Heard& heard, Instant now) {
    Tokens tokens{heard.text("access_token"), heard.text("refresh_token")};
    const auto lives = heard.number("expires_in");
    if (lives > 0) tokens.expires_at = now + seconds{lives};
    // What cannot be renewed ends with its token; Google says of some consents when they end.
    const auto consent_lives = heard.number("refresh_token_expires_in");
    if (consent_lives > 0) tokens.dies_at = now + seconds{consent_lives};
    if (tokens.refresh.empty()) tokens.dies_at = tokens.expires_at;
    return tokens;
}

HttpRequest token_request(const OauthApp& app, Fields fields) {
    fields.emplace_back("client_id", app.id);
    HttpRequest request{.method = "POST",
                        .url = app.token,
                        .headers = {{"Content-Type", "application/x-www-form-urlencoded"}}};
    if (app.channel == "youtube") fields.emplace_back("client_secret", app.secret);
    if (app.channel == "x" && !app.secret.empty()) {
        request.headers.emplace_back("Authorization", basic_authorization(app.id, app.secret));
    }
    request.body = query_of(fields);
    return request;
}

/// A page's token carries no end, but what it may read does; the service says when.
std::optional<Instant> access_ends(Http& http, const OauthApp& app, const std::string& token) {
    const auto told =
        ask(http, {.url = cat(app.graph, meta_version, "debug_token?",
                              query_of({{"input_token", token},
                                        {"access_token", cat(app.id, "|", app.secret)}}))});
    std::optional<Instant> ends;
    for (const auto name : {"data.expires_at", "data.data_access_expires_at"}) {
        const auto at = told.number(name);
        if (told.ok() && at > 0 && (!ends || from_millis(at * 1000) < *ends)) {
            ends = from_millis(at * 1000);
        }
    }
    return ends;
}

Result<Tokens> with_account(Http& http, const OauthApp& app, Tokens tokens) {
    const auto base = app.graph;
    if (app.channel == "x") {
        const auto me = with_token(http, base + "/2/users/me", tokens.access);
        if (!me.ok()) return refused(me);
        tokens.account = me.text("data.id");
        tokens.name = me.text("data.username");
    }
    if (app.channel == "youtube") {
        const auto mine =
            with_token(http, base + "/youtube/v3/channels?part=snippet,contentDetails&mine=true",
                       tokens.access);
        if (!mine.ok()) return refused(mine);
        const auto items = mine.objects("items");
        if (items.empty()) return Error{Kind::forbidden, "no channel", {{"account", "no_channel"}}};
        const Heard first{{}, items[0]};
        tokens.account = first.text("id");
        tokens.name = first.text("snippet.title");
    }
    return tokens;
}

}  // namespace

std::optional<OauthApp> oauth_app(std::string_view channel, const std::string& base) {
    const auto* service = service_of(channel);
    if (!service) return {};
    OauthApp app{.channel = std::string(channel)};
    app.authorize = base.empty() ? std::string(service->authorize)
                                 : base + std::string(service->authorize_path);
    app.token =
        base.empty() ? std::string(service->token) : base + std::string(service->token_path);
    const auto real = channel == "x" ? x_base : channel == "youtube" ? youtube_base : facebook_base;
    app.graph = base.empty() ? std::string(real) : base;
    return app;
}

Proofkey fresh_proofkey() {
    auto verifier = fresh_token(32);
    std::string digest;
    const auto hex = sha256_hex(verifier);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        digest.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    }
    auto challenge = base64url(digest);
    return {std::move(verifier), std::move(challenge)};
}

std::string consent_address(const OauthApp& app, const std::string& back, const std::string& state,
                            const Proofkey& proofkey) {
    const auto* service = service_of(app.channel);
    Fields fields{{"response_type", "code"},
                  {"client_id", app.id},
                  {"redirect_uri", back},
                  {"scope", std::string(service->scope)},
                  {"state", state}};
    if (!is_meta(app)) {
        fields.emplace_back("code_challenge", proofkey.challenge);
        fields.emplace_back("code_challenge_method", "S256");
    }
    if (app.channel == "youtube") {
        fields.emplace_back("access_type", "offline");
        fields.emplace_back("prompt", "consent");
    }
    return cat(app.authorize, "?", query_of(fields));
}

Result<Tokens> tokens_for_pasted(Http& http, const OauthApp& app, const std::string& token,
                                 Instant now) {
    const auto long_lived = ask(http, {.url = cat(app.token, "?",
                                                  query_of({{"grant_type", "fb_exchange_token"},
                                                            {"client_id", app.id},
                                                            {"client_secret", app.secret},
                                                            {"fb_exchange_token", token}}))});
    if (!long_lived.ok()) return refused(long_lived);
    auto tokens = tokens_in(long_lived, now);
    const auto pages =
        with_token(http,
                   cat(app.graph, meta_version,
                       "me/accounts?fields=id,name,access_token,tasks,instagram_business_account"),
                   tokens.access);
    if (!pages.ok()) return refused(pages);
    for (const auto& one : pages.objects("data")) {
        const Heard page{{}, one};
        // Page tokens made from a long-lived one carry no end.
        Tokens own{page.text("access_token"), {}};
        own.account = app.channel == "facebook" ? page.text("id")
                                                : page.text("instagram_business_account.id");
        own.name = page.text("name");
        if (own.account.empty() || own.access.empty()) continue;
        own.dies_at = access_ends(http, app, own.access);
        return own;
    }
    return Error{Kind::forbidden, "no page", {{"account", "no_page"}}};
}

Result<Tokens> tokens_for_code(Http& http, const OauthApp& app, const std::string& code,
                               const std::string& back, const Proofkey& proofkey, Instant now) {
    if (is_meta(app)) {
        const auto heard = ask(http, {.url = cat(app.token, "?",
                                                 query_of({{"client_id", app.id},
                                                           {"client_secret", app.secret},
                                                           {"redirect_uri", back},
                                                           {"code", code}}))});
        if (!heard.ok()) return refused(heard);
        return tokens_for_pasted(http, app, heard.text("access_token"), now);
    }
    const auto heard = ask(http, token_request(app, {{"grant_type", "authorization_code"},
                                                     {"code", code},
                                                     {"redirect_uri", back},
                                                     {"code_verifier", proofkey.verifier}}));
    if (!heard.ok()) return refused(heard);
    return with_account(http, app, tokens_in(heard, now));
}

Result<Tokens> renewed_tokens(Http& http, const OauthApp& app, const std::string& refresh,
                              Instant now) {
    const auto heard = ask(
        http, token_request(app, {{"grant_type", "refresh_token"}, {"refresh_token", refresh}}));
    if (!heard.ok()) return refused(heard);
    auto tokens = tokens_in(heard, now);
    if (tokens.access.empty()) return Error{Kind::unavailable, "no token in the answer"};
    if (tokens.refresh.empty()) {
        tokens.refresh = refresh;  // Google keeps the old one
        if (heard.number("refresh_token_expires_in") == 0) tokens.dies_at.reset();
    }
    return tokens;
}

}  // namespace kentongan::delivery
