// The checks before a task is done, each with the words a person can act on.
#include "sop/permission.h"

#include <algorithm>

namespace kentongan::sop {
namespace {

Error refusal(Kind kind, std::string field, std::string rule, std::vector<std::string> with) {
    auto why = cat(field, ".", rule);
    return {kind, std::move(why), {{std::move(field), std::move(rule), std::move(with)}}};
}

bool is_at_hand(const Marking& marking, const Item& item) {
    const auto& key = item.key.empty() ? item.words.text : item.key;
    return marking.situation().at_hand.contains(key);
}

void add_missing(Error& missing, const Marking& marking, const std::vector<Item>& items,
                 std::initializer_list<ItemKind> kinds) {
    for (const Item& item : items) {
        if (std::ranges::find(kinds, item.kind) == kinds.end()) continue;
        if (is_at_hand(marking, item)) continue;
        missing.issues.push_back({"item", "missing", {item.words.text}});
    }
}

/// Their own part, or that of everyone they stand for; unless only the last word is missing, as
/// when the task was assigned anew after others had done their parts.
bool part_is_done(const Marking& marking, const Task& task, const Step& step) {
    if (step.completion == Completion::any || completes(marking, task, step)) return false;
    if (task.done_by.contains(marking.situation().actor.id)) return true;
    if (!task.people.empty()) return false;
    const auto parts = parts_of(marking, task);
    return !parts.empty() && std::ranges::includes(task.roles_done, parts);
}

}  // namespace

Error conflict(std::string field, std::string rule, std::vector<std::string> with) {
    return refusal(Kind::conflict, std::move(field), std::move(rule), std::move(with));
}
Error forbidden(std::string field, std::string rule, std::vector<std::string> with) {
    return refusal(Kind::forbidden, std::move(field), std::move(rule), std::move(with));
}
Error invalid(std::string field, std::string rule, std::vector<std::string> with) {
    return refusal(Kind::invalid, std::move(field), std::move(rule), std::move(with));
}

bool is_blank(std::string_view words) {
    return trimmed(words).empty();
}

bool is_performer(const Task& task, const Actor& actor) {
    if (!task.people.empty()) return task.people.contains(actor.id);
    return std::ranges::any_of(actor.roles,
                               [&](const RoleName& role) { return task.roles.contains(role); });
}

Result<void> check_performer(const Marking& marking, const Task& task, const Step& step) {
    const Situation& situation = marking.situation();
    const Actor& actor = situation.actor;
    if (step.automatic && !actor.is_system) return forbidden("task", "automatic");
    // The system may bring what happened outside, but it decides nothing.
    const bool by_system = actor.is_system && (step.automatic || (!step.decision && !step.fixing));
    if (!by_system && !is_performer(task, actor)) return forbidden("task", "not_yours");
    if (task.paused_at) return conflict("task", "paused");
    if (by_system) return {};
    if (task.claimed_by && task.claimed_by != actor.id && !actor.may_manage) {
        return conflict("task", "claimed");
    }
    if (part_is_done(marking, task, step)) return conflict("task", "part_done");
    for (const StepName& other : step.other_than) {
        const auto edited = situation.edited_since.find(other);
        const bool has_edited =
            edited != situation.edited_since.end() && edited->second.contains(actor.id);
        if (has_edited || marking.did(actor.id, other, task.path)) {
            return forbidden("task", "four_eyes", {other.value});
        }
    }
    return {};
}

Result<void> check_documents(const Marking& marking, const Step& step) {
    Error missing{Kind::invalid, "documents missing"};
    add_missing(missing, marking, step.needs, {ItemKind::document});
    if (missing.issues.empty()) return {};
    return missing;
}

Result<void> check_items(const Marking& marking, const Step& step) {
    Error missing{Kind::invalid, "documents or results missing"};
    add_missing(missing, marking, step.needs, {ItemKind::document, ItemKind::result});
    add_missing(missing, marking, step.makes, {ItemKind::document, ItemKind::result});
    if (missing.issues.empty()) return {};
    return missing;
}

std::set<RoleName> parts_of(const Marking& marking, const Task& task) {
    std::set<RoleName> parts;
    for (const RoleName& role : marking.situation().actor.roles) {
        if (task.roles.contains(role)) parts.insert(role);
    }
    return parts;
}

bool completes(const Marking& marking, const Task& task, const Step& step) {
    const Actor& actor = marking.situation().actor;
    if (step.completion == Completion::any || actor.is_system) return true;
    if (!task.people.empty()) {
        return std::ranges::all_of(task.people, [&](PersonId person) {
            return person == actor.id || task.done_by.contains(person);
        });
    }
    return std::ranges::all_of(task.roles, [&](const RoleName& role) {
        return actor.roles.contains(role) || task.roles_done.contains(role);
    });
}

}  // namespace kentongan::sop
