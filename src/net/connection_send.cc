// Sending: head and body in one gather write, files piece by piece, events as they come.
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include "net/connection.h"

namespace kentongan::net {
namespace {

namespace asio = boost::asio;

constexpr int pieces_in_a_row = 16;  // then others get their turn

}  // namespace

/// True when the whole answer went out and the next request may follow.
bool Connection::send() {
    wait_for(Stage::writing, edge_.options.body_idle);
    rest_of_head_ = reply_.head;
    rest_of_body_ = reply_.body;
    sent_ = 0;
    if (reply_.topic) {
        topic_ = reply_.topic;
        loop_.join(*topic_, *this);
    }
    return pump() && finish();
}

/// Sends until nothing is left (true) or somebody has to be waited for (false).
bool Connection::pump() {
    for (int pieces = 0;;) {
        if (rest_of_head_.empty() && rest_of_body_.empty()) {
            if (reply_.file.left() == 0) return true;
            if (!next_piece()) return false;
            ++pieces;
        }
        if (tls_ || pieces > pieces_in_a_row) {
            write_later();
            return false;
        }
        error_code error;
        const std::array<asio::const_buffer, 2> rest{asio::buffer(rest_of_head_),
                                                     asio::buffer(rest_of_body_)};
        const auto count = socket_.write_some(rest, error);
        if (error == asio::error::would_block) {
            write_later();
            return false;
        }
        if (error) {
            close();
            return false;
        }
        sent(count);
    }
}

/// Fetches a piece of the file: from the page cache here, from the disk elsewhere.
bool Connection::next_piece() {
    reply_.text.clear();
    switch (reply_.file.take(reply_.text, false)) {
    case FileBytes::Took::some: rest_of_body_ = reply_.text; return true;
    case FileBytes::Took::broken: close(); return false;
    case FileBytes::Took::later:
        hand_to(edge_.disk, &Connection::read_piece_work, &Connection::piece_read);
        return false;
    }
    return false;
}

void Connection::read_piece_work() {
    took_ = reply_.file.take(reply_.text, true);
}

void Connection::piece_read() {
    if (took_ != FileBytes::Took::some) return close();
    wait_for(Stage::writing, edge_.options.body_idle);
    rest_of_body_ = reply_.text;
    if (pump() && finish()) serve();
}

void Connection::write_later() {
    const std::array<asio::const_buffer, 2> rest{asio::buffer(rest_of_head_),
                                                 asio::buffer(rest_of_body_)};
    auto then = [self = shared_from_this()](error_code error, std::size_t count) {
        self->written(error, count);
    };
    if (tls_)
        tls_->async_write_some(rest, std::move(then));
    else
        socket_.async_write_some(rest, std::move(then));
}

void Connection::written(error_code error, std::size_t count) {
    if (stage_ == Stage::closed) return;
    if (error) return close();
    sent(count);
    if (pump() && finish()) serve();
}

void Connection::sent(std::size_t count) {
    sent_ += static_cast<std::int64_t>(count);
    moved(count);
    const auto of_head = std::min(count, rest_of_head_.size());
    rest_of_head_.remove_prefix(of_head);
    rest_of_body_.remove_prefix(count - of_head);
}

/// True when the connection waits for its next request.
bool Connection::finish() {
    if (edge_.log >= 0)
        loop_.log(head_, reply_.status, sent_ - static_cast<std::int64_t>(reply_.head.size()),
                  Steady::now() - began_);
    if (topic_) {
        start_listening();
        return false;
    }
    if (!reply_.keep || edge_.stopping) {
        if (body_read_ && in_.size() == 0)
            close();
        else
            linger();
        return false;
    }
    constexpr std::size_t worth_keeping = std::size_t{32} * 1024;
    reply_.clear();
    if (reply_.text.capacity() > worth_keeping) reply_.text = {};
    in_.slim(worth_keeping);
    body_ = {};
    body_bytes_ = 0;
    parser_.restart();
    head_.method.clear();
    if (in_.size() > 0)
        wait_for(Stage::head, edge_.options.header_time);
    else
        wait_for(Stage::idle, edge_.options.keep_alive);
    return true;
}

void Connection::start_listening() {
    wait_endlessly(Stage::listening);
    reply_.clear();
    in_.release();
    head_ = {};
    body_ = {};
    drained_ = 0;
    last_event_ = Steady::now();
    receive();  // only to learn when the listener goes away
    send_event();
}

void Connection::hear(Event event) {
    if (events_bytes_ + event->size() > edge_.options.event_backlog) return abort();
    last_event_ = Steady::now();
    events_bytes_ += event->size();
    events_.push_back(std::move(event));
    if (stage_ == Stage::listening) send_event();
}

void Connection::send_event() {
    if (event_leaving_ || events_.empty()) return;
    event_leaving_ = true;
    wait_for(Stage::listening, edge_.options.body_idle);
    const auto bytes = asio::buffer(*events_.front());
    auto then = [self = shared_from_this()](error_code error, std::size_t) {
        if (self->stage_ == Stage::closed) return;
        if (error) return self->close();
        self->event_leaving_ = false;
        self->events_bytes_ -= self->events_.front()->size();
        self->events_.pop_front();
        self->wait_endlessly(Stage::listening);
        self->send_event();
    };
    if (tls_)
        asio::async_write(*tls_, bytes, std::move(then));
    else
        asio::async_write(socket_, bytes, std::move(then));
}

}  // namespace kentongan::net
