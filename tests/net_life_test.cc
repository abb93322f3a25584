// The edge lives: event streams, overload, graceful stop, origin, log, and refusals to start.
#include <thread>

#include "base/json.h"
#include "net_client.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;
using net::Admission;
using net::BodyKind;
using net::Head;
using net::Request;
using net::Response;

Response events(std::string topic) {
    return {.body = net::Events{std::move(topic)}};
}

TEST_CASE("an event reaches every listener of its topic, and no other") {
    Pages pages;
    pages.pages["/events"] = [](const Request& request) { return events(request.query); };
    Edge edge(pages);
    std::vector<std::unique_ptr<Client>> desk, other;
    for (int i = 0; i < 100; ++i) {
        auto& place = i % 4 == 0 ? other : desk;
        place.push_back(std::make_unique<Client>(edge.port()));
        const auto head =
            place.back()->get(i % 4 == 0 ? "/events?other" : "/events?desk").read(true);
        CHECK(head.status == 200);
        CHECK(head["content-type"] == "text/event-stream; charset=utf-8");
        CHECK(head["content-length"] == "");
    }
    std::vector<std::thread> speakers;
    for (int i = 0; i < 4; ++i)
        speakers.emplace_back([&] {
            for (int n = 0; n < 10; ++n) edge->publish("desk", "satu\ndua\rtiga");
        });
    for (auto& speaker : speakers) speaker.join();
    edge->publish("other", "lain");
    edge->publish("nobody", "x");
    for (auto& client : desk)
        for (int n = 0; n < 40; ++n)
            CHECK(client->read_until("\n\n") == "data: satu\ndata: duatiga\n\n");
    for (auto& client : other) CHECK(client->read_until("\n\n") == "data: lain\n\n");
}

TEST_CASE("a quiet stream beats, a listener that talks or does not listen is cut") {
    Pages pages;
    pages.pages["/events"] = [](const Request& request) { return events(request.query); };
    Edge edge(pages, {.event_backlog = 100'000, .heartbeat = 20ms});
    Client quiet(edge.port());
    quiet.get("/events?q").read(true);
    for (int i = 0; i < 3; ++i) CHECK(quiet.read_until("\n\n") == ":\n\n");
    Client talking(edge.port());
    talking.get("/events?q").read(true);
    talking.send(std::string(10'000, 'x'));
    talking.read_to_end();
    Client deaf(edge.port(), 4096);
    deaf.get("/events?deaf").read(true);
    const std::string large(50'000, 'e');
    for (int i = 0; i < 400; ++i) edge->publish("deaf", large);
    CHECK(deaf.broken_off());
    CHECK(quiet.read_until("\n\n") == ":\n\n");
}

TEST_CASE("when all workers are busy and the queue is full, the answer is 503 at once") {
    Gate gate;
    Pages pages;
    pages.pages["/slow"] = [&](const Request&) {
        gate.pass();
        return text("done");
    };
    pages.at_once["/fast"] = text("fast");
    Edge edge(pages, {.io_threads = 1, .readers = 2, .queue = 3});
    std::vector<std::unique_ptr<Client>> waiting;
    for (int i = 0; i < 5; ++i) {
        waiting.push_back(std::make_unique<Client>(edge.port()));
        waiting.back()->get("/slow");
    }
    // Two run and three wait, so of the next ones asked one by one some soon must be refused.
    Client late(edge.port());
    std::vector<std::unique_ptr<Client>> more;
    Client* turned_away = nullptr;
    while (turned_away == nullptr) {
        more.push_back(std::make_unique<Client>(edge.port()));
        more.back()->get("/slow");
        CHECK(late.get("/fast").read().body == "fast");
        for (auto& client : more) {
            pollfd look{client->socket(), POLLIN, 0};
            if (::poll(&look, 1, 0) == 1) turned_away = client.get();
        }
    }
    const auto refused = turned_away->read();
    CHECK(refused.status == 503);
    CHECK(refused["retry-after"] != "");
    CHECK(refused["connection"] == "");
    gate.open();
    int done = 0;
    for (auto& client : waiting) done += client->read().status == 200;
    CHECK(done >= 2);
    CHECK(turned_away->get("/slow").read().body == "done");
}

TEST_CASE("stopping lets what runs end, closes the rest, and accepts nobody") {
    Gate gate, running;
    Pages pages;
    pages.pages["/slow"] = [&](const Request&) {
        running.open();
        gate.pass();
        return text("done");
    };
    pages.pages["/events"] = [](const Request&) { return events("e"); };
    pages.at_once["/"] = text("halo");
    Edge edge(pages);
    Client idle(edge.port());
    CHECK(idle.get("/").read().status == 200);
    Client listener(edge.port());
    CHECK(listener.get("/events").read(true).status == 200);
    Client busy(edge.port());
    busy.get("/slow");
    running.pass();
    edge->stop();
    CHECK(idle.closed());
    CHECK(listener.closed());
    gate.open();
    const auto answer = busy.read();
    CHECK(answer.body == "done");
    CHECK(busy.closed());
    edge->wait();
    CHECK_FALSE(Client(edge.port()).connected());
}

TEST_CASE("stopping waits for a slow reader only so long") {
    Pages pages;
    pages.at_once["/big"] = {.body = net::Fixed{}};
    const std::string big(32 << 20, 'x');
    pages.at_once["/big"].body = net::Fixed{big};
    Edge edge(pages, {.stop_time = 100ms});
    Client client(edge.port(), 4096);
    client.get("/big");
    CHECK(client.read_until("\r\n\r\n") != "");
    edge->stop();
    edge->wait();
    CHECK(client.read_to_end().size() < big.size());
}

TEST_CASE("peer, safety and request name are believed of a proxy only") {
    Pages pages;
    pages.pages["/"] = [](const Request& request) {
        return text(cat(request.peer, request.secure ? " secure " : " plain ", request.request_id));
    };
    const std::string lies =
        "Host: kantor.example\r\nX-Forwarded-For: 1.2.3.4, 203.0.113.9\r\n"
        "X-Forwarded-Proto: https\r\nX-Request-Id: abc-1\r\n\r\n";
    Edge bare(pages);
    Client client(bare.port());
    auto answer = client.send("GET / HTTP/1.1\r\n" + lies).read();
    CHECK(answer.body == cat("127.0.0.1 plain ", answer["x-request-id"]));
    CHECK(client.get("/").read().body.starts_with("127.0.0.1 secure "));
    Edge proxied(pages, {.behind_proxy = true});
    Client behind(proxied.port());
    answer = behind.send("GET / HTTP/1.1\r\n" + lies).read();
    CHECK(answer.body == "203.0.113.9 secure abc-1");
    CHECK(answer["x-request-id"] == "abc-1");
    CHECK(behind.get("/").read().body.starts_with("127.0.0.1 plain "));
    CHECK(behind.get("/", "X-Forwarded-For: not an address\r\nX-Request-Id: a b\r\n")
              .read()
              .body.starts_with("127.0.0.1 plain "));
}

TEST_CASE("the log names what was asked, never what was carried") {
    Folder folder;
    Pages pages;
    pages.pages["/masuk"] = [](const Request&) { return text("0123456789"); };
    const Clock clock = [] {
        return Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 20}};
    };
    {
        Edge edge(pages,
                  {.io_threads = 1, .linger = 20ms, .access_log = folder / "log", .clock = clock});
        Client client(edge.port());
        const auto answer =
            client.post("/masuk?token=rahasia", "kata=rahasia", "Cookie: sesi=rahasia\r\n").read();
        CHECK(answer["date"] == "Fri, 20 Nov 2026 00:00:00 GMT");
        CHECK(client.get("/a%22%0ab").read().status == 400);
        CHECK(Client(edge.port()).get("/q%22%5C").read().status == 404);
    }
    const auto log = contents_of(folder / "log");
    CHECK(log.find("rahasia") == std::string::npos);
    const auto lines = split(log, '\n');
    REQUIRE(lines.size() == 4);
    const auto first = read_json(lines[0]);
    REQUIRE(first);
    const auto& line = first->as_object();
    CHECK(text_of(line, "at").starts_with("2026-11-20T00:00:0"));
    CHECK(text_of(line, "peer") == "127.0.0.1");
    CHECK(text_of(line, "method") == "POST");
    CHECK(text_of(line, "path") == "/masuk");
    CHECK(number_of(line, "status") == 200);
    CHECK(number_of(line, "bytes") == 10);
    CHECK(number_of(line, "ms", -1) >= 0);
    CHECK(line.size() == 8);
    CHECK(text_of(read_json(lines[2])->as_object(), "path") == "/q\"\\");
}

TEST_CASE("a port that is taken is refused in one sentence") {
    Pages pages;
    Edge edge(pages);
    const auto second = net::Server::start({.port = edge.port()}, pages);
    REQUIRE_FALSE(second);
    CHECK(
        second.error().why ==
        cat("Port ", edge.port(), " sudah dipakai program lain. Pilih port lain dengan --port …"));
    const auto nowhere = net::Server::start({.address = "192.0.2.1", .port = 0}, pages);
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().why == "Alamat 192.0.2.1 bukan alamat komputer ini.");
    CHECK_FALSE(net::Server::start({.address = "kantor", .port = 0}, pages));
    CHECK_FALSE(net::Server::start({.port = 70'000}, pages));
    CHECK_FALSE(net::Server::start({.port = 0, .certificate = "/none.pem"}, pages));
    CHECK_FALSE(net::Server::start({.port = 0, .access_log = "/nonexistent/log"}, pages));
}

}  // namespace
}  // namespace kentongan::tests
