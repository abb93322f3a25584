// One thread for all works that wait, and a way to sleep until the group is answered.
#include "store/gathering.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <utility>

namespace kentongan::store {
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

Gathering::Gathering(Topics& topics, CarryOut carry_out)
    : topics_(topics), carry_out_(std::move(carry_out)), thread_([this] { run(); }) {}

Gathering::~Gathering() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    news_.notify_one();
    thread_.join();
}

Result<void> Gathering::write(const ErasedWork& work) {
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

void Gathering::run() {
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
        carry_out_(jobs);
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

}  // namespace kentongan::store
