// Connections, opened when first needed and lent to one thread at a time.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/work.h"

namespace kentongan::store {

template <class T>
class Pool {
  public:
    using Open = std::function<Result<std::unique_ptr<T>>()>;

    Pool(int most, Open open) : most_(most), open_(std::move(open)) {}

    /// A lent connection: goes back when this ends, unless it was lost.
    class Loan {
      public:
        Loan(Pool& pool, std::unique_ptr<T> thing) : pool_(&pool), thing_(std::move(thing)) {}
        Loan(Loan&& other) noexcept : pool_(other.pool_), thing_(std::move(other.thing_)) {
            other.pool_ = nullptr;
        }
        Loan& operator=(Loan&&) = delete;
        ~Loan() {
            if (pool_) pool_->take_back(std::move(thing_));
        }
        T& operator*() const { return *thing_; }
        T* operator->() const { return thing_.get(); }
        void lose() { thing_.reset(); }

      private:
        Pool* pool_;
        std::unique_ptr<T> thing_;
    };

    /// Waits for a free one, but not for ever.
    Result<Loan> lend() {
        std::unique_lock lock(mutex_);
        const bool came =
            returned_.wait_for(lock, patience, [&] { return !idle_.empty() || lent_ < most_; });
        if (!came) return unavailable("busy", "all connections are lent");
        ++lent_;
        if (!idle_.empty()) {
            auto thing = std::move(idle_.back());
            idle_.pop_back();
            return Loan(*this, std::move(thing));
        }
        lock.unlock();
        auto opened = open_();
        if (opened) return Loan(*this, *std::move(opened));
        take_back(nullptr);
        return opened.error();
    }

    /// After one was found dead: its neighbours went the same way.
    void forget_idle() {
        std::vector<std::unique_ptr<T>> dead;
        const std::lock_guard lock(mutex_);
        dead.swap(idle_);
    }

    static constexpr std::chrono::seconds patience{10};

  private:
    void take_back(std::unique_ptr<T> thing) {
        {
            const std::lock_guard lock(mutex_);
            --lent_;
            // The last one back is lent first: it is warm, and the others may stay unopened.
            if (thing) idle_.push_back(std::move(thing));
        }
        returned_.notify_one();
    }

    const int most_;
    const Open open_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<T>> idle_;
    int lent_ = 0;
};

}  // namespace kentongan::store
