// The forms of steps for programs: what was answered, and answering.
#include "office/step_forms.h"
#include "office/teams.h"
#include "web/api.h"
#include "web/api_pages.h"
#include "web/berkas_perintah.h"

namespace kentongan::web {
namespace {

using office::StepForms;

Result<Json> written(store::Tx& tx, const Visit& visit, DossierId id) {
    const auto office = visit.who().office;
    api::Written record;
    const auto answers = TRY(StepForms::of_dossier(tx, office, id));
    for (const auto& answer : answers) {
        api::FormAnswer one{.step = answer.form.step.value, .key = answer.form.key};
        for (std::size_t i = 0; i < answer.form.fields.size(); ++i) {
            one.fields.push_back({answer.form.fields[i].label, answer.values[i]});
        }
        one.by = answer.by_shown;
        one.at = answer.at;
        record.answers.push_back(std::move(one));
    }
    const auto sources = TRY(StepForms::sources(tx, office, id));
    for (const auto& source : sources) {
        record.sources.push_back({std::to_string(source.id), source.kind, source.title,
                                  source.origin, source.link, source.reason, source.official,
                                  source.chosen});
    }
    return to_json(record);
}

}  // namespace

Answer api_written(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    TRY(site.dossiers.view(visit.who(), id));
    const auto json = TRY(site.db.read([&](store::Tx& tx) { return written(tx, visit, id); }));
    return json_of(json);
}

Answer api_save_form(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const int task = TRY(task_of(visit));
    const auto body = TRY(body_of<api::NewAnswer>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(StepForms::save(tx, visit.who(), id, task, body.key, body.values, visit.now));
        return written(tx, visit, id);
    });
}

Answer api_answer_ready(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto body = TRY(body_of<api::Readiness>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(office::Teams::answer(tx, visit.who(), id, body.ready, body.reason.value_or(""),
                                  visit.now));
        return written(tx, visit, id);
    });
}

Answer api_add_source(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const int task = TRY(task_of(visit));
    const auto body = TRY(body_of<api::NewSource>(visit));
    office::Source source{.kind = body.kind.value_or(""), .title = body.title};
    source.origin = body.origin;
    source.link = body.link.value_or("");
    source.reason = body.reason.value_or("");
    source.official = body.official;
    source.chosen = body.chosen;
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        TRY(StepForms::add_source(tx, visit.who(), id, task, source, visit.now));
        return written(tx, visit, id);
    });
}

Answer api_remove_source(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto source = to_number(visit.parameter("sumber")).value_or(0);
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(StepForms::remove_source(tx, visit.who(), id, source, visit.now));
        return written(tx, visit, id);
    });
}

}  // namespace kentongan::web
