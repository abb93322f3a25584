// From a request's head to its answer: at once on this thread, or by a worker.
#include <boost/asio/post.hpp>
#include <cstdio>
#include <exception>

#include "net/connection.h"

namespace kentongan::net {

namespace asio = boost::asio;

/// Answers request after request as long as their bytes are at hand.
void Connection::serve() {
    for (;;) {
        const auto found = parser_.read_head(in_.view(), head_);
        if (found == RequestParser::Found::more) return receive();
        if (found == RequestParser::Found::refused) {
            refuse_head(parser_.refusal());
            return;
        }
        in_.consume(parser_.head_bytes());
        if (!answer_head()) return;
    }
}

/// What the head holds by now is half of something wrong, or still the last request's.
void Connection::refuse_head(int status) {
    head_.path.clear();
    head_.query.clear();
    head_.headers.clear();
    began_ = Steady::now();
    tell_origin(head_, wire_, loop_.fresh_request_id());
    body_read_ = false;
    refuse(status);
}

/// True when the answer went out and the next request may follow.
bool Connection::answer_head() {
    began_ = Steady::now();
    tell_origin(head_, wire_, loop_.fresh_request_id());
    body_read_ = !parser_.has_body();
    if (body_read_ && (head_.method == "GET" || head_.method == "HEAD")) {
        if (auto response = ask_at_once()) {
            if (takes_time(*response)) {
                response_ = std::move(*response);
                return hand_to(edge_.disk, &Connection::dress_work, &Connection::answered);
            }
            dress(std::move(*response), head_, terms(loop_.date(), false), reply_);
            return send();
        }
    }
    read_body_at_hand();
    const bool only_reads = body_read_ && (head_.method == "GET" || head_.method == "HEAD");
    return hand_to(only_reads ? edge_.readers : edge_.workers, &Connection::admit_work,
                   &Connection::admitted);
}

/// A small body mostly comes with its head. Then one visit to the workers is enough.
void Connection::read_body_at_hand() {
    const auto length = static_cast<std::size_t>(std::max<std::int64_t>(head_.content_length, 0));
    if (body_read_ || head_.content_length < 0 || in_.size() < length) return;
    const auto part = parser_.read_body(in_.view(), body_);
    in_.consume(part.taken);
    body_bytes_ = static_cast<std::int64_t>(body_.size());
    body_read_ = part.found == RequestParser::Found::whole;
}

/// False when somebody else goes on; true when it was refused and the next request may follow.
bool Connection::hand_to(Pool& pool, Work work, Work then) {
    wait_endlessly(Stage::working);
    date_.assign(loop_.date());
    dressed_ = false;
    const bool taken = pool.push([self = shared_from_this(), work, then] {
        (*self.*work)();
        asio::post(self->loop_.context(), [self, then] {
            if (self->stage_ != Stage::closed) (*self.*then)();
        });
    });
    if (taken) return false;
    abandon_upload();
    return refuse(503);
}

Terms Connection::terms(std::string_view date, bool may_block) const {
    return {.refusals = edge_.refusals,
            .date = date,
            .keep = parser_.keeps_alive() && body_read_ && !edge_.stopping,
            .old = parser_.old(),
            .may_block = may_block};
}

bool Connection::refuse(int status) {
    dress(edge_.refusals.of(status), head_, terms(loop_.date(), false), reply_);
    return send();
}

void Connection::refuse_from_worker(int status) {
    dress(edge_.refusals.of(status), head_, terms(date_, true), reply_);
    dressed_ = true;
}

std::optional<Response> Connection::ask_at_once() {
    try {
        return edge_.application.answer_at_once(head_);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "request %s failed: %s\n", head_.request_id.c_str(), failure.what());
        return edge_.refusals.of(500);
    }
}

/// A library's exception must end one request, not the program.
void Connection::guarded(Work work) {
    try {
        (this->*work)();
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "request %s failed: %s\n", head_.request_id.c_str(), failure.what());
        upload_.reset();
        refuse_from_worker(500);
    }
}

void Connection::admit_work() {
    guarded(&Connection::ask_for_verdict);
}
void Connection::answer_work() {
    guarded(&Connection::ask_for_answer);
}

void Connection::ask_for_verdict() {
    auto verdict = edge_.application.admit(head_);
    if (auto* response = std::get_if<Response>(&verdict)) {
        dress(std::move(*response), head_, terms(date_, true), reply_);
        dressed_ = true;
        return;
    }
    admission_ = std::get<Admission>(std::move(verdict));
    const bool upload = admission_.body == BodyKind::upload;
    if (admission_.body == BodyKind::none && parser_.has_body()) return refuse_from_worker(413);
    if (parser_.has_body() && head_.content_length > admission_.body_max)
        return refuse_from_worker(413);
    if (!upload && body_read_) return ask_for_answer();
    if (!upload) return;
    auto opened = UploadFile::open(admission_);
    if (const int* status = std::get_if<int>(&opened)) return refuse_from_worker(*status);
    upload_ = std::get<0>(std::move(opened));
}

void Connection::admitted() {
    if (dressed_) return answered();
    start_body();
}

void Connection::ask_for_answer() {
    Request request;
    static_cast<Head&>(request) = head_;
    if (upload_) {
        if (upload_->write(body_)) request.upload = upload_->finish();
        if (!request.upload) return refuse_from_worker(507);
    } else {
        request.body = std::move(body_);
    }
    body_.clear();
    dress(edge_.application.answer(std::move(request)), head_, terms(date_, true), reply_);
    upload_.reset();
    dressed_ = true;
}

void Connection::dress_work() {
    dress(std::move(response_), head_, terms(date_, true), reply_);
    dressed_ = true;
}

void Connection::answered() {
    if (send()) serve();
}

}  // namespace kentongan::net
