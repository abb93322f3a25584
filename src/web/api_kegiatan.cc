// Face-to-face activities for programs.
#include "web/api.h"
#include "web/api_records_kegiatan.h"
#include "web/kegiatan_pages.h"
#include "web/kegiatan_view.h"

namespace kentongan::web {
namespace {

using office::Activities, office::Activity;

api::Activity activity_record(const Activity& one) {
    api::Activity record{.id = std::to_string(one.id.value), .title = one.plan.title};
    record.place = one.plan.place;
    record.starts_at = *one.plan.starts_at;
    record.ends_at = one.plan.ends_at;
    record.speakers = one.plan.speakers;
    record.agenda = one.plan.agenda;
    record.state = !one.told ? "direncanakan" : one.result.held ? "terlaksana" : "batal";
    record.held_at = one.result.held_at;
    if (one.result.attended) record.attended = static_cast<int>(*one.result.attended);
    record.result = one.result.words;
    for (const auto& file : one.files) {
        record.files.push_back({file.sha256, file.role, file.type, file.name, file.alt});
    }
    return record;
}

Result<Json> activities_json(store::Tx& tx, const Visit& visit, DossierId id) {
    const auto all = TRY(Activities::of_dossier(tx, visit.who().office, id));
    api::Activities record;
    for (const auto& one : all) record.activities.push_back(activity_record(one));
    return to_json(record);
}

}  // namespace

Answer api_activities(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    TRY(site.dossiers.view(visit.who(), id));
    const auto json =
        TRY(site.db.read([&](store::Tx& tx) { return activities_json(tx, visit, id); }));
    return json_of(json);
}

Answer api_plan_activity(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto activity = TRY(activity_in(visit));
    const auto body = TRY(body_of<api::NewActivity>(visit));
    office::ActivityPlan plan{body.title, body.place, body.starts_at, body.ends_at};
    plan.speakers = body.speakers.value_or("");
    plan.agenda = body.agenda;
    return act_by_key(site, visit, activity ? 200 : 201, [&](store::Tx& tx) -> Result<Json> {
        TRY(Activities::plan(tx, visit.who(), id, activity, plan, visit.zone(), visit.now));
        return activities_json(tx, visit, id);
    });
}

Answer api_tell_activity(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto activity = TRY(visit.id<ActivityId>("kegiatan"));
    const auto body = TRY(body_of<api::ActivityOutcome>(visit));
    office::ActivityResult result{body.held, body.held_at};
    if (body.attended) result.attended = *body.attended;
    result.words = body.result;
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(tell_activity(site, visit, tx, id, activity, result));
        return activities_json(tx, visit, id);
    });
}

Answer api_activity_file(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto activity = TRY(visit.id<ActivityId>("kegiatan"));
    if (auto refusal = missing_key(site, visit)) return *std::move(refusal);
    TRY(site.db.read(
        [&](store::Tx& tx) { return Activities::one(tx, visit.who().office, id, activity); }));
    const auto files = TRY(files_brought(site, visit));
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        for (const auto& file : files) {
            TRY(Activities::add_file(tx, visit.who(), id, activity, file, visit.now));
        }
        return activities_json(tx, visit, id);
    });
}

}  // namespace kentongan::web
