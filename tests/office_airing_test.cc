// Airings: only approved bytes, once each, and what became of them.
#include "cast_office.h"
#include "office/airing_rows.h"

namespace kentongan::tests {
namespace {

/// A carrier that answers as told and counts.
class Scripted final : public delivery::Carrier {
  public:
    explicit Scripted(delivery::Carrier& real) : real_(real) {}
    delivery::Outcome carry(const delivery::Message&) override {
        ++carried;
        return outcome;
    }
    delivery::Sight look(const delivery::Message&) override { return sight; }
    Result<void> report(store::Tx& tx, const delivery::Message& message,
                        const delivery::Outcome& result) override {
        return real_.report(tx, message, result);
    }
    Result<void> held(store::Tx& tx, const delivery::Message& message,
                      const std::string& evidence) override {
        return real_.held(tx, message, evidence);
    }
    delivery::Outcome outcome = delivery::Rejected{"terlalu panjang"};
    delivery::Sight sight = delivery::Unseen{"tidak terbaca", true};
    int carried = 0;

  private:
    delivery::Carrier& real_;
};

auto on(Stage& stage, const Who& who) {
    return [&stage, who](auto verb) {
        return stage.write([&](store::Tx& tx) { return verb(tx, who); });
    };
}

TEST_CASE("a link must be one of its channel") {
    CHECK(!flaw_of_link("instagram", "https://www.instagram.com/p/abc"));
    CHECK(!flaw_of_link("instagram", "https://instagram.com/p/abc?x=1"));
    CHECK(!flaw_of_link("radio", "http://radio.example/siaran"));
    CHECK(!flaw_of_link("facebook", "https://m.facebook.com:443/x"));
    CHECK(flaw_of_link("instagram", "https://instagram.com.jahat.example/p")->rule ==
          "other_channel");
    CHECK(flaw_of_link("x", "https://netflix.com/")->rule == "other_channel");
    for (const auto* bad : {"", "instagram.com/p", "ftp://instagram.com", "javascript:alert(1)",
                            "https://", "https://localhost/x", "https://a b.com",
                            "https://instagram.com@jahat.example/", "https://.com"}) {
        const auto flaw = flaw_of_link("instagram", bad);
        REQUIRE_MESSAGE(flaw, bad);
        CHECK_MESSAGE(flaw->rule != "", bad);
    }
    CHECK(flaw_of_link("radio", "https://jahat.example\\@x")->rule != "other_channel");
}

TEST_CASE("sent twice is sent once") {
    Stage stage;
    const auto id = stage.at_step("4");
    const auto agus = stage.who("agus");
    const auto website = stage.airing_on(id, "website").id;
    const auto send = [&] {
        return stage.write([&](store::Tx& tx) { return stage.airings.send(tx, agus, website); });
    };
    must(send());
    CHECK(refusal(send()) == "airing.already_sent");
    must(stage.outbox.run_due(stage.clock()));
    CHECK(refusal(send()) == "airing.already_sent");
    must(stage.outbox.run_due(stage.clock()));
    CHECK(must(stage.read([&](store::Tx& tx) {
              return Website::newest(tx, stage.demo.office.id, {}, 10);
          })).size() == 1);
    const auto manual = stage.airing_on(id, "instagram").id;
    CHECK(refusal(stage.write([&](store::Tx& tx) {
              return stage.airings.send(tx, agus, manual);
          })) == "airing.manual");
}

TEST_CASE("the website answers the same article for the same errand") {
    Stage stage;
    delivery::Post post{};
    post.office = stage.demo.office.id;
    post.once = "1/abc/1";
    post.title = "Jadwal";
    post.text = std::string(300, 'a') + " akhir";
    Website website(stage.db(), "https://s.example", stage.clock());
    CHECK(std::holds_alternative<delivery::Absent>(website.look(post)));
    const auto first = std::get<delivery::Created>(website.publish(post));
    const auto again = std::get<delivery::Created>(website.publish(post));
    CHECK(first.id == again.id);
    CHECK(first.url == "https://s.example/k/sukamaju/berita/jadwal");
    CHECK(std::get<delivery::Found>(website.look(post)).url == first.url);
    post.once = "1/abc/2";
    CHECK(std::get<delivery::Created>(website.publish(post)).url == first.url + "-2");
}

TEST_CASE("rejected says why, and may be sent again as another errand") {
    Stage stage;
    Scripted carrier(stage.airings);
    stage.outbox.employ("publish", carrier);
    const auto id = stage.at_step("4");
    const auto agus = stage.who("agus");
    const auto website = stage.airing_on(id, "website").id;
    const auto send = [&] {
        return stage.write([&](store::Tx& tx) { return stage.airings.send(tx, agus, website); });
    };
    must(send());
    must(stage.outbox.run_due(stage.clock()));
    const auto rejected = stage.airing_on(id, "website");
    CHECK(rejected.state == AiringState::rejected);
    CHECK(rejected.last_word == "terlalu panjang");
    carrier.outcome = delivery::Created{"7", "https://sukamaju.example/x"};
    must(send());
    must(stage.outbox.run_due(stage.clock()));
    CHECK(stage.airing_on(id, "website").state == AiringState::aired);
    CHECK(stage.airing_on(id, "website").number == 2);
    CHECK(carrier.carried == 2);
}

TEST_CASE("unknown is looked after by a person: there, or not there") {
    for (const bool is_there : {true, false}) {
        Stage stage;
        Scripted carrier(stage.airings);
        carrier.outcome = delivery::Ambiguous{"sambungan putus"};
        stage.outbox.employ("publish", carrier);
        const auto id = stage.at_step("4");
        const auto agus = stage.who("agus");
        const auto website = stage.airing_on(id, "website").id;
        must(stage.write([&](store::Tx& tx) { return stage.airings.send(tx, agus, website); }));
        for (int i = 0; i < 4; ++i) {
            must(stage.outbox.run_due(stage.clock()));
            stage.pass(minutes{5});
        }
        CHECK(stage.airing_on(id, "website").state == AiringState::to_check);
        const auto waived = stage.write(
            [&](store::Tx& tx) { return stage.airings.waive(tx, agus, website, "lewati"); });
        CHECK(refusal(waived) == "airing.already_sent");
        must(stage.write([&](store::Tx& tx) {
            return stage.airings.settle(tx, agus, website, is_there,
                                        is_there ? "https://sukamaju.example/berita/x" : "");
        }));
        if (is_there) {
            CHECK(stage.airing_on(id, "website").state == AiringState::aired);
            CHECK(carrier.carried == 1);
        } else {
            carrier.outcome = delivery::Created{"7", "https://sukamaju.example/x"};
            must(stage.outbox.run_due(stage.clock()));
            CHECK(stage.airing_on(id, "website").state == AiringState::aired);
            CHECK(carrier.carried == 2);
        }
    }
}

TEST_CASE("a reason is needed to leave a channel out, and a state in which it can be") {
    Stage stage;
    const auto id = stage.at_step("4");
    const auto by_agus = on(stage, stage.who("agus"));
    const auto instagram = stage.airing_on(id, "instagram").id;
    CHECK(refusal(by_agus([&](auto& tx, auto& who) {
              return stage.airings.waive(tx, who, instagram, "  ");
          })) == "reason.required");
    CHECK(refusal(by_agus([&](auto& tx, auto& who) {
              return stage.airings.record_link(tx, who, instagram, "https://x.com/1");
          })) == "url.other_channel");
    must(by_agus([&](auto& tx, auto& who) {
        return stage.airings.record_link(tx, who, instagram, " https://instagram.com/p/1 ");
    }));
    must(by_agus([&](auto& tx, auto& who) {  // a slip corrected
        return stage.airings.record_link(tx, who, instagram, "https://instagram.com/p/2");
    }));
    CHECK(stage.airing_on(id, "instagram").url == "https://instagram.com/p/2");
    CHECK(refusal(by_agus([&](auto& tx, auto& who) {
              return stage.airings.settle(tx, who, instagram, false, "");
          })) == "airing.not_to_check");
}

TEST_CASE("Magetan: one channel goes back alone, and nothing is posted twice") {
    Stage stage;
    const auto id = stage.open("nina", "Kompilasi harian", "magetan");
    for (const auto* step : {"1", "2", "3"}) {
        const auto view = stage.view("nina", id);
        stage.use_page("nina", id, view.open[0].step->act);
        stage.tick_all("nina", id);
        if (view.may_edit) must(stage.write_text("nina", id, "Isi."));
        must(stage.finish("nina", id, step));
    }
    CHECK(stage.desk_of(id) == "4 4 4 4 4 4");
    CHECK(stage.airings_of(id).size() == 6);
    const auto nina = stage.who("nina");
    const auto radio = stage.airing_on(id, "radio");
    must(stage.write([&](store::Tx& tx) {
        return stage.airings.record_link(tx, nina, radio.id, "https://radio.example/1");
    }));
    must(stage.dossiers.act(nina, id, sop::Finish{.task = radio.task, .outcome = "selesai"}));
    CHECK(stage.desk_of(id) == "4 4 4 4 4 5");
    const auto check = stage.task_at(id, "5");
    must(stage.dossiers.act(
        nina, id, sop::Finish{.task = check, .outcome = "tidak_sesuai", .note = "Salah judul."}));
    const auto again = stage.airing_on(id, "radio");
    CHECK(stage.airings_of(id).size() == 6);
    CHECK(again.state == AiringState::aired);
    CHECK(again.task != radio.task);
}

TEST_CASE("what goes out is the channel's own text, else the whole") {
    Stage stage;
    const auto id = stage.open("dewi");
    const auto dewi = stage.who("dewi");
    must(stage.write([&](store::Tx& tx) {
        Draft draft{.title = "Judul", .body = document_from_text("Panjang.")};
        draft.variants["instagram"] = "Pendek.";
        return stage.contents.save_draft(tx, dewi, id, draft, 1);
    }));
    must(stage.finish("dewi", id, "1"));
    must(stage.add_picture("rudi", id));
    must(stage.finish("rudi", id, "2"));
    must(stage.finish("sari", id, "3", "ya"));
    const auto text = [&](const std::string& channel) {
        const auto airing = stage.airing_on(id, channel).id;
        return must(stage.read([&](store::Tx& tx) {
                   return stage.airings.post_of(tx, stage.demo.office.id, airing);
               }))
            .text;
    };
    CHECK(text("instagram") == "Pendek.");
    CHECK(text("facebook") == "Panjang.");
    CHECK(must(stage.airings.board(stage.who("sari"), 2)).size() == 2);
}

}  // namespace
}  // namespace kentongan::tests
