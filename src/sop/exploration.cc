// Plays every exit of every open task from every marking, two items in each list and none.
#include "sop/exploration.h"

#include <algorithm>

#include "sop/place.h"

namespace kentongan::sop {
namespace {

const Actor anyone{.id = PersonId{1}, .roles = {{"siapa_saja"}}};

/// Only what moves tokens: no people, no papers, no time.
Definition bare_form(const Definition& sop) {
    Definition bare;
    bare.blocks = sop.blocks;
    for (const Step& step : sop.steps) {
        Step plain;
        plain.name = step.name;
        plain.performers = {{.role = {"siapa_saja"}}};
        plain.exits = step.exits;
        for (std::size_t i = 0; i < plain.exits.size(); ++i) {
            plain.exits[i].outcome = std::to_string(i);
            plain.exits[i].reason_required = false;
        }
        bare.steps.push_back(std::move(plain));
    }
    return bare;
}

std::map<std::string, std::vector<std::string>> lists_of(const Definition& sop, bool empty) {
    std::map<std::string, std::vector<std::string>> lists;
    for (const Block& block : sop.blocks) {
        if (empty || block.kind == BlockKind::parallel) continue;
        lists[block.each_of] = {"a", "b"};
    }
    return lists;
}

/// The marking without what only counts: rounds, numbers, history.
std::string key_of(const Dossier& dossier) {
    std::vector<std::string> tokens;
    for (const Task& task : dossier.desk) {
        std::string token = task.step.value;
        for (const Branch& branch : task.path) token += cat("|", branch.block, ":", branch.index);
        tokens.push_back(std::move(token));
    }
    std::ranges::sort(tokens);
    std::string key = joined(tokens, ";");
    for (const auto& [block, round] : dossier.rounds) key += cat("#", block);
    return dossier.state == State::closed ? "selesai" : key;
}

bool entered_each(const Definition& sop, const Decision& decision) {
    return std::ranges::any_of(decision.events, [&](const Event& event) {
        const auto* entered = std::get_if<BlockEntered>(&event);
        const Block* block = entered ? sop.block_named(entered->block.name) : nullptr;
        return block != nullptr && block->kind == BlockKind::each;
    });
}

}  // namespace

Exploration::Exploration(const Definition& sop, std::size_t limit)
    : limit_(limit), bare_(bare_form(sop)) {
    for (const Step& step : sop.steps) original_[step.name] = &step;
    if (bare_.steps.empty()) return;
    for (const bool empty : {false, true}) {
        const auto lists = lists_of(bare_, empty);
        const auto started =
            decide(bare_, {}, Start{}, {{}, default_calendar(), anyone, {}, lists});
        if (!started) {
            faults_.push_back({Flaw::bad_block, bare_.steps.front().name});
            return;
        }
        Dossier dossier;
        for (const Event& event : started->events) dossier.apply(event);
        keep(std::move(dossier), -1, {});
        if (!entered_each(bare_, *started)) break;
    }
    walk();
}

void Exploration::walk() {
    for (std::size_t at = 0; at < all_.size(); ++at) {
        if (all_.size() > limit_) {
            too_large_ = true;
            return;
        }
        const auto desk = all_[at].dossier.desk;
        for (const Task& task : desk) {
            const Step* step = bare_.find(task.step);
            ensure(step != nullptr);
            for (const Exit& exit : step->exits) {
                std::vector<StepName> targets{exit.to};
                targets.insert(targets.end(), exit.allowed.begin(), exit.allowed.end());
                const auto index = static_cast<std::size_t>(&exit - step->exits.data());
                const Exit& written = original_.at(task.step)->exits[index];
                for (const StepName& to : targets) {
                    auto by = cat(task.step.value, " ", written.outcome);
                    if (to != exit.to) by += cat(" ke ", to.value);
                    move(static_cast<int>(at),
                         {.task = task.number, .outcome = exit.outcome, .note = "-", .to = to}, by);
                }
            }
        }
    }
}

/// A return may name one item or all of them.
void Exploration::move(int from, const Finish& finish, const std::string& by) {
    if (try_move(from, finish, by, false)) return;
    for (const std::set<std::string>& items : {std::set<std::string>{"a"}, {"a", "b"}}) {
        Finish named = finish;
        named.items = items;
        try_move(from, named, by, false);
    }
}

/// False when the rules ask which items.
bool Exploration::try_move(int from, const Finish& finish, const std::string& by,
                           bool empty_lists) {
    const auto lists = lists_of(bare_, empty_lists);
    Dossier after = all_[static_cast<std::size_t>(from)].dossier;
    const auto step = after.open_task(finish.task)->step;
    const auto decision = decide(bare_, after, finish, {{}, default_calendar(), anyone, {}, lists});
    if (!decision) {
        const Issue& issue = decision.error().issues.front();
        if (issue.field == "items") return issue.rule != "required";
        if (issue.rule == "siblings_open") fault(Flaw::live_tokens, step, from, by);
        if (issue.rule == "unsound") fault(Flaw::bad_block, step, from, by);
        return true;  // an unknown target is found without walking
    }
    for (const Event& event : decision->events) after.apply(event);
    const int kept = keep(std::move(after), from, by);
    all_[static_cast<std::size_t>(from)].next.push_back(kept);
    if (!empty_lists && entered_each(bare_, *decision)) try_move(from, finish, by, true);
    return true;
}

int Exploration::keep(Dossier dossier, int from, const std::string& by) {
    dossier.visits.clear();
    dossier.last_done_by.clear();
    const auto [found, is_new] = known_.emplace(key_of(dossier), static_cast<int>(all_.size()));
    if (is_new) all_.push_back({std::move(dossier), from, by, {}});
    return found->second;
}

void Exploration::fault(Flaw flaw, const StepName& step, int at, const std::string& by) {
    const bool known = std::ranges::any_of(
        faults_, [&](const Unsound& other) { return other.flaw == flaw && other.step == step; });
    if (known) return;
    auto path = path_to(at);
    path.push_back(by);
    faults_.push_back({flaw, step, std::move(path)});
}

std::vector<std::string> Exploration::path_to(int marked) const {
    std::vector<std::string> path;
    for (int at = marked; at >= 0; at = all_[static_cast<std::size_t>(at)].came_from) {
        const auto& by = all_[static_cast<std::size_t>(at)].by;
        if (!by.empty()) path.push_back(by);
    }
    std::ranges::reverse(path);
    return path;
}

int Exploration::first_with(const StepName& step) const {
    for (std::size_t i = 0; i < all_.size(); ++i) {
        const auto& desk = all_[i].dossier.desk;
        if (std::ranges::find(desk, step, &Task::step) != desk.end()) return static_cast<int>(i);
    }
    return -1;
}

}  // namespace kentongan::sop
