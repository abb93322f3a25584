// Waits on the socket; a lost connection is made again, what was missed meanwhile stays missed.
#include "store/hearing.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cstdint>

#include "base/text.h"

namespace kentongan::store {
namespace {

constexpr int reconnect_after_millis = 2'000;
constexpr int for_ever = -1;

}  // namespace

Hearing::Hearing(std::string channel, Open open, Take take)
    : channel_(std::move(channel)),
      open_(std::move(open)),
      take_(std::move(take)),
      end_(::eventfd(0, EFD_CLOEXEC)) {
    tune_in();
    thread_ = std::thread([this] { run(); });
}

Hearing::~Hearing() {
    const std::uint64_t one = 1;
    ensure(::write(end_, &one, sizeof one) == sizeof one);
    thread_.join();
    ::close(end_);
}

void Hearing::run() {
    for (;;) {
        const int socket = connection_ ? connection_->socket() : -1;
        if (!wait_for(socket, connection_ ? for_ever : reconnect_after_millis)) return;
        if (!connection_) tune_in();
        if (!connection_) continue;
        for (const auto& notice : connection_->notices()) take_(notice);
        if (connection_->lost()) {
            report("the connection that hears other servers was lost");
            connection_.reset();
        }
    }
}

void Hearing::tune_in() {
    auto opened = open_();
    if (opened && (*opened)->run_script(cat("LISTEN \"", channel_, "\""))) {
        connection_ = *std::move(opened);
    }
}

bool Hearing::wait_for(int socket, int most_millis) const {
    std::array<pollfd, 2> ears{pollfd{end_, POLLIN, 0}, pollfd{socket, POLLIN, 0}};
    ::poll(ears.data(), ears.size(), most_millis);
    return (ears[0].revents & POLLIN) == 0;
}

}  // namespace kentongan::store
