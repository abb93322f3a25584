// Dressing answers: status line, head lines, conditional and ranged forms, compression.
#include "net/reply.h"

#include "base/text.h"
#include "net/compress.h"
#include "net/negotiate.h"

namespace kentongan::net {
namespace {

constexpr std::size_t worth_compressing = 1024;
constexpr std::size_t too_long_to_compress = std::size_t{16} * 1024 * 1024;

std::string_view reason(int status) {
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 423: return "Locked";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 507: return "Insufficient Storage";
    default: return "Status";
    }
}

/// One dressing: the parts of the answer that its steps decide together.
class Dressing {
  public:
    Dressing(Response& response, const Head& head, const Terms& terms, Reply& into)
        : response_(response), head_(head), terms_(terms), into_(into) {}

    void put_on() {
        into_.clear();
        choose();
        write_head();
    }

  private:
    bool conditional() const {
        return response_.status == 200 && (head_.method == "GET" || head_.method == "HEAD");
    }
    bool bodiless() const { return response_.status == 204 || response_.status == 304; }

    void choose() {
        if (auto* file = std::get_if<File>(&response_.body)) {
            if (response_.etag.empty()) response_.etag = file->etag;
        }
        if (!response_.etag.empty() && response_.etag.back() != '"')
            response_.etag = cat("\"", response_.etag, "\"");
        if (conditional() && !response_.etag.empty() &&
            names_tag(head_.header("if-none-match"), response_.etag)) {
            response_.status = 304;
            vary_ = !std::holds_alternative<File>(response_.body);
            lines_from_fixed();
            return;
        }
        std::visit(match{[&](Text& text) { choose_text(text); },
                         [&](Fixed& fixed) { choose_fixed(fixed); },
                         [&](File& file) { choose_file(file); },
                         [&](Events& events) { choose_events(events); }},
                   response_.body);
    }

    void lines_from_fixed() {
        if (auto* fixed = std::get_if<Fixed>(&response_.body)) {
            lines_ = fixed->lines;
            into_.owner = fixed->owner;
        }
    }

    void choose_text(Text& text) {
        into_.text = std::move(text.bytes);
        const bool candidate = response_.compressible && into_.text.size() > worth_compressing &&
                               into_.text.size() < too_long_to_compress && shrinks(response_.type);
        if (candidate) {
            vary_ = true;
            const auto accepted = accepted_encodings(head_.header("accept-encoding"));
            if (terms_.may_block && (accepted.brotli || accepted.gzip)) {
                auto small = accepted.brotli ? brotli_of(into_.text) : gzip_of(into_.text);
                if (!small.empty() && small.size() < into_.text.size()) {
                    encoding_ = accepted.brotli ? "br" : "gzip";
                    into_.text = std::move(small);
                }
            }
        }
        into_.body = into_.text;
        length_ = static_cast<std::int64_t>(into_.body.size());
    }

    void choose_fixed(Fixed& fixed) {
        lines_from_fixed();
        into_.body = fixed.plain;
        vary_ = !fixed.brotli.empty() || !fixed.gzip.empty();
        if (vary_) {
            const auto accepted = accepted_encodings(head_.header("accept-encoding"));
            if (accepted.brotli && !fixed.brotli.empty()) {
                into_.body = fixed.brotli;
                encoding_ = "br";
            } else if (accepted.gzip && !fixed.gzip.empty()) {
                into_.body = fixed.gzip;
                encoding_ = "gzip";
            }
        }
        length_ = static_cast<std::int64_t>(into_.body.size());
    }

    void choose_file(File& file) {
        if (!into_.file.open(file.path)) return become(404);
        length_ = into_.file.size();
        accepts_ranges_ = conditional();
        if (!accepts_ranges_) return;
        const auto only_if = head_.header("if-range");
        if (!only_if.empty() && only_if != response_.etag) return;
        Range range;
        switch (read_range(head_.header("range"), length_, range)) {
        case RangeAsk::none: return;
        case RangeAsk::unsatisfiable:
            content_range_ = cat("bytes */", length_);
            into_.file.close();
            return become(416);
        case RangeAsk::one:
            content_range_ =
                cat("bytes ", range.first, "-", range.first + range.length - 1, "/", length_);
            response_.status = 206;
            into_.file.keep(range.first, range.length);
            length_ = range.length;
        }
    }

    void choose_events(Events& events) {
        response_.type = "text/event-stream; charset=utf-8";
        into_.topic = std::move(events.topic);
        into_.keep = false;
        endless_ = true;
    }

    void become(int status) {
        response_ = terms_.refusals.of(status);
        std::visit(match{[&](Text& text) { choose_text(text); },
                         [&](Fixed& fixed) { choose_fixed(fixed); }, [](File&) {}, [](Events&) {}},
                   response_.body);
    }

    void write_head();
    void write_own_lines();
    void line(std::string_view name, std::string_view value) {
        into_.head.append(name).append(": ").append(value).append("\r\n");
    }

    Response& response_;
    const Head& head_;
    const Terms& terms_;
    Reply& into_;
    std::string_view lines_;
    std::string_view encoding_;
    std::string content_range_;
    std::int64_t length_ = 0;
    bool vary_ = false;
    bool accepts_ranges_ = false;
    bool endless_ = false;
};

bool is_edge_own(std::string_view name) {
    if (name.size() != 4 && name.size() != 10 && name.size() != 14 && name.size() != 17)
        return false;
    const auto lower = lowered(name);
    return lower == "date" || lower == "connection" || lower == "content-length" ||
           lower == "transfer-encoding";
}

bool is_header_name(std::string_view name) {
    for (const char c : name)
        if (c <= ' ' || c == ':' || c == 0x7f) return false;
    return !name.empty();
}

/// A line break in a value would let its author write headers of his own.
bool breaks_line(std::string_view value) {
    return value.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

void Dressing::write_own_lines() {
    for (const auto& [name, value] : response_.headers) {
        if (!is_header_name(name) || is_edge_own(name)) continue;
        if (!breaks_line(value)) {
            line(name, value);
            continue;
        }
        std::string safe = value;
        for (char& c : safe)
            if (c == '\r' || c == '\n' || c == '\0') c = ' ';
        line(name, safe);
    }
    into_.head.append(lines_);
}

void Dressing::write_head() {
    into_.status = response_.status;
    into_.keep = into_.keep && terms_.keep;
    auto& out = into_.head;
    char digits[4] = {static_cast<char>('0' + into_.status / 100 % 10),
                      static_cast<char>('0' + into_.status / 10 % 10),
                      static_cast<char>('0' + into_.status % 10), ' '};
    out.append("HTTP/1.1 ").append(digits, 4).append(reason(into_.status)).append("\r\n");
    if (!terms_.date.empty()) line("Date", terms_.date);
    if (!bodiless()) {
        if (!response_.type.empty()) line("Content-Type", response_.type);
        if (!endless_) line("Content-Length", std::to_string(length_));
        if (!encoding_.empty()) line("Content-Encoding", encoding_);
    }
    if (vary_) line("Vary", "Accept-Encoding");
    if (!response_.etag.empty()) {
        const bool weak = !encoding_.empty() && !response_.etag.starts_with("W/");
        out.append(weak ? "ETag: W/" : "ETag: ").append(response_.etag).append("\r\n");
    }
    if (accepts_ranges_) line("Accept-Ranges", "bytes");
    if (!content_range_.empty()) line("Content-Range", content_range_);
    line("X-Request-Id", head_.request_id);
    write_own_lines();
    if (!into_.keep) line("Connection", "close");
    if (into_.keep && terms_.old) line("Connection", "keep-alive");
    out.append("\r\n");
    if (head_.method == "HEAD" || bodiless()) {
        into_.body = {};
        into_.file.close();
        into_.topic.reset();
    }
}

}  // namespace

void Reply::clear() {
    status = 0;
    keep = true;
    head.clear();
    body = {};
    text.clear();
    owner.reset();
    file.close();
    topic.reset();
}

Refusals::Refusals(Application& application) {
    for (const int status : edge_refusals) {
        auto page = application.refuse(status);
        page.status = status;
        if (status == 503) page.headers.emplace_back("Retry-After", "2");
        if (status == 405) page.headers.emplace_back("Allow", "GET, HEAD, POST");
        pages_.emplace(status, std::move(page));
    }
}

const Response& Refusals::of(int status) const {
    const auto found = pages_.find(status);
    return found != pages_.end() ? found->second : pages_.at(400);
}

void dress(Response response, const Head& head, const Terms& terms, Reply& into) {
    Dressing(response, head, terms, into).put_on();
}

bool takes_time(const Response& response) {
    if (std::holds_alternative<File>(response.body)) return true;
    const auto* text = std::get_if<Text>(&response.body);
    return text != nullptr && response.compressible && text->bytes.size() > worth_compressing;
}

}  // namespace kentongan::net
