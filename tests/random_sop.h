// Random definitions that are sound by construction: nested blocks, skips, every kind of return.
#pragma once

#include <random>

#include "base/text.h"
#include "sop/definition.h"

namespace kentongan::tests {

/// Chance with a seed that can be told when something fails.
class Chance {
  public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}
    int up_to(int most) { return static_cast<int>(engine_() % static_cast<unsigned>(most + 1)); }
    bool one_in(int count) { return up_to(count - 1) == 0; }
    template <class List>
    const auto& one_of(const List& list) {
        return list[static_cast<std::size_t>(up_to(static_cast<int>(list.size()) - 1))];
    }

  private:
    std::mt19937_64 engine_;
};

/// Draws a flow as a sequence of steps and blocks, blocks again holding sequences. Each step has
/// an exit forward, so that every token can always come to its join and every dossier to its end.
class RandomSop {
  public:
    explicit RandomSop(std::uint64_t seed) : chance_(seed) {}

    sop::Definition draw() {
        const auto all = sequence(2 + chance_.up_to(4), 0, {}, sop::the_end, {});
        for (std::size_t i = 0; i < sop_.steps.size(); ++i) dress(sop_.steps[i], i);
        return std::move(sop_);
    }

  private:
    using Steps = std::vector<StepName>;

    /// One place of a sequence: a step, or a block with all its steps.
    struct Unit {
        StepName entry;
        Steps steps = {};
        std::string block = {};
    };

    /// `before`: steps of the sequences around, which a return of the whole block may go to.
    Steps sequence(int length, int depth, const std::string& parent, const StepName& last,
                   const Steps& before) {
        std::vector<Unit> units;
        Steps earlier = before;
        for (int i = 0; i < length; ++i) {
            const bool room = depth < 2 && sop_.steps.size() < 12;
            units.push_back(room && chance_.one_in(4) ? block(depth, parent, earlier) : step());
            if (units.back().block.empty()) earlier.push_back(units.back().entry);
        }
        for (std::size_t i = 0; i < units.size(); ++i) connect(units, i, last, before);
        Steps all;
        for (const Unit& unit : units) all.insert(all.end(), unit.steps.begin(), unit.steps.end());
        return all;
    }

    Unit step() {
        const StepName name{std::to_string(sop_.steps.size() + 1)};
        sop_.steps.push_back({.name = name});
        return {name, {name}, {}};
    }

    Unit block(int depth, const std::string& parent, const Steps& before) {
        const auto index = sop_.blocks.size();
        const std::string name = cat("blok", index + 1);
        const bool each = chance_.one_in(2);
        sop_.blocks.push_back({.name = name, .parent = parent});
        std::vector<Steps> branches;
        for (int i = each ? 0 : -1 - chance_.up_to(1); i <= 0; ++i) {
            branches.push_back(
                sequence(1 + chance_.up_to(2), depth + 1, name, sop::the_join, before));
        }
        sop::Block& drawn = sop_.blocks[index];
        drawn.kind = each ? sop::BlockKind::each : sop::BlockKind::parallel;
        if (each) drawn.each_of = chance_.one_in(2) ? "saluran" : "jenis";
        drawn.branches = branches;
        Unit unit{branches.front().front(), {}, name};
        for (const Steps& branch : branches) {
            unit.steps.insert(unit.steps.end(), branch.begin(), branch.end());
        }
        return unit;
    }

    void connect(const std::vector<Unit>& units, std::size_t at, const StepName& last,
                 const Steps& outside) {
        const StepName next = at + 1 < units.size() ? units[at + 1].entry : last;
        const Unit& unit = units[at];
        if (!unit.block.empty()) {
            for (sop::Block& block : sop_.blocks) {
                if (block.name == unit.block) block.then = next;
            }
            return;
        }
        sop::Step& from = step_named(unit.entry);
        from.exits.push_back({.outcome = "lanjut", .to = next});
        if (at + 2 < units.size() && chance_.one_in(3)) {
            from.exits.push_back({.outcome = "lompat", .to = units[at + 2].entry});
        }
        if (at > 0 && chance_.one_in(2)) {
            const Unit& back =
                units[static_cast<std::size_t>(chance_.up_to(static_cast<int>(at) - 1))];
            sop::Exit exit{.outcome = "kembali", .to = chance_.one_of(back.steps)};
            exit.allowed.push_back(units.front().entry);
            exit.is_return = true;
            exit.reason_required = chance_.one_in(2);
            from.exits.push_back(std::move(exit));
        }
        if (!outside.empty() && last == sop::the_join && chance_.one_in(4)) {
            sop::Exit exit{.outcome = "seluruh", .to = chance_.one_of(outside)};
            exit.is_return = exit.whole_block = true;
            from.exits.push_back(std::move(exit));
        }
    }

    sop::Step& step_named(const StepName& name) {
        for (sop::Step& step : sop_.steps) {
            if (step.name == name) return step;
        }
        std::abort();
    }

    /// Performers, papers, time: whatever an office may ask of a step.
    void dress(sop::Step& step, std::size_t index) {
        const std::vector<RoleName> roles{{"staf"}, {"kepala"}, {"tim"}};
        step.performers = {{.role = chance_.one_of(roles)}};
        if (chance_.one_in(4)) step.performers.push_back({.role = chance_.one_of(roles)});
        if (chance_.one_in(4)) step.completion = sop::Completion::all;
        if (chance_.one_in(8)) step.performers = {{sop::PerformerBy::assigned, {"tim"}, {}}};
        if (index > 0 && chance_.one_in(4)) {
            const StepName other{std::to_string(1 + chance_.up_to(static_cast<int>(index) - 1))};
            if (chance_.one_in(2))
                step.other_than = {other};
            else
                step.performers = {{sop::PerformerBy::whoever_did, {}, other}};
        }
        if (chance_.one_in(3)) step.needs = {{sop::ItemKind::document, {"Surat"}, "surat"}};
        if (chance_.one_in(3)) step.makes = {{sop::ItemKind::result, {"Naskah"}, "naskah"}};
        if (chance_.one_in(9)) step.makes = {{sop::ItemKind::final_result, {"Video"}, "video"}};
        step.fixing = chance_.one_in(6);
        step.act = chance_.one_in(3) ? sop::Act::publish : sop::Act::plain;
        step.automatic = chance_.one_in(9);
        const std::vector<sop::TimeUnit> units{sop::TimeUnit::none, sop::TimeUnit::working_minutes,
                                               sop::TimeUnit::working_days,
                                               sop::TimeUnit::clock_hours};
        const int most = 1 + chance_.up_to(100);
        step.time = {.unit = chance_.one_of(units), .min = most, .max = most};
        if (index > 0 && chance_.one_in(6)) step.time.shared_with = {{std::to_string(index)}};
        step.time.shared_by_items = chance_.one_in(6);
    }

    Chance chance_;
    sop::Definition sop_{.key = "acak"};
};

}  // namespace kentongan::tests
