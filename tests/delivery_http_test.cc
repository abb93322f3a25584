// Requests to the outside: what may be reached, what comes back, what it means.
#include <doctest/doctest.h>

#include "base/text.h"
#include "delivery/http.h"
#include "loopback.h"

namespace kentongan::tests {
namespace {

using namespace delivery;
using namespace std::chrono_literals;

TEST_CASE("only the public internet is public") {
    for (const char* ip : {"93.184.216.34", "8.8.8.8", "103.10.10.1", "2606:2800:220:1::1"}) {
        CAPTURE(ip);
        CHECK(is_public_address(ip));
    }
    for (const char* ip : {"127.0.0.1",
                           "127.255.255.254",
                           "0.0.0.0",
                           "10.1.2.3",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.168.1.1",
                           "169.254.169.254",
                           "100.64.0.1",
                           "100.127.255.255",
                           "192.0.0.1",
                           "192.0.2.1",
                           "198.18.0.1",
                           "198.51.100.7",
                           "203.0.113.9",
                           "224.0.0.1",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::1",
                           "::",
                           "::ffff:127.0.0.1",
                           "::ffff:8.8.8.8",
                           "64:ff9b::7f00:1",
                           "fe80::1",
                           "fc00::1",
                           "fd12::1",
                           "ff02::1",
                           "2001:db8::1",
                           "2001::1",
                           "2002:7f00:1::",
                           "3fff::1",
                           "",
                           "example.com",
                           "0x7f.1",
                           "2130706433"}) {
        CAPTURE(ip);
        CHECK(!is_public_address(ip));
    }
}

/// Answers every request with the same text.
struct HttpTest {
    std::string answer =
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nRetry-After: 7\r\nConnection: close\r\n\r\nhalo";
    std::vector<std::string> heard = {};
    Loopback server{[this](Peer& peer) {
        heard.push_back(peer.hear("\r\n\r\n"));
        if (answer == "…") return peer.outlast();
        peer.say(answer);
    }};

    HttpReply get(const std::string& url, HttpLimits limits = {}) {
        return guarded_http(std::move(limits))->send({.url = url});
    }
    HttpReply get_allowed(HttpLimits limits = {}) {
        limits.also_allowed = {server.place()};
        return get("http://" + server.place() + "/a?b", std::move(limits));
    }
};

TEST_CASE_FIXTURE(HttpTest, "an allowed place answers") {
    const auto reply = get_allowed();
    CHECK(reply.status == 200);
    CHECK(reply.body == "halo");
    CHECK(reply.headers.at("retry-after") == "7");
    CHECK(reply.sent);
    CHECK(heard.at(0).starts_with("GET /a?b HTTP/1.1\r\n"));
}

TEST_CASE_FIXTURE(HttpTest, "no way leads inside") {
    const auto port = server.place().substr(server.place().find(':'));
    for (const std::string& url : std::initializer_list<std::string>{
             "http://127.0.0.1" + port, "https://127.0.0.1" + port, "https://localhost" + port,
             "https://0" + port, "https://2130706433" + port, "https://0x7f000001" + port,
             "https://[::ffff:127.0.0.1]" + port, "https://[::1]" + port, "file:///etc/passwd",
             "ftp://127.0.0.1" + port, "gopher://127.0.0.1" + port, "smtp://a.id",
             "https://user:pass@127.0.0.1" + port, "https://a.id/\r\nHost: b", ""}) {
        CAPTURE(url);
        const auto reply = get(url, {.connect = 500ms, .whole = 500ms});
        CHECK(reply.status == 0);
        CHECK(!reply.sent);
        CHECK(std::holds_alternative<Wait>(outcome_of(reply)));
    }
    CHECK(server.connections() == 0);
}

TEST_CASE_FIXTURE(HttpTest, "a redirect is an answer, never a way") {
    answer = "HTTP/1.1 302 Found\r\nLocation: http://" + server.place() +
             "/x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    const auto reply = get_allowed();
    CHECK(reply.status == 302);
    CHECK(server.connections() == 1);
    CHECK(std::holds_alternative<Ambiguous>(outcome_of(reply)));
}

TEST_CASE_FIXTURE(HttpTest, "an answer without end is cut, a silent one is left") {
    SUBCASE("announced") {
        answer = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n";
    }
    SUBCASE("not announced") {
        answer = "HTTP/1.1 200 OK\r\n\r\n" + std::string(5000, 'x');
    }
    SUBCASE("in the headers") {
        answer = "HTTP/1.1 200 OK\r\nA: " + std::string(70'000, 'x');
    }
    SUBCASE("silent") {
        answer = "…";
    }
    SUBCASE("hung up") {
        answer = "";
    }
    const auto reply = get_allowed({.body_max = 1000, .whole = 500ms});
    CHECK(reply.status == 0);
    CHECK(reply.sent);
    CHECK(std::holds_alternative<Ambiguous>(outcome_of(reply)));
}

TEST_CASE_FIXTURE(HttpTest, "a body and its headers arrive as they were given") {
    const auto http = guarded_http({.also_allowed = {server.place()}});
    const auto url = "http://" + server.place() + "/post";
    const auto reply = http->send({"POST", url, {{"Content-Type", "application/json"}}, "{}"});
    CHECK(reply.status == 200);
    CHECK(heard.at(0).starts_with("POST /post HTTP/1.1\r\n"));
    CHECK(heard.at(0).find("Content-Type: application/json\r\n") != std::string::npos);
    CHECK(heard.at(0).find("Content-Length: 2\r\n") != std::string::npos);
    CHECK(!http->send({"POST", url, {{"A", "b\r\nC: d"}}, "{}"}).sent);
}

TEST_CASE("what replies mean, when the channel has no closer word") {
    const auto of = [](int status) {
        return outcome_of(HttpReply{.status = status, .sent = true});
    };
    CHECK(std::holds_alternative<Rejected>(of(400)));
    CHECK(std::holds_alternative<Rejected>(of(422)));
    CHECK(std::holds_alternative<Reauth>(of(401)));
    CHECK(std::holds_alternative<Reauth>(of(403)));
    for (const int status : {408, 500, 502, 503, 504}) {
        CHECK(std::holds_alternative<Ambiguous>(of(status)));
    }
    const auto wait =
        outcome_of(HttpReply{.status = 429, .headers = {{"retry-after", "120"}}, .sent = true});
    CHECK(std::get<Wait>(wait).wait == 120s);
    CHECK(std::get<Wait>(outcome_of(HttpReply{.status = 429, .headers = {{"retry-after", "-5"}}}))
              .wait == 0s);
}

}  // namespace
}  // namespace kentongan::tests
