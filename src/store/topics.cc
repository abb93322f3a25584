// A queue of topics and the thread that empties it.
#include "store/topics.h"

#include <utility>

namespace kentongan::store {

Topics::~Topics() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    news_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Topics::listen(Listener listener) {
    const std::lock_guard lock(mutex_);
    listeners_.push_back(std::move(listener));
    start_once();
}

void Topics::tell(const std::vector<std::string>& topics) {
    if (topics.empty()) return;
    {
        const std::lock_guard lock(mutex_);
        if (listeners_.empty() && !spread_) return;
        ours_.insert(topics.begin(), topics.end());
        start_once();
    }
    news_.notify_one();
}

void Topics::hear(const std::string& topic) {
    {
        const std::lock_guard lock(mutex_);
        theirs_.insert(topic);
        start_once();
    }
    news_.notify_one();
}

void Topics::start_once() {
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
}

void Topics::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        news_.wait(lock, [&] { return ending_ || !ours_.empty() || !theirs_.empty(); });
        if (ours_.empty() && theirs_.empty()) return;
        const auto ours = std::exchange(ours_, {});
        auto topics = std::exchange(theirs_, {});
        topics.insert(ours.begin(), ours.end());
        const auto listeners = listeners_;
        lock.unlock();
        for (const auto& listener : listeners) {
            for (const auto& topic : topics) listener(topic);
        }
        if (spread_ && !ours.empty()) spread_(ours);
        lock.lock();
    }
}

}  // namespace kentongan::store
