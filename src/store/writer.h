// The one writer of a SQLite database: gathers the waiting works, keeps them with one sync.
#pragma once

#include <atomic>
#include <mutex>
#include <string>

#include "store/gathering.h"
#include "store/sqlite.h"

namespace kentongan::store {

class Writer {
  public:
    Writer(const Db& db, Sqlite& connection, Topics& topics);

    /// Returns once the work is on disk, or undone.
    Result<void> write(const ErasedWork& work) { return gathering_.write(work); }

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
    void carry_out(const Jobs& jobs);
    Result<void> work_and_commit(const Jobs& jobs);
    Result<void> work_alone(Job& job);
    Result<void> work_marked(Job& job);
    Result<void> work_on(Job& job);
    Result<void> commit();

    const Db& db_;
    Sqlite& connection_;
    std::mutex gate_;
    std::atomic<int> frames_ = 0;
    std::atomic<bool> stopped_ = false;
    Gathering gathering_;  // last: its thread uses all the others
};

}  // namespace kentongan::store
