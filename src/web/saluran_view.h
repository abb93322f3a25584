// What the register of channel accounts shows, one account's form, and the queue.
#pragma once

#include "office/airings.h"
#include "web/say.h"
#include "web/shell.h"

namespace kentongan::web {

struct AccountCard {
    std::string address = {}, label = {}, icon = {}, channel = {}, mode = {}, note = {};
    std::string owner = {}, admins = {}, decree = {};
    Pill pill = {};
};
BOOST_DESCRIBE_STRUCT(AccountCard, (),
                      (address, label, icon, channel, mode, note, owner, admins, decree, pill))

struct AccountsView {
    static constexpr std::string_view page = "saluran";
    Shell shell = {};
    std::vector<AccountCard> accounts = {};
};
BOOST_DESCRIBE_STRUCT(AccountsView, (), (shell, accounts))

/// What the service must know; only the fields of this account's channel are shown.
struct Connection {
    bool is_wordpress = false, is_oauth = false, is_meta = false, is_mail = false;
    bool is_radio = false;
    bool connected = false, can_consent = false;
    std::string back = {};  // to be told to the service
    std::string site = {}, client = {}, account = {}, name = {};
    std::string mount = {};  // of a radio
    std::string server = {}, user = {}, from = {}, reply_to = {}, unsubscribe = {}, to = {};
};
BOOST_DESCRIBE_STRUCT(Connection, (),
                      (is_wordpress, is_oauth, is_meta, is_mail, is_radio, mount, connected,
                       can_consent, back, site, client, account, name, server, user, from, reply_to,
                       unsubscribe, to))

struct AccountView {
    static constexpr std::string_view page = "saluran_akun";
    Shell shell = {};
    std::string heading = {}, action = {}, problem = {}, broken = {};
    bool is_new = false, automatic = false, active = true, may_be_automatic = false;
    Typed label = {}, owner = {}, admins = {}, decree = {}, admin_url = {}, channel = {};
    std::vector<Option> channels = {}, sops = {};
    std::optional<Connection> connection = {};
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
                      (shell, heading, action, problem, broken, is_new, automatic, active,
                       may_be_automatic, label, owner, admins, decree, admin_url, channel, channels,
                       sops, connection))

struct QueueItem {
    std::string id = {}, title = {}, address = {}, number = {}, account = {}, icon = {};
    std::string reason = {}, remedy = {}, alert = {};
    std::string take_back = {}, send_again = {}, resume = {}, check = {};
    Pill pill = {};
};
BOOST_DESCRIBE_STRUCT(QueueItem, (),
                      (id, title, address, number, account, icon, reason, remedy, alert, take_back,
                       send_again, resume, check, pill))
struct QueueView {
    static constexpr std::string_view page = "antrean";
    Shell shell = {};
    std::string search = {};
    std::vector<Option> states = {};
    std::vector<QueueItem> items = {};
};
BOOST_DESCRIBE_STRUCT(QueueView, (), (shell, search, states, items))

/// "Tersambung", "Putus", "Manual": how an account stands.
Pill pill_of(const Say&, const office::Account&, Instant now);
Result<AccountsView> accounts_view(const Site&, const Visit&, const std::vector<office::Account>&);
Result<QueueView> queue_view(const Site&, const Visit&, const std::vector<office::QueueRow>&);

}  // namespace kentongan::web
