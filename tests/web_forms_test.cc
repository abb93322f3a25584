// Forms: sent twice they act once, refused they keep what was typed; and a journey by forms alone.
#include "web/multipart.h"
#include "web_cast.h"

namespace kentongan::tests {
namespace {

net::Fields new_dossier(const WebOffice& office, const std::string& title) {
    return {{"judul", title},
            {"sop", std::to_string(office.singkawang().value)},
            {"asal", "gagasan"},
            {"pemohon", "Dinas Kesehatan"}};
}

std::string place_of(const Seen& done) {
    REQUIRE_MESSAGE(done.status == 303, done.html);
    const auto location = done.header("Location");
    return location.substr(0, location.find('?'));
}

/// A picture of one pixel.
std::string pixel() {
    const std::string_view hex =
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c494441"
        "54789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082";
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const auto digit = [&](char c) { return c < 'a' ? c - '0' : c - 'a' + 10; };
        bytes.push_back(static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1])));
    }
    return bytes;
}

TEST_CASE("the same form sent twice acts once; another form under its key is refused, kept typed") {
    WebOffice office;
    Visitor dewi(office);
    dewi.sign_in("dewi");
    const auto page = dewi.get("/berkas/baru");
    const auto first = dewi.submit(page, "/berkas/baru", new_dossier(office, "Sekali saja"));
    const auto again = dewi.submit(page, "/berkas/baru", new_dossier(office, "Sekali saja"));
    CHECK(first.status == 303);
    CHECK(first.header("Location") == again.header("Location"));
    const auto other = dewi.submit(page, "/berkas/baru", new_dossier(office, "Yang lain"));
    CHECK(other.status >= 400);
    CHECK(other.says("value=\"Yang lain\""));
    const auto list = dewi.get("/berkas");
    const auto at = list.html.find(">Sekali saja<");
    CHECK(at != list.html.npos);
    CHECK(list.html.find(">Sekali saja<", at + 1) == list.html.npos);
    CHECK(!list.says("Yang lain"));
    auto keyless = new_dossier(office, "Tanpa kunci");
    keyless.emplace_back("kunci", "pendek");
    CHECK(dewi.submit(page, "/berkas/baru", keyless).status == 422);
}

TEST_CASE("a form that lacks something keeps what was typed and says what to do") {
    WebOffice office;
    Visitor dewi(office);
    dewi.sign_in("dewi");
    const auto page = dewi.get("/berkas/baru");
    const auto seen =
        dewi.submit(page, "/berkas/baru", {{"judul", ""}, {"pemohon", "Dinas \"Kesehatan\" <b>"}});
    CHECK(seen.status == 422);
    CHECK(seen.says("value=\"Dinas &quot;Kesehatan&quot; &lt;b&gt;\""));
    CHECK(seen.says("id=\"judul-e\""));
    CHECK(seen.says("id=\"sop-e\""));
    CHECK(seen.says("aria-invalid=\"true\""));
    CHECK(!seen.says("⟦"));
}

TEST_CASE(
    "the editor keeps text, refuses what is stale and shows the newer text beside the typed") {
    WebOffice office;
    Visitor dewi(office), other(office);
    dewi.sign_in("dewi");
    other.sign_in("dewi");
    const auto place = place_of(
        dewi.submit(dewi.get("/berkas/baru"), "/berkas/baru", new_dossier(office, "Imunisasi")));
    const auto editor = place + "/naskah";
    const auto mine = dewi.get(editor), theirs = other.get(editor);
    const auto saved = dewi.submit(mine, editor,
                                   {{"judul", "Imunisasi gratis"},
                                    {"teks", "Bawa buku KIA.\n\n## Jadwal\n\n- Senin\n- Selasa"},
                                    {"varian_instagram", "Halo"}});
    CHECK(place_of(saved) == editor);
    const auto after = dewi.follow(saved);
    CHECK(after.says("role=\"status\""));
    CHECK(after.says("## Jadwal"));
    CHECK(after.says(">Halo</textarea>"));
    const auto stale = other.submit(theirs, editor, {{"judul", "Lain"}, {"teks", "Punya saya"}});
    CHECK(stale.status == 409);
    CHECK(stale.says("Punya saya"));
    CHECK(stale.says("Bawa buku KIA."));
    const auto untitled = dewi.submit(after, editor, {{"judul", " "}, {"teks", "Tetap ada"}});
    CHECK(untitled.status == 422);
    CHECK(untitled.says("Tetap ada"));

    auto fields =
        Visitor::filled_form(after, editor, {{"judul", "Imunisasi"}, {"teks", "Otomatis"}});
    const auto automatic = dewi.post(editor + "/simpan", fields);
    CHECK(automatic.status == 200);
    CHECK(automatic.html.starts_with("{\"revisi\":\""));
    CHECK(dewi.post(editor + "/simpan", fields).status == 200);  // the answer was lost: same again
    fields.emplace_back("teks", "Lain lagi");
    const auto conflict = dewi.post(editor + "/simpan", fields);
    CHECK(conflict.status == 409);
    CHECK(conflict.says("Otomatis"));
}

TEST_CASE("a dossier goes from idea to the portal by forms alone, with a return on its way") {
    WebOffice office;
    Visitor dewi(office), rudi(office), sari(office), agus(office), citizen(office);
    dewi.sign_in("dewi");
    rudi.sign_in("rudi");
    sari.sign_in("sari");
    agus.sign_in("agus");
    const auto place = place_of(dewi.submit(dewi.get("/berkas/baru"), "/berkas/baru",
                                            new_dossier(office, "Pekan Imunisasi")));
    const auto editor = place + "/naskah", review = place + "/periksa";

    // Concept, handed in from the editor itself.
    CHECK(dewi.get("/meja").says("Pekan Imunisasi"));
    auto page = dewi.get(editor);
    auto done = dewi.submit(page, editor,
                            {{"judul", "Pekan Imunisasi"},
                             {"teks", "Bawa buku KIA ke posyandu."},
                             {"varian_instagram", "Ayo imunisasi"},
                             {"varian_facebook", "Ayo imunisasi di posyandu"},
                             {"serahkan", "1:selesai"}});
    REQUIRE_MESSAGE(place_of(done) == "/meja", done.html);
    CHECK(dewi.follow(done).says("diteruskan ke langkah 2"));

    // Design: a picture, then on.
    page = rudi.get(editor);
    const auto refused = rudi.upload(
        place + "/gambar", Visitor::filled_form(page, place + "/gambar", {{"alt", ""}}), "<svg/>");
    CHECK(refused.status == 422);
    CHECK(refused.says("Gambar SVG dapat memuat program"));
    const auto added = rudi.upload(
        place + "/gambar",
        Visitor::filled_form(page, place + "/gambar", {{"alt", "Jadwal posyandu"}}), pixel());
    REQUIRE_MESSAGE(added.status == 303, added.html);
    page = rudi.follow(added);
    CHECK(page.says("alt=\"Jadwal posyandu\""));
    const auto picture = between(page.html, "<img src=\"" + place + "/file/", "\"");
    CHECK(rudi.get(place + "/file/" + picture).status == 200);
    CHECK(citizen.get(place + "/file/" + picture).status == 303);
    page = rudi.get(place);
    done = rudi.submit(page, place + "/tugas/2/selesai", {{"putusan", "selesai"}});
    REQUIRE_MESSAGE(done.status == 303, done.html);

    // Returned: not without a reason, and what was chosen stays chosen.
    page = sari.get(review);
    CHECK(page.says("Bawa buku KIA"));
    const auto bare = sari.submit(page, review, {{"putusan", "tidak"}, {"tujuan", "1"}});
    CHECK(bare.status == 422);
    CHECK(bare.says("aria-invalid=\"true\""));
    CHECK(!bare.says("⟦"));
    done = sari.submit(bare, review,
                       {{"putusan", "tidak"}, {"tujuan", "1"}, {"catatan", "Sebut harinya."}});
    REQUIRE_MESSAGE(place_of(done) == "/meja", done.html);
    CHECK(sari.follow(done).says("dikembalikan ke langkah 1"));
    CHECK(dewi.get(place).says("Sebut harinya."));

    // Again, and this time it pleases; the reviewer sees only what changed.
    page = dewi.get(editor);
    done = dewi.submit(page, editor,
                       {{"judul", "Pekan Imunisasi"},
                        {"teks", "Bawa buku KIA ke posyandu, hari Senin."},
                        {"varian_instagram", "Ayo imunisasi"},
                        {"varian_facebook", "Ayo imunisasi di posyandu"},
                        {"serahkan", "4:selesai"}});
    REQUIRE_MESSAGE(place_of(done) == "/meja", done.html);
    done = rudi.submit(rudi.get(place), place + "/tugas/5/selesai", {{"putusan", "selesai"}});
    REQUIRE_MESSAGE(done.status == 303, done.html);
    page = sari.get(review);
    CHECK(page.says("<ins>"));
    const auto moved =
        sari.submit(page, review, {{"putusan", "ya"}, {"dilihat", std::string(64, 'a')}});
    CHECK(moved.status == 409);
    done = sari.submit(page, review, {{"putusan", "ya"}});
    REQUIRE_MESSAGE(place_of(done) == "/meja", done.html);

    // The admin sends the website, and puts the rest there by hand.
    page = agus.get(place + "/siaran");
    CHECK(page.says("Ayo imunisasi"));
    std::vector<std::string> sends, links;
    for (auto at = page.html.find("id=\"a"); at != page.html.npos;
         at = page.html.find("id=\"a", at + 1)) {
        const auto id = between(page.html.substr(at), "id=\"a", "\"");
        if (!to_number(id)) continue;
        if (page.says(place + "/siaran/" + id + "/kirim"))
            sends.push_back(id);
        else
            links.push_back(id);
    }
    REQUIRE(sends.size() == 1);
    REQUIRE(links.size() == 2);
    done = agus.submit(page, place + "/siaran/" + sends[0] + "/kirim", {});
    REQUIRE_MESSAGE(done.status == 303, done.html);
    office.carry_errands();
    const auto action = place + "/siaran/" + links[0] + "/tautan";
    CHECK(agus.submit(page, action, {{"tautan", "javascript:alert(1)"}}).status == 422);
    for (const auto& id : links) {
        page = agus.get(place + "/siaran");
        const auto card = page.html.substr(page.html.find(cat("id=\"a", id, "\"")));
        const bool instagram =
            between(card, "<h2>", "</h2>").find("Instagram") != std::string::npos;
        done = agus.submit(page, place + "/siaran/" + id + "/tautan",
                           {{"tautan", instagram ? "https://www.instagram.com/p/abc/"
                                                 : "https://www.facebook.com/sukamaju/posts/1"}});
        REQUIRE_MESSAGE(done.status == 303, done.html);
    }
    page = agus.get(place);
    if (page.says("/tugas/7/selesai")) {
        done = agus.submit(page, place + "/tugas/7/selesai", {{"putusan", "selesai"}});
        REQUIRE_MESSAGE(done.status == 303, done.html);
    }
    CHECK(agus.get(place).says("Tidak ada langkah yang terbuka"));

    // The citizen reads it, with its picture, and without script.
    page = citizen.get("/k/sukamaju");
    CHECK(page.says("Pekan Imunisasi"));
    const auto article = between(page.html, "href=\"/k/sukamaju/berita/", "\"");
    page = citizen.get("/k/sukamaju/berita/" + article);
    CHECK(page.says("hari Senin"));
    const auto data_block = page.html.find("<script type=\"application/ld+json\">");
    CHECK(page.html.find("<script") == data_block);  // nothing that runs
    CHECK(page.html.find("<script", data_block + 1) == std::string::npos);
    const auto shown = between(page.html, "<img src=\"/k/", "\"");
    CHECK(citizen.get("/k/" + shown).status == 200);

    // And every page that shows it says only words we know, in both languages.
    for (int round = 0; round < 2; ++round) {
        for (const auto& part :
             {place, editor, review, place + "/siaran", std::string("/siaran"),
              std::string("/meja"), std::string("/berkas"), std::string("/sop")}) {
            const auto seen = sari.get(part);
            CHECK(seen.status == 200);
            CHECK_MESSAGE(!seen.says("⟦"), part, between(seen.html, "⟦", "⟧"));
        }
        sari.submit(sari.get("/menu"), "/bahasa", {{"bahasa", "en"}});
    }
    Visitor ratna(office);
    ratna.sign_in("ratna");
    const auto journal = ratna.get("/jurnal?periksa=1");
    CHECK(journal.says("Rantai utuh"));
    CHECK(!journal.says("⟦"));
}

TEST_CASE("uploads that lie about their form are refused whole") {
    const auto folder = std::filesystem::temp_directory_path() / cat("kentongan_mp_", fresh_key());
    std::filesystem::create_directories(folder);
    const auto path = (folder / "badan").string();
    const auto read = [&](const std::string& body, const std::string& boundary = "b") {
        std::ofstream(path, std::ios::binary) << body;
        return web::read_multipart(path, boundary);
    };
    const std::string part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    const auto good = read(part + "1\r\n" + part + "2\r\n--b--\r\n");
    REQUIRE(good);
    CHECK(good->fields == net::Fields{{"a", "1"}, {"a", "2"}});
    for (const auto& bad :
         {std::string(), std::string("--b"), part, part + "1", part + "1\r\n--b",
          std::string("--b\r\n\r\n1\r\n--b--"), "x" + part + "1\r\n--b--",
          part + std::string(70'000, 'x') + "\r\n--b--", part + "\xff\r\n--b--"}) {
        CHECK(!read(bad));
    }
    std::string many;
    for (int i = 0; i < 60; ++i) many += part + "1\r\n";
    CHECK(!read(many + "--b--"));
    // A boundary cut by the reading window, inside of a large file.
    const std::string large(64 * 1024 - 100, 'y');
    for (int shift = 0; shift < 200; shift += 7) {
        const auto bytes = large + std::string(static_cast<std::size_t>(shift), 'z');
        const auto cut = read(
            "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n"
            "\r\n" +
            bytes + "\r\n--b--\r\n");
        REQUIRE(cut);
        REQUIRE(cut->files.size() == 1);
        CHECK(cut->files[0].bytes == static_cast<std::int64_t>(bytes.size()));
        CHECK(std::filesystem::file_size(cut->files[0].path) == bytes.size());
    }
    CHECK(web::boundary_of("multipart/form-data; boundary=\"a b\"").empty());
    CHECK(web::boundary_of("Multipart/Form-Data; charset=x; boundary=abc") == "abc");
    CHECK(web::boundary_of("text/plain; boundary=abc").empty());
    CHECK(web::boundary_of(cat("multipart/form-data; boundary=", std::string(71, 'a'))).empty());
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace kentongan::tests
