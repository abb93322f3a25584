// Office papers and codes: pages, repeated heads, whole rows, signatures, and the same bytes twice.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "documents/paper.h"
#include "documents/qr.h"

namespace kentongan::tests {
namespace {

using namespace documents;  // NOLINT: all of this is about printed documents

std::string told_of(const std::string& program, const std::string& pdf) {
    const auto path = std::filesystem::temp_directory_path() / cat("paper-", getpid(), ".pdf");
    std::ofstream(path) << pdf;
    const auto command =
        cat(program, " ", path.string(), program.starts_with("pdftotext") ? " -" : "");
    std::string out;
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe);
    char buffer[4096];
    while (const auto count = std::fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, count);
    REQUIRE(pclose(pipe) == 0);
    std::filesystem::remove(path);
    return out;
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
    return count;
}

Letterhead sample_head() {
    return {{},
            "PEMERINTAH KABUPATEN SUKAMAJU",
            "DINAS KOMUNIKASI DAN INFORMATIKA",
            {"Jalan Merdeka Nomor 1 Sukamaju 00000", "kominfo.sukamaju.example"}};
}

Result<std::string> register_of(int rows) {
    OfficePaper paper({Paper::f4, true, from_mm(15), {"Buku agenda surat masuk"}, "Kode: 7K2M"});
    paper.letterhead(sample_head());
    paper.title("BUKU AGENDA SURAT MASUK", {"Tahun 2026"});
    PaperTable table{{1, 1, 3, 2, 5}, {"Tanggal", "No.", "Nomor Surat", "Terima dari", "Isi"}};
    for (int i = 1; i <= rows; ++i) {
        table.rows.push_back({"17-11-2026", Cell{cat(i), Align::center}, "400.7.8/112/DINKES/2026",
                              "Dinas Kesehatan",
                              cat("Permohonan publikasi jadwal imunisasi gratis untuk anak 0–59 "
                                  "bulan di 18 puskesmas, baris <",
                                  i, ">")});
    }
    paper.table(table);
    paper.signatures({{"Sukamaju, 20 November 2026", "Plh.", "KEPALA DINAS", "Nama Contoh",
                       "Pembina", "197001011995031999", ""}});
    return paper.finish();
}

}  // namespace

TEST_CASE("a register's head stands on each of its pages and no row is lost") {
    const auto pdf = register_of(80);
    REQUIRE(pdf);
    const auto text = told_of("pdftotext -layout", *pdf);
    const auto pages = count_of(text, "\f");
    CHECK(pages > 2);
    CHECK(count_of(text, "Terima dari") == pages);
    CHECK(text.find(cat("Halaman 1 dari ", pages)) != text.npos);
    CHECK(count_of(text, "Kode: 7K2M") == pages);
    for (int i = 1; i <= 80; ++i) CHECK(count_of(text, cat("<", i, ">")) == 1);
    CHECK(text.find("Plh. KEPALA DINAS") != text.npos);
    CHECK(text.find("NIP 19700101 199503 1 999") != text.npos);
    const auto info = told_of("pdfinfo", *pdf);
    CHECK(info.find("Tagged:          yes") != info.npos);
    CHECK(info.find("Title:           Buku agenda surat masuk") != info.npos);
    CHECK(told_of("pdffonts", *pdf).find("TrueType          WinAnsi          yes yes") !=
          std::string::npos);
}

TEST_CASE("the same paper is the same bytes") {
    const auto once = register_of(3), twice = register_of(3);
    REQUIRE(once);
    REQUIRE(twice);
    CHECK(*once == *twice);
}

TEST_CASE("a row taller than a page is cut, and nothing of it is lost") {
    OfficePaper paper({Paper::half_folio});
    std::string words;
    for (int i = 0; i < 900; ++i) words += cat("kata", i, " ");
    paper.table({{1, 1}, {"Catatan", "Lain"}, {{words, "pendek"}, {"sesudahnya", "x"}}});
    const auto pdf = paper.finish();
    REQUIRE(pdf);
    const auto text = told_of("pdftotext", *pdf);
    CHECK(text.find("kata0 ") != text.npos);
    CHECK(text.find("kata899") != text.npos);
    CHECK(text.find("sesudahnya") != text.npos);
    CHECK(count_of(text, "Catatan") == count_of(text, "\f"));
}

TEST_CASE("tick boxes, facts and lists keep their words") {
    OfficePaper paper({});
    paper.letterhead(sample_head());
    paper.title("LEMBAR DISPOSISI");
    paper.facts({{"Surat dari", "Dinas Kesehatan"}, {"Tgl. surat", "16 November 2026"}});
    paper.ticks({{"Proses lebih lanjut", false, true}, {"Untuk diketahui"}}, 2);
    paper.numbered({"Satu.", "Dua."});
    paper.code("https://kominfo.sukamaju.example/p/7K2M", "Pindai untuk memeriksa.");
    paper.signatures({{"", "", "KEPALA", "A", "", "", ""}, {"", "", "PETUGAS", "", "", "", ""}});
    const auto pdf = paper.finish();
    REQUIRE(pdf);
    const auto text = told_of("pdftotext", *pdf);
    for (const auto* part : {"Surat dari", "Proses lebih lanjut", "Untuk diketahui", "Dua.",
                             "Pindai untuk memeriksa.", "PETUGAS,"}) {
        CHECK_MESSAGE(text.find(part) != text.npos, part);
    }
}

TEST_CASE("what is no picture is refused, and an empty paper is one page") {
    OfficePaper wrong({});
    wrong.letterhead({"no picture"});
    CHECK_FALSE(wrong.finish());
    OfficePaper empty({});
    const auto pdf = empty.finish();
    REQUIRE(pdf);
    CHECK(told_of("pdfinfo", *pdf).find("Pages:           1") != std::string::npos);
}

TEST_CASE("a code is square, has its margin, and refuses what it cannot hold") {
    const auto modules = qr_modules("https://sukamaju.example/lacak/K7M2-9QXD");
    REQUIRE(modules);
    CHECK((modules->side - 17) % 4 == 0);
    CHECK(modules->at(0, 0));        // the finder's corner
    CHECK_FALSE(modules->at(1, 1));  // and its white ring
    const auto svg = qr_svg("https://sukamaju.example/?a=1&b=2", "Kode \"lacak\" <1>");
    CHECK(svg.find("aria-label=\"Kode &quot;lacak&quot; &lt;1&gt;\"") != svg.npos);
    CHECK_FALSE(qr_modules(""));
    CHECK_FALSE(qr_modules(std::string(4000, 'x')));
    CHECK(qr_svg("", "kosong").empty());
}

TEST_CASE("a NIP is set in its groups, whatever blanks it came with") {
    CHECK(nip_words("197001011995031999") == "19700101 199503 1 999");
    CHECK(nip_words("19700101-199503 1 999") == "19700101 199503 1 999");
    CHECK(nip_words("123") == "123");
}

}  // namespace kentongan::tests
