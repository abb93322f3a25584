// Owns dossier, dossier_counter, task and task_seat.
#include "office/dossier_rows.h"

#include <cstdio>

#include "base/text.h"
#include "office/marking_json.h"

namespace kentongan::office {
namespace {

using sop::Event;
using sop::Task;

/// Where tasks without a deadline, or at rest, stand on a desk: after all others.
constexpr std::int64_t after_all_others = 9'000'000'000'000'000;

/// Writes the rows of tasks, event by event: one may be opened and done in the same decision.
class Tasks {
  public:
    Tasks(store::Tx& tx, OfficeId office, const Change& change)
        : tx_(tx), office_(office), change_(change) {}

    Result<void> take(const Event& event) {
        const auto touch = [this](int task) -> Result<void> {
            touched_.insert(task);
            return {};
        };
        const auto nothing = []() -> Result<void> { return {}; };
        return std::visit(
            match{
                [&](const sop::TaskOpened& e) { return open(e); },
                [&](const sop::TaskDone& e) { return close(e.task, e.by, e.outcome); },
                [&](const sop::TaskCancelled& e) { return close(e.task, {}, {}); },
                [&](const sop::TaskSkipped& e) { return close(e.task, e.by, {}); },
                [&](const sop::TaskClaimed& e) { return touch(e.task); },
                [&](const sop::TaskReleased& e) { return touch(e.task); },
                [&](const sop::TaskAssigned& e) { return touch(e.task); },
                [&](const sop::TaskPaused& e) { return touch(e.task); },
                [&](const sop::TaskResumed& e) { return touch(e.task); },
                [&](const sop::DueMoved& e) { return touch(e.task); },
                [&](const sop::PartDone& e) { return touch(e.task); },
                [&](const sop::TeamSet&) { return touch_all(); },
                [&](const sop::Migrated&) { return touch_all(); },
                [&](const sop::Started&) { return nothing(); },
                [&](const sop::BlockEntered&) { return nothing(); },
                [&](const sop::BranchArrived&) { return nothing(); },
                [&](const sop::BlockLeft&) { return nothing(); },
                [&](const sop::Commented&) { return nothing(); },
                [&](const sop::Reminded&) { return nothing(); },
                [&](const sop::Withdrawn&) { return nothing(); },
                [&](const sop::Cancelled&) { return nothing(); },
                [&](const sop::Closed&) { return nothing(); },
                [&](const sop::Reopened&) { return nothing(); },
            },
            event);
    }

    Result<void> finish() {
        for (const int number : touched_) {
            const Task* task = change_.after.open_task(number);
            if (!task) continue;
            TRY(
                tx_.run("UPDATE task SET step = $4, due_at = $5, paused_at = $6, claimed_by = $7,"
                        " paused_for = $8, started_at = CASE WHEN started_at IS NULL"
                        " AND CAST($7 AS BIGINT) IS NOT NULL THEN $9 ELSE started_at END"
                        " WHERE office_id = $1 AND dossier_id = $2 AND number = $3",
                        office_, change_.row.id, number, task->step, task->due_at, task->paused_at,
                        task->claimed_by, task->paused_for.count(), change_.now));
            TRY(unseat(number));
            TRY(seat(*task));
        }
        return {};
    }

  private:
    Result<void> open(const sop::TaskOpened& event) {
        const auto& row = change_.row;
        const Task& task = event.task;
        bool returned = false;
        for (const auto& other : change_.events) {
            const auto* done = std::get_if<sop::TaskDone>(&other);
            returned = returned || (done && done->task == event.from && done->returned);
        }
        TRY(
            tx_.run("INSERT INTO task (office_id, dossier_id, number, sop_id, step, item,"
                    " dossier_number, title, requester, urgent, returned, opened_at, due_at)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                    office_, row.id, task.number, row.sop, task.step, task.item(), row.number,
                    row.title, row.requester, row.urgent, returned, task.opened_at, task.due_at));
        return seat(task);
    }

    Result<void> close(int number, PersonId by, const std::string& outcome) {
        TRY(tx_.run(
            "UPDATE task SET closed_at = $4, closed_by = $5, outcome = $6,"
            " content_change = $7"
            " WHERE office_id = $1 AND dossier_id = $2 AND number = $3",
            office_, change_.row.id, number, change_.now, by, outcome, change_.content_change));
        return unseat(number);
    }

    Result<void> touch_all() {
        for (const Task& task : change_.after.desk) touched_.insert(task.number);
        return {};
    }

    Result<void> unseat(int number) {
        TRY(
            tx_.run("DELETE FROM task_seat"
                    " WHERE office_id = $1 AND dossier_id = $2 AND task = $3",
                    office_, change_.row.id, number));
        return {};
    }

    Result<void> seat(const Task& task) {
        std::set<std::int64_t> seats;
        for (const auto person : task.people) seats.insert(person.value);
        if (seats.empty()) {
            for (const auto& one : change_.performing) {
                if (task.roles.contains(one.role)) seats.insert(one.position.value);
            }
        }
        const auto sort_at =
            task.due_at && !task.paused_at ? to_millis(*task.due_at) : after_all_others;
        for (const auto seat : seats) {
            TRY(
                tx_.run("INSERT INTO task_seat (office_id, seat, sort_at, dossier_id, task)"
                        " VALUES ($1, $2, $3, $4, $5)",
                        office_, seat, sort_at, change_.row.id, task.number));
        }
        return {};
    }

    store::Tx& tx_;
    OfficeId office_;
    const Change& change_;
    std::set<int> touched_ = {};
};

}  // namespace

Result<DossierRow> dossier_row(store::Tx& tx, OfficeId office, DossierId id) {
    const auto row = TRY(tx.maybe<std::string, std::string, std::string, std::string, int, SopId,
                                  Instant, PersonId, int, std::string>(
        "SELECT number, title, requester, origin, urgent, sop_id, opened_at, opened_by,"
        " revision, marking FROM dossier WHERE office_id = $1 AND id = $2",
        office, id));
    if (!row) return Error{Kind::not_found, "no such dossier"};
    const auto& [number, title, requester, origin, urgent, sop, opened_at, by, revision, marking] =
        *row;
    return DossierRow{id,  number,    title, requester, origin, urgent != 0,
                      sop, opened_at, by,    revision,  marking};
}

Result<std::string> next_number(store::Tx& tx, OfficeId office, Instant now) {
    const auto [hours] =
        TRY(tx.one<int>("SELECT hours_from_utc FROM office WHERE id = $1", office));
    const auto day = std::chrono::floor<std::chrono::days>(Zone{hours}.local(now));
    const int year{std::chrono::year_month_day{day}.year()};
    const auto [last] =
        TRY(tx.one<int>("INSERT INTO dossier_counter (office_id, year, last) VALUES ($1, $2, 1)"
                        " ON CONFLICT (office_id, year)"
                        " DO UPDATE SET last = dossier_counter.last + 1 RETURNING last",
                        office, year));
    const auto digits = std::to_string(last);
    return cat("B-", year, "-", std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0'),
               digits);
}

Result<void> insert_dossier(store::Tx& tx, OfficeId office, const DossierRow& row) {
    TRY(tx.run(
        "INSERT INTO dossier (office_id, id, number, title, requester, origin, urgent,"
        " sop_id, opened_at, opened_by, revision, state, marking)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        office, row.id, row.number, row.title, row.requester, row.origin, row.urgent, row.sop,
        row.opened_at, row.opened_by, row.revision, word_of(sop::State::new_), row.marking));
    return {};
}

Result<void> save_dossier(store::Tx& tx, OfficeId office, const Change& change) {
    const auto changed =
        TRY(tx.run("UPDATE dossier SET revision = $3, state = $4, marking = $5"
                   " WHERE office_id = $1 AND id = $2 AND revision = $6",
                   office, change.row.id, change.after.revision, word_of(change.after.state),
                   marking_json(change.after), change.row.revision));
    if (changed != 1) {
        return Error{Kind::conflict, "dossier moved meanwhile", {{"dossier", "moved_on"}}};
    }
    Tasks tasks(tx, office, change);
    for (const auto& event : change.events) TRY(tasks.take(event));
    return tasks.finish();
}

Result<void> follow_version(store::Tx& tx, OfficeId office, DossierId dossier, SopId sop) {
    TRY(tx.run("UPDATE dossier SET sop_id = $3 WHERE office_id = $1 AND id = $2", office, dossier,
               sop));
    TRY(
        tx.run("UPDATE task SET sop_id = $3 WHERE office_id = $1 AND dossier_id = $2"
               " AND closed_at IS NULL",
               office, dossier, sop));
    return {};
}

Result<std::map<StepName, std::int64_t>> changes_when_done(store::Tx& tx, OfficeId office,
                                                           DossierId dossier) {
    const auto rows = TRY(tx.all<StepName, std::int64_t>(
        "SELECT step, max(content_change) FROM task WHERE office_id = $1 AND dossier_id = $2"
        " AND outcome <> '' GROUP BY step",
        office, dossier));
    std::map<StepName, std::int64_t> changes;
    for (const auto& [step, change] : rows) changes[step] = change;
    return changes;
}

}  // namespace kentongan::office
