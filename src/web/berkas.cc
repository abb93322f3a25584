// One dossier, and everything a person may do with it.
#include "web/berkas_perintah.h"
#include "web/berkas_view.h"

namespace kentongan::web {

Answer show_dossier(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const auto page = TRY(dossier_page(site, visit, dossier));
    return page_of(site, visit, page);
}

Answer finish_task(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const int task = TRY(task_of(visit));
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const auto finish = TRY(finish_of(visit, dossier, task));
    const auto signer = signer_of(site, visit, dossier, finish);
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        if (!signer) return signer.error();
        const auto after = TRY(site.dossiers.act(tx, *signer, id, finish, visit.field("dilihat")));
        return after_finish(visit, dossier, finish, after);
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto now = TRY(site.dossiers.view(visit.who(), id));
    const auto page = TRY(dossier_page(site, visit, now, {task, refused.issues}));
    return page_of(site, visit, page, status_of_refusal(refused.kind));
}

Answer claim_task(const Site& site, Visit& visit) {
    const int task = TRY(task_of(visit));
    return command(site, visit, sop::Claim{task}, task, "toast.claimed");
}

Answer release_task(const Site& site, Visit& visit) {
    const int task = TRY(task_of(visit));
    return command(site, visit, sop::Release{task}, task, "toast.released");
}

Answer pause_task(const Site& site, Visit& visit) {
    const int task = TRY(task_of(visit));
    const std::string reason(trimmed(visit.field("catatan")));
    return command(site, visit, sop::Pause{task, reason}, task, "toast.paused");
}

Answer resume_task(const Site& site, Visit& visit) {
    const int task = TRY(task_of(visit));
    return command(site, visit, sop::Resume{task}, task, "toast.resumed");
}

Answer skip_task(const Site& site, Visit& visit) {
    const int task = TRY(task_of(visit));
    const std::string reason(trimmed(visit.field("catatan")));
    return command(site, visit, sop::Skip{task, reason}, task, "toast.skipped");
}

Answer remind_task(const Site& site, Visit& visit) {
    const int task = TRY(task_of(visit));
    return command(site, visit, sop::Remind{task}, task, "toast.reminded");
}

Answer tick_need(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const bool at_hand = visit.field("ada") == "1";
    return act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(site.dossiers.tick(tx, visit.who(), id, visit.field("butir"), at_hand));
        return with_toast(visit, cat("/berkas/", id.value),
                          at_hand ? "toast.need_there" : "toast.need_missing");
    });
}

Answer comment(const Site& site, Visit& visit) {
    const std::string words(trimmed(visit.field("kata")));
    return command(site, visit, sop::Comment{words}, 0, "toast.commented");
}

Answer cancel_dossier(const Site& site, Visit& visit) {
    const std::string reason(trimmed(visit.field("catatan")));
    return command(site, visit, sop::Cancel{reason}, 0, "toast.cancelled");
}

Answer withdraw_dossier(const Site& site, Visit& visit) {
    const std::string reason(trimmed(visit.field("catatan")));
    return command(site, visit, sop::Withdraw{reason}, 0, "toast.withdrawn");
}

Answer recall_dossier(const Site& site, Visit& visit) {
    sop::Recall recall{std::string(trimmed(visit.field("alasan"))), StepName{visit.field("ke")}};
    for (auto& item : visit.every("butir")) recall.items.insert(std::move(item));
    return command(site, visit, recall, 0, "toast.recalled");
}

Answer reopen_dossier(const Site& site, Visit& visit) {
    const std::string reason(trimmed(visit.field("catatan")));
    const StepName to{visit.field("tujuan")};
    return command(site, visit, sop::Reopen{reason, to}, 0, "toast.reopened");
}

}  // namespace kentongan::web
