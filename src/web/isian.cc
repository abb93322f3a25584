// Saves the forms of a step, the team's answers and the sources of the material.
#include "web/isian_view.h"

#include "office/teams.h"
#include "web/berkas_perintah.h"
#include "web/berkas_view.h"

namespace kentongan::web {
namespace {

/// Acts, and comes back to the dossier; refused, the page shows what was typed, beside its field.
Answer act_here(const Site& site, Visit& visit, int task, const char* toast,
                const std::function<Result<void>(store::Tx&, DossierId)>& act) {
    const auto id = TRY(visit.id<DossierId>());
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(act(tx, id));
        return with_toast(visit, cat("/berkas/", id.value), toast);
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const auto page = TRY(dossier_page(site, visit, dossier, {task, refused.issues}));
    return page_of(site, visit, page, status_of_refusal(refused.kind));
}

constexpr std::size_t fields_max = 40;

}  // namespace

Answer save_form(const Site& site, Visit& visit) {
    const int task = TRY(task_of(visit));
    office::FormValues values;
    for (std::size_t i = 0; i < fields_max; ++i) values.push_back(visit.every(cat("isian_", i)));
    return act_here(site, visit, task, "toast.form_saved", [&](store::Tx& tx, DossierId id) {
        return office::StepForms::save(tx, visit.who(), id, task, visit.field("butir"), values,
                                       visit.now);
    });
}

Answer answer_ready(const Site& site, Visit& visit) {
    return act_here(site, visit, 0, "toast.answered", [&](store::Tx& tx, DossierId id) {
        return office::Teams::answer(tx, visit.who(), id, visit.field("siap") == "1",
                                     visit.field("alasan"), visit.now);
    });
}

Answer add_source(const Site& site, Visit& visit) {
    const int task = TRY(task_of(visit));
    office::Source source{.kind = visit.field("jenis"), .title = visit.field("judul")};
    source.origin = visit.field("asal");
    source.link = visit.field("tautan");
    source.reason = visit.field("alasan");
    source.official = visit.field("resmi") == "1";
    source.chosen = visit.field("dipilih") == "1";
    return act_here(site, visit, task, "toast.source_added", [&](store::Tx& tx, DossierId id) {
        return office::StepForms::add_source(tx, visit.who(), id, task, source, visit.now);
    });
}

Answer remove_source(const Site& site, Visit& visit) {
    const auto source = to_number(visit.parameter("sumber")).value_or(0);
    return act_here(site, visit, 0, "toast.source_removed", [&](store::Tx& tx, DossierId id) {
        return office::StepForms::remove_source(tx, visit.who(), id, source, visit.now);
    });
}

}  // namespace kentongan::web
