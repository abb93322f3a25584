// Feeds bytes to the request parser, whole and split: both must see the same requests.
#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "net/negotiate.h"
#include "net/origin.h"
#include "net/request_parser.h"

namespace {

using namespace kentongan;
using net::RequestParser;

/// Everything that was understood of a stream, as text that can be compared.
struct Story {
    std::string text;
    std::size_t taken = 0;
};

void check(bool claim) {
    if (!claim) std::abort();
}

void look_at(const net::Head& head) {
    check(head.path.starts_with('/'));
    check(is_utf8(head.path) && head.path.find('\0') == std::string::npos);
    check((head.path + "/").find("/../") == std::string::npos);
    check(head.headers.size() <= 64);
    check(!head.header("host").empty());
    for (const auto& [name, value] : head.headers) {
        check(!name.empty() && lowered(name) == name);
        check(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    }
    net::Range range;
    if (net::read_range(head.header("range"), 1000, range) == net::RangeAsk::one)
        check(range.first >= 0 && range.length > 0 && range.first + range.length <= 1000);
    (void)net::accepted_encodings(head.header("accept-encoding"));
    (void)net::names_tag(head.header("if-none-match"), "\"x\"");
    (void)head.cookie("sesi");
    (void)net::read_form(head.query);
    net::Head copy = head;
    net::tell_origin(copy, {.peer = "127.0.0.1", .behind_proxy = true}, "id");
}

/// Reads requests from a stream of which `step` more bytes come at a time, as a connection would.
Story read_all(std::string_view stream, std::size_t step) {
    constexpr std::size_t limit = 2048;
    RequestParser parser({.head = limit, .target = 256, .headers = 64});
    Story story;
    net::Head head;
    std::size_t come = 0;
    const auto more = [&] {
        if (come == stream.size()) return false;
        come = std::min(stream.size(), come + step);
        return true;
    };
    for (int requests = 0; requests < 32; ++requests) {
        parser.restart();
        auto found = RequestParser::Found::more;
        while (found == RequestParser::Found::more) {
            found = parser.read_head(stream.substr(story.taken, come - story.taken), head);
            if (found == RequestParser::Found::more && !more()) return story;
        }
        if (found == RequestParser::Found::refused) {
            check(parser.refusal() >= 400 && parser.refusal() < 600);
            story.text += cat("refused ", parser.refusal());
            return story;
        }
        story.taken += parser.head_bytes();
        look_at(head);
        story.text += cat(head.method, " ", head.path, "?", head.query, " ", head.content_length,
                          parser.keeps_alive() ? " keep\n" : " close\n");
        std::string body;
        for (;;) {
            // A connection's buffer holds so much and no more, however much came at once.
            const auto window = std::min(come - story.taken, limit);
            const auto part = parser.read_body(stream.substr(story.taken, window), body);
            story.taken += part.taken;
            if (part.found == RequestParser::Found::whole) break;
            if (part.found == RequestParser::Found::refused ||
                (window == limit && part.taken == 0)) {
                story.text += "bad body";
                return story;
            }
            if (part.taken == 0 && !more()) return story;
        }
        story.text += cat("body ", body, "\n");
        if (!parser.keeps_alive()) return story;
    }
    return story;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) return 0;
    const std::size_t step = data[0] % 32 + 1U;
    const std::string_view stream(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto whole = read_all(stream, size);
    const auto split = read_all(stream, step);
    check(whole.text == split.text);
    return 0;
}
