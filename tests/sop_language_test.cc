// The .sop language, construct by construct.
#include "sop_text.h"

using namespace kentongan;
using namespace kentongan::sop;
using namespace kentongan::tests;

TEST_CASE("a step gives its performer, time, activity, needs, results and ways out") {
    const auto sop = read(
        "pelaksana kepala_bidang \"KEPALA BIDANG\"\n"
        "langkah 1 oleh kepala_bidang dalam \"15 (lima belas) menit\"\n"
        "  kegiatan \"Memeriksa substansi\"\n"
        "  alat \"PC/laptop dan jaringan internet\"\n"
        "  hasil \"Desain konten\"\n"
        "  keterangan \"Lihat lampiran\"\n"
        "  putusan menetapkan\n"
        "    \"YA\" -> selesai\n"
        "    \"TIDAK\" kembali ke 1 wajib alasan (disimpulkan)\n");
    const Step& step = sop.steps.at(0);
    CHECK(step.name.value == "1");
    CHECK(step.performers == std::vector<Performer>{{PerformerBy::role, {"kepala_bidang"}, {}}});
    CHECK(step.time.raw == "15 (lima belas) menit");
    CHECK(step.time.unit == TimeUnit::working_minutes);
    CHECK(step.time.max == 15);
    CHECK(step.activity.text == "Memeriksa substansi");
    CHECK(step.needs.at(0).kind == ItemKind::tool);
    CHECK(step.makes.at(0).kind == ItemKind::result);
    CHECK(step.note.text == "Lihat lampiran");
    CHECK((step.decision && step.fixing && !step.paraf));
    CHECK(step.exit("ya")->to == the_end);
    const Exit* back = step.exit("tidak");
    REQUIRE(back != nullptr);
    CHECK((back->is_return && back->reason_required && back->basis.inferred));
}

TEST_CASE("the identity keeps labels, empty values, several lines and corrections") {
    const auto sop =
        read(with_lanes("identitas\n"
                        "kop \"PEMERINTAH\" / \"DINAS\" / \"\"\n"
                        "nomor \"NOMOR  SOP\": \"18 / Set-Kominfo\"\n"
                        "direvisi \"Tanggal Revisi 1\": \"\"\n"
                        "direvisi \"Tanggal Revisi 2\": \"-\"\n"
                        "ditetapkan \"Tanggal Pengesahan\": \"Mei 2019\"\n"
                        "disahkan \"Disyahkan oleh\": \"KEPALA\" / \"NIP. [...]\"\n"
                        "nama \"Nama SOP\": \"Judul \\\"kutip\\\" dan \\\\\"\n"
                        "baris \"Seksi\": \"Kasi\"\n"
                        "dasar-hukum \"Dasar Hukum\"\n"
                        "  \"1.\" \"UU 25 Tahun 2008\" {pembetulan: \"UU 14 Tahun 2008\"}\n"
                        "  \"tanpa nomor\"\n"
                        "keterkaitan \"Keterkaitan\"\n"
                        "  pengantar \"Berkaitan dengan :\"\n"
                        "  \"(a).\" \"SOP surat masuk\"\n"
                        "peringatan \"Peringatan\"\n"
                        "uraian \"A. Data\"\n"
                        "  \"1\" | \"Judul\" | \": Isi\"\n"
                        "alur \"ALUR\"\n"
                        "langkah 1 oleh petugas\n-> selesai\n"));
    const Identity& identity = sop.identity;
    CHECK(identity.letterhead == std::vector<std::string>{"PEMERINTAH", "DINAS", ""});
    CHECK(identity.lines.size() == 7);
    CHECK(identity.lines[0].label == "NOMOR  SOP");
    CHECK(identity.lines[1].value.text.empty());
    CHECK(identity.lines[4].value.text == "KEPALA\nNIP. [...]");
    CHECK(sop.title() == "Judul \"kutip\" dan \\");
    CHECK(sop.number() == "18 / Set-Kominfo");
    CHECK(identity.sections[0].items[0].marker == "1.");
    CHECK(identity.sections[0].items[0].words.correction == "UU 14 Tahun 2008");
    CHECK(identity.sections[0].items[1].marker.empty());
    CHECK(identity.sections[1].lead == "Berkaitan dengan :");
    CHECK(identity.sections[2].items.empty());
    CHECK(identity.free_sections[0].lines[0] == "1\tJudul\t: Isi");
    CHECK(identity.flow_title == "ALUR");
}

TEST_CASE("the table keeps its headings, numbers and columns") {
    const auto sop = read(with_lanes(
        "sumber \"Kabupaten Sukamaju\"\nsifat teknis, mikro, parsial\ncatatan \"Ouput\"\n"
        "kepala-kolom \"No\", \"KEGIATAN\", \"PELAKSANAAN\"\nnomor-kolom \"1\", \"2\", \"\"\n"
        "tanda-nomor \".\"\ntanpa kolom keterangan\n"
        "langkah 1 oleh petugas\nsisa \"Mulai\", \"YA\"\n-> selesai\n"
        "jumlah \"Jumlah\": \"6,25 Jam\"\n"));
    CHECK(sop.headings.size() == 3);
    CHECK(sop.column_numbers == std::vector<std::string>{"1", "2", ""});
    CHECK(sop.after_number == ".");
    CHECK(!sop.keterangan_column);
    CHECK(sop.traits == std::vector<std::string>{"teknis", "mikro", "parsial"});
    CHECK(sop.notes == std::vector<std::string>{"Ouput"});
    CHECK(sop.steps[0].remains == std::vector<std::string>{"Mulai", "YA"});
    CHECK(sop.total_label == "Jumlah");
    CHECK(sop.stated_total.max == 375);
}

TEST_CASE("several people do a step: any of them, or all") {
    CHECK(read_step("oleh petugas, kepala").completion == Completion::any);
    CHECK(read_step("oleh petugas, kepala (salah satu)").completion == Completion::any);
    const auto all = read_step("oleh petugas, kepala (semua)");
    CHECK(all.completion == Completion::all);
    CHECK(all.performers.size() == 2);
}

TEST_CASE("a performer is whoever did another step, or is named at assignment") {
    const auto earlier =
        read(with_lanes("langkah 1 oleh petugas\n-> 2\n"
                        "langkah 2 oleh pelaksana langkah 1\n-> selesai\n"));
    CHECK(earlier.steps[1].performers[0].by == PerformerBy::whoever_did);
    CHECK(earlier.steps[1].performers[0].step.value == "1");
    const auto chosen = read_step("oleh yang ditugaskan dari petugas, yang ditugaskan");
    CHECK(chosen.performers[0].by == PerformerBy::assigned);
    CHECK(chosen.performers[0].role.value == "petugas");
    CHECK(chosen.performers[1].role.empty());
}

TEST_CASE("performer and time may stand on lines of their own, and a remark on the next line") {
    const auto step =
        read_step("", "oleh kepala\n(disimpulkan: \"lajur hilang\")\ndalam \"1 jam\"");
    CHECK(step.performers[0].role.value == "kepala");
    CHECK(step.performer_basis.reason == "lajur hilang");
    CHECK(step.time.max == 60);
}

TEST_CASE("items say what they block, what they are printed with, and what they are known by") {
    const auto step =
        read_step("oleh petugas",
                  "dokumen \"Disposisi\" bertanda \"-\" sebagai disposisi disusul \", \"\n"
                  "kelengkapan tujuan \"Koreksi materi\"\n"
                  "keluaran alat \"Lembar kerja\"\n"
                  "tujuan \"Terlaksananya koordinasi\"\n"
                  "hasil-akhir \"Video\" {pembetulan: \"Video pendek\"}");
    CHECK(cell_text(step.needs) == "- Disposisi, Koreksi materi");
    CHECK(step.needs[0].key == "disposisi");
    CHECK(step.needs[1].kind == ItemKind::aim);
    CHECK(step.makes[0].kind == ItemKind::tool);
    CHECK(step.makes[1].kind == ItemKind::aim);
    CHECK(step.makes[2].kind == ItemKind::final_result);
    CHECK(step.makes[2].words.correction == "Video pendek");
    CHECK(cell_text(step.makes) == "Lembar kerja\nTerlaksananya koordinasi\nVideo");
}

TEST_CASE("a result may be a form with questions of several kinds") {
    const auto step = read_step("oleh petugas",
                                "hasil \"demografi\" sebagai khalayak\n"
                                "  isian rentang \"usia\"\n"
                                "  isian pilihan \"jenis kelamin\": \"L\", \"P\"\n"
                                "  isian saluran \"saluran\"\n");
    const auto& fields = step.makes.at(0).fields;
    REQUIRE(fields.size() == 3);
    CHECK(fields[0].kind == FormKind::range);
    CHECK(fields[1].options == std::vector<std::string>{"L", "P"});
    CHECK(fields[2].kind == FormKind::channels);
}

TEST_CASE("exits carry their own words, keys, targets, reasons and remarks") {
    const auto sop =
        read(with_lanes("langkah 1 oleh petugas\n-> 2\n"
                        "langkah 2 oleh kepala\nputusan paraf\n"
                        "\"Setuju, diparaf\" -> 3\n"
                        "ulang: \"Tidak\" kembali ke 1, 2 wajib alasan\n"
                        "\"Layak\" -> 3, 1 (sasaran disimpulkan: \"asli ke 3\")\n"
                        "\"Batal\" -> selesai (tertulis: \"panah D2\")\n"
                        "langkah 3 oleh petugas\nkembali ke 1\n"));
    const Step& step = sop.steps[1];
    CHECK(step.paraf);
    CHECK(step.exits[0].outcome == "setuju_diparaf");
    CHECK(step.exits[1].outcome == "ulang");
    CHECK(step.exits[1].allowed == std::vector<StepName>{{"2"}});
    CHECK((step.exits[2].basis.inferred && step.exits[2].basis.targets_only));
    CHECK(step.exits[3].basis == Basis{false, false, "panah D2"});
    CHECK(sop.steps[2].exits[0].outcome == "kembali");
    CHECK(sop.steps[2].exits[0].is_return);
}

TEST_CASE("what the product does at a step is a word of the step") {
    CHECK(read_step("oleh petugas", "tindakan penayangan").act == Act::publish);
    CHECK(read_step("oleh petugas", "tindakan pemeriksaan-tampilan").act == Act::check_display);
    CHECK(read_step("oleh petugas", "tindakan pemantauan").act == Act::monitor);
    CHECK(read_step("oleh petugas", "otomatis").automatic);
    CHECK(read_step("oleh petugas", "sistem").automatic);
    CHECK(read_step("oleh petugas", "panggil sop-spt").calls == "sop-spt");
    CHECK(read_step("oleh petugas", "menetapkan\nparaf").fixing);
}

TEST_CASE("four eyes, deadlines, reminders and escalation are words of the step") {
    const auto step = read_step("oleh petugas",
                                "selain 1\n"
                                "tenggat H-1 acara\ntenggat H+2 tayang\n"
                                "tenggat 1 hari kerja setelah acara\n"
                                "tenggat 12 jam sebelum \"hari pertama\"\n"
                                "ingatkan pada 80%\ningatkan petugas pada 90%\n"
                                "eskalasi ke kepala pada 120%");
    CHECK(step.other_than == std::vector<StepName>{{"1"}});
    CHECK(step.deadlines[0] == Deadline{"acara", -1, TimeUnit::calendar_days});
    CHECK(step.deadlines[1] == Deadline{"tayang", 2, TimeUnit::calendar_days});
    CHECK(step.deadlines[2] == Deadline{"acara", 1, TimeUnit::working_days});
    CHECK(step.deadlines[3] == Deadline{"hari pertama", -12, TimeUnit::clock_hours});
    CHECK(step.reminders[0] == Reminder{80, {}, false});
    CHECK(step.reminders[2] == Reminder{120, {"kepala"}, true});
}

TEST_CASE("branches run side by side, nest, and meet again") {
    const auto sop =
        read(with_lanes("langkah 1 oleh petugas\n-> 2\n"
                        "sejajar\ncabang\n langkah 2 oleh petugas\n -> gabung\n"
                        "cabang\n langkah 3 oleh kepala\n -> 4\n"
                        " tiap saluran bernama tayang\n"
                        "  langkah 4 oleh petugas\n  -> gabung\n gabung -> gabung\n"
                        "gabung -> 5\n"
                        "langkah 5 oleh petugas\n"
                        "\"ulang\" kembali ke 1 seluruh cabang\n-> selesai\n"));
    REQUIRE(sop.blocks.size() == 2);
    CHECK(sop.blocks[0].name == "sejajar-2");
    CHECK(sop.blocks[0].branches == std::vector<std::vector<StepName>>{{{"2"}}, {{"3"}, {"4"}}});
    CHECK(sop.blocks[0].then.value == "5");
    CHECK(sop.blocks[1].name == "tayang");
    CHECK(sop.blocks[1].each_of == "saluran");
    CHECK(sop.blocks[1].parent == "sejajar-2");
    CHECK(sop.blocks[1].then == the_join);
    CHECK(sop.block_of({"4"}) == &sop.blocks[1]);
    CHECK(sop.block_of({"3"}) == &sop.blocks[0]);
    CHECK(sop.block_of({"5"}) == nullptr);
    CHECK(sop.steps[4].exits[0].whole_block);
}

TEST_CASE("branches whose rows do not stand together are given as a list") {
    const auto sop =
        read(with_lanes("langkah 1 oleh petugas\n-> 2\n"
                        "langkah 2 oleh petugas\n-> 4\nlangkah 3 oleh kepala\n-> gabung\n"
                        "langkah 4 oleh petugas\n-> gabung\nlangkah 5 oleh kepala\n-> selesai\n"
                        "tiap jenis: 4 gabung -> gabung\n"
                        "sejajar bernama dua: 2, 4 | 3 gabung -> 5\n"));
    CHECK(sop.blocks[1].branches.size() == 2);
    CHECK(sop.blocks[0].parent == "dua");
    CHECK(format(sop).find("sejajar bernama dua: 2, 4 | 3 gabung -> 5") != std::string::npos);
}

TEST_CASE("one budget may be shared by several rows, or by all items of a list") {
    const auto sop =
        read(with_lanes("langkah 1 oleh petugas dalam \"1 hari\" bersama 2..4, 1\n-> 2\n"
                        "langkah 2 oleh petugas\n-> 3\nlangkah 3 oleh petugas\n-> 4\n"
                        "langkah 4 oleh petugas dalam \"\" bersama 1\n-> selesai\n"));
    CHECK(sop.steps[0].time.shared_with == std::vector<StepName>{{"2"}, {"3"}, {"4"}, {"1"}});
    CHECK(sop.steps[3].time.shared_with.size() == 1);
    CHECK(read_step("oleh petugas dalam \"10 menit\" bersama semua").time.shared_by_items);
}

TEST_CASE("a time that words alone would misread says how it is read") {
    const auto step = read_step("oleh petugas dalam \"120 Menit / 3 Hari\" dibaca 120 menit");
    CHECK(step.time.unit == TimeUnit::working_minutes);
    CHECK((step.time.min == 120 && step.time.max == 120));
    const auto range = read_step("oleh petugas dalam \"secukupnya\" dibaca 1-3 hari kalender").time;
    CHECK((range.unit == TimeUnit::calendar_days && range.min == 1 && range.max == 3));
    CHECK(read_step("oleh petugas dalam \"3 hari\" dibaca tanpa-baku").time.unit == TimeUnit::none);
}

TEST_CASE("SOPs follow one another and remind at fixed hours") {
    const auto sop =
        read(with_lanes("lanjutan dari sop-4\nlanjut ke \"sop 11\" (disimpulkan)\n"
                        "pengingat pukul 06.30 untuk petugas \"Cek tayangan\"\n"
                        "pengingat 12 jam sebelum acara\n"
                        "langkah 5b oleh petugas\n-> selesai\n"));
    CHECK(sop.continues_from == "sop-4");
    CHECK(sop.continues_with == "sop 11");
    CHECK(sop.continues_basis.inferred);
    CHECK(sop.alarms[0].at_minute == 390);
    CHECK(sop.alarms[1].around == Deadline{"acara", -12, TimeUnit::clock_hours});
    CHECK(sop.steps[0].name.value == "5b");
}

TEST_CASE("names that are no plain words stand in quotes, and quoted names mean no keyword") {
    const auto sop = read(
        "pelaksana \"yang\" \"Yang\"\npelaksana \"Kepala Élite\" \"K\"\n"
        "langkah \"1 a\" oleh \"yang\", \"Kepala Élite\"\n-> \"semua\"\n"
        "langkah \"semua\" oleh \"yang\" dalam \"1 jam\" bersama \"semua\", \"1 a\"\n"
        "kembali ke \"1 a\"\n-> selesai\n");
    CHECK(sop.steps[0].performers[0].by == PerformerBy::role);
    CHECK(sop.steps[1].time.shared_with.size() == 2);
    CHECK(!sop.steps[1].time.shared_by_items);
}

TEST_CASE("Windows line ends, a byte order mark and odd indentation change nothing") {
    const std::string text = with_lanes("langkah 1 oleh petugas\n  kegiatan \"A\"\n-> selesai\n");
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : text) windows += c == '\n' ? "\r\n\t " : std::string(1, c);
    CHECK(read(windows) == read(text));
}
