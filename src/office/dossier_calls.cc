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

/// Tells one dossier about another: called by its task, or following it.
Result<void> note(store::Tx& tx, const Who& who, DossierId dossier, std::string_view event,
                  const LinkedDossier& other, Instant now, const std::string& hash = {}) {
    JsonObject entry{{"event", event}, {"number", other.number}};
    entry["dossier"] = std::to_string(other.id.value);
    entry["task"] = other.task;
    if (!hash.empty()) entry["hash"] = hash;
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
    TRY(note(tx, who, parent, "called_opened", {child, opened.number, {}, {}, task}, now));
    return child;
}

bool publishes(const sop::Definition& definition) {
    return std::ranges::any_of(definition.steps,
                               [](const sop::Step& step) { return step.act == sop::Act::publish; });
}

/// The dossier that follows this one under an SOP of this key, if there is one.
Result<std::optional<LinkedDossier>> follower(store::Tx& tx, OfficeId office, DossierId parent,
                                              const std::string& key) {
    const auto family = TRY(family_of(tx, office, parent));
    for (const auto& child : family.children) {
        if (child.task != 0 || child.state == "cancelled" || child.state == "withdrawn") continue;
        const auto row = TRY(dossier_row(tx, office, child.id));
        const auto definition = TRY(Library::definition(tx, office, row.sop));
        if (definition->key == key) return std::optional(child);
    }
    return std::optional<LinkedDossier>{};
}

/// Every SOP that may follow, whether or not it does already.
Result<std::vector<AdoptedSop>> may_follow(store::Tx& tx, const Who& who, DossierId from,
                                           Instant now) {
    const auto row = TRY(dossier_row(tx, who.office, from));
    const auto own = TRY(Library::definition(tx, who.office, row.sop));
    const auto approved = TRY(Marks::approved_hash(tx, who.office, from));
    const auto [state] = TRY(tx.one<std::string>(
        "SELECT state FROM dossier WHERE office_id = $1 AND id = $2", who.office, from));
    std::vector<AdoptedSop> choices;
    if (!approved && state != "closed") return choices;
    const auto all = TRY(Library::list(tx, who.office, now));
    for (const auto& sop : all) {
        if (!sop.current) continue;
        const bool is_named = sop.key == own->continues_with;
        const auto definition = TRY(Library::definition(tx, who.office, sop.id));
        const bool airs = approved && publishes(*definition) && sop.key != own->key;
        if (is_named) choices.insert(choices.begin(), sop);
        if (!is_named && airs) choices.push_back(sop);
    }
    return choices;
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

Result<std::vector<AdoptedSop>> next_choices(store::Tx& tx, const Who& who, DossierId from,
                                             Instant now) {
    std::vector<AdoptedSop> choices;
    const auto all = TRY(may_follow(tx, who, from, now));
    for (const auto& sop : all) {
        const auto there = TRY(follower(tx, who.office, from, sop.key));
        if (!there) choices.push_back(sop);
    }
    return choices;
}

Result<DossierId> open_next(Dossiers& dossiers, store::Tx& tx, const Who& who, DossierId from,
                            SopId wanted, Instant now) {
    TRY(need(who, Right::open_dossier));
    const auto all = TRY(may_follow(tx, who, from, now));
    const auto sop = std::ranges::find(all, wanted, &AdoptedSop::id);
    if (sop == all.end()) {
        return Error{Kind::invalid, "nothing follows", {{"called", "nothing_follows"}}};
    }
    const auto there = TRY(follower(tx, who.office, from, sop->key));
    if (there) {
        return Error{Kind::conflict, "it was opened", {{"called", "there", {there->number}}}};
    }
    const auto row = TRY(dossier_row(tx, who.office, from));
    NewDossier wish{.title = row.title, .sop = sop->id, .requester = row.requester};
    wish.origin = "lanjutan";
    wish.urgent = row.urgent;
    const auto next = TRY(dossiers.open(tx, who, wish));
    TRY(link(tx, who.office, next, from, 0));
    const auto hash = TRY(Marks::approved_hash(tx, who.office, from));
    if (hash) {
        const auto items = TRY(Marks::approved_items(tx, who.office, from));
        TRY(Contents::adopt(tx, who, next, from, items, now));
    }
    const auto opened = TRY(dossier_row(tx, who.office, next));
    TRY(note(tx, who, from, "next_opened", {next, opened.number}, now, hash.value_or("")));
    TRY(note(tx, who, next, "next_of", {from, row.number}, now, hash.value_or("")));
    return next;
}

}  // namespace kentongan::office
