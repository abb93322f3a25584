// The one writer of a SQLite database: gathers the waiting works, keeps them with one sync.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "store/sqlite.h"
#include "store/topics.h"

namespace kentongan::store {

class Writer {
  public:
    Writer(const Db& db, Sqlite& connection, Topics& topics);
    /// Carries out what still waits, then ends.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Returns once the work is on disk, or undone.
    Result<void> write(const ErasedWork& work);

    /// Nothing is written while this is held.
    std::mutex& gate() { return gate_; }
    /// Frames in the log after the last commit.
    int frames() const { return frames_; }
    /// The log was emptied; called with the gate held.
    void log_is_empty() { frames_ = 0; }

    /// Takes no more writes until the program is started again: what a disk that failed to sync
    /// holds is not known, and asking it again may be answered with a lie.
    void stop_for_good(const std::string& why);
    bool stopped() const { return stopped_; }

  private:
    struct Job {
        const ErasedWork* work;
        Result<void> outcome;
        std::vector<std::string> topics = {};
    };
    using Jobs = std::vector<Job*>;

    void run();
    void carry_out(const Jobs& jobs);
    Result<void> work_and_commit(const Jobs& jobs);
    Result<void> work_alone(Job& job);
    Result<void> work_marked(Job& job);
    Result<void> work_on(Job& job);
    Result<void> commit();

    const Db& db_;
    Sqlite& connection_;
    Topics& topics_;
    std::mutex gate_;
    std::atomic<int> frames_ = 0;
    std::atomic<bool> stopped_ = false;

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
