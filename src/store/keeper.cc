// Looks at the log some times a second and folds what has grown.
#include "store/keeper.h"

#include "base/text.h"

namespace kentongan::store {
namespace {

using Fold = Sqlite::Fold;
constexpr milliseconds between_looks{50};
constexpr int looks_until_idle = 40;
constexpr int looks_after_a_refusal = 100;
constexpr milliseconds patience_with_readers{10};

}  // namespace

Keeper::Keeper(std::unique_ptr<Sqlite> connection, Writer& writer)
    : connection_(std::move(connection)), writer_(writer), thread_([this] { run(); }) {}

Keeper::~Keeper() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    end_.notify_one();
    thread_.join();
    if (writer_.stopped()) return;
    const auto log = connection_->fold(Fold::truncate, patience_with_readers);
    if (!log) report(cat("the log was not folded at the end: ", log.error().why));
}

void Keeper::run() {
    std::unique_lock lock(mutex_);
    while (!end_.wait_for(lock, between_looks, [&] { return ending_; })) {
        lock.unlock();
        const bool go_on = look();
        lock.lock();
        if (!go_on) return;
    }
}

bool Keeper::look() {
    if (writer_.stopped()) return false;
    const int frames = writer_.frames();
    quiet_looks_ = frames == seen_ ? quiet_looks_ + 1 : 0;
    seen_ = frames;
    // SQLite starts the log anew by itself when it finds it folded and nobody reading.
    if (frames < folded_) folded_ = 0;
    if (waiting_looks_ > 0) --waiting_looks_;
    if (frames == 0 || waiting_looks_ > 0) return true;
    const bool idle = quiet_looks_ >= looks_until_idle;
    const bool anew = idle || frames >= long_log;
    if (!anew && frames - folded_ < slice) return true;

    const auto log = connection_->fold(Fold::passive, milliseconds{0});
    if (!log) return cope(log.error());
    folded_ = log->folded;
    return !anew || start_anew(idle ? Fold::truncate : Fold::restart);
}

/// The slice before left next to nothing to fold, so the gate is shut for a moment only.
bool Keeper::start_anew(Sqlite::Fold kind) {
    const std::lock_guard nobody_writes(writer_.gate());
    const auto log = connection_->fold(kind, patience_with_readers);
    if (!log) return cope(log.error());
    if (log->whole) {
        folded_ = 0;
        writer_.log_is_empty();
    } else {
        waiting_looks_ = looks_after_a_refusal;  // a backup may be reading for minutes
    }
    return true;
}

bool Keeper::cope(const Error& error) {
    if (is_about(error, "broken")) {
        writer_.stop_for_good(error.why);
        return false;
    }
    report(cat("the log could not be folded, trying again: ", error.why));
    waiting_looks_ = looks_after_a_refusal;
    return true;
}

}  // namespace kentongan::store
