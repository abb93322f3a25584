// Reassigning tasks, adding and removing performers, called and following SOPs.
#include "web/berkas_orang.h"

#include <algorithm>

#include "office/dossier_calls.h"
#include "web/berkas_perintah.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

std::set<PersonId> people_in(const Visit& visit) {
    std::set<PersonId> people;
    for (const auto& id : visit.every("orang")) {
        const auto number = to_number(id).value_or(0);
        if (number > 0) people.insert(PersonId{number});
    }
    return people;
}

std::vector<Option> options_of(const std::vector<office::Who>& everyone,
                               const std::set<PersonId>& chosen) {
    std::vector<Option> options;
    for (const auto& who : everyone) {
        if (who.positions.empty()) continue;
        options.push_back({std::to_string(who.person.value), cat(who.name, " · ", who.shown()),
                           chosen.contains(who.person)});
    }
    return options;
}

/// The dossiers it belongs together with, and the SOPs it may go on under.
Result<void> fill_family(DossierPeopleView& view, const Site& site, const Visit& visit,
                         DossierId id) {
    const Say say(site, visit);
    const auto put = [&](const office::LinkedDossier& one, const char* relation) {
        view.family.push_back(
            {cat("/berkas/", one.id.value), cat(one.number, " · ", one.title), say(relation)});
    };
    return site.db.read([&](store::Tx& tx) -> Result<void> {
        const auto& who = visit.who();
        const auto family = TRY(office::family_of(tx, who.office, id));
        if (family.parent)
            put(*family.parent, family.parent->task > 0 ? "family.caller" : "family.before");
        for (const auto& child : family.children) {
            put(child, child.task > 0 ? "family.called" : "family.next");
        }
        if (!may(who, office::Right::open_dossier)) return {};
        const auto next = TRY(office::next_choices(tx, who, id, visit.now));
        for (const auto& sop : next) {
            view.next.push_back({std::to_string(sop.id.value), sop.title, false});
        }
        return {};
    });
}

Answer people_page(const Site& site, const Visit& visit, DossierId id, int refused,
                   const std::vector<Issue>& issues, int status) {
    const Say say(site, visit);
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    DossierPeopleView view{.shell = TRY(shell_of(site, visit, dossier.title, "berkas")),
                           .base = cat("/berkas/", id.value),
                           .number = dossier.number,
                           .title = dossier.title,
                           .may_manage = dossier.may_manage,
                           .approved = dossier.approved_hash.has_value()};
    const auto everyone = TRY(site.people.everyone(visit.who().office));
    for (const auto& open : dossier.open) {
        TaskPeople task{.number = std::to_string(open.task.number),
                        .name = open.step ? step_words(*open.step) : open.task.step.value,
                        .performers = joined(open.performers, ", "),
                        .people = options_of(everyone, open.task.people)};
        if (!open.task.item().empty()) task.name += cat(" · ", open.task.item());
        if (open.task.number == refused) task.problem = say.issues(issues);
        view.tasks.push_back(std::move(task));
    }
    if (refused == 0 && !issues.empty()) view.problem = say.issues(issues);
    std::vector<std::string> team;
    for (const auto& who : everyone) {
        if (dossier.state.team.contains(who.person)) team.push_back(who.name);
    }
    view.team = joined(team, ", ");
    TRY(fill_family(view, site, visit, id));
    return page_of(site, visit, view, status);
}

Answer people_command(const Site& site, const Visit& visit, const sop::Command& command, int task,
                      const std::string& toast) {
    const auto id = TRY(visit.id<DossierId>());
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(site.dossiers.act(tx, visit.who(), id, command));
        return with_toast(visit, cat("/berkas/", id.value, "/orang"), toast);
    });
    if (done || done.error().issues.empty()) return done;
    return people_page(site, visit, id, task, done.error().issues,
                       status_of_refusal(done.error().kind));
}

}  // namespace

Answer show_people(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    return people_page(site, visit, id, 0, {}, 200);
}

Answer assign_task(const Site& site, Visit& visit) {
    const int task = TRY(task_of(visit));
    return people_command(site, visit, sop::Assign{task, people_in(visit)}, task, "toast.assigned");
}

Answer open_next_dossier(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const SopId sop{to_number(visit.field("sop")).value_or(0)};
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const auto next =
            TRY(office::open_next(site.dossiers, tx, visit.who(), id, sop, visit.now));
        return with_toast(visit, cat("/berkas/", next.value), "toast.next_opened");
    });
    if (done || done.error().issues.empty()) return done;
    return people_page(site, visit, id, 0, done.error().issues,
                       status_of_refusal(done.error().kind));
}

}  // namespace kentongan::web
