// Taking the sample office away, and changing to another office one belongs to.
#include <filesystem>

#include "office/founding.h"
#include "web/guard.h"
#include "web/pages.h"
#include "web/pengaturan_view.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using Issues = std::vector<Issue>;

Result<SettingsView> wipe_view(const Site& site, const Visit& visit, const Issues& issues) {
    const Say say(site, visit);
    if (!visit.office.is_demo) return Error{Kind::not_found, "no sample office"};
    auto view = TRY(settings_view(site, visit, "kop", say("settings.wipe_title")));
    FormMaker form(site, visit, "contoh", "/pengaturan/contoh", issues);
    view.main_forms.push_back(
        form.line("kata_kunci", "wipe", "")
            .danger()
            .done("settings.wipe_title", "settings.wipe_lead", "settings.wipe_do"));
    return view;
}

}  // namespace

Answer show_wipe(const Site& site, Visit& visit) {
    return page_of(site, visit, TRY(wipe_view(site, visit, {})));
}

/// No key is kept: the table of keys is wiped too, and a second time finds nothing to wipe.
Answer wipe_demo_office(const Site& site, Visit& visit) {
    const Say say(site, visit);
    if (!visit.office.is_demo) return Error{Kind::not_found, "no sample office"};
    const std::string typed(trimmed(visit.field("kata_kunci")));
    if (typed != say("settings.wipe_words")) {
        return page_of(site, visit, TRY(wipe_view(site, visit, {Issue{"wipe", "other_words"}})),
                       422);
    }
    const auto state = TRY(site.db.state());
    TRY(site.db.write(
        [&](store::Tx& tx) { return office::wipe_demo(tx, state, visit.who(), visit.office); }));
    TRY(site.contents.forget_files(visit.office.id));
    const bool fresh = TRY(site.db.read(office::Foundings::is_fresh));
    const bool to_wizard = fresh && !site.setup_code.empty();
    auto response = see_other(to_wizard ? cat("/mulai/", site.setup_code) : "/masuk");
    response.headers.push_back(cookie_header(session_cookie, ""));
    return response;
}

Answer switch_office(const Site& site, Visit& visit) {
    const auto wanted = to_number(visit.field("kantor"));
    if (!wanted) return Error{Kind::not_found, "no such office"};
    TRY(site.people.switch_office(visit.token, OfficeId{*wanted}));
    return see_other("/meja");
}

}  // namespace kentongan::web
