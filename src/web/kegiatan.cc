// Face-to-face activities: planned here, told of here once they were held.
#include "web/form_time.h"
#include "web/kegiatan_pages.h"
#include "web/kegiatan_view.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::Activities, office::Activity;

/// The form that was refused: of this activity (none: a new plan), under this last word of the
/// path, and why.
struct RefusedActivity {
    ActivityId activity = {};
    std::string part = {};
    std::vector<Issue> issues = {};
};

PlanForm plan_form(const Say& say, const Visit& visit, const std::string& base,
                   const Activity* activity, const RefusedActivity& refused) {
    PlanForm form{.fresh = activity == nullptr};
    form.action = cat(base, "/kegiatan");
    if (activity) {
        form.id = std::to_string(activity->id.value);
        form.action += cat("/", form.id);
        const auto& plan = activity->plan;
        form.title.value = plan.title;
        form.place.value = plan.place;
        form.starts.value = field_time(visit, plan.starts_at);
        form.ends.value = field_time(visit, plan.ends_at);
        form.speakers.value = plan.speakers;
        form.agenda.value = plan.agenda;
    }
    const bool mine =
        refused.part == "rencana" && refused.activity == (activity ? activity->id : ActivityId{});
    if (!mine) return form;
    form.open = true;
    form.problem = say("activity.not_saved");
    const auto fill = [&](Typed& into, const char* name, const char* issue) {
        into = {visit.field(name), say.issue_of(refused.issues, issue)};
    };
    fill(form.title, "nama", "activity_title");
    fill(form.place, "tempat", "activity_place");
    fill(form.starts, "mulai", "activity_starts");
    fill(form.ends, "selesai", "activity_ends");
    fill(form.speakers, "narasumber", "activity_speakers");
    fill(form.agenda, "acara", "activity_agenda");
    return form;
}

ResultForm result_form(const Say& say, const Visit& visit, const Activity& activity,
                       const RefusedActivity& refused) {
    ResultForm form{.open = !activity.told};
    form.held.value = field_time(visit, activity.begins());
    if (activity.result.attended) {
        form.attended.value = std::to_string(*activity.result.attended);
    }
    form.words.value = activity.result.words;
    form.called_off = activity.told && !activity.result.held;
    if (refused.part != "hasil" || refused.activity != activity.id) return form;
    form.open = true;
    form.problem = say("activity.not_saved");
    form.called_off = visit.field("jadi") == "batal";
    form.held = {visit.field("pada"), say.issue_of(refused.issues, "activity_held")};
    form.attended = {visit.field("hadir"), say.issue_of(refused.issues, "activity_attended")};
    form.words = {visit.field("hasil"), say.issue_of(refused.issues, "activity_result")};
    return form;
}

void fill_told(ActivityCard& card, const Say& say, const Activity& activity,
               const std::string& base) {
    if (activity.told) {
        card.result = activity.result.words;
        card.result_by = cat(activity.result_shown, " · ", say.moment(*activity.result_at));
    }
    if (activity.result.attended) {
        card.attended = say("activity.people", {with_dots(*activity.result.attended)});
    }
    for (const auto& file : activity.files) {
        const auto place = cat(base, "/kegiatan/", activity.id.value, "/file/", file.sha256);
        if (file.role == "foto") {
            card.photos.push_back({place, file.alt.empty()
                                              ? say("activity.photo_of", {activity.plan.title})
                                              : file.alt});
        } else {
            card.sheets.push_back({place, file.name});
        }
    }
}

/// What this person may do in the dossier's activities.
struct MayHere {
    bool plan = false, tell = false;
};

ActivityCard activity_card(const Say& say, const Visit& visit, const std::string& base,
                           const Activity& activity, const MayHere& may,
                           const RefusedActivity& refused) {
    ActivityCard card{.id = std::to_string(activity.id.value), .title = activity.plan.title};
    card.when = activity_time(say, activity);
    card.place = activity.plan.place;
    card.speakers = activity.plan.speakers;
    card.agenda = activity.plan.agenda;
    card.by = cat(activity.by_shown, " · ", say.moment(activity.at));
    card.pill = activity_pill(say, activity);
    fill_told(card, say, activity, base);
    if (may.plan) card.plan.push_back(plan_form(say, visit, base, &activity, refused));
    if (may.tell) card.tell.push_back(result_form(say, visit, activity, refused));
    if (may.tell && *activity.plan.starts_at > visit.now) {
        // Called off or held early it can be told before, too; the usual case has to wait.
        if (refused.part != "hasil") card.tell.back().open = false;
        card.not_yet = say("activity.not_yet");
    }
    if (refused.part == "berkas" && refused.activity == activity.id) {
        card.file_error = say.issues(refused.issues);
    }
    return card;
}

Answer activities_page(const Site& site, const Visit& visit, DossierId id,
                       const RefusedActivity& refused = {}, int status = 200) {
    const Say say(site, visit);
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    ActivitiesView view{.shell = TRY(shell_of(site, visit, say("activity.title"), "berkas")),
                        .tabs = tabs_of(dossier, "kegiatan"),
                        .number = dossier.number,
                        .dossier_title = dossier.title};
    MayHere may{.plan = dossier.may_edit};
    const auto look = [&](store::Tx& tx) -> Result<std::vector<Activity>> {
        may.tell = TRY(Activities::may_tell(tx, visit.who(), id));
        return Activities::of_dossier(tx, visit.who().office, id);
    };
    const auto all = TRY(site.db.read(look));
    for (const auto& one : all) {
        view.activities.push_back(activity_card(say, visit, view.tabs.base, one, may, refused));
    }
    if (may.plan) {
        auto form = plan_form(say, visit, view.tabs.base, nullptr, refused);
        if (form.title.value.empty() && all.empty()) form.title.value = dossier.title;
        form.open = form.open || all.empty();
        view.plan.push_back(std::move(form));
    }
    for (const auto& open : dossier.open) {
        if (!open.mine || !open.step || open.task.item() != office::meeting_kind) continue;
        view.tasks.push_back(open_card(site, visit, dossier, open, {}));
        view.tasks.back().tool_address.clear();  // this page is the tool
    }
    return page_of(site, visit, view, status);
}

Answer act_on_activity(const Site& site, Visit& visit, const std::string& part, const char* toast,
                       const std::function<Result<void>(store::Tx&, DossierId, ActivityId)>& act) {
    const auto id = TRY(visit.id<DossierId>());
    const auto activity = TRY(activity_in(visit));
    TRY(site.dossiers.view(visit.who(), id));
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(act(tx, id, activity));
        return with_toast(visit, cat("/berkas/", id.value, "/kegiatan"), toast);
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    return activities_page(site, visit, id, {activity, part, refused.issues},
                           status_of_refusal(refused.kind));
}

/// What the channel "tatap muka" was waiting for, where this person may bring it.
Result<void> settle_meeting(const Site& site, const Visit& visit, store::Tx& tx, DossierId id,
                            const Activity& activity) {
    const auto airings = TRY(office::Airings::of_dossier(tx, visit.who().office, id));
    for (const auto& airing : airings) {
        const bool waits = airing.account.channel.value == office::meeting_channel &&
                           airing.item == activity.item &&
                           airing.state == office::AiringState::planned;
        if (!waits) continue;
        const auto note = shortened(activity.result.words, 400);
        const auto done =
            activity.result.held
                ? site.airings.record_proof(tx, visit.who(), airing.id,
                                            {.aired_at = activity.begins(), .note = note})
                : site.airings.waive(tx, visit.who(), airing.id, note);
        // Who may not bring the proof has told of the activity all the same.
        if (!done && done.error().kind == Kind::unavailable) return done;
    }
    return {};
}

Result<office::ActivityPlan> typed_activity_plan(const Visit& visit) {
    office::ActivityPlan plan{.title = visit.field("nama"), .place = visit.field("tempat")};
    plan.starts_at = TRY(time_in(visit, "mulai", "activity_starts"));
    plan.ends_at = TRY(time_in(visit, "selesai", "activity_ends"));
    plan.speakers = visit.field("narasumber");
    plan.agenda = visit.field("acara");
    return plan;
}

}  // namespace

Result<ActivityId> activity_in(const Visit& visit) {
    if (visit.parameter("kegiatan").empty()) return ActivityId{};
    return visit.id<ActivityId>("kegiatan");
}

Result<void> tell_activity(const Site& site, const Visit& visit, store::Tx& tx, DossierId id,
                           ActivityId activity, const office::ActivityResult& result) {
    TRY(Activities::tell(tx, visit.who(), id, activity, result, visit.now));
    const auto told = TRY(Activities::one(tx, visit.who().office, id, activity));
    return settle_meeting(site, visit, tx, id, told);
}

Result<std::vector<office::ActivityFile>> files_brought(const Site& site, const Visit& visit) {
    std::vector<office::ActivityFile> files;
    for (const FilePart& part : visit.files) {
        if (part.bytes == 0 || (part.field != "foto" && part.field != "hadir")) continue;
        auto file = TRY(Activities::take_file(site.vault, visit.who().office, part.path, part.name,
                                              part.field));
        file.alt = part.field == "foto" ? visit.field("alt") : "";
        files.push_back(std::move(file));
    }
    if (!files.empty()) return files;
    return Error{Kind::invalid, "no file", {{"activity_file", "missing"}}};
}

Pill activity_pill(const Say& say, const office::Activity& activity) {
    if (!activity.told) return {say("activity.planned"), "info", "calendar"};
    if (!activity.result.held) return {say("activity.called_off"), "", "void"};
    return {say("activity.held"), "ok", "check"};
}

std::string activity_time(const Say& say, const office::Activity& activity) {
    const auto begins = activity.begins();
    auto words = cat(say.day(begins), ", ", say.time(begins));
    const bool as_planned = begins == *activity.plan.starts_at;
    if (!activity.plan.ends_at || !as_planned) return words;
    const auto ends = *activity.plan.ends_at;
    const bool same_day = say.day(begins) == say.day(ends);
    return cat(words, "–", same_day ? "" : cat(say.day(ends), ", "), say.time(ends));
}

Answer show_activities(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    return activities_page(site, visit, id);
}

Answer plan_activity(const Site& site, Visit& visit) {
    return act_on_activity(
        site, visit, "rencana", "toast.activity_planned",
        [&](store::Tx& tx, DossierId id, ActivityId activity) -> Result<void> {
            const auto plan = TRY(typed_activity_plan(visit));
            TRY(Activities::plan(tx, visit.who(), id, activity, plan, visit.zone(), visit.now));
            return {};
        });
}

Answer tell_of_activity(const Site& site, Visit& visit) {
    return act_on_activity(
        site, visit, "hasil", "toast.activity_told",
        [&](store::Tx& tx, DossierId id, ActivityId activity) -> Result<void> {
            office::ActivityResult result{.held = visit.field("jadi") != "batal"};
            result.held_at = TRY(time_in(visit, "pada", "activity_held"));
            result.attended = to_number(visit.field("hadir"));
            result.words = visit.field("hasil");
            return tell_activity(site, visit, tx, id, activity, result);
        });
}

Answer add_activity_file(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto activity = TRY(visit.id<ActivityId>("kegiatan"));
    TRY(site.db.read(
        [&](store::Tx& tx) { return Activities::one(tx, visit.who().office, id, activity); }));
    const auto files = files_brought(site, visit);
    return act_on_activity(
        site, visit, "berkas", "toast.activity_file",
        [&](store::Tx& tx, DossierId, ActivityId) -> Result<void> {
            if (!files) return files.error();
            for (const auto& file : *files) {
                TRY(Activities::add_file(tx, visit.who(), id, activity, file, visit.now));
            }
            return {};
        });
}

Answer show_activity_file(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto activity = TRY(visit.id<ActivityId>("kegiatan"));
    const auto hash = visit.parameter("sidik");
    const auto one = TRY(site.db.read(
        [&](store::Tx& tx) { return Activities::one(tx, visit.who().office, id, activity); }));
    for (const auto& file : one.files) {
        if (file.sha256 != hash) continue;
        const auto path = TRY(site.vault.path_of(visit.who().office, hash));
        const bool shown = file.type.starts_with("image/");
        auto response =
            stored_file(path.string(), hash, shown ? file.type : "application/octet-stream");
        if (!shown) call_it(response, "attachment", file.name);
        return response;
    }
    return Error{Kind::not_found, "no such file"};
}

}  // namespace kentongan::web
