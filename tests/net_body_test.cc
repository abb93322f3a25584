// Bodies: asked for before they are read, collected or streamed to disk, and what aborts leave.
#include "base/secret.h"
#include "net_client.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;
using net::Admission;
using net::BodyKind;
using net::Head;
using net::Request;

std::string some_bytes(std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; bytes.size() < size; ++i) append_to(bytes, i * 7919);
    bytes.resize(size);
    return bytes;
}

std::string chunked(const std::string& bytes, std::size_t piece) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        const auto part = bytes.substr(at, piece);
        for (int shift = 20; shift >= 0; shift -= 4)
            out.push_back(digits[(part.size() >> shift) & 15U]);
        out += "\r\n" + part + "\r\n";
    }
    return out + "0\r\n\r\n";
}

TEST_CASE("forms come in with a length or in chunks, at once or byte by byte") {
    Pages pages;
    pages.pages["/f"] = [](const Request& request) { return text(request.body); };
    pages.door = [](const Head&) { return Admission{BodyKind::form, 100'000}; };
    Edge edge(pages);
    Client client(edge.port());
    for (const std::size_t size : {0U, 1U, 1000U, 5000U, 40'000U, 100'000U}) {
        const auto bytes = some_bytes(size);
        CHECK(client.post("/f", bytes).read().body == bytes);
        const std::string head =
            "POST /f HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
        CHECK(client.send(head + chunked(bytes, 777)).read().body == bytes);
    }
    for (const char c : cat("POST /f HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"))
        client.send(std::string_view(&c, 1));
    CHECK(client.read().body == "abc");
    const std::string slow = "POST /f HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const char c : slow + chunked("a chunked body", 5)) client.send(std::string_view(&c, 1));
    CHECK(client.read().body == "a chunked body");
}

TEST_CASE("a body is refused before it is read") {
    std::atomic<int> answered = 0;
    Pages pages;
    pages.pages["/f"] = [&](const Request&) {
        ++answered;
        return text("");
    };
    pages.door = [](const Head& head) -> std::variant<Admission, net::Response> {
        if (head.path == "/no") return net::Response{.status = 403, .body = net::Text{"not you"}};
        if (head.path == "/none") return Admission{};
        return Admission{BodyKind::form, 10};
    };
    Edge edge(pages, {.linger = 50ms});
    const auto large = some_bytes(200'000);
    const auto ask = [&](const std::string& path, const std::string& body) {
        return Client(edge.port()).post(path, body).read().status;
    };
    CHECK(ask("/no", large) == 403);
    CHECK(ask("/none", large) == 413);
    CHECK(ask("/none", "x") == 413);
    CHECK(ask("/f", large) == 413);
    CHECK(ask("/f", "12345678901") == 413);
    CHECK(answered == 0);
    CHECK(ask("/f", "1234567890") == 200);
    Client chunks(edge.port());
    chunks.send("POST /f HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
    chunks.send(chunked(large, 1000));
    CHECK(chunks.read().status == 413);
    CHECK(chunks.closed());
    Client again(edge.port());  // a refusal without a body on the wire keeps the connection
    CHECK(again.get("/no").read().status == 403);
    CHECK(again.post("/no", "small").read().status == 403);
    CHECK(again.post("/none", "small").read().status == 413);
    CHECK(again.get("/f").read().status == 200);
    CHECK(answered == 2);
}

TEST_CASE("100 Continue is said only after the body was admitted") {
    Pages pages;
    pages.pages["/f"] = [](const Request& request) { return text(request.body); };
    pages.door = [](const Head& head) -> std::variant<Admission, net::Response> {
        if (head.path == "/no") return net::Response{.status = 401, .body = net::Text{"first"}};
        return Admission{BodyKind::json, 10};
    };
    Edge edge(pages, {.linger = 50ms});
    const auto expecting = [](const char* path, int length) {
        return cat("POST ", path, " HTTP/1.1\r\nHost: h\r\nContent-Length: ", length,
                   "\r\nExpect: 100-continue\r\n\r\n");
    };
    Client client(edge.port());
    client.send(expecting("/f", 2));
    CHECK(client.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    CHECK(client.send("{}").read().body == "{}");
    CHECK(client.send(expecting("/f", 11)).read().status == 413);
    CHECK(client.closed());
    Client other(edge.port());
    CHECK(other.send(expecting("/no", 2)).read().status == 401);
    CHECK(other.closed());
}

TEST_CASE("an upload is streamed to a temporary file with its hash") {
    Folder folder;
    std::string kept = folder / "kept";
    Pages pages;
    pages.door = [&](const Head&) {
        return Admission{BodyKind::upload, 10'000'000, folder.path()};
    };
    pages.pages["/up"] = [&](const Request& request) {
        REQUIRE(request.upload);
        CHECK(request.body == "");
        const auto bytes = contents_of(request.upload->path);
        CHECK(static_cast<std::int64_t>(bytes.size()) == request.upload->bytes);
        CHECK(sha256_hex(bytes) == request.upload->sha256);
        if (request.query == "keep") std::filesystem::rename(request.upload->path, kept);
        return text(request.upload->sha256);
    };
    Edge edge(pages);
    Client client(edge.port());
    for (const std::size_t size : {0U, 5U, 300'000U, 3'000'000U}) {
        const auto bytes = some_bytes(size);
        CHECK(client.post("/up", bytes).read().body == sha256_hex(bytes));
        const std::string head =
            "PUT /up HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
        CHECK(client.send(head + chunked(bytes, 70'000)).read().body == sha256_hex(bytes));
    }
    CHECK(folder.empty());  // nothing stays but what was moved away
    const auto bytes = some_bytes(1'000'000);
    CHECK(client.post("/up?keep", bytes).read().status == 200);
    CHECK(contents_of(kept) == bytes);
}

TEST_CASE("an upload without a folder is refused, not lost") {
    Pages pages;
    pages.door = [](const Head&) {
        return Admission{BodyKind::upload, 100, "/nonexistent/kentongan"};
    };
    Edge edge(pages, {.linger = 50ms});
    CHECK(Client(edge.port()).post("/up", "x").read().status == 507);
}

/// Appends to one file, as tus does.
struct Appending {
    Folder folder;
    const std::string file = folder / "partial";
    Pages pages;
    std::atomic<std::int64_t> at = -1;

    Appending() {
        put_file(file, "");
        pages.door = [this](const Head&) {
            return Admission{BodyKind::upload, 10'000'000, folder.path(), file, at};
        };
        pages.pages["/tus"] = [](const Request& request) {
            return text(cat(request.upload->offset, "+", request.upload->bytes, " ",
                            request.upload->sha256));
        };
    }
    std::size_t length() const { return std::filesystem::file_size(file); }
};

TEST_CASE("an append goes to the end of its file") {
    Appending tus;
    Edge edge(tus.pages, {.linger = 50ms});
    Client client(edge.port());
    CHECK(client.post("/tus", "first ").read().body == cat("0+6 ", sha256_hex("first ")));
    tus.at = 6;
    CHECK(client.post("/tus", "second").read().body == cat("6+6 ", sha256_hex("second")));
    CHECK(client.post("/tus", "late").read().status == 409);
    CHECK(contents_of(tus.file) == "first second");
}

TEST_CASE("an append that breaks off keeps what came, and can be resumed from there") {
    Appending tus;
    const auto bytes = some_bytes(1'000'000);
    {
        Edge edge(tus.pages);
        {
            Client client(edge.port());
            client.send(cat("PATCH /tus HTTP/1.1\r\nHost: h\r\nContent-Length: ", bytes.size(),
                            "\r\n\r\n", bytes.substr(0, 600'000)));
        }
        edge->stop();
        edge->wait();
    }
    const auto offset = tus.length();
    CHECK(offset <= 600'000);
    CHECK(contents_of(tus.file) == bytes.substr(0, offset));
    tus.at = static_cast<std::int64_t>(offset);
    Edge edge(tus.pages);
    CHECK(Client(edge.port()).post("/tus", bytes.substr(offset)).read().status == 200);
    CHECK(contents_of(tus.file) == bytes);
}

TEST_CASE("an append that stalls keeps what came; only one may append at a time") {
    Appending tus;
    Edge edge(tus.pages, {.body_idle = 1000ms, .linger = 20ms});
    Client slow(edge.port());
    slow.send(
        "PATCH /tus HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n");
    CHECK(slow.read_until("\r\n\r\n").starts_with("HTTP/1.1 100"));
    slow.send("only this");
    CHECK(Client(edge.port()).post("/tus", "x").read().status == 423);
    CHECK(slow.read().status == 408);
    edge->stop();
    edge->wait();
    CHECK(contents_of(tus.file) == "only this");
}

TEST_CASE("an upload that breaks off or grows too large leaves nothing") {
    Folder folder;
    Pages pages;
    pages.door = [&](const Head&) { return Admission{BodyKind::upload, 500'000, folder.path()}; };
    {
        Edge edge(pages, {.linger = 50ms});
        Client(edge.port())
            .send(cat("POST /u HTTP/1.1\r\nHost: h\r\nContent-Length: 400000\r\n\r\n",
                      some_bytes(300'000)));
        CHECK(Client(edge.port()).post("/u", some_bytes(600'000)).read().status == 413);
        Client chunks(edge.port());
        chunks.send("POST /u HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
        chunks.send(chunked(some_bytes(600'000), 50'000));
        CHECK(chunks.read().status == 413);
    }
    CHECK(folder.empty());
}

TEST_CASE("many uploads at once arrive unmixed") {
    Folder folder;
    Pages pages;
    pages.door = [&](const Head&) { return Admission{BodyKind::upload, 2'000'000, folder.path()}; };
    pages.pages["/up"] = [](const Request& request) { return text(request.upload->sha256); };
    Edge edge(pages);
    std::vector<std::unique_ptr<Client>> clients;
    std::vector<std::string> all;
    for (std::size_t i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<Client>(edge.port()));
        all.push_back(some_bytes(400'000 + i));
        clients.back()->send(
            cat("POST /up HTTP/1.1\r\nHost: h\r\nContent-Length: ", all.back().size(), "\r\n\r\n"));
    }
    for (std::size_t at = 0; at < 500'000; at += 50'000)
        for (std::size_t i = 0; i < clients.size(); ++i)
            if (at < all[i].size()) clients[i]->send(std::string_view(all[i]).substr(at, 50'000));
    for (std::size_t i = 0; i < clients.size(); ++i)
        CHECK(clients[i]->read().body == sha256_hex(all[i]));
    CHECK(folder.empty());
}

}  // namespace
}  // namespace kentongan::tests
