// SOPs built in code for the tests of drawing and printing, and random ones by seed.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "base/text.h"
#include "sop/definition.h"

namespace kentongan::tests {

using namespace sop;  // NOLINT: the samples speak of nothing else

inline Exit way(std::string to, std::string label = "", bool is_return = false,
                std::vector<StepName> allowed = {}) {
    Exit exit;
    exit.outcome = label.empty() ? "selesai" : lowered(label);
    exit.label = std::move(label);
    exit.to = StepName{std::move(to)};
    exit.is_return = is_return;
    exit.allowed = std::move(allowed);
    return exit;
}

inline Item item(std::string words) {
    Item one;
    one.words.text = std::move(words);
    return one;
}

struct Row {
    const char* name;
    const char* role;
    const char* activity;
    const char* needs;
    const char* time;
    const char* makes;
    std::vector<Exit> exits;
    bool decision = false;
};

inline Step step_of(const Row& row) {
    Step step;
    step.name = StepName{row.name};
    step.performers = {{PerformerBy::role, RoleName{row.role}, {}}};
    step.activity.text = row.activity;
    if (*row.needs) step.needs = {item(row.needs)};
    if (*row.makes) step.makes = {item(row.makes)};
    step.time = read_time(row.time);
    step.time.raw = row.time;
    step.exits = row.exits;
    step.decision = row.decision;
    return step;
}

/// Eleven rows, four lanes, returns from two decisions: the densest of the five originals.
inline Definition eleven_rows() {
    const char* content = "Bahan konten (teks, visual, audio, audio visual dan tatap muka)";
    Definition sop;
    sop.key = "contoh-2026";
    sop.identity.letterhead = {"PEMERINTAH KABUPATEN SUKAMAJU", "DINAS KOMUNIKASI DAN INFORMATIKA",
                               "Jl. Merdeka No. 1 Sukamaju"};
    sop.identity.lines = {
        {Field::number, "Nomor SOP", {"18 / Set-Kominfo", ""}},
        {Field::made_on, "Tanggal Pembuatan", {"Januari 2021", ""}},
        {Field::revised_on, "Tanggal Revisi", {}},
        {Field::effective_on, "Tanggal Efektif", {}},
        {Field::ratified_by, "Disahkan oleh", {"Kepala Dinas Komunikasi dan Informatika", ""}},
        {Field::name, "Nama SOP", {"PENGELOLAAN KONTEN DAN MEDIA KOMUNIKASI PUBLIK", ""}},
    };
    sop.identity.sections = {
        {Section::legal_basis,
         "Dasar Hukum",
         "",
         {{"1.", {"Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik", ""}},
          {"2.",
           {"Peraturan Pemerintah Nomor 32 Tahun 2004 Tentang Pemerintah Daerah",
            "Undang-Undang Nomor 32 Tahun 2004, diganti Undang-Undang Nomor 23 Tahun 2014"}}}},
        {Section::qualification, "Kualifikasi Pelaksana", "", {{"1.", {"Memiliki wawasan", ""}}}},
        {Section::related, "Keterkaitan", "", {}},
        {Section::equipment, "Peralatan / Perlengkapan", "", {{"1.", {"Kamera foto", ""}}}},
        {Section::warning, "Peringatan", "", {{"", {"Apabila tidak dilaksanakan, terlambat", ""}}}},
        {Section::record, "Pencatatan dan Pendataan", "", {{"", {"Foto dan video", ""}}}},
    };
    sop.identity.flow_title = "PROSEDUR PENGELOLAAN KONTEN";
    sop.lanes = {{RoleName{"kepala"}, "KEPALA DINAS"},
                 {RoleName{"kabid"}, "KEPALA BIDANG PIKP"},
                 {RoleName{"kasi"}, "KASI PKP"},
                 {RoleName{"tim"}, "TIM PENGELOLAAN KONTEN DAN MEDIA KOMUNIKASI PUBLIK"}};
    const Row rows[] = {
        {"1",
         "kabid",
         "Memberikan arahan kepada tim pengelolaan konten dan media komunikasi publik tentang "
         "berita yang akan dimuat",
         "Disposisi",
         "10 menit",
         "Kesediaan",
         {way("2")}},
        {"2",
         "kasi",
         "Melaksanakan pengelolaan konten dan media komunikasi publik, menetapkan dan "
         "mengidentifikasi target",
         "Disposisi Daftar aspek target khalayak",
         "90 menit",
         "demografi (rentang usia, jenis kelamin, jenjang pendidikan, lokasi domisili); saluran "
         "komunikasi (jenis media yang digunakan untuk menyebarluaskan pesan)",
         {way("3")}},
        {"3",
         "kasi",
         "Mengumpulkan, memilah hasil rekomendasi kebijakan komunikasi publik",
         "Data berisikan informasi resmi yang valid, materi konten",
         "100 menit",
         "Data internal Pemda (dokumentasi kegiatan Pemda); siaran pers",
         {way("4")}},
        {"4",
         "kasi",
         "Menugaskan tim pengelolaan konten untuk memproduksi konten",
         "Daftar nama tim pengelolaan konten",
         "10 menit",
         "Disposisi surat tugas Tim dan SK Tim",
         {way("5")}},
        {"5",
         "tim",
         "Mengumpulkan bahan konten dan pengemasan konten",
         "Lembar kerja berupa data informasi",
         "480 menit",
         content,
         {way("6")}},
        {"6",
         "kasi",
         "Memeriksa dan mengedit hasil isi konten",
         "isi konten",
         "125 menit",
         content,
         {way("7")}},
        {"7",
         "kabid",
         "Memeriksa dan mengoreksi hasil isi konten. Jika tidak setuju, dikembalikan untuk "
         "diperbaiki atau dilengkapi. Jika setuju, hasil isi konten diserahkan kepada Kepala "
         "Dinas Kominfo",
         "isi konten",
         "125 menit",
         content,
         {way("8", "Setuju"), way("6", "Tidak setuju", true, {StepName{"5"}})},
         true},
        {"8",
         "kepala",
         "Memeriksa hasil isi konten. Jika setuju, di paraf",
         "isi konten",
         "125 menit",
         content,
         {way("9", "Setuju"), way("7", "Tidak setuju", true, {StepName{"6"}, StepName{"5"}})},
         true},
        {"9",
         "kabid",
         "Memerintahkan kepada Kasi PKP untuk mendiseminasikan hasil isi konten",
         "isi konten",
         "10 menit",
         "jenis konten (konten teks, konten visual)",
         {way("10")}},
        {"10",
         "kasi",
         "mengirimkan dan mendiseminasikan konten",
         "jenis konten",
         "30 menit",
         "media komunikasi publik",
         {way("11")}},
        {"11",
         "kasi",
         "Memantau pemuatan konten berdasarkan waktu dan frekuensi tayang",
         "Jenis konten",
         "60 menit",
         "media komunikasi publik",
         {way("selesai")}},
    };
    for (const Row& row : rows) sop.steps.push_back(step_of(row));
    sop.after_number = ".";
    return sop;
}

/// Any definition a person could draw: skips, returns, several performers, a parallel block.
inline Definition random_sop(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto upto = [&](int most) {
        return static_cast<int>(random() % static_cast<std::uint64_t>(most + 1));
    };
    const char* labels[] = {"YA", "TIDAK", "Perlu perbaikan", "Tidak disetujui", "Sesuai", "Layak"};
    Definition sop;
    sop.key = "acak";
    const int lanes = 1 + upto(6), steps = 2 + upto(22);
    for (int i = 0; i < lanes; ++i) {
        sop.lanes.push_back({RoleName{cat("peran", i)}, cat("Pelaksana ", i + 1)});
    }
    const auto target = [&](int from, bool back) {
        const int to = back ? upto(from) : from + 1 + upto(std::min(4, steps - from));
        return to >= steps ? std::string("selesai") : cat(to + 1);
    };
    for (int i = 0; i < steps; ++i) {
        Step step;
        step.name = StepName{cat(i + 1)};
        step.activity.text = cat("Langkah ", i + 1, " mengerjakan sesuatu yang panjang");
        const int performers = upto(5) == 0 ? 1 + upto(2) : 1;
        for (int k = 0; k < performers; ++k) {
            const RoleName role{cat("peran", upto(lanes - 1))};
            step.performers.push_back({PerformerBy::role, role, {}});
        }
        step.decision = upto(3) == 0;
        step.exits = {way(i + 1 < steps ? cat(i + 2) : "selesai", step.decision ? labels[0] : "")};
        const int more = step.decision ? 1 + (upto(4) == 0 ? 1 : 0) : 0;
        for (int k = 0; k < more; ++k) {
            const bool back = upto(2) > 0;
            step.exits.push_back(way(target(i, back), labels[1 + upto(4)], back));
        }
        sop.steps.push_back(std::move(step));
    }
    if (steps > 6 && upto(2) == 0) {
        sop.blocks.push_back(
            {"b", BlockKind::parallel, "", {{StepName{"3"}}, {StepName{"4"}}}, StepName{"5"}, ""});
        sop.steps[2].exits = sop.steps[3].exits = {way("gabung")};
        sop.steps[2].decision = sop.steps[3].decision = false;
    }
    return sop;
}

}  // namespace kentongan::tests
