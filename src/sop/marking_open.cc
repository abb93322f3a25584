// Opens a task: who may do it, by when, and whom to tell.
#include <algorithm>

#include "sop/marking.h"

namespace kentongan::sop {
namespace {

/// "pelaksana langkah N" may point to a step that points to another; not for ever.
constexpr int performer_hops_max = 8;

/// Whether what was done for `done` concerns what is done for `mine`: the same items, as far as
/// both have any.
bool concerns(std::string_view done, std::string_view mine) {
    const auto length = std::min(done.size(), mine.size());
    const auto& longer = done.size() > mine.size() ? done : mine;
    return done.substr(0, length) == mine.substr(0, length) &&
           (longer.size() == length || longer[length] == '/');
}

template <class Map, class Visit>
void each_doing_of(const Map& map, const std::string& mine, const StepName& step, Visit visit) {
    for (auto at = map.lower_bound(step.value); at != map.end(); ++at) {
        if (!at->first.starts_with(step.value)) break;
        const bool same_step =
            at->first.size() == step.value.size() || at->first[step.value.size()] == '/';
        if (same_step && concerns(at->first, mine)) visit(at->second);
    }
}

}  // namespace

void Marking::open(const std::vector<Branch>& path, const Step& step, const Way& way) {
    Task task{.number = now_.tasks_opened + 1, .step = step.name, .path = path};
    task.opened_at = situation_.now;
    task.visits = visits_of(key_of(step.name, path)) + 1;
    name_performers(task, step);
    set_due(task, step, way);
    const int number = task.number;
    record(TaskOpened{std::move(task), way.reason, way.from});
    if (!step.automatic) ask(Notify{number, way.returned ? "returned" : "opened"});
    if (step.act != Act::plain || step.automatic || !step.calls.empty()) {
        ask(ActOpened{number, step.act});
    }
}

/// The roles are always named, so that a task can be given back to everyone of them.
void Marking::name_performers(Task& task, const Step& step) const {
    task.roles = roles_of(step, 0);
    std::set<PersonId> people;
    for (const Performer& performer : step.performers) {
        switch (performer.by) {
        case PerformerBy::role: return;
        case PerformerBy::whoever_did: {
            const auto doer = last_doer_of(performer.step, task.path);
            if (!doer) return;
            people.insert(*doer);
            break;
        }
        case PerformerBy::assigned:
            if (now_.team.empty()) return;
            people.insert(now_.team.begin(), now_.team.end());
            break;
        }
    }
    task.people = std::move(people);
}

std::set<RoleName> Marking::roles_of(const Step& step, int depth) const {
    std::set<RoleName> roles;
    for (const Performer& performer : step.performers) {
        if (performer.by != PerformerBy::whoever_did) {
            roles.insert(performer.role);
            continue;
        }
        const Step* other = sop_.find(performer.step);
        if (other == nullptr || depth >= performer_hops_max) continue;
        roles.merge(roles_of(*other, depth + 1));
    }
    return roles;
}

void Marking::set_due(Task& task, const Step& step, const Way& way) const {
    if (is_by_applicant(task.roles)) return;  // his own step has no standard against him
    task.budget = budget_of(task, step);
    for (const Dossier* dossier : {static_cast<const Dossier*>(&now_), &before_}) {
        if (task.budget.empty() || way.returned) break;
        const auto running = dossier->budgets.find(task.budget);
        if (running == dossier->budgets.end()) continue;
        // An item that comes when the others' time has run out has its own; rows are late together.
        if (step.time.shared_by_items && running->second <= situation_.now) break;
        task.due_at = running->second;
        return;
    }
    task.due_at = due_at(situation_.calendar, situation_.now, step.time);
}

bool Marking::is_by_applicant(const std::set<RoleName>& roles) const {
    const auto is_applicant = [](const Lane& lane) {
        return lane.kind == PerformerKind::applicant;
    };
    if (roles.empty() || std::ranges::none_of(sop_.lanes, is_applicant)) return false;
    return std::ranges::all_of(roles, [&](const RoleName& role) {
        const Lane* lane = sop_.lane_of(role);
        return lane != nullptr && is_applicant(*lane);
    });
}

/// Rows that share one time share the budget of the first of them; items share that of their step.
std::string Marking::budget_of(const Task& task, const Step& step) const {
    const auto& shared = step.time.shared_with;
    if (shared.empty() && !step.time.shared_by_items) return {};
    const auto first = std::ranges::find_if(sop_.steps, [&](const Step& other) {
        return other.name == step.name || std::ranges::find(shared, other.name) != shared.end();
    });
    auto path = task.path;
    if (step.time.shared_by_items && !path.empty()) path.pop_back();
    return key_of(first->name, path);
}

bool Marking::was_visited(const StepName& step) const {
    for (const Dossier* dossier : {static_cast<const Dossier*>(&now_), &before_}) {
        const auto& visits = dossier->visits;
        if (visits.contains(step.value)) return true;
        const auto of_item = visits.lower_bound(step.value + "/");
        if (of_item != visits.end() && of_item->first.starts_with(step.value + "/")) return true;
    }
    return false;
}

int Marking::visits_of(const std::string& key) const {
    const auto before = before_.visits.find(key);
    const auto now = now_.visits.find(key);
    return (before == before_.visits.end() ? 0 : before->second) +
           (now == now_.visits.end() ? 0 : now->second);
}

int Marking::round_of(const std::string& block) const {
    for (const Dossier* dossier : {static_cast<const Dossier*>(&now_), &before_}) {
        const auto found = dossier->rounds.find(block);
        if (found != dossier->rounds.end()) return found->second;
    }
    return 0;
}

std::optional<PersonId> Marking::last_doer_of(const StepName& step,
                                              const std::vector<Branch>& path) const {
    const auto mine = key_of(step, path);
    std::optional<PersonId> doer;
    each_doing_of(before_.last_done_by, mine, step, [&](PersonId person) { doer = person; });
    each_doing_of(now_.last_done_by, mine, step, [&](PersonId person) { doer = person; });
    return doer;
}

bool Marking::did(PersonId person, const StepName& step, const std::vector<Branch>& path) const {
    const auto mine = key_of(step, path);
    bool found = false;
    each_doing_of(before_.last_done_by, mine, step,
                  [&](PersonId doer) { found = found || doer == person; });
    each_doing_of(before_.parts_by, mine, step,
                  [&](const auto& doers) { found = found || doers.contains(person); });
    return found;
}

}  // namespace kentongan::sop
