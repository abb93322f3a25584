// Marks made with ink on the printed control sheet are brought in here, with the scan as evidence.
#include "web/kertas_view.h"

#include <algorithm>

#include "office/control_sheets.h"
#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_paraf.h"
#include "web/berkas_perintah.h"
#include "web/kertas_pages.h"
#include "web/reply.h"
#include "web/say.h"
#include "web/token.h"

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

constexpr std::string_view kept_mark = "pindaian/";

std::string kept_token(const Site& site, OfficeId office, const std::string& sha256) {
    return sealed_token(site, cat(kept_mark, office.value, "/", sha256));
}
/// A scan that came ahead, through the door for all sheets; "" when there is none.
std::string kept_scan(const Site& site, const Visit& visit, const std::string& token) {
    if (token.empty()) return {};
    const auto text = opened_token(site, token);
    const auto start = cat(kept_mark, visit.who().office.value, "/");
    return text && text->starts_with(start) ? text->substr(start.size()) : "";
}

Result<PaperView> paper_view(const Site& site, const Visit& visit,
                             const office::DossierView& dossier, const Refused& refused = {}) {
    const Say say(site, visit);
    PaperView view{.shell = TRY(shell_of(site, visit, say("paper.title"), "berkas")),
                   .tabs = tabs_of(dossier, "alur"),
                   .number = dossier.number,
                   .dossier_title = dossier.title};
    const auto token =
        visit.field("pindaian_ada").empty() ? visit.asked("pindaian") : visit.field("pindaian_ada");
    if (!kept_scan(site, visit, token).empty()) view.kept = token;
    const auto asked_code = office::shown_code(office::plain_code(visit.asked("kode")));
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
        task.code.value = asked_code;
        if (refused.task == open.task.number) fill_refusal(task, say, visit, refused);
        view.tasks.push_back(std::move(task));
    }
    return view;
}

const FilePart* scan_part(const Visit& visit) {
    for (const FilePart& file : visit.files) {
        if (file.field == "pindaian" && file.bytes > 0) return &file;
    }
    return nullptr;
}

/// The scan in the vault with the code of its sheet, typed or read; or what is wrong with the form.
struct GivenScan {
    std::string sha256 = {}, code = {};
};
Result<GivenScan> scan_of(const Site& site, const Visit& visit) {
    GivenScan given{kept_scan(site, visit, visit.field("pindaian_ada")),
                    std::string(trimmed(visit.field("kode")))};
    std::vector<Issue> issues;
    if (!to_number(visit.field("pejabat"))) issues.push_back(Issue{"signer", "required"});
    const auto* part = scan_part(visit);
    if (!part && given.sha256.empty()) issues.push_back(Issue{"scan", "required"});
    const auto read = part ? office::code_on_scan(part->path) : std::string{};
    if (given.code.empty()) {
        given.code = read;
        if (read.empty()) issues.push_back(Issue{"code", part ? "unreadable" : "required"});
    } else if (!read.empty() && office::plain_code(given.code) != read) {
        issues.push_back(Issue{"code", "differs", {office::shown_code(read)}});
    }
    if (!issues.empty()) return Error{Kind::invalid, "not complete", issues};
    if (part) given.sha256 = TRY(site.contents.keep_scan(visit.who().office, part->path));
    return given;
}

/// Whose sheet a scan shows, of this person's own office.
struct FoundSheet {
    std::string code = {};
    DossierId dossier = {};
    int version = 0;
};
Result<FoundSheet> sheet_on(const Site& site, const Visit& visit) {
    const auto at_scan = [](const char* rule) {
        return Error{Kind::invalid, rule, {{"scan", rule}}};
    };
    const auto* part = scan_part(visit);
    if (!part) return at_scan("required");
    const auto code = office::code_on_scan(part->path);
    if (code.empty()) return at_scan("no_code");
    const auto sheet =
        TRY(site.db.read([&](store::Tx& tx) { return office::ControlSheets::find(tx, code); }));
    if (!sheet || sheet->office != visit.who().office) return at_scan("unknown_code");
    TRY(site.dossiers.view(visit.who(), sheet->dossier));
    return FoundSheet{code, sheet->dossier, sheet->version};
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
                                     .code = scan->code,
                                     .scan_sha256 = scan->sha256};
        TRY(site.dossiers.act_on_paper(tx, visit.who(), id, mark));
        return with_toast(visit, cat("/berkas/", id.value), "toast.paper_recorded");
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto now = TRY(site.dossiers.view(visit.who(), id));
    const auto view = TRY(paper_view(site, visit, now, {task, refused.issues}));
    return page_of(site, visit, view, status_of_refusal(refused.kind));
}

Answer show_paper_door(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const PaperDoorView view{.shell = TRY(shell_of(site, visit, say("paper.door"), "surat"))};
    return page_of(site, visit, view);
}

Answer enter_paper(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto found = sheet_on(site, visit);
    if (!found && found.error().issues.empty()) return found.error();
    if (!found) {
        PaperDoorView view{.shell = TRY(shell_of(site, visit, say("paper.door"), "surat"))};
        view.error = say.issues(found.error().issues);
        return page_of(site, visit, view, status_of_refusal(found.error().kind));
    }
    const auto office = visit.who().office;
    const auto sha256 = site.contents.keep_scan(office, scan_part(visit)->path);
    if (!sha256) {
        PaperDoorView view{.shell = TRY(shell_of(site, visit, say("paper.door"), "surat"))};
        view.error = say.issues(sha256.error().issues);
        return page_of(site, visit, view, status_of_refusal(sha256.error().kind));
    }
    return see_other(cat("/berkas/", found->dossier.value, "/kertas?kode=", found->code,
                         "&pindaian=", kept_token(site, office, *sha256)));
}

Answer api_find_sheet(const Site& site, Visit& visit) {
    if (auto refusal = missing_key(site, visit)) return *std::move(refusal);
    const auto found = TRY(sheet_on(site, visit));
    return act_by_key(site, visit, 200, [&](store::Tx&) -> Result<Json> {
        return to_json(api::FoundSheet{found.code, found.dossier, found.version});
    });
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
        .code = scan.code,
        .scan_sha256 = scan.sha256};
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        const auto after = TRY(site.dossiers.act_on_paper(tx, visit.who(), id, mark));
        return to_json(moved_of(id, after));
    });
}

}  // namespace kentongan::web
