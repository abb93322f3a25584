// One function per command. Each checks first, then records; nothing is recorded on refusal.
#include "sop/decide.h"

#include <algorithm>

#include "sop/marking.h"
#include "sop/permission.h"

namespace kentongan::sop {
namespace {

/// Handles the commands, one overload each.
class Deliberation {
  public:
    explicit Deliberation(Marking& marking) : marking_(marking) {}

    Result<void> operator()(const Start& wish) {
        if (marking_.now().state != State::new_) return conflict("dossier", "already_started");
        if (marking_.sop().steps.empty()) return invalid("sop", "unsound");
        marking_.record(Started{wish.title});
        return marking_.go({}, marking_.sop().steps.front().name, {});
    }

    Result<void> operator()(const Claim& wish) {
        const Task& task = *TRY(open_task(wish.task));
        TRY(check_performer(marking_, task, step_of(task)));
        TRY(check_documents(marking_, step_of(task)));
        if (task.claimed_by == actor().id) return conflict("task", "already_yours");
        marking_.record(TaskClaimed{task.number, actor().id});
        return {};
    }

    Result<void> operator()(const Release& wish) {
        const Task& task = *TRY(open_task(wish.task));
        if (!task.claimed_by) return conflict("task", "not_claimed");
        if (task.claimed_by != actor().id && !actor().may_manage) {
            return forbidden("task", "claimed");
        }
        marking_.record(TaskReleased{task.number});
        return {};
    }

    Result<void> operator()(const Finish& wish) {
        const Task& task = *TRY(open_task(wish.task));
        const Step& step = step_of(task);
        const Exit* exit = step.exit(wish.outcome);
        if (exit == nullptr) return invalid("outcome", "unknown", {wish.outcome});
        const StepName to = wish.to.value_or(exit->to);
        TRY(check_performer(marking_, task, step));
        TRY(check_exit(*exit, to, wish));
        if (!exit->is_return) TRY(check_items(marking_, step));
        if (!exit->is_return && !completes(marking_, task, step)) {
            marking_.record(PartDone{task.number, actor().id, wish.note, parts_of(marking_, task)});
            return {};
        }
        auto path = task.path;  // the task itself is gone once it is done
        marking_.record(TaskDone{wish.task, step.name, task.item(), exit->outcome, to,
                                 exit->is_return, actor().id, wish.note});
        if (step.fixing && !exit->is_return) marking_.ask(VersionFixed{wish.task, step.paraf});
        const bool needs_reason = exit->is_return || exit->whole_block;
        return marking_.go(std::move(path), to,
                           {.reason = needs_reason ? wish.note : std::string{},
                            .from = wish.task,
                            .returned = exit->is_return,
                            .whole_block = exit->whole_block,
                            .items = wish.items});
    }

    Result<void> operator()(const Skip& wish) {
        const Task task = *TRY(open_task(wish.task));
        const Step& step = step_of(task);
        TRY(check_manager());
        TRY(check_reason(wish.reason));
        if (step.fixing) return forbidden("task", "fixing");
        if (wish.whole_branch) {
            if (task.path.empty()) return invalid("task", "not_in_branch");
            marking_.record(TaskSkipped{task.number, actor().id, wish.reason, the_join});
            return marking_.go(task.path, the_join, {.from = task.number});
        }
        const auto forward = std::ranges::find(step.exits, false, &Exit::is_return);
        if (forward == step.exits.end()) return invalid("task", "no_way_forward");
        marking_.record(TaskSkipped{task.number, actor().id, wish.reason, forward->to});
        return marking_.go(task.path, forward->to,
                           {.from = task.number, .whole_block = forward->whole_block});
    }

    Result<void> operator()(const Assign& wish) {
        const Task& task = *TRY(open_task(wish.task));
        TRY(check_manager());
        if (task.people == wish.people) return conflict("task", "already_assigned");
        marking_.record(TaskAssigned{task.number, wish.people});
        marking_.ask(Notify{wish.task, "assigned"});
        return {};
    }

    Result<void> operator()(const SetTeam& wish) {
        TRY(check_open());
        if (wish.people.empty()) return invalid("people", "required");
        TRY(check_may_name_team());
        marking_.record(TeamSet{wish.people});
        std::vector<int> theirs;
        for (const Task& task : marking_.now().desk) {
            const auto& performers = step_of(task).performers;
            const bool assigned = std::ranges::all_of(performers, [](const Performer& performer) {
                return performer.by == PerformerBy::assigned;
            });
            if (assigned && !performers.empty()) theirs.push_back(task.number);
        }
        for (const int task : theirs) {
            marking_.record(TaskAssigned{task, wish.people});
            marking_.ask(Notify{task, "assigned"});
        }
        return {};
    }

    Result<void> operator()(const Pause& wish) {
        const Task& task = *TRY(open_task(wish.task));
        TRY(check_stopper(task));
        TRY(check_reason(wish.reason));
        if (task.paused_at) return conflict("task", "paused");
        marking_.record(TaskPaused{task.number, wish.reason, marking_.situation().now});
        return {};
    }

    Result<void> operator()(const Resume& wish) {
        const Task& task = *TRY(open_task(wish.task));
        TRY(check_stopper(task));
        if (!task.paused_at) return conflict("task", "not_paused");
        const auto& [paused, now] = std::pair{*task.paused_at, marking_.situation().now};
        const auto& calendar = marking_.situation().calendar;
        auto due = task.due_at;
        if (due) due = moved_by_pause(calendar, *due, paused, now, step_of(task).time.unit);
        marking_.record(
            TaskResumed{task.number, now, due, working_minutes_between(calendar, paused, now)});
        return {};
    }

    Result<void> operator()(const Withdraw& wish) {
        TRY(check_open());
        if (!actor().is_owner) return forbidden("dossier", "not_owner");
        marking_.cancel_all(wish.reason);
        marking_.record(Withdrawn{actor().id, wish.reason});
        return {};
    }

    Result<void> operator()(const Cancel& wish) {
        TRY(check_open());
        TRY(check_manager());
        TRY(check_reason(wish.reason));
        marking_.cancel_all(wish.reason);
        marking_.record(Cancelled{actor().id, wish.reason});
        return {};
    }

    Result<void> operator()(const Reopen& wish) {
        const State state = marking_.now().state;
        if (state == State::new_ || state == State::open) return conflict("dossier", "not_closed");
        TRY(check_manager());
        TRY(check_reason(wish.reason));
        if (marking_.sop().find(wish.to) == nullptr) {
            return invalid("to", "not_allowed", {wish.to.value});
        }
        marking_.record(Reopened{actor().id, wish.reason});
        return marking_.go({}, wish.to, {.reason = wish.reason});
    }

    Result<void> operator()(const Recall& wish) {
        TRY(check_open());
        const bool works_here = std::ranges::any_of(
            marking_.now().desk, [&](const Task& task) { return is_performer(task, actor()); });
        if (!actor().may_manage && !works_here) return forbidden("act", "manager_only");
        TRY(check_reason(wish.reason));
        const auto targets = recall_targets(marking_.sop(), marking_.before());
        if (targets.empty()) return conflict("dossier", "not_fixed");
        if (std::ranges::find(targets, wish.to) == targets.end()) {
            return invalid("to", "not_allowed", {wish.to.value});
        }
        marking_.cancel_all(wish.reason);
        return marking_.go({}, wish.to,
                           {.reason = wish.reason, .returned = true, .items = wish.items});
    }

    Result<void> operator()(const Comment& wish) {
        if (marking_.now().state == State::new_) return conflict("dossier", "not_started");
        if (is_blank(wish.words) && !marking_.asking()) return invalid("words", "required");
        marking_.record(Commented{actor().id, wish.words});
        return {};
    }

    Result<void> operator()(const Remind& wish) {
        TRY(open_task(wish.task));
        marking_.record(Reminded{wish.task, actor().id});
        marking_.ask(Notify{wish.task, "reminded"});
        return {};
    }

  private:
    const Actor& actor() const { return marking_.situation().actor; }

    Result<const Task*> open_task(int number) const {
        if (const Task* task = marking_.now().open_task(number)) return task;
        return conflict("task", "not_open");
    }

    const Step& step_of(const Task& task) const {
        const Step* step = marking_.sop().find(task.step);
        ensure(step != nullptr);  // a dossier keeps the version it began with, or was migrated
        return *step;
    }

    Result<void> check_open() const {
        if (marking_.now().state == State::new_) return conflict("dossier", "not_started");
        if (marking_.now().state != State::open) return conflict("dossier", "closed");
        return {};
    }

    Result<void> check_manager() const {
        if (!actor().may_manage) return forbidden("act", "manager_only");
        return {};
    }

    Result<void> check_reason(const std::string& reason) const {
        if (is_blank(reason) && !marking_.asking()) return invalid("reason", "required");
        return {};
    }

    Result<void> check_exit(const Exit& exit, const StepName& to, const Finish& wish) const {
        const bool allowed =
            to == exit.to || std::ranges::find(exit.allowed, to) != exit.allowed.end();
        if (!allowed) return invalid("to", "not_allowed", {to.value});
        if (exit.reason_required && is_blank(wish.note) && !marking_.asking()) {
            return invalid("note", "required", {exit.label});
        }
        return {};
    }

    /// Whoever does the task may stop its clock; so may a manager, and the system on an answer.
    Result<void> check_stopper(const Task& task) const {
        if (actor().may_manage || actor().is_system) return {};
        return is_performer(task, actor()) ? Result<void>{} : forbidden("task", "not_yours");
    }

    Result<void> check_may_name_team() const {
        if (actor().may_manage) return {};
        for (const Task& task : marking_.now().desk) {
            const bool names = step_of(task).act == Act::assign_team;
            if (names && is_performer(task, actor())) return {};
        }
        return forbidden("act", "manager_only");
    }

    Marking& marking_;
};

}  // namespace

std::vector<StepName> recall_targets(const Definition& sop, const Dossier& dossier) {
    const auto fixing = std::ranges::find(sop.steps, true, &Step::fixing);
    if (fixing == sop.steps.end() || dossier.state != State::open) return {};
    const bool passed = dossier.last_done_by.contains(fixing->name.value);
    const bool at_or_before = std::ranges::any_of(dossier.desk, [&](const Task& task) {
        const auto at = std::ranges::find(sop.steps, task.step, &Step::name);
        return at <= fixing;
    });
    if (!passed || at_or_before) return {};
    std::vector<StepName> targets;
    for (const Exit& exit : fixing->exits) {
        if (!exit.is_return) continue;
        targets.push_back(exit.to);
        targets.insert(targets.end(), exit.allowed.begin(), exit.allowed.end());
    }
    targets.push_back(fixing->name);
    return targets;
}

Result<Decision> decide(const Definition& sop, const Dossier& dossier, const Command& command,
                        const Situation& situation) {
    Marking marking(sop, dossier, situation, false);
    TRY(std::visit(Deliberation(marking), command));
    return std::move(marking).take();
}

std::vector<Issue> obstacles(const Definition& sop, const Dossier& dossier, const Command& command,
                             const Situation& situation) {
    Marking marking(sop, dossier, situation, true);
    const auto done = std::visit(Deliberation(marking), command);
    if (done) return {};
    return done.error().issues;
}

}  // namespace kentongan::sop
