// What all I/O threads and connections of one server share.
#pragma once

#include <atomic>
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "net/pool.h"
#include "net/reply.h"
#include "net/server.h"

namespace kentongan::net {

struct Edge {
    Edge(const ServerOptions& server_options, Application& the_application)
        : options(server_options),
          application(the_application),
          refusals(the_application),
          workers("worker", options.workers, static_cast<std::size_t>(options.queue)),
          readers("reader", options.readers, static_cast<std::size_t>(options.queue)),
          disk("disk", options.disk_threads, static_cast<std::size_t>(-1)) {}

    const ServerOptions options;
    Application& application;
    const Refusals refusals;
    std::unique_ptr<boost::asio::ssl::context> tls;  // none: plain HTTP
    int log = -1;                                    // where access lines go
    std::atomic<std::size_t> connections{0};
    std::atomic<bool> stopping{false};
    Pool workers;
    Pool readers;
    Pool disk;  // never refuses: one job per connection at most
};

/// A TLS context that speaks TLS 1.2 and later with authenticated encryption only.
Result<std::unique_ptr<boost::asio::ssl::context>> tls_context(const ServerOptions&);

}  // namespace kentongan::net
