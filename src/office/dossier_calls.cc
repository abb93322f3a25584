// Owns dossier_link.
#include "office/dossier_calls.h"

#include <algorithm>

#include "base/text.h"
#include "office/dossier_rows.h"
#include "office/policy.h"
#include "office/the_system.h"

namespace kentongan::office {
namespace {

Result<void> link(store::Tx& tx, OfficeId office, DossierId child, DossierId parent, int task) {
    TRY(
        tx.run("INSERT INTO dossier_link (office_id, child_id, parent_id, task)"
               " VALUES ($1, $2, $3, $4)",
               office, child, parent, task));
    return {};
}

Result<void> note(store::Tx& tx, const Who& who, DossierId dossier, std::string_view event,
                  const LinkedDossier& other, Instant now) {
    JsonObject entry{{"event", event}, {"number", other.number}};
    entry["dossier"] = std::to_string(other.id.value);
    entry["task"] = other.task;
    TRY(Journal::append(tx, who, cat("dossier/", dossier.value), std::move(entry), now));
    return {};
}

Result<DossierId> open_other(Dossiers& dossiers, store::Tx& tx, const Who& who, DossierId parent,
                             const std::string& key, int task, Instant now) {
    const auto row = TRY(dossier_row(tx, who.office, parent));
    const auto version = TRY(Library::current(tx, who.office, key, now));
    if (!version) {
        return Error{Kind::invalid, cat("no SOP ", key), {{"called", "no_such_sop", {key}}}};
    }
    const Who opener = may(who, Right::open_dossier) ? who : the_system(who.office);
    NewDossier wish{.title = row.title, .sop = *version, .requester = row.requester};
    wish.origin = row.number;
    wish.urgent = row.urgent;
    const auto child = TRY(dossiers.open(tx, opener, wish));
    TRY(link(tx, who.office, child, parent, task));
    const auto opened = TRY(dossier_row(tx, who.office, child));
    TRY(note(tx, who, parent, task > 0 ? "called_opened" : "next_opened",
             {child, opened.number, {}, {}, task}, now));
    return child;
}

Result<std::optional<LinkedDossier>> running_child(store::Tx& tx, OfficeId office, DossierId parent,
                                                   int task) {
    const auto rows = TRY(tx.all<DossierId, std::string>(
        "SELECT d.id, d.number FROM dossier_link l JOIN dossier d"
        " ON d.office_id = l.office_id AND d.id = l.child_id WHERE l.office_id = $1"
        " AND l.parent_id = $2 AND l.task = $3 AND d.state = 'open'",
        office, parent, task));
    if (rows.empty()) return std::optional<LinkedDossier>{};
    const auto& [id, number] = rows.front();
    return std::optional(LinkedDossier{id, number, {}, "open", task});
}

/// The calling step's only way forward is taken by the system, where it needs nothing else.
Result<void> finish_caller(Dossiers& dossiers, store::Tx& tx, OfficeId office,
                           const LinkedDossier& parent, DossierId child, Instant now) {
    const auto row = TRY(dossier_row(tx, office, parent.id));
    const auto state = TRY(dossiers.load(tx, office, parent.id));
    const auto* task = state.open_task(parent.task);
    const auto own = TRY(dossier_row(tx, office, child));
    const auto system = the_system(office);
    TRY(note(tx, system, parent.id, "called_closed", {child, own.number, {}, {}, parent.task},
             now));
    if (!task) return {};
    const auto definition = TRY(Library::definition(tx, office, row.sop));
    const auto* step = definition->find(task->step);
    if (!step) return {};
    std::vector<std::string> onward;
    for (const auto& exit : step->exits) {
        if (!exit.is_return) onward.push_back(exit.outcome);
    }
    if (onward.size() != 1) return {};
    const auto done = dossiers.act(tx, system, parent.id, sop::Finish{parent.task, onward[0]});
    if (done || !done.error().issues.empty()) return {};
    return done.error();
}

}  // namespace

Result<DossierFamily> family_of(store::Tx& tx, OfficeId office, DossierId id) {
    DossierFamily family;
    const auto parent = TRY(tx.maybe<DossierId, std::string, std::string, std::string, int>(
        "SELECT d.id, d.number, d.title, d.state, l.task FROM dossier_link l JOIN dossier d"
        " ON d.office_id = l.office_id AND d.id = l.parent_id"
        " WHERE l.office_id = $1 AND l.child_id = $2",
        office, id));
    if (parent) {
        const auto& [other, number, title, state, task] = *parent;
        family.parent = LinkedDossier{other, number, title, state, task};
    }
    const auto children = TRY(tx.all<DossierId, std::string, std::string, std::string, int>(
        "SELECT d.id, d.number, d.title, d.state, l.task FROM dossier_link l JOIN dossier d"
        " ON d.office_id = l.office_id AND d.id = l.child_id"
        " WHERE l.office_id = $1 AND l.parent_id = $2 ORDER BY l.child_id",
        office, id));
    for (const auto& [other, number, title, state, task] : children) {
        family.children.push_back({other, number, title, state, task});
    }
    return family;
}

Result<void> check_called(store::Tx& tx, OfficeId office, DossierId id,
                          const sop::Command& command) {
    const auto* finish = std::get_if<sop::Finish>(&command);
    if (!finish) return {};
    const auto child = TRY(running_child(tx, office, id, finish->task));
    if (!child) return {};
    return Error{
        Kind::conflict, "the called dossier is running", {{"called", "running", {child->number}}}};
}

Result<void> follow_calls(Dossiers& dossiers, store::Tx& tx, const Who& who, DossierId id,
                          int opened_before, const sop::Dossier& after, Instant now) {
    const auto row = TRY(dossier_row(tx, who.office, id));
    const auto definition = TRY(Library::definition(tx, who.office, row.sop));
    for (const auto& task : after.desk) {
        if (task.number <= opened_before) continue;
        const auto* step = definition->find(task.step);
        if (!step || step->calls.empty() || step->calls == definition->key) continue;
        const auto opened = open_other(dossiers, tx, who, id, step->calls, task.number, now);
        // Without that SOP the step stays what it is: a task for its people.
        if (!opened && opened.error().issues.empty()) return opened.error();
    }
    if (after.state != sop::State::closed) return {};
    const auto family = TRY(family_of(tx, who.office, id));
    if (!family.parent || family.parent->task == 0) return {};
    return finish_caller(dossiers, tx, who.office, *family.parent, id, now);
}

Result<DossierId> open_next(Dossiers& dossiers, store::Tx& tx, const Who& who, DossierId id,
                            Instant now) {
    TRY(need(who, Right::open_dossier));
    const auto row = TRY(dossier_row(tx, who.office, id));
    const auto definition = TRY(Library::definition(tx, who.office, row.sop));
    const auto state = TRY(dossiers.load(tx, who.office, id));
    if (definition->continues_with.empty() || state.state != sop::State::closed) {
        return Error{Kind::invalid, "nothing follows", {{"called", "nothing_follows"}}};
    }
    const auto family = TRY(family_of(tx, who.office, id));
    const auto follows = [](const LinkedDossier& child) { return child.task == 0; };
    const auto there = std::ranges::find_if(family.children, follows);
    if (there != family.children.end()) {
        return Error{Kind::conflict, "it was opened", {{"called", "there", {there->number}}}};
    }
    return open_other(dossiers, tx, who, id, definition->continues_with, 0, now);
}

}  // namespace kentongan::office
