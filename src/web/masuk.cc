// Signing in and out, the language, and the front door.
#include "web/masuk_view.h"

#include "base/secret.h"
#include "office/demo.h"
#include "web/escape.h"
#include "web/guard.h"
#include "web/guest.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr std::size_t name_typed_max = 200;

std::string next_of(const std::string& wanted) {
    return is_own_path(wanted) && wanted != "/masuk" ? wanted : "/meja";
}

/// Whose door this is: the office of the host, else the first.
Result<std::optional<office::OfficeInfo>> office_here(const Site& site, const Visit& visit) {
    if (visit.own_host.empty()) return site.people.first_office();
    return site.people.office_by_slug(visit.own_host);
}

Result<SignInView> sign_in_view(const Site& site, const Visit& visit, const std::string& cookie) {
    const Say say(site, visit);
    SignInView view;
    view.csrf = guest_token(cookie);
    const auto wanted = visit.form.empty() ? visit.asked("ke") : visit.field("ke");
    view.back = next_of(wanted);
    if (const auto office = TRY(office_here(site, visit))) {
        view.office = office->name;
        view.region = office->region;
        view.portal = portal_path(visit, *office, "");
        if (office->is_demo) view.demo = say("sign_in.demo", {std::string(office::demo_password)});
    }
    if (view.office.empty()) view.note = say("sign_in.no_office");
    if (visit.asked("habis") == "1") view.note = say("sign_in.expired");
    if (visit.asked("sandi") == "1") view.note = say("sign_in.chosen");
    if (visit.asked("keluar") == "1") view.note = say("sign_in.left");
    view.other_language = visit.language == Language::english ? "/masuk" : "/masuk?bahasa=en";
    return view;
}

}  // namespace

Answer home(const Site& site, Visit& visit) {
    if (visit.session) return see_other("/meja");
    const auto office = TRY(office_here(site, visit));
    return see_other(office ? portal_path(visit, *office, "") : "/masuk");
}

Answer show_sign_in(const Site& site, Visit& visit) {
    if (visit.session) return see_other(next_of(visit.asked("ke")));
    Guest guest = guest_of(visit);
    const auto view = TRY(sign_in_view(site, visit, guest.cookie));
    return with_guest(page_of(site, visit, view), guest);
}

Answer sign_in(const Site& site, Visit& visit) {
    const Say say(site, visit);
    Guest guest = guest_of(visit);
    auto view = TRY(sign_in_view(site, visit, guest.cookie));
    view.name.value = visit.field("nama").substr(0, name_typed_max);
    if (guest.header || !same_secret(visit.field("csrf"), view.csrf)) {
        view.note = say("sign_in.try_again");
        return with_guest(page_of(site, visit, view, 403), guest);
    }
    const auto password = visit.field("sandi");
    if (view.name.value.empty() || password.empty()) {
        if (view.name.value.empty()) view.name.error = say("sign_in.name_missing");
        if (password.empty()) view.password_error = say("sign_in.password_missing");
        return page_of(site, visit, view, 422);
    }
    const std::string name(trimmed(view.name.value));
    const auto session = site.people.sign_in(name, password, visit.request.peer);
    if (!session) {
        const Error& error = session.error();
        if (error.kind == Kind::unavailable) return error;
        view.password_error =
            error.issues.empty() ? say("sign_in.wrong") : say.issues(error.issues);
        return page_of(site, visit, view, 422);
    }
    std::string next = view.back;
    if (session->second_due) {
        next = "/masuk/kode?ke=";
        put_part(next, view.back);
    }
    auto response = see_other(next);
    response.headers.push_back(cookie_header(session_cookie, session->token));
    response.headers.push_back(cookie_header(guest_cookie, ""));
    return response;
}

Answer sign_out(const Site& site, Visit& visit) {
    TRY(site.people.sign_out(visit.token));
    auto response = see_other("/masuk?keluar=1");
    response.headers.push_back(cookie_header(session_cookie, ""));
    response.headers.emplace_back("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
    return response;
}

Answer set_language(const Site& site, Visit& visit) {
    const auto wanted = visit.field("bahasa");
    if (wanted != "id" && wanted != "en") {
        return Error{Kind::invalid, "unknown language", {Issue{"language", "unknown"}}};
    }
    TRY(site.people.set_language(visit.token, wanted));
    return see_other("/menu");
}

}  // namespace kentongan::web
