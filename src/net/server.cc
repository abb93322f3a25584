// Starting and stopping the edge: addresses, sockets, threads.
#include "net/server.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <cerrno>
#include <mutex>
#include <thread>

#include "base/text.h"
#include "net/edge.h"
#include "net/loop.h"

namespace kentongan::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// Every connection is a descriptor; the usual soft limit of 1024 is far too few.
void allow_many_descriptors() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

Error refusal(const ServerOptions& options, int code) {
    if (code == EADDRINUSE)
        return {Kind::unavailable, cat("Port ", options.port,
                                       " sudah dipakai program lain. Pilih port lain dengan "
                                       "--port …")};
    if (code == EACCES || code == EPERM)
        return {Kind::forbidden, cat("Port ", options.port,
                                     " tidak boleh dibuka tanpa hak khusus. Pilih port 1024 ke "
                                     "atas dengan --port …")};
    if (code == EADDRNOTAVAIL)
        return {Kind::invalid, cat("Alamat ", options.address, " bukan alamat komputer ini.")};
    return {Kind::unavailable,
            cat("Port ", options.port, " pada alamat ", options.address, " tidak dapat dibuka: ",
                error_code(code, boost::system::system_category()).message(), ".")};
}

/// SO_REUSEPORT lets our own threads share a port, but also a second server of the same user; this
/// socket goes without it, so it is refused when anybody listens there already.
error_code try_port(const tcp::endpoint& where) {
    asio::io_context context;
    tcp::acceptor probe(context);
    error_code error;
    probe.open(where.protocol(), error);
    if (!error) probe.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) probe.bind(where, error);
    return error;
}

class RunningServer final : public Server {
  public:
    RunningServer(const ServerOptions& options, Application& application)
        : edge_(options, application) {}
    ~RunningServer() override {
        stop();
        wait();
        loops_.clear();
        if (edge_.log > STDERR_FILENO) ::close(edge_.log);
    }

    Result<void> open();

    int port() const override { return loops_.front()->port(); }

    void publish(const std::string& topic, const std::string& data) override {
        std::string text = "data: ";
        for (const char c : data) {
            if (c == '\n')
                text.append("\ndata: ");
            else if (c != '\r')  // alone it would end a line, too
                text.push_back(c);
        }
        text.append("\n\n");
        const auto event = std::make_shared<const std::string>(std::move(text));
        for (auto& loop : loops_) loop->spread(topic, event);
    }

    void stop() override {
        if (edge_.stopping.exchange(true)) return;
        for (auto& loop : loops_) loop->stop();
    }

    void wait() override {
        const std::lock_guard lock(waiting_);
        for (auto& thread : threads_) thread.join();
        threads_.clear();
        edge_.workers.stop();
        edge_.readers.stop();
        edge_.disk.stop();
    }

  private:
    Result<void> open_log();

    Edge edge_;
    std::vector<std::unique_ptr<Loop>> loops_;
    std::vector<std::thread> threads_;
    std::mutex waiting_;
};

Result<void> RunningServer::open_log() {
    const auto& path = edge_.options.access_log;
    if (path.empty()) return {};
    if (path == "-") {
        edge_.log = STDERR_FILENO;
        return {};
    }
    edge_.log = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
    if (edge_.log < 0)
        return Error{Kind::invalid, cat("Catatan akses ", path, " tidak dapat ditulis.")};
    return {};
}

Result<void> RunningServer::open() {
    const auto& options = edge_.options;
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error || options.port < 0 || options.port > 65535)
        return Error{Kind::invalid,
                     cat("Alamat ", options.address, ":", options.port, " tidak dikenal.")};
    if (!options.certificate.empty() || !options.private_key.empty())
        edge_.tls = TRY(tls_context(options));
    TRY(open_log());
    tcp::endpoint where(address, static_cast<unsigned short>(options.port));
    if (options.port != 0) error = try_port(where);
    if (error) return refusal(options, error.value());
    for (int i = 0; i < std::max(options.io_threads, 1); ++i) {
        loops_.push_back(std::make_unique<Loop>(edge_));
        error = loops_.back()->listen(where);
        if (error) return refusal(options, error.value());
        where.port(static_cast<unsigned short>(loops_.front()->port()));
    }
    for (auto& loop : loops_) threads_.emplace_back([&loop] { loop->run(); });
    return {};
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options,
                                              Application& application) {
    allow_many_descriptors();
    auto server = std::make_unique<RunningServer>(options, application);
    TRY(server->open());
    return std::unique_ptr<Server>(std::move(server));
}

}  // namespace kentongan::net
