// Moves the write-ahead log into the database file, in small slices, off the writers' path.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "store/sqlite.h"
#include "store/writer.h"

namespace kentongan::store {

class Keeper {
  public:
    Keeper(std::unique_ptr<Sqlite> connection, Writer& writer);
    /// Empties the log once more, unless the disk is in doubt.
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    /// A slice is 4 MB of log: its sync holds up no commit for long. A log of 32 MB starts anew.
    static constexpr int slice = 1'000;
    static constexpr int long_log = 8'000;

  private:
    void run();
    /// False once folding makes no more sense.
    bool look();
    bool start_anew(Sqlite::Fold kind);
    bool cope(const Error& error);

    std::unique_ptr<Sqlite> connection_;
    Writer& writer_;
    int seen_ = 0, folded_ = 0;
    int quiet_looks_ = 0;
    int waiting_looks_ = 0;  // to let pass after a refusal

    std::mutex mutex_;
    std::condition_variable end_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace kentongan::store
