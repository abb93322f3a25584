// Newsrooms: they subscribe themselves, get every release in a mail of their own, and say where it
// was printed.
#include <doctest/doctest.h>

#include "loopback.h"
#include "office/mail.h"
#include "office/press.h"
#include "web_cast.h"

namespace kentongan::tests {
namespace {

const net::Fields harian{{"nama", "Harian Kita"},
                         {"jenis", "cetak"},
                         {"surel", "Redaksi@HarianKita.example"},
                         {"kontak", "Meja daerah"}};

struct Press : WebOffice {
    OfficeId id() const { return demo.office.id; }
    /// The addresses at the foot of the newest mail of this kind: path and token.
    std::vector<std::string> links(const std::string& kind, const std::string& to = {}) {
        std::vector<std::string> all;
        const auto bodies = *test.db.read([&](store::Tx& tx) {
            return tx.all<std::string, std::string>(
                "SELECT body, recipient FROM mail WHERE office_id = $1 AND kind = $2"
                " ORDER BY id DESC",
                id(), kind);
        });
        for (const auto& [text, recipient] : bodies) {
            if (!to.empty() && recipient != to) continue;
            const auto body = *read_json(text);
            for (const Json& one : body.get_object().at("links").get_array()) {
                const auto& link = one.get_object();
                all.push_back(cat(text_of(link, "path"),
                                  office::press_token(site.key, text_of(link, "token"))));
            }
            break;
        }
        return all;
    }
    int mails(const std::string& kind) {
        return std::get<0>(*test.db.read([&](store::Tx& tx) {
            return tx.one<int>("SELECT count(*) FROM mail WHERE office_id = $1 AND kind = $2", id(),
                               kind);
        }));
    }
    std::vector<office::PressPartner> receivers() {
        return *test.db.read([&](store::Tx& tx) { return office::Press::receivers(tx, id()); });
    }
    Seen subscribe(Visitor& visitor, const net::Fields& fields = harian) {
        return visitor.submit(visitor.get("/k/sukamaju/pers"), "/k/sukamaju/pers", fields);
    }
    /// An automatic airing to the press, carried: every newsroom has its mail.
    office::Airing release() {
        const auto made = test.db.write([&](store::Tx& tx) { return release_in(tx); });
        REQUIRE_MESSAGE(made, made.error().why);
        return *made;
    }
    Result<office::Airing> release_in(store::Tx& tx);
};

/// A dossier of the demo with an approved text is long to make; a release needs no more than the
/// airing, so the mails are asked for directly.
Result<office::Airing> Press::release_in(store::Tx& tx) {
    const auto who = TRY(people.someone(tx, id(), demo.people.at("dewi")));
    office::Airing airing{.id = {fresh_key()}};
    airing.dossier = TRY(dossiers.open(tx, who, {.title = "Imunisasi", .sop = singkawang()}));
    delivery::Post post{};
    post.office = id();
    post.title = "Pekan imunisasi";
    post.text = "Gratis di 18 puskesmas.";
    post.html = "<p>Gratis.</p>";
    TRY(office::Press::send_release(tx, id(), site.key, airing, post, now));
    return airing;
}

TEST_CASE("a newsroom subscribes itself: nothing is true before its mail says yes") {
    Press office;
    const auto before = office.receivers().size();
    Visitor visitor(office);
    CHECK(visitor.get("/k/sukamaju").says("/k/sukamaju/pers"));
    const auto wrong = office.subscribe(visitor, {{"nama", "Harian"}, {"surel", "bukan"}});
    CHECK(wrong.status == 422);
    CHECK(wrong.says("value=\"bukan\""));
    CHECK(wrong.says("surel-e"));
    const auto sent = office.subscribe(visitor);
    CHECK(sent.status == 303);
    CHECK(visitor.follow(sent).says("Periksa surel Anda"));
    CHECK(office.receivers().size() == before);
    const auto link = office.links("mitra").at(0);
    CHECK(visitor.get(link).says("Ya, kirimi kami"));
    CHECK(office.receivers().size() == before);  // who only looks has not said yes
    CHECK(visitor.get("/k/sukamaju/pers/konfirmasi/entah").status == 404);
    const auto yes = visitor.post(link, {});
    CHECK(visitor.follow(yes).says("Alamat Anda terdaftar"));
    CHECK(office.receivers().size() == before + 1);
    CHECK(visitor.post(link, {}).status == 303);
    CHECK(office.receivers().size() == before + 1);
    const auto kept = *office.test.db.read([&](store::Tx& tx) {
        return tx.one<std::string>("SELECT token_hash FROM press_signup WHERE office_id = $1",
                                   office.id());
    });
    CHECK(link.find(std::get<0>(kept)) == link.npos);
}

TEST_CASE("a mailbox is not filled, a place does not flood, an old link is closed") {
    Press office;
    Visitor visitor(office);
    for (int i = 0; i < 4; ++i) CHECK(office.subscribe(visitor).status == 303);
    CHECK(office.mails("mitra") == 3);
    net::Fields other = harian;
    for (int i = 0; i < 2; ++i) {
        other[2].second = cat("surel", i, "@lain.example");
        const auto answer = office.subscribe(visitor, other);
        CHECK(answer.status == 303);
    }
    other[2].second = "surel9@lain.example";
    const auto refused = office.subscribe(visitor, other);
    CHECK(refused.status == 422);
    CHECK(refused.says("surel9@lain.example"));
    const auto link = office.links("mitra").at(0);
    office.now += std::chrono::days{8};
    CHECK(visitor.get(link).says("kedaluwarsa"));
    CHECK(visitor.post(link, {}).status == 422);
}

TEST_CASE("where the office wants to look first, whoever subscribes waits for it") {
    Press office;
    Visitor visitor(office), wati(office);
    wati.sign_in("wati");
    auto page = wati.get("/pengaturan/pers");
    CHECK(wati.submit(page, "/pengaturan/pers/persetujuan", {{"setujui", "1"}}).status == 303);
    CHECK(office.subscribe(visitor).status == 303);
    const auto yes = visitor.post(office.links("mitra").at(0), {});
    CHECK(visitor.follow(yes).says("Kantor memeriksa"));
    const auto before = office.receivers().size();
    page = wati.get("/pengaturan/pers");
    CHECK(page.says("Menunggu persetujuan"));
    const auto at = page.html.find("Harian Kita");
    const auto place =
        between(page.html.substr(at), "<a class=\"btn\" data-size=\"s\" href=\"", "\"");
    const auto one = wati.get(place);
    CHECK(wati.submit(one, place + "/setujui", {}).status == 303);
    CHECK(office.receivers().size() == before + 1);
}

TEST_CASE("each newsroom has links of its own: printed once, left with one click") {
    Press office;
    const auto airing = office.release();
    CHECK(office.mails("rilis") == 3);
    const auto links = office.links("rilis", "berita@sukamajudaring.example");
    REQUIRE(links.size() == 2);
    Visitor reader(office);
    CHECK(reader.get(links[1]).says("Sukamaju Daring"));
    // As readers of mail do it: no page before, no key, no session.
    CHECK(reader.post(links[1], {{"List-Unsubscribe", "One-Click"}}).status == 303);
    CHECK(office.receivers().size() == 2);
    CHECK(reader.get(links[1]).says("Sudah berhenti"));
    CHECK(office.links("rilis", "redaksi@sukamajupos.example")[1] != links[1]);
}

TEST_CASE("a mail leaves with its links, and a reader of mails finds the one to stop") {
    Press office;
    std::string seen;
    Loopback server([&](Peer& peer) {
        peer.say("220 siap\r\n");
        for (auto line = peer.hear(); !line.empty(); line = peer.hear()) {
            if (line.starts_with("DATA")) {
                peer.say("354 silakan\r\n");
                seen += peer.hear("\r\n.\r\n");
            }
            peer.say(line.starts_with("QUIT") ? "221 dah\r\n" : "250 ya\r\n");
        }
    });
    office::Mails mails(office.test.db, office.vault, {}, "https://x.example", office.clock);
    mails.use_sender([&](OfficeId, AccountId) {
        return std::optional(delivery::MailAccount{.server = "smtp://" + server.place(),
                                                   .user = {},
                                                   .password = {},
                                                   .from = "humas@x.example",
                                                   .to = {}});
    });
    office.outbox.employ("surel", mails);
    const auto made = office.test.db.write([&](store::Tx& tx) -> Result<void> {
        office::Mail mail{.to = "a@b.example", .subject = "Rilis", .text = "Isi.", .once = "1"};
        mail.account = {9};
        mail.links.push_back({"Berhenti:", "/k/s/pers/berhenti/", "berhenti/1", true});
        TRY(office::Mails::put(tx, office.id(), mail, office.now, office.now));
        return {};
    });
    REQUIRE(made);
    office.carry_errands();
    const auto address =
        cat("https://x.example/k/s/pers/berhenti/", office::press_token({}, "berhenti/1"));
    CHECK(seen.find("List-Unsubscribe: <") != seen.npos);
    CHECK(seen.find("List-Unsubscribe-Post: List-Unsubscribe=One-Click") != seen.npos);
    CHECK(seen.find(address.substr(0, 40)) != seen.npos);
}

}  // namespace
}  // namespace kentongan::tests
