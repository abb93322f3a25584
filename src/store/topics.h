// Tells listeners, on a thread of its own, which topics kept transactions have named.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace kentongan::store {

class Topics {
  public:
    using Listener = std::function<void(const std::string& topic)>;
    /// Passes our own topics on to other servers.
    using Spread = std::function<void(const std::set<std::string>& topics)>;

    explicit Topics(Spread spread = {}) : spread_(std::move(spread)) {}
    /// Tells what is still waiting, then ends.
    ~Topics();
    Topics(const Topics&) = delete;
    Topics& operator=(const Topics&) = delete;

    void listen(Listener listener);
    /// Topics of a transaction of ours that was kept. A topic waits once, however often it is told.
    void tell(const std::vector<std::string>& topics);
    /// A topic that another server told.
    void hear(const std::string& topic);

  private:
    void start_once();
    void run();

    const Spread spread_;
    std::mutex mutex_;
    std::condition_variable news_;
    std::vector<Listener> listeners_;
    std::set<std::string> ours_, theirs_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace kentongan::store
