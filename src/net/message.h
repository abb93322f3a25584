// What goes over the wire, as values: a Request in, a Response out. No sockets here.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace kentongan::net {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// The request before its body: what `admit` decides on.
struct Head {
    std::string method;
    std::string path;   // decoded, normalised, begins with '/', no "..", no NUL
    std::string query;  // raw, without '?'
    Headers headers;    // names in lower case
    std::string peer;   // the client's address (from the proxy's header only with --behind-proxy)
    std::string request_id;
    bool secure = false;  // TLS here or at the proxy, or loopback
    std::int64_t content_length = -1;  // -1: chunked or none

    std::string_view header(std::string_view lower_name) const;
    /// The value of a cookie, or "".
    std::string_view cookie(std::string_view name) const;
};

/// A body that was streamed to disk.
struct Upload {
    std::string path;  // temporary; removed after the answer unless it was moved away
    std::int64_t bytes = 0;
    std::string sha256;
};

struct Request : Head {
    std::string body;
    std::optional<Upload> upload;
};

struct Text {
    std::string bytes;
};
/// Bytes that never change while the program runs, with ready-made compressed forms (may be empty).
struct Fixed {
    std::string_view plain, gzip, brotli;
};
/// A file from disk; ranges are served by the edge.
struct File {
    std::string path;
    std::string etag;
};
/// Server-sent events of one topic; holds no worker.
struct Events {
    std::string topic;
};

struct Response {
    int status = 200;
    std::string type = "text/html; charset=utf-8";
    std::variant<Text, Fixed, File, Events> body = Text{};
    Headers headers = {};
    std::string etag = {};  // answered with 304 when the request names it
    bool compressible = true;
};

/// How a body may come in.
enum class BodyKind { none, form, json, upload };

/// What `admit` says before a body byte is read.
struct Admission {
    BodyKind body = BodyKind::none;
    std::int64_t body_max = 0;
    std::string upload_folder = {};
    /// Bytes at the front of the upload that are already there (tus): appended to this file.
    std::string append_to = {};
};

/// The application behind the edge. Both are called on a worker thread and may block.
class Application {
  public:
    virtual ~Application() = default;
    /// Either how the body may come in, or the refusal that is sent instead of reading it.
    virtual std::variant<Admission, Response> admit(const Head&) = 0;
    virtual Response answer(Request) = 0;
    /// The page for what the edge itself refuses (400, 408, 413, 414, 431, 503…).
    virtual Response refuse(int status) = 0;
};

/// name=value&… of a form or a query; repeated names keep their order.
using Fields = std::vector<std::pair<std::string, std::string>>;
Result<Fields> read_form(std::string_view urlencoded);
std::string percent_encoded(std::string_view);
Result<std::string> percent_decoded(std::string_view);

}  // namespace kentongan::net
