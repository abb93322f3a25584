// Owns team_answer and team_paper.
#include "office/teams.h"

#include "office/dossier_act.h"
#include "office/fields.h"
#include "office/letter_rows.h"
#include "office/numbers.h"
#include "office/people_rows.h"
#include "office/policy.h"
#include "office/step_forms.h"
#include "sop/permission.h"

namespace kentongan::office {
namespace {

constexpr std::size_t duty_max = 120, reason_max = 500, people_most = 40, number_max = 120,
                      copy_max = 200, copies_most = 20;

Result<void> note(store::Tx& tx, const Who& who, DossierId id, const char* event, JsonObject more,
                  Instant now) {
    more["event"] = event;
    // A stream beside the dossier's own, which holds what replays into its state.
    TRY(Journal::append(tx, who, cat("tim/", id.value), std::move(more), now));
    tx.tell(cat("dossier/", id.value));
    return {};
}

/// As what this person may name people: in an open row that gives directions or forms the team; who
/// manages forms it at any time.
std::optional<sop::Act> naming_act(const Before& before) {
    std::optional<sop::Act> found;
    for (const auto& task : before.state.desk) {
        const auto* step = before.definition->find(task.step);
        const bool names =
            step && (step->act == sop::Act::assign_team || step->act == sop::Act::direct);
        if (!names || !(sop::is_performer(task, before.actor) || before.actor.may_manage)) continue;
        if (!found || step->act == sop::Act::assign_team) found = step->act;
    }
    const bool manages = before.actor.may_manage && before.state.state == sop::State::open;
    if (!found && manages) found = sop::Act::assign_team;
    return found;
}

Result<void> check_open_paper(const Before& before) {
    if (naming_act(before) || before.actor.may_manage) return {};
    return Error{Kind::forbidden, "not yours", {{"team", "not_yours"}}};
}

/// The lines that are no blanks, as they will be printed.
Result<std::vector<std::string>> copies_in(const std::vector<std::string>& typed) {
    std::vector<std::string> copies;
    for (const auto& line : typed) {
        std::string words = canonical_text(trimmed(line));
        if (words.empty()) continue;
        if (length_of(words) > copy_max) return wrong_field("copies", "too_long", {"200"});
        copies.push_back(std::move(words));
    }
    if (copies.size() > copies_most) return wrong_field("copies", "too_many", {"20"});
    return copies;
}

/// A paper made anew leaves its earlier number behind, which the register must explain.
Result<void> explain_old(store::Tx& tx, const Who& who, DossierId id, const std::string& kind,
                         const std::string& shown, Instant now) {
    const auto all = TRY(Teams::papers(tx, who.office, id));
    const auto old = std::ranges::find(all, kind, &TeamPaper::kind);
    if (old == all.end() || old->number_order == 0 || old->number == shown) return {};
    return Numbers::explain(tx, who, kind, {old->number_order, old->number_year, old->number},
                            cat("Diganti dengan nomor ", shown), now);
}

using PaperRow = std::tuple<std::string, std::string, std::string, std::string, std::string,
                            std::string, std::string, Instant, std::string, int, std::int64_t>;
constexpr std::string_view paper_columns =
    "p.kind, p.number, p.dated, p.sha256, p.name, p.shown, p.person_name, p.at, p.copies,"
    " p.number_year, p.number_order";

TeamPaper paper_from(const PaperRow& row) {
    TeamPaper paper;
    std::string copies;
    std::tie(paper.kind, paper.number, paper.dated, paper.sha256, paper.name, paper.shown,
             paper.person_name, paper.at, copies, paper.number_year, paper.number_order) = row;
    if (!copies.empty()) paper.copies = split(copies, '\n');
    return paper;
}

}  // namespace

Result<bool> Teams::may_name(store::Tx& tx, Dossiers&, const Who& who, DossierId id) {
    const auto before = TRY(look_at(tx, who, id));
    return before.state.state == sop::State::open && naming_act(before).has_value();
}

Result<void> Teams::name(store::Tx& tx, Dossiers& dossiers, const Who& who, DossierId id,
                         const std::vector<TeamWish>& wishes, Instant now) {
    const auto before = TRY(look_at(tx, who, id));
    const auto act = naming_act(before);
    if (!act) return Error{Kind::forbidden, "not yours", {{"team", "not_yours"}}};
    if (wishes.empty()) return wrong_field("team", "required");
    if (wishes.size() > people_most) return wrong_field("team", "too_many", {"40"});
    std::set<PersonId> people;
    for (const TeamWish& wish : wishes) {
        if (!member(tx, who.office, wish.person, now)) return wrong_field("team", "unknown");
        if (length_of(wish.duty) > duty_max) return wrong_field("duty", "too_long", {"120"});
        people.insert(wish.person);
    }
    const auto now_in = TRY(of(tx, who.office, id));
    for (const TeamMember& one : now_in) {
        if (people.contains(one.person)) continue;
        TRY(
            tx.run("DELETE FROM team_answer"
                   " WHERE office_id = $1 AND dossier_id = $2 AND person_id = $3",
                   who.office, id, one.person));
    }
    for (const TeamWish& wish : wishes) {
        TRY(
            tx.run("INSERT INTO team_answer (office_id, dossier_id, person_id, duty, ready,"
                   " reason, asked_at) VALUES ($1, $2, $3, $4, NULL, '', $5)"
                   " ON CONFLICT (office_id, dossier_id, person_id)"
                   " DO UPDATE SET duty = excluded.duty",
                   who.office, id, wish.person, std::string(trimmed(wish.duty)), now));
        tx.tell(cat("desk/", wish.person.value));
    }
    JsonObject event{};
    event["people"] = static_cast<std::int64_t>(people.size());
    TRY(note(tx, who, id, "team_asked", std::move(event), now));
    if (*act == sop::Act::assign_team && before.state.team != people) {
        TRY(dossiers.act(tx, who, id, sop::SetTeam{people}));
    }
    return {};
}

Result<bool> Teams::is_asked(store::Tx& tx, const Who& who, DossierId id) {
    const auto [waiting] =
        TRY(tx.one<int>("SELECT count(*) FROM team_answer WHERE office_id = $1 AND dossier_id = $2"
                        " AND person_id = $3 AND ready IS NULL",
                        who.office, id, who.person));
    if (waiting > 0) return true;
    return StepForms::is_asked(tx, who, id);
}

Result<void> Teams::answer(store::Tx& tx, const Who& who, DossierId id, bool ready,
                           const std::string& typed, Instant now) {
    const bool directed = TRY(StepForms::is_asked(tx, who, id));
    const std::string reason(trimmed(typed));
    if (!ready && reason.empty()) return wrong_field("reason", "required");
    if (length_of(reason) > reason_max) {
        return wrong_field("reason", "too_long", {std::to_string(reason_max)});
    }
    const auto changed =
        TRY(tx.run("UPDATE team_answer SET ready = $4, reason = $5, answered_at = $6"
                   " WHERE office_id = $1 AND dossier_id = $2 AND person_id = $3",
                   who.office, id, who.person, ready, reason, now));
    if (changed == 0 && !directed) {
        return Error{Kind::forbidden, "not asked", {{"team", "not_asked"}}};
    }
    if (directed) TRY(StepForms::answer(tx, who, id, ready, reason, now));
    if (changed == 0) return {};
    return note(tx, who, id, ready ? "team_ready" : "team_not_ready", {{"words", reason}}, now);
}

Result<void> Teams::make_paper(store::Tx& tx, const Who& who, DossierId id, const TeamPaper& wish,
                               Instant now) {
    const auto before = TRY(look_at(tx, who, id));
    TRY(check_open_paper(before));
    if (wish.kind != "surat_tugas" && wish.kind != "sk_tim") return wrong_field("paper", "unknown");
    const auto team = TRY(of(tx, who.office, id));
    if (team.empty()) return wrong_field("team", "required");
    std::string typed(trimmed(wish.number));
    if (length_of(typed) > number_max) return wrong_field("paper", "too_long", {"120"});
    const bool from_elsewhere = !wish.sha256.empty() && wish.reserved.empty();
    if (typed.empty() && from_elsewhere) return wrong_field("paper", "required");
    const auto copies = TRY(copies_in(wish.copies));
    auto dated = wish.dated;
    if (dated.empty()) dated = day_text(now, TRY(zone_of(tx, who.office)));
    if (!day_in(dated)) return wrong_field("paper_dated", "invalid");
    GivenNumber given{.shown = typed};
    if (!wish.reserved.empty()) {
        const auto kept =
            TRY(Numbers::take(tx, who, wish.kind, wish.reserved, before.row.title, now));
        given = {kept.number, kept.year, kept.shown};
    } else if (typed.empty()) {
        given = TRY(Numbers::next(tx, who.office, wish.kind, now));
    }
    TRY(explain_old(tx, who, id, wish.kind, given.shown, now));
    TRY(
        tx.run("INSERT INTO team_paper (office_id, dossier_id, kind, number, dated, sha256, name,"
               " person_id, shown, person_name, at, copies, number_year, number_order)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
               " ON CONFLICT (office_id, dossier_id, kind) DO UPDATE SET number = excluded.number,"
               " dated = excluded.dated, sha256 = excluded.sha256, name = excluded.name,"
               " person_id = excluded.person_id, shown = excluded.shown,"
               " person_name = excluded.person_name, at = excluded.at, copies = excluded.copies,"
               " number_year = excluded.number_year, number_order = excluded.number_order",
               who.office, id, wish.kind, given.shown, dated, wish.sha256, wish.name, who.person,
               who.shown(), who.name, now, joined(copies, "\n"), given.year, given.number));
    JsonObject event{{"kind", wish.kind}, {"number", given.shown}};
    if (!copies.empty()) event["words"] = joined(copies, "; ");
    return note(tx, who, id, "team_paper", std::move(event), now);
}

Result<void> Teams::reuse_papers(store::Tx& tx, const Who& who, DossierId id, DossierId from,
                                 Instant now) {
    const auto same = TRY(same_team(tx, who.office, id));
    if (same != from) return wrong_field("paper", "unknown");
    const auto all = TRY(papers(tx, who.office, from));
    for (const TeamPaper& paper : all) TRY(make_paper(tx, who, id, paper, now));
    return {};
}

Result<std::vector<TeamMember>> Teams::of(store::Tx& tx, OfficeId office, DossierId id) {
    const auto rows = TRY(tx.all<PersonId, std::string, std::string, std::optional<bool>,
                                 std::string>(
        "SELECT t.person_id, coalesce((SELECT p.name FROM person p WHERE p.id = t.person_id), ''),"
        " t.duty, t.ready, t.reason FROM team_answer t"
        " WHERE t.office_id = $1 AND t.dossier_id = $2 ORDER BY t.asked_at, t.person_id",
        office, id));
    const auto work = TRY(open_work(tx, office));
    std::vector<TeamMember> all;
    for (const auto& [person, name, duty, ready, reason] : rows) {
        TeamMember one{.person = person, .name = name, .duty = duty};
        one.ready = ready;
        one.reason = reason;
        const auto found = work.find(person);
        one.open_work = found == work.end() ? 0 : found->second;
        all.push_back(std::move(one));
    }
    return all;
}

Result<std::vector<TeamPaper>> Teams::papers(store::Tx& tx, OfficeId office, DossierId id) {
    const auto rows = TRY(tx.all<std::string, std::string, std::string, std::string, std::string,
                                 std::string, std::string, Instant, std::string, int, std::int64_t>(
        cat("SELECT ", paper_columns, " FROM team_paper p WHERE p.office_id = $1",
            " AND p.dossier_id = $2 ORDER BY p.kind DESC"),
        office, id));
    std::vector<TeamPaper> all;
    for (const auto& row : rows) all.push_back(paper_from(row));
    return all;
}

Result<std::vector<Teams::Outgoing>> Teams::outgoing(store::Tx& tx, OfficeId office, int year) {
    const auto rows = TRY(tx.all<std::string, std::string, std::string, std::string, std::string,
                                 std::string, std::string, Instant, std::string, int, std::int64_t,
                                 DossierId, std::string, std::string>(
        cat("SELECT ", paper_columns, ", d.id, d.number, d.title FROM team_paper p",
            " JOIN dossier d ON d.office_id = p.office_id AND d.id = p.dossier_id",
            " WHERE p.office_id = $1 AND (p.number_year = $2 OR (p.number_year = 0",
            " AND p.dated LIKE $3)) ORDER BY p.kind DESC, p.number_order, p.dated, p.at"),
        office, year, cat(year, "-%")));
    std::vector<Outgoing> all;
    for (const auto& [kind, number, dated, sha256, name, shown, person, at, copies, of, order, id,
                      dossier, title] : rows) {
        all.push_back(
            {paper_from({kind, number, dated, sha256, name, shown, person, at, copies, of, order}),
             id, dossier, title});
    }
    return all;
}

Result<std::optional<DossierId>> Teams::same_team(store::Tx& tx, OfficeId office, DossierId id) {
    const auto mine = TRY(of(tx, office, id));
    std::set<PersonId> people;
    for (const TeamMember& one : mine) people.insert(one.person);
    if (people.empty()) return std::optional<DossierId>{};
    const auto others = TRY(tx.all<DossierId>(
        "SELECT dossier_id FROM team_paper WHERE office_id = $1 AND dossier_id <> $2"
        " GROUP BY dossier_id ORDER BY max(at) DESC LIMIT 50",
        office, id));
    for (const auto& [other] : others) {
        const auto team = TRY(of(tx, office, other));
        std::set<PersonId> theirs;
        for (const TeamMember& one : team) theirs.insert(one.person);
        if (theirs == people) return std::optional(other);
    }
    return std::optional<DossierId>{};
}

Result<std::map<PersonId, int>> Teams::open_work(store::Tx& tx, OfficeId office) {
    const auto rows = TRY(tx.all<PersonId, int>(
        "SELECT person_id, CAST(count(*) AS BIGINT) FROM ("
        "SELECT t.person_id FROM team_answer t JOIN dossier d ON d.office_id = t.office_id"
        " AND d.id = t.dossier_id WHERE t.office_id = $1 AND d.state = 'open'"
        " UNION ALL SELECT k.claimed_by FROM task k WHERE k.office_id = $1"
        " AND k.claimed_by IS NOT NULL AND k.closed_at IS NULL) work GROUP BY person_id",
        office));
    std::map<PersonId, int> work;
    for (const auto& [person, count] : rows) work[person] = count;
    return work;
}

Result<std::set<std::string>> team_items(store::Tx& tx, OfficeId office, DossierId id) {
    std::set<std::string> items;
    const auto [papers] =
        TRY(tx.one<int>("SELECT count(*) FROM team_paper WHERE office_id = $1 AND dossier_id = $2"
                        " AND kind = 'surat_tugas'",
                        office, id));
    if (papers > 0) items.emplace("surat_tugas");
    const auto [asked, ready] = TRY(
        tx.one<int, int>("SELECT count(*), count(CASE WHEN ready = 1 THEN 1 END) FROM team_answer"
                         " WHERE office_id = $1 AND dossier_id = $2",
                         office, id));
    if (asked > 0 && asked == ready) items.emplace("kesediaan");
    if (asked > 0) items.emplace("daftar_tim");
    return items;
}

}  // namespace kentongan::office
