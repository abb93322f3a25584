// Reads commands from forms and says what they did.
#include "web/berkas_perintah.h"

#include <algorithm>

#include "web/berkas_view.h"

namespace kentongan::web {

Result<int> task_of(const Visit& visit) {
    const auto number = to_number(visit.parameter("nomor"));
    if (!number || *number <= 0 || *number > 1'000'000) {
        return Error{Kind::not_found, "no such task"};
    }
    return static_cast<int>(*number);
}

Result<sop::Finish> finish_of(const Visit& visit, const office::DossierView& dossier, int task) {
    sop::Finish finish{.task = task,
                       .outcome = visit.field("putusan"),
                       .note = std::string(trimmed(visit.field("catatan")))};
    const auto open = std::find_if(dossier.open.begin(), dossier.open.end(),
                                   [&](const auto& one) { return one.task.number == task; });
    const sop::Step* step = open == dossier.open.end() ? nullptr : open->step;
    const sop::Exit* exit = step ? step->exit(finish.outcome) : nullptr;
    if (!exit) return finish;
    // The choice of a target belongs to the exits that leave one; the others go where they go.
    const StepName wanted{visit.field("tujuan")};
    const auto& allowed = exit->allowed;
    if (wanted == exit->to || std::find(allowed.begin(), allowed.end(), wanted) != allowed.end()) {
        finish.to = wanted;
    }
    if (exit->is_return) {
        for (auto& item : visit.every("butir")) finish.items.insert(std::move(item));
    }
    return finish;
}

Result<office::Who> signer_of(const Site& site, const Visit& visit,
                              const office::DossierView& dossier, const sop::Finish& finish) {
    office::Who who = visit.who();
    for (const auto& open : dossier.open) {
        if (open.task.number != finish.task || !open.mine || !open.step || !open.step->paraf) {
            continue;
        }
        const auto* exit = open.step->exit(finish.outcome);
        if (!exit || exit->is_return) continue;
        who.proven = TRY(site.people.verify_again(who, visit.field("sandi"), visit.field("kode")));
    }
    return who;
}

std::string after_finish(const Visit& visit, const office::DossierView& before,
                         const sop::Finish& finish, const sop::Dossier& after) {
    if (after.state == sop::State::closed) {
        return with_toast(visit, "/meja", "toast.closed", {before.title});
    }
    std::vector<std::string> steps;
    for (const auto& task : after.desk) {
        if (task.number > before.state.tasks_opened) steps.push_back(task.step.value);
    }
    if (steps.empty()) return with_toast(visit, "/meja", "toast.part_done", {before.title});
    const auto open = std::find_if(before.open.begin(), before.open.end(),
                                   [&](const auto& one) { return one.task.number == finish.task; });
    const bool known = open != before.open.end() && open->step;
    const sop::Exit* exit = known ? open->step->exit(finish.outcome) : nullptr;
    return with_toast(visit, "/meja",
                      exit && exit->is_return ? "toast.returned" : "toast.forwarded",
                      {before.title, joined(steps, ", ")});
}

Answer command(const Site& site, Visit& visit, const sop::Command& command, int task,
               const std::string& toast) {
    const auto id = TRY(visit.id<DossierId>());
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(site.dossiers.act(tx, visit.who(), id, command));
        return with_toast(visit, cat("/berkas/", id.value), toast);
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const auto page = TRY(dossier_page(site, visit, dossier, {task, refused.issues}));
    return page_of(site, visit, page, status_of_refusal(refused.kind));
}

}  // namespace kentongan::web
