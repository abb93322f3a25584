// Threads that may block, fed by a bounded queue.
#pragma once

#include <pthread.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace kentongan::net {

class Pool {
  public:
    using Job = std::function<void()>;

    Pool(const char* name, int threads, std::size_t queue);
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// False when the queue is full; the job is then not taken.
    bool push(Job job);
    /// Finishes what waits in the queue, then ends the threads.
    void stop();

  private:
    struct Worker {
        Pool* pool = nullptr;
        pthread_t thread{};
        std::condition_variable wake;
        Job job;
    };

    static void* run(void* worker);
    bool next(Worker&, Job& into);

    const char* name_;
    const std::size_t queue_max_;
    std::mutex mutex_;
    std::deque<Job> queue_;
    std::vector<std::unique_ptr<Worker>> workers_;
    std::vector<Worker*> idle_;
    bool stopping_ = false;
};

}  // namespace kentongan::net
