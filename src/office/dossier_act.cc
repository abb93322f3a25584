// Gathers what the rules need to know before a decision.
#include "office/dossier_act.h"

#include <algorithm>

#include "office/marking_json.h"
#include "office/policy.h"
#include "sop/permission.h"

namespace kentongan::office {

using sop::Act;

Result<Before> look_at(store::Tx& tx, const Who& who, DossierId id) {
    if (!may(who, Right::see_dossiers)) return Error{Kind::not_found, "may see no dossiers"};
    Before before{.who = who, .row = TRY(dossier_row(tx, who.office, id))};
    before.definition = TRY(Library::definition(tx, who.office, before.row.sop));
    before.performing = TRY(performing(tx, who.office, before.row.sop));
    before.state = TRY(dossier_from(id, before.row.revision, before.row.marking));
    before.actor.id = who.person;
    before.actor.roles = roles_among(before.performing, who);
    before.actor.may_manage = may(who, Right::manage_dossier);
    // The system withdraws for the requester alone.
    before.actor.is_owner = who.is_system || before.row.opened_by == who.person;
    before.actor.is_system = who.is_system;
    return before;
}

void act_as_performer(Who& who, const std::vector<Performing>& performing,
                      const std::set<RoleName>& roles) {
    const auto performs = [&](const Held& held) {
        return std::ranges::any_of(performing, [&](const Performing& one) {
            return one.position == held.position && roles.contains(one.role);
        });
    };
    std::ranges::stable_partition(who.positions, performs);
}

namespace {

/// Whether the command may carry the dossier on to another step, or to its end.
bool moves(const sop::Command& command) {
    return std::visit(
        match{[](const sop::Claim&) { return false; }, [](const sop::Release&) { return false; },
              [](const sop::Assign&) { return false; }, [](const sop::SetTeam&) { return false; },
              [](const sop::Pause&) { return false; }, [](const sop::Resume&) { return false; },
              [](const sop::Comment&) { return false; }, [](const sop::Remind&) { return false; },
              [](const auto&) { return true; }},
        command);
}

/// What the step itself asks for and makes, and what the whole SOP has to leave behind.
std::set<std::string> wanted_of(const sop::Definition& definition, const sop::Step* step) {
    std::set<std::string> wanted;
    for (const auto& one : definition.steps) {
        for (const auto* items : {&one.needs, &one.makes}) {
            for (const auto& item : *items) {
                const bool asked = &one == step || item.kind == sop::ItemKind::final_result;
                if (asked) wanted.insert(key_of(item));
            }
        }
    }
    return wanted;
}

}  // namespace

Result<Known> known_for(store::Tx& tx, const Before& before, const sop::Command& command) {
    const auto office = before.who.office;
    const int task = task_of(command);
    const auto* open = before.state.open_task(task);
    const auto* step = open ? before.definition->find(open->step) : nullptr;
    Known known;
    if (moves(command)) {
        const auto wanted = wanted_of(*before.definition, step);
        known.at_hand = TRY(items_at_hand(tx, office, before.row, before.state, task, &wanted));
    }
    if (moves(command) && !before.definition->blocks.empty()) {
        known.lists = TRY(lists_of(tx, office, before.row.id, before.definition->key));
    }
    if (step && !step->other_than.empty()) {
        known.edited_since = TRY(edited_since(tx, office, before.row.id));
    }
    return known;
}

bool may_change_content(Act act) {
    switch (act) {
    case Act::plain:
    case Act::submit_request:
    case Act::identify_audience:
    case Act::select_material:
    case Act::produce:
    case Act::edit:
    case Act::review:
    case Act::approve:
    case Act::inventory:
    case Act::select_content:
    case Act::repair: return true;
    case Act::register_letter:
    case Act::disposition:
    case Act::direct:
    case Act::assign_team:
    case Act::open_admin:
    case Act::order_release:
    case Act::publish:
    case Act::check_display:
    case Act::deliver:
    case Act::notify_requester:
    case Act::monitor:
    case Act::report:
    case Act::receive_disposition: return false;
    }
    return false;
}

int task_of(const sop::Command& command) {
    return std::visit(
        [](const auto& wish) {
            if constexpr (requires { wish.task; }) {
                return wish.task;
            } else {
                return 0;
            }
        },
        command);
}

Result<bool> Dossiers::may_edit(store::Tx& tx, const Who& who, DossierId id) {
    const auto before = TRY(look_at(tx, who, id));
    if (before.state.state != sop::State::open || who.is_system) return false;
    return std::ranges::any_of(before.state.desk, [&](const sop::Task& task) {
        const auto* step = before.definition->find(task.step);
        const bool claimed_by_other = task.claimed_by && task.claimed_by != who.person;
        return step && may_change_content(step->act) && !claimed_by_other &&
               sop::is_performer(task, before.actor);
    });
}

}  // namespace kentongan::office
