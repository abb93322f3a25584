// A small server on this machine for tests of channels: one thread, one talk per connection.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

namespace kentongan::tests {

class Peer {
  public:
    explicit Peer(int socket) : socket_(socket) {
        const timeval patience{60, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    ~Peer() { close(socket_); }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    void say(std::string_view text) const {
        while (!text.empty()) {
            const auto sent = send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    /// Up to and with `end`; empty when the other side has gone, or is silent for a minute.
    std::string hear(std::string_view end = "\r\n") {
        while (true) {
            if (const auto at = heard_.find(end); at != heard_.npos) {
                auto text = heard_.substr(0, at + end.size());
                heard_.erase(0, at + end.size());
                return text;
            }
            if (!hear_more()) return "";
        }
    }
    /// Exactly `size` bytes; empty as above.
    std::string hear_bytes(std::size_t size) {
        while (heard_.size() < size) {
            if (!hear_more()) return "";
        }
        auto bytes = heard_.substr(0, size);
        heard_.erase(0, size);
        return bytes;
    }
    /// Waits until the other side gives up.
    void outlast() {
        while (!hear().empty()) {
        }
    }

  private:
    bool hear_more() {
        char buffer[4096];
        const auto got = recv(socket_, buffer, sizeof buffer, 0);
        if (got > 0) heard_.append(buffer, static_cast<std::size_t>(got));
        return got > 0;
    }

    int socket_;
    std::string heard_;
};

class Loopback {
  public:
    explicit Loopback(std::function<void(Peer&)> talk) : talk_(std::move(talk)) {
        listening_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(bind(listening_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(listen(listening_, 16) == 0);
        socklen_t size = sizeof address;
        getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~Loopback() {
        shutdown(listening_, SHUT_RDWR);
        thread_.join();
        close(listening_);
    }
    Loopback(const Loopback&) = delete;
    Loopback& operator=(const Loopback&) = delete;

    std::string place() const { return "127.0.0.1:" + std::to_string(port_); }
    int connections() const { return connections_; }

  private:
    void serve() {
        while (true) {
            const int socket = accept(listening_, nullptr, nullptr);
            if (socket < 0) return;
            ++connections_;
            Peer peer(socket);
            talk_(peer);
        }
    }

    std::function<void(Peer&)> talk_;
    int listening_ = -1, port_ = 0;
    std::atomic<int> connections_ = 0;
    std::thread thread_;
};

}  // namespace kentongan::tests
