// Gathers the works that wait to be written: one thread carries them out as a group, then all are
// answered. Both databases keep a whole group with one sync.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "store/topics.h"
#include "store/work.h"

namespace kentongan::store {

/// A work that waits, on its caller's stack.
struct Job {
    const ErasedWork* work;
    Result<void> outcome;
    std::vector<std::string> topics = {};
};
using Jobs = std::vector<Job*>;

class Gathering {
  public:
    /// `carry_out` gives every job its outcome and topics.
    using CarryOut = std::function<void(const Jobs&)>;

    Gathering(Topics& topics, CarryOut carry_out);
    /// Carries out what still waits, then ends.
    ~Gathering();
    Gathering(const Gathering&) = delete;
    Gathering& operator=(const Gathering&) = delete;

    /// Returns once the work is kept, or undone.
    Result<void> write(const ErasedWork& work);

  private:
    void run();

    Topics& topics_;
    const CarryOut carry_out_;
    std::mutex mutex_;
    std::condition_variable news_;
    Jobs waiting_;
    bool asleep_ = false;
    bool ending_ = false;
    int group_ = 1;  // the number of the group that is gathering
    // Who waits for group n sleeps on n % 2 until it reads n: one wake-up call answers a whole
    // group and disturbs no other.
    std::array<std::atomic<int>, 2> answered_{};
    std::thread thread_;
};

}  // namespace kentongan::store
