// The promise of an SOP: so many working days, for cases that are opened from now on.
#include "office/promises.h"
#include "web/api.h"
#include "web/api_records_kegiatan.h"
#include "web/kegiatan_pages.h"
#include "web/reply.h"
#include "web/sop_view.h"

namespace kentongan::web {
namespace {

constexpr std::int64_t beyond_every_promise = 100'000;

/// An empty field promises nothing; what is no number is out of range.
int typed_days(const Visit& visit) {
    const auto typed = visit.field("hari");
    if (trimmed(typed).empty()) return 0;
    const auto days = to_number(trimmed(typed));
    return days && *days >= 0 && *days < beyond_every_promise ? static_cast<int>(*days) : -1;
}

}  // namespace

Answer set_promise(const Site& site, Visit& visit) {
    const auto shown = TRY(sop_to_show(site, visit));
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(office::Promises::set(tx, visit.who(), shown.adopted.key, typed_days(visit),
                                  visit.now));
        return with_toast(visit, cat("/sop/", shown.adopted.id.value), "toast.promised");
    });
    if (done || done.error().issues.empty()) return done;
    auto view = TRY(sop_view(site, visit, shown));
    view.promise = {visit.field("hari"), Say(site, visit).issue_of(done.error().issues, "promise")};
    return page_of(site, visit, view, status_of_refusal(done.error().kind));
}

Answer api_set_promise(const Site& site, Visit& visit) {
    const auto shown = TRY(sop_to_show(site, visit));
    const auto body = TRY(body_of<api::PromiseDays>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(office::Promises::set(tx, visit.who(), shown.adopted.key, body.days, visit.now));
        return to_json(body);
    });
}

}  // namespace kentongan::web
