// The I/O thread's turn: accepting, the tick that looks after every deadline, spreading events.
#include "net/loop.h"

#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/post.hpp>

#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"
#include "net/connection.h"

namespace kentongan::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t log_batch = std::size_t{16} * 1024;

/// Often enough for the shortest limit, seldom enough to cost nothing.
Steady::duration pace_of(const ServerOptions& options) {
    const auto shortest = std::min({options.header_time, options.body_idle, options.keep_alive,
                                    options.heartbeat, options.stop_time, options.linger});
    return std::clamp(shortest / 4, milliseconds{5}, milliseconds{500});
}

std::string http_date(Instant time) {
    static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{std::chrono::floor<seconds>(time - day)};
    const auto two = [](auto number) {
        const auto text = std::to_string(number);
        return text.size() < 2 ? "0" + text : text;
    };
    return cat(days[std::chrono::weekday{day}.c_encoding()], ", ",
               two(static_cast<unsigned>(date.day())), " ",
               months[static_cast<unsigned>(date.month()) - 1], " ", static_cast<int>(date.year()),
               " ", two(clock.hours().count()), ":", two(clock.minutes().count()), ":",
               two(clock.seconds().count()), " GMT");
}

}  // namespace

Loop::Loop(Edge& edge)
    : edge_(edge),
      acceptor_(context_),
      timer_(context_),
      pace_(pace_of(edge.options)),
      id_prefix_(fresh_token(4) + "-") {
    tell_time();
}

Loop::~Loop() = default;

error_code Loop::listen(const tcp::endpoint& where) {
    error_code error;
    acceptor_.open(where.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    const int on = 1;
    ::setsockopt(acceptor_.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    if (!error) acceptor_.bind(where, error);
    if (!error) acceptor_.listen(4096, error);
    if (!error) acceptor_.non_blocking(true, error);
    if (!error) port_ = acceptor_.local_endpoint(error).port();
    return error;
}

void Loop::run() {
    tick();
    context_.run();
    flush_log();
}

void Loop::accept() {
    accepting_ = true;
    acceptor_.async_accept(peer_, [this](error_code error, Socket socket) {
        accepted(error, std::move(socket), peer_);
    });
}

void Loop::accepted(error_code error, Socket socket, const tcp::endpoint& peer) {
    accepting_ = false;
    // Out of descriptors, perhaps: the next tick tries again, instead of spinning here.
    if (stopping_ || error) return;
    const auto count = edge_.connections.fetch_add(1) + 1;
    if (count > edge_.options.connections) {
        edge_.connections.fetch_sub(1);
        turn_away(std::move(socket));
    } else {
        auto connection = std::make_shared<Connection>(*this, std::move(socket), peer.address());
        connection->slot = connections_.size();
        connections_.push_back(connection);
        connection->start();
    }
    accept();
}

/// One try, without waiting: somebody who does not read it is no loss.
void Loop::turn_away(Socket socket) {
    if (edge_.tls) return;
    Head nobody;
    Reply reply;
    dress(edge_.refusals.of(503), nobody,
          {.refusals = edge_.refusals, .date = date_, .keep = false, .may_block = false}, reply);
    error_code ignored;
    socket.non_blocking(true, ignored);
    const std::array<asio::const_buffer, 2> all{asio::buffer(reply.head), asio::buffer(reply.body)};
    socket.write_some(all, ignored);
    socket.shutdown(tcp::socket::shutdown_send, ignored);
}

void Loop::tick() {
    tell_time();
    const auto now = Steady::now();
    for (auto i = connections_.size(); i-- > 0;) {
        const auto connection = connections_[i];
        if (stopping_ && now >= stop_by_)
            connection->cut();
        else
            connection->tick(now);
    }
    flush_log();
    if (stopping_ && connections_.empty()) return;
    if (!accepting_ && !stopping_) accept();
    timer_.expires_after(pace_);
    timer_.async_wait([this](error_code) { tick(); });
}

void Loop::tell_time() {
    if (!edge_.options.clock) return;
    told_ = edge_.options.clock();
    told_at_ = Steady::now();
    date_ = http_date(told_);
}

std::string_view Loop::fresh_request_id() {
    id_.assign(id_prefix_);
    append_to(id_, ++requests_);
    return id_;
}

void Loop::remove(Connection& connection) {
    const auto slot = connection.slot;
    connections_[slot].swap(connections_.back());
    connections_[slot]->slot = slot;
    connections_.pop_back();
    edge_.connections.fetch_sub(1);
    if (stopping_ && connections_.empty()) timer_.cancel();
}

void Loop::join(const std::string& topic, Connection& connection) {
    topics_[topic].insert(&connection);
}

void Loop::leave(const std::string& topic, Connection& connection) {
    const auto found = topics_.find(topic);
    if (found == topics_.end()) return;
    found->second.erase(&connection);
    if (found->second.empty()) topics_.erase(found);
}

void Loop::spread(const std::string& topic, Event event) {
    asio::post(context_, [this, topic, event = std::move(event)] {
        const auto found = topics_.find(topic);
        if (found == topics_.end()) return;
        // A slow listener is cut while we go through them, which changes the set.
        const std::vector<Connection*> listeners(found->second.begin(), found->second.end());
        for (Connection* listener : listeners) listener->hear(event);
    });
}

void Loop::stop() {
    asio::post(context_, [this] { begin_stop(); });
}

void Loop::begin_stop() {
    if (stopping_) return;
    stopping_ = true;
    stop_by_ = Steady::now() + edge_.options.stop_time;
    error_code ignored;
    acceptor_.close(ignored);
    for (auto i = connections_.size(); i-- > 0;) {
        const auto connection = connections_[i];
        connection->close_if_idle();
    }
    timer_.cancel();
}

void Loop::flush_log() {
    if (log_.empty()) return;
    edge_.disk.push([file = edge_.log, lines = std::exchange(log_, {})] {
        std::string_view rest = lines;
        while (!rest.empty()) {
            const auto count = ::write(file, rest.data(), rest.size());
            if (count <= 0) return;
            rest.remove_prefix(static_cast<std::size_t>(count));
        }
    });
}

void Loop::log(const Head& head, int status, std::int64_t bytes, Steady::duration took) {
    JsonObject line;
    if (edge_.options.clock) {
        const auto since = std::chrono::duration_cast<milliseconds>(Steady::now() - told_at_);
        line["at"] = iso_utc(told_ + since);
    }
    line["id"] = head.request_id;
    line["peer"] = head.peer;
    line["method"] = head.method;
    line["path"] = head.path;
    line["status"] = status;
    line["bytes"] = bytes;
    line["ms"] = std::chrono::duration_cast<milliseconds>(took).count();
    log_.append(write_json(Json(std::move(line)))).push_back('\n');
    if (log_.size() >= log_batch) flush_log();
}

}  // namespace kentongan::net
