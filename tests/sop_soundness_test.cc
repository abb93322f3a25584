// Every flaw by a small example with the way that leads there; and that the five SOPs have none.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "sketch.h"
#include "sop/soundness.h"

namespace kentongan::tests {
namespace {

const char* word_of(sop::Flaw flaw) {
    switch (flaw) {
    case sop::Flaw::unknown_target: return "unknown_target";
    case sop::Flaw::unreachable: return "unreachable";
    case sop::Flaw::stranded: return "stranded";
    case sop::Flaw::never_ending: return "never_ending";
    case sop::Flaw::dead_join: return "dead_join";
    case sop::Flaw::live_tokens: return "live_tokens";
    case sop::Flaw::bad_block: return "bad_block";
    case sop::Flaw::too_large: return "too_large";
    }
    return "?";
}

/// "dead_join 3: 1 selesai, 2 selesai | unreachable 5:"
std::string flaws_of(const sop::Definition& definition, std::size_t limit = sop::markings_max) {
    std::string all;
    for (const auto& unsound : sop::flaws(definition, limit)) {
        if (!all.empty()) all += " | ";
        all += cat(word_of(unsound.flaw), " ", unsound.step.value, ":");
        if (!unsound.path.empty()) all += " " + joined(unsound.path, ", ");
    }
    return all;
}

std::string flaws_of(const std::string& text) {
    return flaws_of(sketch(text));
}

TEST_CASE("sound flows have no flaw") {
    CHECK(flaws_of("1: selesai -> 2\n 2: ya -> selesai; tidak <- 1") == "");
    CHECK(flaws_of(R"(
        1: selesai -> 2
        2: selesai -> 3
        3: selesai -> gabung; ulang <- 2; batal << 1
        4: selesai -> gabung
        5: ya -> selesai; tidak <- 1; cabang <- 3 4
        sejajar a: 2 3 | 4 -> 5
    )") == "");
    CHECK(flaws_of(R"(
        1: selesai -> 2
        2: selesai -> 3
        3: sesuai -> gabung; tidak <- 2; semua << 1
        4: ya -> selesai; tidak <- 2 3 1
        tiap saluran a: 2 3 -> 4
    )") == "");
}

TEST_CASE("blocks within blocks are walked through") {
    CHECK(flaws_of(R"(
        1: selesai -> 2
        2: selesai -> 3
        3: selesai -> gabung
        4: selesai -> gabung; ulang << 1
        5: selesai -> gabung; luar << 2
        6: selesai -> gabung
        7: selesai -> selesai; tidak <- 4
        sejajar luar: 2 3 4 5 | 6 -> 7
        tiap jenis dalam: 3 4 -> 5 di luar
    )") == "");
}

TEST_CASE("a target that is not there") {
    CHECK(flaws_of("1: selesai -> 9; ya -> selesai") == "unknown_target 1:");
    CHECK(flaws_of("1: a -> 2\n 2: b -> 1 7; c -> selesai") == "unknown_target 2: 1 a");
    CHECK(
        flaws_of("1: a -> 2\n 2: b -> gabung\n sejajar x: 2 -> 9").starts_with("unknown_target 2"));
}

TEST_CASE("a step nobody comes to") {
    CHECK(flaws_of("1: a -> selesai\n 2: b -> 1") == "unreachable 2:");
}

TEST_CASE("a step that leads nowhere") {
    CHECK(flaws_of("1: a -> 2; b -> selesai\n 2:") == "stranded 2: 1 a");
    CHECK(flaws_of("") == "stranded :");
}

TEST_CASE("a round without an end") {
    CHECK(flaws_of("1: a -> 2; x -> selesai\n 2: b -> 3\n 3: c <- 2") == "never_ending 2: 1 a");
}

TEST_CASE("a join that waits for a branch that never arrives") {
    CHECK(flaws_of(R"(
        1: a -> 2
        2: b -> gabung
        3: c -> 4
        4: d <- 3
        5: e -> selesai
        sejajar x: 2 | 3 4 -> 5
    )") == "unreachable 5: | dead_join 4: 1 a, 2 b, 3 c");
}

TEST_CASE("a block that is left while siblings are at work") {
    CHECK(flaws_of(R"(
        1: a -> 2
        2: b -> gabung; keluar -> 4
        3: c -> gabung
        4: d -> selesai
        sejajar x: 2 | 3 -> 4
    )") == "live_tokens 2: 1 a, 2 keluar");
    CHECK(flaws_of(R"(
        1: a -> 2
        2: b -> gabung; kembali <- 1
        3: d -> selesai
        tiap saluran x: 2 -> 3
    )") == "live_tokens 2: 1 a, 2 kembali");
}

TEST_CASE("blocks that are no blocks") {
    CHECK(flaws_of("1: a -> gabung").starts_with("bad_block 1"));
    CHECK(flaws_of(R"(
        1: a -> 3
        2: b -> 3
        3: c -> gabung
        4: d -> gabung
        5: e -> selesai
        sejajar x: 2 3 | 4 -> 5
    )")
              .find("bad_block 1:") != std::string::npos);  // into the middle of a branch
    CHECK(flaws_of(R"(
        1: a -> 2
        2: b -> 3
        3: c -> gabung
        4: e -> selesai
        sejajar x: 2 | 3 -> 4
    )")
              .find("bad_block 2:") != std::string::npos);  // from one branch into the other
    CHECK(flaws_of(R"(
        1: a -> 2
        2: b -> gabung
        3: c -> gabung
        4: e -> selesai
        sejajar x: 1 2 | 3 -> 4
        sejajar y: 2 3 | 4 -> selesai
    )")
              .find("bad_block") != std::string::npos);  // blocks that overlap
    CHECK(flaws_of("1: a -> 2\n 2: b -> gabung\n 3: c -> selesai\n sejajar x: 2 | -> 3")
              .find("bad_block") != std::string::npos);  // a branch without steps
}

TEST_CASE("empty lists that lead to one another for ever are found") {
    CHECK(flaws_of(R"(
        1: a -> gabung
        2: b -> gabung; x << selesai
        tiap saluran p: 1 -> 2
        tiap jenis q: 2 -> 1
    )")
              .find("bad_block") != std::string::npos);
}

TEST_CASE("more markings than anyone looks at are said to be too many") {
    std::string text = "1: a -> b1x1\n 9: z -> selesai\n", block = "sejajar x:";
    for (int branch = 1; branch <= 8; ++branch) {
        block += branch == 1 ? "" : " |";
        for (int step = 1; step <= 5; ++step) {
            const auto next = step == 5 ? std::string("gabung") : cat("b", branch, "x", step + 1);
            text += cat("b", branch, "x", step, ": a -> ", next, "\n");
            block += cat(" b", branch, "x", step);
        }
    }
    CHECK(flaws_of(sketch(text + block + " -> 9"), 1000) == "too_large :");
}

TEST_CASE("the SOPs that ship with the product are sound") {
    for (const auto& file : std::filesystem::directory_iterator("sops")) {
        if (file.path().extension() != ".sop") continue;
        std::ostringstream text;
        text << std::ifstream(file.path()).rdbuf();
        const auto sop = sop::parse(text.str(), file.path().stem().string());
        REQUIRE_MESSAGE(sop, file.path().string());
        CHECK_MESSAGE(flaws_of(*sop) == "", file.path().string());
    }
}

}  // namespace
}  // namespace kentongan::tests
