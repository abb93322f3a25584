// Waits outside of the work, so that a wake-up during the work is not lost.
#include "runner.h"

namespace kentongan {

Runner::Runner(std::function<milliseconds()> work)
    : work_(std::move(work)), thread_([this] { run(); }) {}

Runner::~Runner() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Runner::wake() {
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
    }
    changed_.notify_one();
}

void Runner::run() {
    milliseconds rest{0};
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        changed_.wait_for(lock, rest, [this] { return woken_ || stopping_; });
        if (stopping_) return;
        woken_ = false;
        lock.unlock();
        rest = work_();
        lock.lock();
    }
}

}  // namespace kentongan
