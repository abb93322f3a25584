// Moves running dossiers to another version of their SOP: first what would happen, then the act.
#include <algorithm>

#include "web/konsep_ketetapan.h"

namespace kentongan::web {
namespace {

constexpr int dossiers_most = 50;

std::map<StepName, StepName> chosen_in(const Visit& visit, DossierId dossier) {
    const auto prefix = cat("ke-", dossier.value, "-");
    std::map<StepName, StepName> chosen;
    for (const auto& [name, value] : visit.form) {
        if (!name.starts_with(prefix) || value.empty()) continue;
        chosen[StepName{name.substr(prefix.size())}] = StepName{value};
    }
    return chosen;
}

std::string names_of(const std::vector<StepName>& names) {
    std::vector<std::string> words;
    for (const auto& name : names) words.push_back(name.value);
    return joined(words, ", ");
}

struct Moving {
    office::RunningDossier dossier;
    sop::Migration migration;
    std::shared_ptr<const sop::Definition> from;
};

Result<std::vector<Moving>> moving_to(const Site& site, const Visit& visit,
                                      const SopToShow& shown) {
    const auto office = visit.who().office;
    return site.db.read([&](store::Tx& tx) -> Result<std::vector<Moving>> {
        const auto dossiers = TRY(office::running_elsewhere(tx, office, shown.adopted.key,
                                                            shown.adopted.id, dossiers_most));
        std::vector<Moving> all;
        for (const auto& dossier : dossiers) {
            auto migration = TRY(site.dossiers.preview(
                tx, visit.who(), dossier.id, shown.adopted.id, chosen_in(visit, dossier.id)));
            auto from = TRY(office::Library::definition(tx, office, dossier.sop));
            all.push_back({dossier, std::move(migration), std::move(from)});
        }
        return all;
    });
}

MoveRow move_row(const Say& say, const SopToShow& shown, const Moving& moving,
                 const sop::TaskMove& move) {
    const auto* was = moving.from->find(move.from);
    MoveRow row{.task = move.item.empty() ? move.from.value : cat(move.from.value, ", ", move.item),
                .from = was ? step_words(*was) : move.from.value};
    row.field = cat("ke-", moving.dossier.id.value, "-", move.from.value);
    const auto* to = move.to ? shown.definition->find(*move.to) : nullptr;
    if (to) row.to = cat(step_words(*to), move.by_words ? say("migrate.by_words") : "");
    if (!move.to) {
        row.problem = say(move.rule == "other_block" ? "migrate.other_block" : "migrate.unmapped");
    }
    row.choices.push_back({"", say("migrate.choose"), false});
    for (const auto& step : shown.definition->steps) {
        row.choices.push_back({step.name.value, step_words(step), false});
    }
    return row;
}

Answer migrate_page(const Site& site, const Visit& visit, const SopToShow& shown, DossierId refused,
                    const std::vector<Issue>& issues, int status) {
    const Say say(site, visit);
    SopMigrateView view{.shell = TRY(shell_of(site, visit, shown.adopted.title, "sop")),
                        .front = sop_front(site, visit, shown, SopPart::versions)};
    const auto all = TRY(moving_to(site, visit, shown));
    for (const auto& moving : all) {
        MigratingDossier one{.id = std::to_string(moving.dossier.id.value),
                             .number = moving.dossier.number,
                             .title = moving.dossier.title};
        one.version = say("sop.version", {std::to_string(moving.dossier.version)});
        one.address = cat("/berkas/", one.id);
        one.possible = moving.migration.is_possible();
        if (moving.dossier.id == refused) one.problem = say.issues(issues);
        for (const auto& move : moving.migration.tasks) {
            one.moves.push_back(move_row(say, shown, moving, move));
        }
        view.added = names_of(moving.migration.added);
        view.removed = names_of(moving.migration.removed);
        view.dossiers.push_back(std::move(one));
    }
    return page_of(site, visit, view, status);
}

}  // namespace

Answer show_migration(const Site& site, Visit& visit) {
    const auto shown = TRY(sop_to_show(site, visit));
    return migrate_page(site, visit, shown, {}, {}, 200);
}

Answer migrate_dossier(const Site& site, Visit& visit) {
    const auto shown = TRY(sop_to_show(site, visit));
    const DossierId dossier{to_number(visit.field("berkas")).value_or(0)};
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(site.dossiers.follow(tx, visit.who(), dossier, shown.adopted.id,
                                 chosen_in(visit, dossier)));
        return with_toast(visit, cat("/sop/", shown.adopted.id.value, "/pindah"),
                          "toast.dossier_moved", {std::to_string(shown.adopted.version)});
    });
    if (done || done.error().issues.empty()) return done;
    return migrate_page(site, visit, shown, dossier, done.error().issues,
                        status_of_refusal(done.error().kind));
}

}  // namespace kentongan::web
