// Signing in, sessions, rights, SOPs adopted, keys of requests.
#include "cast_office.h"
#include "office/guesses.h"
#include "office/keys.h"
#include "office/library.h"
#include "office/policy.h"

namespace kentongan::tests {
namespace {

const std::string password(demo_password);

TEST_CASE("who signs in is known until they sign out") {
    Stage stage;
    const auto session = must(stage.people.sign_in(" Dewi ", password, "10.0.0.1"));
    CHECK(session.who.name == "Dewi Puspita");
    const auto info = must(stage.people.session(session.token));
    CHECK(info.who.person == stage.demo.people["dewi"]);
    CHECK(info.language == "id");
    CHECK(info.csrf.size() == 64);
    must(stage.people.set_language(session.token, "en"));
    CHECK(must(stage.people.session(session.token)).language == "en");
    CHECK(refusal(stage.people.set_language(session.token, "xx")) == "language.unknown");
    must(stage.people.sign_out(session.token));
    CHECK(refusal(stage.people.session(session.token)) == "session.over");
    CHECK(refusal(stage.people.session("")) == "session.over");
    CHECK(refusal(stage.people.session("made up")) == "session.over");
}

TEST_CASE("an unknown name and a wrong password get the same answer") {
    Stage stage;
    const auto wrong = stage.people.sign_in("dewi", "salah", "10.0.0.1");
    const auto unknown = stage.people.sign_in("siapa", "salah", "10.0.0.2");
    CHECK(refusal(wrong) == "sign_in.wrong");
    REQUIRE(!unknown);
    CHECK(wrong.error().issues == unknown.error().issues);
    CHECK(wrong.error().kind == unknown.error().kind);
}

TEST_CASE("a session ends after half an hour without a visit, and after twelve hours anyway") {
    Stage stage;
    const auto token = must(stage.people.sign_in("dewi", password, "10.0.0.1")).token;
    for (int i = 0; i < 25; ++i) {
        stage.pass(minutes{28});
        must(stage.people.session(token));
    }
    stage.pass(minutes{21});
    CHECK(refusal(stage.people.session(token)) == "session.over");
    const auto other = must(stage.people.sign_in("dewi", password, "10.0.0.1")).token;
    stage.pass(minutes{30});
    CHECK(refusal(stage.people.session(other)) == "session.over");
}

TEST_CASE("a new password ends every session, and a position counts at once") {
    Stage stage;
    const auto token = must(stage.people.sign_in("dewi", password, "10.0.0.1")).token;
    must(stage.write([&](store::Tx& tx) -> Result<void> {
        const auto id =
            TRY(stage.people.add_position(tx, stage.demo.office.id, "Ketua Tim", "petugas"));
        return stage.people.hold(tx, stage.demo.office.id, id, stage.demo.people.at("dewi"),
                                 Hold::plt, stage.now, {}, "1/2026");
    }));
    const auto who = must(stage.people.session(token)).who;
    CHECK(who.holds("petugas"));
    CHECK(who.shown() == "Pranata Hubungan Masyarakat");
    must(stage.people.set_password("dewi", demo_hash()));
    CHECK(refusal(stage.people.session(token)) == "session.over");
}

TEST_CASE("five wrong passwords, and the next try must wait, longer each time") {
    Stage stage;
    for (int i = 0; i < 5; ++i) {
        CHECK(refusal(stage.people.sign_in("dewi", "salah", cat("10.0.1.", i))) == "sign_in.wrong");
    }
    const auto refused = stage.people.sign_in("dewi", password, "10.0.0.9");
    CHECK(refusal(refused) == "sign_in.wait");
    CHECK(refused.error().issues[0].with == std::vector<std::string>{"1"});
    CHECK(refused.error().kind == Kind::unavailable);
    stage.pass(seconds{1});
    CHECK(refusal(stage.people.sign_in("dewi", "salah", "10.0.0.9")) == "sign_in.wrong");
    stage.pass(seconds{1});
    CHECK(refusal(stage.people.sign_in("dewi", "salah", "10.0.0.9")) == "sign_in.wait");
    stage.pass(seconds{1});
    must(stage.people.sign_in("dewi", password, "10.0.0.9"));
}

TEST_CASE("guessing many names from one place is slowed down too") {
    Stage stage;
    for (int i = 0; i < 5; ++i) {
        CHECK(refusal(stage.people.sign_in(cat("orang", i), "salah", "6.6.6.6")) ==
              "sign_in.wrong");
    }
    CHECK(refusal(stage.people.sign_in("sari", password, "6.6.6.6")) == "sign_in.wait");
    must(stage.people.sign_in("sari", password, "10.0.0.1"));
}

TEST_CASE("a stranger's guesses do not lock out who signed in from here before") {
    Stage stage;
    must(stage.people.sign_in("dewi", password, "10.0.0.1"));
    for (int i = 0; i < 5; ++i) {
        CHECK(!stage.people.sign_in("dewi", "salah", cat("6.6.6.", i)));
    }
    CHECK(refusal(stage.people.sign_in("dewi", password, "6.6.6.100")) == "sign_in.wait");
    must(stage.people.sign_in("dewi", password, "10.0.0.1"));
}

TEST_CASE("the delay doubles up to a minute") {
    CHECK(delay_after(4) == seconds{0});
    CHECK(delay_after(5) == seconds{1});
    CHECK(delay_after(8) == seconds{8});
    CHECK(delay_after(11) == seconds{60});
    CHECK(delay_after(1'000'000) == seconds{60});
}

TEST_CASE("rights are denied unless the table says otherwise") {
    Stage stage;
    const std::vector<std::pair<std::string, std::set<Right>>> expected{
        {"dewi", {Right::see_dossiers, Right::open_dossier, Right::publish_manual}},
        {"agus",
         {Right::see_dossiers, Right::open_dossier, Right::publish_manual, Right::manage_channels}},
        {"sari",
         {Right::see_dossiers, Right::open_dossier, Right::publish_manual, Right::manage_dossier,
          Right::register_letters}},
        {"ratna",
         {Right::see_dossiers, Right::open_dossier, Right::publish_manual, Right::manage_dossier,
          Right::read_journal, Right::manage_sop, Right::manage_people, Right::register_letters,
          Right::dispose_letters}}};
    for (const auto& [name, rights] : expected) {
        const auto who = stage.who(name);
        for (const auto right :
             {Right::see_dossiers, Right::open_dossier, Right::manage_dossier, Right::read_journal,
              Right::manage_sop, Right::manage_people, Right::manage_channels,
              Right::publish_manual, Right::register_letters, Right::dispose_letters}) {
            CHECK_MESSAGE(may(who, right) == rights.contains(right), name);
        }
    }
    CHECK(!may(Who{}, Right::see_dossiers));
    CHECK(refusal(need(Who{}, Right::open_dossier)) == "right.missing");
}

TEST_CASE("an SOP that does not read, or that nobody performs, is not adopted") {
    Stage stage;
    const auto wati = stage.who("wati");
    const auto adopt = [&](const std::string& text) {
        return stage.write(
            [&](store::Tx& tx) { return Library::adopt(tx, wati, "baru", text, {}, stage.now); });
    };
    CHECK(!adopt("langkah ???"));
    CHECK(refusal(adopt(carried_sops().at("singkawang-2023"))) == "performer.missing");
}

TEST_CASE("a new version is for new dossiers; a running one keeps its own") {
    Stage stage;
    const auto id = stage.open("dewi");
    const auto wati = stage.who("wati");
    const auto text = carried_sops().at("singkawang-2023");
    const auto second = must(stage.write([&](store::Tx& tx) -> Result<SopId> {
        std::map<RoleName, std::vector<PositionId>> positions;
        for (const auto* name : {"dewi", "rudi", "sari", "agus"}) {
            const auto who =
                TRY(stage.people.someone(tx, stage.demo.office.id, stage.demo.people.at(name)));
            for (const auto& held : who.positions) {
                positions[RoleName{held.kind}].push_back(held.position);
            }
        }
        return Library::adopt(tx, wati, "singkawang-2023", text, positions, stage.now);
    }));
    const auto all =
        must(stage.read([&](store::Tx& tx) { return Library::list(tx, stage.demo.office.id); }));
    CHECK(all.size() == carried_sops().size() + 1);
    for (const auto& sop : all) {
        if (sop.key == "singkawang-2023") CHECK(sop.current == (sop.id == second));
    }
    CHECK(stage.view("dewi", id).sop_version == 1);
}

TEST_CASE("the demo office is made once") {
    Stage stage;
    const auto again = must(make_demo(stage.db(), carried_sops(), stage.clock(), demo_hash()));
    CHECK(again.office.id == stage.demo.office.id);
    CHECK(again.people == stage.demo.people);
    CHECK(again.sops == stage.demo.sops);
}

TEST_CASE("the same key twice acts once; for something else it is refused") {
    Stage stage;
    const auto dewi = stage.who("dewi");
    int acts = 0;
    const auto act = [&](const std::string& key, const std::string& hash) {
        return RequestKeys::once(
            stage.db(), dewi.office, "person/1", key, hash, stage.now,
            [&](store::Tx& tx) -> Result<StoredAnswer> {
                const auto id = TRY(stage.dossiers.open(
                    tx, dewi, {.title = "Sekali saja", .sop = stage.sop("singkawang")}));
                ++acts;
                return StoredAnswer{303, cat("/berkas/", id.value)};
            });
    };
    const auto first = must(act("k1", "h1"));
    const auto second = must(act("k1", "h1"));
    CHECK(first.location_or_body == second.location_or_body);
    CHECK(refusal(act("k1", "h2")) == "key.reused");
    must(act("k2", "h1"));
    CHECK(must(stage.dossiers.list(dewi, {}, 10)).size() == 2);
    stage.pass(std::chrono::days{8});
    const auto forgotten =
        must(stage.write([&](store::Tx& tx) { return RequestKeys::forget_before(tx, stage.now); }));
    CHECK(forgotten == 2);
}

}  // namespace
}  // namespace kentongan::tests
