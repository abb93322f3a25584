// The edge refuses: everything two parsers could read in two ways, everything too long or too slow.
#include "net/request_parser.h"
#include "net_client.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

struct Wrong {
    const char* name;
    std::string bytes;
    int status = 400;
};

/// A POST whose body would be a second request to whoever frames it otherwise.
std::string framed(const std::string& lines, const std::string& body) {
    return cat("POST /f HTTP/1.1\r\nHost: h\r\n", lines, "\r\n", body);
}
const std::string chunked_body = "2\r\n{}\r\n0\r\n\r\n";

std::vector<Wrong> wrong_lengths() {
    return {
        {"length twice", framed("Content-Length: 2\r\nContent-Length: 2\r\n", "{}")},
        {"two lengths", framed("Content-Length: 2\r\nContent-Length: 5\r\n", "{}")},
        {"list of lengths", framed("Content-Length: 2, 2\r\n", "{}")},
        {"negative length", framed("Content-Length: -1\r\n", "")},
        {"signed length", framed("Content-Length: +2\r\n", "{}")},
        {"length in hex", framed("Content-Length: 0x2\r\n", "{}")},
        {"empty length", framed("Content-Length: \r\n", "{}")},
        {"length with a blank", framed("Content-Length: 1 2\r\n", "{}")},
        {"length over 64 bits", framed("Content-Length: 99999999999999999999\r\n", "{}")},
        {"length over 62 bits", framed("Content-Length: 5000000000000000000\r\n", "{}"), 413},
        {"length before coding",
         framed("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", chunked_body)},
        {"coding before length",
         framed("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", chunked_body)},
    };
}

std::vector<Wrong> wrong_codings() {
    std::vector<Wrong> all;
    for (const char* coding :
         {"xchunked", "identity, chunked", "chunked, identity", "chunked, chunked", "gzip",
          "identity", "chunked;q=1", "\"chunked\"", "chunked,", ", chunked", "chu nked", "cow",
          "gzip, chunked", "\vchunked", "chunked\v", "x", "chunked\t,"})
        all.push_back({coding, framed(cat("Transfer-Encoding: ", coding, "\r\n"), chunked_body)});
    for (const char* line :
         {"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
          "Transfer-Encoding : chunked\r\n", " Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding:\r\n chunked\r\n", "Transfer-Encoding\r\n: chunked\r\n",
          "X: a\rTransfer-Encoding: chunked\r\n", "X: a\nTransfer-Encoding: chunked\r\n",
          "Transfer\0-Encoding: chunked\r\n"})
        all.push_back({line, framed(line, chunked_body)});
    all.push_back(
        {"coding in 1.0",
         "POST /f HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked_body});
    return all;
}

std::vector<Wrong> wrong_heads() {
    using namespace std::string_literals;
    return {
        {"no host", "GET / HTTP/1.1\r\n\r\n"},
        {"no host in 1.0", "GET / HTTP/1.0\r\n\r\n"},
        {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
        {"empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
        {"host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"},
        {"host with a user", "GET / HTTP/1.1\r\nHost: u@h\r\n\r\n"},
        {"folded line", "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n"},
        {"folded by a tab", "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n\tb\r\n\r\n"},
        {"blank before the first name", "GET / HTTP/1.1\r\n Host: h\r\n\r\n"},
        {"bare line feeds", "GET / HTTP/1.1\nHost: h\n\n"},
        {"one bare line feed", "GET / HTTP/1.1\r\nHost: h\nX: y\r\n\r\n"},
        {"bare carriage return", "GET / HTTP/1.1\r\nHost: h\r\nX: a\rb\r\n\r\n"},
        {"NUL in a value", "GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n"s},
        {"NUL in a name", "GET / HTTP/1.1\r\nHost: h\r\nX\0: a\r\n\r\n"s},
        {"blank before the colon", "GET / HTTP/1.1\r\nHost : h\r\n\r\n"},
        {"no colon", "GET / HTTP/1.1\r\nHost: h\r\nnothing\r\n\r\n"},
        {"no name", "GET / HTTP/1.1\r\nHost: h\r\n: x\r\n\r\n"},
        {"HTTP/2.0", "GET / HTTP/2.0\r\nHost: h\r\n\r\n"},
        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
        {"HTTP/0.9", "GET /\r\n\r\n"},
        {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: h\r\n\r\n"},
        {"lower case protocol", "GET / http/1.1\r\nHost: h\r\n\r\n"},
        {"two blanks", "GET  / HTTP/1.1\r\nHost: h\r\n\r\n"},
        {"empty line first", "\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n"},
        {"TLS on a plain port", "\x16\x03\x01\x02\x01\n"},
        {"TRACE", "TRACE / HTTP/1.1\r\nHost: h\r\n\r\n", 405},
        {"CONNECT", "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n", 405},
        {"unknown method", "BREW / HTTP/1.1\r\nHost: h\r\n\r\n", 501},
        {"method in lower case", "get / HTTP/1.1\r\nHost: h\r\n\r\n", 501},
        {"expecting else", framed("Content-Length: 2\r\nExpect: wonder\r\n", "{}"), 417},
        {"expecting twice",
         framed("Content-Length: 2\r\nExpect: 100-continue\r\nExpect: 100-continue\r\n", ""), 417},
    };
}

std::vector<Wrong> wrong_targets() {
    std::vector<Wrong> all;
    for (const char* target :
         {"http://h/",  "https://h/a", "h:443",     "*",          "a",           "/a/../b",
          "/..",        "/a/..",       "/%2e%2e/b", "/a/%2E%2E",  "/a%2f..%2fb", "/%00",
          "/a%",        "/a%4",        "/a%zz",     "/%ff",       "/%c0%af",     "/\xff",
          "/%0d%0aX:1", "/%7f",        "/a#b",      "/%ed%a0%80", "//../x",      "/./../x"})
        all.push_back({target, cat("GET ", target, " HTTP/1.1\r\nHost: h\r\n\r\n")});
    return all;
}

TEST_CASE("what could smuggle a second request is refused, and the connection ends") {
    std::atomic<int> admitted = 0;
    Pages pages;
    pages.door = [&](const net::Head&) {
        ++admitted;
        return net::Admission{net::BodyKind::form, 1024};
    };
    Edge edge(pages, {.linger = 50ms});
    int count = 0;
    for (const auto& cases : {wrong_lengths(), wrong_codings(), wrong_heads(), wrong_targets()}) {
        for (const auto& wrong : cases) {
            CAPTURE(wrong.name);
            Client client(edge.port());
            client.send(wrong.bytes);
            client.send("GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n");
            const auto answer = client.read();
            CHECK(answer.status == wrong.status);
            CHECK(answer["connection"] == "close");
            CHECK(answer["x-content-type-options"] == "nosniff");
            CHECK(answer.body == cat("refused ", wrong.status));
            CHECK(client.closed());
            ++count;
        }
    }
    CHECK(count >= 60);
    CHECK(admitted == 0);
}

TEST_CASE("a chunked body that is not quite one ends the connection") {
    Pages pages;
    pages.pages["/f"] = [](const net::Request& request) { return text(request.body); };
    Edge edge(pages, {.linger = 50ms});
    for (const char* body :
         {"2;a\nb\r\n{}\r\n0\r\n\r\n", "g\r\n", "-1\r\n", "2\r\n{}0\r\n\r\n", "2\n{}\r\n0\r\n\r\n",
          "0x2\r\n{}\r\n0\r\n\r\n", "2 \r\n{}\r\n0\r\n\r\n", "11111111111111111\r\n{}", "\r\n",
          "2\r\n{}\r\n0\r\nX: y\r\n\r\n", "2\r\n{}\r\n0\r\nContent-Length: 9\r\n\r\n",
          "2\r\n{}\rx\r\n", "+2\r\n{}\r\n0\r\n\r\n"}) {
        CAPTURE(body);
        Client client(edge.port());
        client.send(framed("Transfer-Encoding: chunked\r\n", body));
        CHECK(client.read().status == 400);
        CHECK(client.closed());
    }
    Client endless(edge.port());
    endless.send(framed("Transfer-Encoding: chunked\r\n", "2;" + std::string(60'000, 'x')));
    CHECK(endless.read().status == 400);
    Client fine(edge.port());
    fine.send(framed("Transfer-Encoding: Chunked\r\n", "2;a=b\r\n{}\r\n1\r\n!\r\n000\r\n\r\n"));
    CHECK(fine.read().body == "{}!");
}

TEST_CASE("every size has its limit") {
    Pages pages;
    pages.pages["/"] = [](const net::Request& request) {
        return text(cat(request.headers.size()));
    };
    Edge edge(pages, {.header_bytes = 8192, .linger = 50ms});
    const auto status_of = [&](const std::string& bytes) {
        Client client(edge.port());
        const auto answer = client.send(bytes).read();
        if (answer.status != 200) CHECK(client.closed());
        return answer.status;
    };
    const auto lines = [](int count) {
        std::string all = "GET / HTTP/1.1\r\nHost: h\r\n";
        for (int i = 1; i < count; ++i) all += cat("X-", i, ": y\r\n");
        return all + "\r\n";
    };
    const auto target = [](std::size_t size) {
        return cat("GET /?", std::string(size - 2, 'q'), " HTTP/1.1\r\nHost: h\r\n\r\n");
    };
    CHECK(status_of(lines(64)) == 200);
    CHECK(status_of(lines(65)) == 431);
    CHECK(status_of(target(4096)) == 200);
    CHECK(status_of(target(4097)) == 414);
    CHECK(status_of(target(9000)) == 414);
    CHECK(status_of("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(9000, 'x')) == 431);
    CHECK(status_of(cat("GET / HTTP/1.1\r\nHost: h\r\nX: ", std::string(8192 - 33, 'x'),
                        "\r\n\r\n")) == 200);
    CHECK(status_of(cat("GET / HTTP/1.1\r\nHost: h\r\nX: ", std::string(8192 - 30, 'x'),
                        "\r\n\r\n")) == 431);
}

TEST_CASE("whoever is slow is cut") {
    Folder folder;
    Pages pages;
    pages.pages["/big"] = [](const net::Request&) {
        return net::Response{.body = net::Text{std::string(32 << 20, 'x')}, .compressible = false};
    };
    pages.at_once["/"] = text("halo");
    pages.door = [&](const net::Head& head) {
        return net::Admission{head.path == "/up" ? net::BodyKind::upload : net::BodyKind::form,
                              1 << 20, folder.path()};
    };
    Edge edge(pages, {.header_time = 80ms, .body_idle = 80ms, .keep_alive = 80ms, .linger = 20ms});
    SUBCASE("saying nothing") {
        CHECK(Client(edge.port()).closed());
    }
    SUBCASE("within the head") {
        Client client(edge.port());
        CHECK(client.send("GET / HTTP/1.1\r\nHo").read().status == 408);
        CHECK(client.closed());
    }
    SUBCASE("between requests") {
        Client client(edge.port());
        CHECK(client.get("/").read().body == "halo");
        CHECK(client.closed());
    }
    SUBCASE("within a form") {
        Client client(edge.port());
        client.send(framed("Content-Length: 10\r\n", "abc"));
        CHECK(client.read().status == 408);
        CHECK(client.closed());
    }
    SUBCASE("within an upload") {
        Client client(edge.port());
        client.send("POST /up HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
        CHECK(client.read().status == 408);
        CHECK(client.closed());
    }
    SUBCASE("reading the answer") {
        Client client(edge.port(), 4096);
        client.get("/big");
        Client other(edge.port());  // meanwhile others are served
        CHECK(other.get("/").read().body == "halo");
        CHECK(other.closed());
        CHECK(client.broken_off());
    }
}

TEST_CASE("too many connections are turned away, and there is room again when one ends") {
    Pages pages;
    pages.at_once["/"] = text("halo");
    Edge edge(pages, {.io_threads = 1, .connections = 2});
    Client first(edge.port());
    CHECK(first.get("/").read().status == 200);
    {
        Client second(edge.port());
        CHECK(second.get("/").read().status == 200);
        Client third(edge.port());
        const auto answer = third.read();
        CHECK(answer.status == 503);
        CHECK(answer["retry-after"] != "");
        CHECK(third.closed());
        CHECK(second.get("/", "Connection: close\r\n").read().status == 200);
        CHECK(second.closed());
    }
    CHECK(Client(edge.port()).get("/").read().status == 200);
}

TEST_CASE("paths arrive decoded once and tidy") {
    for (const auto& [target, path] : std::map<std::string, std::string>{{"/", "/"},
                                                                         {"//", "/"},
                                                                         {"/a//b", "/a/b"},
                                                                         {"/./a/.", "/a/"},
                                                                         {"/a/", "/a/"},
                                                                         {"/%61%2525", "/a%25"},
                                                                         {"/a%20b", "/a b"},
                                                                         {"/%C3%A9", "/é"},
                                                                         {"/.a", "/.a"},
                                                                         {"/a/...", "/a/..."},
                                                                         {"/a;b=1", "/a;b=1"},
                                                                         {"/a?x=%2e&/../", "/a"}}) {
        net::Head head;
        CHECK(net::read_target(target, head));
        CHECK(head.path == path);
    }
}

}  // namespace
}  // namespace kentongan::tests
