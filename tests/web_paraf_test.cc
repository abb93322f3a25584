// Control sheets that anybody may check, files taken against a receipt, initials on paper, search.
#include "web_cast.h"

namespace kentongan::tests {
namespace {

/// Singkawang's SOP up to its check (3) or past it (4), without a browser.
DossierId at_step(WebOffice& office, const std::string& step) {
    const auto who = [&](const std::string& name) {
        auto found = office.test.db.read([&](store::Tx& tx) {
            return office.people.someone(tx, office.demo.office.id, office.demo.people.at(name));
        });
        REQUIRE(found);
        return *found;
    };
    const auto opened = office.dossiers.open(
        who("dewi"), {.title = "Jadwal imunisasi", .sop = office.singkawang()});
    REQUIRE(opened);
    const auto id = *opened;
    const auto finish = [&](const std::string& name, int task, const std::string& outcome) {
        const auto done =
            office.dossiers.act(who(name), id, sop::Finish{.task = task, .outcome = outcome});
        REQUIRE_MESSAGE(done, done.error().why);
    };
    const auto dewi = who("dewi");
    REQUIRE(office.test.db.write([&](store::Tx& tx) -> Result<std::int64_t> {
        const auto content = TRY(office::Contents::of_dossier(tx, office.demo.office.id, id));
        office::Draft draft = content.draft;
        draft.body = office::document_from_text("Imunisasi gratis.");
        return office.contents.save_draft(tx, dewi, id, draft, content.draft_revision);
    }));
    finish("dewi", 1, "tanpa_desain");
    if (step == "4") finish("sari", 2, "ya");
    return id;
}

TEST_CASE("a control sheet is printed, and its code is checked by anybody") {
    WebOffice office;
    const auto id = at_step(office, "4");
    Visitor sari(office);
    sari.sign_in("sari");
    const auto page = sari.get(cat("/berkas/", id.value));
    CHECK(page.says("lembar-kendali.pdf"));
    const auto pdf = sari.get(cat("/berkas/", id.value, "/lembar-kendali.pdf"));
    REQUIRE(pdf.status == 200);
    CHECK(pdf.html.starts_with("%PDF-"));
    const auto code = office.test.db.read([&](store::Tx& tx) {
        return tx.one<std::string>("SELECT code FROM control_sheet WHERE office_id = $1",
                                   office.demo.office.id);
    });
    REQUIRE(code);

    Visitor citizen(office);
    const auto checked = citizen.get("/cek/" + std::get<0>(*code));
    CHECK(checked.status == 200);
    CHECK(checked.says("Asli"));
    CHECK(checked.says("Kepala Bidang"));
    CHECK(!checked.says("imunisasi"));  // never the content, nor its title
    CHECK(!checked.says("Sari Handayani"));
    CHECK(citizen.get("/cek?kode=0000-0000-00").says("Tidak dikenal"));
    CHECK(citizen.get("/cek").status == 200);
    const auto wrong = citizen.get(cat("/cek?kode=", std::get<0>(*code), "&sidik=abcdef0123"));
    CHECK(wrong.says("Sidik berbeda"));
}

TEST_CASE("an applicant takes the approved files against a receipt") {
    WebOffice office;
    const auto early = at_step(office, "3");
    const auto id = at_step(office, "4");
    Visitor nina(office);
    nina.sign_in("nina");
    CHECK(nina.get(cat("/berkas/", early.value, "/serah")).says("Belum ada versi"));
    const auto place = cat("/berkas/", id.value, "/serah");
    const auto page = nina.get(place);
    const auto empty = nina.submit(page, place, {{"nama", ""}});
    CHECK(empty.status == 422);
    CHECK(empty.says("Tulis siapa penerimanya."));
    const auto made = nina.follow(nina.submit(page, place, {{"nama", "Dinas Kesehatan"}}));
    const auto token = between(made.html, "/serah/", "\"");
    REQUIRE(token.size() == 32);

    Visitor applicant(office);
    const auto link = "/serah/" + token;
    const auto before = applicant.get(link);
    CHECK(before.status == 200);
    CHECK(before.says("Tanda terima"));
    CHECK(applicant.get(link + "/naskah/1").status == 404);  // the receipt comes first
    CHECK(applicant.post(link, {{"nama", ""}}).status == 422);
    CHECK(applicant.post(link, {{"nama", "Ibu <b>Rina</b>"}}).status == 303);
    const auto after = applicant.get(link);
    CHECK(after.says("Ibu &lt;b&gt;Rina"));
    const auto text = applicant.get(link + "/naskah/1");
    CHECK(text.status == 200);
    CHECK(text.says("Imunisasi gratis."));
    CHECK(applicant.get(link + "/naskah/2").status == 404);
    CHECK(applicant.get(link + "/file/" + std::string(64, 'a')).status == 404);
    CHECK(applicant.get("/serah/" + std::string(32, 'x')).status == 404);
    CHECK(nina.get(place).says("Ibu &lt;b&gt;Rina"));
}

TEST_CASE("an approved text goes on in a dossier of its own") {
    WebOffice office;
    const auto id = at_step(office, "4");
    Visitor nina(office);
    nina.sign_in("nina");
    CHECK(nina.get(cat("/berkas/", id.value, "/serah")).says("/orang#terkait"));
    const auto page = nina.get(cat("/berkas/", id.value, "/orang"));
    CHECK(page.says("sudah ditetapkan"));
    const auto sop = between(page.html, "name=\"sop\"><option value=\"", "\"");
    const auto made = nina.submit(page, cat("/berkas/", id.value, "/lanjutkan"), {{"sop", sop}});
    REQUIRE(made.status == 303);
    CHECK(nina.follow(made).says("Jadwal imunisasi"));
    CHECK(nina.get(cat("/berkas/", id.value, "/orang")).says("berkas lanjutan"));
}

TEST_CASE("who follows a link signs in and lands there; other places are not led to") {
    WebOffice office;
    const auto id = at_step(office, "3");
    Visitor sari(office);
    const auto away = sari.get(cat("/berkas/", id.value, "/periksa"));
    REQUIRE(away.status == 303);
    const auto form = sari.follow(away);
    const auto done = sari.submit(form, "/masuk",
                                  {{"nama", "sari"},
                                   {"sandi", std::string(office::demo_password)},
                                   {"ke", cat("/berkas/", id.value, "/periksa")}});
    CHECK(done.header("Location") == cat("/berkas/", id.value, "/periksa"));
    CHECK(sari.get("/masuk?ke=/cari").header("Location") == "/cari");
    CHECK(sari.get("/masuk?ke=https://jahat.example/").header("Location") == "/meja");
    CHECK(sari.get("/masuk?ke=//jahat.example/").header("Location") == "/meja");
}

TEST_CASE("the search page and the head's page say what they found") {
    WebOffice office;
    at_step(office, "3");
    Visitor sari(office);
    sari.sign_in("sari");
    CHECK(sari.get("/cari").status == 200);
    CHECK(sari.get("/cari?kata=pengimunisasian").says("Jadwal imunisasi"));
    CHECK(sari.get("/cari?kata=%3Cscript%3E").says("&lt;script&gt;"));
    const auto head = sari.get("/pimpinan");
    CHECK(head.says("Menunggu keputusan Anda"));
    CHECK(head.says("Jadwal imunisasi"));
}

}  // namespace
}  // namespace kentongan::tests
