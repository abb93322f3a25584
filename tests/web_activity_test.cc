// The page of face-to-face activities: what is typed wrongly is told and kept, what is right is
// shown.
#include "office/activities.h"
#include "web_cast.h"

namespace kentongan::tests {
namespace {

std::string opened_by(Visitor& visitor, WebOffice& office) {
    const auto done = visitor.submit(visitor.get("/berkas/baru"), "/berkas/baru",
                                     {{"judul", "Sosialisasi imunisasi"},
                                      {"sop", std::to_string(office.singkawang().value)},
                                      {"asal", "gagasan"}});
    REQUIRE_MESSAGE(done.status == 303, done.html);
    const auto location = done.header("Location");
    return location.substr(0, location.find('?'));
}

net::Fields good_plan() {
    return {{"nama", "Sosialisasi di balai desa"}, {"tempat", "Balai Desa <Mekar>"},
            {"mulai", "2026-11-18T09:00"},         {"selesai", "2026-11-18T11:00"},
            {"narasumber", "dr. Ratna"},           {"acara", "Tanya jawab"}};
}

TEST_CASE("an activity is planned, shown in the calendar, and told of once it was held") {
    WebOffice office;
    Visitor dewi(office), bima(office);
    dewi.sign_in("dewi");
    bima.sign_in("bima");
    const auto dossier = opened_by(dewi, office);
    const auto place = dossier + "/kegiatan";
    auto wrong = good_plan();
    wrong[1].second = "";
    wrong[3].second = "2026-11-17T11:00";
    const auto refused = dewi.submit(dewi.get(place), place, wrong);
    CHECK(refused.status == 422);
    CHECK(refused.says("Sosialisasi di balai desa"));
    CHECK(refused.says("Isi tempat kegiatan."));
    const auto done = dewi.submit(dewi.get(place), place, good_plan());
    REQUIRE_MESSAGE(done.status == 303, done.html);
    const auto page = dewi.follow(done);
    CHECK(page.says("Balai Desa &lt;Mekar&gt;"));
    CHECK(page.says("direncanakan"));
    CHECK(bima.get(place).says("Sosialisasi di balai desa"));
    CHECK(!bima.get(place).says("name=\"nama\""));  // not on his desk
    CHECK(dewi.get("/kalender?hari=2026-11-18").says("Sosialisasi di balai desa"));
    CHECK(dewi.get("/kalender.ics?hari=2026-11-18").says("LOCATION:Balai Desa"));
    CHECK(dewi.get(dossier + "/naskah").says(place));
    office.now += std::chrono::hours{24 * 3};
    dewi.sign_in("dewi");
    const auto at = between(page.html, "action=\"" + place + "/", "/hasil\"");
    const auto tell = cat(place, "/", at, "/hasil");
    const auto none =
        dewi.submit(dewi.get(place), tell, {{"jadi", "terlaksana"}, {"hasil", "Baik"}});
    CHECK(none.status == 422);
    CHECK(none.says(">Baik</textarea>"));
    const auto told = dewi.submit(
        dewi.get(place), tell, {{"jadi", "terlaksana"}, {"hadir", "42"}, {"hasil", "Warga paham"}});
    REQUIRE_MESSAGE(told.status == 303, told.html);
    const auto after = dewi.follow(told);
    CHECK(after.says("42 orang"));
    CHECK(after.says("Warga paham"));
    CHECK(after.says("terlaksana"));
}

TEST_CASE("who may sets the class of information, and the pages say why nothing goes out") {
    WebOffice office;
    Visitor dewi(office), sari(office);
    dewi.sign_in("dewi");
    sari.sign_in("sari");
    const auto dossier = opened_by(dewi, office);
    const auto place = dossier + "/klasifikasi";
    CHECK(!dewi.get(dossier).says(place));
    const auto refused = sari.submit(sari.get(dossier), place,
                                     {{"kelas", "dikecualikan"}, {"dasar", "h"}, {"uji", ""}});
    CHECK(refused.status == 422);
    CHECK(refused.says("Tulis hasil uji konsekuensi"));
    const auto done =
        sari.submit(sari.get(dossier), place,
                    {{"kelas", "dikecualikan"}, {"dasar", "h"}, {"uji", "Riwayat kesehatan."}});
    REQUIRE_MESSAGE(done.status == 303, done.html);
    CHECK(sari.follow(done).says("Informasi ini dikecualikan."));
    CHECK(dewi.get(dossier + "/siaran").says("Informasi ini dikecualikan."));
}

TEST_CASE("a late entry keeps what was typed, and is marked wherever it is shown") {
    WebOffice office;
    Visitor agus(office);
    agus.sign_in("agus");
    const std::string place = "/siaran/susulan";
    const auto page = agus.get(place);
    const auto account =
        between(page.html, "<option value=\"\">Pilih saluran</option><option value=\"", "\"");
    net::Fields fields{{"akun", account},
                       {"judul", "Ucapan Hari Guru"},
                       {"tayang", "2026-11-15T20:00"},
                       {"dari", ""}};
    const auto refused = agus.upload(place, Visitor::filled_form(page, place, fields), "");
    CHECK(refused.status == 422);
    CHECK(refused.says("value=\"Ucapan Hari Guru\""));
    CHECK(refused.says("Isi siapa yang meminta"));
    CHECK(refused.says("Isi tautan atau pilih tangkapan layar."));
    fields.back().second = "Kepala Dinas";
    fields.emplace_back("kunci", "kunci-susulan-yang-kedua");
    fields.emplace_back("tautan", "https://kominfo.sukamaju.example/hari-guru");
    const auto done = agus.upload(place, Visitor::filled_form(page, place, fields), "");
    REQUIRE_MESSAGE(done.status == 303, done.html);
    CHECK(agus.follow(done).says("belum diperiksa saat tayang"));
    CHECK(agus.get("/kalender?hari=2026-11-15").says("Ucapan Hari Guru"));
    CHECK(agus.get("/pemantauan").says("belum diperiksa saat tayang"));
}

TEST_CASE("the promise of an SOP is changed on its page") {
    WebOffice office;
    Visitor wati(office);
    wati.sign_in("wati");
    const auto place = cat("/sop/", office.singkawang().value);
    const auto refused = wati.submit(wati.get(place), place + "/janji", {{"hari", "999"}});
    CHECK(refused.status == 422);
    CHECK(refused.says("value=\"999\""));
    const auto done = wati.submit(wati.get(place), place + "/janji", {{"hari", "4"}});
    REQUIRE_MESSAGE(done.status == 303, done.html);
    CHECK(wati.follow(done).says("4 hari kerja"));
}

}  // namespace
}  // namespace kentongan::tests
