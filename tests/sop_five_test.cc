// The five SOPs, start to end: every decision, every return target, and the acts that are refused.
#include "play.h"

namespace kentongan::tests {
namespace {

Play of(const std::string& key) {
    auto sop = sop::parse(file_text("sops/" + key + ".sop"), key);
    REQUIRE_MESSAGE(sop, key);
    Play play(*std::move(sop));
    play.lists = {{"jenis", {"teks", "foto"}}, {"saluran", {"web", "x"}}};
    return play;
}

// --- Sanggau: the whole hierarchy, paraf, release order, monitoring ------------------------------

TEST_CASE("Sanggau runs from direction to monitoring") {
    auto play = of("sanggau-2021");
    play.script(R"(
        sari   1       selesai       -> 2
        dewi   2       selesai       -> 3
        dewi   3       selesai       -> 4
        dewi   4       +team rudi    -> 4
        dewi   4       selesai       -> 5@teks 5@foto
        nina   5@teks  selesai       !! task.not_yours
        rudi   5@foto  selesai       -> 5@teks
        rudi   5@teks  selesai       -> 6
        dewi   6       selesai       -> 7
        sari   7       setuju        -> 8
        bima   8       setuju        -> 9
        sari   9       selesai       -> 10@web 10@x
        dewi   10@web  selesai       -> 10@x
        dewi   10@x    selesai       -> 11@web 11@x
        dewi   11@web  selesai       -> 11@x
        dewi   11@x    selesai       -> selesai
    )");
}

TEST_CASE("Sanggau's two heads send back as far as the SOP lets them") {
    const std::string to_seven = R"(
        sari   1       selesai       -> 2
        dewi   2       selesai       -> 3
        dewi   3       selesai       -> 4
        dewi   4       selesai       -> 5@teks 5@foto
        rudi   5@foto  selesai       -> 5@teks
        nina   5@teks  selesai       -> 6
        dewi   6       selesai       -> 7
    )";
    auto play = of("sanggau-2021");
    play.script(to_seven);
    play.script(R"(
        sari   7       tidak_setuju                       !! note.required
        sari   7       tidak_setuju ke 4 :: tim           !! to.not_allowed
        dewi   7       setuju                             !! task.not_yours
        sari   7       tidak_setuju :: judul              -> 6
        dewi   6       selesai                            -> 7
        sari   7       tidak_setuju ke 5 :: foto kurang   !! items.required
        sari   7       tidak_setuju ke 5 [foto] :: kurang -> 5@foto
        rudi   5@foto  selesai                            -> 6
        dewi   6       selesai                            -> 7
        sari   7       setuju                             -> 8
        bima   8       tidak_setuju                       !! note.required
        bima   8       tidak_setuju ke 9 :: tidak         !! to.not_allowed
        bima   8       tidak_setuju :: data               -> 7
        sari   7       setuju                             -> 8
        bima   8       tidak_setuju ke 6 :: bahasa        -> 6
        dewi   6       selesai                            -> 7
        sari   7       setuju                             -> 8
        bima   8       tidak_setuju ke 5 [teks foto] :: ulang -> 5@teks 5@foto
        rudi   5@teks  selesai                            -> 5@foto
        rudi   5@foto  selesai                            -> 6
        dewi   6       selesai                            -> 7
        sari   7       setuju                             -> 8
        sari   8       setuju                             !! task.not_yours
        ratna  8       +skip :: mendesak                  !! task.fixing
        bima   8       setuju                             -> 9
        dewi   9       selesai                            !! task.not_yours
    )");
}

TEST_CASE("Sanggau's paraf fixes the version, its check does not") {
    auto play = of("sanggau-2021");
    play.lists = {};
    const auto fixes = [&] {
        for (const auto& effect : play.effects) {
            if (const auto* fixed = std::get_if<sop::VersionFixed>(&effect)) return fixed->paraf;
        }
        return false;
    };
    play.script("sari 1 selesai -> 2\n dewi 2 selesai -> 3\n dewi 3 selesai -> 4");
    play.script("dewi 4 selesai -> 6\n dewi 6 selesai -> 7\n sari 7 setuju -> 8");
    CHECK(!fixes());
    play.script("bima 8 setuju -> 9");
    CHECK(fixes());
    play.script("sari 9 selesai -> selesai");
}

TEST_CASE("Sanggau asks for its documents and results") {
    auto play = of("sanggau-2021");
    play.at_hand = {};
    play.script("sari 1 +claim !! item.missing\n sari 1 selesai !! item.missing");
    play.at_hand = {"disposisi"};
    play.script("sari 1 +claim -> 1\n sari 1 selesai !! item.missing");
    play.at_hand.insert("kesediaan");
    play.script("sari 1 selesai -> 2\n dewi 2 selesai !! item.missing");
}

// --- Magetan: one administrator, one task per channel --------------------------------------------

TEST_CASE("Magetan runs from inventory to updated channels") {
    of("magetan-2019").script(R"(
        agus   1      selesai                         -> 2
        dewi   2      selesai                         !! task.not_yours
        agus   2      selesai                         -> 3
        agus   3      selesai                         -> 4@web 4@x
        agus   4@web  selesai                         -> 4@x 5@web
        agus   5@web  tidak_sesuai                    !! note.required
        agus   5@web  tidak_sesuai ke 2 :: salah      !! to.not_allowed
        agus   5@web  tidak_sesuai :: foto terbalik   -> 4@x 4@web
        agus   4@web  selesai                         -> 4@x 5@web
        agus   5@web  sesuai                          -> 4@x
        agus   4@x    selesai                         -> 5@x
        agus   5@x    tidak_sesuai ke 3 :: salah pilih -> 3
        agus   3      selesai                         -> 4@web 4@x
        ratna  4@x    +waive :: akun terkunci         -> 4@web
        sistem 4@web  selesai                         -> 5@web
        sistem 5@web  sesuai                          !! task.not_yours
        agus   5@web  sesuai                          -> 6
        agus   6      selesai                         -> selesai
    )");
}

TEST_CASE("Magetan ends a wrong choice for every channel at once") {
    of("magetan-2019").script(R"(
        agus  1      selesai                          -> 2
        agus  2      selesai                          -> 3
        agus  3      selesai                          -> 4@web 4@x
        agus  4@x    selesai                          -> 4@web 5@x
        agus  5@x    tidak_sesuai ke 3 :: salah pilih -> 3
        agus  4@web  selesai                          !! task.not_open
    )");
}

// --- Ketapang: the letter, the correction, the answer --------------------------------------------

TEST_CASE("Ketapang runs from letter to report, with a correction on the way") {
    of("ketapang-2024").script(R"(
        dewi  1  selesai                         !! task.not_yours
        agus  1  selesai                         -> 2
        sari  2  selesai                         !! task.not_yours
        bima  2  selesai                         -> 3
        sari  3  selesai                         -> 4
        nina  4  selesai                         -> 5
        nina  5  layak                           !! task.not_yours
        dewi  5  perlu_perbaikan                 !! note.required
        dewi  5  perlu_perbaikan ke 3 :: kaidah  !! to.not_allowed
        dewi  5  perlu_perbaikan :: kaidah       -> 4
        agus  4  selesai                         -> 5
        dewi  5  layak                           -> 6
        agus  6  selesai                         -> 7
        agus  7  selesai                         -> 8
        agus  8  selesai                         -> selesai
    )");
}

// --- Pontianak: the applicant, the team, check and decision as rows of their own
// ------------------

const std::string pontianak_to_six = R"(
    dewi       1  selesai     !! task.not_yours
    pak_lurah  1  selesai     -> 2
    sari       2  selesai     -> 3
    sari       3  +team rudi  -> 3
    sari       3  selesai     -> 4
    nina       4  selesai     !! task.not_yours
    rudi       4  selesai     -> 5
    rudi       5  selesai     -> 6
)";

TEST_CASE("Pontianak without a correction goes straight to the head") {
    auto play = of("pontianak-2020");
    play.script(pontianak_to_six);
    play.script(R"(
        rudi  6  tidak      -> 8
        rudi  8  selesai    !! task.not_yours
        bima  8  selesai    -> 9
        bima  9  disetujui  -> selesai
    )");
}

TEST_CASE(
    "Pontianak's correction may repair, check again, make again, or return to the applicant") {
    auto play = of("pontianak-2020");
    play.script(pontianak_to_six);
    play.script(R"(
        rudi       6  ya                               -> 7
        rudi       7  diperbaiki ke 5                  -> 5
        rudi       5  selesai                          -> 6
        rudi       6  ya                               -> 7
        rudi       7  diperbaiki ke 4                  -> 4
        rudi       4  selesai                          -> 5
        rudi       5  selesai                          -> 6
        rudi       6  ya                               -> 7
        rudi       7  diperbaiki ke 9                  !! to.not_allowed
        rudi       7  dikembalikan                     !! note.required
        rudi       7  dikembalikan :: data kurang      -> 1
        pak_lurah  1  selesai                          -> 2
        sari       2  selesai                          -> 3
        sari       3  selesai                          -> 4
        rudi       4  selesai                          -> 5
        rudi       5  selesai                          -> 6
        rudi       6  ya                               -> 7
        rudi       7  diperbaiki                       -> 8
        bima       8  selesai                          -> 9
        bima       9  tidak                            !! note.required
        bima       9  tidak ke 4 :: ulang              !! to.not_allowed
        bima       9  tidak :: warna                   -> 7
        rudi       7  diperbaiki                       -> 8
        bima       8  selesai                          -> 9
        bima       9  tidak ke 1 :: bukan kewenangan   -> 1
        pak_lurah  0  +withdraw                        -> ditarik
    )");
}

TEST_CASE("Pontianak asks for the finished video only at the end") {
    auto play = of("pontianak-2020");
    play.script(pontianak_to_six);
    play.script("rudi 6 tidak -> 8\n bima 8 selesai -> 9");
    play.at_hand.erase("konten");
    play.script("bima 9 disetujui !! item.missing");
    play.at_hand.insert("konten");
    play.script("bima 9 disetujui -> selesai");
}

// --- Singkawang: narrative, design, one decision, upload
// ------------------------------------------

TEST_CASE("Singkawang runs from concept to upload, with and without design") {
    of("singkawang-2023").script(R"(
        rudi  1  selesai                    !! task.not_yours
        dewi  1  selesai                    -> 2
        dewi  2  selesai                    !! task.not_yours
        rudi  2  selesai                    -> 3
        rudi  3  ya                         !! task.not_yours
        sari  3  tidak                      !! note.required
        sari  3  tidak ke 4 :: tidak        !! to.not_allowed
        sari  3  tidak ke 2 :: warna pudar  -> 2
        rudi  2  selesai                    -> 3
        sari  3  tidak :: fakta keliru      -> 1
        dewi  1  tanpa_desain               -> 3
        sari  3  ya                         -> 4
        sari  4  selesai                    !! task.not_yours
        agus  4  selesai                    -> selesai
        agus  4  selesai                    !! task.not_open
    )");
}

TEST_CASE("one person with two hats may make and approve, for Singkawang asks no four eyes") {
    of("singkawang-2023").script("dewi 1 selesai -> 2\n tono 2 selesai -> 3\n tono 3 ya -> 4");
}

TEST_CASE("every exit of the five SOPs leads where it says") {
    for (const std::string key :
         {"sanggau-2021", "magetan-2019", "ketapang-2024", "pontianak-2020", "singkawang-2023"}) {
        const auto start = of(key);
        for (const auto& step : start.definition().steps) {
            for (const auto& exit : step.exits) {
                CAPTURE(key);
                CAPTURE(step.name.value);
                CHECK(exit.reason_required == exit.is_return);
            }
        }
    }
}

}  // namespace
}  // namespace kentongan::tests
