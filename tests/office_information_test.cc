// Information that is excluded does not leave the house: asked on release, and by the sender.
#include "cast_office.h"
#include "office/information.h"
#include "office/late_entries.h"

namespace kentongan::tests {
namespace {

class Classes : public Stage {
  public:
    Result<void> set(const std::string& by, DossierId id, InformationClass is,
                     const std::string& ground = {}, const std::string& basis = {}) {
        const auto person = who(by);
        const Information wish{.is = is, .ground = ground, .basis = basis};
        return write([&](store::Tx& tx) { return Informations::set(tx, person, id, wish, now); });
    }
    Result<void> exclude(DossierId id) {
        return set("sari", id, InformationClass::excluded, "h", "Memuat riwayat kesehatan warga.");
    }
    Result<void> send(const Airing& airing) {
        const auto agus = who("agus");
        return write([&](store::Tx& tx) { return airings.send(tx, agus, airing.id); });
    }
    std::size_t articles() {
        return must(
                   read([&](store::Tx& tx) { return Website::newest(tx, demo.office.id, {}, 10); }))
            .size();
    }
};

TEST_CASE_FIXTURE(Classes, "who may excludes with a ground and a reason, nobody else") {
    const auto id = open("dewi");
    CHECK(refusal(set("dewi", id, InformationClass::excluded, "h", "x")) == "right.missing");
    CHECK(refusal(set("sari", id, InformationClass::excluded, "z", "x")) ==
          "information_ground.required");
    CHECK(refusal(set("sari", id, InformationClass::excluded, "h", " ")) ==
          "information_basis.required");
    must(exclude(id));
    const auto is =
        must(read([&](store::Tx& tx) { return Informations::of(tx, demo.office.id, id); }));
    CHECK(is.excluded());
    CHECK(is.ground == "h");
    must(set("sari", id, InformationClass::open));
    must(verify());
}

TEST_CASE_FIXTURE(Classes, "what is excluded cannot be scheduled, sent or recorded as sent") {
    const auto id = at_step("4");
    must(exclude(id));
    const auto website = airing_on(id, "website"), instagram = airing_on(id, "instagram");
    const auto agus = who("agus");
    CHECK(refusal(send(website)) == "information.excluded");
    CHECK(refusal(write([&](store::Tx& tx) {
              return airings.schedule(tx, agus, website.id, {.at = now + std::chrono::hours{2}});
          })) == "information.excluded");
    CHECK(refusal(write([&](store::Tx& tx) {
              return airings.record_link(tx, agus, instagram.id, "https://www.instagram.com/p/1");
          })) == "information.excluded");
    must(set("sari", id, InformationClass::immediate));
    must(send(website));
    must(outbox.run_due(now));
    CHECK(articles() == 1);
}

TEST_CASE_FIXTURE(Classes,
                  "excluded while it waits it is taken back; while it goes the sender asks") {
    const auto id = at_step("4");
    must(send(airing_on(id, "website")));
    must(exclude(id));
    CHECK(airing_on(id, "website").state == AiringState::planned);
    must(set("sari", id, InformationClass::open));
    must(send(airing_on(id, "website")));
    // Straight into the table: as if it had been excluded after the message was claimed.
    must(write([&](store::Tx& tx) -> Result<void> {
        TRY(
            tx.run("UPDATE information_class SET class = 'dikecualikan', ground = 'h'"
                   " WHERE office_id = $1",
                   demo.office.id));
        return {};
    }));
    const auto airing = airing_on(id, "website");
    delivery::Message message{};
    message.office = demo.office.id;
    message.body = cat("{\"airing\":\"", airing.id.value, "\"}");
    const auto outcome = airings.carry(message);
    REQUIRE(std::holds_alternative<delivery::Rejected>(outcome));
    CHECK(std::get<delivery::Rejected>(outcome).why.find("dikecualikan") != std::string::npos);
    CHECK(articles() == 0);
}

TEST_CASE_FIXTURE(Classes, "what was published before is hidden from the portal") {
    const auto id = at_step("4");
    must(send(airing_on(id, "website")));
    must(outbox.run_due(now));
    CHECK(articles() == 1);
    must(exclude(id));
    CHECK(articles() == 0);
    must(set("sari", id, InformationClass::open));
    CHECK(articles() == 1);
}

TEST_CASE_FIXTURE(Classes, "a late entry says what, when and who said so, and approves nothing") {
    const auto id = open("dewi");
    const auto agus = who("agus"), dewi = who("dewi");
    const auto accounts =
        must(read([&](store::Tx& tx) { return Airings::accounts(tx, demo.office.id); }));
    const auto instagram = std::ranges::find(accounts, ChannelName{"instagram"}, &Account::channel);
    LateEntry entry{.account = instagram->id, .title = "Ucapan Hari Guru"};
    const auto add = [&](const std::string& number = {}) {
        return write([&](store::Tx& tx) { return LateEntries::add(tx, agus, entry, number, now); });
    };
    CHECK(refusal(add()) == "late_said_by.required");
    entry.said_by = "Kepala Dinas";
    CHECK(refusal(add()) == "late_aired.required");
    entry.aired_at = now + std::chrono::hours{1};
    CHECK(refusal(add()) == "late_aired.future");
    entry.aired_at = now - std::chrono::hours{20};
    CHECK(refusal(add()) == "late_url.required");
    entry.url = "https://www.facebook.com/x";
    CHECK(refusal(add()) == "late_url.other_channel");
    entry.url = "https://www.instagram.com/p/guru";
    CHECK(refusal(add("B-0000-1")) == "late_dossier.unknown");
    const auto made = must(add(view("dewi", id).number));
    CHECK(!view("dewi", id).approved_hash);
    CHECK(airings_of(id).empty());
    const auto of = [&] {
        return must(
            read([&](store::Tx& tx) { return LateEntries::of_dossier(tx, demo.office.id, id); }));
    };
    CHECK(of().size() == 1);
    const auto strike = [&](const Who& by, const std::string& reason) {
        return write([&](store::Tx& tx) { return LateEntries::strike(tx, by, made, reason, now); });
    };
    CHECK(refusal(strike(dewi, "Bukan saya")) == "right.missing");
    CHECK(refusal(strike(agus, "")) == "late_strike.required");
    must(strike(agus, "Tercatat dua kali"));
    CHECK(of().empty());
    must(verify());
}

}  // namespace
}  // namespace kentongan::tests
