// Group commit: a savepoint for each work, one COMMIT for all, then all are answered.
#include "store/writer.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <utility>

#include "base/text.h"

namespace kentongan::store {

using Step = Sqlite::Step;

namespace {

// std::atomic::wait first yields some times; with a crowd at the writer these calls took more of
// the processor than the works did.
void sleep_while(std::atomic<int>& number, int seen) {
    static_assert(sizeof number == sizeof(int));
    syscall(SYS_futex, &number, FUTEX_WAIT_PRIVATE, seen, nullptr, nullptr, 0);
}
void wake_all(std::atomic<int>& number) {
    syscall(SYS_futex, &number, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
}

}  // namespace

Writer::Writer(const Db& db, Sqlite& connection, Topics& topics)
    : db_(db), connection_(connection), topics_(topics), thread_([this] { run(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    news_.notify_one();
    thread_.join();
}

Result<void> Writer::write(const ErasedWork& work) {
    Job job{&work, {}};
    int group = 0;
    bool wake = false;
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(&job);
        group = group_;
        wake = asleep_;
    }
    if (wake) news_.notify_one();
    auto& answered = answered_[static_cast<std::size_t>(group) % 2];
    for (int seen = answered; seen < group; seen = answered) sleep_while(answered, seen);
    return std::move(job.outcome);
}

void Writer::run() {
    Jobs jobs;
    for (;;) {
        int group = 0;
        {
            std::unique_lock lock(mutex_);
            asleep_ = true;
            news_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
            asleep_ = false;
            if (waiting_.empty()) return;
            jobs.swap(waiting_);
            group = group_++;
        }
        carry_out(jobs);
        std::vector<std::string> topics;
        for (Job* job : jobs) {
            if (job->outcome) std::ranges::move(job->topics, std::back_inserter(topics));
        }
        // The jobs live on their callers' stacks: not to be touched after this.
        jobs.clear();
        auto& answered = answered_[static_cast<std::size_t>(group) % 2];
        answered = group;
        wake_all(answered);
        topics_.tell(topics);
    }
}

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
