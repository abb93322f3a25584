// Fills the register of accounts and the queue: how each stands, why, and what helps.
#include "web/saluran_view.h"

#include <algorithm>

#include "web/naskah_view.h"

namespace kentongan::web {
namespace {

using delivery::OutboxState;

constexpr auto warned_ahead = std::chrono::days{14};

struct StateRow {
    OutboxState state;
    std::string_view word, tone, icon;
};
// clang-format off
constexpr StateRow states[] = {
    {OutboxState::held,      "held",      "warn", "help"},
    {OutboxState::paused,    "paused",    "bad",  "lock"},
    {OutboxState::refused,   "refused",   "bad",  "alert"},
    {OutboxState::waiting,   "waiting",   "",     "queue"},
    {OutboxState::sending,   "sending",   "info", "send"},
    {OutboxState::looking,   "looking",   "info", "eye"},
    {OutboxState::pending,   "pending",   "info", "refresh"},
    {OutboxState::done,      "done",      "ok",   "live"},
    {OutboxState::cancelled, "cancelled", "",     "void"},
};
// clang-format on

const StateRow& row_of(OutboxState state) {
    return *std::ranges::find(states, state, &StateRow::state);
}

/// What helps, in the words of the state; a first try that waits for its hour needs no help.
std::string remedy_of(const Say& say, const office::QueueRow& row) {
    const auto& message = row.message;
    const auto due = message.due ? say.moment(*message.due) : std::string();
    const bool first = message.state == OutboxState::waiting && message.message.attempt == 0;
    if (first) return say("queue.remedy_planned", {due});
    return say(cat("queue.remedy_", row_of(message.state).word), {due});
}

QueueItem item_of(const Say& say, const office::QueueRow& row) {
    const auto& message = row.message;
    const auto& state = row_of(message.state);
    QueueItem item{.id = std::to_string(message.message.id.value)};
    item.pill = {say(cat("queue.", state.word)), std::string(state.tone), std::string(state.icon)};
    item.reason = message.last_word;
    item.remedy = remedy_of(say, row);
    item.alert = state.tone == "warn" ? "cek" : state.tone == "bad" ? "bad" : "";
    if (!row.airing) {
        item.title = say(cat("queue.kind_", message.message.kind == "mail" ? "mail" : "other"));
        item.icon = "mail";
        return item;
    }
    const auto& airing = *row.airing;
    const auto card = cat("/berkas/", airing.dossier.value, "/siaran");
    item.title = airing.dossier_title;
    item.number = airing.dossier_number;
    item.account = airing.account.label;
    item.icon = icon_of(airing.account.channel.value);
    item.address = cat(card, "#a", airing.id.value);
    const bool newest = airing.message == message.message.id;
    const bool goes_by_itself =
        airing.account.active && airing.account.mode == office::Mode::automatic;
    if (message.state == OutboxState::refused && newest && goes_by_itself) {
        item.send_again = cat(card, "/", airing.id.value, "/kirim");
    }
    if (message.state == OutboxState::waiting) {
        item.take_back = cat(card, "/", airing.id.value, "/tarik");
    }
    if (message.state == OutboxState::held) item.check = item.address;
    if (message.state == OutboxState::paused) {
        item.resume = cat("/pengaturan/saluran/", airing.account.id.value);
    }
    return item;
}

bool is_found(const QueueItem& item, const std::string& search) {
    const auto all =
        lowered(cat(item.title, " ", item.number, " ", item.account, " ", item.reason));
    return all.find(lowered(search)) != all.npos;
}

}  // namespace

Pill pill_of(const Say& say, const office::Account& account, Instant now) {
    if (!account.active) return {say("account.inactive"), "", "void"};
    if (account.mode == office::Mode::manual) return {say("account.manual"), "", "person"};
    if (!account.broken.empty()) return {say("account.broken"), "bad", "alert"};
    const bool by_itself = account.channel.value == "website";
    if (!by_itself && !account.connected) return {say("account.unconnected"), "warn", "key"};
    if (account.dies_at && *account.dies_at - now < warned_ahead) {
        const auto left = std::chrono::floor<std::chrono::days>(*account.dies_at - now).count();
        return {say("account.ends", {std::to_string(std::max<std::int64_t>(left, 0))}), "warn",
                "clock"};
    }
    return {say("account.connected"), "ok", "live"};
}

Result<AccountsView> accounts_view(const Site& site, const Visit& visit,
                                   const std::vector<office::Account>& accounts) {
    const Say say(site, visit);
    AccountsView view{.shell = TRY(shell_of(site, visit, say("accounts.title"), "pengaturan"))};
    for (const auto& account : accounts) {
        const bool automatic = account.mode == office::Mode::automatic;
        view.accounts.push_back(
            {.address = cat("/pengaturan/saluran/", account.id.value),
             .label = account.label,
             .icon = icon_of(account.channel.value),
             .channel = say.channel(account.channel.value),
             .mode = say(automatic ? "accounts.automatic_note" : "accounts.manual_note"),
             .note = account.broken,
             .owner = account.owner,
             .admins = account.admins,
             .decree = account.decree,
             .pill = pill_of(say, account, visit.now)});
    }
    return view;
}

Result<QueueView> queue_view(const Site& site, const Visit& visit,
                             const std::vector<office::QueueRow>& rows) {
    const Say say(site, visit);
    QueueView view{.shell = TRY(shell_of(site, visit, say("queue.title"), "siaran")),
                   .search = visit.asked("cari")};
    const auto wanted = visit.asked("keadaan");
    view.states.push_back({"", say("queue.every"), wanted.empty()});
    for (const StateRow& row : states) {
        const bool over = row.state == OutboxState::done || row.state == OutboxState::cancelled;
        if (over) continue;
        view.states.push_back(
            {std::string(row.word), say(cat("queue.", row.word)), wanted == row.word});
    }
    // What needs a person stands first.
    for (const StateRow& state : states) {
        for (const auto& row : rows) {
            if (row.message.state != state.state) continue;
            if (!wanted.empty() && wanted != state.word) continue;
            auto item = item_of(say, row);
            if (view.search.empty() || is_found(item, view.search)) {
                view.items.push_back(std::move(item));
            }
        }
    }
    return view;
}

}  // namespace kentongan::web
