// The portal after publication: search, corrections, withdrawals, announcements, citizens' reports.
#include <doctest/doctest.h>

#include "office/articles.h"
#include "office/mail.h"
#include "web_cast.h"

namespace kentongan::tests {
namespace {

const std::string news = "/k/sukamaju/berita/pekan-imunisasi";

void publish(WebOffice& office, const std::string& title, const std::string& text) {
    office::Website website(office.test.db, "http://127.0.0.1:8080", office.clock);
    const delivery::Post post{.office = office.demo.office.id,
                              .once = title,
                              .content_hash = std::string(64, 'a'),
                              .title = title,
                              .text = text,
                              .html = cat("<p>", text, "</p>")};
    const auto sent = website.publish(post);
    REQUIRE(std::holds_alternative<delivery::Created>(sent));
}

std::string first_action(const Seen& page, const std::string& part) {
    const auto at = page.html.find(part);
    REQUIRE_MESSAGE(at != page.html.npos, "no form with ", part);
    const auto begin = page.html.rfind("action=\"", at) + 8;
    return page.html.substr(begin, page.html.find('"', begin) - begin);
}

TEST_CASE("citizens find what they look for, and hear when there is nothing") {
    WebOffice office;
    publish(office, "Pekan imunisasi", "Gratis di 18 puskesmas.");
    publish(office, "Harga cabai 100% turun", "Pasar Lestari ramai.");
    Visitor citizen(office);
    const auto found = citizen.get("/k/sukamaju/cari?q=IMUNISASI+puskesmas");
    CHECK(found.status == 200);
    CHECK(found.says(news));
    CHECK(!found.says("Harga cabai"));
    CHECK(citizen.get("/k/sukamaju/cari?q=100%25").says("Harga cabai"));
    CHECK(!citizen.get("/k/sukamaju/cari?q=%25").says(news));
    CHECK(citizen.get("/k/sukamaju/cari?q=_ekan").says("Tidak ada berita"));
    CHECK(citizen.get("/k/sukamaju/cari?q=%3Cscript%3E").says("&lt;script&gt;"));
}

TEST_CASE("an article tells search engines what it is, and its text cannot end the block") {
    WebOffice office;
    publish(office, "Judul </script><b>", "Isi.");
    const auto page = Visitor(office).get("/k/sukamaju/berita/judul-script-b");
    REQUIRE(page.status == 200);
    const auto block = between(page.html, "<script type=\"application/ld+json\">", "</script>");
    CHECK(block.find("NewsArticle") != block.npos);
    CHECK(block.find('<') == block.npos);
    const auto data = read_json(block);
    REQUIRE(data);
    CHECK(text_of(data->get_object(), "headline") == "Judul </script><b>");
}

TEST_CASE("a correction stands under the article, a withdrawn one says why") {
    WebOffice office;
    publish(office, "Pekan imunisasi", "Tanggal 27.");
    Visitor dewi(office), citizen(office);
    dewi.sign_in("dewi");
    auto desk = dewi.get("/situs");
    REQUIRE(desk.status == 200);
    const auto mend = first_action(desk, "/ralat");
    const auto empty = dewi.submit(desk, mend, {{"isi", " "}});
    CHECK(empty.status == 422);
    CHECK(empty.says("Tulis apa yang keliru"));
    CHECK(dewi.submit(desk, mend, {{"isi", "Semula tertulis 27, yang benar 26."}}).status == 303);
    CHECK(citizen.get(news).says("Semula tertulis 27, yang benar 26."));
    CHECK(citizen.get("/k/sukamaju/atom.xml").says("<updated>2026-11-16T01:00:00Z"));

    desk = dewi.get("/situs");
    const auto take = first_action(desk, "/tarik");
    const auto done = dewi.submit(desk, take, {{"isi", "Diganti berita baru."}});
    CHECK(done.status == 303);
    const auto gone = citizen.get(news);
    CHECK(gone.says("Diganti berita baru."));
    CHECK(!gone.says("Tanggal 27."));
    CHECK(!citizen.get("/k/sukamaju").says(news));
    CHECK(!citizen.get("/k/sukamaju/cari?q=imunisasi").says(news));
}

TEST_CASE("an announcement stands above every public page till its day is over") {
    WebOffice office;
    publish(office, "Pekan imunisasi", "Isi.");
    Visitor dewi(office), citizen(office);
    dewi.sign_in("dewi");
    const auto desk = dewi.get("/situs");
    const auto put = [&](const net::Fields& fields) {
        return dewi.submit(dewi.get("/situs"), "/situs/pengumuman", fields);
    };
    const auto without = put({{"judul", ""}, {"isi", "Bersiap."}, {"sampai", "2026-11-17"}});
    CHECK(without.status == 422);
    CHECK(without.says("Bersiap."));
    CHECK(put({{"judul", "Siaga"}, {"tautan", "javascript:alert(1)"}, {"sampai", "2026-11-17"}})
              .status == 422);
    CHECK(put({{"judul", "Siaga"}, {"sampai", "2026-11-15"}}).says("sudah lewat"));
    CHECK(put({{"judul", "Siaga"}, {"sampai", "bukan tanggal"}}).status == 422);
    CHECK(put({{"judul", "Siaga banjir"}, {"sumber", "BPBD"}, {"sampai", "2026-11-17"}}).status ==
          303);
    CHECK(citizen.get("/k/sukamaju").says("Siaga banjir"));
    CHECK(citizen.get(news).says("Siaga banjir"));
    office.now += std::chrono::hours{24 * 2};
    CHECK(!citizen.get("/k/sukamaju").says("Siaga banjir"));
}

TEST_CASE("a citizen says what is wrong, once, and the office answers") {
    WebOffice office;
    publish(office, "Pekan imunisasi", "Isi.");
    Visitor citizen(office), dewi(office), rudi(office);
    const net::Fields words{{"isi", "Tanggalnya salah."}, {"kontak", "warga@contoh.example"}};
    const auto empty = citizen.post(news + "/keliru", {{"isi", ""}, {"kontak", "0812"}});
    CHECK(empty.status == 422);
    CHECK(empty.says("value=\"0812\""));
    CHECK(citizen.post(news + "/keliru", words).status == 303);
    CHECK(citizen.post(news + "/keliru", words).status == 303);
    for (int i = 0; i < 4; ++i) {
        CHECK(citizen.post(news + "/keliru", {{"isi", cat("Lagi ", i)}}).status == 303);
    }
    const auto refused = citizen.post(news + "/keliru", {{"isi", "Dan lagi."}});
    CHECK(refused.status == 422);
    CHECK(refused.says("Dan lagi."));

    rudi.sign_in("rudi");
    CHECK(rudi.get("/situs").status == 404);
    dewi.sign_in("dewi");
    const auto desk = dewi.get("/situs");
    CHECK(desk.says("Tanggalnya salah."));
    const auto action = first_action(desk, "/jawab");
    CHECK(dewi.submit(desk, action, {{"jawaban", ""}}).status == 422);
    CHECK(dewi.submit(desk, action, {{"jawaban", "Sudah diralat."}}).status == 303);
    CHECK(!dewi.get("/situs").says("Tanggalnya salah."));
}

TEST_CASE("citizens find who takes complaints, and what is none of ours is passed on") {
    WebOffice office;
    publish(office, "Pekan imunisasi", "Isi.");
    Visitor citizen(office), dewi(office);
    CHECK(citizen.get(news).says("https://www.lapor.go.id/"));
    CHECK(!citizen.get(news).says("aduan@sukamaju.example"));
    const auto handed =
        citizen.post(news + "/keliru", {{"isi", "Jalan di depan puskesmas rusak."}});
    CHECK(handed.status == 303);
    dewi.sign_in("dewi");
    auto desk = dewi.get("/situs");
    CHECK(!desk.says("/teruskan"));  // nobody to pass it on to
    const auto wrong = dewi.submit(desk, "/situs/petugas",
                                   {{"nama", "Loket Aduan"}, {"surel", "aduan"}, {"wa", "12"}});
    CHECK(wrong.status == 422);
    CHECK(wrong.says("Loket Aduan"));
    CHECK(wrong.says("Alamat surel ini tidak lengkap"));
    CHECK(dewi.submit(desk, "/situs/petugas", {{"nama", "Loket Aduan"}}).status == 422);
    CHECK(dewi.submit(desk, "/situs/petugas",
                      {{"nama", "Loket Aduan"}, {"surel", "aduan@sukamaju.example"}})
              .status == 303);
    const auto page = citizen.get(news);
    CHECK(page.says("Loket Aduan"));
    CHECK(page.says("aduan@sukamaju.example"));
    desk = dewi.get("/situs");
    const auto action = first_action(desk, "/teruskan");
    CHECK(dewi.submit(desk, action, {}).status == 303);
    CHECK(!dewi.get("/situs").says("Jalan di depan puskesmas rusak."));
    const auto sent = office.test.db.read(
        [&](store::Tx& tx) { return office::Mails::log(tx, office.demo.office.id, {}, 5); });
    REQUIRE(sent);
    const auto& mails = *sent;
    REQUIRE(mails.size() == 1);
    CHECK(mails.front().to == "aduan@sukamaju.example");
    CHECK(mails.front().kind == "aduan");
}

TEST_CASE("a public page is made once, and anew for whoever asks after a change") {
    WebOffice office;
    publish(office, "Pekan imunisasi", "Isi.");
    Visitor dewi(office), citizen(office);
    dewi.sign_in("dewi");
    // Other servers may write to a PostgreSQL unseen: there every page is made anew.
    const bool keeps = office.test.db.changes() != nullptr;
    const auto first = citizen.get("/k/sukamaju");
    CHECK(!citizen.at_hand);
    const auto again = citizen.get("/k/sukamaju");
    CHECK(citizen.at_hand == keeps);
    CHECK(again.html == first.html);
    const auto policy = again.header("Content-Security-Policy");
    CHECK(policy == first.header("Content-Security-Policy"));
    CHECK(again.header("Content-Language") == "id");
    CHECK(citizen.get("/k/sukamaju?bahasa=en").header("Content-Language") == "en");
    CHECK(citizen.get("/k/sukamaju?bahasa=en").header("Content-Language") == "en");

    dewi.get("/k/sukamaju");
    CHECK(!dewi.at_hand);
    // What the portal does not read may change.
    CHECK(office.test.db.write([](store::Tx& tx) { return tx.run("DELETE FROM request_key"); }));
    citizen.get("/k/sukamaju");
    CHECK(citizen.at_hand == keeps);

    dewi.submit(dewi.get("/situs"), "/situs/pengumuman",
                {{"judul", "Siaga banjir"}, {"sampai", "2026-11-17"}});
    CHECK(citizen.get("/k/sukamaju").says("Siaga banjir"));
    CHECK(!citizen.at_hand);
    office.now += seconds{1};
    citizen.get("/k/sukamaju");
    CHECK(!citizen.at_hand);
}

}  // namespace
}  // namespace kentongan::tests
