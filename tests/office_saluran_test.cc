// Plans, embargo and proofs of airings; accounts with sealed secrets, connected by OAuth.
#include "cast_office.h"
#include "doubles.h"
#include "office/airing_rows.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

struct Publishing {
    Stage stage;
    DossierId dossier = stage.at_step("4");
    Who agus = stage.who("agus");

    template <class Verb>
    auto act(Verb verb) {
        return stage.write([&](store::Tx& tx) { return verb(tx); });
    }
    AiringId on(const std::string& channel) { return stage.airing_on(dossier, channel).id; }
    Result<void> schedule(const std::string& channel, const AiringPlan& plan) {
        const auto id = on(channel);
        return act([&](store::Tx& tx) { return stage.airings.schedule(tx, agus, id, plan); });
    }
    Result<void> send(const std::string& channel) {
        const auto id = on(channel);
        return act([&](store::Tx& tx) { return stage.airings.send(tx, agus, id); });
    }
    Result<void> prove(const std::string& channel, const AiringProof& proof) {
        const auto id = on(channel);
        return act([&](store::Tx& tx) { return stage.airings.record_proof(tx, agus, id, proof); });
    }
    AiringState state(const std::string& channel) {
        return stage.airing_on(dossier, channel).state;
    }
    void run() { must(stage.outbox.run_due(stage.clock())); }
    std::size_t articles() {
        return must(stage.read([&](store::Tx& tx) {
                   return Website::newest(tx, stage.demo.office.id, {}, 10);
               }))
            .size();
    }
};

TEST_CASE("a planned airing leaves at its time, once, and can be moved until then") {
    Publishing test;
    CHECK(refusal(test.schedule("website", {.at = test.stage.now - 1h})) == "planned_at.past");
    CHECK(refusal(test.schedule("website", {.times = 0})) == "times.out_of_range");
    must(test.schedule("website", {.at = test.stage.now + 2h}));
    must(test.send("website"));
    test.run();
    CHECK(test.state("website") == AiringState::queued);
    must(test.schedule("website", {.at = test.stage.now + 4h}));
    test.stage.pass(3h);
    test.run();
    CHECK(test.articles() == 0);
    test.stage.pass(2h);
    test.run();
    test.run();
    CHECK(test.articles() == 1);
    CHECK(test.state("website") == AiringState::aired);
    CHECK(refusal(test.schedule("website", {})) == "airing.already_sent");
    CHECK(!test.stage.view("agus", test.dossier).history.empty());  // its record can be read
}

TEST_CASE("an embargo blocks the machine and the person alike") {
    Publishing test;
    const auto lifted = test.stage.now + 24h;
    CHECK(refusal(test.schedule("website", {.at = test.stage.now + 1h, .not_before = lifted})) ==
          "planned_at.before_embargo");
    must(test.schedule("website", {.not_before = lifted}));
    must(test.schedule("instagram", {.not_before = lifted, .times = 3, .ends_at = lifted + 72h}));
    must(test.send("website"));
    test.stage.pass(23h);
    test.run();
    CHECK(test.articles() == 0);
    CHECK(refusal(test.prove("instagram", {.url = "https://instagram.com/p/1"})) ==
          "airing.embargo");
    test.stage.pass(2h);
    test.run();
    CHECK(test.articles() == 1);
    must(test.prove("instagram", {.url = "https://instagram.com/p/1"}));
    CHECK(test.stage.airing_on(test.dossier, "instagram").times == 3);
}

TEST_CASE("taken back it does not leave; sent again it leaves once") {
    Publishing test;
    must(test.schedule("website", {.at = test.stage.now + 1h}));
    must(test.send("website"));
    const auto id = test.on("website");
    const auto back = [&] {
        return test.act(
            [&](store::Tx& tx) { return test.stage.airings.take_back(tx, test.agus, id); });
    };
    must(back());
    CHECK(refusal(back()) == "airing.not_queued");
    test.stage.pass(2h);
    test.run();
    CHECK(test.articles() == 0);
    CHECK(test.state("website") == AiringState::planned);
    must(test.send("website"));
    test.run();
    test.run();
    CHECK(test.articles() == 1);
}

TEST_CASE("a manual airing is proved by a time, a picture or a link, as often as it is aired") {
    Publishing test;
    CHECK(refusal(test.prove("instagram", {})) == "proof.missing");
    CHECK(refusal(test.prove("instagram", {.aired_at = test.stage.now + 1h})) == "aired_at.future");
    CHECK(refusal(test.prove("instagram", {.url = "https://x.com/1"})) == "url.other_channel");
    must(test.prove("instagram", {.aired_at = test.stage.now - 1h, .note = "siaran pagi"}));
    CHECK(test.state("instagram") == AiringState::aired);
    CHECK(test.stage.airing_on(test.dossier, "instagram").aired_at == test.stage.now - 1h);
    must(test.prove("instagram", {.aired_at = test.stage.now, .note = "siaran sore"}));
    const auto proofs = must(test.stage.read([&](store::Tx& tx) {
        return Airings::proofs_of(tx, test.stage.demo.office.id, test.on("instagram"));
    }));
    REQUIRE(proofs.size() == 2);
    CHECK(proofs[1].note == "siaran sore");
    CHECK(proofs[0].person == test.agus.name);
    const auto foreign = test.stage.read([&](store::Tx& tx) {
        return test.stage.airings.proof_file(tx, test.stage.demo.office.id, test.on("instagram"),
                                             "");
    });
    CHECK(refusal(foreign) == "not_found");
}

/// An office whose services are the doubles.
struct Connected {
    Doubles doubles;
    Stage stage;
    Airings airings{stage.db(),
                    stage.dossiers,
                    stage.vault,
                    "https://sukamaju.go.id",
                    stage.clock(),
                    {.key = fresh_seal_key(),
                     .http = doubles.limits,
                     .bases = {{"facebook", doubles.at("facebook")},
                               {"x", doubles.at("x")},
                               {"instagram", doubles.at("instagram")},
                               {"youtube", doubles.at("youtube")}}}};
    Who keeper = stage.who("agus");
    const std::string back = "https://sukamaju.go.id/pengaturan/saluran/kembali";

    Connected() {
        stage.now = doubles.now();
        stage.outbox.employ("publish", airings);
    }
    AccountId account(const std::string& channel) {
        return must(stage.write([&](store::Tx& tx) {
            Account wish{{}, {channel}, "Akun " + channel};
            wish.mode = Mode::automatic;
            return Airings::add_account(tx, keeper, wish);
        }));
    }
    void keys(AccountId id, const std::string& client, const std::string& secret) {
        must(stage.write([&](store::Tx& tx) -> Result<void> {
            TRY(Airings::set_up(tx, keeper, id, {{"client_id", client}}));
            return airings.let_in(tx, keeper, id, {{"client_secret", secret}}, {});
        }));
    }
    /// Agrees as a person does, and comes back with state and code.
    Result<AccountId> consent(AccountId id, const Who& who) {
        const auto address = must(airings.consent_address(keeper, id, back));
        const auto reply = doubles.http->send({.url = address});
        const auto& location = reply.headers.at("location");
        const auto part = [&](const std::string& name) {
            auto value = location.substr(location.find(name + "=") + name.size() + 1);
            value = value.substr(0, value.find('&'));
            for (auto at = value.find("%2F"); at != value.npos; at = value.find("%2F")) {
                value.replace(at, 3, "/");
            }
            return value;
        };
        return airings.come_back(who, part("state"), part("code"), back);
    }
    Account read(AccountId id) {
        return must(stage.read(
            [&](store::Tx& tx) { return Airings::account(tx, stage.demo.office.id, id); }));
    }
};

TEST_CASE("accounts are connected by OAuth, and their secrets lie sealed") {
    Connected test;
    struct Row {
        std::string channel, client, secret;
    };
    for (const auto& [channel, client, secret] :
         {Row{"facebook", "900100200300400", "meta-app-secret"},
          Row{"instagram", "900100200300400", "meta-app-secret"}, Row{"x", "x-client", "x-secret"},
          Row{"youtube", "yt-client.apps.example", "yt-secret"}}) {
        CAPTURE(channel);
        const auto id = test.account(channel);
        CHECK(refusal(test.airings.consent_address(test.keeper, id, test.back)) ==
              "account.no_app");
        test.keys(id, client, secret);
        CHECK(refusal(test.consent(id, test.stage.who("rudi"))) != "");
        REQUIRE(must(test.consent(id, test.keeper)) == id);
        CHECK(test.read(id).connected);
        CHECK(test.read(id).settings.find(secret) == std::string::npos);
        const auto stored = must(test.stage.read(
            [&](store::Tx& tx) { return sealed_secret(tx, test.stage.demo.office.id, id); }));
        CHECK(stored.starts_with("s1."));
        CHECK(stored.find(secret) == stored.npos);
    }
    CHECK(refusal(test.airings.come_back(test.keeper, "karangan", "kode", test.back)) ==
          "account.stale_consent");
    CHECK(test.doubles.violations() == "[]");
}

TEST_CASE("what is approved goes to a connected page; a dead token rests the account") {
    Connected test;
    const auto dossier = test.stage.at_step("4");
    auto page = test.stage.airing_on(dossier, "facebook").account;
    page.mode = Mode::automatic;
    must(test.stage.write([&](store::Tx& tx) {
        return Airings::change_account(tx, test.keeper, page, test.stage.now);
    }));
    test.keys(page.id, "900100200300400", "meta-app-secret");
    must(test.consent(page.id, test.keeper));
    test.doubles.post("facebook/token", JsonObject{{"token", "fb-page-0"}, {"dead", 460}});
    const auto agus = test.stage.who("agus");
    const auto id = test.stage.airing_on(dossier, "facebook").id;
    must(test.stage.write([&](store::Tx& tx) { return test.airings.send(tx, agus, id); }));
    must(test.stage.outbox.run_due(test.stage.clock()));
    CHECK(!test.read(page.id).broken.empty());
    CHECK(test.stage.airing_on(dossier, "facebook").state == AiringState::queued);
    const auto queue = must(test.airings.queue(agus, 50));
    REQUIRE(queue.size() == 1);
    CHECK(queue[0].message.state == delivery::OutboxState::paused);
    test.doubles.post("facebook/token", JsonObject{{"token", "fb-page-0"}, {"dead", nullptr}});
    CHECK(must(test.stage.write([&](store::Tx& tx) {
              return test.airings.resume_account(tx, test.keeper, page.id);
          })) == 1);
    for (int i = 0; i < 5; ++i) {
        test.stage.pass(1min);
        must(test.stage.outbox.run_due(test.stage.clock()));
    }
    const auto airing = test.stage.airing_on(dossier, "facebook");
    CHECK_MESSAGE(airing.state == AiringState::aired, airing.last_word);
    CHECK(airing.url.starts_with("https://www.facebook.com/"));
    CHECK(test.doubles.posts("facebook").size() == 1);
    CHECK(test.read(page.id).broken.empty());
}

}  // namespace
}  // namespace kentongan::tests
