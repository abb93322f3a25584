// The variants that real SOPs show, numbered as in the survey: each is expressible and survives.
#include <algorithm>

#include "base/carried.h"
#include "sop_text.h"

using namespace kentongan;
using namespace kentongan::sop;
using namespace kentongan::tests;

namespace {

Definition shipped(std::string_view key) {
    return *parse(carried().at(cat("sops/", key, ".sop")), key);
}

}  // namespace

TEST_CASE("1 several performers on one row; 2 lanes without a step") {
    CHECK(read_step("oleh petugas, kepala (semua)").performers.size() == 2);
    const auto magetan = shipped("magetan-2019");
    CHECK(magetan.lanes.size() == 5);
    CHECK(std::ranges::all_of(magetan.steps, [](const Step& step) {
        return step.performers[0].role.value == "petugas";
    }));
}

TEST_CASE("3 units and teams, 4 applicants, 5 the system, 6 somebody named later") {
    const auto pontianak = shipped("pontianak-2020");
    CHECK(pontianak.lane_of({"bidang_ikp"})->kind == PerformerKind::unit);
    CHECK(pontianak.lane_of({"tim_konten"})->kind == PerformerKind::team);
    CHECK(pontianak.lane_of({"pemohon"})->kind == PerformerKind::applicant);
    const auto automatic = read(
        "pelaksana aplikasi \"Sistem\" sistem\n"
        "langkah 1 oleh aplikasi dalam \"Seketika (otomatis)\"\notomatis\n"
        "-> selesai\n");
    CHECK(automatic.lanes[0].kind == PerformerKind::system);
    CHECK(automatic.steps[0].time.unit == TimeUnit::automatic);
    CHECK(pontianak.find({"4"})->performers[0].by == PerformerBy::assigned);
}

TEST_CASE("7 a lane's label is not its role") {
    const auto ketapang = shipped("ketapang-2024");
    CHECK(ketapang.lane_of({"kepala_bidang"})->label == "Kabid Komunikasi Publik (Redaktur)");
    CHECK(ketapang.lane_of({"kepala_seksi"})->label == "Sub Koor PKPI (Sebagai Editor)");
}

TEST_CASE("8 times of every kind, 9 deadlines around an event") {
    const auto step = read_step("oleh petugas dalam \"Selama kegiatan\"",
                                "tenggat H-3 acara\ntenggat 1 hari kerja setelah kegiatan");
    CHECK(step.time.unit == TimeUnit::during_event);
    CHECK(step.deadlines.size() == 2);
    CHECK(shipped("ketapang-2024").find({"8"})->time.min == 15);
    CHECK(read_step("oleh petugas").time == StandardTime{});
}

TEST_CASE("10, 11 decisions with their own words; 12 a three-way return") {
    const auto step = read_step("oleh petugas",
                                "putusan\n\"disahkan\" -> selesai\n"
                                "\"ada perubahan\" kembali ke 1");
    CHECK(step.exit("ada_perubahan") != nullptr);
    const auto sanggau = shipped("sanggau-2021");
    CHECK(sanggau.find({"7"})->exit("tidak_setuju")->allowed == std::vector<StepName>{{"5"}});
    CHECK(sanggau.find({"8"})->exit("tidak_setuju")->allowed.size() == 2);
}

TEST_CASE("13 a row that only returns, 14 a skip forward, 15 check and decide as two rows") {
    const auto sop =
        read(with_lanes("langkah 1 oleh petugas\n\"langsung\" -> 3\n-> 2\n"
                        "langkah 2 oleh petugas\nkembali ke 1\n"
                        "langkah 3 oleh kepala\n-> selesai\n"));
    CHECK(sop.steps[0].exits[0].to.value == "3");
    CHECK(sop.steps[1].exits[0].is_return);
    const auto pontianak = shipped("pontianak-2020");
    CHECK(pontianak.find({"5"})->activity.text == "Diperiksa");
    CHECK(pontianak.find({"6"})->decision);
}

TEST_CASE("16 parallel work, over a list or as branches") {
    CHECK(shipped("magetan-2019").blocks.at(0).each_of == "saluran");
    CHECK(shipped("sanggau-2021").blocks.at(0).each_of == "jenis");
    const auto sop =
        read(with_lanes("sejajar bernama acara\ncabang\nlangkah 1 oleh petugas\n-> gabung\n"
                        "cabang\nlangkah 2 oleh kepala\n-> gabung\ngabung -> selesai\n"));
    CHECK(sop.blocks.at(0).branches.size() == 2);
}

TEST_CASE("17 a sub-SOP, an SOP before and one after, and plain words about others") {
    const auto sop =
        read(with_lanes("lanjutan dari sop-4\nlanjut ke sop-11\n"
                        "keterkaitan \"Keterkaitan\"\n\"1.\" \"SOP PPID\"\n"
                        "langkah 1 oleh petugas\npanggil sop-spt\n-> selesai\n"));
    CHECK(sop.steps[0].calls == "sop-spt");
    CHECK(sop.continues_with == "sop-11");
    CHECK(shipped("ketapang-2024").identity.sections[2].items.size() == 5);
}

TEST_CASE("18 an end state as a row, 19 empty cells and one text on every row") {
    CHECK(shipped("magetan-2019").find({"6"})->activity.text == "Media Komunikasi Publik Update");
    CHECK(shipped("ketapang-2024").find({"4"})->makes.empty());
    for (const auto& step : shipped("pontianak-2020").steps)
        CHECK(cell_text(step.makes) == "Video Informasi, Design Graphis dan Infographis");
}

// 20 to 24 (withdrawal, acting officers, who may assign, other systems' numbers, machine drafts)
// are acts of the office on any SOP, and no words of a definition.

TEST_CASE("25 a second description, 26 totals, column numbers and what lost cells still say") {
    CHECK(shipped("magetan-2019").identity.free_sections.size() == 4);
    CHECK(shipped("ketapang-2024").total_label == "Jumlah");
    const auto sanggau = shipped("sanggau-2021");
    CHECK(sanggau.column_numbers.size() == 9);
    CHECK(sanggau.find({"1"})->remains == std::vector<std::string>{"Mulai"});
    CHECK(!sanggau.keterangan_column);
}

TEST_CASE("27 fragments inside cells stay as words") {
    const auto words = shipped("pontianak-2020").steps[0].remains.at(0);
    CHECK(words.starts_with("graph TD Start([Start]) --> IKP[Bidang IKP]"));
}

TEST_CASE("28 steps in sub-numbers, 29 kinds of SOP, 30 reminders at fixed hours") {
    const auto sop =
        read(with_lanes("sifat makro, final\npengingat pukul 15.55 \"Laporan\"\n"
                        "langkah 5b oleh petugas\n-> 5.1\n"
                        "langkah 5.1 oleh petugas\n-> selesai\n"));
    CHECK(sop.steps[0].name.value == "5b");
    CHECK(sop.steps[1].name.value == "5.1");
    CHECK(sop.traits.size() == 2);
    CHECK(sop.alarms[0].at_minute == 955);
}
