// Channel accounts and the queue for programs. Secrets go in and never come out.
#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_saluran.h"

namespace kentongan::web {
namespace {

constexpr int queue_most = 300;

Result<api::ChannelAccount> account_of(store::Tx& tx, OfficeId office,
                                       const office::Account& account) {
    return api::ChannelAccount{.id = account.id,
                               .channel = account.channel.value,
                               .label = account.label,
                               .owner = account.owner,
                               .admins = account.admins,
                               .decree = account.decree,
                               .admin_url = account.admin_url,
                               .mode = account.mode,
                               .active = account.active,
                               .connected = account.connected,
                               .broken = account.broken,
                               .dies_at = account.dies_at,
                               .sops = TRY(office::Airings::sops_of(tx, office, account.id))};
}

Result<Json> shown(store::Tx& tx, OfficeId office, AccountId id) {
    const auto account = TRY(office::Airings::account(tx, office, id));
    const auto record = TRY(account_of(tx, office, account));
    return to_json(record);
}

office::Account wished(const api::NewChannelAccount& body, office::Account account) {
    account.label = body.label;
    account.mode = body.mode;
    account.owner = body.owner.value_or(account.owner);
    account.admins = body.admins.value_or(account.admins);
    account.decree = body.decree.value_or(account.decree);
    account.admin_url = body.admin_url.value_or(account.admin_url);
    account.active = body.active.value_or(account.active);
    return account;
}

JsonObject object_of(const std::optional<std::map<std::string, std::string>>& values) {
    JsonObject object;
    if (!values) return object;
    for (const auto& [name, value] : *values) object[name] = value;
    return object;
}

}  // namespace

Answer api_queue(const Site& site, Visit& visit) {
    const auto rows = TRY(site.airings.queue(visit.who(), queue_most));
    api::Queue record;
    for (const auto& row : rows) {
        const auto& message = row.message;
        auto& one = record.messages.emplace_back();
        one.id = std::to_string(message.message.id.value);
        one.kind = message.message.kind;
        one.state = delivery::word_of(message.state);
        one.last_word = message.last_word;
        one.attempts = message.message.attempt;
        one.due_at = message.due;
        if (!row.airing) continue;
        one.airing = row.airing->id;
        one.dossier = row.airing->dossier;
        one.title = row.airing->dossier_title;
        one.account = row.airing->account.label;
    }
    return reply_with(record);
}

Answer api_accounts(const Site& site, Visit& visit) {
    const auto office = visit.who().office;
    const auto read = [&](store::Tx& tx) -> Result<api::ChannelAccounts> {
        api::ChannelAccounts all;
        const auto accounts = TRY(office::Airings::accounts(tx, office));
        for (const auto& account : accounts) {
            all.accounts.push_back(TRY(account_of(tx, office, account)));
        }
        return all;
    };
    const auto record = TRY(site.db.read(read));
    return reply_with(record);
}

Answer api_add_account(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::NewChannelAccount>(visit));
    auto account = wished(body, {});
    account.channel.value = body.channel;
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        const auto id = TRY(office::Airings::add_account(tx, visit.who(), account));
        if (body.sops) TRY(office::Airings::allow_sops(tx, visit.who(), id, *body.sops));
        return shown(tx, visit.who().office, id);
    });
}

Answer api_change_account(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<AccountId>("akun"));
    const auto body = TRY(body_of<api::NewChannelAccount>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        const auto was = TRY(office::Airings::account(tx, visit.who().office, id));
        TRY(office::Airings::change_account(tx, visit.who(), wished(body, was), visit.now));
        if (body.sops) TRY(office::Airings::allow_sops(tx, visit.who(), id, *body.sops));
        return shown(tx, visit.who().office, id);
    });
}

Answer api_connect_account(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<AccountId>("akun"));
    const auto body = TRY(body_of<api::ChannelConnection>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(office::Airings::set_up(tx, visit.who(), id, object_of(body.settings)));
        const auto secret = object_of(body.secret);
        if (!secret.empty()) TRY(site.airings.let_in(tx, visit.who(), id, secret, {}));
        return shown(tx, visit.who().office, id);
    });
}

Answer api_resume_account(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<AccountId>("akun"));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        const int messages = TRY(site.airings.resume_account(tx, visit.who(), id));
        return to_json(api::Resumed{messages});
    });
}

}  // namespace kentongan::web
