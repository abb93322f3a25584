// A thread that does one kind of recurring work: whenever it is woken, and when its time comes.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "base/clock.h"

namespace kentongan {

class Runner {
  public:
    /// `work` answers when it wants to be called next, even if nobody wakes it.
    explicit Runner(std::function<milliseconds()> work);
    ~Runner();
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    void wake();

  private:
    void run();

    std::function<milliseconds()> work_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = true;  // the first round looks what was left from before
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace kentongan
