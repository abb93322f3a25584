// One's own account: password, second factor, where one is signed in; and the second step of
// signing in.
#include "web/akun_view.h"

#include <algorithm>

#include "office/journal.h"
#include "office/organisation.h"
#include "office/second_factors.h"
#include "web/escape.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::SecondFactors;
using Issues = std::vector<Issue>;

SettingsForm password_form(const Site& site, const Visit& visit, const Issues& issues) {
    FormMaker form(site, visit, "sandi", "/akun/sandi", issues);
    auto made = form.line("sandi_lama", "old_password", "", "password")
                    .line("sandi_baru", "password", "", "password")
                    .line("sandi_ulang", "again", "", "password")
                    .done("account.password", "", "account.change");
    for (auto& field : made.fields) field.value.clear();
    return made;
}

Result<SettingsTable> sessions_table(const Site& site, const Visit& visit, SettingsView& view) {
    const Say say(site, visit);
    SettingsTable table{.title = say("account.sessions"), .empty = ""};
    table.columns = {say("account.place"), say("account.opened"), say("account.seen")};
    const auto sessions = TRY(site.people.sessions_of(visit.who(), visit.token));
    for (const auto& one : sessions) {
        SettingsRow row{.lead = one.peer};
        row.cells.push_back({say("account.opened"), say.moment(one.opened_at)});
        SettingsCell seen{say("account.seen"), say.moment(one.seen_at)};
        if (one.here) seen.pills.push_back({say("account.here"), "ok", "check"});
        row.cells.push_back(std::move(seen));
        table.rows.push_back(std::move(row));
        if (one.here) continue;
        FormMaker end(site, visit, "sesi-" + one.id.substr(0, 8), cat("/akun/sesi/", one.id), {});
        auto form = end.danger().done("", "", "account.end_session");
        form.title = say("account.session_of", {one.peer, say.moment(one.seen_at)});
        view.forms.push_back(std::move(form));
    }
    return table;
}

Result<SettingsView> account_view(const Site& site, const Visit& visit, const Issues& issues) {
    const Say say(site, visit);
    SettingsView view{.shell = TRY(shell_of(site, visit, say("account.title"), "menu")),
                      .title = say("account.title"),
                      .lead = visit.who().name};
    view.main_forms.push_back(password_form(site, visit, issues));
    const bool has = TRY(
        site.db.read([&](store::Tx& tx) { return SecondFactors::has(tx, visit.who().person); }));
    if (has) {
        view.notes.push_back({say("account.second_on"), "ok", "shield"});
        FormMaker off(site, visit, "lepas", "/akun/kode/lepas", issues);
        view.forms.push_back(
            off.line("kode", "code", "")
                .danger()
                .done("account.second_off", "account.second_off_lead", "account.second_off"));
    } else {
        FormMaker on(site, visit, "pasang", "/akun/kode", issues);
        view.forms.push_back(
            on.done("account.second", "account.second_lead", "account.second_begin"));
    }
    view.tables.push_back(TRY(sessions_table(site, visit, view)));
    return view;
}

Answer account_page(const Site& site, Visit& visit, const Error& error) {
    if (error.issues.empty()) return error;
    return page_of(site, visit, TRY(account_view(site, visit, error.issues)),
                   status_of_refusal(error.kind));
}

Result<void> tell_journal(store::Tx& tx, const Visit& visit, std::string_view event) {
    const auto person = visit.who().person.value;
    TRY(office::Journal::append(tx, visit.who(), cat("person/", person),
                                office::event_about(event, "subject", person), visit.now));
    return {};
}

/// The page with the code to scan; what was typed before did not fit.
Answer enrolment_page(const Site& site, Visit& visit, const Issues& issues) {
    const Say say(site, visit);
    const auto cards = TRY(site.db.read([&](store::Tx& tx) {
        return office::Organisation::person(tx, visit.who().office, visit.who().person);
    }));
    const auto enrolment = site.db.write([&](store::Tx& tx) {
        return SecondFactors::begin(tx, site.key, visit.who().person, cards.sign_in,
                                    say("account.scan"), visit.now);
    });
    if (!enrolment) return account_page(site, visit, enrolment.error());
    EnrolmentView view{.shell = TRY(shell_of(site, visit, say("account.second"), "menu")),
                       .drawing = {enrolment->drawing},
                       .typed = enrolment->typed,
                       .error = say.issues(issues)};
    return page_of(site, visit, view, issues.empty() ? 200 : 422);
}

Answer second_page(const Site& site, Visit& visit, std::string error, int status) {
    SecondStepView view{.back = visit.form.empty() ? visit.asked("ke") : visit.field("ke"),
                        .error = std::move(error)};
    return page_of(site, visit, view, status);
}

}  // namespace

Answer show_own_account(const Site& site, Visit& visit) {
    return page_of(site, visit, TRY(account_view(site, visit, {})));
}

Answer change_password(const Site& site, Visit& visit) {
    const auto fresh = value_of(visit.form, "sandi_baru");
    if (fresh != value_of(visit.form, "sandi_ulang")) {
        return account_page(site, visit,
                            {Kind::invalid, "differs", {Issue{"password", "differs"}}});
    }
    const auto changed = site.people.change_password(visit.who(), visit.token,
                                                     value_of(visit.form, "sandi_lama"), fresh);
    if (!changed) return account_page(site, visit, changed.error());
    return see_other(with_toast(visit, "/akun", "toast.password_changed"));
}

Answer end_session(const Site& site, Visit& visit) {
    TRY(site.people.end_session(visit.who(), visit.parameter("sesi")));
    return see_other(with_toast(visit, "/akun", "toast.session_ended"));
}

Answer begin_second(const Site& site, Visit& visit) {
    return enrolment_page(site, visit, {});
}

Answer confirm_second(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto codes = site.db.write([&](store::Tx& tx) -> Result<std::vector<std::string>> {
        auto fresh = TRY(SecondFactors::confirm(tx, site.key, visit.who().person,
                                                visit.field("kode"), visit.now));
        TRY(tell_journal(tx, visit, "second_factor_set"));
        return fresh;
    });
    if (!codes && codes.error().issues.empty()) return codes.error();
    if (!codes) {
        EnrolmentView view{.shell = TRY(shell_of(site, visit, say("account.second"), "menu")),
                           .error = say.issues(codes.error().issues)};
        return page_of(site, visit, view, 422);
    }
    EnrolmentView view{.shell = TRY(shell_of(site, visit, say("account.codes"), "menu")),
                       .codes = *codes};
    return page_of(site, visit, view);
}

Answer remove_second(const Site& site, Visit& visit) {
    const auto removed = site.db.write([&](store::Tx& tx) -> Result<void> {
        const bool fits = TRY(SecondFactors::matches(tx, site.key, visit.who().person,
                                                     visit.field("kode"), visit.now));
        if (!fits) return Error{Kind::invalid, "wrong code", {Issue{"code", "wrong"}}};
        TRY(SecondFactors::remove(tx, visit.who().person));
        return tell_journal(tx, visit, "second_factor_removed");
    });
    if (!removed) return account_page(site, visit, removed.error());
    return see_other(with_toast(visit, "/akun", "toast.second_removed"));
}

Answer show_second_step(const Site& site, Visit& visit) {
    return second_page(site, visit, {}, 200);
}

Answer take_second_step(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto shown = site.people.show_second(visit.token, visit.field("kode"));
    if (shown) {
        const auto back = visit.field("ke");
        return see_other(is_own_path(back) ? back : "/meja");
    }
    if (shown.error().kind == Kind::not_found) return see_other("/masuk?habis=1");
    if (shown.error().issues.empty()) return shown.error();
    return second_page(site, visit, say.issues(shown.error().issues), 422);
}

}  // namespace kentongan::web
