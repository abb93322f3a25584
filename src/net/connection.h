// One client's connection: reads requests, has them answered, sends the answers, keeps the limits.
#pragma once

#include <array>
#include <boost/asio/ssl/stream.hpp>
#include <deque>
#include <memory>
#include <string>

#include "net/loop.h"
#include "net/origin.h"
#include "net/read_buffer.h"
#include "net/reply.h"
#include "net/request_parser.h"
#include "net/upload_file.h"

namespace kentongan::net {

/// Lives on its loop's thread. While `working`, a worker alone touches head_, body_, admission_,
/// upload_, response_ and reply_; it hands them back by posting to the loop.
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(Loop&, Socket, const boost::asio::ip::address& peer);
    ~Connection();

    void start();
    void tick(Steady::time_point now);
    void close();
    void close_if_idle();
    /// The client is gone or must go: what an append has got so far is kept.
    void cut();
    void hear(Event event);

    std::size_t slot = 0;  // the loop's index of us

  private:
    using error_code = boost::system::error_code;
    enum class Stage {
        handshake,
        idle,
        head,
        working,
        body,
        writing,
        listening,
        lingering,
        closed
    };
    using Work = void (Connection::*)();

    // connection.cc: the socket's life
    void receive();
    void received(error_code, std::size_t);
    void expire();
    void abort();
    void linger();
    void wait_for(Stage, milliseconds);
    void wait_endlessly(Stage);
    void moved(std::size_t bytes);

    // connection_request.cc: heads, and what workers do with them
    void serve();
    bool answer_head();
    void refuse_head(int status);
    void read_body_at_hand();
    bool hand_to(Pool&, Work work, Work then);
    void admit_work();
    void admitted();
    void answer_work();
    void dress_work();
    void answered();
    std::optional<Response> ask_at_once();
    void guarded(Work work);
    void ask_for_verdict();
    void ask_for_answer();
    void refuse_from_worker(int status);
    bool refuse(int status);
    Terms terms(std::string_view date, bool may_block) const;

    // connection_body.cc: bodies
    void start_body();
    void take_body();
    void refuse_body(int status);
    void store_work();
    void stored();
    void body_ended();
    void abandon_upload();

    // connection_send.cc: answers, files, events
    bool send();
    bool pump();
    bool next_piece();
    void read_piece_work();
    void piece_read();
    void write_later();
    void written(error_code, std::size_t);
    void sent(std::size_t);
    bool finish();
    void start_listening();
    void send_event();

    Loop& loop_;
    Edge& edge_;
    Socket socket_;
    std::unique_ptr<boost::asio::ssl::stream<Socket&>> tls_;
    Wire wire_;
    Stage stage_ = Stage::idle;
    bool reading_ = false;
    Steady::time_point deadline_ = Steady::time_point::max();
    milliseconds patience_{0};  // by which progress moves the deadline on
    std::size_t moved_ = 0;     // progress since it was moved

    ReadBuffer in_;
    RequestParser parser_;
    Head head_;
    std::string date_;  // of this request; the loop's own changes under a worker
    Steady::time_point began_;

    Admission admission_;
    Response response_;            // answered at once, still to be dressed elsewhere
    std::string body_;             // in memory, or the piece of an upload not stored yet
    std::int64_t body_bytes_ = 0;  // that came altogether
    bool body_read_ = true;        // nothing of it is left on the wire
    bool stored_ = true;
    std::unique_ptr<UploadFile> upload_;

    Reply reply_;
    bool dressed_ = false;  // the worker has made the reply
    FileBytes::Took took_ = FileBytes::Took::some;
    std::string_view rest_of_head_, rest_of_body_;
    std::int64_t sent_ = 0;
    std::size_t drained_ = 0;

    std::optional<std::string> topic_;  // that we are joined to
    std::deque<Event> events_;
    std::size_t events_bytes_ = 0;
    bool event_leaving_ = false;
    Steady::time_point last_event_;
};

}  // namespace kentongan::net
