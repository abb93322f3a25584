// Bodies: collected in memory up to their limit, or streamed to disk piece by piece.
#include <boost/asio/write.hpp>

#include "net/connection.h"

namespace kentongan::net {
namespace {

namespace asio = boost::asio;

constexpr std::size_t piece_bytes = std::size_t{256} * 1024;
constexpr std::size_t upload_read_bytes = std::size_t{64} * 1024;
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

void Connection::start_body() {
    wait_for(Stage::body, edge_.options.body_idle);
    if (upload_) in_.widen(upload_read_bytes);
    if (!parser_.expects_continue() || in_.size() > 0 || body_read_) return take_body();
    if (!tls_) {
        // Not sent when the client reads nothing: then it need not learn that it may go on either.
        error_code ignored;
        socket_.write_some(asio::buffer(go_on), ignored);
        return take_body();
    }
    stage_ = Stage::writing;  // TLS bears one write at a time, so no refusal may come in between
    asio::async_write(*tls_, asio::buffer(go_on),
                      [self = shared_from_this()](error_code error, std::size_t) {
                          if (self->stage_ == Stage::closed) return;
                          if (error) return self->close();
                          self->stage_ = Stage::body;
                          self->take_body();
                      });
}

void Connection::take_body() {
    const auto before = body_.size();
    const auto part = parser_.read_body(in_.view(), body_);
    in_.consume(part.taken);
    body_bytes_ += static_cast<std::int64_t>(body_.size() - before);
    if (part.found == RequestParser::Found::refused) return refuse_body(400);
    if (body_bytes_ > admission_.body_max) return refuse_body(413);
    if (part.found == RequestParser::Found::whole) return body_ended();
    if (in_.size() >= edge_.options.header_bytes) return refuse_body(400);  // an endless chunk line
    if (upload_ && body_.size() >= piece_bytes) {
        hand_to(edge_.disk, &Connection::store_work, &Connection::stored);
        return;
    }
    receive();
}

void Connection::refuse_body(int status) {
    abandon_upload();
    body_.clear();
    refuse(status);
}

void Connection::store_work() {
    stored_ = upload_->write(body_);
    body_.clear();
}

void Connection::stored() {
    if (!stored_) return refuse_body(507);
    wait_for(Stage::body, edge_.options.body_idle);
    take_body();
}

void Connection::body_ended() {
    body_read_ = true;
    if (hand_to(edge_.workers, &Connection::answer_work, &Connection::answered)) serve();
}

void Connection::abandon_upload() {
    if (!upload_) return;
    edge_.disk.push([upload = std::shared_ptr<UploadFile>(std::move(upload_)),
                     rest = std::exchange(body_, {})] { upload->leave(rest); });
}

}  // namespace kentongan::net
