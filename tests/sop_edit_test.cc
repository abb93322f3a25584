// Editing the paper table, settling what was inferred, and comparing versions.
#include "base/carried.h"
#include "random_sop.h"
#include "sop/changes.h"
#include "sop/edit.h"
#include "sop/edit_blocks.h"
#include "sop/inferred.h"
#include "sop/soundness.h"
#include "sop_text.h"

namespace kentongan::tests {
namespace {

using namespace sop;

Definition shipped(const std::string& key) {
    auto definition = parse(carried().at(cat("sops/", key, ".sop")), key);
    REQUIRE(definition);
    return *std::move(definition);
}

void check_readable(const Definition& definition) {
    const auto again = parse(format(definition), definition.key);
    REQUIRE_MESSAGE(again, format(definition));
    CHECK(*again == definition);
}

const std::vector<std::string> all_keys{"ketapang-2024", "magetan-2019", "pontianak-2020",
                                        "sanggau-2021", "singkawang-2023"};

}  // namespace

TEST_CASE("a row is added where the official wants it, and the flow runs through it") {
    auto sop = shipped("singkawang-2023");
    const auto name = add_step(sop, StepName{"1"});
    CHECK(name == StepName{"5"});
    CHECK(sop.steps[1].name == name);
    CHECK(sop.find(StepName{"1"})->exits[0].to == name);
    CHECK(sop.find(name)->exits[0].to == StepName{"2"});
    CHECK(flaws(sop).empty());
    renumber(sop);
    CHECK(sop.steps[1].name == StepName{"2"});
    CHECK(sop.steps[4].name == StepName{"5"});
    CHECK(flaws(sop).empty());
    check_readable(sop);
}

TEST_CASE("a row is taken out, and whoever led to it leads on") {
    auto sop = shipped("singkawang-2023");
    CHECK(remove_step(sop, StepName{"2"}));
    CHECK(sop.steps.size() == 3);
    CHECK(sop.find(StepName{"1"})->exits[0].to == StepName{"3"});
    CHECK(flaws(sop).empty());
    check_readable(sop);
}

TEST_CASE("a row changes places with its neighbour, and the flow follows") {
    auto sop = shipped("sanggau-2021");
    CHECK(move_step(sop, StepName{"3"}, true));
    CHECK(sop.steps[1].name == StepName{"3"});
    CHECK(flaws(sop).empty());
    CHECK_FALSE(move_step(sop, StepName{"1"}, true));
    check_readable(sop);
}

TEST_CASE("whatever is done to the rows of the five, the result can be written and read") {
    for (const auto& key : all_keys) {
        const auto original = shipped(key);
        for (const auto& step : original.steps) {
            CAPTURE(key);
            CAPTURE(step.name.value);
            auto with_one_more = original;
            add_step(with_one_more, step.name);
            check_readable(with_one_more);
            renumber(with_one_more);
            check_readable(with_one_more);
            auto without = original;
            if (remove_step(without, step.name)) check_readable(without);
            auto moved = original;
            if (move_step(moved, step.name, false)) check_readable(moved);
        }
    }
}

TEST_CASE("every inferred point of the five can be settled with its proposed answer") {
    for (const auto& key : all_keys) {
        auto sop = shipped(key);
        const auto points = inferred_points(sop);
        CAPTURE(key);
        for (const auto& point : points) {
            Settled answer{.key = point.key};
            if (const auto* step = sop.find(point.step)) {
                for (const auto& performer : step->performers)
                    answer.performers.push_back(performer.role);
                if (point.what == Inferred::What::targets || point.what == Inferred::What::exit) {
                    answer.to = step->exits[point.exit].to;
                    answer.allowed = step->exits[point.exit].allowed;
                }
            }
            CHECK_MESSAGE(settle(sop, answer), point.key);
        }
        CHECK(inferred_points(sop).empty());
        CHECK(flaws(sop).empty());
        check_readable(sop);
    }
    CHECK(inferred_points(shipped("singkawang-2023")).size() == 3);
}

TEST_CASE("an exit that the original does not have can be left out") {
    auto sop = shipped("singkawang-2023");
    CHECK(settle(sop, {.key = "jalan-1-tanpa_desain", .dropped = true}));
    CHECK(sop.find(StepName{"1"})->exits.size() == 1);
    CHECK_FALSE(settle(sop, {.key = "jalan-3-tidak", .to = StepName{"9"}}));
}

TEST_CASE("two versions are compared in the words of their rows") {
    const auto before = shipped("singkawang-2023");
    CHECK(differences(before, before).empty());
    auto after = before;
    after.steps[1].time = read_time("2 (dua) jam");
    after.steps[3].activity.text = "Mengunggah konten";
    add_step(after, StepName{"3"});
    const auto found = differences(before, after);
    const auto is = [&](std::string_view field, std::string_view was, std::string_view now) {
        for (const auto& one : found) {
            if (one.field == field && one.was == was && one.now == now) return true;
        }
        return false;
    };
    CHECK(is("waktu", "3 (tiga) jam", "2 (dua) jam"));
    CHECK(is("baris_baru", "", ""));
    CHECK(is("kegiatan",
             "Admin Media sosial mengupload konten yang telah disetujui ke media sosial instansi.",
             "Mengunggah konten"));
}

TEST_CASE("items typed as lines keep their marks and corrections") {
    const auto sop = shipped("singkawang-2023");
    const auto& items = sop.identity.sections[0].items;
    auto text = written_items(items);
    CHECK(read_items(text, items) == items);
    text += "\n5. Peraturan baru\n";
    const auto more = read_items(text, items);
    REQUIRE(more.size() == items.size() + 1);
    CHECK(more[0].words.correction == items[0].words.correction);
    CHECK(more.back().marker == "5.");
    CHECK(more.back().words.text == "Peraturan baru");
}

TEST_CASE("rows are put side by side, and the flow splits before and joins behind them") {
    auto sop = shipped("singkawang-2023");
    add_step(sop, StepName{"1"});  // 1 5 2 3 4
    CHECK(add_block(sop, {.branches = {{StepName{"5"}, 1}}}) == BlockFlaw::too_few);
    CHECK(add_block(sop, {.name = "acara", .branches = {{StepName{"5"}, 1}, {StepName{"2"}, 2}}}) ==
          BlockFlaw::none);
    REQUIRE(sop.blocks.size() == 1);
    const Block& block = sop.blocks[0];
    CHECK(block.name == "acara");
    CHECK(block.then == StepName{"3"});
    CHECK(sop.find(StepName{"5"})->exits[0].to == the_join);
    CHECK(sop.find(StepName{"2"})->exits[0].to == the_join);
    CHECK(flaws(sop).empty());
    check_readable(sop);
    CHECK(dissolve_block(sop, "acara"));
    CHECK(sop.blocks.empty());
    CHECK(sop.find(StepName{"5"})->exits[0].to == StepName{"2"});
    CHECK(sop.find(StepName{"2"})->exits[0].to == StepName{"3"});
    CHECK(flaws(sop).empty());
    check_readable(sop);
}

TEST_CASE("rows come into a repeated block and go out of it behind or before it") {
    auto sop = shipped("magetan-2019");
    REQUIRE(sop.blocks.size() == 1);
    auto wish = [&] {
        const Block& block = sop.blocks[0];
        return BlockWish{BlockKind::each, block.name, block.each_of, block.then, {}};
    };
    auto out = wish();
    out.branches = {{StepName{"5"}, 0}};
    CHECK(reshape_block(sop, sop.blocks[0].name, out) == BlockFlaw::none);
    CHECK(sop.blocks[0].branches == std::vector<std::vector<StepName>>{{StepName{"4"}}});
    CHECK(sop.blocks[0].then == StepName{"5"});
    CHECK(sop.find(StepName{"4"})->exits[0].to == the_join);
    CHECK(flaws(sop).empty());
    check_readable(sop);
    auto in = wish();
    in.then = StepName{"6"};
    in.each_of = "wilayah";
    in.branches = {{StepName{"5"}, 1}};
    CHECK(reshape_block(sop, sop.blocks[0].name, in) == BlockFlaw::none);
    CHECK(sop.blocks[0].branches[0].size() == 2);
    CHECK(sop.blocks[0].each_of == "wilayah");
    CHECK(sop.find(StepName{"4"})->exits[0].to == StepName{"5"});
    CHECK(flaws(sop).empty());
    check_readable(sop);
    auto none = wish();
    none.each_of = "";
    CHECK(reshape_block(sop, sop.blocks[0].name, none) == BlockFlaw::no_list);
    none = wish();
    none.then = StepName{"4"};
    CHECK(reshape_block(sop, sop.blocks[0].name, none) == BlockFlaw::unknown_target);
    CHECK(reshape_block(sop, sop.blocks[0].name, wish()) == BlockFlaw::none);
}

TEST_CASE("a block saved as it is stays as it is, whatever the SOP") {
    const auto unchanged = [](const Definition& original) {
        for (const Block& block : original.blocks) {
            auto sop = original;
            CHECK(reshape_block(sop, block.name,
                                {block.kind, block.name, block.each_of, block.then, {}}) ==
                  BlockFlaw::none);
            CHECK(sop == original);
        }
    };
    for (const auto& key : all_keys) unchanged(shipped(key));
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        unchanged(RandomSop(seed).draw());
    }
}

TEST_CASE("whatever is done to the blocks of the five, the result can be written and read") {
    int reshaped = 0;
    for (const auto& key : all_keys) {
        CAPTURE(key);
        const auto original = shipped(key);
        for (const Block& block : original.blocks) {
            CAPTURE(block.name);
            auto sop = original;
            CHECK(dissolve_block(sop, block.name));
            check_readable(sop);
            CHECK(flaws(sop).empty());
            for (const auto& unit : units_of(original, block)) {
                auto changed = original;
                const int branch = unit.branch == 0 ? 1 : 0;
                const BlockWish wish{block.kind,
                                     block.name,
                                     block.each_of,
                                     block.then,
                                     {{unit.rows.front(), branch}}};
                if (reshape_block(changed, block.name, wish) != BlockFlaw::none) continue;
                ++reshaped;
                check_readable(changed);
            }
        }
    }
    CHECK(reshaped > 20);
}

}  // namespace kentongan::tests
