// Owns account and sop_account: the office's places on the channels.
#include "base/text.h"
#include "office/airing_rows.h"
#include "office/journal.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

using AccountRow =
    std::tuple<AccountId, std::string, std::string, std::string, std::string, std::string, int>;

std::vector<Account> accounts_from(const std::vector<AccountRow>& rows) {
    std::vector<Account> all;
    for (const auto& [id, channel, label, mode, admin_url, settings, active] : rows) {
        Account account{id, {channel}, label};
        account.mode = mode == "automatic" ? Mode::automatic : Mode::manual;
        account.admin_url = admin_url;
        account.settings = settings;
        account.active = active != 0;
        all.push_back(std::move(account));
    }
    return all;
}

template <class... Values>
Result<std::vector<Account>> accounts_where(store::Tx& tx, std::string_view rest,
                                            const Values&... values) {
    const auto rows =
        TRY(tx.all<AccountId, std::string, std::string, std::string, std::string, std::string, int>(
            cat("SELECT id, channel, label, mode, admin_url, settings, active FROM account"
                " WHERE office_id = $1",
                rest),
            values...));
    return accounts_from(rows);
}

}  // namespace

Result<AccountId> Airings::add_account(store::Tx& tx, const Who& who, const Account& account) {
    TRY(need(who, Right::manage_channels));
    if (!delivery::profile_of(account.channel.value)) {
        return Error{
            Kind::invalid, "unknown channel", {{"channel", "unknown", {account.channel.value}}}};
    }
    const auto id = account.id ? account.id : fresh<AccountId>();
    const auto settings = account.settings.empty() ? std::string("{}") : account.settings;
    TRY(
        tx.run("INSERT INTO account (office_id, id, channel, label, mode, admin_url, settings,"
               " active) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               who.office, id, account.channel, account.label,
               account.mode == Mode::automatic ? "automatic" : "manual", account.admin_url,
               settings, account.active));
    return id;
}

Result<std::vector<Account>> Airings::accounts(store::Tx& tx, OfficeId office) {
    return accounts_where(tx, " ORDER BY id", office);
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

}  // namespace kentongan::office
