// Plays scripts against the rules: who does what, what is refused, and where the dossier lies then.
#include <algorithm>

#include "play.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

/// An office of four desks, with everything a plain flow can say.
const std::string small_office = R"(
pelaksana pranata_humas "Pranata Humas"
pelaksana perancang_grafis "Perancang Grafis"
pelaksana kepala_bidang "Kepala Bidang"
pelaksana pemohon "Pemohon" pemohon

langkah 1 oleh pranata_humas dalam "30 menit"
  kegiatan "Menyusun naskah"
  dokumen "Surat permohonan" sebagai surat
  hasil "Naskah" sebagai naskah
  tindakan produksi
  -> 2
  "tanpa desain" -> 3

langkah 2 oleh perancang_grafis dalam "3 jam"
  kegiatan "Membuat desain"
  alat "PC/laptop"
  hasil "Desain" sebagai desain
  -> 3

langkah 3 oleh kepala_bidang dalam "15 menit"
  kegiatan "Memeriksa"
  selain 2
  putusan menetapkan paraf
    "YA" -> 4
    "TIDAK" kembali ke 1, 2 wajib alasan

langkah 4 oleh sistem_tayang
  kegiatan "Menayangkan"
  hasil-akhir "Tautan" sebagai tautan
  tindakan penayangan
  otomatis
  -> 5

langkah 5 oleh pemohon dalam "1 jam"
  kegiatan "Menerima"
  tindakan penyerahan
  -> selesai
pelaksana sistem_tayang "Sistem" sistem
)";

Play office(const std::string& text = small_office) {
    auto sop = sop::parse(text, "contoh");
    if (!sop) {
        for (const auto& issue : sop.error().issues) {
            MESSAGE(issue.rule << " " << joined(issue.with, " "));
        }
    }
    REQUIRE(sop);
    return Play(*std::move(sop));
}

TEST_CASE("a dossier travels from concept to applicant") {
    auto play = office();
    play.script(R"(
        dewi       1  selesai   -> 2
        rudi       2  selesai   -> 3
        sari       3  ya        -> 4
        sistem     4  selesai   -> 5
        pak_lurah  5  selesai   -> selesai
    )");
    CHECK(play.dossier().state == sop::State::closed);
    CHECK(play.dossier().revision == static_cast<int>(play.journal().size()));
}

TEST_CASE("what the rules refuse") {
    office().script(R"(
        rudi       1  selesai             !! task.not_yours
        orang_luar 1  selesai             !! task.not_yours
        ratna      1  selesai             !! task.not_yours
        sistem     2  selesai             !! task.not_open
        dewi       1  setuju              !! outcome.unknown
        dewi       1  selesai ke 3        !! to.not_allowed
        dewi       1  selesai             -> 2
        dewi       1  selesai             !! task.not_open
        tono       2  selesai             -> 3
        tono       3  ya                  !! task.four_eyes
        sistem     3  ya                  !! task.not_yours
        sari       3  tidak               !! note.required
        sari       3  tidak ke 4 :: salah !! to.not_allowed
        sari       3  ya                  -> 4
        agus       4  selesai             !! task.automatic
        ratna      4  selesai             !! task.automatic
        sistem     4  selesai             -> 5
        pak_lurah  5  selesai             -> selesai
        pak_lurah  5  selesai             !! task.not_open
        ratna      0  +cancel :: usai     !! dossier.closed
        pak_lurah  0  +withdraw           !! dossier.closed
    )");
}

TEST_CASE("a returned dossier goes where the checker says, as often as needed") {
    auto play = office();
    play.script(R"(
        dewi  1  tanpa_desain              -> 3
        sari  3  tidak ke 2 :: perlu gambar -> 2
        rudi  2  selesai                   -> 3
        sari  3  tidak :: fakta keliru     -> 1
        dewi  1  selesai                   -> 2
        rudi  2  selesai                   -> 3
        sari  3  ya                        -> 4
    )");
    CHECK(play.dossier().visits.at("2") == 2);
    CHECK(play.dossier().visits.at("3") == 3);
}

TEST_CASE("a return says why, and the desk that gets it is told") {
    auto play = office();
    play.script("dewi 1 tanpa_desain -> 3\n sari 3 tidak :: fakta keliru -> 1");
    const auto& opened = std::get<sop::TaskOpened>(play.journal().back());
    CHECK(opened.reason == "fakta keliru");
    CHECK(opened.from == 2);
    CHECK(opened.task.visits == 2);
    CHECK(std::get<sop::Notify>(play.effects.at(0)).why == "returned");
}

TEST_CASE("passing the fixing row fixes the version; a return does not") {
    auto play = office();
    const auto fixed = [&] {
        return std::ranges::any_of(play.effects, [](const sop::Effect& effect) {
            const auto* version = std::get_if<sop::VersionFixed>(&effect);
            return version != nullptr && version->paraf;
        });
    };
    play.script("dewi 1 tanpa_desain -> 3\n sari 3 tidak :: fakta keliru -> 1");
    CHECK(!fixed());
    play.script("dewi 1 tanpa_desain -> 3\n sari 3 ya -> 4");
    CHECK(fixed());
    const auto opened = std::ranges::find_if(play.effects, [](const sop::Effect& effect) {
        return std::holds_alternative<sop::ActOpened>(effect);
    });
    REQUIRE(opened != play.effects.end());
    CHECK(std::get<sop::ActOpened>(*opened).act == sop::Act::publish);
}

TEST_CASE("documents block the start, results the finish, final results only the end") {
    auto play = office();
    play.at_hand = {};
    play.script("dewi 1 +claim !! item.missing\n dewi 1 selesai !! item.missing");
    play.at_hand = {"surat"};
    play.script("dewi 1 +claim -> 1\n dewi 1 selesai !! item.missing");
    play.at_hand = {"surat", "naskah"};
    play.script("dewi 1 tanpa_desain -> 3\n sari 3 ya -> 4\n sistem 4 selesai -> 5");
    play.script("pak_lurah 5 selesai !! item.missing");
    play.at_hand.insert("tautan");
    play.script("pak_lurah 5 selesai -> selesai");
}

TEST_CASE("missing papers never stop a return") {
    auto play = office();
    play.script("dewi 1 selesai -> 2\n rudi 2 selesai -> 3");
    play.at_hand = {};
    play.script("sari 3 tidak ke 2 :: belum lengkap -> 2\n rudi 2 selesai !! item.missing");
}

TEST_CASE("whoever edited since may not check") {
    auto play = office();
    play.script("dewi 1 selesai -> 2\n rudi 2 selesai -> 3");
    play.edited_since = {{{"2"}, {person("sari").id}}};
    play.script("sari 3 ya !! task.four_eyes\n tono 3 ya -> 4");
}

TEST_CASE("a claimed task belongs to whoever took it") {
    office().script(R"(
        dewi   1  +release  !! task.not_claimed
        dewi   1  +claim    -> 1
        dewi   1  +claim    !! task.already_yours
        dewi   1  selesai   -> 2
        rudi   2  +claim    -> 2
        tono   2  +claim    !! task.claimed
        tono   2  selesai   !! task.claimed
        tono   2  +release  !! task.claimed
        ratna  2  +release  -> 2
        tono   2  selesai   -> 3
    )");
}

TEST_CASE("a manager assigns, skips with a reason, and gives back") {
    auto play = office();
    play.script(R"(
        dewi   1  +assign rudi            !! act.manager_only
        ratna  1  +assign agus            -> 1
        ratna  1  +assign agus            !! task.already_assigned
        dewi   1  selesai                 !! task.not_yours
        agus   1  +claim                  -> 1
        ratna  1  +assign nina            -> 1
        agus   1  selesai                 !! task.not_yours
        ratna  1  +assign                 -> 1
        dewi   1  selesai                 -> 2
        sari   2  +skip :: tanpa desain   !! act.manager_only
        ratna  2  +skip                   !! reason.required
        ratna  2  +skip :: tanpa desain   -> 3
        ratna  3  +skip :: cepat          !! task.fixing
        ratna  3  +waive :: cepat         !! task.fixing
        sari   3  ya                      -> 4
        ratna  4  +waive :: rusak         !! task.not_in_branch
        ratna  4  +skip :: saluran rusak  -> 5
    )");
    CHECK(!play.dossier().last_done_by.contains("2"));
}

TEST_CASE("a pause moves the due time and keeps the task") {
    auto play = office();
    play.script("dewi 1 +pause !! reason.required\n dewi 1 +resume !! task.not_paused");
    const auto due = play.dossier().desk.at(0).due_at;
    REQUIRE(due == monday + 30min);
    play.script("rudi 1 +pause :: iseng !! task.not_yours");
    play.script("dewi 1 +pause :: menunggu data pemohon -> 1\n dewi 1 selesai !! task.paused");
    play.script("dewi 1 +pause :: lagi !! task.paused");
    play.now += 2h;
    play.script("sistem 1 +resume -> 1");
    CHECK(play.dossier().desk.at(0).due_at == monday + 150min);
    CHECK(play.dossier().desk.at(0).paused_for == 120min);
    play.script("dewi 1 selesai -> 2");
}

TEST_CASE("withdraw, cancel and reopen") {
    auto play = office();
    play.script(R"(
        dewi       0  +withdraw            !! dossier.not_owner
        pak_lurah  0  +reopen ke 1 :: mau  !! dossier.not_closed
        pak_lurah  0  +withdraw :: batal   -> ditarik
        dewi       1  selesai              !! task.not_open
        dewi       0  +reopen ke 1 :: jadi !! act.manager_only
        ratna      0  +reopen ke 1         !! reason.required
        ratna      0  +reopen ke 9 :: jadi !! to.not_allowed
        ratna      0  +reopen ke 2 :: jadi -> 2
        rudi       2  selesai              -> 3
        sari       0  +cancel :: ganda     !! act.manager_only
        ratna      0  +cancel              !! reason.required
        ratna      0  +cancel :: ganda     -> batal
        ratna      0  +comment :: arsip    -> batal
        ratna      0  +comment             !! words.required
        ratna      0  +team rudi           !! dossier.closed
    )");
}

TEST_CASE("reminders and comments change no desk") {
    auto play = office();
    play.script("pak_lurah 1 +remind -> 1\n pak_lurah 9 +remind !! task.not_open");
    play.script("dewi 1 +comment :: foto menyusul -> 1");
    CHECK(play.effects.empty());
}

TEST_CASE("nothing happens before the start, and it starts once") {
    auto play = office();
    CHECK(!play.act(person("dewi"), sop::Comment{"halo"}));
    CHECK(!play.act(person("ratna"), sop::Cancel{"ya"}));
    CHECK(!play.act(person("dewi"), sop::Claim{1}));
    REQUIRE(play.act(person("dewi"), sop::Start{"Satu"}));
    const auto again = play.act(person("dewi"), sop::Start{"Dua"});
    REQUIRE(!again);
    CHECK(again.error().kind == Kind::conflict);
}

TEST_CASE("of two who finish at once one wins, and the other hears it is no longer open") {
    auto play = office();
    play.script("dewi 1 selesai -> 2");
    REQUIRE(play.act(person("rudi"), sop::Finish{2, "selesai"}));
    const auto late = play.act(person("tono"), sop::Finish{2, "selesai"});
    REQUIRE(!late);
    CHECK(late.error().kind == Kind::conflict);
    CHECK(late.error().issues == std::vector<Issue>{{"task", "not_open"}});
}

TEST_CASE("buttons are greyed by the same rules, but not for words still to be written") {
    auto play = office();
    play.script("dewi 1 selesai -> 2\n tono 2 selesai -> 3");
    const auto why = [&](const std::string& who, const sop::Command& command) {
        const auto issues = play.obstacles(person(who), command);
        return issues.empty() ? std::string{} : issues[0].field + "." + issues[0].rule;
    };
    CHECK(why("sari", sop::Finish{3, "tidak"}) == "");
    CHECK(why("tono", sop::Finish{3, "ya"}) == "task.four_eyes");
    CHECK(why("ratna", sop::Cancel{}) == "");
    CHECK(why("dewi", sop::Skip{3, ""}) == "act.manager_only");
    CHECK(play.desk() == "3");
}

TEST_CASE("a requester's own step has no standard against him") {
    auto play = office();
    play.script("dewi 1 tanpa_desain -> 3\n sari 3 ya -> 4\n sistem 4 selesai -> 5");
    CHECK(!play.dossier().desk.at(0).due_at);
}

// --- Several performers -------------------------------------------------------------------------

const std::string together = R"(
pelaksana pranata_humas "Pranata Humas"
pelaksana perancang_grafis "Perancang Grafis"
pelaksana kepala_bidang "Kepala Bidang"
pelaksana tim_konten "Tim" tim
langkah 1 oleh pranata_humas, kepala_bidang (semua) dalam "1 jam"
  putusan
    "setuju" -> 2
    "tidak" kembali ke 1 wajib alasan
langkah 2 oleh pranata_humas, perancang_grafis (salah satu) dalam "1 jam" bersama 2..4
  tindakan penugasan-tim
  -> 3
langkah 3 oleh yang ditugaskan dari tim_konten (semua) dalam "1 jam" bersama 2..4
  -> 4
langkah 4 oleh pelaksana langkah 2 dalam "1 jam" bersama 2..4
  selain 3
  -> selesai
)";

TEST_CASE("a step of all waits for each of them; one return is enough") {
    auto play = office(together);
    play.script(R"(
        dewi  1  setuju               -> 1
        dewi  1  setuju               !! task.part_done
        sari  1  tidak :: belum pas   -> 1
        sari  1  setuju               -> 1
        tono  1  setuju               !! task.part_done
        dewi  1  setuju               -> 2
    )");
}

TEST_CASE("a task given back to its roles after every part was done still wants its last word") {
    auto play = office(together);
    play.script(R"(
        ratna  1  +assign tono dewi  -> 1
        tono   1  setuju             -> 1
        ratna  1  +assign tono       -> 1
        tono   1  setuju             -> 2
    )");
}

TEST_CASE("the team that was named does the step, all of it; whoever did 2 ends it") {
    auto play = office(together);
    play.script(R"(
        sari   1  setuju           -> 1
        dewi   1  setuju           -> 2
        sari   2  +team rudi nina  !! act.manager_only
        dewi   2  +team            !! people.required
        dewi   2  +team rudi nina  -> 2
        dewi   2  selesai          -> 3
        dewi   3  selesai          !! task.not_yours
        rudi   3  selesai          -> 3
        rudi   3  selesai          !! task.part_done
        ratna  3  +team rudi agus  -> 3
        nina   3  selesai          !! task.not_yours
        agus   3  selesai          -> 4
        rudi   4  selesai          !! task.not_yours
        dewi   4  selesai          -> selesai
    )");
}

TEST_CASE("four eyes see everyone who did a part") {
    auto play = office(together);
    play.script(R"(
        sari   1  setuju           -> 1
        dewi   1  setuju           -> 2
        ratna  2  +team rudi nina  -> 2
        rudi   2  selesai          -> 3
        rudi   3  selesai          -> 3
        nina   3  selesai          -> 4
        rudi   4  selesai          !! task.four_eyes
    )");
}

TEST_CASE("rows that share one time share one budget") {
    auto play = office(together);
    play.script("sari 1 setuju -> 1\n dewi 1 setuju -> 2");
    const auto due = play.dossier().desk.at(0).due_at;
    CHECK(due == monday + 60min);
    play.now += 45min;
    play.script("dewi 2 selesai -> 3");
    CHECK(play.dossier().desk.at(0).due_at == due);
}

TEST_CASE("without a team the role from which it is chosen may do it") {
    auto play = office(together);
    play.script(
        "sari 1 setuju -> 1\n dewi 1 setuju -> 2\n dewi 2 selesai -> 3\n nina 3 selesai -> 4");
}

}  // namespace
}  // namespace kentongan::tests
