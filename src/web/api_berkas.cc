// Dossiers for programs: the register, one of them, and every command a person has.
#include "web/api.h"
#include "web/api_pages.h"

namespace kentongan::web {
namespace {

constexpr int rows_most = 50;
constexpr std::size_t search_max = 200;
constexpr std::size_t title_max = 300;

std::string text_in(const std::optional<std::string>& text) {
    return std::string(trimmed(text.value_or("")));
}

std::vector<Issue> problems_of(const office::NewDossier& wish) {
    std::vector<Issue> issues;
    if (wish.title.empty()) issues.push_back(Issue{"title", "missing"});
    const auto length = length_of(wish.title);
    if (length > title_max) {
        issues.push_back(
            Issue{"title", "too_long", {std::to_string(length), std::to_string(title_max)}});
    }
    if (length_of(wish.requester) > title_max || length_of(wish.origin) > title_max) {
        issues.push_back(Issue{"requester", "too_long", {std::to_string(title_max)}});
    }
    return issues;
}

std::set<PersonId> people_in(const api::Command& wish) {
    return {wish.people.begin(), wish.people.end()};
}

sop::Finish finish_in(const api::Command& wish, int task) {
    sop::Finish finish{.task = task,
                       .outcome = text_in(wish.outcome),
                       .note = text_in(wish.note),
                       .items = {wish.items.begin(), wish.items.end()}};
    if (wish.to) finish.to = StepName{*wish.to};
    return finish;
}

/// The command as the rules know it; `tick` is none of the rules'.
Result<sop::Command> command_in(const api::Command& wish) {
    using api::Verb;
    const auto reason = text_in(wish.reason);
    switch (wish.command) {
    case Verb::comment: return sop::Command{sop::Comment{text_in(wish.words)}};
    case Verb::withdraw: return sop::Command{sop::Withdraw{reason}};
    case Verb::cancel: return sop::Command{sop::Cancel{reason}};
    case Verb::recall:
        return sop::Command{sop::Recall{
            reason, StepName{text_in(wish.to)}, {wish.items.begin(), wish.items.end()}}};
    case Verb::reopen: return sop::Command{sop::Reopen{reason, StepName{text_in(wish.to)}}};
    case Verb::claim:
    case Verb::release:
    case Verb::finish:
    case Verb::skip:
    case Verb::assign:
    case Verb::pause:
    case Verb::resume:
    case Verb::remind:
    case Verb::tick: break;
    }
    if (!wish.task) {
        return Error{Kind::invalid, "which task", {Issue{"body", "missing_field", {"task"}}}};
    }
    const int task = *wish.task;
    switch (wish.command) {
    case Verb::claim: return sop::Command{sop::Claim{task}};
    case Verb::release: return sop::Command{sop::Release{task}};
    case Verb::finish: return sop::Command{finish_in(wish, task)};
    case Verb::skip: return sop::Command{sop::Skip{task, reason, wish.whole_branch}};
    case Verb::assign: return sop::Command{sop::Assign{task, people_in(wish)}};
    case Verb::pause: return sop::Command{sop::Pause{task, reason}};
    case Verb::resume: return sop::Command{sop::Resume{task}};
    case Verb::remind: return sop::Command{sop::Remind{task}};
    case Verb::comment:
    case Verb::withdraw:
    case Verb::cancel:
    case Verb::reopen:
    case Verb::recall:
    case Verb::tick: break;
    }
    return Error{Kind::invalid, "no command", {Issue{"body", "unknown_word", {"command"}}}};
}

}  // namespace

Answer api_register(const Site& site, Visit& visit) {
    const auto search = visit.asked("cari").substr(0, search_max);
    const DossierId before{to_number(visit.asked("sebelum")).value_or(0)};
    const auto rows = TRY(site.dossiers.list(visit.who(), before, rows_most, search));
    api::Register record;
    for (const auto& row : rows) record.dossiers.push_back(row_of(row));
    if (rows.size() == rows_most) record.before = rows.back().dossier;
    return reply_with(record);
}

Answer api_open_dossier(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::NewDossier>(visit));
    const office::NewDossier wish{.title = std::string(trimmed(body.title)),
                                  .sop = body.sop,
                                  .requester = text_in(body.requester),
                                  .origin = text_in(body.origin),
                                  .urgent = body.urgent};
    const auto issues = problems_of(wish);
    if (!issues.empty()) return Error{Kind::invalid, "not complete", issues};
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        const auto id = TRY(site.dossiers.open(tx, visit.who(), wish));
        const auto dossier = TRY(site.dossiers.load(tx, visit.who().office, id));
        return to_json(moved_of(id, dossier));
    });
}

Answer api_dossier(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto view = TRY(site.dossiers.view(visit.who(), id));
    return reply_with(dossier_of(site, visit, view));
}

Answer api_command(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto wish = TRY(body_of<api::Command>(visit));
    if (wish.command == api::Verb::tick) {
        return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
            TRY(site.dossiers.tick(tx, visit.who(), id, text_in(wish.item), wish.at_hand));
            const auto dossier = TRY(site.dossiers.load(tx, visit.who().office, id));
            return to_json(moved_of(id, dossier));
        });
    }
    const auto command = TRY(command_in(wish));
    office::Who who = visit.who();
    if (wish.secret) {
        who.proven = TRY(site.people.verify_again(who, *wish.secret, wish.second.value_or("")));
    }
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        const auto after = TRY(site.dossiers.act(tx, who, id, command, wish.seen.value_or("")));
        return to_json(moved_of(id, after));
    });
}

}  // namespace kentongan::web
