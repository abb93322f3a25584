// What keepers do to their office: who holds what, what may not stand side by side, working time.
#include <doctest/doctest.h>

#include "cast_office.h"
#include "office/alarms.h"
#include "office/contacts.h"
#include "office/letterheads.h"
#include "office/organisation.h"
#include "office/paper_heads.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

struct Keeper : Stage {
    Who wati = who("wati");
    PositionId position(const std::string& title) {
        const auto all =
            must(read([&](store::Tx& tx) { return Organisation::positions(tx, demo.office.id); }));
        for (const auto& one : all) {
            if (one.title.starts_with(title)) return one.id;
        }
        return {};
    }
    Result<HoldingId> appoint(const std::string& person, const std::string& title, Hold hold,
                              Instant from, std::optional<Instant> till,
                              const std::string& letter = {}) {
        const Holding wish{.position = position(title),
                           .person = demo.people.at(person),
                           .hold = hold,
                           .from = from,
                           .till = till,
                           .letter_number = letter};
        return write([&](store::Tx& tx) { return Organisation::appoint(tx, wati, wish, now); });
    }
    Result<PersonId> add(const PersonCard& card) {
        return write([&](store::Tx& tx) { return Organisation::save_person(tx, wati, card, now); });
    }
};

TEST_CASE("a Plh acts from day to day, ends by itself, and shows in whose name") {
    Keeper stage;
    const auto from = stage.now, till = stage.now + 72h;
    CHECK(refusal(stage.appoint("ratna", "Kepala Dinas", Hold::plh, from, {})) == "till.required");
    CHECK(refusal(stage.appoint("bima", "Kepala Dinas", Hold::plh, from, till)) ==
          "person.holds_it");
    CHECK(refusal(stage.appoint("ratna", "Kepala Dinas", Hold::plt, from, till)) ==
          "hold.not_vacant");
    const auto plh = must(stage.appoint("ratna", "Kepala Dinas", Hold::plh, from, till));
    CHECK(stage.who("ratna").positions.back().shown() == "Plh. Kepala Dinas");
    CHECK(stage.who("ratna").holds("kepala_dinas"));
    CHECK(refusal(stage.appoint("sari", "Kepala Dinas", Hold::plh, from + 24h, till)) ==
          "from.overlaps");
    must(stage.appoint("sari", "Kepala Dinas", Hold::plh, till, till + 24h, "800/1"));
    const auto missing = [&] {
        return must(stage.read([&](store::Tx& tx) {
            return Organisation::numbers_missing(tx, stage.demo.office.id, stage.now);
        }));
    };
    CHECK(missing() == 1);
    must(stage.write([&](store::Tx& tx) {
        return Organisation::give_number(tx, stage.wati, plh, "800.1.11.1/7", stage.now);
    }));
    CHECK(missing() == 0);
    stage.pass(73h);
    CHECK(!stage.who("ratna").holds("kepala_dinas"));
    CHECK(stage.who("sari").holds("kepala_dinas"));
}

TEST_CASE("a vacant post gets a Plt, and one head is enough") {
    Keeper stage;
    stage.pass(1h);
    const auto now = stage.now;
    CHECK(refusal(stage.appoint("sari", "Kepala Dinas", Hold::definitive, now, {})) ==
          "from.held_already");
    CHECK(stage.appoint("dewi", "Admin Media Sosial", Hold::definitive, now, {}));
    const auto all = must(stage.read(
        [&](store::Tx& tx) { return Organisation::holdings(tx, stage.demo.office.id, now); }));
    for (const auto& one : all) {
        if (one.position != stage.position("Kepala Dinas")) continue;
        must(stage.write([&](store::Tx& tx) {
            return Organisation::end_holding(tx, stage.wati, one.id, now, now);
        }));
    }
    CHECK(!stage.who("bima").holds("kepala_dinas"));
    CHECK(stage.appoint("ratna", "Kepala Dinas", Hold::plt, now, {}, "821/2"));
    CHECK(refusal(stage.appoint("sari", "Kepala Dinas", Hold::definitive, now, {})) ==
          "from.plt_acting");
}

TEST_CASE("a person is added with care, and is out at once everywhere") {
    Keeper stage;
    CHECK(refusal(stage.add({.name = "", .sign_in = "baru"})) == "name.required");
    CHECK(refusal(stage.add({.name = "Baru", .sign_in = "dewi"})) == "sign_in.taken");
    CHECK(refusal(stage.add({.name = "Baru", .sign_in = "baru", .nip = "123"})) == "nip.not_a_nip");
    const auto id = must(stage.add({.name = "Baru",
                                    .sign_in = "Baru",
                                    .nip = "19700101 199503 1-999",
                                    .whatsapp = "0812 0000 0001"}));
    CHECK(
        refusal(stage.add({.name = "Kembar", .sign_in = "kembar", .nip = "197001011995031999"})) ==
        "nip.taken");
    const auto card = must(stage.read(
        [&](store::Tx& tx) { return Organisation::person(tx, stage.demo.office.id, id); }));
    CHECK(card.sign_in == "baru");
    CHECK(card.whatsapp == "+6281200000001");
    const auto token = must(stage.write(
        [&](store::Tx& tx) { return Invitations::make(tx, stage.wati, id, stage.now); }));
    CHECK(!check_password("Rahasia2026!", "baru"));
    CHECK(!check_password("12345678901", "baru"));
    CHECK(check_password("kopi tubruk pagi hari", "baru"));
    must(stage.write(
        [&](store::Tx& tx) { return Invitations::accept(tx, token, demo_hash(), stage.now); }));
    const auto again = stage.write(
        [&](store::Tx& tx) { return Invitations::accept(tx, token, demo_hash(), stage.now); });
    CHECK(refusal(again) == "not_found");
    const auto session =
        must(stage.people.sign_in("baru", std::string(demo_password), "192.0.2.9"));
    CHECK(stage.people.session(session.token));
    must(stage.write([&](store::Tx& tx) {
        return Organisation::end_membership(tx, stage.wati, id, stage.now);
    }));
    CHECK(!stage.people.session(session.token));
    CHECK(!stage.people.sign_in("baru", std::string(demo_password), "192.0.2.9"));
}

TEST_CASE("nobody without the right, and never the last keeper") {
    Keeper stage;
    const auto dewi = stage.who("dewi");
    const auto refused = stage.write([&](store::Tx& tx) {
        return Organisation::save_unit(tx, dewi, {.name = "Seksi Liar"}, stage.now);
    });
    CHECK(refused.error().kind == Kind::forbidden);
    const auto out = [&](const std::string& name) {
        return stage.write([&](store::Tx& tx) {
            return Organisation::end_membership(tx, stage.wati, stage.demo.people.at(name),
                                                stage.now);
        });
    };
    CHECK(out("ratna"));
    CHECK(refusal(out("wati")) == "keeper.last");
}

TEST_CASE("units and positions know no circles") {
    Keeper stage;
    const auto save = [&](const Unit& unit) {
        return stage.write([&](store::Tx& tx) {
            return Organisation::save_unit(tx, stage.wati, unit, stage.now);
        });
    };
    const auto above = must(save({.name = "Bidang Aplikasi", .kind = "bidang"}));
    const auto below = must(save({.name = "Seksi Aplikasi", .kind = "seksi", .parent = above}));
    CHECK(refusal(save({above, "Bidang Aplikasi", "bidang", below})) == "parent.circular");
    CHECK(refusal(save({.name = "bidang aplikasi"})) == "name.taken");
}

TEST_CASE("an own day off moves what is due, and is journalled in the dossier") {
    Keeper stage;
    stage.now = *from_iso("2026-11-16T07:30:00Z");  // Monday 14.30 WIB
    const auto id = stage.open("dewi");
    must(stage.write_text("dewi", id, "Imunisasi dimulai Senin."));
    must(stage.finish("dewi", id, "1"));
    const auto due = [&] {
        const auto state = must(stage.read(
            [&](store::Tx& tx) { return stage.dossiers.load(tx, stage.demo.office.id, id); }));
        return *state.desk.front().due_at;
    };
    const auto before = due();
    const auto first_alarm = [&] { return must(Alarms(stage.db(), stage.clock()).next_due()); };
    const auto alarm_before = first_alarm();
    const auto moved = must(stage.write([&](store::Tx& tx) -> Result<int> {
        const auto calendar = TRY(Calendars::of(tx, stage.demo.office.id));
        TRY(Calendars::save_day(tx, stage.wati, {"2026-11-16", "Hari jadi", "libur"}, stage.now));
        return stage.dossiers.move_dues(tx, stage.wati, *calendar, "Hari jadi");
    }));
    CHECK(moved == 1);
    CHECK(due() > before);
    CHECK(*first_alarm() > *alarm_before);  // its reminder moved with it
    const auto replayed = must(stage.read(
        [&](store::Tx& tx) { return stage.dossiers.replay(tx, stage.demo.office.id, id); }));
    const auto loaded = must(stage.read(
        [&](store::Tx& tx) { return stage.dossiers.load(tx, stage.demo.office.id, id); }));
    CHECK(replayed == loaded);
    const auto verified =
        must(stage.read([&](store::Tx& tx) { return Journal::verify(tx, stage.demo.office.id); }));
    CHECK(!verified.first_broken);
}

TEST_CASE("papers are signed by whoever heads the office, with the rank and NIP it recorded") {
    Keeper stage;
    const auto head = [&](Signing signing) {
        return must(stage.read([&](store::Tx& tx) {
            return head_of_office(tx, stage.demo.office.id, signing, stage.now);
        }));
    };
    auto bima = must(stage.read([&](store::Tx& tx) {
        return Organisation::person(tx, stage.demo.office.id, stage.demo.people.at("bima"));
    }));
    bima.nip = "197001011995031999";
    bima.rank = "Pembina Utama Muda";
    must(stage.add(bima));
    REQUIRE(head(Signing::letter));
    CHECK(head(Signing::letter)->name == bima.name);
    CHECK(head(Signing::letter)->rank == "Pembina Utama Muda");
    CHECK(head(Signing::letter)->nip == "197001011995031999");
    must(stage.appoint("ratna", "Kepala Dinas", Hold::plh, stage.now, stage.now + 72h));
    CHECK(head(Signing::letter)->acting == "Plh.");
    CHECK(head(Signing::letter)->position == "Kepala Dinas");
    CHECK(head(Signing::decree)->name == bima.name);

    sop::Definition own;
    own.identity.letterhead = {"PEMERINTAH KABUPATEN SUKAMAJU"};
    own.identity.lines = {
        {sop::Field::ratified_by, "Disahkan oleh", {"KEPALA DINAS [NAMA PEJABAT] NIP. [...]", {}}}};
    auto foreign = own;
    foreign.identity.letterhead = {"PEMERINTAH KABUPATEN LAIN"};
    const auto before = foreign;
    fill_signer(own, stage.demo.office, *head(Signing::decree));
    fill_signer(foreign, stage.demo.office, *head(Signing::decree));
    CHECK(own.identity.lines[0].value.text ==
          cat("KEPALA DINAS ", bima.name, "\nPembina Utama Muda NIP. 19700101 199503 1 999"));
    CHECK(foreign == before);
}

TEST_CASE("an emblem is a picture that paper can carry, and letters begin with it") {
    Keeper stage;
    const auto set = [&](const std::string& bytes) {
        return stage.write([&](store::Tx& tx) {
            return Letterheads::set_emblem(tx, stage.wati, bytes, stage.now);
        });
    };
    const auto printed = [&] {
        return must(stage.read([&](store::Tx& tx) { return paper_head(tx, stage.demo.office); }));
    };
    CHECK(printed().emblem.empty());
    CHECK(printed().government == "PEMERINTAH KABUPATEN SUKAMAJU");
    CHECK(refusal(set("<svg xmlns='http://www.w3.org/2000/svg'/>")) == "file.not_a_picture");
    CHECK(refusal(set(std::string(600 << 10, 'x'))) == "emblem.too_large");
    const std::string small(
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx"
        "\x9c"
        "c\xf8\xcf\xc0\xf0\x1f\0\5\0\1\xff\x89\x99=\x1d\0\0\0\0IEND\xae"
        "B`\x82",
        70);
    auto unreal = small;
    unreal[18] = '\x7f';  // thirty thousand points wide, it says
    CHECK(refusal(set(unreal)) != "");
    CHECK(printed().emblem.empty());
    must(set(small));
    CHECK(printed().emblem == small);
}

}  // namespace
}  // namespace kentongan::tests
