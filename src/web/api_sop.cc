// The library of SOPs for programs: drafts, publishing, measured times, comparing, migrating.
#include <cmath>

#include "office/dossier_calls.h"
#include "office/sop_drafts.h"
#include "office/sop_use.h"
#include "sop/bpmn_exchange.h"
#include "sop/changes.h"
#include "sop/inferred.h"
#include "sop/soundness.h"
#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_paraf.h"
#include "web/api_records_sop.h"
#include "web/say.h"
#include "web/sop_shipped.h"
#include "web/sop_view.h"

namespace kentongan::web {
namespace {

constexpr int dossiers_most = 50;

api::SopCheck check_of(const Say& say, const std::string& text, const std::string& key) {
    api::SopCheck check;
    const auto definition = sop::parse(text, key);
    if (!definition) {
        for (const auto& issue : definition.error().issues) {
            check.lines.push_back({issue.rule, "", say.issue(issue), true});
        }
        return check;
    }
    check.readable = true;
    for (const auto& flaw : sop::flaws(*definition)) {
        check.lines.push_back({"flow", flaw.step.value, explain(flaw, say.language()), true});
    }
    for (const auto& finding : sop::lint(*definition)) {
        check.lines.push_back({finding.rule, finding.step.value,
                               say.issue({"lint", finding.rule, finding.with}), finding.error});
    }
    for (const auto& point : sop::inferred_points(*definition)) {
        check.inferred.push_back({point.key, point.step.value, point.reason});
    }
    return check;
}

api::SopDraft draft_record(const Say& say, const office::SopDraft& draft) {
    api::SopDraft record{.id = draft.id,
                         .key = draft.key,
                         .origin = draft.origin,
                         .text = draft.body,
                         .revision = draft.revision,
                         .promise_days = draft.promise_days,
                         .changed_at = draft.changed_at};
    for (const auto& [role, positions] : draft.performers) {
        record.performers.push_back({role.value, positions});
    }
    record.check = check_of(say, draft.body, draft.key);
    return record;
}

struct Begun {
    std::string name = {};
    office::SopDraft draft = {};
    std::optional<office::SopSource> source = {};
};

Result<Begun> begun_from(const Site& site, const api::NewSopDraft& wish) {
    Begun begun{.name = wish.name.value_or("sop")};
    if (wish.shipped) {
        const auto* shipped = shipped_sop(site, *wish.shipped);
        if (!shipped) {
            return Error{Kind::invalid, "no such example", {{"sop_origin", "missing"}}};
        }
        begun.name = shipped->key;
        begun.draft.origin = cat("bawaan ", shipped->key);
        begun.draft.body = shipped->text;
    } else if (wish.bpmn) {
        const auto document = TRY(sop::BpmnDocument::read(*wish.bpmn));
        auto imported = TRY(sop::definition_of(document, "impor"));
        begun.draft.body = sop::format(imported.definition);
        begun.draft.origin = cat(begun.name, ".bpmn");
        begun.source =
            office::SopSource{begun.draft.origin, *wish.bpmn, std::move(imported.report)};
    } else {
        begun.draft.body = wish.text.value_or("");
    }
    return begun;
}

Result<void> take_version(store::Tx& tx, OfficeId office, SopId version, office::SopDraft& draft) {
    const auto definition = TRY(office::Library::definition(tx, office, version));
    draft.key = definition->key;
    draft.body = TRY(office::Library::text(tx, office, version));
    draft.performers = TRY(office::Library::positions(tx, office, version));
    return {};
}

Result<void> take_change(const api::SopDraftChange& change, office::SopDraft& draft) {
    draft.revision = change.revision;
    if (change.text) draft.body = *change.text;
    if (change.promise_days) draft.promise_days = *change.promise_days;
    for (const auto& [role, positions] : change.performers) {
        draft.performers[RoleName{role}] = positions;
    }
    if (change.answers.empty()) return {};
    auto definition = TRY(sop::parse(draft.body, draft.key));
    for (const auto& answer : change.answers) {
        sop::Settled settled{.key = answer.key, .dropped = answer.dropped};
        for (const auto& role : answer.performers) settled.performers.push_back(RoleName{role});
        settled.to = StepName{answer.to.value_or("")};
        for (const auto& step : answer.allowed) settled.allowed.push_back(StepName{step});
        if (!sop::settle(definition, settled)) {
            return Error{Kind::invalid, "no answer", {{"inferred", "no_answer", {answer.key}}}};
        }
    }
    draft.body = sop::format(definition);
    return {};
}

int whole(double value) {
    return static_cast<int>(std::lround(value));
}

std::map<StepName, StepName> places_of(const api::MigrateDossier& wish) {
    std::map<StepName, StepName> chosen;
    for (const auto& [from, to] : wish.places) chosen[StepName{from}] = StepName{to};
    return chosen;
}

}  // namespace

Answer api_shipped_sops(const Site& site, Visit&) {
    api::ShippedSops record;
    for (const auto& one : shipped_sops(site)) {
        const auto points = sop::inferred_points(one.definition).size();
        record.sops.push_back({one.key, one.definition.title(), one.definition.source, one.text,
                               static_cast<int>(points)});
    }
    return reply_with(record);
}

Answer api_sop_drafts(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto drafts = TRY(site.db.read(
        [&](store::Tx& tx) { return office::SopDrafts::list(tx, visit.who().office); }));
    api::SopDrafts record;
    for (const auto& draft : drafts) record.drafts.push_back(draft_record(say, draft));
    return reply_with(record);
}

Answer api_sop_draft(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<SopId>());
    const auto draft = TRY(site.db.read(
        [&](store::Tx& tx) { return office::SopDrafts::find(tx, visit.who().office, id); }));
    return reply_with(draft_record(Say(site, visit), draft));
}

Answer api_begin_sop_draft(const Site& site, Visit& visit) {
    const auto wish = TRY(body_of<api::NewSopDraft>(visit));
    auto begun = TRY(begun_from(site, wish));
    const auto office = visit.who().office;
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        auto& draft = begun.draft;
        if (wish.version) {
            TRY(take_version(tx, office, *wish.version, draft));
        } else {
            draft.key = TRY(office::free_sop_key(tx, office, begun.name));
            const auto definition = sop::parse(draft.body, draft.key);
            const auto positions = TRY(office::SopDrafts::positions(tx, office));
            if (definition) {
                draft.performers = office::SopDrafts::proposed(*definition, positions);
            }
        }
        const auto id =
            TRY(office::SopDrafts::begin(tx, visit.who(), draft, begun.source, visit.now));
        const auto made = TRY(office::SopDrafts::find(tx, office, id));
        return to_json(draft_record(Say(site, visit), made));
    });
}

Answer api_change_sop_draft(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<SopId>());
    const auto change = TRY(body_of<api::SopDraftChange>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        auto draft = TRY(office::SopDrafts::find(tx, visit.who().office, id));
        TRY(take_change(change, draft));
        TRY(office::SopDrafts::save(tx, visit.who(), draft, visit.now));
        const auto saved = TRY(office::SopDrafts::find(tx, visit.who().office, id));
        return to_json(draft_record(Say(site, visit), saved));
    });
}

Answer api_discard_sop_draft(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<SopId>());
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        const auto draft = TRY(office::SopDrafts::find(tx, visit.who().office, id));
        TRY(office::SopDrafts::discard(tx, visit.who(), id, visit.now));
        return to_json(draft_record(Say(site, visit), draft));
    });
}

Answer api_publish_sop_draft(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<SopId>());
    const auto wish = TRY(body_of<api::SopInForce>(visit));
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        const auto sop = TRY(office::SopDrafts::publish(tx, visit.who(), id, wish.from, visit.now));
        return to_json(api::PublishedSop{sop});
    });
}

Answer api_sop_times(const Site& site, Visit& visit) {
    const auto shown = TRY(sop_to_show(site, visit));
    const auto times = TRY(site.db.read([&](store::Tx& tx) {
        return office::step_times(tx, visit.who().office, shown.adopted.id, *shown.definition,
                                  visit.calendar());
    }));
    api::SopTimes record;
    for (const auto& one : times) {
        const auto standard = office::effort_standard(*shown.definition->find(one.step));
        record.steps.push_back({one.step.value, one.done, one.sent_back, one.measured, one.late,
                                static_cast<int>(standard.count()), whole(one.effort_mean),
                                whole(one.waiting_mean), whole(one.on_desk_mean)});
    }
    return reply_with(record);
}

Answer api_compare_sops(const Site& site, Visit& visit) {
    const auto shown = TRY(sop_to_show(site, visit));
    const SopId other{to_number(visit.asked("dengan")).value_or(0)};
    const auto before = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Library::definition(tx, visit.who().office, other); }));
    api::SopDifferences record;
    for (const auto& one : sop::differences(*before, *shown.definition)) {
        record.differences.push_back({one.step.value, one.label, one.field, one.was, one.now});
    }
    return reply_with(record);
}

Answer api_sop_migration(const Site& site, Visit& visit) {
    const auto shown = TRY(sop_to_show(site, visit));
    const auto look = [&](store::Tx& tx) -> Result<api::SopMigration> {
        api::SopMigration record;
        const auto running = TRY(office::running_elsewhere(
            tx, visit.who().office, shown.adopted.key, shown.adopted.id, dossiers_most));
        for (const auto& dossier : running) {
            const auto preview =
                TRY(site.dossiers.preview(tx, visit.who(), dossier.id, shown.adopted.id));
            api::SopMigration::One one{.dossier = dossier.id,
                                       .number = dossier.number,
                                       .version = dossier.version,
                                       .possible = preview.is_possible()};
            for (const auto& move : preview.tasks) {
                one.tasks.push_back(
                    {move.task, move.from.value, move.to.value_or(StepName{}).value, move.rule});
            }
            record.dossiers.push_back(std::move(one));
        }
        return record;
    };
    const auto record = TRY(site.db.read(look));
    return reply_with(record);
}

Answer api_migrate_dossier(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<SopId>());
    const auto wish = TRY(body_of<api::MigrateDossier>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        const auto after =
            TRY(site.dossiers.follow(tx, visit.who(), wish.dossier, id, places_of(wish)));
        return to_json(moved_of(wish.dossier, after));
    });
}

Answer api_open_next(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto wish = TRY(body_of<api::NewContinuation>(visit));
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        const auto next =
            TRY(office::open_next(site.dossiers, tx, visit.who(), id, wish.sop, visit.now));
        const auto dossier = TRY(site.dossiers.load(tx, visit.who().office, next));
        return to_json(moved_of(next, dossier));
    });
}

}  // namespace kentongan::web
