// The team of a dossier: chosen with everyone's open work in sight, asked, and put on paper.
#include "web/tim_view.h"

#include "office/letter_papers.h"
#include "office/letter_rows.h"
#include "office/paper_heads.h"
#include "office/requests.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"
#include "web/surat_view.h"

namespace kentongan::web {
namespace {

using office::TeamMember, office::TeamPaper, office::Teams, office::Who;

struct TeamNow {
    std::vector<TeamMember> team = {};
    std::vector<TeamPaper> papers = {};
    std::map<PersonId, int> work = {};
    std::optional<DossierId> same = {};
    bool may_name = false;
};

Result<TeamNow> team_now(const Site& site, const Who& who, DossierId id) {
    return site.db.read([&](store::Tx& tx) -> Result<TeamNow> {
        TeamNow now;
        now.may_name = TRY(Teams::may_name(tx, site.dossiers, who, id));
        now.team = TRY(Teams::of(tx, who.office, id));
        now.papers = TRY(Teams::papers(tx, who.office, id));
        now.work = TRY(Teams::open_work(tx, who.office));
        now.same = TRY(Teams::same_team(tx, who.office, id));
        return now;
    });
}

Pill answer_pill(const Say& say, const TeamMember& one) {
    if (!one.ready) return {say("team.asked"), "warn", "clock"};
    return *one.ready ? Pill{say("team.ready"), "ok", "check"}
                      : Pill{say("team.not_ready"), "bad", "x"};
}

std::string positions_of(const Who& who) {
    std::vector<std::string> titles;
    for (const auto& held : who.positions) titles.push_back(held.title);
    return joined(titles, ", ");
}

void add_people(TeamView& view, const Say& say, const std::vector<Who>& everyone,
                const TeamNow& now, const Visit& visit) {
    const auto typed = visit.every("orang");
    for (const Who& one : everyone) {
        if (one.positions.empty() || one.holds("pemohon")) continue;
        const auto value = std::to_string(one.person.value);
        const auto in_team = std::ranges::find(now.team, one.person, &TeamMember::person);
        const auto work = now.work.find(one.person);
        TeamRow row{.person = value, .name = one.name, .position = positions_of(one)};
        row.work = say("team.work", {std::to_string(work == now.work.end() ? 0 : work->second)});
        row.chosen = typed.empty() ? in_team != now.team.end()
                                   : std::ranges::find(typed, value) != typed.end();
        if (in_team != now.team.end()) row.duty = in_team->duty;
        view.people.push_back(std::move(row));
    }
}

void add_papers(TeamView& view, const Say& say, const TeamNow& now, const std::string& chosen) {
    for (const TeamPaper& paper : now.papers) {
        view.papers.push_back({say(cat("team_paper.", paper.kind)), paper.number,
                               say(paper.sha256.empty() ? "team_paper.made" : "team_paper.uploaded",
                                   {paper.shown, say.moment(paper.at)}),
                               cat(view.base, "/tim/", paper.kind, "/cetak.pdf"),
                               joined(paper.copies, "; ")});
    }
    for (const std::string kind : {"surat_tugas", "sk_tim"}) {
        view.kinds.push_back({kind, say(cat("team_paper.", kind)), kind == chosen});
    }
    if (now.same && now.papers.empty() && view.may_name) {
        view.reuse = Reuse{std::to_string(now.same->value), say("team_paper.same")};
    }
}

Result<TeamView> team_view(const Site& site, const Visit& visit, DossierId id,
                           const std::vector<Issue>& issues) {
    const Say say(site, visit);
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const auto now = TRY(team_now(site, visit.who(), id));
    const auto everyone = TRY(site.people.everyone(visit.who().office));
    TeamView view{.shell = TRY(shell_of(site, visit, say("team.title"), "berkas")),
                  .base = cat("/berkas/", id.value),
                  .dossier_number = dossier.number,
                  .title = dossier.title,
                  .problem = say.issues(issues),
                  .today = office::day_text(visit.now, visit.zone()),
                  .copies = visit.field("tembusan"),
                  .number = visit.field("nomor")};
    view.may_name = now.may_name;
    if (view.may_name) add_people(view, say, everyone, now, visit);
    for (const TeamMember& one : now.team) {
        view.team.push_back({one.name, one.duty, one.reason, answer_pill(say, one)});
        if (one.person == visit.who().person) view.may_answer = true;
    }
    add_papers(view, say, now, visit.field("jenis"));
    for (const auto* kind : {"surat_tugas", "sk_tim"}) {
        auto options = TRY(reserved_options(site, visit, kind));
        view.reserved.insert(view.reserved.end(), options.begin(), options.end());
    }
    return view;
}

using TeamAct = std::function<Result<void>(store::Tx&, DossierId)>;

Answer act_on(const Site& site, Visit& visit, const char* toast, const TeamAct& deed) {
    const auto id = TRY(visit.id<DossierId>());
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(deed(tx, id));
        return with_toast(visit, cat("/berkas/", id.value, "/tim"), toast);
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto view = TRY(team_view(site, visit, id, refused.issues));
    return page_of(site, visit, view, status_of_refusal(refused.kind));
}

/// What the team's papers rest on: the letter of the dossier, or the direction.
std::string basis_of(const std::optional<office::Letter>& letter, const office::DossierView& it) {
    if (!letter) return cat("arahan pimpinan atas berkas ", it.number);
    const auto& form = letter->form;
    const auto number = form.number.empty() ? "" : cat(" nomor ", form.number);
    const auto dated = form.dated.empty() ? "" : cat(" tanggal ", office::day_words(form.dated));
    return cat("surat ", form.agency, number, dated, " hal ", form.subject, " (agenda ",
               letter->agenda_shown, ")");
}

}  // namespace

Answer show_team(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto view = TRY(team_view(site, visit, id, {}));
    return page_of(site, visit, view);
}

Answer name_team(const Site& site, Visit& visit) {
    return act_on(site, visit, "toast.team_asked", [&](store::Tx& tx, DossierId id) {
        std::vector<office::TeamWish> wishes;
        for (const auto& one : visit.every("orang")) {
            wishes.push_back(
                {PersonId{to_number(one).value_or(0)}, visit.field(cat("tugas-", one))});
        }
        return Teams::name(tx, site.dossiers, visit.who(), id, wishes, visit.now);
    });
}

Answer make_team_paper(const Site& site, Visit& visit) {
    const auto files = files_of_upload(site, visit, visit.who().office, "surat");
    return act_on(site, visit, "toast.team_paper",
                  [&](store::Tx& tx, DossierId id) -> Result<void> {
                      if (!files) return files.error();
                      TeamPaper wish{.kind = visit.field("jenis"),
                                     .number = visit.field("nomor"),
                                     .dated = visit.field("tanggal")};
                      wish.copies = split(visit.field("tembusan"), '\n');
                      wish.reserved = visit.field("cadangan");
                      if (!files->empty()) {
                          wish.sha256 = files->front().sha256;
                          wish.name = files->front().name;
                      }
                      return Teams::make_paper(tx, visit.who(), id, wish, visit.now);
                  });
}

Answer reuse_team_paper(const Site& site, Visit& visit) {
    return act_on(site, visit, "toast.team_paper", [&](store::Tx& tx, DossierId id) {
        const DossierId from{to_number(visit.field("dari")).value_or(0)};
        return Teams::reuse_papers(tx, visit.who(), id, from, visit.now);
    });
}

Answer print_team_paper(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const auto now = TRY(team_now(site, visit.who(), id));
    const auto paper = std::ranges::find(now.papers, visit.parameter("jenis"), &TeamPaper::kind);
    if (paper == now.papers.end()) return Error{Kind::not_found, "no such paper"};
    if (!paper->sha256.empty()) {
        return letter_file_response(
            site, visit.who().office,
            {.sha256 = paper->sha256,
             .type = paper->name.ends_with(".pdf") ? "application/pdf" : "image/jpeg",
             .name = paper->name});
    }
    office::TeamPaperParts parts{*paper, now.team, dossier.title, dossier.number};
    const auto letter = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Letters::of_dossier(tx, visit.who().office, id); }));
    parts.basis = basis_of(letter, dossier);
    const auto everyone = TRY(site.people.everyone(visit.who().office));
    for (auto& one : parts.team) {
        const auto who = std::ranges::find(everyone, one.person, &Who::person);
        if (who != everyone.end()) one.position = positions_of(*who);
    }
    const auto signer = TRY(site.db.read([&](store::Tx& tx) {
        return office::head_of_office(tx, visit.who().office, office::Signing::letter, paper->at);
    }));
    if (signer) parts.signer = *signer;
    const auto head =
        TRY(site.db.read([&](store::Tx& tx) { return office::paper_head(tx, visit.office); }));
    auto pdf = TRY(office::team_paper_pdf(visit.office, head, parts, paper->at));
    return pdf_response(std::move(pdf), cat(paper->kind, "-", dossier.number, ".pdf"));
}

}  // namespace kentongan::web
