// From nothing to an office, tables brought in, second proofs, and the sample office taken away.
#include <doctest/doctest.h>

#include "base/csv.h"
#include "base/totp.h"
#include "cast_office.h"
#include "office/contacts.h"
#include "office/founding.h"
#include "office/imports.h"
#include "office/organisation.h"
#include "office/promises.h"
#include "office/second_factors.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

/// Five people, several hats each; Singkawang's SOP with its performers mapped to these posts.
Founding small_office() {
    Founding wish;
    wish.office = {.slug = "harapan", .region = "Kota Harapan", .name = "Dinas Kominfo"};
    wish.people = {
        {"Ani", "ani"}, {"Budi", "budi"}, {"Cici", "cici"}, {"Dodi", "dodi"}, {"Eka", "eka"}};
    wish.posts = {{"Kepala Dinas", "kepala_dinas", 1}, {"Sub Koordinator", "kepala_seksi", 2},
                  {"Ketua Tim", "pranata_humas", 2},   {"Desainer", "perancang_grafis", 3},
                  {"Admin", "admin_medsos", 4},        {"Kabid", "kepala_bidang", {}}};
    wish.password_hash = demo_hash();
    wish.channels = {"website", "instagram"};
    const auto sops = carried_sops();
    for (const auto& [key, text] : sops) {
        if (!key.starts_with("singkawang")) continue;
        Founding::Adoption sop{.key = key, .text = text};
        sop.promise_days = 3;
        const auto definition = must(sop::parse(text, key));
        for (const auto& lane : definition.lanes) sop.performers[lane.role] = 1;
        wish.sops.push_back(std::move(sop));
    }
    return wish;
}

struct Empty {
    Instant now = *from_iso("2026-11-16T01:00:00Z");
    Clock clock = [this] { return now; };
    TestDb test;
    People people{test.db, clock};
    Result<Founded> found(const Founding& wish) {
        return test.db.write(
            [&](store::Tx& tx) { return Foundings::found(tx, people, wish, now); });
    }
};

TEST_CASE("an office is founded once, with its keeper, its SOP and links for the others") {
    Empty empty;
    auto wish = small_office();
    wish.people[1].sign_in = "ani";
    CHECK(refusal(empty.found(wish)) == "sign_in2.taken");
    wish = small_office();
    wish.office.slug = "Kota Harapan";
    CHECK(refusal(empty.found(wish)) == "slug.letters");
    wish = small_office();
    wish.sops.front().performers.clear();
    CHECK(refusal(empty.found(wish)) == "performer.missing");
    const auto made = must(empty.found(small_office()));
    CHECK(made.invitations.size() == 4);
    CHECK(refusal(empty.found(small_office())) == "office.exists");
    const auto session = must(empty.people.sign_in("ani", std::string(demo_password), "192.0.2.1"));
    CHECK(session.who.holds("pengelola"));
    const auto everyone = must(empty.people.everyone(made.office));
    CHECK(everyone[2].positions.size() == 2);
    const auto sops =
        must(empty.test.db.read([&](store::Tx& tx) { return Library::list(tx, made.office); }));
    CHECK(sops.size() == 1);
    const auto promises =
        must(empty.test.db.read([&](store::Tx& tx) { return Promises::all(tx, made.office); }));
    CHECK(promises.begin()->second == 3);
}

TEST_CASE("a further office is founded by a link of the server, good once") {
    Empty empty;
    const auto first = must(empty.found(small_office()));
    const auto code =
        must(empty.test.db.write([&](store::Tx& tx) { return Foundings::invite(tx, empty.now); }));
    auto wish = small_office();
    CHECK(refusal(empty.found(wish)) == "office.exists");
    wish.code = "karangan";
    CHECK(refusal(empty.found(wish)) == "office.exists");
    wish.code = code;
    CHECK(refusal(empty.found(wish)) == "slug.taken");
    wish.office.slug = "kota-tetangga";
    CHECK(refusal(empty.found(wish)) == "sign_in1.taken");
    for (auto& one : wish.people) one.sign_in += ".tetangga";
    const auto second = must(empty.found(wish));
    CHECK(second.office != first.office);
    CHECK(refusal(empty.found(wish)) == "office.exists");  // the link is used up
    const auto late =
        must(empty.test.db.write([&](store::Tx& tx) { return Foundings::invite(tx, empty.now); }));
    empty.now += std::chrono::hours{73};
    CHECK(!must(empty.test.db.read(
        [&](store::Tx& tx) { return Foundings::is_invited(tx, late, empty.now); })));

    // One sign-in, two offices: only who knows both names brings a person in.
    const auto keeper = must(empty.test.db.read(
        [&](store::Tx& tx) { return empty.people.someone(tx, second.office, second.keeper); }));
    const auto ani = must(empty.test.db.read(
        [&](store::Tx& tx) { return empty.people.someone(tx, first.office, first.keeper); }));
    const auto bring = [&](const std::string& name, const std::string& sign_in) {
        return empty.test.db.write([&](store::Tx& tx) {
            return Organisation::save_person(
                tx, keeper, {.name = name, .sign_in = sign_in, .joins = true}, empty.now);
        });
    };
    // A link that the first office gave out must not open the second.
    const auto link = must(empty.test.db.write(
        [&](store::Tx& tx) { return Invitations::make(tx, ani, first.keeper, empty.now); }));
    const auto opens = [&] {
        return bool(empty.test.db.read(
            [&](store::Tx& tx) { return Invitations::find(tx, link, empty.now); }));
    };
    CHECK(opens());
    CHECK(refusal(bring("Bukan Namanya", "ani")) == "sign_in.nobody");
    CHECK(refusal(bring(ani.name, "tidak.ada")) == "sign_in.nobody");
    CHECK(refusal(bring("Budi", "budi")) == "sign_in.nobody");  // without a password as yet
    CHECK(must(bring(ani.name, "ani")) == first.keeper);
    CHECK(!opens());
    CHECK(refusal(bring(ani.name, "ani")) == "sign_in.member");
    CHECK(must(empty.people.offices_of(first.keeper)).size() == 2);
    const auto session = must(empty.people.sign_in("ani", std::string(demo_password), "192.0.2.1"));
    CHECK(session.who.office == first.office);
    must(empty.people.switch_office(session.token, second.office));
    CHECK(must(empty.people.session(session.token)).who.office == second.office);
    // And that office cannot change the name or the password by which they sign in elsewhere.
    const auto reset = empty.test.db.write(
        [&](store::Tx& tx) { return Invitations::make(tx, keeper, first.keeper, empty.now); });
    CHECK(refusal(reset) == "person.shared");
}

TEST_CASE("the sample office goes with everything, and another office stays") {
    Stage stage;
    stage.at_step("3");
    const auto wati = stage.who("wati");
    const auto other = must(stage.write([&](store::Tx& tx) {
        return stage.people.add_office(tx, {.slug = "lain", .region = "Lain", .name = "Lain"});
    }));
    const auto state = must(stage.db().state());
    const auto wipe = [&](const OfficeInfo& office) {
        return stage.write([&](store::Tx& tx) { return wipe_demo(tx, state, wati, office); });
    };
    auto real = stage.demo.office;
    real.is_demo = false;
    CHECK(wipe(real).error().kind == Kind::forbidden);
    must(wipe(stage.demo.office));
    CHECK(!must(stage.people.office_by_slug("sukamaju")));
    CHECK(must(stage.people.office(other)).slug == "lain");
    const auto left = must(stage.read([&](store::Tx& tx) -> Result<std::int64_t> {
        std::int64_t rows = 0;
        for (const auto* table : {"dossier", "journal", "person", "position", "agency", "task"}) {
            const auto [count] = TRY(tx.one<std::int64_t>(cat("SELECT COUNT(*) FROM ", table)));
            rows += count;
        }
        return rows;
    }));
    CHECK(left == 0);
    CHECK(!stage.people.sign_in("wati", std::string(demo_password), "192.0.2.1"));
}

TEST_CASE("codes of a phone are those of the standard, and good once") {
    const std::string secret = "12345678901234567890";
    const auto code_at = [&](std::int64_t s) {
        return totp_code(secret, totp_step(Instant{seconds{s}}));
    };
    CHECK(code_at(59) == "287082");
    CHECK(code_at(1111111109) == "081804");
    CHECK(code_at(1234567890) == "005924");
    CHECK(code_at(20000000000) == "353130");
    CHECK(base32("foobar") == "MZXW6YTBOI");
    const Instant now{seconds{1111111109}};
    CHECK(totp_match(secret, "081804", now, 0));
    CHECK(!totp_match(secret, "081804", now, totp_step(now)));
    CHECK(!totp_match(secret, "081805", now, 0));
}

TEST_CASE("a session waits for the phone's code, and a spare code helps once") {
    Stage stage;
    const auto key = fresh_seal_key();
    People people(stage.db(), stage.clock(), key);
    const auto dewi = stage.who("dewi");
    const auto enrolment = must(stage.write([&](store::Tx& tx) {
        return SecondFactors::begin(tx, key, dewi.person, "dewi", "kode", stage.now);
    }));
    CHECK(enrolment.drawing.find("<svg") != std::string::npos);
    const auto secret = [&] {
        const auto [sealed] = must(stage.read([&](store::Tx& tx) {
            return tx.one<std::string>("SELECT sealed FROM second_factor WHERE person_id = $1",
                                       dewi.person);
        }));
        CHECK(sealed.find(enrolment.typed) == std::string::npos);
        return must(unseal(key, sealed));
    }();
    const auto password = std::string(demo_password);
    CHECK(!must(people.sign_in("dewi", password, "192.0.2.1")).second_due);
    const auto spare = must(stage.write([&](store::Tx& tx) {
        return SecondFactors::confirm(tx, key, dewi.person, totp_code(secret, totp_step(stage.now)),
                                      stage.now);
    }));
    CHECK(spare.size() == 8);
    const auto waiting = must(people.sign_in("dewi", password, "192.0.2.1"));
    CHECK(waiting.second_due);
    CHECK(!people.session(waiting.token));
    CHECK(refusal(people.show_second(waiting.token, "000000")) == "code.wrong");
    stage.pass(30s);
    must(people.show_second(waiting.token, totp_code(secret, totp_step(stage.now))));
    CHECK(people.session(waiting.token));
    const auto lost = must(people.sign_in("dewi", password, "192.0.2.2"));
    must(people.show_second(lost.token, spare.front()));
    const auto again = must(people.sign_in("dewi", password, "192.0.2.2"));
    CHECK(refusal(people.show_second(again.token, spare.front())) == "code.wrong");
    CHECK(must(people.sessions_of(dewi, lost.token)).size() >= 2);
}

TEST_CASE("a new password ends the other sessions, and weak ones are refused") {
    Stage stage;
    const auto dewi = stage.who("dewi");
    const auto old = std::string(demo_password);
    const auto here = must(stage.people.sign_in("dewi", old, "192.0.2.1"));
    const auto there = must(stage.people.sign_in("dewi", old, "192.0.2.2"));
    const auto change = [&](const std::string& from, const std::string& to) {
        return refusal(stage.people.change_password(dewi, here.token, from, to));
    };
    CHECK(change("salah sekali", "kopi tubruk pagi") == "old_password.wrong");
    CHECK(change(old, "pendek") == "password.too_short");
    CHECK(change(old, "Indonesia1945!") == "password.common");
    CHECK(change(old, "kopi tubruk pagi").empty());
    CHECK(stage.people.session(here.token));
    CHECK(!stage.people.session(there.token));
    CHECK(stage.people.sign_in("dewi", "kopi tubruk pagi", "192.0.2.1"));
}

TEST_CASE("a table is taken whole or not at all, and each wrong row is told") {
    Stage stage;
    const auto wati = stage.who("wati");
    const auto run = [&](ImportKind kind, const std::string& table, bool dry) {
        return must(Imports::run(stage.db(), wati, kind, table, dry, stage.now));
    };
    const auto people = [&] {
        return must(stage.read([&](store::Tx& tx) {
                   return Organisation::people(tx, stage.demo.office.id);
               }))
            .size();
    };
    const auto before = people();
    const std::string bad =
        "Nama;Nama Masuk;NIP;Surel\n"
        "Andr\xE9 Wijaya;andre;19700101 199503 1 999;andre@x.example\n"
        "Kembar;kembar;197001011995031999;bukan surel\n"
        ";tanpa.nama;;\n";
    const auto told = run(ImportKind::people, bad, false);
    CHECK(told.rows == 3);
    REQUIRE(told.wrong.size() == 2);
    CHECK(told.wrong[0].line == 3);
    CHECK(told.wrong[0].issues.size() == 2);
    CHECK(told.wrong[1].issues.front() == Issue{"name", "required"});
    CHECK(people() == before);
    const auto good = bad.substr(0, bad.find("Kembar"));
    CHECK(run(ImportKind::people, good, true).good());
    CHECK(people() == before);
    CHECK(run(ImportKind::people, good, false).good());
    CHECK(people() == before + 1);
    const auto circle = run(ImportKind::positions,
                            "jabatan,jenis,atasan\nPos A,lain,Pos B\nPos B,lain,Pos A\n", false);
    REQUIRE(circle.wrong.size() == 1);
    CHECK(circle.wrong[0].issues.front().rule == "circular");
    CHECK(refusal(read_csv("a;\"b\nc")) == "csv.open_quote");
    CHECK(utf8_of("\x93kutip\x94 \x80") == "“kutip” €");
}

}  // namespace
}  // namespace kentongan::tests
