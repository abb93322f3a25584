// The lint of SOPs: each rule where it speaks and where it is silent.
#include <algorithm>
#include <set>

#include "base/carried.h"
#include "sop/regulations.h"
#include "sop_text.h"

using namespace kentongan;
using namespace kentongan::sop;
using namespace kentongan::tests;

namespace {

/// Every finding of one rule, as "step: with/with".
std::vector<std::string> found(const Definition& sop, std::string_view rule) {
    std::vector<std::string> all;
    for (const auto& finding : lint(sop)) {
        if (finding.rule == rule)
            all.push_back(cat(finding.step.value, ": ", joined(finding.with, "/")));
    }
    return all;
}
std::vector<std::string> found(std::string_view text, std::string_view rule) {
    return found(read(with_lanes(text)), rule);
}

Definition shipped(std::string_view key) {
    return *parse(carried().at(cat("sops/", key, ".sop")), key);
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("L1: every step is reached and can come to the end") {
    CHECK(found("langkah 1 oleh petugas\n-> 3\nlangkah 2 oleh petugas\n-> 3\n"
                "langkah 3 oleh petugas\n-> selesai\n",
                "L1") == Found{"2: 2"});
    CHECK(found("langkah 1 oleh petugas\n-> 2\nlangkah 2 oleh petugas\n-> 1\n", "L1") ==
          Found{"1: 1", "2: 2"});
    CHECK(found("langkah 1 oleh petugas\n-> 2\nsejajar\ncabang\nlangkah 2 oleh petugas\n-> gabung\n"
                "cabang\nlangkah 3 oleh petugas\n-> gabung\ngabung -> 4\n"
                "langkah 4 oleh petugas\n-> selesai\n",
                "L1")
              .empty());
    CHECK(lint(Definition{}).at(0).error);
}

TEST_CASE("L2: a decision has two ways out; L3: somebody does each step") {
    CHECK(found("langkah 1 oleh petugas\nputusan\n\"YA\" -> selesai\n", "L2") == Found{"1: 1/1"});
    CHECK(
        found("langkah 1 oleh petugas\nputusan\n\"YA\" -> selesai\n\"TIDAK\" kembali ke 1\n", "L2")
            .empty());
    CHECK(found("langkah 1\n-> selesai\n", "L3") == Found{"1: 1"});
    CHECK(found("langkah 1\notomatis\n-> selesai\n", "L3").empty());
    for (const auto& finding : lint(read(with_lanes("langkah 1\n-> selesai\n"))))
        CHECK(finding.error == (finding.rule == "L3"));
}

TEST_CASE("L4 to L7: empty cells, subjects, and lanes") {
    CHECK(found("langkah 1 oleh petugas\n-> selesai\n", "L4") ==
          Found{"1: 1/kelengkapan, waktu, output"});
    CHECK(
        found("langkah 1 oleh petugas dalam \"1 jam\"\nalat \"PC\"\nhasil \"Naskah\"\n-> selesai\n",
              "L4")
            .empty());
    CHECK(found("langkah 1 oleh petugas\nkegiatan \"Petugas memeriksa\"\n-> selesai\n", "L5") ==
          Found{"1: 1/Petugas memeriksa"});
    CHECK(found("langkah 1 oleh petugas\nkegiatan \"memeriksa\"\n-> selesai\n", "L5").empty());
    CHECK(found("langkah 1 oleh kepala\n-> selesai\n", "L6") == Found{"1: Kepala Dinas/Petugas"});
    CHECK(found("langkah 1 oleh petugas\n-> selesai\n", "L6").empty());
    CHECK(found("langkah 1 oleh petugas\n-> selesai\n", "L7") == Found{": Kepala Dinas"});
}

TEST_CASE("L8: a decision of which the original names one way out only") {
    const auto decision = [](const char* remark) {
        return found(cat("langkah 1 oleh petugas\nputusan\n\"YA\" -> selesai\n"
                         "\"TIDAK\" kembali ke 1 ",
                         remark, "\n"),
                     "L8");
    };
    CHECK(decision("(disimpulkan)") == Found{"1: 1/1"});
    CHECK(decision("(sasaran disimpulkan)").empty());
    CHECK(decision("").empty());
}

TEST_CASE("L9: the stated total is the sum of the rows, by its lower or its upper bounds") {
    const auto total = [](const char* stated) {
        return found(cat("langkah 1 oleh petugas dalam \"15-30 menit\"\n-> 2\n"
                         "langkah 2 oleh petugas dalam \"1 jam\" bersama 3\n-> 3\n"
                         "langkah 3 oleh petugas dalam \"1 jam\"\n-> selesai\n"
                         "jumlah \"Jumlah\": \"",
                         stated, "\"\n"),
                     "L9");
    };
    CHECK(total("75 menit").empty());
    CHECK(total("1,5 jam").empty());
    CHECK(total("2 jam") == Found{": 2 jam/75/90"});
    CHECK(total("secukupnya").empty());
}

TEST_CASE("L10, L11, L14, L16: ranges, long rows, repeated words, makers who check themselves") {
    CHECK(found("langkah 1 oleh petugas dalam \"15-30 menit\"\n-> selesai\n", "L10") ==
          Found{"1: 1/15-30 menit"});
    CHECK(found("langkah 1 oleh petugas dalam \"480 menit\"\n-> selesai\n", "L11") ==
          Found{"1: 1/480 menit"});
    CHECK(found("langkah 1 oleh petugas dalam \"450 menit\"\n-> selesai\n", "L11").empty());
    CHECK(found("langkah 1 oleh petugas\nkegiatan \"Diperiksa\"\n-> 2\n"
                "langkah 2 oleh petugas\nkegiatan \"diperiksa \"\n-> selesai\n",
                "L14") == Found{"2: 2/1/diperiksa "});
    const auto maker = [](const char* four_eyes) {
        return found(cat("langkah 1 oleh petugas\ntindakan produksi\n-> 2\n"
                         "langkah 2 oleh pelaksana langkah 1\ntindakan pemeriksaan\n",
                         four_eyes, "\n-> selesai\n"),
                     "L16");
    };
    CHECK(maker("") == Found{"2: 2/1"});
    CHECK(maker("selain 1").empty());
}

TEST_CASE("L12 and L15: numbers of officials and empty lines") {
    const auto of_value = [](const char* value, const char* rule) {
        return found(
            cat("disahkan \"Disahkan\": \"", value, "\"\nlangkah 1 oleh petugas\n-> selesai\n"),
            rule);
    };
    CHECK(of_value("NIP. 19700101 199503 1 99", "L12").empty() == false);
    CHECK(of_value("NIP. 19700101 199503 1 9999", "L12").empty() == false);
    CHECK(of_value("NIP. 19700101 199503 1 001", "L12").empty());
    CHECK(of_value("NIP 19700101-199503-1-001", "L12").empty());
    CHECK(of_value("NIP. [...]", "L12").empty());
    CHECK(of_value("", "L15") == Found{": Disahkan"});
    CHECK(of_value("-", "L15") == Found{": Disahkan"});
}

TEST_CASE("citations are read in the ways officials write them") {
    const auto cited = [](const char* line) {
        const auto citation = read_citation(line);
        return citation ? short_form(*citation) : std::string{};
    };
    CHECK(cited("Undang - Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik") == "UU 25/2009");
    CHECK(cited("UU No. 11 Tahun 2008 tentang ITE") == "UU 11/2008");
    CHECK(cited("UU 14/2008") == "UU 14/2008");
    CHECK(cited("Peraturan Pemerintah No. 96 Tahun 2012 tentang Pelaksanaan Undang-Undang No. 25 "
                "Tahun 2009") == "PP 96/2012");
    CHECK(cited("Peraturan Menteri Komunikasi dan Informatika (Kominfo) nomor 8 tahun 2019") ==
          "PM Kominfo 8/2019");
    CHECK(cited("Permen PAN dan Reformasi Birokrasi Nomor 80 Tahun 2012") == "PermenPANRB 80/2012");
    CHECK(cited("Peraturan Komisi Informasi Nomor 1 Tahun 2010") == "PerKI 1/2010");
    CHECK(cited("Peraturan Bupati Nomor 71 Tahun 2016") == "Perda/Perkada 71/2016");
    CHECK(cited("Peraturan Daerah No. 2 Tahun 2010") == "Perda/Perkada 2/2010");
    CHECK(cited("SOP Peliputan").empty());
    CHECK(cited("").empty());
}

TEST_CASE("L13: the five originals cite what is unknown, amended or replaced") {
    CHECK(found(shipped("singkawang-2023"), "L13") ==
          Found{": UU 25/2008/UU 14/2008", ": UU 61/2010/PP 61/2010"});
    CHECK(found(shipped("magetan-2019"), "L13") ==
          Found{": PP 32/2004/UU 32/2004, UU 23/2014",
                ": PermenPANRB 80/2012/Peraturan ANRI 5/2021"});
    CHECK(found(shipped("ketapang-2024"), "L13") ==
          Found{": UU 11/2008/UU 19/2016, UU 1/2024", ": PM Kominfo 8/2019/PM Kominfo 4/2024"});
    CHECK(found(shipped("sanggau-2021"), "L13") ==
          Found{": PerKI 1/2010/PerKI 1/2021", ": PM Kominfo 8/2019/PM Kominfo 4/2024"});
    CHECK(found(shipped("pontianak-2020"), "L13").empty());
}

TEST_CASE("the lint of the five originals finds what their readers found") {
    const auto steps = [](const char* key, const char* rule) {
        std::set<std::string> all;
        for (const auto& finding : lint(shipped(key))) {
            if (finding.rule == rule) all.insert(finding.step.value);
        }
        return all;
    };
    using Steps = std::set<std::string>;
    CHECK(steps("sanggau-2021", "L8") == Steps{"8"});
    CHECK(steps("sanggau-2021", "L11") == Steps{"5"});
    CHECK(steps("pontianak-2020", "L8") == Steps{"6", "9"});
    CHECK(steps("pontianak-2020", "L14") == Steps{"8"});
    CHECK(steps("ketapang-2024", "L8") == Steps{"5"});
    CHECK(steps("ketapang-2024", "L4") == Steps{"4"});
    CHECK(steps("ketapang-2024", "L9").empty());
    CHECK(steps("ketapang-2024", "L10") == Steps{"8"});
    CHECK(steps("singkawang-2023", "L8").empty());
    CHECK(found(shipped("magetan-2019"), "L7").size() == 4);
}
