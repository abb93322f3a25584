// A task finds its place by its words, else by its number; it must lie in the same kind of branch.
#include "sop/migrate.h"

#include <algorithm>

#include "sop/permission.h"
#include "sop/place.h"

namespace kentongan::sop {
namespace {

/// The only step of `sop` with these words, or nullptr: the paper may have been renumbered.
const Step* step_with_words(const Definition& sop, const Step& like) {
    const Step* found = nullptr;
    if (like.activity.text.empty()) return nullptr;
    for (const Step& step : sop.steps) {
        if (step.activity.text != like.activity.text) continue;
        if (found != nullptr) return nullptr;
        found = &step;
    }
    return found;
}

/// Where `name` goes by itself; `by_words` tells that its number changed.
const Step* counterpart(const Definition& from, const Definition& to, const StepName& name,
                        bool& by_words) {
    const Step* old = from.find(name);
    const Step* same_words = old == nullptr ? nullptr : step_with_words(to, *old);
    by_words = same_words != nullptr && same_words->name != name;
    if (same_words != nullptr) return same_words;
    // The number stays only if it does not now stand before another step's words.
    const Step* same_number = to.find(name);
    const Step* owner = same_number == nullptr ? nullptr : step_with_words(from, *same_number);
    return owner != nullptr && owner->name != name ? nullptr : same_number;
}

/// Whether a token on `path` can stand at `place`, and which blocks then answer to each other.
bool fits(const Definition& from, const std::vector<Branch>& path, const std::vector<Level>& place,
          std::map<std::string, std::string>& blocks) {
    if (path.size() != place.size()) return false;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const Block* old = from.block_named(path[i].block);
        const Block& other = *place[i].block;
        if (old == nullptr || old->kind != other.kind || old->each_of != other.each_of ||
            old->branches.size() != other.branches.size()) {
            return false;
        }
        if (other.kind == BlockKind::parallel && path[i].index != place[i].branch) return false;
        const auto known = blocks.emplace(old->name, other.name).first;
        if (known->second != other.name) return false;
    }
    return true;
}

std::vector<StepName> only_in(const Definition& one, const Definition& other) {
    std::vector<StepName> names;
    bool by_words = false;
    for (const Step& step : one.steps) {
        if (counterpart(one, other, step.name, by_words) == nullptr) names.push_back(step.name);
    }
    return names;
}

/// Who may do it there: the roles of the new version's step.
std::set<RoleName> roles_of(const Definition& sop, const StepName& name) {
    std::set<RoleName> roles;
    const Step* step = sop.find(name);
    for (const Performer& performer : step->performers) {
        const Step* other = sop.find(performer.step);
        if (performer.by != PerformerBy::whoever_did) {
            roles.insert(performer.role);
        } else if (other != nullptr) {
            for (const Performer& theirs : other->performers) roles.insert(theirs.role);
        }
    }
    return roles;
}

}  // namespace

bool Migration::is_possible() const {
    return std::ranges::all_of(tasks, [](const TaskMove& move) { return move.to.has_value(); });
}

Migration preview(const Definition& from, const Definition& to, const Dossier& dossier,
                  const std::map<StepName, StepName>& chosen) {
    Migration migration{.added = only_in(to, from), .removed = only_in(from, to)};
    for (const Task& task : dossier.desk) {
        TaskMove move{.task = task.number, .from = task.step, .item = task.item()};
        const auto choice = chosen.find(task.step);
        const Step* step = choice != chosen.end() ? to.find(choice->second)
                                                  : counterpart(from, to, task.step, move.by_words);
        auto blocks = migration.blocks;
        if (step == nullptr) {
            move.rule = "unmapped";
        } else if (!fits(from, task.path, place_of(to, step->name), blocks)) {
            move.rule = "other_block";
        } else {
            move.to = step->name;
            migration.blocks = std::move(blocks);
        }
        migration.tasks.push_back(std::move(move));
    }
    return migration;
}

Result<Decision> migrate(const Definition& from, const Definition& to, SopId version,
                         const Dossier& dossier, const std::map<StepName, StepName>& chosen,
                         const Actor& actor) {
    if (dossier.state == State::new_) return conflict("dossier", "not_started");
    if (dossier.state != State::open) return conflict("dossier", "closed");
    if (!actor.may_manage) return forbidden("act", "manager_only");
    const auto migration = preview(from, to, dossier, chosen);
    Error impossible{Kind::invalid, "tasks without a place in that version"};
    Migrated migrated{.to = version, .tasks = {}, .roles = {}, .blocks = migration.blocks};
    for (const TaskMove& move : migration.tasks) {
        if (!move.to) {
            impossible.issues.push_back({"step", move.rule, {move.from.value}});
            continue;
        }
        migrated.tasks[move.task] = *move.to;
        migrated.roles[move.task] = roles_of(to, *move.to);
    }
    if (!impossible.issues.empty()) return impossible;
    Decision decision;
    for (const auto& [task, step] : migrated.tasks)
        decision.effects.push_back(Notify{task, "migrated"});
    decision.events.push_back(std::move(migrated));
    return decision;
}

}  // namespace kentongan::sop
