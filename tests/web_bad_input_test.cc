// What people hand in by mistake or in malice: said at the field in their language, nothing lost.
#include <doctest/doctest.h>

#include "base/csv.h"
#include "media_samples.h"
#include "web_cast.h"

namespace kentongan::tests {
namespace {

std::string tiny_png() {
    const auto chunk = [](const std::string& name, const std::string& body) {
        return cat(std::string(3, '\0'), static_cast<char>(body.size()), name, body,
                   std::string(4, '\0'));
    };
    const std::string head("\0\0\0\3\0\0\0\2\x08\2\0\0\0", 13);
    return cat("\x89PNG\r\n\x1A\n", chunk("IHDR", head), chunk("IDAT", "pixels"),
               chunk("IEND", ""));
}

/// A form was refused, says this, marks the field, and still holds what was typed.
void check_refused(const Seen& seen, std::string_view says, std::string_view field,
                   std::string_view typed) {
    CAPTURE(says);
    CAPTURE(between(seen.html, "class=\"err\"", "</span></span>"));
    CHECK(seen.status == 422);
    CHECK(seen.says(says));
    if (!field.empty()) CHECK(seen.says(cat("id=\"", field, "-e\"")));
    CHECK(seen.says(typed));
    CHECK(!seen.says("⟦"));
}

std::string option_of(const Seen& page, const std::string& select, const std::string& words) {
    const auto from = page.html.find(cat("id=\"", select, "\""));
    const auto at = page.html.find(cat(">", words), from);
    REQUIRE_MESSAGE(at != page.html.npos, words);
    const auto begin = page.html.rfind("value=\"", at) + 7;
    return page.html.substr(begin, page.html.find('"', begin) - begin);
}

TEST_CASE("the office: a NIP twice, two acting at once, a circle of superiors") {
    WebOffice office;
    Visitor wati(office);
    wati.sign_in("wati");
    const auto people = wati.get("/pengaturan/orang");
    const auto add = [&](const std::string& name, const std::string& sign_in) {
        return wati.submit(people, "/pengaturan/orang",
                           {{"nama", name},
                            {"nama_masuk", sign_in},
                            {"nip", "19700101 199503 1 999"},
                            {"kunci", cat("kunci-orang-", sign_in)}});
    };
    REQUIRE(add("Orang Pertama", "pertama").status == 303);
    const auto twice = add("Orang Kembar", "kembar");
    check_refused(twice, "sudah dipakai", "orang-nip", "value=\"Orang Kembar\"");
    CHECK(twice.says("value=\"19700101 199503 1 999\""));

    const auto places = wati.get("/pengaturan");
    const auto head = option_of(places, "tunjuk-untuk", "Kepala Dinas");
    const auto acting = [&](const std::string& who, const std::string& key) {
        return wati.submit(places, "/pengaturan/penunjukan",
                           {{"untuk", head},
                            {"sebagai", "plh"},
                            {"oleh", option_of(places, "tunjuk-oleh", who)},
                            {"nomor_surat", "800/12"},
                            {"mulai", "2026-11-16"},
                            {"sampai", "2026-11-20"},
                            {"kunci", key}});
    };
    REQUIRE(acting("Sari", "kunci-penunjukan-pertama").status == 303);
    check_refused(acting("Wati", "kunci-penunjukan-kedua"), "Dua pelaksana tidak boleh bersamaan",
                  "tunjuk-mulai", "value=\"800/12\"");

    // The secretary below the head, then the head below the secretary.
    const auto secretary = option_of(places, "tunjuk-untuk", "Sekretaris");
    const auto below = [&](const std::string& who, const std::string& title,
                           const std::string& above, const std::string& key) {
        const auto place = "/pengaturan/jabatan/" + who;
        return wati.submit(wati.get(place), place,
                           {{"nama_jabatan", title},
                            {"jenis_jabatan", "lain"},
                            {"atasan", above},
                            {"kunci", key}});
    };
    REQUIRE(below(secretary, "Sekretaris", head, "kunci-atasan-sekretaris").status == 303);
    check_refused(below(head, "Kepala Dinas Kominfo", secretary, "kunci-atasan-kepala"),
                  "Lingkaran", "jabatan-atasan", "value=\"Kepala Dinas Kominfo\"");
}

TEST_CASE("a table of windows-1252 with semicolons: each wrong row is told, none is half taken") {
    WebOffice office;
    Visitor wati(office);
    wati.sign_in("wati");
    const auto page = wati.get("/pengaturan/impor");
    const std::string rows = "Nama;Nama Masuk;NIP;Surel\r\nAndr\xE9 Wijaya;andre;;\r\n";
    const auto check = [&](const std::string& table, const std::string& key) {
        auto fields = Visitor::filled_form(page, "/pengaturan/impor", {{"isi", "orang"}});
        for (auto& [name, value] : fields) {
            if (name == "kunci") value = key;
        }
        return wati.upload("/pengaturan/impor", fields, table, "tabel", "orang.csv");
    };
    const auto bad = check(rows + "Kembar;dewi;123;bukan surel\r\n;kosong;;\r\n", "kunci-impor-1");
    CHECK(bad.says("Baris 3"));
    CHECK(bad.says("Baris 4"));
    CHECK(!bad.says("/pengaturan/impor/ambil"));
    CHECK(!wati.get("/pengaturan/orang").says("Wijaya"));
    const auto good = check(rows, "kunci-impor-2");
    CHECK(good.says("André Wijaya"));
    CHECK(!wati.get("/pengaturan/orang").says("Wijaya"));
    CHECK(wati.submit(good, "/pengaturan/impor/ambil", {{"teks", utf8_of(rows)}, {"isi", "orang"}})
              .status == 303);
    CHECK(wati.get("/pengaturan/orang").says("André Wijaya"));
}

TEST_CASE("a letter: dated after its receipt, a file that is none, sent twice") {
    WebOffice office;
    Visitor ratna(office);
    ratna.sign_in("ratna");
    const auto form = ratna.get("/surat/baru");
    const auto enter = [&](const std::string& dated, const std::string& bytes,
                           const std::string& name) {
        const auto fields = Visitor::filled_form(form, "/surat/baru",
                                                 {{"instansi", "Dinas \"Kesehatan\""},
                                                  {"nomor", "440/1/X"},
                                                  {"tanggal", dated},
                                                  {"diterima", "2026-11-16T07:30"},
                                                  {"hal", "Pekan imunisasi"}});
        return ratna.upload("/surat/baru", fields, bytes, "surat", name);
    };
    const auto early = enter("2026-11-17", tiny_png(), "surat.png");
    check_refused(early, "Tanggal surat sesudah tanggal diterima", "tanggal",
                  "value=\"Dinas &quot;Kesehatan&quot;\"");
    CHECK(early.says("name=\"tetap\""));  // the scan need not be chosen again
    CHECK(early.says("surat.png"));
    check_refused(enter("2026-11-31", tiny_png(), "surat.png"), "tidak ada di kalender", "tanggal",
                  "value=\"2026-11-31\"");
    check_refused(enter("2026-11-14", "MZ\x90 program", "surat.pdf"), "surat.pdf", "surat",
                  "value=\"440/1/X\"");
    const auto first = enter("2026-11-14", tiny_png(), "surat.png");
    REQUIRE(first.status == 303);
    const auto again = enter("2026-11-14", tiny_png(), "surat.png");
    CHECK(again.header("Location") == first.header("Location"));
}

TEST_CASE("a code that nobody has is answered in words, with what was typed") {
    WebOffice office;
    Visitor citizen(office);
    for (const auto* code : {"KTG-0000-0000", "<script>x</script>", "'; DROP TABLE letter; --"}) {
        const auto seen = citizen.get(cat("/k/sukamaju/lacak?kode=", net::percent_encoded(code)));
        CHECK(seen.status == 404);
        CHECK(seen.says("tidak"));
        CHECK(!seen.says("<script>x"));
    }
    CHECK(citizen.get("/cek?kode=AAAA-BBBB-CC").says("Tidak dikenal"));
    CHECK(citizen.get("/undangan/karangan").status == 404);
}

/// What the editor says of such a file; its words for the picture are still there.
struct Uploading {
    WebOffice office;
    Visitor dewi{office};
    std::string place;
    int tries = 0;

    Uploading() {
        dewi.sign_in("dewi");
        const auto made = dewi.submit(dewi.get("/berkas/baru"), "/berkas/baru",
                                      {{"judul", "Unggahan"},
                                       {"sop", std::to_string(office.singkawang().value)},
                                       {"asal", "gagasan"}});
        REQUIRE(made.status == 303);
        place = made.header("Location");
        place = place.substr(0, place.find('?'));
    }
    Seen add(const std::string& bytes, const std::string& name) {
        const auto page = dewi.get(place + "/naskah");
        const auto fields = Visitor::filled_form(
            page, place + "/gambar",
            {{"alt", "Ibu dan \"anak\""}, {"kunci", cat("kunci-unggah-", ++tries)}});
        return dewi.upload(place + "/gambar", fields, bytes, "gambar", name);
    }
};

std::string huge_picture() {
    auto bytes = tiny_png();
    for (const std::size_t at : {16U, 20U}) bytes.replace(at, 4, std::string("\0\1\0\0", 4));
    return bytes;
}
/// An archive whose list says that 10 bytes become four thousand million.
std::string bomb_document() {
    const auto list =
        cat("PK\x01\x02", std::string(16, '\0'), std::string("\x0A\0\0\0", 4), "\xFF\xFF\xFF\xEE",
            std::string("\6\0", 2), std::string(16, '\0'), "word/x");
    const auto types = cat("PK\x01\x02", std::string(16, '\0'), std::string("\x0A\0\0\0", 4),
                           std::string("\x0A\0\0\0", 4), std::string("\x13\0", 2),
                           std::string(16, '\0'), "[Content_Types].xml");
    const auto head = cat("PK\x03\x04", std::string(40, 'x'));
    const auto length = static_cast<char>(types.size() + list.size());
    return cat(head, types, list, "PK\x05\x06", std::string(6, '\0'), std::string("\2\0", 2),
               std::string(1, length), std::string(3, '\0'), std::string("\x2C\0\0\0", 4),
               std::string(2, '\0'));
}

TEST_CASE_FIXTURE(Uploading, "media: bombs, disguises and broken files are refused by name") {
    struct Bad {
        std::string bytes, name, says;
    };
    const std::vector<Bad> all{
        {huge_picture(), "bom.png", "megapiksel"},
        {bomb_document(), "bom.docx", "mengembang"},
        {"<?xml version='1.0'?><svg onload='alert(1)'/>", "logo.svg", "SVG"},
        {"<svg onload='alert(1)'/>", "foto.png", "SVG"},
        {"<!DOCTYPE html><script>x</script>", "foto.jpg", "halaman web"},
        {"MZ\x90 program", "foto.jpg", "tidak dikenali"},
        {tiny_png().substr(0, 40), "foto.png", "rusak"},
        {box("ftyp", "isom" + std::string(4, '\0')), "film.mp4", "rusak"},
        {"", "foto.png", "Pilih"},
    };
    for (const auto& bad : all) {
        CAPTURE(bad.name);
        check_refused(add(bad.bytes, bad.name), bad.says, "gambar-baru",
                      "value=\"Ibu dan &quot;anak&quot;\"");
    }
    CHECK(!dewi.get(place + "/naskah").says("class=\"medium\""));
}

TEST_CASE_FIXTURE(Uploading, "media: what hides behind a picture is not in what is shown") {
    const std::string hidden = "<script>alert(1)</script>PK\x03\x04 rahasia";
    REQUIRE(add(tiny_png() + hidden, "foto.jpg.html").status == 303);
    const auto page = dewi.get(place + "/naskah");
    const auto address = cat(place, "/file/", between(page.html, cat(place, "/file/"), "?"));
    const auto shown = dewi.get(address.substr(0, address.find('"')));
    CHECK(shown.status == 200);
    CHECK(shown.header("X-Content-Type-Options") == "nosniff");
    CHECK(!shown.says("script"));
    CHECK(!shown.says("rahasia"));
}

}  // namespace
}  // namespace kentongan::tests
