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
    bool secure = false;               // TLS here or at the proxy, or loopback
    std::int64_t content_length = -1;  // -1: chunked or none

    std::string_view header(std::string_view lower_name) const;
    /// The value of a cookie, or "".
    std::string_view cookie(std::string_view name) const;
};

/// A body that was streamed to disk.
struct Upload {
    std::string path;         // temporary (removed after the answer unless moved away) or append_to
    std::int64_t bytes = 0;   // that came with this request
    std::string sha256;       // of the bytes that came with this request
    std::int64_t offset = 0;  // where in the file they begin: its length before an append
};

struct Request : Head {
    std::string body;
    std::optional<Upload> upload;
};

struct Text {
    std::string bytes;
};
/// Ready-made bytes with ready-made compressed forms (which may be empty). They stay alive as long
/// as `owner` does; without an owner they must live as long as the program.
struct Fixed {
    std::string_view plain = {}, gzip = {}, brotli = {};
    std::shared_ptr<const void> owner = {};
    /// Further header lines made once, each ending in "\r\n": spares a busy page its assembly.
    std::string_view lines = {};
};
/// Bytes that many will ask for, compressed once. Takes time: not for an I/O thread.
Fixed ready_made(std::string text, std::string_view media_type, std::string lines = {});

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
    std::string etag = {};  // with or without quotes; answered with 304 when the request names it
    bool compressible = true;
};

/// How a body may come in.
enum class BodyKind { none, form, json, upload };

/// What `admit` says before a body byte is read.
struct Admission {
    BodyKind body = BodyKind::none;
    std::int64_t body_max = 0;
    std::string upload_folder = {};
    /// Bytes at the front of the upload that are already there (tus): appended to this file. Bytes
    /// that came before a broken connection stay in it: its length is the next offset. Only one
    /// request at a time may append (423), and only when the file is still `append_at` long (409).
    std::string append_to = {};
    std::int64_t append_at = -1;  // -1: whatever its length is
};

/// The application behind the edge. `admit` and `answer` are called on worker threads, many at
/// once, and may block. HEAD arrives as HEAD; whatever body the answer has, the edge keeps it back.
class Application {
  public:
    virtual ~Application() = default;
    /// Either how the body may come in, or the answer that is sent instead of reading it.
    virtual std::variant<Admission, Response> admit(const Head&) = 0;
    virtual Response answer(Request) = 0;
    /// The page for what the edge itself refuses: one of `edge_refusals`. Asked once each, at
    /// start.
    virtual Response refuse(int status) = 0;
    /// For GET and HEAD without a body: the answer, if it is at hand. Called on an I/O thread, so
    /// it must not block and must not compress; best is a Fixed with ready-made lines.
    virtual std::optional<Response> answer_at_once(const Head&) { return std::nullopt; }
};

/// The statuses with which the edge refuses by itself.
inline constexpr int edge_refusals[] = {400, 404, 405, 408, 409, 413, 414, 416,
                                        417, 423, 431, 500, 501, 503, 507};

/// name=value&… of a form or a query; repeated names keep their order.
using Fields = std::vector<std::pair<std::string, std::string>>;
inline constexpr std::size_t form_fields_max = 4096;
Result<Fields> read_form(std::string_view urlencoded);
std::string percent_encoded(std::string_view);
Result<std::string> percent_decoded(std::string_view);

}  // namespace kentongan::net
