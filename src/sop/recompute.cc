// Works out the due times of open tasks anew when the office's calendar changes.
#include "sop/decide.h"

namespace kentongan::sop {
namespace {

/// When the shared budget of a task began: what it had, counted back from its due time.
Instant began(const Task& task, const WorkCalendar& before, const StandardTime& time) {
    if (task.budget.empty() || time.unit != TimeUnit::working_minutes) return task.opened_at;
    return subtract_working_minutes(before, *task.due_at, minutes{time.max} + task.paused_for);
}

}  // namespace

std::vector<Event> due_moves(const Definition& sop, const Dossier& dossier,
                             const WorkCalendar& before, const WorkCalendar& after,
                             const std::string& reason) {
    std::vector<Event> moves;
    for (const Task& task : dossier.desk) {
        const Step* step = sop.find(task.step);
        if (step == nullptr || !task.due_at) continue;
        auto due = due_at(after, began(task, before, step->time), step->time);
        if (due) due = add_working_minutes(after, *due, task.paused_for);
        if (due != task.due_at) moves.push_back(DueMoved{task.number, task.due_at, due, reason});
    }
    return moves;
}

}  // namespace kentongan::sop
