// What a page shows of one dossier: state, open tasks with what can be pressed, history, content.
#include <algorithm>

#include "base/text.h"
#include "office/dossier_act.h"
#include "office/information.h"
#include "office/marking_json.h"
#include "office/policy.h"
#include "sop/permission.h"
#include "sop/record.h"

namespace kentongan::office {
namespace {

/// The step an event is about, as far as it is about one.
class StepFinder {
  public:
    StepName step_of(const sop::Event& event) {
        if (const auto* opened = std::get_if<sop::TaskOpened>(&event)) {
            return steps_[opened->task.number] = opened->task.step;
        }
        const int task = std::visit(
            [](const auto& one) {
                if constexpr (requires { int{one.task}; }) {
                    return one.task;
                } else {
                    return 0;
                }
            },
            event);
        return step_of_task(task);
    }
    StepName step_of_task(int task) const {
        const auto found = steps_.find(task);
        return found == steps_.end() ? StepName{} : found->second;
    }

  private:
    std::map<int, StepName> steps_ = {};
};

Result<std::vector<HistoryLine>> history_of(store::Tx& tx, OfficeId office, DossierId id) {
    auto entries = TRY(Journal::of_stream(tx, office, cat("dossier/", id.value)));
    StepFinder steps;
    std::vector<HistoryLine> lines;
    for (auto& entry : entries) {
        HistoryLine line{.entry = std::move(entry)};
        // Beside the events of the rules stands what the office itself wrote down.
        if (!sop::is_event(text_of(line.entry.event, "event"))) {
            line.step = steps.step_of_task(static_cast<int>(number_of(line.entry.event, "task")));
        } else {
            line.event = TRY(sop::event_from(line.entry.event));
            line.step = steps.step_of(*line.event);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<std::map<PersonId, std::string>> names_in(store::Tx& tx, OfficeId office) {
    const auto rows = TRY(tx.all<PersonId, std::string>(
        "SELECT p.id, p.name FROM membership m JOIN person p ON p.id = m.person_id"
        " WHERE m.office_id = $1",
        office));
    std::map<PersonId, std::string> names;
    for (const auto& [id, name] : rows) names[id] = name;
    return names;
}

/// Builds the open tasks of a view.
class OpenTasks {
  public:
    OpenTasks(store::Tx& tx, const Before& before, const sop::WorkCalendar& calendar, Instant now)
        : tx_(tx), before_(before), calendar_(calendar), now_(now) {}

    Result<OpenTask> open_task(const sop::Task& task,
                               const std::map<PersonId, std::string>& names) {
        OpenTask open{.task = task, .step = before_.definition->find(task.step)};
        open.performers = performers_of(task, names);
        open.mine = sop::is_performer(task, before_.actor);
        if (!open.step) return open;
        const auto known = TRY(known_for(tx_, before_, sop::Finish{task.number, {}}));
        const sop::Situation situation{now_,          calendar_,   before_.actor,
                                       known.at_hand, known.lists, known.edited_since};
        for (const auto& exit : open.step->exits) {
            const sop::Finish wish{.task = task.number, .outcome = exit.outcome};
            open.choices.push_back(
                {task.number, exit,
                 sop::obstacles(*before_.definition, before_.state, wish, situation)});
        }
        open.due = sop::due_of(calendar_, task.opened_at, open.step->time);
        open.due.at = task.due_at;
        if (task.due_at && !task.paused_at) {
            const bool past = now_ > *task.due_at;
            open.late = past && task.claimed_by;
            open.left = past ? -sop::working_minutes_between(calendar_, *task.due_at, now_)
                             : sop::working_minutes_between(calendar_, now_, *task.due_at);
        }
        return open;
    }

  private:
    std::vector<std::string> performers_of(const sop::Task& task,
                                           const std::map<PersonId, std::string>& names) const {
        std::vector<std::string> titles;
        for (const auto person : task.people) {
            const auto name = names.find(person);
            if (name != names.end()) titles.push_back(name->second);
        }
        for (const auto& one : before_.performing) {
            const bool known = std::ranges::find(titles, one.title) != titles.end();
            if (task.people.empty() && task.roles.contains(one.role) && !known) {
                titles.push_back(one.title);
            }
        }
        return titles;
    }

    store::Tx& tx_;
    const Before& before_;
    const sop::WorkCalendar& calendar_;
    Instant now_;
};

/// What is excluded is not ordered to go out.
void hold_release(OpenTask& open, const Information& information) {
    if (!open.step || open.step->act != sop::Act::order_release) return;
    for (auto& choice : open.choices) {
        if (choice.exit.is_return) continue;
        choice.obstacles.push_back(excluded_error(information).issues.front());
    }
}

Result<void> add_content(store::Tx& tx, OfficeId office, DossierView& view) {
    view.items = TRY(Contents::all_of_dossier(tx, office, view.id));
    if (view.items.empty()) return Error{Kind::not_found, "no content"};
    view.content = view.items.front();
    const auto latest = TRY(Contents::latest_package(tx, office, view.id));
    view.package = Contents::package_of(view.items, latest);
    view.versions = TRY(Contents::versions(tx, office, view.id));
    view.marks = TRY(Marks::of_dossier(tx, office, view.id));
    view.approved_hash = TRY(Marks::approved_hash(tx, office, view.id));
    return {};
}

}  // namespace

Result<DossierView> Dossiers::view(const Who& who, DossierId id) {
    const auto now = clock_();
    return db_.read([&](store::Tx& tx) -> Result<DossierView> {
        const auto before = TRY(look_at(tx, who, id));
        const auto& row = before.row;
        DossierView view{.id = id, .number = row.number, .title = row.title};
        view.requester = row.requester;
        view.origin = row.origin;
        view.urgent = row.urgent;
        view.sop = row.sop;
        view.definition = before.definition;
        view.state = before.state;
        view.opened_at = row.opened_at;
        view.opened_by = row.opened_by;
        view.promise_at = row.promise_at;
        view.promise_days = row.promise_days;
        view.recall_targets = sop::recall_targets(*before.definition, before.state);
        std::tie(view.sop_version) =
            TRY(tx.one<int>("SELECT version FROM sop_version WHERE office_id = $1 AND id = $2",
                            who.office, row.sop));
        view.names = TRY(names_in(tx, who.office));
        const auto calendar = TRY(Calendars::of(tx, who.office));
        OpenTasks tasks(tx, before, *calendar, now);
        const auto information = TRY(Informations::of(tx, who.office, id));
        for (const auto& task : before.state.desk) {
            view.open.push_back(TRY(tasks.open_task(task, view.names)));
            if (information.excluded()) hold_release(view.open.back(), information);
        }
        view.history = TRY(history_of(tx, who.office, id));
        TRY(add_content(tx, who.office, view));
        view.at_hand = TRY(items_at_hand(tx, who.office, row, before.state, 0));
        view.by_hand =
            TRY(items_by_hand(tx, who.office, row, *before.definition, before.state, view.at_hand));
        view.may_edit = TRY(may_edit(tx, who, id));
        view.may_manage = before.actor.may_manage;
        return view;
    });
}

Result<sop::Dossier> Dossiers::replay(store::Tx& tx, OfficeId office, DossierId id) {
    TRY(dossier_row(tx, office, id));
    const auto lines = TRY(history_of(tx, office, id));
    sop::Dossier dossier{.id = id};
    for (const auto& line : lines) {
        if (line.event) dossier.apply(*line.event);
    }
    return dossier;
}

}  // namespace kentongan::office
