// Composes the remarks of the printed flow from the definition.
#include "documents/sop_notes.h"

#include <algorithm>
#include <map>
#include <set>

namespace kentongan::documents {
namespace {

using sop::Definition, sop::Exit, sop::Step, sop::TimeUnit;

std::string listed(const std::vector<StepName>& steps, Language language) {
    std::string out;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (i > 0) out += i + 1 == steps.size() ? say(language, "or") : ", ";
        out += steps[i].value;
    }
    return out;
}

std::string exit_words(const Exit& exit, const std::vector<StepName>& targets, Language language) {
    const auto name =
        !exit.label.empty() ? exit.label : say(language, exit.is_return ? "returns" : "goes_on");
    std::string words = say(language, exit.is_return ? "may_return_to" : "may_go_to",
                            {name, listed(targets, language)});
    if (exit.basis.inferred || exit.basis.targets_only) words += say(language, "inferred");
    return words;
}

void note_exits(const Step& step, const sop::Plan& plan, Language language,
                std::vector<std::string>& notes) {
    for (std::size_t i = 0; i < step.exits.size(); ++i) {
        const Exit& exit = step.exits[i];
        const bool left_out =
            std::any_of(plan.undrawn.begin(), plan.undrawn.end(), [&](const auto& one) {
                return one.first == step.name && one.second == static_cast<int>(i);
            });
        if (!left_out && exit.allowed.empty()) continue;
        std::vector<StepName> targets{exit.to};
        targets.insert(targets.end(), exit.allowed.begin(), exit.allowed.end());
        notes.push_back(exit_words(exit, targets, language));
    }
}

void note_performers(const Step& step, Language language, std::vector<std::string>& notes) {
    if (step.performers.size() > 1) {
        const bool all = step.completion == sop::Completion::all;
        notes.push_back(say(language, all ? "all_performers" : "any_performer"));
    }
    for (const auto& performer : step.performers) {
        if (performer.by == sop::PerformerBy::assigned) notes.push_back(say(language, "assigned"));
        if (performer.by == sop::PerformerBy::whoever_did) {
            notes.push_back(say(language, "same_as", {performer.step.value}));
        }
    }
    if (!step.other_than.empty()) {
        notes.push_back(say(language, "other_than", {listed(step.other_than, language)}));
    }
}

void note_block(const Definition& sop, const Step& step, Language language,
                std::vector<std::string>& notes) {
    const sop::Block* block = sop.block_of(step.name);
    if (!block) return;
    const std::string basis = block->basis.inferred ? say(language, "inferred") : "";
    if (block->kind == sop::BlockKind::each) {
        notes.push_back(say(language, "each", {block->each_of}) + basis);
        return;
    }
    std::vector<StepName> others;
    for (const auto& branch : block->branches) {
        if (branch.empty() || branch.front() == step.name) continue;
        if (std::find(branch.begin(), branch.end(), step.name) == branch.end()) {
            others.push_back(branch.front());
        }
    }
    if (!others.empty()) {
        notes.push_back(say(language, "parallel", {listed(others, language)}) + basis);
    }
}

std::string amount(TimeUnit unit, int value, Language language) {
    switch (unit) {
    case TimeUnit::working_minutes: return say(language, "minutes", {with_dots(value)});
    case TimeUnit::working_days: return say(language, "working_days", {with_dots(value)});
    case TimeUnit::calendar_days: return say(language, "calendar_days", {with_dots(value)});
    case TimeUnit::clock_hours: return say(language, "hours", {with_dots(value)});
    case TimeUnit::months: return say(language, "months", {with_dots(value)});
    case TimeUnit::none:
    case TimeUnit::during_event:
    case TimeUnit::automatic: break;
    }
    return "";
}

std::string span(const std::string& low, const std::string& high, Language language) {
    return low == high ? high : say(language, "range", {low, high});
}

}  // namespace

std::vector<std::string> remarks_on(const Definition& sop, const Step& step, const sop::Plan& plan,
                                    Language language) {
    std::vector<std::string> notes;
    note_exits(step, plan, language, notes);
    note_block(sop, step, language, notes);
    note_performers(step, language, notes);
    if (!step.time.shared_with.empty()) {
        notes.push_back(say(language, "shared_time", {listed(step.time.shared_with, language)}));
    }
    if (step.time.shared_by_items) {
        const sop::Block* block = sop.block_of(step.name);
        notes.push_back(say(language, "shared_items", {block ? block->each_of : ""}));
    }
    if (!step.calls.empty()) notes.push_back(say(language, "calls", {step.calls}));
    for (auto& words : notes) {
        if (words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
    }
    return notes;
}

std::string sum_of_times(const Definition& sop, Language language) {
    std::map<TimeUnit, std::pair<int, int>> sums;
    std::set<StepName> counted;
    for (const Step& step : sop.steps) {
        const auto& others = step.time.shared_with;
        const bool again = std::any_of(others.begin(), others.end(), [&](const StepName& other) {
            return other != step.name && counted.contains(other);
        });
        counted.insert(step.name);
        if (again) continue;
        sums[step.time.unit].first += step.time.min;
        sums[step.time.unit].second += step.time.max;
    }
    std::string low, high, in_hours;
    for (const auto& [unit, sum] : sums) {
        if (amount(unit, 1, language).empty() || sum.second == 0) continue;
        low += cat(low.empty() ? "" : " + ", amount(unit, sum.first, language));
        high += cat(high.empty() ? "" : " + ", amount(unit, sum.second, language));
        if (unit == TimeUnit::working_minutes && sum.second >= 60) {
            in_hours = cat(" (",
                           span(duration_words(minutes{sum.first}, language),
                                duration_words(minutes{sum.second}, language), language),
                           ")");
        }
    }
    return high.empty() ? "" : span(low, high, language) + in_hours;
}

bool has_inferred_performers(const Definition& sop) {
    return std::any_of(sop.steps.begin(), sop.steps.end(),
                       [](const Step& step) { return step.performer_basis.inferred; });
}

bool has_inferred_ways(const Definition& sop) {
    return std::any_of(sop.steps.begin(), sop.steps.end(), [](const Step& step) {
        return std::any_of(step.exits.begin(), step.exits.end(),
                           [](const Exit& exit) { return exit.basis.inferred; });
    });
}

std::vector<std::string> closing_notes(const Definition& sop, bool inferred, Language language) {
    std::vector<std::string> notes;
    if (!inferred) return notes;
    std::string steps, targets;
    for (const Step& step : sop.steps) {
        if (step.performer_basis.inferred) steps += (steps.empty() ? "" : ", ") + step.name.value;
        for (const Exit& exit : step.exits) {
            if (!exit.basis.targets_only) continue;
            targets +=
                cat(targets.empty() ? "" : ", ", "\"", exit.label, "\" (", step.name.value, ")");
        }
    }
    if (!steps.empty()) notes.push_back(say(language, "adjusted_steps", {steps}));
    if (has_inferred_ways(sop)) notes.push_back(say(language, "adjusted_ways"));
    if (!targets.empty()) notes.push_back(say(language, "adjusted_targets", {targets}));
    return notes;
}

}  // namespace kentongan::documents
