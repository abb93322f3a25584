// The edge: owns sockets, TLS, bodies and event streams. The only header of net/ others see
// besides message.h; Asio and Beast stay inside the .cc files.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "net/message.h"

namespace kentongan::net {

struct ServerOptions {
    std::string address = "127.0.0.1";
    int port = 8080;
    std::string certificate = {};  // PEM paths; both or none
    std::string private_key = {};
    bool behind_proxy = false;
    int io_threads = 2;
    int workers = 64;
    int queue = 1024;  // then 503 with Retry-After
    std::size_t connections = 10'000;
    std::size_t header_bytes = 16 * 1024;
    std::chrono::seconds header_time{15};
    std::chrono::seconds body_idle{60};   // no progress of a body
    std::chrono::seconds keep_alive{75};
    std::string access_log = {};  // "-": standard error; "": none
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
