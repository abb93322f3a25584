// Hears what other servers tell through PostgreSQL's NOTIFY, on a thread and connection of its own.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "store/postgres.h"

namespace kentongan::store {

class Hearing {
  public:
    using Open = std::function<Result<std::unique_ptr<Postgres>>()>;
    using Take = std::function<void(const Postgres::Notice&)>;

    /// Hears from now on, if the server can be reached at all.
    Hearing(std::string channel, Open open, Take take);
    ~Hearing();
    Hearing(const Hearing&) = delete;
    Hearing& operator=(const Hearing&) = delete;

  private:
    void run();
    void tune_in();
    /// False when it is time to end.
    bool wait_for(int socket, int most_millis) const;

    const std::string channel_;
    const Open open_;
    const Take take_;
    int end_ = -1;  // an eventfd: readable once we are to end
    std::unique_ptr<Postgres> connection_;
    std::thread thread_;
};

}  // namespace kentongan::store
