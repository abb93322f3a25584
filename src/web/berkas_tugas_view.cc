// Fills the card of one open task: its exits as buttons, and why one may not press them.
#include "office/activities.h"
#include "office/second_factors.h"
#include "web/berkas_view.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

struct Tool {
    std::string_view place, words, icon;
};
/// Where the work of this step is done, beside this page.
Tool tool_of(const sop::Step& step, bool may_edit, bool has_content) {
    using sop::Act;
    if (step.act == Act::inventory || step.act == Act::select_content) {
        return {"/inventaris", "tool.stock", "inbox"};
    }
    if (step.act == Act::publish || step.act == Act::open_admin || step.act == Act::order_release) {
        return {"/siaran", "tool.airing", "board"};
    }
    if (step.act == Act::check_display) return {"/tampilan", "tool.display", "eye"};
    if (step.act == Act::monitor) return {"/pantauan", "tool.monitor", "chart"};
    if (step.act == Act::notify_requester) return {"/pemberitahuan", "tool.tell", "mail"};
    if (step.act == Act::report) return {"/laporan", "tool.report", "report"};
    if (step.act == Act::assign_team || step.act == Act::direct) {
        return {"/tim", "tool.team", "people"};
    }
    if (step.act == Act::disposition || step.act == Act::receive_disposition ||
        step.act == Act::register_letter) {
        return {"/surat", "tool.letter", "mail"};
    }
    if (may_edit) return {"/naskah", "tool.write", "pen"};
    if (has_content && (step.decision || step.act == Act::review || step.act == Act::approve)) {
        return {"/periksa", "tool.review", "eye"};
    }
    if (has_content) return {"/naskah", "tool.read", "file"};
    return {};
}

/// The items of a list whose branch this exit goes back into: they may be named one by one.
std::set<std::string> items_behind(const office::DossierView& dossier, const StepName& to) {
    std::set<std::string> items;
    const auto prefix = to.value + "/";
    for (const auto& [key, count] : dossier.state.visits) {
        if (key.starts_with(prefix)) items.insert(key.substr(prefix.size()));
    }
    return items;
}

void fill_targets(TaskCard& card, const Say& say, const office::DossierView& dossier,
                  const sop::Exit& exit, const Visit& visit) {
    if (!exit.allowed.empty()) {
        std::vector<StepName> all{exit.to};
        for (const auto& step : exit.allowed) {
            if (step != exit.to) all.push_back(step);
        }
        for (const auto& name : all) {
            const auto* step = dossier.definition->find(name);
            card.targets.push_back({name.value, step ? step_words(*step) : name.value,
                                    visit.field("tujuan") == name.value});
        }
    }
    if (!exit.is_return) return;
    const auto chosen = visit.every("butir");
    for (const auto& item : items_behind(dossier, exit.to)) {
        const bool is = std::find(chosen.begin(), chosen.end(), item) != chosen.end();
        card.items.push_back({item, say.channel(item), is});
    }
}

void fill_exits(TaskCard& card, const Say& say, const office::DossierView& dossier,
                const office::OpenTask& open, const Visit& visit) {
    bool main_given = false;
    for (const auto& choice : open.choices) {
        ExitChoice exit{.value = choice.exit.outcome,
                        .words = exit_words(say, *open.step, choice.exit),
                        .obstacle = say.issues(choice.obstacles),
                        .is_return = choice.exit.is_return,
                        .open = choice.obstacles.empty()};
        if (card.wants_secret && !exit.is_return) {
            exit.words = say("task.and_paraf", {exit.words});
        }
        exit.is_main = !exit.is_return && !main_given;
        main_given = main_given || exit.is_main;
        card.wants_reason = card.wants_reason || choice.exit.reason_required;
        fill_targets(card, say, dossier, choice.exit, visit);
        card.exits.push_back(std::move(exit));
    }
    // What stands before every exit is said once.
    const auto& first = card.exits.empty() ? card.obstacle : card.exits.front().obstacle;
    const bool shared = std::all_of(card.exits.begin(), card.exits.end(),
                                    [&](const auto& exit) { return exit.obstacle == first; });
    if (!shared || first.empty()) return;
    card.obstacle = first;
    for (auto& exit : card.exits) exit.obstacle.clear();
}

/// Whether this person proves a paraf with the phone too.
bool has_second(const Site& site, const Visit& visit) {
    const auto has = site.db.read(
        [&](store::Tx& tx) { return office::SecondFactors::has(tx, visit.who().person); });
    return has && *has;
}

}  // namespace

TaskCard task_card(const Site& site, const Visit& visit, const office::DossierView& dossier,
                   const office::OpenTask& open, const Refused& refused) {
    const Say say(site, visit);
    const sop::Task& task = open.task;
    TaskCard card{.number = std::to_string(task.number),
                  .name = step_words(*open.step),
                  .activity = open.step->activity.text};
    if (card.name.ends_with(card.activity)) card.activity.clear();
    if (!task.item().empty()) card.name += cat(" · ", say.channel(task.item()));
    const auto performers = joined(open.performers, ", ");
    card.caption = open.mine ? say("task.yours", {task.step.value, visit.who().shown()})
                             : say("task.of", {task.step.value, performers});
    card.mine = open.mine;
    card.wants_secret = open.mine && open.step->paraf;
    card.wants_code = card.wants_secret && has_second(site, visit);
    card.paused = task.paused_at.has_value();
    card.clock = clock_chip(say,
                            {task.opened_at, task.due_at, open.left, card.paused, open.late,
                             !task.claimed_by.has_value()},
                            visit.calendar(), visit.now);
    fill_exits(card, say, dossier, open, visit);
    if (dossier.content) card.seen = dossier.package.draft_hash;
    if (task.claimed_by && task.claimed_by != visit.who().person) {
        const auto name = dossier.names.find(*task.claimed_by);
        if (name != dossier.names.end()) card.claimed_by = name->second;
    }
    // What is wrong in a form of the step is said there.
    const std::string_view path = visit.request.path;
    const bool elsewhere = path.ends_with("/isian") || path.ends_with("/sumber");
    if (refused.task == task.number && !elsewhere) {
        card.note = {visit.field("catatan"), say.issue_of(refused.issues, "note")};
        card.secret_error = say.issue_of(refused.issues, "secret");
        card.code_error = say.issue_of(refused.issues, "second");
        if (!card.secret_error.empty() || !card.code_error.empty())
            card.problem = say("task.not_initialled");
        for (const Issue& issue : refused.issues) {
            if (issue.field != "note" && issue.field != "secret" && issue.field != "second")
                card.problem += (card.problem.empty() ? "" : " ") + say.issue(issue);
        }
    }
    return card;
}

OpenCard open_card(const Site& site, const Visit& visit, const office::DossierView& dossier,
                   const office::OpenTask& open, const Refused& refused) {
    const Say say(site, visit);
    OpenCard card{.task = task_card(site, visit, dossier, open, refused)};
    card.claimed_by_me = open.task.claimed_by == visit.who().person;
    card.may_claim = open.mine && !open.task.claimed_by && !card.task.paused;
    card.may_skip = dossier.may_manage;
    card.may_remind = !open.mine;
    const bool makes_meeting =
        open.task.item() == office::meeting_kind && open.step->act == sop::Act::produce;
    const Tool tool = makes_meeting ? Tool{"/kegiatan", "tool.activity", "people"}
                                    : tool_of(*open.step, open.mine && dossier.may_edit,
                                              dossier.content.has_value());
    if (!tool.place.empty()) {
        card.tool_address = cat("/berkas/", dossier.id.value, tool.place);
        card.tool_words = say(tool.words);
        card.tool_icon = tool.icon;
    }
    return card;
}

}  // namespace kentongan::web
