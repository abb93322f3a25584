// Tokens of accounts: read, renewed once at a time, stored before they are used; OAuth's way back.
#include "office/account_access.h"

#include <filesystem>

#include "base/text.h"
#include "delivery/radio.h"
#include "office/airing_rows.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr seconds too_near{300};  // a token this near its end is renewed first
constexpr auto consent_lasts = minutes{15};

std::string base_of(const Outward& outward, const std::string& channel) {
    const auto found = outward.bases.find(channel);
    return found == outward.bases.end() ? std::string() : found->second;
}

Result<JsonObject> opened(const SealKey& key, const std::string& sealed) {
    if (sealed.empty()) return Error{Kind::forbidden, "Akun belum disambungkan."};
    const auto text = unseal(key, sealed);
    if (!text) return Error{Kind::forbidden, text.error().why, text.error().issues};
    const auto json = TRY(read_json(*text));
    return json.is_object() ? json.get_object() : JsonObject{};
}

std::optional<delivery::OauthApp> app_of(const Account& account, const JsonObject& secret,
                                         const Outward& outward) {
    auto app = delivery::oauth_app(account.channel.value, base_of(outward, account.channel.value));
    if (!app) return {};
    app->id = text_of(settings_of(account), "client_id");
    app->secret = text_of(secret, "client_secret");
    return app;
}

void put_tokens(JsonObject& secret, const delivery::Tokens& tokens) {
    secret["access_token"] = tokens.access;
    if (!tokens.refresh.empty()) secret["refresh_token"] = tokens.refresh;
    secret.erase("expires_at");
    if (tokens.expires_at) secret["expires_at"] = to_millis(*tokens.expires_at);
}

}  // namespace

JsonObject settings_of(const Account& account) {
    const auto json = read_json(account.settings);
    return json && json->is_object() ? json->get_object() : JsonObject{};
}

Result<JsonObject> AccountAccess::secret() {
    const auto sealed = TRY(
        airings_.db_.read([&](store::Tx& tx) { return sealed_secret(tx, office_, account_.id); }));
    return opened(airings_.outward_.key, sealed);
}

Result<void> AccountAccess::keep(const JsonObject& secret) {
    return airings_.db_.write([&](store::Tx& tx) {
        return keep_secret(tx, office_, account_.id,
                           seal(airings_.outward_.key, canonical_json(secret)), account_.dies_at);
    });
}

Result<std::string> AccountAccess::token() {
    const auto held = TRY(secret());
    if (account_.channel.value == "wordpress" || account_.channel.value == "radio") {
        return cat(text_of(held, "user"), ":", text_of(held, "password"));
    }
    const auto access = text_of(held, "access_token");
    const auto ends = number_of(held, "expires_at");
    const bool ending = ends > 0 && from_millis(ends) - airings_.clock_() < too_near;
    if (access.empty() || (ending && held.contains("refresh_token"))) return renewed(access);
    return access;
}

std::optional<Instant> AccountAccess::closed_until(std::string_view window) {
    const auto kept =
        airings_.db_.read([&](store::Tx& tx) { return closed_windows(tx, office_, account_.id); });
    if (!kept || !kept->contains(window)) return {};
    return from_millis(number_of(*kept, window));
}

void AccountAccess::close_until(std::string_view window, Instant opens) {
    (void)airings_.db_.write([&](store::Tx& tx) -> Result<void> {
        auto windows = TRY(closed_windows(tx, office_, account_.id));
        windows[window] = to_millis(opens);
        return keep_windows(tx, office_, account_.id, windows);
    });
}

std::string AccountAccess::password() {
    const auto held = secret();
    return held ? text_of(*held, "password") : std::string();
}

Result<std::string> AccountAccess::renewed(const std::string& refused) {
    const std::lock_guard one_at_a_time(airings_.renewing_);
    auto held = TRY(secret());
    const auto now_held = text_of(held, "access_token");
    if (!now_held.empty() && now_held != refused) return now_held;  // somebody was faster
    const auto refresh = text_of(held, "refresh_token");
    const auto app = app_of(account_, held, airings_.outward_);
    if (refresh.empty() || !app) return Error{Kind::forbidden, "Akun perlu disambungkan ulang."};
    const auto tokens =
        TRY(delivery::renewed_tokens(*airings_.http_, *app, refresh, airings_.clock_()));
    put_tokens(held, tokens);
    if (tokens.dies_at) account_.dies_at = tokens.dies_at;
    TRY(keep(held));
    return tokens.access;
}

/// Live where a mount is named; else a folder of its own below the operator's.
std::unique_ptr<delivery::Channel> radio_of(const Account& account, const Outward& outward,
                                            delivery::Access& access, const Clock& clock) {
    const auto settings = settings_of(account);
    delivery::RadioStation station;
    station.mount.url = text_of(settings, "mount");
    station.mount.name = account.label;
    if (station.mount.url.empty()) {
        station.folder = cat(base_of(outward, "radio"), "/", account.id.value);
        std::error_code problem;
        std::filesystem::create_directories(station.folder, problem);
        return delivery::radio_channel(std::move(station), clock);
    }
    const auto held = access.token();  // "user:password"
    const auto let = held.operator bool() ? *held : std::string("source:");
    const auto colon = let.find(':');
    if (colon > 0) station.mount.user = let.substr(0, colon);
    station.mount.password = let.substr(colon + 1);
    return delivery::radio_channel(std::move(station), clock);
}

std::unique_ptr<delivery::Channel> client_of(const Account& account, const Outward& outward,
                                             delivery::Http& http, delivery::Access& access,
                                             const Clock& clock) {
    const auto& channel = account.channel.value;
    const auto settings = settings_of(account);
    const auto based = [&](std::string_view real) {
        const auto base = base_of(outward, channel);
        return delivery::Reach{http, access, clock, base.empty() ? std::string(real) : base};
    };
    if (channel == "wordpress") {
        return delivery::wordpress_channel({http, access, clock, text_of(settings, "site")});
    }
    if (channel == "facebook") {
        return delivery::facebook_channel(
            based(delivery::facebook_base),
            {text_of(settings, "account"), text_of(settings, "client_id")});
    }
    if (channel == "instagram") {
        return delivery::instagram_channel(based(delivery::facebook_base),
                                           text_of(settings, "account"));
    }
    if (channel == "x") {
        return delivery::x_channel(based(delivery::x_base),
                                   {text_of(settings, "account"), text_of(settings, "name")});
    }
    if (channel == "radio") return radio_of(account, outward, access, clock);
    if (channel == "youtube") return delivery::youtube_channel(based(delivery::youtube_base));
    return nullptr;
}

void Airings::with_client(OfficeId office, const Account& account,
                          const std::function<void(delivery::Channel&)>& work) {
    AccountAccess access(*this, office, account);
    const auto client = client_of(account, outward_, *http_, access, clock_);
    if (client) work(*client);
}

Result<void> Airings::let_in(store::Tx& tx, const Who& who, AccountId id, const JsonObject& secret,
                             std::optional<Instant> dies_at) {
    TRY(need(who, Right::manage_channels));
    TRY(account_row(tx, who.office, id));
    // What is not given anew stays; what cannot be opened any more is replaced.
    const auto sealed = TRY(sealed_secret(tx, who.office, id));
    auto held = opened(outward_.key, sealed);
    JsonObject all = held ? *std::move(held) : JsonObject{};
    for (const auto& [name, value] : secret) all[name] = value;
    TRY(keep_secret(tx, who.office, id, seal(outward_.key, canonical_json(all)), dies_at));
    JsonObject event{{"event", "account_connected"}, {"account", std::to_string(id.value)}};
    TRY(Journal::append(tx, who, cat("account/", id.value), std::move(event), clock_()));
    TRY(delivery::Outbox::resume(tx, who.office, std::to_string(id.value), clock_()));
    return {};
}

Result<std::string> Airings::consent_address(const Who& who, AccountId id,
                                             const std::string& back) {
    TRY(need(who, Right::manage_channels));
    const auto read = [&](store::Tx& tx) -> Result<std::pair<Account, JsonObject>> {
        auto account = TRY(account_row(tx, who.office, id));
        const auto sealed = TRY(sealed_secret(tx, who.office, id));
        auto secret = opened(outward_.key, sealed);
        return std::pair{std::move(account), secret ? *std::move(secret) : JsonObject{}};
    };
    const auto [account, secret] = TRY(db_.read(read));
    const auto app = app_of(account, secret, outward_);
    if (!app || app->id.empty() || app->secret.empty()) {
        return Error{Kind::invalid, "no app", {{"account", "no_app"}}};
    }
    // The state is sealed: it proves who asked for which account, and keeps the verifier.
    const auto proofkey = delivery::fresh_proofkey();
    JsonObject state{{"account", std::to_string(id.value)},
                     {"office", std::to_string(who.office.value)},
                     {"person", std::to_string(who.person.value)},
                     {"verifier", proofkey.verifier}};
    state["until"] = to_millis(clock_() + consent_lasts);
    return delivery::consent_address(*app, back, seal(outward_.key, canonical_json(state)),
                                     proofkey);
}

Result<AccountId> Airings::come_back(const Who& who, const std::string& state,
                                     const std::string& code, const std::string& back) {
    TRY(need(who, Right::manage_channels));
    const Error stale{Kind::conflict, "not our state", {{"account", "stale_consent"}}};
    const auto text = unseal(outward_.key, state);
    const auto json = text ? read_json(*text) : Result<Json>(stale);
    if (!json || !json->is_object()) return stale;
    const auto& said = json->get_object();
    const AccountId id{number_of(said, "account")};
    const bool ours = number_of(said, "office") == who.office.value &&
                      number_of(said, "person") == who.person.value &&
                      from_millis(number_of(said, "until")) > clock_();
    if (!ours || code.empty()) return stale;
    const auto read = [&](store::Tx& tx) -> Result<std::pair<Account, JsonObject>> {
        auto account = TRY(account_row(tx, who.office, id));
        const auto sealed = TRY(sealed_secret(tx, who.office, id));
        return std::pair{std::move(account), TRY(opened(outward_.key, sealed))};
    };
    auto [account, secret] = TRY(db_.read(read));
    const auto app = app_of(account, secret, outward_);
    if (!app) return stale;
    const auto tokens = TRY(delivery::tokens_for_code(*http_, *app, code, back,
                                                      {text_of(said, "verifier"), {}}, clock_()));
    put_tokens(secret, tokens);
    auto settings = settings_of(account);
    settings["account"] = tokens.account;
    settings["name"] = tokens.name;
    const auto kept = db_.write([&, &secret = secret](store::Tx& tx) -> Result<void> {
        TRY(keep_settings(tx, who.office, id, settings));
        return let_in(tx, who, id, secret, tokens.dies_at);
    });
    if (!kept) return kept.error();
    return id;
}

}  // namespace kentongan::office
