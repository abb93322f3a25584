// A running dossier meets a new version of its SOP, or a new calendar.
#include "play.h"
#include "sketch.h"
#include "sop/migrate.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

sop::Definition with_words(const std::string& text, std::map<std::string, std::string> words) {
    auto sop = sketch(text);
    for (auto& step : sop.steps) step.activity.text = words[step.name.value];
    return sop;
}

const std::map<std::string, std::string> old_words{
    {"1", "Menulis"}, {"2", "Memeriksa"}, {"3", "Menayangkan"}};

TEST_CASE("a step is found by its words, though its number changed") {
    const auto from = with_words("1: a -> 2\n 2: b -> 3\n 3: c -> selesai", old_words);
    const auto to = with_words(
        "1: a -> 2\n 2: x -> 3\n 3: b -> 4\n 4: c -> selesai",
        {{"1", "Menulis"}, {"2", "Mendesain"}, {"3", "Memeriksa"}, {"4", "Menayangkan"}});
    Play play(from);
    REQUIRE(play.act(person("dewi"), sop::Start{}));
    REQUIRE(play.act({.id = PersonId{1}, .roles = {{"staf"}}}, sop::Finish{1, "a"}));
    const auto seen = preview(from, to, play.dossier());
    REQUIRE(seen.is_possible());
    CHECK(seen.tasks.at(0).to == StepName{"3"});
    CHECK(seen.tasks.at(0).by_words);
    CHECK(seen.added == std::vector<StepName>{{"2"}});
    CHECK(seen.removed.empty());

    const auto decision = migrate(from, to, SopId{2}, play.dossier(), {}, person("ratna"));
    REQUIRE(decision);
    sop::Dossier dossier = play.dossier();
    for (const auto& event : decision->events) dossier.apply(event);
    CHECK(dossier.desk.at(0).step == StepName{"3"});
    CHECK(dossier.desk.at(0).number == 2);
    const sop::Actor staff{.id = PersonId{1}, .roles = {{"staf"}}};
    const sop::Situation situation{monday, sop::default_calendar(), staff};
    CHECK(sop::decide(to, dossier, sop::Finish{2, "b"}, situation));
}

TEST_CASE("a step without a place is named, and may be given one") {
    const auto from = with_words("1: a -> 2\n 2: b -> selesai", old_words);
    const auto to = with_words("1: a -> 9\n 9: b -> selesai", {{"1", "Menulis"}, {"9", "Melihat"}});
    Play play(from);
    REQUIRE(play.act(person("dewi"), sop::Start{}));
    REQUIRE(play.act({.id = PersonId{1}, .roles = {{"staf"}}}, sop::Finish{1, "a"}));
    const auto refused = migrate(from, to, SopId{2}, play.dossier(), {}, person("ratna"));
    REQUIRE(!refused);
    CHECK(refused.error().issues == std::vector<Issue>{{"step", "unmapped", {"2"}}});
    CHECK(migrate(from, to, SopId{2}, play.dossier(), {{{"2"}, {"9"}}}, person("ratna")));
    CHECK(!migrate(from, to, SopId{2}, play.dossier(), {{{"2"}, {"9"}}}, person("dewi")));
}

TEST_CASE("tasks in branches need the same branches") {
    const auto from = sketch(R"(
        1: a -> 2
        2: b -> gabung
        3: c -> selesai
        tiap saluran kanal: 2 -> 3
    )");
    auto to = from;
    to.blocks[0].name = "saluran_siar";
    Play play(from);
    play.lists = {{"saluran", {"web", "x"}}};
    const sop::Actor staff{.id = PersonId{1}, .roles = {{"staf"}}};
    REQUIRE(play.act(staff, sop::Start{}));
    REQUIRE(play.act(staff, sop::Finish{1, "a"}));
    REQUIRE(play.act(staff, sop::Finish{2, "b"}));
    const auto decision = migrate(from, to, SopId{2}, play.dossier(), {}, person("ratna"));
    REQUIRE(decision);
    sop::Dossier dossier = play.dossier();
    for (const auto& event : decision->events) dossier.apply(event);
    const sop::Situation situation{monday, sop::default_calendar(), staff};
    const auto joined = sop::decide(to, dossier, sop::Finish{3, "b"}, situation);
    REQUIRE(joined);
    for (const auto& event : joined->events) dossier.apply(event);
    CHECK(dossier.desk.at(0).step == StepName{"3"});

    to.blocks.clear();
    to.steps[1].exits[0].to = {"3"};
    const auto seen = preview(from, to, play.dossier());
    CHECK(!seen.is_possible());
    CHECK(seen.tasks.at(0).rule == "other_block");
}

TEST_CASE("a day of leave decreed in mid-year moves what is open, and says what it was") {
    auto sop = sketch("1: a -> 2\n 2: b -> selesai");
    sop.steps[0].time = {.unit = sop::TimeUnit::working_days, .min = 1, .max = 1};
    Play play(sop);
    REQUIRE(play.act(person("dewi"), sop::Start{}));
    auto calendar = sop::default_calendar();
    const std::chrono::sys_days tuesday = std::chrono::year{2026} / std::chrono::November / 17;
    calendar.holidays[tuesday] = {tuesday, "Cuti bersama", true};
    const auto moves =
        due_moves(sop, play.dossier(), sop::default_calendar(), calendar, "cuti bersama 17 Nov");
    REQUIRE(moves.size() == 1);
    const auto& moved = std::get<sop::DueMoved>(moves[0]);
    CHECK(moved.was == monday + 32h);
    CHECK(moved.due_at == monday + 56h);
    sop::Dossier dossier = play.dossier();
    dossier.apply(moves[0]);
    CHECK(dossier.desk.at(0).due_at == monday + 56h);
    CHECK(due_moves(sop, dossier, calendar, calendar, "").empty());
}

}  // namespace
}  // namespace kentongan::tests
