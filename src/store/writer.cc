// Group commit: a savepoint for each work, one COMMIT for all, then all are answered.
#include "store/writer.h"

#include "base/text.h"

namespace kentongan::store {

using Step = Sqlite::Step;

Writer::Writer(const Db& db, Sqlite& connection, Topics& topics)
    : db_(db),
      connection_(connection),
      gathering_(topics, [this](const Jobs& jobs) { carry_out(jobs); }) {}

void Writer::carry_out(const Jobs& jobs) {
    const std::lock_guard lock(gate_);
    auto done = stopped_ ? unavailable("stopped", "writing was stopped after an I/O error")
                         : work_and_commit(jobs);
    if (done) return;
    if (connection_.in_transaction()) (void)connection_.take_step(Step::rollback);
    // Even a refusal may rest on what another work of the group had written, and is void with it.
    for (Job* job : jobs) job->outcome = done.error();
}

Result<void> Writer::work_and_commit(const Jobs& jobs) {
    TRY(connection_.take_step(Step::begin_write));
    if (jobs.size() == 1) return work_alone(*jobs.front());
    bool any = false;
    for (Job* job : jobs) {
        TRY(work_marked(*job));
        any = any || job->outcome;
    }
    if (!any) return connection_.take_step(Step::rollback);
    return commit();
}

Result<void> Writer::work_alone(Job& job) {
    job.outcome = work_on(job);
    if (job.outcome) return commit();
    if (connection_.in_transaction()) TRY(connection_.take_step(Step::rollback));
    return {};
}

Result<void> Writer::work_marked(Job& job) {
    TRY(connection_.take_step(Step::mark));
    job.outcome = work_on(job);
    // A full disk can make SQLite undo the whole transaction by itself.
    if (!connection_.in_transaction()) return full("the group was undone");
    if (!job.outcome) TRY(connection_.take_step(Step::undo_mark));
    return connection_.take_step(Step::keep_mark);
}

Result<void> Writer::work_on(Job& job) {
    const AtWork here(db_);
    Tx tx(connection_);
    auto done = (*job.work)(tx);
    // A work that overlooked a failed statement is not kept: PostgreSQL would not keep it either.
    if (done && connection_.doom()) done = *connection_.doom();
    job.topics = tx.topics();
    return done;
}

Result<void> Writer::commit() {
    const auto kept = connection_.take_step(Step::commit);
    frames_ = connection_.frames();
    // Also when the outcome is not known.
    connection_.tell_changes();
    if (kept) return {};
    if (is_about(kept.error(), "broken")) stop_for_good(kept.error().why);
    return Error{Kind::unavailable, kept.error().why, kept.error().issues};
}

void Writer::stop_for_good(const std::string& why) {
    if (!stopped_.exchange(true)) report(cat("writing is stopped until the next start: ", why));
}

}  // namespace kentongan::store
