// Owns account and sop_account: the office's places on the channels.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "office/airing_rows.h"
#include "office/journal.h"
#include "office/notices.h"
#include "office/organisation.h"
#include "office/people_rows.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::size_t label_max = 100, words_max = 300;
constexpr std::chrono::days warned_ahead{14};
constexpr int last_days = 3;

using AccountRow =
    std::tuple<AccountId, std::string, std::string, std::string, std::string, std::string, int,
               std::string, std::string, std::string, int, std::string, std::optional<Instant>>;
constexpr std::string_view columns =
    "SELECT id, channel, label, mode, admin_url, settings, active, owner, admins, decree,"
    " CASE WHEN secret = '' THEN 0 ELSE 1 END, broken, dies_at FROM account"
    " WHERE office_id = $1";

Account account_from(const AccountRow& row) {
    const auto& [id, channel, label, mode, admin_url, settings, active, owner, admins, decree,
                 connected, broken, dies_at] = row;
    Account account{id, {channel}, label};
    account.mode = mode == "automatic" ? Mode::automatic : Mode::manual;
    account.admin_url = admin_url;
    account.settings = settings;
    account.active = active != 0;
    account.owner = owner;
    account.admins = admins;
    account.decree = decree;
    account.connected = connected != 0;
    account.broken = broken;
    account.dies_at = dies_at;
    return account;
}

template <class... Values>
Result<std::vector<Account>> accounts_where(store::Tx& tx, std::string_view rest,
                                            const Values&... values) {
    const auto rows =
        TRY(tx.all<AccountId, std::string, std::string, std::string, std::string, std::string, int,
                   std::string, std::string, std::string, int, std::string, std::optional<Instant>>(
            cat(columns, rest), values...));
    std::vector<Account> all;
    for (const auto& row : rows) all.push_back(account_from(row));
    return all;
}

std::string_view mode_word(Mode mode) {
    return mode == Mode::automatic ? "automatic" : "manual";
}

/// Trimmed and checked: what a person may write of an account.
Result<Account> checked(Account account) {
    std::vector<Issue> issues;
    const auto tidy = [&](std::string& text, const char* field, std::size_t most, bool needed) {
        text = canonical_text(trimmed(text));
        if (needed && text.empty()) issues.push_back({field, "missing"});
        if (length_of(text) > most) {
            issues.push_back(
                {field, "too_long", {std::to_string(length_of(text)), std::to_string(most)}});
        }
    };
    tidy(account.label, "label", label_max, true);
    tidy(account.owner, "owner", words_max, false);
    tidy(account.admins, "admins", words_max, false);
    tidy(account.decree, "decree", words_max, false);
    tidy(account.admin_url, "admin_url", words_max, false);
    const bool linked = account.admin_url.empty() || account.admin_url.starts_with("https://");
    if (!linked) issues.push_back({"admin_url", "not_https"});
    const bool manual_alone = !delivery::profile_of(account.channel.value);
    if (manual_alone && account.mode == Mode::automatic) issues.push_back({"mode", "manual_only"});
    if (!issues.empty()) return Error{Kind::invalid, "a flaw in the account", std::move(issues)};
    return account;
}

/// "cetak", "radio" or any other short name: what is no channel of ours is always manual.
bool is_channel_name(std::string_view name) {
    constexpr std::size_t most = 40;
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !name.empty() && name.size() <= most && std::ranges::all_of(name, plain);
}

Result<void> note(store::Tx& tx, const Who& who, AccountId account, std::string_view event,
                  Instant now) {
    JsonObject json{{"event", event}, {"account", std::to_string(account.value)}};
    TRY(Journal::append(tx, who, cat("account/", account.value), std::move(json), now));
    return {};
}

}  // namespace

Result<AccountId> Airings::add_account(store::Tx& tx, const Who& who, const Account& wish) {
    TRY(need(who, Right::manage_channels));
    if (!is_channel_name(wish.channel.value)) {
        return Error{
            Kind::invalid, "unknown channel", {{"channel", "unknown", {wish.channel.value}}}};
    }
    const auto account = TRY(checked(wish));
    const auto id = account.id ? account.id : fresh<AccountId>();
    const auto settings = account.settings.empty() ? std::string("{}") : account.settings;
    TRY(tx.run(
        "INSERT INTO account (office_id, id, channel, label, mode, admin_url, settings,"
        " active, owner, admins, decree)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        who.office, id, account.channel, account.label, mode_word(account.mode), account.admin_url,
        settings, account.active, account.owner, account.admins, account.decree));
    return id;
}

Result<void> Airings::change_account(store::Tx& tx, const Who& who, const Account& wish,
                                     Instant now) {
    TRY(need(who, Right::manage_channels));
    const auto was = TRY(account_row(tx, who.office, wish.id));
    Account account = wish;
    account.channel = was.channel;
    account = TRY(checked(std::move(account)));
    TRY(
        tx.run("UPDATE account SET label = $3, mode = $4, admin_url = $5, settings = $6,"
               " active = $7, owner = $8, admins = $9, decree = $10"
               " WHERE office_id = $1 AND id = $2",
               who.office, account.id, account.label, mode_word(account.mode), account.admin_url,
               account.settings.empty() ? was.settings : account.settings, account.active,
               account.owner, account.admins, account.decree));
    return note(tx, who, account.id, "account_changed", now);
}

Result<std::vector<std::string>> Airings::sops_of(store::Tx& tx, OfficeId office, AccountId id) {
    const auto rows = TRY(tx.all<std::string>(
        "SELECT sop_key FROM sop_account WHERE office_id = $1 AND account_id = $2"
        " ORDER BY sop_key",
        office, id));
    std::vector<std::string> keys;
    for (const auto& [key] : rows) keys.push_back(key);
    return keys;
}

Result<void> Airings::allow_sops(store::Tx& tx, const Who& who, AccountId id,
                                 const std::vector<std::string>& sop_keys) {
    TRY(need(who, Right::manage_channels));
    TRY(account_row(tx, who.office, id));
    TRY(tx.run("DELETE FROM sop_account WHERE office_id = $1 AND account_id = $2", who.office, id));
    for (const auto& key : sop_keys) {
        TRY(tx.run("INSERT INTO sop_account (office_id, sop_key, account_id) VALUES ($1, $2, $3)",
                   who.office, key, id));
    }
    return {};
}

Result<void> keep_secret(store::Tx& tx, OfficeId office, AccountId id, const std::string& sealed,
                         std::optional<Instant> dies_at) {
    TRY(
        tx.run("UPDATE account SET secret = $3, dies_at = $4, broken = '' WHERE office_id = $1"
               " AND id = $2",
               office, id, sealed, dies_at));
    return {};
}
Result<std::string> sealed_secret(store::Tx& tx, OfficeId office, AccountId id) {
    const auto row = TRY(tx.maybe<std::string>(
        "SELECT secret FROM account WHERE office_id = $1 AND id = $2", office, id));
    if (!row) return Error{Kind::not_found, "no such account"};
    return std::get<0>(*row);
}
Result<void> keep_settings(store::Tx& tx, OfficeId office, AccountId id,
                           const JsonObject& settings) {
    TRY(tx.run("UPDATE account SET settings = $3 WHERE office_id = $1 AND id = $2", office, id,
               canonical_json(settings)));
    return {};
}
Result<JsonObject> closed_windows(store::Tx& tx, OfficeId office, AccountId id) {
    const auto [text] = TRY(tx.one<std::string>(
        "SELECT windows FROM account WHERE office_id = $1 AND id = $2", office, id));
    const auto json = read_json(text);
    return json && json->is_object() ? json->get_object() : JsonObject{};
}

Result<void> keep_windows(store::Tx& tx, OfficeId office, AccountId id, const JsonObject& windows) {
    TRY(tx.run("UPDATE account SET windows = $3 WHERE office_id = $1 AND id = $2", office, id,
               canonical_json(windows)));
    return {};
}

Result<void> mark_broken(store::Tx& tx, OfficeId office, AccountId id, const std::string& why) {
    TRY(tx.run("UPDATE account SET broken = $3 WHERE office_id = $1 AND id = $2", office, id, why));
    return {};
}

Result<void> Airings::set_up(store::Tx& tx, const Who& who, AccountId id,
                             const JsonObject& settings) {
    TRY(need(who, Right::manage_channels));
    const auto account = TRY(account_row(tx, who.office, id));
    const auto json = read_json(account.settings);
    JsonObject all = json && json->is_object() ? json->get_object() : JsonObject{};
    for (const auto& [name, value] : settings) all[name] = value;
    return keep_settings(tx, who.office, id, all);
}

Result<int> Airings::resume_account(store::Tx& tx, const Who& who, AccountId id) {
    TRY(need(who, Right::manage_channels));
    TRY(account_row(tx, who.office, id));
    TRY(mark_broken(tx, who.office, id, {}));
    TRY(note(tx, who, id, "account_repaired", clock_()));
    return delivery::Outbox::resume(tx, who.office, std::to_string(id.value), clock_());
}

Result<std::vector<Account>> Airings::accounts(store::Tx& tx, OfficeId office) {
    return accounts_where(tx, " ORDER BY id", office);
}

Result<Account> Airings::account(store::Tx& tx, OfficeId office, AccountId id) {
    return account_row(tx, office, id);
}

Result<void> Airings::use_accounts(store::Tx& tx, const Who& who, const std::string& sop_key,
                                   const std::vector<AccountId>& accounts) {
    TRY(need(who, Right::manage_channels));
    TRY(tx.run("DELETE FROM sop_account WHERE office_id = $1 AND sop_key = $2", who.office,
               sop_key));
    for (const auto account : accounts) {
        TRY(tx.run("INSERT INTO sop_account (office_id, sop_key, account_id) VALUES ($1, $2, $3)",
                   who.office, sop_key, account));
    }
    return {};
}

Result<std::vector<Account>> Airings::accounts_of(store::Tx& tx, OfficeId office,
                                                  const std::string& sop_key) {
    auto chosen = TRY(accounts_where(tx,
                                     " AND active = 1 AND id IN (SELECT account_id FROM sop_account"
                                     " WHERE office_id = $1 AND sop_key = $2) ORDER BY id",
                                     office, sop_key));
    if (!chosen.empty()) return chosen;
    return accounts_where(tx, " AND active = 1 ORDER BY id", office);
}

Result<Account> account_row(store::Tx& tx, OfficeId office, AccountId id) {
    auto found = TRY(accounts_where(tx, " AND id = $2", office, id));
    if (found.empty()) return Error{Kind::not_found, "no such account"};
    return std::move(found.front());
}

Result<int> Airings::warn_expiring(store::Tx& tx, OfficeId office, Instant now) {
    const auto ending =
        TRY(accounts_where(tx, " AND active = 1 AND dies_at IS NOT NULL AND dies_at < $2", office,
                           now + warned_ahead));
    if (ending.empty()) return 0;
    std::set<PersonId> keepers;
    for (const auto& card : TRY(Organisation::people(tx, office))) {
        if (card.ended) continue;
        const auto who = TRY(member(tx, office, card.id, now));
        if (may(who, Right::manage_channels)) keepers.insert(who.person);
    }
    for (const auto& account : ending) {
        const auto left = std::chrono::floor<std::chrono::days>(*account.dies_at - now).count();
        News news{.kind = "akun_berakhir",
                  .once = cat("akun/", account.id.value, "/", to_millis(*account.dies_at),
                              left < last_days ? "/segera" : ""),
                  .about = account.label,
                  .reason = left < 0 ? std::string("Sudah berakhir.")
                                     : cat("Berakhir ", left, " hari lagi."),
                  .link = cat("/pengaturan/saluran/", account.id.value)};
        TRY(Notices::tell(tx, office, keepers, news, now));
    }
    return static_cast<int>(ending.size());
}

}  // namespace kentongan::office
