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

}  // namespace
}  // namespace kentongan::tests
