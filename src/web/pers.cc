// For newsrooms, without an account: subscribe, say yes, say where it was printed, leave.
#include "office/press.h"

#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_office.h"
#include "web/permohonan_view.h"
#include "web/pers_view.h"
#include "web/portal_pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::OfficeInfo, office::Press, office::PressLink, office::PressPartner;
using PressIssues = std::vector<Issue>;

constexpr std::size_t press_typed_max = 2000;

struct PressPlace {
    PressLink link;
    std::string_view word;
};
constexpr PressPlace confirm_place{PressLink::confirm, "konfirmasi"};
constexpr PressPlace printed_place{PressLink::printed, "dimuat"};
constexpr PressPlace leave_place{PressLink::leave, "berhenti"};

PressView press_page(const Site& site, const Visit& visit, const OfficeInfo& office,
                     std::string_view title, const std::string& path) {
    const Say say(site, visit);
    PressView view;
    view.title = say(title);
    view.action = path;
    view.shell = public_shell_of(site, visit, office, view.title, path);
    view.shell.description = say("press.lead");
    return view;
}

Typed typed_of(const Say& say, const Visit& visit, std::string_view name, const PressIssues& issues,
               std::string_view field) {
    return {visit.field(name).substr(0, press_typed_max), say.issue_of(issues, field)};
}

PressView subscription(const Site& site, const Visit& visit, const OfficeInfo& office,
                       const PressIssues& issues) {
    const Say say(site, visit);
    auto view =
        press_page(site, visit, office, "press.title", request_place(visit, office, "pers"));
    view.lead = say("press.lead");
    view.key = fresh_token();
    view.subscribing = true;
    if (visit.asked("kabar") == "kirim") {
        view.subscribing = false;
        view.done = say("press.mail_sent");
        return view;
    }
    view.name = typed_of(say, visit, "nama", issues, "name");
    view.email = typed_of(say, visit, "surel", issues, "email");
    view.contact = typed_of(say, visit, "kontak", issues, "contact");
    view.medium_error = say.issue_of(issues, "medium");
    view.problem = say.issue_of(issues, "press");
    for (const auto& kind : office::media_kinds()) {
        view.media.push_back(
            {kind, say(cat("settings.medium_", kind)), visit.field("jenis") == kind});
    }
    return view;
}

PressPartner typed_newsroom(const Visit& visit) {
    return {.name = visit.field("nama"),
            .medium = visit.field("jenis"),
            .email = visit.field("surel"),
            .contact = visit.field("kontak")};
}

void fill_release(PressView& view, const Say& say, const Visit& visit, const OfficeInfo& office,
                  const office::OpenPressLink& open) {
    view.release = open.title;
    if (!open.released_at) return;
    view.released =
        say("press.released",
            {long_date(*open.released_at, Zone{office.hours_from_utc}, visit.language)});
}

/// What the link shows now: what can be done, or what was done.
Result<PressView> link_page(const Site& site, const Visit& visit, const OfficeInfo& office,
                            const PressPlace& place, const PressIssues& issues = {}) {
    const Say say(site, visit);
    const auto token = visit.parameter("kunci");
    const auto open = TRY(site.db.read(
        [&](store::Tx& tx) { return Press::open(tx, office.id, place.link, token, visit.now); }));
    const auto path = request_place(visit, office, cat("pers/", place.word, "/", token));
    auto view = press_page(site, visit, office, cat("press.", place.word, "_title"), path);
    view.lead = say(cat("press.", place.word, "_lead"), {open.medium, office.name});
    view.problem = say.issue_of(issues, "press");
    if (place.link == PressLink::printed) fill_release(view, say, visit, office, open);
    if (open.used) {
        const bool waits = visit.asked("kabar") == "tunggu";
        view.done = say(cat("press.", place.word, waits ? "_waits" : "_done"));
        view.lead.clear();
        return view;
    }
    if (open.expired) {
        view.refusal = say("press.expired");
        return view;
    }
    view.confirming = place.link == PressLink::confirm;
    view.leaving = place.link == PressLink::leave;
    view.printing = place.link == PressLink::printed;
    view.address = typed_of(say, visit, "alamat", issues, "url");
    view.note = typed_of(say, visit, "catatan", issues, "note");
    if (view.address.error.empty()) view.address.error = say.issue_of(issues, "printed");
    return view;
}

Answer show_link(const Site& site, Visit& visit, const PressPlace& place) {
    const auto office = TRY(office_at(site, visit));
    const auto view = TRY(link_page(site, visit, office, place));
    return page_of(site, visit, view);
}

using PressAct = std::function<Result<std::string>(store::Tx&, OfficeId, const std::string&)>;

/// `act` answers what the next page says besides: "" or "?kabar=…".
Answer follow_link(const Site& site, Visit& visit, const PressPlace& place, const PressAct& act) {
    const auto office = TRY(office_at(site, visit));
    const auto token = visit.parameter("kunci");
    const auto done = site.db.write(
        [&](store::Tx& tx) -> Result<std::string> { return act(tx, office.id, token); });
    const auto here = request_place(visit, office, cat("pers/", place.word, "/", token));
    if (done) return see_other(cat(here, *done));
    if (done.error().issues.empty()) return done.error();
    const auto view = TRY(link_page(site, visit, office, place, done.error().issues));
    return page_of(site, visit, view, status_of_refusal(done.error().kind));
}

Result<std::string> say_yes(store::Tx& tx, OfficeId office, const std::string& token, Instant now) {
    const bool waits = TRY(Press::confirm(tx, office, token, now));
    return std::string(waits ? "?kabar=tunggu" : "");
}

/// The same for programs, which name no session but their key.
Answer api_follow(const Site& site, Visit& visit, const PressAct& act) {
    const auto office = TRY(office_at(site, visit));
    return act_by_key_public(site, visit, office.id, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(act(tx, office.id, visit.parameter("kunci")));
        return to_json(api::Taken{true});
    });
}

}  // namespace

Answer show_press(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    return page_of(site, visit, subscription(site, visit, office, {}));
}

Answer subscribe_press(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    const auto next = request_place(visit, office, "pers?kabar=kirim");
    if (!visit.field("situs").empty()) return see_other(next);  // only machines fill it
    auto done = act_once_public(site, visit, office.id, [&](store::Tx& tx) -> Result<std::string> {
        TRY(Press::subscribe(tx, office, site.key, typed_newsroom(visit), visit.request.peer,
                             visit.now));
        return next;
    });
    if (done || done.error().issues.empty()) return done;
    return page_of(site, visit, subscription(site, visit, office, done.error().issues), 422);
}

Answer show_press_confirm(const Site& site, Visit& visit) {
    return show_link(site, visit, confirm_place);
}
Answer confirm_press(const Site& site, Visit& visit) {
    return follow_link(site, visit, confirm_place,
                       [&](store::Tx& tx, OfficeId office, const std::string& token) {
                           return say_yes(tx, office, token, visit.now);
                       });
}

Answer show_press_printed(const Site& site, Visit& visit) {
    return show_link(site, visit, printed_place);
}
Answer report_press_printed(const Site& site, Visit& visit) {
    return follow_link(
        site, visit, printed_place,
        [&](store::Tx& tx, OfficeId office, const std::string& token) -> Result<std::string> {
            TRY(Press::report_printed(tx, office, token,
                                      {visit.field("alamat"), visit.field("catatan")}, visit.now));
            return std::string();
        });
}

Answer show_press_leave(const Site& site, Visit& visit) {
    return show_link(site, visit, leave_place);
}
Answer leave_press(const Site& site, Visit& visit) {
    return follow_link(
        site, visit, leave_place,
        [&](store::Tx& tx, OfficeId office, const std::string& token) -> Result<std::string> {
            TRY(Press::leave(tx, office, token, visit.now));
            return std::string();
        });
}

Answer api_subscribe_press(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    const auto body = TRY(body_of<api::NewSubscription>(visit));
    const PressPartner typed{.name = body.name,
                             .medium = body.medium,
                             .email = body.email,
                             .contact = body.contact.value_or("")};
    return act_by_key_public(site, visit, office.id, 202, [&](store::Tx& tx) -> Result<Json> {
        TRY(Press::subscribe(tx, office, site.key, typed, visit.request.peer, visit.now));
        return to_json(api::Taken{true});
    });
}

Answer api_confirm_press(const Site& site, Visit& visit) {
    return api_follow(site, visit, [&](store::Tx& tx, OfficeId office, const std::string& token) {
        return say_yes(tx, office, token, visit.now);
    });
}

Answer api_press_printed(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::PrintedAt>(visit));
    return api_follow(
        site, visit,
        [&](store::Tx& tx, OfficeId office, const std::string& token) -> Result<std::string> {
            TRY(Press::report_printed(tx, office, token,
                                      {body.url.value_or(""), body.note.value_or("")}, visit.now));
            return std::string();
        });
}

Answer api_leave_press(const Site& site, Visit& visit) {
    return api_follow(
        site, visit,
        [&](store::Tx& tx, OfficeId office, const std::string& token) -> Result<std::string> {
            TRY(Press::leave(tx, office, token, visit.now));
            return std::string();
        });
}

}  // namespace kentongan::web
