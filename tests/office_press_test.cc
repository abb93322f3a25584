// A release on its way to newsrooms, and what they say of it, in the record of the case.
#include "cast_office.h"
#include "office/airing_rows.h"
#include "office/mail.h"
#include "office/monitoring.h"
#include "office/notices.h"
#include "office/press.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

/// Singkawang, with the press account automatic and used by it.
struct Released : Stage {
    DossierId dossier;

    Released() {
        const auto wati = who("wati");
        must(write([&](store::Tx& tx) -> Result<void> {
            auto accounts = TRY(Airings::accounts(tx, demo.office.id));
            for (auto& account : accounts) {
                if (account.channel.value != "pers") continue;
                account.mode = Mode::automatic;
                TRY(Airings::change_account(tx, wati, account, now));
                std::string key;
                for (const auto& [name, id] : demo.sops) {
                    if (name.starts_with("singkawang")) key = name;
                }
                TRY(Airings::use_accounts(tx, wati, key, {account.id}));
            }
            return {};
        }));
        dossier = at_step("4");
        const auto agus = who("agus");
        const auto id = airing_on(dossier, "pers").id;
        must(write([&](store::Tx& tx) { return airings.send(tx, agus, id); }));
        must(outbox.run_due(now));
    }
    std::string token(const std::string& newsroom, const std::string& kind) {
        const auto partners =
            must(read([&](store::Tx& tx) { return Contacts::partners(tx, demo.office.id); }));
        for (const auto& one : partners) {
            if (one.name != newsroom) continue;
            return press_token({}, cat(kind, "/", demo.office.id.value, "/",
                                       airing_on(dossier, "pers").id.value, "/", one.id.value));
        }
        return {};
    }
    Result<void> report(const std::string& token, const Printed& printed) {
        return write([&](store::Tx& tx) {
            return Press::report_printed(tx, demo.office.id, token, printed, now);
        });
    }
};

TEST_CASE_FIXTURE(Released, "what a newsroom printed is a proof of the airing, once") {
    const auto airing = airing_on(dossier, "pers");
    CHECK(airing.state == AiringState::aired);
    CHECK(airing.last_word == "Dikirim ke 3 mitra media.");
    const auto mails =
        must(read([&](store::Tx& tx) { return Mails::log(tx, demo.office.id, dossier, 10); }));
    CHECK(mails.size() == 3);
    CHECK(mails.front().kind == "rilis");
    const auto link = token("Sukamaju Daring", "dimuat");
    CHECK(refusal(report("entah", {"https://x.example/1", ""})) == "not_found");
    CHECK(refusal(report(link, {})) == "printed.missing");
    CHECK(refusal(report(link, {"javascript:alert(1)", ""})) == "url.not_a_link");
    must(report(link, {"https://sukamajudaring.example/imunisasi", ""}));
    CHECK(refusal(report(link, {"https://sukamajudaring.example/lain", ""})) == "press.used");
    must(report(token("Harian Sukamaju Pos", "dimuat"), {"", "Halaman 5"}));
    const auto watched = must(
        read([&](store::Tx& tx) { return Monitoring::of_dossier(tx, demo.office.id, dossier); }));
    REQUIRE(watched.size() == 1);
    REQUIRE(watched[0].proofs.size() == 2);
    CHECK(watched[0].proofs[0].person == "Sukamaju Daring");
    CHECK(watched[0].proofs[0].url == "https://sukamajudaring.example/imunisasi");
    CHECK(watched[0].proofs[1].note == "Halaman 5");
    const auto agus = who("agus");
    const auto news = must(read([&](store::Tx& tx) { return Notices::of(tx, agus, {}, 10); }));
    CHECK(news.front().kind == "dimuat");
    grow_tree();
    CHECK(must(verify()).entries > 0);
}

TEST_CASE_FIXTURE(Released, "a link that is old reports nothing") {
    pass(24h * 31);
    CHECK(refusal(report(token("Sukamaju Daring", "dimuat"), {"https://a.example/1", ""})) ==
          "press.expired");
}

}  // namespace
}  // namespace kentongan::tests
