// A plain client and a small application for the edge's tests: real sockets, no library.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <sstream>
#include <string>

#include "base/text.h"
#include "net/server.h"

namespace kentongan::tests {

/// Opens once; whoever waits goes on then.
class Gate {
  public:
    void open() {
        const std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }
    void pass() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return open_; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = false;
};

class Folder {
  public:
    Folder() {
        std::string name = "/tmp/kentongan-net-XXXXXX";
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }
    const std::string& path() const { return path_; }
    bool empty() const { return std::filesystem::is_empty(path_); }

  private:
    std::string path_;
};

inline std::string contents_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream all;
    all << file.rdbuf();
    return all.str();
}
inline void put_file(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

struct Answer {
    int status = 0;  // 0: the connection ended before an answer was whole
    std::map<std::string, std::string> headers;
    std::string body;
    std::string operator[](const std::string& lower_name) const {
        const auto found = headers.find(lower_name);
        return found == headers.end() ? "" : found->second;
    }
};

/// Blocks; a receive that takes 30 s counts as the end, so that a broken edge fails and not hangs.
class Client {
  public:
    explicit Client(int port, int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        const timeval patience{30, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (receive_buffer > 0)
            ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        sockaddr_in where{};
        where.sin_family = AF_INET;
        where.sin_port = htons(static_cast<std::uint16_t>(port));
        where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ =
            ::connect(socket_, reinterpret_cast<const sockaddr*>(&where), sizeof where) == 0;
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool connected() const { return connected_; }
    int socket() const { return socket_; }

    Client& send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) break;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return *this;
    }
    void end_sending() { ::shutdown(socket_, SHUT_WR); }

    Client& get(const std::string& target, const std::string& more = "") {
        return send(cat("GET ", target, " HTTP/1.1\r\nHost: localhost\r\n", more, "\r\n"));
    }
    Client& post(const std::string& target, const std::string& body, const std::string& more = "") {
        return send(cat("POST ", target, " HTTP/1.1\r\nHost: localhost\r\nContent-Length: ",
                        body.size(), "\r\n", more, "\r\n", body));
    }

    Answer read(bool without_body = false) {
        Answer answer;
        const auto head = read_until("\r\n\r\n");
        if (head.size() < 12) return answer;
        answer.status = static_cast<int>(to_number(head.substr(9, 3)).value_or(0));
        std::string line;
        std::istringstream lines(head);
        std::getline(lines, line);
        while (std::getline(lines, line)) {
            const auto colon = line.find(':');
            if (colon == std::string::npos) continue;
            auto& value = answer.headers[lowered(line.substr(0, colon))];
            value = cat(value, value.empty() ? "" : ", ", trimmed(line.substr(colon + 1)));
        }
        const auto length = to_number(answer["content-length"]).value_or(0);
        if (!without_body) answer.body = read_count(static_cast<std::size_t>(length));
        return answer;
    }
    std::string read_until(const std::string& mark) {
        for (;;) {
            const auto found = waiting_.find(mark);
            if (found != std::string::npos) return take(found + mark.size());
            if (!more()) return {};
        }
    }
    std::string read_count(std::size_t count) {
        while (waiting_.size() < count)
            if (!more()) break;
        return take(std::min(count, waiting_.size()));
    }
    std::string read_to_end() {
        while (more()) {
        }
        return take(waiting_.size());
    }
    /// Waits for the other side to close; true when nothing came before.
    bool closed() { return read_to_end().empty(); }

    /// Waits, without reading, for the other side to break the connection off.
    bool broken_off() {
        pollfd look{socket_, 0, 0};
        return ::poll(&look, 1, 30'000) == 1 && (look.revents & (POLLHUP | POLLERR)) != 0;
    }

  private:
    bool more() {
        char bytes[16 * 1024];
        const auto count = ::recv(socket_, bytes, sizeof bytes, 0);
        if (count <= 0) return false;
        waiting_.append(bytes, static_cast<std::size_t>(count));
        return true;
    }
    std::string take(std::size_t count) {
        auto taken = waiting_.substr(0, count);
        waiting_.erase(0, count);
        return taken;
    }

    int socket_;
    bool connected_ = false;
    std::string waiting_;
};

/// Answers by path with what a test put there; everything else is 404.
class Pages : public net::Application {
  public:
    using Page = std::function<net::Response(net::Request)>;
    std::map<std::string, Page> pages;
    std::map<std::string, net::Response> at_once;
    std::function<void(const net::Head&)> before_at_once = [](const net::Head&) {};
    std::function<std::variant<net::Admission, net::Response>(const net::Head&)> door =
        [](const net::Head&) {
            return net::Admission{net::BodyKind::form, 1024};
        };

    std::variant<net::Admission, net::Response> admit(const net::Head& head) override {
        return door(head);
    }
    net::Response answer(net::Request request) override {
        const auto page = pages.find(request.path);
        return page == pages.end() ? refuse(404) : page->second(std::move(request));
    }
    net::Response refuse(int status) override {
        return {status,
                "text/plain; charset=utf-8",
                net::Text{cat("refused ", status)},
                {{"X-Content-Type-Options", "nosniff"}}};
    }
    std::optional<net::Response> answer_at_once(const net::Head& head) override {
        before_at_once(head);
        const auto found = at_once.find(head.path);
        if (found == at_once.end()) return std::nullopt;
        return found->second;
    }
};

inline net::Response text(std::string bytes) {
    return {.body = net::Text{std::move(bytes)}};
}

/// A running edge on a free port of this machine.
class Edge {
  public:
    explicit Edge(net::Application& application, net::ServerOptions options = {}) {
        options.port = 0;
        auto started = net::Server::start(options, application);
        REQUIRE_MESSAGE(started, (started ? "" : started.error().why));
        server_ = *std::move(started);
    }
    int port() const { return server_->port(); }
    net::Server& operator*() { return *server_; }
    net::Server* operator->() { return server_.get(); }

  private:
    std::unique_ptr<net::Server> server_;
};

}  // namespace kentongan::tests
