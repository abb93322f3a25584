// The strict grammar: Beast's parser for the syntax, our own rules where it is lenient.
#include "net/request_parser.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace kentongan::net {

namespace http = boost::beast::http;
using boost::beast::error_code;
using text_view = boost::beast::string_view;

namespace {

std::string_view plain(text_view text) {
    return {text.data(), text.size()};
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool same_ignoring_case(std::string_view text, std::string_view lower_text) {
    if (text.size() != lower_text.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (lower(text[i]) != lower_text[i]) return false;
    return true;
}

bool is_host(std::string_view host) {
    if (host.empty() || host.size() > 255) return false;
    for (const char c : host) {
        const bool fine = (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
                          c == '.' || c == '-' || c == ':' || c == '[' || c == ']' || c == '_';
        if (!fine) return false;
    }
    return true;
}

bool all_digits(std::string_view text) {
    for (const char c : text)
        if (c < '0' || c > '9') return false;
    return !text.empty() && text.size() <= 19;
}

}  // namespace

/// Beast calls back with views into our buffer; the head keeps copies, reusing its strings.
class RequestParser::Grammar final : public http::basic_parser<true> {
  public:
    explicit Grammar(const RequestLimits& limits) : limits_(limits) {
        header_limit(static_cast<std::uint32_t>(limits.head));
        body_limit(boost::none);
    }

    Head* head = nullptr;
    std::string* body = nullptr;
    int refusal = 400;
    int version = 11;
    int hosts = 0, lengths = 0, codings = 0, expectations = 0;
    std::size_t fields = 0;

  private:
    void on_request_impl(http::verb verb, text_view method, text_view target, int number,
                         error_code& error) override {
        version = number;
        if (verb == http::verb::trace || verb == http::verb::connect) return stop(405, error);
        if (!is_known(verb)) return stop(501, error);
        if (target.size() > limits_.target) return stop(414, error);
        head->method.assign(method.data(), method.size());
        if (!read_target(plain(target), *head)) return stop(400, error);
    }
    void on_field_impl(http::field field, text_view name, text_view value,
                       error_code& error) override {
        // After the head these are trailers: nobody needs them, and merging them is a known trap.
        if (head == nullptr) return stop(400, error);
        if (fields == limits_.headers) return stop(431, error);
        if (field == http::field::host) ++hosts;
        if (field == http::field::content_length) ++lengths;
        if (field == http::field::transfer_encoding) ++codings;
        if (field == http::field::expect) ++expectations;
        if (head->headers.size() == fields) head->headers.emplace_back();
        auto& [name_copy, value_copy] = head->headers[fields++];
        name_copy.resize(name.size());
        for (std::size_t i = 0; i < name.size(); ++i) name_copy[i] = lower(name[i]);
        value_copy.assign(value.data(), value.size());
    }
    std::size_t on_body_impl(text_view bytes, error_code&) override {
        body->append(bytes.data(), bytes.size());
        return bytes.size();
    }
    std::size_t on_chunk_body_impl(std::uint64_t, text_view bytes, error_code&) override {
        body->append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_response_impl(int, text_view, int, error_code&) override {}
    void on_header_impl(error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    void on_chunk_header_impl(std::uint64_t, text_view, error_code&) override {}
    void on_finish_impl(error_code&) override {}

    static bool is_known(http::verb verb) {
        return verb == http::verb::get || verb == http::verb::head || verb == http::verb::post ||
               verb == http::verb::put || verb == http::verb::patch ||
               verb == http::verb::delete_ || verb == http::verb::options;
    }
    void stop(int status, error_code& error) {
        refusal = status;
        error = http::error::bad_value;
    }

    const RequestLimits& limits_;
};

RequestParser::RequestParser(RequestLimits limits) : limits_(limits) {}
RequestParser::~RequestParser() = default;

void RequestParser::restart() {
    grammar_.reset();
    scanned_ = head_bytes_ = 0;
    refusal_ = 0;
    has_body_ = keeps_alive_ = old_ = expects_continue_ = false;
}

RequestParser::Found RequestParser::refuse(int status) {
    refusal_ = status;
    return Found::refused;
}

/// Finds the end of the head, refusing on the way what Beast would forgive: bare LF and obs-fold.
RequestParser::Found RequestParser::scan(std::string_view so_far) {
    for (;;) {
        const auto end = so_far.find('\n', scanned_);
        if (end == std::string_view::npos) {
            if (so_far.size() < limits_.head) return Found::more;
            return refuse(scanned_ == 0 ? 414 : 431);
        }
        if (end >= limits_.head) return refuse(scanned_ == 0 ? 414 : 431);
        if (end == scanned_ || so_far[end - 1] != '\r') return refuse(400);
        const char first = so_far[scanned_];
        if (scanned_ > 0 && (first == ' ' || first == '\t')) return refuse(400);
        const bool empty = end == scanned_ + 1;
        scanned_ = end + 1;
        if (!empty) continue;
        head_bytes_ = scanned_;
        return Found::whole;
    }
}

RequestParser::Found RequestParser::read_head(std::string_view so_far, Head& into) {
    const Found end = scan(so_far);
    if (end != Found::whole) return end;
    grammar_ = std::make_unique<Grammar>(limits_);
    grammar_->head = &into;
    error_code error;
    const auto taken = grammar_->put(boost::asio::buffer(so_far.data(), head_bytes_), error);
    grammar_->head = nullptr;
    if (error || taken != head_bytes_ || !grammar_->is_header_done())
        return refuse(grammar_->refusal);
    into.headers.resize(grammar_->fields);
    if (const int status = judge(into); status != 0) return refuse(status);
    old_ = grammar_->version < 11;
    keeps_alive_ = grammar_->keep_alive();
    has_body_ = !grammar_->is_done();
    expects_continue_ = grammar_->expectations > 0 && !old_;
    const auto length = grammar_->content_length();
    into.content_length = length ? static_cast<std::int64_t>(*length) : -1;
    return Found::whole;
}

/// What RFC 9112 leaves to the server's care; 0 when nothing is wrong.
int RequestParser::judge(Head& head) const {
    const Grammar& seen = *grammar_;
    if (seen.hosts != 1 || !is_host(head.header("host"))) return 400;
    if (seen.codings > 0) {
        if (seen.codings > 1 || seen.lengths > 0 || seen.version < 11) return 400;
        if (!same_ignoring_case(head.header("transfer-encoding"), "chunked")) return 400;
    }
    if (seen.lengths > 1) return 400;
    if (seen.lengths == 1 && !all_digits(head.header("content-length"))) return 400;
    if (seen.lengths == 1 && *grammar_->content_length() > std::uint64_t{1} << 62) return 413;
    if (seen.expectations > 0 && seen.version >= 11 &&
        (seen.expectations > 1 || !same_ignoring_case(head.header("expect"), "100-continue")))
        return 417;
    return 0;
}

RequestParser::BodyPart RequestParser::read_body(std::string_view bytes, std::string& onto) {
    if (!has_body_ || grammar_->is_done()) return {Found::whole, 0};
    grammar_->body = &onto;
    grammar_->eager(true);
    error_code error;
    const auto taken =
        bytes.empty() ? 0 : grammar_->put(boost::asio::buffer(bytes.data(), bytes.size()), error);
    grammar_->body = nullptr;
    if (error && error != http::error::need_more) return {refuse(400), taken};
    return {grammar_->is_done() ? Found::whole : Found::more, taken};
}

}  // namespace kentongan::net
