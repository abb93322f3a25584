// The journal: every event survives its journey through JSON, and nothing else is taken for one.
#include <regex>

#include "play.h"
#include "sop/record.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

std::vector<sop::Event> one_of_each() {
    const sop::Branch branch{"saluran", 2, 1, "radio"};
    sop::Task task{.number = 7, .step = {"5b"}, .path = {branch}};
    task.roles = {{"staf"}, {"kepala"}};
    task.people = {PersonId{9'007'199'254'740'993}, PersonId{2}};
    task.done_by = {PersonId{2}};
    task.roles_done = {{"staf"}};
    task.claimed_by = PersonId{2};
    task.opened_at = monday;
    task.due_at = monday + 10min;
    task.paused_at = monday + 1234ms;
    task.paused_for = 3min;
    task.visits = 4;
    task.budget = "2/radio";
    const sop::OpenBlock block{"saluran", 2, {branch}, {"web", "radio"}, {0, 1}};
    return {
        sop::Started{"Judul \"pertama\""},
        sop::TaskOpened{task, "karena", 3},
        sop::TaskClaimed{7, PersonId{2}},
        sop::TaskReleased{7},
        sop::PartDone{7, PersonId{2}, "bagian", {{"staf"}}},
        sop::TaskDone{7, {"5b"}, "radio", "tidak", {"4"}, true, PersonId{2}, "ulang"},
        sop::TaskCancelled{7, "cabang lain"},
        sop::TaskSkipped{7, PersonId{2}, "rusak", sop::the_join},
        sop::TaskAssigned{7, {PersonId{3}}},
        sop::TaskPaused{7, "menunggu", monday},
        sop::TaskResumed{7, monday, monday + 5min, 2min},
        sop::DueMoved{7, monday, {}, "cuti bersama"},
        sop::BlockEntered{block},
        sop::BranchArrived{"saluran", 2, 1},
        sop::BlockLeft{"saluran", 2, true},
        sop::TeamSet{{PersonId{1}, PersonId{2}}},
        sop::Commented{PersonId{1}, "kata"},
        sop::Reminded{7, PersonId{1}},
        sop::Withdrawn{PersonId{1}, "tidak jadi"},
        sop::Cancelled{PersonId{1}, "ganda"},
        sop::Closed{monday},
        sop::Reopened{PersonId{1}, "keliru"},
        sop::Migrated{SopId{5}, {{7, {"6"}}}, {{7, {{"staf"}}}}, {{"saluran", "kanal"}}},
    };
}

TEST_CASE("every event comes back from JSON as it went") {
    const auto events = one_of_each();
    REQUIRE(events.size() == std::variant_size_v<sop::Event>);
    for (std::size_t i = 0; i < events.size(); ++i) {
        REQUIRE(events[i].index() == i);
        const auto text = write_json(to_json(events[i]));
        const auto read = read_json(text);
        REQUIRE(read);
        const auto event = sop::event_from(*read);
        REQUIRE_MESSAGE(event, text);
        CHECK(event->index() == i);
        CHECK(write_json(to_json(*event)) == text);
    }
    const auto opened = sop::event_from(to_json(events[1]));
    CHECK(std::get<sop::TaskOpened>(*opened).task == std::get<sop::TaskOpened>(events[1]).task);
    const auto entered = sop::event_from(to_json(events[12]));
    CHECK(std::get<sop::BlockEntered>(*entered).block ==
          std::get<sop::BlockEntered>(events[12]).block);
}

TEST_CASE("the record reads like a sentence") {
    CHECK(write_json(to_json(
              sop::TaskDone{4, {"3"}, "", "tidak", {"1"}, true, PersonId{3}, "fakta keliru"})) ==
          R"({"event":"task_done","task":4,"step":"3","outcome":"tidak","to":"1",)"
          R"("returned":true,"by":"3","note":"fakta keliru"})");
    CHECK(sop::kind_of(sop::Closed{monday}) == "closed");
}

TEST_CASE("what is no event is refused") {
    for (const char* text : {
             R"({})",
             R"([])",
             R"(null)",
             R"({"event":"terbang"})",
             R"({"event":"closed","at":"besok"})",
             R"({"event":"closed","at":5})",
             R"({"event":"task_claimed","task":"7","by":"1"})",
             R"({"event":"task_claimed","task":7,"by":1})",
             R"({"event":"task_claimed","task":7,"by":"1","dan":"lagi"})",
             R"({"event":"task_claimed","task":99999999999,"by":"1"})",
             R"({"event":"team_set","people":{"1":"2"}})",
             R"({"event":"task_opened","task":{"number":1,"path":[{"block":7}]}})",
         }) {
        const auto json = read_json(text);
        REQUIRE(json);
        CHECK_MESSAGE(!sop::event_from(*json), text);
    }
}

TEST_CASE("every refusal of the engine has words in both languages") {
    std::string words[2];
    words[0] = file_text("ui/words/engine.id.json");
    words[1] = file_text("ui/words/engine.en.json");
    const std::regex refusal("(?:conflict|forbidden|invalid)\\(\"([a-z_]+)\", \"([a-z_]+)\"");
    int found = 0;
    for (const char* file : {"decide", "marking", "marking_open", "permission", "migrate"}) {
        const auto text = file_text(cat("src/sop/", file, ".cc"));
        for (std::sregex_iterator it(text.begin(), text.end(), refusal), end; it != end; ++it) {
            const auto key = cat("\"", (*it)[1].str(), ".", (*it)[2].str(), "\"");
            ++found;
            for (const auto& language : words) {
                CHECK_MESSAGE(language.find(key) != language.npos, key);
            }
        }
    }
    CHECK(found > 20);
}

}  // namespace
}  // namespace kentongan::tests
