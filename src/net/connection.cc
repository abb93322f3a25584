// A connection's life: handshake, reading, deadlines, the careful end.
#include "net/connection.h"

#include <boost/asio/post.hpp>

namespace kentongan::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::size_t progress_bytes =
    std::size_t{16} * 1024;  // slower than this per patience is a stall
constexpr std::size_t drain_max = std::size_t{256} * 1024;
constexpr std::size_t listener_talk_max = std::size_t{4} * 1024;

}  // namespace

Connection::Connection(Loop& loop, Socket socket, const asio::ip::address& peer)
    : loop_(loop),
      edge_(loop.edge()),
      socket_(std::move(socket)),
      parser_(RequestLimits{.head = edge_.options.header_bytes}) {
    const bool mapped = peer.is_v6() && peer.to_v6().is_v4_mapped();
    const auto address =
        mapped ? asio::ip::address{asio::ip::make_address_v4(asio::ip::v4_mapped, peer.to_v6())}
               : peer;
    wire_ = {address.to_string(), address.is_loopback(), edge_.tls != nullptr,
             edge_.options.behind_proxy};
}

Connection::~Connection() = default;

void Connection::start() {
    error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
    wait_for(Stage::idle, edge_.options.header_time);
    if (!edge_.tls) return receive();
    stage_ = Stage::handshake;
    tls_ = std::make_unique<asio::ssl::stream<Socket&>>(socket_, *edge_.tls);
    tls_->async_handshake(asio::ssl::stream_base::server,
                          [self = shared_from_this()](error_code error) {
                              if (self->stage_ == Stage::closed) return;
                              if (error) return self->close();
                              self->wait_for(Stage::idle, self->edge_.options.header_time);
                              self->receive();
                          });
}

void Connection::receive() {
    if (reading_) return;
    reading_ = true;
    const auto room = in_.room(edge_.options.header_bytes + progress_bytes);
    const auto where = asio::buffer(room.data, room.size);
    auto then = [self = shared_from_this()](error_code error, std::size_t count) {
        self->received(error, count);
    };
    if (tls_ && stage_ != Stage::lingering)
        tls_->async_read_some(where, std::move(then));
    else
        socket_.async_read_some(where, std::move(then));
}

void Connection::received(error_code error, std::size_t count) {
    reading_ = false;
    if (stage_ == Stage::closed) return;
    if (error) return cut();
    in_.commit(count);
    switch (stage_) {
    case Stage::idle: wait_for(Stage::head, edge_.options.header_time); [[fallthrough]];
    case Stage::head: return serve();
    case Stage::body: moved(count); return take_body();
    case Stage::lingering:
    case Stage::listening:
        in_.clear();
        drained_ += count;
        if (drained_ > (stage_ == Stage::lingering ? drain_max : listener_talk_max)) return close();
        return receive();
    default: return;  // it timed out in between; the answer to that is on its way
    }
}

void Connection::cut() {
    if (stage_ == Stage::body) abandon_upload();
    close();
}

void Connection::tick(Steady::time_point now) {
    if (now >= deadline_) return expire();
    if (stage_ == Stage::listening && now - last_event_ >= edge_.options.heartbeat) {
        static const auto heartbeat = std::make_shared<const std::string>(":\n\n");
        hear(heartbeat);
    }
}

void Connection::expire() {
    if (stage_ == Stage::body) return refuse_body(408);
    if (stage_ == Stage::head) return refuse_head(408);
    if (stage_ == Stage::writing || stage_ == Stage::listening) return abort();
    close();
}

/// For a client that does not read: else the kernel would keep its megabytes for minutes more.
void Connection::abort() {
    error_code ignored;
    socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    close();
}

void Connection::wait_for(Stage stage, milliseconds patience) {
    stage_ = stage;
    patience_ = patience;
    moved_ = 0;
    deadline_ = Steady::now() + patience;
}

void Connection::wait_endlessly(Stage stage) {
    stage_ = stage;
    deadline_ = Steady::time_point::max();
}

void Connection::moved(std::size_t bytes) {
    moved_ += bytes;
    if (moved_ < progress_bytes) return;
    moved_ = 0;
    deadline_ = Steady::now() + patience_;
}

/// Reads on for a while after a refusal: closing with unread bytes would reset the connection, and
/// the client would never see why it was refused.
void Connection::linger() {
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    if (tls_ && reading_) return close();
    wait_for(Stage::lingering, edge_.options.linger);
    in_.clear();
    drained_ = 0;
    receive();
}

void Connection::close_if_idle() {
    if (stage_ == Stage::idle || stage_ == Stage::listening || stage_ == Stage::handshake ||
        stage_ == Stage::lingering)
        close();
}

void Connection::close() {
    if (stage_ == Stage::closed) return;
    if (topic_) loop_.leave(*topic_, *this);
    stage_ = Stage::closed;
    const auto self = shared_from_this();
    error_code ignored;
    socket_.close(ignored);
    loop_.remove(*this);
}

}  // namespace kentongan::net
