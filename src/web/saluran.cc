// The register of channel accounts: who owns them, how they are reached, connected by OAuth.
#include "web/saluran_view.h"

#include <algorithm>

#include "web/naskah_view.h"
#include "web/pages.h"
#include "web/reply.h"

namespace kentongan::web {
namespace {

constexpr std::string_view register_at = "/pengaturan/saluran";
constexpr std::string_view other = "lain";

std::string back_address(const Site& site) {
    return cat(site.public_address, register_at, "/kembali");
}

std::string address_of(AccountId id) {
    return cat(register_at, "/", id.value);
}

JsonObject settings_in(const office::Account& account) {
    const auto json = read_json(account.settings);
    return json && json->is_object() ? json->get_object() : JsonObject{};
}

bool is_automatic_channel(std::string_view channel) {
    constexpr std::string_view known[] = {"website", "wordpress", "facebook", "instagram",
                                          "x",       "youtube",   "pers",     "radio"};
    return std::ranges::find(known, channel) != std::end(known);
}

std::string lines_of(const JsonObject& settings, std::string_view key) {
    const auto* list = settings.if_contains(key);
    std::string lines;
    if (!list || !list->is_array()) return lines;
    for (const Json& one : list->get_array()) {
        if (const auto* text = one.if_string()) lines += std::string(*text) + "\n";
    }
    return lines;
}

Connection connection_of(const Site& site, const office::Account& account) {
    const auto& channel = account.channel.value;
    const auto settings = settings_in(account);
    Connection shown{.connected = account.connected, .back = back_address(site)};
    shown.is_wordpress = channel == "wordpress";
    shown.is_mail = channel == "pers";
    shown.is_meta = channel == "facebook" || channel == "instagram";
    shown.is_oauth = shown.is_meta || channel == "x" || channel == "youtube";
    shown.is_radio = channel == "radio";
    shown.mount = text_of(settings, "mount");
    shown.site = text_of(settings, "site");
    shown.client = text_of(settings, "client_id");
    shown.account = text_of(settings, "account");
    shown.name = text_of(settings, "name");
    shown.server = text_of(settings, "server");
    shown.user = text_of(settings, "user");
    shown.from = text_of(settings, "from");
    shown.reply_to = text_of(settings, "reply_to");
    shown.unsubscribe = text_of(settings, "unsubscribe");
    shown.to = lines_of(settings, "to");
    shown.can_consent = shown.is_oauth && !shown.client.empty() && account.connected;
    return shown;
}

/// The form as it was typed, or as the account is.
office::Account typed_account(const Visit& visit, office::Account account) {
    account.label = visit.field("label");
    account.owner = visit.field("pemilik");
    account.admins = visit.field("admin");
    account.decree = visit.field("sk");
    account.admin_url = visit.field("halaman");
    const bool automatic = visit.field("cara") == "otomatis";
    account.mode = automatic ? office::Mode::automatic : office::Mode::manual;
    account.active = visit.field("aktif") != "tidak";
    return account;
}

Result<std::vector<Option>> sops_of(const Site& site, const Visit& visit, AccountId id) {
    return site.db.read([&](store::Tx& tx) -> Result<std::vector<Option>> {
        std::vector<std::string> chosen;
        if (id) chosen = TRY(office::Airings::sops_of(tx, visit.who().office, id));
        std::vector<Option> all;
        const auto adopted = TRY(office::Library::list(tx, visit.who().office));
        for (const auto& sop : adopted) {
            const bool listed =
                std::ranges::any_of(all, [&](const Option& one) { return one.value == sop.key; });
            const bool on = std::ranges::find(chosen, sop.key) != chosen.end();
            if (!listed) all.push_back({sop.key, sop.title, on});
        }
        return all;
    });
}

Result<AccountView> account_view(const Site& site, const Visit& visit,
                                 const office::Account& account,
                                 const std::vector<Issue>& issues = {}) {
    const Say say(site, visit);
    const bool is_new = !account.id;
    AccountView view{.shell = TRY(shell_of(site, visit, say("accounts.title"), "pengaturan"))};
    view.is_new = is_new;
    view.heading = is_new ? say("accounts.new") : account.label;
    view.action = is_new ? cat(register_at, "/baru") : address_of(account.id);
    const auto typed = [&](const std::string& value, std::string_view field) {
        return Typed{value, say.issue_of(issues, field)};
    };
    view.label = typed(account.label, "label");
    view.owner = typed(account.owner, "owner");
    view.admins = typed(account.admins, "admins");
    view.decree = typed(account.decree, "decree");
    view.admin_url = typed(account.admin_url, "admin_url");
    view.channel = typed(account.channel.value, "channel");
    view.automatic = account.mode == office::Mode::automatic;
    view.active = account.active;
    view.may_be_automatic = is_new || is_automatic_channel(account.channel.value);
    view.broken = account.broken;
    for (const auto& profile : delivery::profiles()) {
        const std::string name(profile.channel);
        view.channels.push_back({name, say.channel(name), name == account.channel.value});
    }
    view.channels.push_back({std::string(other), say("accounts.other_channel"), false});
    view.sops = TRY(sops_of(site, visit, account.id));
    const bool reached = !is_new && view.automatic && account.channel.value != "website" &&
                         is_automatic_channel(account.channel.value);
    if (reached) view.connection = connection_of(site, account);
    for (const Issue& issue : issues) {
        constexpr std::string_view beside[] = {"label",  "owner",     "admins",
                                               "decree", "admin_url", "channel"};
        const bool at_field = std::ranges::find(beside, issue.field) != std::end(beside);
        if (!at_field) view.problem += (view.problem.empty() ? "" : " ") + say.issue(issue);
    }
    return view;
}

Result<office::Account> account_in(const Site& site, const Visit& visit) {
    const auto id = TRY(visit.id<AccountId>("akun"));
    return site.db.read(
        [&](store::Tx& tx) { return office::Airings::account(tx, visit.who().office, id); });
}

Answer refuse(const Site& site, const Visit& visit, const office::Account& account,
              const Error& error) {
    if (error.issues.empty()) return error;
    const auto view = TRY(account_view(site, visit, account, error.issues));
    return page_of(site, visit, view, status_of_refusal(error.kind));
}

/// What of the form goes into the open settings, and what is sealed.
struct Given {
    JsonObject settings, secret;
};
Given given_in(const Visit& visit) {
    Given given;
    const auto open = [&](const char* field, const char* key) {
        if (const auto text = std::string(trimmed(visit.field(field))); !text.empty()) {
            given.settings[key] = text;
        }
    };
    const auto hidden = [&](const char* field, const char* key) {
        if (const auto text = std::string(trimmed(visit.field(field))); !text.empty()) {
            given.secret[key] = text;
        }
    };
    open("titik_siar", "mount");
    open("situs", "site");
    open("klien", "client_id");
    open("akun_layanan", "account");
    open("nama_layanan", "name");
    open("peladen", "server");
    open("pengguna", "user");
    open("dari", "from");
    open("balas_ke", "reply_to");
    open("berhenti", "unsubscribe");
    if (const auto to = visit.field("tujuan"); !trimmed(to).empty()) {
        JsonArray all;
        for (const auto& line : split(to, '\n')) {
            if (!trimmed(line).empty()) all.push_back(Json(std::string(trimmed(line))));
        }
        given.settings["to"] = std::move(all);
    }
    hidden("pengguna", "user");
    hidden("sandi", "password");
    hidden("rahasia_klien", "client_secret");
    hidden("token", "access_token");
    return given;
}

}  // namespace

Answer list_accounts(const Site& site, Visit& visit) {
    const auto accounts = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Airings::accounts(tx, visit.who().office); }));
    const auto view = TRY(accounts_view(site, visit, accounts));
    return page_of(site, visit, view);
}

Answer show_new_account(const Site& site, Visit& visit) {
    const auto view = TRY(account_view(site, visit, {}));
    return page_of(site, visit, view);
}

Answer show_account(const Site& site, Visit& visit) {
    const auto account = TRY(account_in(site, visit));
    const auto view = TRY(account_view(site, visit, account));
    return page_of(site, visit, view);
}

Answer add_account(const Site& site, Visit& visit) {
    auto account = typed_account(visit, {});
    const auto chosen = visit.field("saluran");
    account.channel.value =
        chosen == other ? slug_of(trimmed(visit.field("saluran_lain"))) : chosen;
    std::ranges::replace(account.channel.value, '-', '_');
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const auto id = TRY(office::Airings::add_account(tx, visit.who(), account));
        TRY(office::Airings::allow_sops(tx, visit.who(), id, visit.every("sop")));
        return with_toast(visit, address_of(id), "toast.account_added");
    });
    return done ? std::move(done) : refuse(site, visit, account, done.error());
}

Answer change_account(const Site& site, Visit& visit) {
    const auto account = typed_account(visit, TRY(account_in(site, visit)));
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(office::Airings::change_account(tx, visit.who(), account, visit.now));
        TRY(office::Airings::allow_sops(tx, visit.who(), account.id, visit.every("sop")));
        return with_toast(visit, address_of(account.id), "toast.account_changed");
    });
    return done ? std::move(done) : refuse(site, visit, account, done.error());
}

Answer set_up_account(const Site& site, Visit& visit) {
    const auto account = TRY(account_in(site, visit));
    const auto given = given_in(visit);
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(office::Airings::set_up(tx, visit.who(), account.id, given.settings));
        if (!given.secret.empty()) {
            TRY(site.airings.let_in(tx, visit.who(), account.id, given.secret, {}));
        }
        return with_toast(visit, address_of(account.id), "toast.account_set_up");
    });
    return done ? std::move(done) : refuse(site, visit, account, done.error());
}

Answer ask_consent(const Site& site, Visit& visit) {
    const auto account = TRY(account_in(site, visit));
    const auto address = site.airings.consent_address(visit.who(), account.id, back_address(site));
    if (!address) return refuse(site, visit, account, address.error());
    return see_other(*address);
}

Answer come_back(const Site& site, Visit& visit) {
    const auto id = site.airings.come_back(visit.who(), visit.asked("state"), visit.asked("code"),
                                           back_address(site));
    if (!id && !id.error().issues.empty()) {
        auto view = TRY(account_view(site, visit, {}, id.error().issues));
        return page_of(site, visit, view, status_of_refusal(id.error().kind));
    }
    if (!id) return id.error();
    return see_other(with_toast(visit, address_of(*id), "toast.account_connected"));
}

Answer resume_account(const Site& site, Visit& visit) {
    const auto account = TRY(account_in(site, visit));
    return act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const int gone_on = TRY(site.airings.resume_account(tx, visit.who(), account.id));
        return with_toast(visit, address_of(account.id), "toast.account_resumed",
                          {std::to_string(gone_on)});
    });
}

}  // namespace kentongan::web
