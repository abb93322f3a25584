// Plays scripts through branches: joins that count, items that go back alone, siblings that end.
#include <algorithm>

#include "play.h"
#include "sketch.h"

namespace kentongan::tests {
namespace {

/// Everyone may do everything: these scripts are about where the tokens go.
Play flow(const std::string& text) {
    auto sop = sketch(text);
    for (auto& step : sop.steps) {
        step.performers = {{.role = {"pranata_humas"}}, {.role = {"perancang_grafis"}}};
    }
    return Play(std::move(sop));
}

template <class Kind>
std::vector<Kind> all_of_kind(const std::vector<sop::Event>& journal) {
    std::vector<Kind> found;
    for (const auto& event : journal) {
        if (const auto* one = std::get_if<Kind>(&event)) found.push_back(*one);
    }
    return found;
}

const std::string protocol = R"(
    1: selesai -> 2
    2: selesai -> 3
    3: selesai -> gabung; ulang <- 2; semua << 1
    4: selesai -> gabung; bubar >> gabung; batal >> selesai
    5: ya -> selesai; dokumentasi <- 3 4 2; semuanya << 4
    sejajar acara: 2 3 | 4 -> 5
)";

TEST_CASE("both branches open, and the join waits for both") {
    auto play = flow(protocol);
    play.script(R"(
        dewi  1  selesai  -> 2 4
        dewi  4  selesai  -> 2
        dewi  2  selesai  -> 3
        dewi  3  selesai  -> 5
        dewi  5  ya       -> selesai
    )");
    CHECK(all_of_kind<sop::BranchArrived>(play.journal()).size() == 2);
    CHECK(all_of_kind<sop::BlockLeft>(play.journal()).size() == 1);
}

TEST_CASE("a return inside a branch moves that branch only") {
    flow(protocol).script(R"(
        dewi  1  selesai           -> 2 4
        dewi  2  selesai           -> 4 3
        dewi  3  ulang :: kabur    -> 4 2
        dewi  4  selesai           -> 2
        dewi  2  selesai           -> 3
        dewi  3  selesai           -> 5
    )");
}

TEST_CASE("a return of the whole block ends what the siblings are doing, and all begins anew") {
    auto play = flow(protocol);
    play.script(R"(
        dewi  1  selesai           -> 2 4
        dewi  2  selesai           -> 4 3
        dewi  3  semua :: batal    -> 1
        dewi  4  selesai           !! task.not_open
        dewi  1  selesai           -> 2 4
    )");
    const auto cancelled = all_of_kind<sop::TaskCancelled>(play.journal());
    REQUIRE(cancelled.size() == 1);
    CHECK(cancelled[0].reason == "batal");
    CHECK(all_of_kind<sop::BlockLeft>(play.journal()).at(0).cancelled);
    CHECK(play.dossier().rounds.at("acara") == 2);
}

TEST_CASE("an exit may close the block, or the dossier, over its siblings' heads") {
    flow(protocol).script("dewi 1 selesai -> 2 4\n dewi 4 bubar :: cukup -> 5");
    flow(protocol).script("dewi 1 selesai -> 2 4\n dewi 4 batal :: usai -> selesai");
}

TEST_CASE("a return from behind the join reopens the named branch, and the join waits for it") {
    auto play = flow(protocol);
    play.script(R"(
        dewi  1  selesai                 -> 2 4
        dewi  2  selesai                 -> 4 3
        dewi  4  selesai                 -> 3
        dewi  3  selesai                 -> 5
        dewi  5  dokumentasi :: kurang   -> 3
        dewi  3  selesai                 -> 5
        dewi  5  dokumentasi ke 4 :: x   -> 4
        dewi  4  selesai                 -> 5
        dewi  5  dokumentasi ke 3 [4] :: x -> 3 4
        dewi  4  selesai                 -> 3
        dewi  3  selesai                 -> 5
        dewi  5  semuanya :: dari awal   -> 2 4
    )");
    const auto entered = all_of_kind<sop::BlockEntered>(play.journal());
    CHECK(entered.at(1).block.awaited == std::set<int>{0});
    CHECK(entered.at(4).block.round == 5);
}

TEST_CASE("a branch can be waived: it arrives without being done") {
    auto play = flow(protocol);
    play.script(R"(
        dewi   1  selesai              -> 2 4
        ratna  2  +waive :: tak perlu  -> 4
        dewi   4  selesai              -> 5
    )");
    CHECK(all_of_kind<sop::TaskSkipped>(play.journal()).at(0).to == sop::the_join);
}

const std::string channels = R"(
    3: selesai -> 4
    4: selesai -> 5
    5: sesuai -> gabung; tidak << 4 3
    6: selesai -> selesai; ulang <- 4 5
    tiap saluran saluran: 4 5 -> 6
)";

Play on_channels(std::vector<std::string> names) {
    auto play = flow(channels);
    play.lists = {{"saluran", std::move(names)}};
    return play;
}

TEST_CASE("each channel has its own task, and one may go back alone") {
    on_channels({"web", "x", "radio"}).script(R"(
        dewi  3        selesai            -> 4@web 4@x 4@radio
        dewi  4@x      selesai            -> 4@web 4@radio 5@x
        dewi  5@x      tidak :: terpotong -> 4@web 4@radio 4@x
        dewi  4@web    selesai            -> 4@radio 4@x 5@web
        dewi  5@web    sesuai             -> 4@radio 4@x
        ratna 4@radio  +waive :: libur    -> 4@x
        dewi  4@x      selesai            -> 5@x
        dewi  5@x      sesuai             -> 6
        dewi  6        selesai            -> selesai
    )");
}

TEST_CASE("the visits of an item are counted for that item") {
    auto play = on_channels({"web", "x"});
    play.script("dewi 3 selesai -> 4@web 4@x\n dewi 4@x selesai -> 4@web 5@x");
    play.script("dewi 5@x tidak :: kabur -> 4@web 4@x");
    CHECK(play.dossier().visits.at("4/x") == 2);
    CHECK(play.dossier().visits.at("4/web") == 1);
    CHECK(play.dossier().last_done_by.at("5/x") == person("dewi").id);
}

TEST_CASE("wrong content goes back for all channels") {
    auto play = on_channels({"web", "x"});
    play.script(R"(
        dewi  3      selesai                   -> 4@web 4@x
        dewi  4@x    selesai                   -> 4@web 5@x
        dewi  5@x    tidak ke 3 :: salah judul -> 3
        dewi  3      selesai                   -> 4@web 4@x
    )");
    CHECK(all_of_kind<sop::TaskCancelled>(play.journal()).size() == 1);
}

TEST_CASE("a return from behind the join names the items; only those come back") {
    auto play = on_channels({"web", "x", "radio"});
    play.script(R"(
        dewi   3        selesai                    -> 4@web 4@x 4@radio
        ratna  4@web    +waive :: -                -> 4@x 4@radio
        ratna  4@x      +waive :: -                -> 4@radio
        ratna  4@radio  +waive :: -                -> 6
        dewi   6        ulang :: salah             !! items.required
        dewi   6        ulang [tv] :: salah        !! items.unknown
        dewi   6        ulang [web radio] :: salah -> 4@web 4@radio
        dewi   4@radio  selesai                    -> 4@web 5@radio
        dewi   5@radio  sesuai                     -> 4@web
        ratna  4@web    +waive :: -                -> 6
        dewi   6        ulang ke 5 [x] :: cek      -> 5@x
        dewi   5@x      sesuai                     -> 6
    )");
    const auto entered = all_of_kind<sop::BlockEntered>(play.journal());
    CHECK(entered.at(1).block.items == std::vector<std::string>{"web", "radio"});
}

TEST_CASE("an empty list closes the block, and the journal says so") {
    auto play = on_channels({});
    play.script("dewi 3 selesai -> 6");
    CHECK(all_of_kind<sop::BlockEntered>(play.journal()).at(0).block.items.empty());
    CHECK(all_of_kind<sop::BlockLeft>(play.journal()).size() == 1);
    play.script("dewi 6 ulang :: coba -> 6\n dewi 6 selesai -> selesai");
}

TEST_CASE("blocks within blocks end from the inside") {
    auto play = flow(R"(
        1: selesai -> 2
        2: selesai -> 3
        3: selesai -> gabung
        4: selesai -> gabung
        5: selesai -> gabung; bongkar << 1
        6: selesai -> gabung; ulang <- 3 4
        7: selesai -> selesai
        tiap jenis luar: 2 3 4 5 6 -> 7
        sejajar dalam: 3 | 4 5 -> 6 di luar
    )");
    play.definition();
    play.lists = {{"jenis", {"teks", "foto"}}};
    play.script(R"(
        dewi  1       selesai         -> 2@teks 2@foto
        dewi  2@foto  selesai         -> 2@teks 3@foto 4@foto
        dewi  2@teks  selesai         -> 3@foto 4@foto 3@teks 4@teks
        dewi  3@foto  selesai         -> 4@foto 3@teks 4@teks
        dewi  4@foto  selesai         -> 3@teks 4@teks 6@foto
        dewi  6@foto  ulang ke 4 :: x -> 3@teks 4@teks 4@foto
        dewi  4@foto  selesai         -> 3@teks 4@teks 6@foto
        dewi  6@foto  selesai         -> 3@teks 4@teks
        dewi  4@teks  selesai         -> 3@teks
        dewi  3@teks  selesai         -> 6@teks
        dewi  6@teks  selesai         -> 7
        dewi  7       selesai         -> selesai
    )");
    CHECK(play.dossier().blocks.empty());
}

TEST_CASE("leaving all blocks from the innermost one cancels every sibling") {
    auto play = flow(R"(
        1: selesai -> 2
        2: selesai -> gabung; bongkar << 1
        3: selesai -> gabung
        4: selesai -> gabung
        5: selesai -> selesai
        sejajar luar: 2 3 | 4 -> 5
        sejajar dalam: 2 | 3 -> gabung di luar
    )");
    play.script(R"(
        dewi  1  selesai             -> 2 3 4
        dewi  2  bongkar :: keliru   -> 1
        dewi  1  selesai             -> 2 3 4
        dewi  3  selesai             -> 2 4
        dewi  2  selesai             -> 4
        dewi  4  selesai             -> 5
    )");
    CHECK(all_of_kind<sop::TaskCancelled>(play.journal()).size() == 2);
}

TEST_CASE("cancelling a dossier ends every branch of it, and it may be reopened") {
    auto play = on_channels({"web", "x"});
    play.script(R"(
        dewi   3     selesai            -> 4@web 4@x
        ratna  0     +cancel :: ganda   -> batal
        ratna  0     +reopen ke 4 :: jadi -> 4@web 4@x
        dewi   4@x   selesai            -> 4@web 5@x
    )");
}

TEST_CASE("four eyes look at the same item, not at its neighbours") {
    auto definition = sketch(channels);
    for (auto& step : definition.steps) {
        step.performers = {{.role = {"pranata_humas"}}, {.role = {"perancang_grafis"}}};
    }
    definition.steps[2].other_than = {{"4"}};
    definition.steps[3].other_than = {{"5"}};
    Play play(definition);
    play.lists = {{"saluran", {"web", "x"}}};
    play.script(R"(
        dewi  3      selesai  -> 4@web 4@x
        dewi  4@web  selesai  -> 4@x 5@web
        rudi  4@x    selesai  -> 5@web 5@x
        dewi  5@web  sesuai   !! task.four_eyes
        dewi  5@x    sesuai   -> 5@web
        tono  5@web  sesuai   -> 6
        dewi  6      selesai  !! task.four_eyes
        rudi  6      selesai  -> selesai
    )");
}

TEST_CASE("items of one step share its time, but whoever comes later has his own") {
    auto definition = sketch(channels);
    for (auto& step : definition.steps) {
        step.performers = {{.role = {"pranata_humas"}}};
        step.time = {.unit = sop::TimeUnit::working_minutes, .max = 10};
        step.time.shared_by_items = true;
    }
    Play play(definition);
    play.lists = {{"saluran", {"web", "x", "radio"}}};
    play.script("dewi 3 selesai -> 4@web 4@x 4@radio\n dewi 4@web selesai -> 4@x 4@radio 5@web");
    play.now += minutes{4};
    play.script("dewi 4@x selesai -> 4@radio 5@web 5@x");
    CHECK(play.dossier().desk.back().due_at == monday + minutes{10});
    play.now += minutes{30};
    play.script("dewi 4@radio selesai -> 5@web 5@x 5@radio");
    CHECK(play.dossier().desk.back().due_at == monday + minutes{44});
}

}  // namespace
}  // namespace kentongan::tests
