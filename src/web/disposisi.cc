// Dispositions of a letter: given, passed on, recalled, confirmed.
#include "office/dispositions.h"

#include "web/pages.h"
#include "web/reply.h"
#include "web/surat_view.h"

namespace kentongan::web {
namespace {

Result<office::DispositionForm> form_of(const Visit& visit) {
    office::DispositionForm form;
    for (const auto& one : visit.every("kepada")) {
        const auto position = to_number(one);
        if (!position) return Error{Kind::invalid, "no position", {{"recipients", "unknown"}}};
        form.recipients.push_back(PositionId{*position});
    }
    form.instructions = visit.every("instruksi");
    form.note = visit.field("catatan");
    form.deadline = visit.field("batas");
    if (const auto parent = to_number(visit.field("dari"))) form.parent = DispositionId{*parent};
    if (const auto told = to_number(visit.field("arahan"))) form.as_told_by = PersonId{*told};
    return form;
}

/// One act on a disposition, and back to its letter.
Answer act_on(const Site& site, Visit& visit, const char* toast,
              const std::function<Result<void>(store::Tx&, DispositionId)>& deed) {
    const auto letter = TRY(visit.id<LetterId>());
    const auto id = TRY(visit.id<DispositionId>("disposisi"));
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(deed(tx, id));
        return with_toast(visit, cat("/surat/", letter.value), toast);
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto view = TRY(letter_view(site, visit, letter, {"disposisi", refused.issues}));
    return page_of(site, visit, view, status_of_refusal(refused.kind));
}

}  // namespace

Answer give_disposition(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<LetterId>());
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const auto form = TRY(form_of(visit));
        TRY(office::Dispositions::give(tx, site.dossiers, visit.who(), id, form, visit.now));
        return with_toast(visit, "/surat", "toast.disposed");
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto view = TRY(letter_view(site, visit, id, {"disposisi", refused.issues}));
    return page_of(site, visit, view, status_of_refusal(refused.kind));
}

Answer recall_disposition(const Site& site, Visit& visit) {
    return act_on(site, visit, "toast.disposition_recalled", [&](store::Tx& tx, DispositionId id) {
        return office::Dispositions::recall(tx, visit.who(), id, visit.now);
    });
}

Answer confirm_disposition(const Site& site, Visit& visit) {
    return act_on(site, visit, "toast.confirmed", [&](store::Tx& tx, DispositionId id) {
        return office::Dispositions::confirm(tx, site.dossiers, visit.who(), id, visit.now);
    });
}

}  // namespace kentongan::web
