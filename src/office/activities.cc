// Owns activity and activity_file.
#include "office/activities.h"

#include <algorithm>

#include "base/text.h"
#include "office/content_rows.h"
#include "office/document.h"
#include "office/dossier_act.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/step_forms.h"

namespace kentongan::office {
namespace {

constexpr std::size_t activity_line_max = 300, activity_words_max = 4000;
constexpr std::int64_t activity_attended_max = 1'000'000;
constexpr std::size_t files_of_activity_max = 40;
constexpr auto longest_activity = std::chrono::days{31};

Result<ActivityPlan> checked_activity_plan(const ActivityPlan& wish) {
    Fields fields;
    ActivityPlan plan;
    plan.title = fields.wanted("activity_title", wish.title, activity_line_max);
    plan.place = fields.wanted("activity_place", wish.place, activity_line_max);
    plan.speakers = fields.text("activity_speakers", wish.speakers, activity_words_max);
    plan.agenda = fields.wanted("activity_agenda", wish.agenda, activity_words_max);
    plan.starts_at = wish.starts_at;
    plan.ends_at = wish.ends_at;
    if (!plan.starts_at) fields.wrong("activity_starts", "required");
    if (plan.starts_at && plan.ends_at) {
        if (*plan.ends_at < *plan.starts_at) fields.wrong("activity_ends", "before_begin");
        if (*plan.ends_at > *plan.starts_at + longest_activity) {
            fields.wrong("activity_ends", "too_long");
        }
    }
    TRY(fields.settle());
    return plan;
}

Result<ActivityResult> checked_activity_result(const ActivityResult& wish, const Activity& activity,
                                               Instant now) {
    Fields fields;
    ActivityResult result{.held = wish.held};
    result.words = fields.wanted("activity_result", wish.words, activity_words_max);
    if (wish.held) {
        result.held_at = wish.held_at.value_or(*activity.plan.starts_at);
        result.attended = wish.attended;
        if (*result.held_at > now) fields.wrong("activity_held", "future");
        const bool counts =
            wish.attended && *wish.attended >= 0 && *wish.attended <= activity_attended_max;
        if (!counts) fields.wrong("activity_attended", "number");
    }
    TRY(fields.settle());
    return result;
}

/// "Senin, 30 November 2026, 09.00 WIB sampai 11.00 WIB"
std::string activity_time_words(const ActivityPlan& plan, Zone zone) {
    const auto moment = [&](Instant at) {
        return cat(long_date(at, zone), ", ", clock_time(at, zone));
    };
    if (!plan.ends_at) return moment(*plan.starts_at);
    const bool same_day = long_date(*plan.starts_at, zone) == long_date(*plan.ends_at, zone);
    return cat(moment(*plan.starts_at), " sampai ",
               same_day ? clock_time(*plan.ends_at, zone) : moment(*plan.ends_at));
}

std::string text_of_activity(const ActivityPlan& plan, Zone zone) {
    auto text = cat("Tempat: ", plan.place, "\n\nWaktu: ", activity_time_words(plan, zone));
    if (!plan.speakers.empty()) text += cat("\n\nNarasumber: ", plan.speakers);
    return cat(text, "\n\n## Acara\n\n", plan.agenda);
}

using ActivityRow =
    std::tuple<ActivityId, DossierId, ContentId, std::string, std::string, Instant,
               std::optional<Instant>, std::string, std::string, std::string, Instant, std::string,
               std::optional<Instant>, std::optional<std::int64_t>, std::string, std::string,
               std::optional<Instant>, std::string>;

Activity activity_from(const ActivityRow& row) {
    const auto& [id, dossier, item, title, place, starts_at, ends_at, speakers, agenda, shown, at,
                 outcome, held_at, attended, result, result_shown, result_at, number] = row;
    Activity activity{.id = id, .dossier = dossier, .item = item};
    activity.plan = {title, place, starts_at, ends_at, speakers, agenda};
    activity.by_shown = shown;
    activity.at = at;
    activity.told = !outcome.empty();
    activity.result = {outcome != "batal", held_at, attended, result};
    activity.result_shown = result_shown;
    activity.result_at = result_at;
    activity.dossier_number = number;
    return activity;
}

template <class... Values>
Result<std::vector<Activity>> activities_where(store::Tx& tx, std::string_view rest,
                                               const Values&... values) {
    const auto rows =
        TRY(tx.all<ActivityId, DossierId, ContentId, std::string, std::string, Instant,
                   std::optional<Instant>, std::string, std::string, std::string, Instant,
                   std::string, std::optional<Instant>, std::optional<std::int64_t>, std::string,
                   std::string, std::optional<Instant>, std::string>(
            cat("SELECT a.id, a.dossier_id, a.content_id, a.title, a.place, a.starts_at,"
                " a.ends_at, a.speakers, a.agenda, a.shown, a.at, a.outcome, a.held_at,"
                " a.attended, a.result, a.result_shown, a.result_at, d.number FROM activity a"
                " JOIN dossier d ON d.office_id = a.office_id AND d.id = a.dossier_id"
                " JOIN content c ON c.office_id = a.office_id AND c.id = a.content_id"
                " WHERE a.office_id = $1 AND c.removed_at IS NULL ",
                rest),
            values...));
    std::vector<Activity> all;
    for (const auto& row : rows) all.push_back(activity_from(row));
    return all;
}

Result<std::vector<ActivityFile>> files_of_activity(store::Tx& tx, OfficeId office, ActivityId id) {
    const auto rows =
        TRY(tx.all<std::string, std::string, std::string, std::string, std::string, std::string>(
            "SELECT sha256, role, type, name, alt, original_sha256 FROM activity_file"
            " WHERE office_id = $1 AND activity_id = $2 ORDER BY place",
            office, id));
    std::vector<ActivityFile> files;
    for (const auto& [sha256, role, type, name, alt, original] : rows) {
        files.push_back({sha256, role, type, name, alt, original});
    }
    return files;
}

Result<void> note_activity(store::Tx& tx, const Who& who, DossierId dossier, ActivityId id,
                           JsonObject event, Instant now) {
    event["activity"] = std::to_string(id.value);
    TRY(Journal::append(tx, who, cat("dossier/", dossier.value), std::move(event), now));
    tx.tell(cat("dossier/", dossier.value));
    return {};
}

/// The item that is to hold the plan. A dossier that makes nothing else needs no empty text.
Result<ContentId> item_for_activity(store::Tx& tx, const Who& who, DossierId dossier,
                                    const std::string& title, Instant now) {
    const auto kinds = TRY(StepForms::chosen(tx, who.office, dossier, "jenis"));
    const bool alone = kinds == std::vector{std::string(meeting_kind)};
    if (alone) {
        const auto first = TRY(Contents::of_dossier(tx, who.office, dossier));
        const bool blank = first.kind == "teks" && first.draft.files.empty() &&
                           plain_text_of(first.draft.body).empty();
        if (blank) {
            TRY(set_kind(tx, who, first.id, std::string(meeting_kind)));
            return first.id;
        }
    }
    return Contents::create(tx, who, dossier, title, now, std::string(meeting_kind));
}

Result<void> check_may_tell_activity(store::Tx& tx, const Who& who, DossierId dossier) {
    const bool may = TRY(Activities::may_tell(tx, who, dossier));
    if (may) return {};
    return Error{Kind::forbidden, "not of this work", {{"activity", "not_yours"}}};
}

}  // namespace

Result<bool> Activities::may_tell(store::Tx& tx, const Who& who, DossierId dossier) {
    const auto before = TRY(look_at(tx, who, dossier));
    return !before.actor.roles.empty() || before.actor.may_manage;
}

Result<std::vector<Activity>> Activities::of_dossier(store::Tx& tx, OfficeId office,
                                                     DossierId dossier) {
    auto all = TRY(
        activities_where(tx, "AND a.dossier_id = $2 ORDER BY a.starts_at, a.id", office, dossier));
    for (auto& one : all) one.files = TRY(files_of_activity(tx, office, one.id));
    return all;
}

Result<Activity> Activities::one(store::Tx& tx, OfficeId office, DossierId dossier, ActivityId id) {
    auto found =
        TRY(activities_where(tx, "AND a.dossier_id = $2 AND a.id = $3", office, dossier, id));
    if (found.empty()) return Error{Kind::not_found, "no such activity"};
    found.front().files = TRY(files_of_activity(tx, office, id));
    return std::move(found.front());
}

Result<std::vector<Activity>> Activities::between(store::Tx& tx, OfficeId office, Instant from,
                                                  Instant till, int most) {
    return activities_where(tx,
                            "AND coalesce(a.held_at, a.starts_at) >= $2"
                            " AND coalesce(a.held_at, a.starts_at) < $3"
                            " ORDER BY coalesce(a.held_at, a.starts_at), a.id LIMIT $4",
                            office, from, till, most);
}

Result<ActivityId> Activities::plan(store::Tx& tx, const Who& who, DossierId dossier, ActivityId id,
                                    const ActivityPlan& wish, Zone zone, Instant now) {
    TRY(check_may_edit(tx, who, dossier));
    const auto plan = TRY(checked_activity_plan(wish));
    ContentId item{};
    if (id) {
        const auto before = TRY(one(tx, who.office, dossier, id));
        item = before.item;
        TRY(
            tx.run("UPDATE activity SET title = $3, place = $4, starts_at = $5, ends_at = $6,"
                   " speakers = $7, agenda = $8, shown = $9, at = $10"
                   " WHERE office_id = $1 AND id = $2",
                   who.office, id, plan.title, plan.place, *plan.starts_at, plan.ends_at,
                   plan.speakers, plan.agenda, who.shown(), now));
    } else {
        id = fresh<ActivityId>();
        item = TRY(item_for_activity(tx, who, dossier, plan.title, now));
        TRY(
            tx.run("INSERT INTO activity (office_id, id, dossier_id, content_id, title, place,"
                   " starts_at, ends_at, speakers, agenda, shown, at, outcome, result,"
                   " result_shown) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '',"
                   " '', '')",
                   who.office, id, dossier, item, plan.title, plan.place, *plan.starts_at,
                   plan.ends_at, plan.speakers, plan.agenda, who.shown(), now));
    }
    Draft draft{.title = plan.title};
    draft.body = document_from_text(text_of_activity(plan, zone));
    TRY(set_draft(tx, who, item, draft));
    JsonObject event{{"event", "activity_planned"}, {"title", plan.title}};
    event["place"] = plan.place;
    event["starts_at"] = iso_utc(*plan.starts_at);
    TRY(note_activity(tx, who, dossier, id, std::move(event), now));
    return id;
}

Result<void> Activities::tell(store::Tx& tx, const Who& who, DossierId dossier, ActivityId id,
                              const ActivityResult& wish, Instant now) {
    const auto before = TRY(one(tx, who.office, dossier, id));
    TRY(check_may_tell_activity(tx, who, dossier));
    const auto result = TRY(checked_activity_result(wish, before, now));
    TRY(
        tx.run("UPDATE activity SET outcome = $3, held_at = $4, attended = $5, result = $6,"
               " result_shown = $7, result_at = $8 WHERE office_id = $1 AND id = $2",
               who.office, id, result.held ? "terlaksana" : "batal", result.held_at,
               result.attended, result.words, who.shown(), now));
    JsonObject event{{"event", result.held ? "activity_held" : "activity_called_off"},
                     {"title", before.plan.title}};
    if (result.attended) event["attended"] = *result.attended;
    event["words"] = result.words;
    return note_activity(tx, who, dossier, id, std::move(event), now);
}

Result<ActivityFile> Activities::take_file(files::Vault& vault, OfficeId office,
                                           const std::string& path, const std::string& name,
                                           const std::string& role) {
    const auto kept = TRY(keep_shown(vault, office, path, name));
    const bool picture = kept.type.starts_with("image/");
    const bool sheet = role == "hadir" && kept.type == "application/pdf";
    if (!picture && !sheet) {
        return Error{Kind::invalid,
                     "neither photograph nor sheet",
                     {{"activity_file", role == "hadir" ? "no_sheet" : "no_photo"}}};
    }
    ActivityFile file{.sha256 = kept.shown.sha256, .role = role, .type = kept.type};
    file.name = canonical_text(trimmed(std::string_view(name).substr(0, activity_line_max)));
    if (!is_utf8(file.name)) file.name = "berkas";
    file.original_sha256 = kept.original.sha256;
    return file;
}

Result<void> Activities::add_file(store::Tx& tx, const Who& who, DossierId dossier, ActivityId id,
                                  const ActivityFile& file, Instant now) {
    const auto before = TRY(one(tx, who.office, dossier, id));
    TRY(check_may_tell_activity(tx, who, dossier));
    if (before.files.size() >= files_of_activity_max) {
        return Error{Kind::invalid,
                     "too many files",
                     {{"activity_file", "too_many", {std::to_string(files_of_activity_max)}}}};
    }
    Fields fields;
    const auto alt = fields.text("activity_alt", file.alt, activity_line_max);
    TRY(fields.settle());
    TRY(tx.run(
        "INSERT INTO activity_file (office_id, activity_id, sha256, place, role, type, name, alt,"
        " original_sha256, person_id, at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        " ON CONFLICT (office_id, activity_id, sha256) DO UPDATE SET alt = excluded.alt",
        who.office, id, file.sha256, static_cast<int>(before.files.size()) + 1, file.role,
        file.type, file.name, alt, file.original_sha256, who.person, now));
    JsonObject event{{"event", "activity_file_added"}, {"sha256", file.sha256}};
    event["role"] = file.role;
    return note_activity(tx, who, dossier, id, std::move(event), now);
}

}  // namespace kentongan::office
