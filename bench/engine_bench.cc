// How many task transitions a second the pure engine makes on one core: decide and apply together.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "base/text.h"
#include "sop/decide.h"

namespace {

using namespace kentongan;

/// Ten steps in a row, each with its own performer, papers and standard time.
sop::Definition linear() {
    sop::Definition definition{.key = "lurus"};
    for (int i = 1; i <= 10; ++i) {
        const RoleName role{cat("peran_", i)};
        definition.lanes.push_back({role, role.value});
        sop::Step step{.name = {std::to_string(i)}, .performers = {{.role = role}}};
        step.time = {.unit = sop::TimeUnit::working_minutes, .min = 30, .max = 30};
        step.needs.push_back({sop::ItemKind::document, {"Surat"}, "surat"});
        step.makes.push_back({sop::ItemKind::result, {"Naskah"}, "naskah"});
        step.exits.push_back(
            {.outcome = "selesai", .to = i == 10 ? sop::the_end : StepName{std::to_string(i + 1)}});
        definition.steps.push_back(std::move(step));
    }
    return definition;
}

/// Plays `dossiers` from start to end and says how many tasks were left by an exit.
long play(const sop::Definition& definition, int dossiers) {
    sop::Actor actor{.id = PersonId{1}};
    for (const auto& lane : definition.lanes) actor.roles.insert(lane.role);
    const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 16} +
                      std::chrono::hours{1}};
    const sop::Situation situation{now, sop::default_calendar(), actor, {"surat", "naskah"}};
    long transitions = 0;
    for (int i = 0; i < dossiers; ++i) {
        sop::Dossier dossier;
        const auto act = [&](const sop::Command& command) {
            const auto decision = sop::decide(definition, dossier, command, situation);
            ensure(static_cast<bool>(decision));
            for (const auto& event : decision->events) dossier.apply(event);
        };
        act(sop::Start{});
        while (dossier.state == sop::State::open) {
            act(sop::Finish{dossier.desk.front().number, "selesai"});
            ++transitions;
        }
    }
    return transitions;
}

}  // namespace

int main(int count, char** words) {
    const int dossiers = count > 1 ? std::atoi(words[1]) : 200'000;
    const auto definition = linear();
    play(definition, dossiers / 10);  // warm up
    // The processor's time, not the wall's: other programs may share the core meanwhile.
    const auto start = std::clock();
    const long transitions = play(definition, dossiers);
    const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf("%ld task transitions in %.2f s of one core: %.0f per second\n", transitions, took,
                static_cast<double>(transitions) / took);
}
