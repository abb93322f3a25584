// The edge answers: keep-alive, pipelining, conditional and ranged answers, compression.
#include <brotli/decode.h>
#include <zlib.h>

#include "net_client.h"

namespace kentongan::tests {
namespace {

using net::Fixed;
using net::Response;
using net::Text;

std::string unbrotli(const std::string& small, std::size_t size) {
    std::string out(size + 1, '\0');
    std::size_t length = out.size();
    const auto done =
        BrotliDecoderDecompress(small.size(), reinterpret_cast<const std::uint8_t*>(small.data()),
                                &length, reinterpret_cast<std::uint8_t*>(out.data()));
    CHECK(done == BROTLI_DECODER_RESULT_SUCCESS);
    out.resize(length);
    return out;
}

std::string gunzip(const std::string& small, std::size_t size) {
    std::string out(size + 1, '\0');
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(small.data()));
    stream.avail_in = static_cast<uInt>(small.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

TEST_CASE("one connection carries many requests") {
    Pages pages;
    pages.pages["/a"] = [](const net::Request& request) { return text(request.query); };
    Edge edge(pages);
    Client client(edge.port());
    for (int i = 0; i < 20; ++i) {
        const auto answer = client.get(cat("/a?n=", i)).read();
        CHECK(answer.status == 200);
        CHECK(answer.body == cat("n=", i));
        CHECK(answer["connection"] == "");
        CHECK(answer["x-request-id"].size() > 5);
    }
    CHECK(client.get("/none").read().status == 404);
    CHECK(client.get("/a", "Connection: close\r\n").read()["connection"] == "close");
    CHECK(client.closed());
}

TEST_CASE("pipelined requests are answered in their order, bodies kept apart") {
    Pages pages;
    pages.pages["/w"] = [](const net::Request& request) {
        return text(cat(request.method, request.query, request.body));
    };
    pages.at_once["/o"] = text("once");
    Edge edge(pages);
    Client client(edge.port());
    std::string all;
    for (int i = 0; i < 50; ++i) {
        const auto body = std::string(static_cast<std::size_t>(i), 'x');
        all += cat("GET /w?", i, " HTTP/1.1\r\nHost: h\r\n\r\n");
        all += "GET /o HTTP/1.1\r\nHost: h\r\n\r\n";
        all += cat("POST /w HTTP/1.1\r\nHost: h\r\nContent-Length: ", i, "\r\n\r\n", body);
    }
    client.send(all);
    for (int i = 0; i < 50; ++i) {
        CHECK(client.read().body == cat("GET", i));
        CHECK(client.read().body == "once");
        CHECK(client.read().body == "POST" + std::string(static_cast<std::size_t>(i), 'x'));
    }
}

TEST_CASE("HTTP/1.0 closes unless it asks to stay") {
    Pages pages;
    pages.at_once["/"] = text("halo");
    Edge edge(pages);
    Client brief(edge.port());
    const auto answer = brief.send("GET / HTTP/1.0\r\nHost: h\r\n\r\n").read();
    CHECK(answer.body == "halo");
    CHECK(answer["connection"] == "close");
    CHECK(brief.closed());
    Client staying(edge.port());
    for (int i = 0; i < 2; ++i) {
        staying.send("GET / HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n");
        CHECK(staying.read()["connection"] == "keep-alive");
    }
}

TEST_CASE("HEAD is answered like GET, without the body") {
    Folder folder;
    put_file(folder / "f", "0123456789");
    Pages pages;
    pages.pages["/t"] = [](const net::Request&) { return text("tubuh"); };
    pages.pages["/f"] = [&](const net::Request&) {
        return Response{.body = net::File{folder / "f", "e"}};
    };
    pages.at_once["/o"] = {.body = Fixed{"fixed"}};
    Edge edge(pages);
    Client client(edge.port());
    for (const auto& [path, length] :
         std::map<std::string, std::string>{{"/t", "5"}, {"/f", "10"}, {"/o", "5"}}) {
        client.send(cat("HEAD ", path, " HTTP/1.1\r\nHost: h\r\n\r\n"));
        const auto answer = client.read(true);
        CHECK(answer.status == 200);
        CHECK(answer["content-length"] == length);
    }
    CHECK(client.get("/t").read().body == "tubuh");
}

TEST_CASE("what the client has already is answered 304") {
    Pages pages;
    pages.at_once["/o"] = {.body = Fixed{"plain", "zip", "br", {}, "X-Line: 1\r\n"}, .etag = "v1"};
    pages.pages["/t"] = [](const net::Request&) {
        return Response{.body = Text{std::string(5000, 'a')}, .etag = "\"v2\""};
    };
    Edge edge(pages);
    Client client(edge.port());
    CHECK(client.get("/o").read()["etag"] == "\"v1\"");
    for (const char* seen : {"\"v1\"", "W/\"v1\"", "\"x\", \"v1\"", "*"}) {
        const auto answer = client.get("/o", cat("If-None-Match: ", seen, "\r\n")).read();
        CHECK(answer.status == 304);
        CHECK(answer.body == "");
        CHECK(answer["content-length"] == "");
        CHECK(answer["x-line"] == "1");
        CHECK(answer["vary"] == "Accept-Encoding");
    }
    CHECK(client.get("/o", "If-None-Match: \"v0\"\r\n").read().body == "plain");
    const auto packed = client.get("/t", "Accept-Encoding: gzip\r\n").read();
    CHECK(packed["etag"] == "W/\"v2\"");
    CHECK(client.get("/t", cat("If-None-Match: ", packed["etag"], "\r\n")).read().status == 304);
}

TEST_CASE("text is compressed when it is worth it and wanted") {
    std::string long_text;
    for (int i = 0; i < 900; ++i) long_text += cat("<li>Surat nomor ", i, "</li>\n");
    Pages pages;
    const auto page = [&](const net::Request&) { return text(long_text); };
    pages.pages["/long"] = page;
    pages.pages["/short"] = [](const net::Request&) { return text("pendek"); };
    pages.pages["/image"] = [&](const net::Request&) {
        return Response{.type = "image/png", .body = Text{long_text}};
    };
    pages.pages["/secret"] = [&](const net::Request&) {
        return Response{.body = Text{long_text}, .compressible = false};
    };
    pages.at_once["/once"] = text(long_text);
    Edge edge(pages);
    Client client(edge.port());
    const auto ask = [&](const char* path, const char* encodings) {
        return client.get(path, cat("Accept-Encoding: ", encodings, "\r\n")).read();
    };
    for (const char* path : {"/long", "/once"}) {
        auto answer = ask(path, "gzip, deflate, br");
        CHECK(answer["content-encoding"] == "br");
        CHECK(answer["vary"] == "Accept-Encoding");
        CHECK(unbrotli(answer.body, long_text.size()) == long_text);
        answer = ask(path, "br;q=0, gzip;q=0.5");
        CHECK(answer["content-encoding"] == "gzip");
        CHECK(gunzip(answer.body, long_text.size()) == long_text);
        answer = ask(path, "identity");
        CHECK(answer["content-encoding"] == "");
        CHECK(answer["vary"] == "Accept-Encoding");
        CHECK(answer.body == long_text);
    }
    for (const char* path : {"/short", "/image", "/secret"})
        CHECK(ask(path, "br, gzip")["content-encoding"] == "");
}

TEST_CASE("ready-made forms are chosen by what the client accepts, and live with their owner") {
    Pages pages;
    const auto page = std::make_shared<const std::string>("a cached page");
    pages.at_once["/c"] = {.body = Fixed{*page, "zipped", "brotlied", page, "X-Ready: yes\r\n"}};
    Edge edge(pages);
    Client client(edge.port());
    CHECK(client.get("/c").read().body == "a cached page");
    CHECK(client.get("/c", "Accept-Encoding: gzip\r\n").read().body == "zipped");
    const auto answer = client.get("/c", "Accept-Encoding: gzip,br\r\n").read();
    CHECK(answer.body == "brotlied");
    CHECK(answer["content-encoding"] == "br");
    CHECK(answer["x-ready"] == "yes");
    edge->stop();
    edge->wait();
    CHECK(page.use_count() == 2);  // ours and the table's: the edge let go of it
}

TEST_CASE("files are sent whole or in the one range asked for") {
    Folder folder;
    std::string bytes;
    for (int i = 0; bytes.size() < 300'000; ++i) bytes += cat(i, ",");
    put_file(folder / "film", bytes);
    Pages pages;
    pages.pages["/film"] = [&](const net::Request&) {
        return Response{.type = "video/mp4", .body = net::File{folder / "film", "abc"}};
    };
    pages.pages["/gone"] = [&](const net::Request&) {
        return Response{.body = net::File{folder / "gone", "x"}};
    };
    pages.pages["/folder"] = [&](const net::Request&) {
        return Response{.body = net::File{folder.path(), "x"}};
    };
    Edge edge(pages);
    Client client(edge.port());
    const auto ask = [&](const std::string& range, const std::string& more = "") {
        return client.get("/film", cat("Range: ", range, "\r\n", more)).read();
    };
    const auto whole = client.get("/film").read();
    CHECK(whole.body == bytes);
    CHECK(whole["accept-ranges"] == "bytes");
    CHECK(whole["etag"] == "\"abc\"");
    auto part = ask("bytes=10-19");
    CHECK(part.status == 206);
    CHECK(part.body == bytes.substr(10, 10));
    CHECK(part["content-range"] == cat("bytes 10-19/", bytes.size()));
    CHECK(ask("bytes=100000-").body == bytes.substr(100'000));
    CHECK(ask("bytes=-7").body == bytes.substr(bytes.size() - 7));
    CHECK(ask("bytes=5-99999999").body == bytes.substr(5));
    part = ask(cat("bytes=", bytes.size(), "-"));
    CHECK(part.status == 416);
    CHECK(part["content-range"] == cat("bytes */", bytes.size()));
    CHECK(part.body == "refused 416");
    CHECK(ask("bytes=-0").status == 416);
    for (const char* odd : {"bytes=1-2,5-6", "bytes=9-1", "bytes=x-", "lines=1-2",
                            "bytes=", "bytes=-", "bytes=+1-2", "bytes=99999999999999999999-"})
        CHECK(ask(odd).status == 200);
    CHECK(ask("bytes=0-3", "If-Range: \"abc\"\r\n").status == 206);
    CHECK(ask("bytes=0-3", "If-Range: \"old\"\r\n").status == 200);
    CHECK(client.get("/film", "If-None-Match: \"abc\"\r\n").read().status == 304);
    CHECK(client.get("/gone").read().status == 404);
    CHECK(client.get("/folder").read().body == "refused 404");
}

TEST_CASE("the application cannot break the head it is given") {
    Pages pages;
    pages.pages["/x"] = [](const net::Request&) {
        return Response{.status = 303,
                        .type = "",
                        .headers = {{"Location", "/a\r\nSet-Cookie: evil=1"},
                                    {"Content-Length", "99"},
                                    {"transfer-encoding", "chunked"},
                                    {"bad name", "x"},
                                    {"Set-Cookie", "a=1"},
                                    {"Set-Cookie", "b=2"}}};
    };
    Edge edge(pages);
    Client client(edge.port());
    const auto answer = client.get("/x").read();
    CHECK(answer.status == 303);
    CHECK(answer["location"] == "/a  Set-Cookie: evil=1");
    CHECK(answer["set-cookie"] == "a=1, b=2");
    CHECK(answer["content-length"] == "0");
    CHECK(answer["transfer-encoding"] == "");
    CHECK(answer.headers.count("bad name") == 0);
    CHECK(answer["content-type"] == "");
}

TEST_CASE("an exception of a library ends one request only") {
    Pages pages;
    pages.pages["/bad"] = [](const net::Request&) { return text(std::string(2, 'x').substr(5)); };
    pages.pages["/good"] = [](const net::Request&) { return text("baik"); };
    pages.at_once["/at"] = text("once");
    pages.before_at_once = [](const net::Head& head) {
        if (head.query == "bad") (void)std::string(2, 'x').substr(5);
    };
    Edge edge(pages);
    Client client(edge.port());
    CHECK(client.get("/bad").read().status == 500);
    CHECK(client.get("/at?bad").read().status == 500);
    CHECK(client.get("/good").read().body == "baik");
}

TEST_CASE("forms and escapes are read once and strictly") {
    const auto fields = net::read_form("a=1&b=x+y%2B&a=%C3%A9&c&=d&&e=");
    REQUIRE(fields);
    CHECK(*fields ==
          net::Fields{{"a", "1"}, {"b", "x y+"}, {"a", "é"}, {"c", ""}, {"", "d"}, {"e", ""}});
    for (const char* bad : {"a=%", "a=%1", "a=%zz", "a=%ff", "a=%00", "%c0%80=1"})
        CHECK_FALSE(net::read_form(bad));
    CHECK(net::percent_encoded("a b/é~") == "a%20b%2F%C3%A9~");
    CHECK(*net::percent_decoded("a%20b+%2541") == "a b+%41");
    CHECK_FALSE(net::percent_decoded("%4"));
    net::Head head;
    head.headers = {{"cookie", "a=1; __Host-sesi=x=y ;b=2"}, {"cookie", "c=3"}};
    CHECK(head.cookie("__Host-sesi") == "x=y");
    CHECK(head.cookie("c") == "3");
    CHECK(head.cookie("sesi") == "");
}

}  // namespace
}  // namespace kentongan::tests
