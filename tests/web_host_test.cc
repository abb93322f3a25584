// Portals at hosts of their own: each shows its office, and never a byte of another.
#include <doctest/doctest.h>

#include "office/articles.h"
#include "web_cast.h"

namespace kentongan::tests {
namespace {

const std::string ours = "kabar.sukamaju.example", theirs = "kabar.lain.example";

office::OfficeInfo add_neighbour(WebOffice& office) {
    office::OfficeInfo info{.id = {}, .slug = "lain", .region = "Kabupaten Lain"};
    info.name = "Dinas Lain";
    REQUIRE(office.test.db.write([&](store::Tx& tx) -> Result<void> {
        info.id = TRY(office.people.add_office(tx, info));
        const auto person =
            TRY(office.people.add_person(tx, info.id, "Orang Lain", "lain", office.password_hash));
        const auto position =
            TRY(office.people.add_position(tx, info.id, "Pengelola", "pengelola"));
        return office.people.hold(tx, info.id, position, person, office::Hold::definitive,
                                  office.now, {}, {});
    }));
    return info;
}

void publish_at(WebOffice& office, OfficeId whose, const std::string& title) {
    office::Website website(office.test.db, "http://127.0.0.1:8080", office.clock);
    const delivery::Post post{.office = whose,
                              .once = title,
                              .content_hash = std::string(64, 'a'),
                              .title = title,
                              .text = title,
                              .html = cat("<p>", title, "</p>")};
    REQUIRE(std::holds_alternative<delivery::Created>(website.publish(post)));
}

Seen set_host(Visitor& keeper, const std::string& host,
              const std::string& region = "Kabupaten Sukamaju") {
    const auto page = keeper.get("/pengaturan/kop");
    return keeper.submit(page, "/pengaturan/kantor",
                         {{"wilayah", region},
                          {"nama_kantor", "Dinas Komunikasi dan Informatika"},
                          {"zona", "7"},
                          {"tuan_rumah", host}});
}

/// Two offices with a host each, and one article each.
struct TwoHosts {
    WebOffice office;
    office::OfficeInfo neighbour = add_neighbour(office);
    Visitor keeper{office}, other{office};

    TwoHosts() {
        publish_at(office, office.demo.office.id, "Pekan imunisasi");
        publish_at(office, neighbour.id, "Panen raya lain");
        keeper.sign_in("wati");
        other.sign_in("lain");
        REQUIRE(set_host(keeper, "https://Kabar.Sukamaju.Example/").status == 303);
        REQUIRE(set_host(other, theirs, "Kabupaten Lain").status == 303);
    }
    Visitor at(const std::string& host) {
        Visitor visitor(office);
        visitor.host = host;
        return visitor;
    }
};

TEST_CASE("an office's own host shows its portal at the front page, with links of that host") {
    TwoHosts stage;
    auto citizen = stage.at(ours);
    const auto front = citizen.get("/");
    CHECK(front.status == 200);
    CHECK(front.says("Pekan imunisasi"));
    CHECK(front.says("href=\"/berita/pekan-imunisasi\""));
    CHECK(front.says("<link rel=\"canonical\" href=\"http://kabar.sukamaju.example:8080\""));
    CHECK(!front.says("/k/sukamaju"));
    for (const auto* place : {"/permohonan", "/lacak", "/pers", "/cari?q=imunisasi"}) {
        const auto page = citizen.get(place);
        CHECK_MESSAGE(page.status == 200, place);
        CHECK_MESSAGE(!page.says("/k/sukamaju"), place);
    }
    const auto article = citizen.get("/berita/pekan-imunisasi");
    CHECK(article.status == 200);
    CHECK(article.says("href=\"http://kabar.sukamaju.example:8080/berita/pekan-imunisasi\""));
    for (const auto* feed : {"/rss.xml", "/atom.xml", "/feed.json", "/sitemap.xml"}) {
        const auto text = citizen.get(feed);
        CHECK_MESSAGE(text.status == 200, feed);
        CHECK_MESSAGE(text.says("http://kabar.sukamaju.example:8080/berita/pekan-imunisasi"), feed);
    }
    CHECK(citizen.get("/tidak-ada").status == 404);
    CHECK(citizen.get("/berita/tidak-ada").status == 404);

    // The usual place goes on, and says which address is the page's own.
    auto usual = stage.at("127.0.0.1:8080");
    const auto same = usual.get("/k/sukamaju/berita/pekan-imunisasi");
    CHECK(same.says("href=\"/k/sukamaju/permohonan\""));
    CHECK(same.says("href=\"http://kabar.sukamaju.example:8080/berita/pekan-imunisasi\""));
}

TEST_CASE("a host never shows a byte of another office, kept pages or not") {
    TwoHosts stage;
    auto here = stage.at(ours), there = stage.at(theirs);
    for (int again = 0; again < 3; ++again) {
        const auto mine = here.get("/"), other = there.get("/");
        CHECK(here.at_hand == there.at_hand);
        CHECK(mine.says("Pekan imunisasi"));
        CHECK(!mine.says("Panen raya"));
        CHECK(!mine.says("Kabupaten Lain"));
        CHECK(other.says("Panen raya lain"));
        CHECK(!other.says("Pekan imunisasi"));
    }
    for (const auto* place : {"/k/lain", "/k/lain/berita/panen-raya-lain", "/k/lain/rss.xml",
                              "/berita/panen-raya-lain", "/k", "/k/"}) {
        const auto refused = here.get(place);
        CHECK_MESSAGE(refused.status == 404, place);
        CHECK_MESSAGE(!refused.says("Panen"), place);
    }
    CHECK(here.get("/k/sukamaju/berita/pekan-imunisasi").status == 200);
    CHECK(here.get("/cek").says("Sukamaju"));
    CHECK(there.get("/masuk").says("Kabupaten Lain"));
    // Hosts that nobody has, or strange ones, go on as before.
    for (const auto* host : {"lain.example", "", "[::1]:8080", "kabar.sukamaju.example.jahat"}) {
        CHECK(stage.at(host).get("/").header("Location") == "/k/sukamaju");
    }
    CHECK(stage.at("KABAR.sukamaju.example:8080").get("/").says("Pekan imunisasi"));
    CHECK(stage.at("kabar.sukamaju.example.").get("/").says("Pekan imunisasi"));
}

TEST_CASE("a request is sent at an office's own host, and pages of other hosts cannot forge it") {
    TwoHosts stage;
    auto citizen = stage.at(ours);
    const auto form = citizen.get("/permohonan");
    const auto fields = Visitor::filled_form(form, "/permohonan", {{"hal", "Imunisasi"}});
    const auto refused = citizen.upload("/permohonan", fields, "", "surat");
    CHECK(refused.status == 422);
    CHECK(refused.says("value=\"Imunisasi\""));
    auto forged = citizen.bare("POST", "/permohonan");
    for (auto& [name, value] : forged.headers) {
        if (name == "origin") value = "http://kabar.lain.example";
    }
    CHECK(citizen.send(std::move(forged)).status == 403);
    // Who is signed in at that host works on: the search is that of the workspace.
    auto dewi = stage.at(ours);
    dewi.sign_in("dewi");
    CHECK(dewi.get("/").header("Location") == "/meja");
    CHECK(dewi.get("/meja").status == 200);
    CHECK(dewi.get("/cari?kata=x").status == 200);
}

TEST_CASE("a host is a name, is one office's alone, and never the whole installation's") {
    TwoHosts stage;
    stage.office.site.public_address = "https://kentongan.example";
    for (const auto* bad : {"kabar", "10.0.0.1", "kabar sukamaju.example", "-a.example", "a..b",
                            "a.example/berita", "a.example:8080", "<b>.example"}) {
        const auto refused = set_host(stage.keeper, bad);
        CHECK_MESSAGE(refused.status == 422, bad);
        CHECK_MESSAGE(refused.says("bukan nama alamat"), bad);
    }
    CHECK(set_host(stage.keeper, theirs).says("sudah dipakai kantor lain"));
    CHECK(set_host(stage.keeper, "kentongan.example").says("alamat server ini"));
    CHECK(stage.at(ours).get("/").says("Pekan imunisasi"));  // nothing of it was kept
    CHECK(set_host(stage.keeper, "").status == 303);
    CHECK(stage.at(ours).get("/").header("Location") == "/k/sukamaju");
    // Nobody else sets it.
    Visitor dewi(stage.office);
    dewi.sign_in("dewi");
    const auto page = dewi.get("/meja");
    const auto csrf = between(page.html, "name=\"csrf\" value=\"", "\"");
    CHECK(dewi.post("/pengaturan/kantor", {{"csrf", csrf}, {"tuan_rumah", ours}}).status == 404);
}

}  // namespace
}  // namespace kentongan::tests
