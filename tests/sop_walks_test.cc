// Random walks through random sound definitions: nothing strands, and the journal tells it all.
//
// KENTONGAN_WALKS raises the number of walks, KENTONGAN_SEED plays one seed again.
#include <cstdlib>

#include "cast.h"
#include "random_sop.h"
#include "sop/record.h"
#include "sop/soundness.h"

namespace kentongan::tests {
namespace {

using sop::State;

constexpr int walks_per_definition = 20;
constexpr int commands_max = 40;

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// Why a refusal is no obstacle: it asks for words the person has yet to write.
bool asks_for_words(const Error& error) {
    const Issue& issue = error.issues.front();
    return issue.rule == "required" && (issue.field == "note" || issue.field == "reason" ||
                                        issue.field == "items" || issue.field == "words");
}

class Walk {
  public:
    Walk(const sop::Definition& definition, std::uint64_t seed) : sop_(definition), chance_(seed) {}

    void at_random() {
        REQUIRE(act(colleague(1), sop::Start{"Acak"}));
        for (int i = chance_.up_to(commands_max); i > 0; --i) {
            now_ += minutes{chance_.up_to(300)};
            lists_ = {{"saluran", some({"web", "x", "radio"})}, {"jenis", some({"teks", "foto"})}};
            at_hand_ = {"surat", "naskah", "video"};
            if (chance_.one_in(6)) at_hand_.erase("naskah");
            act(anyone(), any_command());
            if (dossier_.state == State::closed && !chance_.one_in(3)) break;
        }
    }

    /// From wherever the walk left it, forward to the end; a manager helps where four eyes or an
    /// absent person would hold it up.
    void to_the_end() {
        at_hand_ = {"surat", "naskah", "video"};
        const auto manager = colleague(0);
        if (dossier_.state == State::withdrawn || dossier_.state == State::cancelled) {
            REQUIRE(act(manager, sop::Reopen{"jadi", sop_.steps.front().name}));
        }
        for (int acts = 0; dossier_.state == State::open; ++acts) {
            REQUIRE(acts < 1000);
            REQUIRE(!dossier_.desk.empty());
            const sop::Task task = dossier_.desk.front();
            if (task.paused_at) REQUIRE(act(manager, sop::Resume{task.number}));
            if (forward(task)) continue;
            const sop::Task stuck = *dossier_.open_task(task.number);
            if (stuck.claimed_by) REQUIRE(act(manager, sop::Release{task.number}));
            if (!stuck.people.empty()) REQUIRE(act(manager, sop::Assign{task.number, {}}));
            if (!forward(task)) REQUIRE(act(manager, sop::Skip{task.number, "terhenti"}));
        }
        REQUIRE(dossier_.state == State::closed);
    }

    void replay() const {
        sop::Dossier again, read;
        for (const auto& event : journal_) {
            again.apply(event);
            const auto json = read_json(write_json(to_json(event)));
            REQUIRE(json);
            const auto copy = sop::event_from(*json);
            REQUIRE(copy);
            read.apply(*copy);
        }
        REQUIRE(again == dossier_);
        REQUIRE(read == dossier_);
    }

    int refused() const { return refused_; }
    int accepted() const { return accepted_; }

  private:
    std::vector<std::string> some(std::vector<std::string> all) {
        std::erase_if(all, [&](const auto&) { return chance_.one_in(4); });
        return all;
    }

    /// Eight people who wear every hat; number 0 is also the manager and the owner.
    static sop::Actor colleague(int number) {
        sop::Actor actor{.id = PersonId{number + 1}};
        actor.roles = {{"staf"}, {"kepala"}, {"tim"}};
        actor.may_manage = actor.is_owner = number == 0;
        return actor;
    }

    sop::Actor anyone() {
        if (chance_.one_in(6)) return {.id = PersonId{50}, .roles = {}, .is_system = true};
        if (chance_.one_in(9)) return {.id = PersonId{60}, .roles = {{"tim"}}};
        return colleague(chance_.up_to(7));
    }

    sop::Command any_command() {
        const int task = chance_.one_in(12) || dossier_.desk.empty()
                             ? chance_.up_to(30)
                             : chance_.one_of(dossier_.desk).number;
        const std::string reason = chance_.one_in(5) ? "" : "karena";
        switch (chance_.up_to(24)) {
        case 0: return sop::Claim{task};
        case 1: return sop::Release{task};
        case 2: return sop::Skip{task, reason, chance_.one_in(2)};
        case 3: return sop::Assign{task, people()};
        case 4: return sop::SetTeam{people()};
        case 5: return sop::Pause{task, reason};
        case 6: return sop::Resume{task};
        case 7: return sop::Comment{reason};
        case 8: return sop::Remind{task};
        case 9: return sop::Start{};
        case 10: return sop::Reopen{reason, chance_.one_of(sop_.steps).name};
        case 11:
            if (!chance_.one_in(4)) break;
            if (chance_.one_in(2)) return sop::Withdraw{reason};
            return sop::Cancel{reason};
        default: break;
        }
        return any_finish(task, reason);
    }

    std::set<PersonId> people() {
        std::set<PersonId> people;
        for (int i = chance_.up_to(3); i > 0; --i) people.insert(PersonId{1 + chance_.up_to(7)});
        return people;
    }

    sop::Finish any_finish(int number, const std::string& reason) {
        sop::Finish finish{.task = number, .outcome = "lanjut", .note = reason};
        const sop::Task* task = dossier_.open_task(number);
        const sop::Step* step = task ? sop_.find(task->step) : nullptr;
        if (step == nullptr) return finish;
        const sop::Exit& exit = chance_.one_of(step->exits);
        finish.outcome = exit.outcome;
        if (!exit.allowed.empty() && chance_.one_in(2)) finish.to = chance_.one_of(exit.allowed);
        if (chance_.one_in(9)) finish.to = chance_.one_of(sop_.steps).name;
        if (chance_.one_in(2)) {
            finish.items = {chance_.one_of(std::vector<std::string>{"web", "x", "teks", "foto"})};
        }
        return finish;
    }

    bool forward(const sop::Task& task) {
        if (act({.id = PersonId{50}, .roles = {}, .is_system = true},
                sop::Finish{task.number, "lanjut"})) {
            return true;
        }
        bool moved = false;
        for (int person = 0; person < 8 && dossier_.open_task(task.number); ++person) {
            if (act(colleague(person), sop::Finish{task.number, "lanjut"})) moved = true;
        }
        return moved && !dossier_.open_task(task.number);
    }

    bool act(const sop::Actor& actor, const sop::Command& command) {
        const sop::Situation situation{now_, sop::default_calendar(), actor, at_hand_, lists_, {}};
        const auto decision = sop::decide(sop_, dossier_, command, situation);
        const auto greyed = sop::obstacles(sop_, dossier_, command, situation);
        if (!decision) {
            ++refused_;
            REQUIRE(!decision.error().issues.empty());
            REQUIRE(decision.error().kind != Kind::unavailable);
            REQUIRE((asks_for_words(decision.error()) || !greyed.empty()));
            return false;
        }
        ++accepted_;
        REQUIRE(greyed.empty());
        for (const auto& event : decision->events) {
            dossier_.apply(event);
            journal_.push_back(event);
        }
        check_marking();
        return true;
    }

    /// What must hold of every marking, however it came about.
    void check_marking() const {
        REQUIRE((dossier_.state == State::open) == !dossier_.desk.empty());
        if (dossier_.desk.empty()) REQUIRE(dossier_.blocks.empty());
        REQUIRE(dossier_.revision == static_cast<int>(journal_.size()));
        std::set<int> numbers;
        std::set<std::string> places;
        std::set<std::pair<std::string, std::pair<int, int>>> held;  // block, round, branch
        const auto hold = [&](const std::vector<sop::Branch>& path) {
            for (const auto& branch : path) {
                held.insert({branch.block, {branch.round, branch.index}});
                const auto* block = dossier_.open_block(branch);
                REQUIRE(block != nullptr);
                REQUIRE(block->awaited.contains(branch.index));
            }
        };
        for (const auto& task : dossier_.desk) {
            REQUIRE(numbers.insert(task.number).second);
            REQUIRE(task.number <= dossier_.tasks_opened);
            REQUIRE(places.insert(key_of(task.step, task.path)).second);
            hold(task.path);
        }
        for (const auto& block : dossier_.blocks) hold(block.path);
        for (const auto& block : dossier_.blocks) {
            REQUIRE(!block.awaited.empty());
            for (const int index : block.awaited) {
                REQUIRE(held.contains({block.name, {block.round, index}}));
            }
        }
    }

    const sop::Definition& sop_;
    Chance chance_;
    sop::Dossier dossier_{};
    std::vector<sop::Event> journal_ = {};
    Instant now_ = monday;
    std::set<std::string> at_hand_ = {};
    std::map<std::string, std::vector<std::string>> lists_ = {};
    int refused_ = 0;
    int accepted_ = 0;
};

TEST_CASE("random walks through random sound SOPs never strand, and the journal replays") {
    const auto walks = number_from("KENTONGAN_WALKS", 1'000);
    const auto first = number_from("KENTONGAN_SEED", 20'261'120);
    std::uint64_t walked = 0, refused = 0, accepted = 0;
    for (auto seed = first; walked < walks; ++seed) {
        CAPTURE(seed);
        const auto definition = RandomSop(seed).draw();
        for (int i = 0; i < walks_per_definition; ++i, ++walked) {
            CAPTURE(i);
            Walk walk(definition, seed * 1000 + static_cast<unsigned>(i));
            walk.at_random();
            walk.to_the_end();
            walk.replay();
            refused += static_cast<std::uint64_t>(walk.refused());
            accepted += static_cast<std::uint64_t>(walk.accepted());
        }
    }
    MESSAGE("seed " << first << ": " << walked << " walks, " << accepted << " acts, " << refused
                    << " refusals");
    CHECK(accepted > walked);
    CHECK(refused > walked);
}

TEST_CASE("what is drawn to be sound is found to be sound") {
    const auto first = number_from("KENTONGAN_SEED", 20'261'120);
    const auto count = number_from("KENTONGAN_WALKS", 1'000) / 20;
    for (auto seed = first; seed < first + count; ++seed) {
        CAPTURE(seed);
        for (const auto& unsound : sop::flaws(RandomSop(seed).draw(), 2'000)) {
            CHECK_MESSAGE(unsound.flaw == sop::Flaw::too_large,
                          unsound.step.value << ": " << joined(unsound.path, ", "));
        }
    }
}

}  // namespace
}  // namespace kentongan::tests
