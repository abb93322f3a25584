// The edge: owns sockets, TLS, bodies and event streams. The only header of net/ others see
// besides message.h; Asio and Beast stay inside the .cc files.
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "net/message.h"

namespace kentongan::net {

struct ServerOptions {
    std::string address = "127.0.0.1";
    int port = 8080;
    std::string certificate = {};  // PEM paths; both or none
    std::string private_key = {};
    bool behind_proxy = false;
    int io_threads = 2;
    int workers = 64;      // for what changes something: most of these wait for one sync together
    int readers = 8;       // for what only reads: more at once are slower for everybody
    int disk_threads = 4;  // carry uploads and downloads between disk and sockets
    int queue = 1024;      // then 503 with Retry-After
    std::size_t connections = 10'000;
    std::size_t header_bytes = std::size_t{16} * 1024;
    std::size_t event_backlog =
        std::size_t{64} * 1024;  // bytes waiting for one listener, then it is cut
    milliseconds header_time{15'000};
    milliseconds body_idle{60'000};  // without 16 KiB of progress, either way
    milliseconds keep_alive{75'000};
    milliseconds heartbeat{20'000};  // comment to quiet event streams
    milliseconds stop_time{10'000};  // what running requests get after stop()
    milliseconds linger{2'000};      // reading on after a refusal, so that it arrives
    std::string access_log = {};     // "-": standard error; "": none; else a file that grows
    Clock clock = {};                // for Date and the log; without it both go without a time
};

class Server {
  public:
    /// Binds and listens; refuses with one clear sentence (port taken, no right, bad certificate).
    static Result<std::unique_ptr<Server>> start(const ServerOptions&, Application&);
    virtual ~Server() = default;

    virtual int port() const = 0;  // the real one, when 0 was asked
    /// Sends one event to every listener of the topic. Any thread.
    virtual void publish(const std::string& topic, const std::string& data) = 0;
    /// Stops accepting, lets running requests end (bounded), closes. Any thread, once.
    virtual void stop() = 0;
    /// Returns when stopped.
    virtual void wait() = 0;
};

}  // namespace kentongan::net
