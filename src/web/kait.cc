// Settings and API of webhooks: addresses of other systems, their secrets, what was told to them.
#include "office/webhooks.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_saluran.h"
#include "web/pages.h"
#include "web/pengaturan_view.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::Webhook, office::Webhooks;
using HookIssues = std::vector<Issue>;

constexpr int calls_most = 30;
constexpr std::string_view hooks_place = "/pengaturan/kait";

Webhook typed_hook(const Visit& visit, WebhookId id) {
    Webhook hook{.id = id, .address = visit.field("alamat_kait")};
    hook.events = visit.every("kejadian");
    hook.active = !id || visit.field("tutup") != "1";
    return hook;
}

SettingsForm hook_form(const Site& site, const Visit& visit, const Webhook& stored,
                       const HookIssues& issues) {
    const Say say(site, visit);
    const bool is_new = !stored.id;
    const auto place = is_new ? std::string(hooks_place) : cat(hooks_place, "/", stored.id.value);
    FormMaker form(site, visit, "kait", place, issues);
    std::vector<Option> events;
    for (const auto& event : office::webhook_events()) {
        events.push_back(
            {event, say(cat("webhook.", event)), std::ranges::count(stored.events, event) > 0});
    }
    form.line("alamat_kait", "address", stored.address, "url")
        .ticks("kejadian", "events", std::move(events));
    if (!is_new) form.ticks("tutup", "closed", {{"1", say("settings.close_it"), !stored.active}});
    return form.done(is_new ? "settings.add_hook" : "settings.edit_hook", "",
                     is_new ? "settings.add_hook" : "settings.save");
}

Result<SettingsView> hooks_view(const Site& site, const Visit& visit, const HookIssues& issues) {
    const Say say(site, visit);
    const auto hooks =
        TRY(site.db.read([&](store::Tx& tx) { return Webhooks::list(tx, visit.who()); }));
    auto view = TRY(settings_view(site, visit, "kait", ""));
    SettingsTable table{.title = say("settings.part_kait"), .empty = say("settings.no_hooks")};
    table.columns = {say("settings.alamat_kait"), say("webhook.last")};
    for (const auto& hook : hooks) {
        SettingsRow row{.lead = hook.address,
                        .address = cat(hooks_place, "/", hook.id.value),
                        .act = say("settings.manage")};
        SettingsCell cell{say("webhook.last"),
                          hook.last_done_at ? say.moment(*hook.last_done_at) : "–"};
        if (!hook.active) cell.pills.push_back({say("settings.closed"), "", "lock"});
        if (hook.active && !hook.last_word.empty()) {
            cell.pills.push_back({hook.last_word, "bad", "alert"});
        }
        row.cells.push_back(std::move(cell));
        table.rows.push_back(std::move(row));
    }
    view.tables.push_back(std::move(table));
    view.forms.push_back(hook_form(site, visit, {}, issues));
    return view;
}

std::string call_words(const Say& say, const office::WebhookCall& call) {
    return cat(say.moment(call.at), " · ", say(cat("webhook.", call.event)), " · ",
               say(cat("webhook_call.", call.state)));
}

Result<SettingsView> hook_view(const Site& site, const Visit& visit, WebhookId id,
                               const HookIssues& issues) {
    const Say say(site, visit);
    Webhook hook;
    std::vector<office::WebhookCall> calls;
    TRY(site.db.read([&](store::Tx& tx) -> Result<void> {
        hook = TRY(Webhooks::one(tx, visit.who(), id));
        calls = TRY(Webhooks::calls(tx, visit.who(), id, calls_most));
        return {};
    }));
    auto view = TRY(settings_view(site, visit, "kait", hook.address));
    view.main_forms.push_back(hook_form(site, visit, hook, issues));
    SettingsTable table{.title = say("webhook.calls"), .empty = say("webhook.no_calls")};
    table.columns = {say("webhook.event"), say("webhook.when"), say("webhook.outcome")};
    std::vector<Option> again;
    for (const auto& call : calls) {
        SettingsRow row{.lead = say(cat("webhook.", call.event))};
        row.cells.push_back({say("webhook.when"), say.moment(call.at)});
        SettingsCell cell{say("webhook.outcome"), call.last_word};
        const bool bad = call.state == "gagal";
        cell.pills.push_back({say(cat("webhook_call.", call.state)),
                              bad                        ? "bad"
                              : call.state == "terkirim" ? "ok"
                                                         : "info",
                              bad ? "alert" : "check"});
        row.cells.push_back(std::move(cell));
        table.rows.push_back(std::move(row));
        again.push_back({std::to_string(call.id.value), call_words(say, call)});
    }
    view.tables.push_back(std::move(table));
    FormMaker secret(site, visit, "rahasia", cat(hooks_place, "/", id.value, "/rahasia"), issues);
    view.forms.push_back(secret.done("webhook.secret", "webhook.secret_lead", "webhook.rotate"));
    if (!again.empty()) {
        FormMaker repeat(site, visit, "lagi", cat(hooks_place, "/", id.value, "/lagi"), issues);
        repeat.choice("kiriman", "call", "", std::move(again));
        view.forms.push_back(repeat.done("webhook.again", "", "webhook.again"));
    }
    return view;
}

/// The first answer shows the secret, the only time that anybody sees it; a repeat leads on.
Answer with_secret(const Site& site, const Visit& visit, Answer done, WebhookId id,
                   const std::string& secret) {
    if (!done || secret.empty()) return done;
    auto view = TRY(hook_view(site, visit, id, {}));
    view.notes.push_back({Say(site, visit)("webhook.secret_once"), "ok", "key", secret});
    return page_of(site, visit, view);
}

api::Webhook hook_record(const Webhook& hook) {
    return {.id = std::to_string(hook.id.value),
            .address = hook.address,
            .events = hook.events,
            .active = hook.active,
            .last_done_at = hook.last_done_at,
            .last_word = hook.last_word};
}

Webhook wished_hook(const api::NewWebhook& body, WebhookId id) {
    Webhook hook{.id = id, .address = body.address};
    hook.events = body.events.value_or(std::vector<std::string>{});
    hook.active = body.active.value_or(true);
    return hook;
}

using HookAndSecret = std::pair<WebhookId, std::string>;

/// The answer that is kept for a repeat of the request does not hold the secret.
Answer told_once(const Site& site, const Visit& visit, int status,
                 const std::function<Result<HookAndSecret>(store::Tx&)>& make) {
    api::Webhook record;
    std::string secret;
    auto done = act_by_key(site, visit, status, [&](store::Tx& tx) -> Result<Json> {
        WebhookId id = {};
        std::tie(id, secret) = TRY(make(tx));
        record = hook_record(TRY(Webhooks::one(tx, visit.who(), id)));
        return to_json(record);
    });
    if (!done || secret.empty()) return done;
    record.secret = secret;
    return reply_with(record, status);
}

}  // namespace

Answer show_hooks(const Site& site, Visit& visit) {
    return page_of(site, visit, TRY(hooks_view(site, visit, {})));
}

Answer add_hook(const Site& site, Visit& visit) {
    WebhookId id = {};
    std::string secret;
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        std::tie(id, secret) =
            TRY(Webhooks::add(tx, visit.who(), site.key, typed_hook(visit, {}), visit.now));
        return with_toast(visit, cat(hooks_place, "/", id.value), "toast.hook_saved");
    });
    if (!done && !done.error().issues.empty()) {
        return page_of(site, visit, TRY(hooks_view(site, visit, done.error().issues)),
                       status_of_refusal(done.error().kind));
    }
    return with_secret(site, visit, std::move(done), id, secret);
}

Answer show_hook(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<WebhookId>());
    return page_of(site, visit, TRY(hook_view(site, visit, id, {})));
}

Answer edit_hook(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<WebhookId>());
    return settle_form(
        site, visit, cat(hooks_place, "/", id.value), "toast.hook_saved",
        [&](store::Tx& tx) {
            return Webhooks::change(tx, visit.who(), typed_hook(visit, id), visit.now);
        },
        [&](const HookIssues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(hook_view(site, visit, id, issues)), status);
        });
}

Answer rotate_hook(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<WebhookId>());
    std::string secret;
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        secret = TRY(Webhooks::rotate(tx, visit.who(), site.key, id, visit.now));
        return with_toast(visit, cat(hooks_place, "/", id.value), "toast.hook_saved");
    });
    return with_secret(site, visit, std::move(done), id, secret);
}

Answer repeat_call(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<WebhookId>());
    const WebhookCallId call{to_number(visit.field("kiriman")).value_or(0)};
    return settle_form(
        site, visit, cat(hooks_place, "/", id.value), "toast.hook_again",
        [&](store::Tx& tx) { return Webhooks::resend(tx, visit.who(), id, call, visit.now); },
        [&](const HookIssues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(hook_view(site, visit, id, issues)), status);
        });
}

Answer api_hooks(const Site& site, Visit& visit) {
    const auto all =
        TRY(site.db.read([&](store::Tx& tx) { return Webhooks::list(tx, visit.who()); }));
    api::WebhookList record;
    for (const auto& hook : all) record.webhooks.push_back(hook_record(hook));
    return reply_with(record);
}

Answer api_add_hook(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::NewWebhook>(visit));
    return told_once(site, visit, 201, [&](store::Tx& tx) {
        return Webhooks::add(tx, visit.who(), site.key, wished_hook(body, {}), visit.now);
    });
}

Answer api_change_hook(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<WebhookId>());
    const auto body = TRY(body_of<api::NewWebhook>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(Webhooks::change(tx, visit.who(), wished_hook(body, id), visit.now));
        return to_json(hook_record(TRY(Webhooks::one(tx, visit.who(), id))));
    });
}

Answer api_rotate_hook(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<WebhookId>());
    return told_once(site, visit, 200, [&](store::Tx& tx) -> Result<HookAndSecret> {
        return HookAndSecret{id, TRY(Webhooks::rotate(tx, visit.who(), site.key, id, visit.now))};
    });
}

Answer api_calls(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<WebhookId>());
    const auto all =
        TRY(site.db.read([&](store::Tx& tx) -> Result<std::vector<office::WebhookCall>> {
            TRY(Webhooks::one(tx, visit.who(), id));
            return Webhooks::calls(tx, visit.who(), id, calls_most);
        }));
    api::WebhookCalls record;
    for (const auto& call : all) {
        record.calls.push_back({std::to_string(call.id.value), call.event, call.state, call.body,
                                call.last_word, call.attempts, call.at, call.done_at});
    }
    return reply_with(record);
}

Answer api_repeat_call(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<WebhookId>());
    const auto call = TRY(visit.id<WebhookCallId>("kiriman"));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(Webhooks::resend(tx, visit.who(), id, call, visit.now));
        return to_json(hook_record(TRY(Webhooks::one(tx, visit.who(), id))));
    });
}

}  // namespace kentongan::web
