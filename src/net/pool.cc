// The worker threads. The last to fall idle is the first to be woken: its stack is still warm.
#include "net/pool.h"

#include "base/result.h"

namespace kentongan::net {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t stack_bytes = std::size_t{2} * 1024 * 1024;  // sanitizers widen every frame
#else
constexpr std::size_t stack_bytes = std::size_t{256} * 1024;
#endif

}  // namespace

Pool::Pool(const char* name, int threads, std::size_t queue) : name_(name), queue_max_(queue) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_bytes);
    for (int i = 0; i < threads; ++i) {
        auto worker = std::make_unique<Worker>();
        worker->pool = this;
        ensure(pthread_create(&worker->thread, &attributes, &Pool::run, worker.get()) == 0);
        pthread_setname_np(worker->thread, name_);
        workers_.push_back(std::move(worker));
    }
    pthread_attr_destroy(&attributes);
}

Pool::~Pool() {
    stop();
}

bool Pool::push(Job job) {
    std::unique_lock lock(mutex_);
    if (!idle_.empty()) {
        Worker* worker = idle_.back();
        idle_.pop_back();
        worker->job = std::move(job);
        lock.unlock();
        worker->wake.notify_one();
        return true;
    }
    if (stopping_ || queue_.size() >= queue_max_) return false;
    queue_.push_back(std::move(job));
    return true;
}

void Pool::stop() {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) return;
        stopping_ = true;
        for (Worker* worker : idle_) worker->wake.notify_one();
        idle_.clear();
    }
    for (auto& worker : workers_) pthread_join(worker->thread, nullptr);
}

void* Pool::run(void* worker) {
    auto& self = *static_cast<Worker*>(worker);
    Job job;
    while (self.pool->next(self, job)) {
        job();
        job = nullptr;
    }
    return nullptr;
}

/// Waits for the next job; false when there is none left and the pool stops.
bool Pool::next(Worker& worker, Job& into) {
    std::unique_lock lock(mutex_);
    if (!queue_.empty()) {
        into = std::move(queue_.front());
        queue_.pop_front();
        return true;
    }
    if (stopping_) return false;
    idle_.push_back(&worker);
    worker.wake.wait(lock, [&] { return worker.job || stopping_; });
    if (!worker.job) return false;  // stopping, and nobody queues while a worker is idle
    into = std::move(worker.job);
    worker.job = nullptr;
    return true;
}

}  // namespace kentongan::net
