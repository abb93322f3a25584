// Marks made with ink on the printed control sheet are brought in here, with the scan as evidence.
#include "web/kertas_view.h"

#include <algorithm>

#include "web/api.h"
#include "web/api_pages.h"
#include "web/berkas_perintah.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

bool performs(const office::OpenTask& open, const office::Who& who) {
    const auto has = [&](const std::string& title) {
        return std::find(open.performers.begin(), open.performers.end(), title) !=
               open.performers.end();
    };
    const bool by_post = std::any_of(who.positions.begin(), who.positions.end(),
                                     [&](const auto& held) { return has(held.title); });
    return by_post || has(who.name);
}

void fill_targets(PaperTask& task, const office::DossierView& dossier, const sop::Exit& exit,
                  const Visit& visit) {
    if (!exit.is_return) return;
    std::vector<StepName> all{exit.to};
    all.insert(all.end(), exit.allowed.begin(), exit.allowed.end());
    for (const auto& name : all) {
        const auto* step = dossier.definition->find(name);
        task.targets.push_back({name.value, step ? step_words(*step) : name.value,
                                visit.field("tujuan") == name.value});
    }
}

void fill_refusal(PaperTask& task, const Say& say, const Visit& visit, const Refused& refused) {
    task.code = {visit.field("kode"), say.issue_of(refused.issues, "code")};
    task.note = {visit.field("catatan"), say.issue_of(refused.issues, "note")};
    task.signer_error = say.issue_of(refused.issues, "signer");
    task.scan_error = say.issue_of(refused.issues, "scan");
    for (const Issue& issue : refused.issues) {
        const bool has_place = issue.field == "code" || issue.field == "note" ||
                               issue.field == "signer" || issue.field == "scan";
        if (!has_place) task.problem += (task.problem.empty() ? "" : " ") + say.issue(issue);
    }
}

Result<PaperView> paper_view(const Site& site, const Visit& visit,
                             const office::DossierView& dossier, const Refused& refused = {}) {
    const Say say(site, visit);
    PaperView view{.shell = TRY(shell_of(site, visit, say("paper.title"), "berkas")),
                   .tabs = tabs_of(dossier, "alur"),
                   .number = dossier.number,
                   .dossier_title = dossier.title};
    if (dossier.package.latest) view.version = std::to_string(dossier.package.latest->number);
    const auto people = TRY(site.people.everyone(visit.who().office));
    for (const auto& open : dossier.open) {
        if (!open.step || !open.step->decision || open.task.paused_at) continue;
        PaperTask task{.number = std::to_string(open.task.number),
                       .name = step_words(*open.step),
                       .caption = joined(open.performers, ", ")};
        for (const auto& who : people) {
            if (!performs(open, who) || who.person == visit.who().person) continue;
            const auto value = std::to_string(who.person.value);
            task.signers.push_back(
                {value, cat(who.shown(), " (", who.name, ")"), visit.field("pejabat") == value});
        }
        for (const auto& exit : open.step->exits) {
            task.exits.push_back({exit.outcome, exit_words(say, *open.step, exit),
                                  visit.field("putusan") == exit.outcome});
            fill_targets(task, dossier, exit, visit);
        }
        if (refused.task == open.task.number) fill_refusal(task, say, visit, refused);
        view.tasks.push_back(std::move(task));
    }
    return view;
}

/// The scan in the vault, or what is wrong with the form.
Result<std::string> scan_of(const Site& site, const Visit& visit) {
    std::vector<Issue> issues;
    if (!to_number(visit.field("pejabat"))) issues.push_back(Issue{"signer", "required"});
    if (trimmed(visit.field("kode")).empty()) issues.push_back(Issue{"code", "required"});
    const FilePart* part = nullptr;
    for (const FilePart& file : visit.files) {
        if (file.field == "pindaian" && file.bytes > 0) part = &file;
    }
    if (!part) issues.push_back(Issue{"scan", "required"});
    if (!issues.empty()) return Error{Kind::invalid, "not complete", issues};
    return site.contents.keep_scan(visit.who().office, part->path);
}

}  // namespace

Answer show_paper_mark(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const auto view = TRY(paper_view(site, visit, dossier));
    return page_of(site, visit, view);
}

Answer record_paper_mark(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto number = to_number(visit.field("tugas"));
    if (!number || *number <= 0 || *number > 1'000'000) {
        return Error{Kind::not_found, "no such task"};
    }
    const int task = static_cast<int>(*number);
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const auto scan = scan_of(site, visit);
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        if (!scan) return scan.error();
        const auto finish = TRY(finish_of(visit, dossier, task));
        const office::PaperMark mark{.task = task,
                                     .signer = {to_number(visit.field("pejabat")).value_or(0)},
                                     .outcome = finish.outcome,
                                     .note = finish.note,
                                     .to = finish.to,
                                     .code = visit.field("kode"),
                                     .scan_sha256 = *scan};
        TRY(site.dossiers.act_on_paper(tx, visit.who(), id, mark));
        return with_toast(visit, cat("/berkas/", id.value), "toast.paper_recorded");
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto now = TRY(site.dossiers.view(visit.who(), id));
    const auto view = TRY(paper_view(site, visit, now, {task, refused.issues}));
    return page_of(site, visit, view, status_of_refusal(refused.kind));
}

Answer show_paper_scan(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const auto wanted = visit.parameter("sidik");
    for (const auto& mark : dossier.marks) {
        if (mark.scan_sha256.empty() || mark.scan_sha256 != wanted) continue;
        const auto path = TRY(site.contents.intact(visit.who().office, wanted));
        return net::Response{
            .type = "application/octet-stream",
            .body = net::File{path, wanted},
            .headers = {{"Content-Disposition",
                         cat("attachment; filename=\"lembar-kendali-", dossier.number, "\"")},
                        {"Cache-Control", "private, no-cache"}},
            .etag = wanted,
            .compressible = false};
    }
    return Error{Kind::not_found, "no such scan"};
}

Answer api_paper_mark(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    if (auto refusal = missing_key(site, visit)) return *std::move(refusal);
    const auto scan = TRY(scan_of(site, visit));
    const office::PaperMark mark{
        .task = static_cast<int>(to_number(visit.field("tugas")).value_or(0) % 1'000'000),
        .signer = {to_number(visit.field("pejabat")).value_or(0)},
        .outcome = visit.field("putusan"),
        .note = visit.field("catatan"),
        .to = {},
        .code = visit.field("kode"),
        .scan_sha256 = scan};
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        const auto after = TRY(site.dossiers.act_on_paper(tx, visit.who(), id, mark));
        return to_json(moved_of(id, after));
    });
}

}  // namespace kentongan::web
