// Webhooks: what happens is told once, signed, tried again, and shown in a log.
#include "cast_office.h"
#include "loopback.h"
#include "office/webhooks.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

/// Takes what is posted, and answers with `status`.
struct Receiver {
    std::string status = "200 OK", heard = {};
    Loopback server{[this](Peer& peer) {
        auto head = peer.hear("\r\n\r\n");
        const auto at = lowered(head).find("content-length: ");
        const auto size = at == head.npos ? 0 : std::stoul(head.substr(at + 16));
        heard = head + peer.hear_bytes(size);
        peer.say(cat("HTTP/1.1 ", status, "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }};
};

struct Hooked : Stage {
    Receiver receiver;
    delivery::HttpLimits limits = [this] {
        delivery::HttpLimits made;
        made.also_allowed = {receiver.server.place()};
        return made;
    }();
    Webhooks hooks{db(), {}, limits, clock()};
    WebhookId id = {};
    std::string secret;

    Hooked() {
        outbox.employ("kait", hooks);
        const auto wati = who("wati");
        const auto made = must(write([&](store::Tx& tx) {
            return Webhooks::add(tx, wati, {}, {.address = "https://x.example/masuk"}, now);
        }));
        id = made.first;
        secret = made.second;
        // Only tests may call this machine; what people type is checked to be https.
        must(write([&](store::Tx& tx) {
            return tx.run("UPDATE webhook SET address = $3 WHERE office_id = $1 AND id = $2",
                          demo.office.id, id, cat("http://", receiver.server.place(), "/masuk"));
        }));
    }
    void follow() {
        grow_tree();
        must(write([&](store::Tx& tx) { return Webhooks::follow(tx, demo.office.id, 500, now); }));
        must(outbox.run_due(now));
    }
    std::vector<WebhookCall> calls() {
        const auto wati = who("wati");
        return must(read([&](store::Tx& tx) { return Webhooks::calls(tx, wati, id, 100); }));
    }
    std::string header(const std::string& name) const {
        const auto at = receiver.heard.find(name + ": ");
        if (at == receiver.heard.npos) return {};
        const auto begin = at + name.size() + 2;
        return receiver.heard.substr(begin, receiver.heard.find("\r\n", begin) - begin);
    }
    std::string body() const { return receiver.heard.substr(receiver.heard.find("\r\n\r\n") + 4); }
};

TEST_CASE_FIXTURE(Hooked, "what happens is told, signed with the secret, and only once") {
    follow();
    CHECK(calls().empty());  // whoever begins to listen hears nothing old
    open("dewi");
    follow();
    follow();
    REQUIRE(calls().size() == 1);
    CHECK(calls()[0].event == "dossier_opened");
    CHECK(calls()[0].state == "terkirim");
    const auto at = to_number(header("Kentongan-Timestamp")).value_or(0);
    CHECK(header("Kentongan-Event") == "dossier_opened");
    CHECK(header("Kentongan-Signature") == cat("v1=", webhook_signature(secret, at, body())));
    CHECK(text_of(read_json(body())->get_object(), "title") == "Jadwal imunisasi");
    const auto [sealed] = must(read([&](store::Tx& tx) {
        return tx.one<std::string>("SELECT secret FROM webhook WHERE office_id = $1",
                                   demo.office.id);
    }));
    CHECK(sealed.find(secret) == sealed.npos);
}

TEST_CASE_FIXTURE(Hooked, "who does not answer is told again, and by hand once more") {
    grow_tree();
    receiver.status = "503 no";
    open("dewi");
    follow();
    CHECK(calls()[0].state == "antre");
    CHECK(calls()[0].last_word == "HTTP 503");
    receiver.status = "204 ok";
    pass(2min);
    must(outbox.run_due(now));
    CHECK(calls()[0].state == "terkirim");
    const auto wati = who("wati"), dewi = who("dewi");
    const auto call = calls()[0].id;
    const auto again = [&](const Who& person) {
        return write([&](store::Tx& tx) { return Webhooks::resend(tx, person, id, call, now); });
    };
    CHECK(!again(dewi));
    must(again(wati));
    must(outbox.run_due(now));
    CHECK(calls().size() == 2);
}

TEST_CASE_FIXTURE(Hooked, "a changed secret signs, and the old one beside it for a day") {
    const auto wati = who("wati");
    const auto fresh_one =
        must(write([&](store::Tx& tx) { return Webhooks::rotate(tx, wati, {}, id, now); }));
    open("dewi");
    follow();
    const auto at = to_number(header("Kentongan-Timestamp")).value_or(0);
    CHECK(header("Kentongan-Signature") == cat("v1=", webhook_signature(fresh_one, at, body()),
                                               ",v1=", webhook_signature(secret, at, body())));
    pass(25h);
    open("dewi", "Lain");
    follow();
    const auto later = to_number(header("Kentongan-Timestamp")).value_or(0);
    CHECK(header("Kentongan-Signature") == cat("v1=", webhook_signature(fresh_one, later, body())));
}

TEST_CASE_FIXTURE(Hooked, "only https of the outside, and only known events") {
    const auto wati = who("wati"), dewi = who("dewi");
    const auto add = [&](const Who& person, const Webhook& wish) {
        return write([&](store::Tx& tx) { return Webhooks::add(tx, person, {}, wish, now); });
    };
    CHECK(refusal(add(wati, {.address = "http://x.example/"})) == "address.not_https");
    CHECK(refusal(add(wati, {.address = "https://a@b/"})) == "address.not_https");
    CHECK(refusal(add(wati, {.address = "https://x.example/", .events = {"apa"}})) ==
          "events.unknown");
    CHECK(!add(dewi, {.address = "https://x.example/"}));
    must(add(wati, {.address = "https://127.0.0.1/dalam"}));
    open("dewi");
    follow();
    const auto inner = must(read([&](store::Tx& tx) { return Webhooks::list(tx, wati); }));
    const auto all =
        must(read([&](store::Tx& tx) { return Webhooks::calls(tx, wati, inner.back().id, 10); }));
    REQUIRE(!all.empty());
    CHECK(all[0].state != "terkirim");
}

}  // namespace
}  // namespace kentongan::tests
