// Owns case_report: gathers the record, keeps what was drawn from it.
#include "office/case_report.h"

#include <algorithm>

#include "base/text.h"
#include "office/airing_rows.h"
#include "office/journal.h"
#include "office/paper_heads.h"
#include "sop/clock.h"

namespace kentongan::office {
namespace {

constexpr std::size_t words_max = 10'000;
constexpr int pictures_most = 12;
const std::string report_key = "laporan";

Result<std::vector<StepTaken>> steps_of(store::Tx& tx, OfficeId office, const DossierView& dossier,
                                        const sop::WorkCalendar& calendar) {
    const auto rows =
        TRY(tx.all<StepName, std::string, Instant, std::optional<Instant>, std::optional<Instant>,
                   int, std::optional<PersonId>, std::optional<std::string>>(
            "SELECT step, item, opened_at, started_at, closed_at, paused_for, closed_by, outcome"
            " FROM task WHERE office_id = $1 AND dossier_id = $2 ORDER BY number",
            office, dossier.id));
    std::vector<StepTaken> all;
    for (const auto& [name, item, opened_at, started_at, closed_at, paused, by, outcome] : rows) {
        const auto* step = dossier.definition->find(name);
        StepTaken one{.step = name.value,
                      .activity = step ? step->activity.text : "",
                      .item = item,
                      .who = {},
                      .outcome = outcome.value_or("")};
        one.opened_at = opened_at;
        one.closed_at = closed_at;
        if (step && step->time.unit == sop::TimeUnit::working_minutes) {
            one.standard = step->time.max;
        }
        if (by) {
            const auto name_of = dossier.names.find(*by);
            one.who = name_of == dossier.names.end() ? "" : name_of->second;
        }
        if (closed_at) {
            const auto began = started_at.value_or(opened_at);
            const auto effort =
                sop::working_minutes_between(calendar, began, *closed_at).count() - paused;
            one.effort = std::max<std::int64_t>(effort, 0);
            one.waiting = sop::working_minutes_between(calendar, opened_at, began).count();
        }
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace

std::int64_t CaseRecord::effort() const {
    std::int64_t all = 0;
    for (const auto& step : steps) all += step.effort;
    return all;
}
std::int64_t CaseRecord::standard() const {
    std::int64_t all = 0;
    for (const auto& step : steps) all += step.closed_at ? step.standard : 0;
    return all;
}

Result<CaseRecord> CaseReports::record(const Who& who, DossierId id) {
    CaseRecord record{.dossier = TRY(dossiers_.view(who, id))};
    record.office = TRY(people_.office(who.office));
    const auto fill = [&](store::Tx& tx) -> Result<void> {
        const auto kept = TRY(Letterheads::of(tx, record.office));
        record.head = printed_head(record.office, kept);
        record.signer = TRY(signature_of(tx, who.office, who.person, who.name, who.shown()));
        record.signer.lead = cat(kept.place, ", ");
        record.steps = TRY(steps_of(tx, who.office, record.dossier, calendar_));
        record.audience = TRY(audience_of(tx, who.office, id, *record.dossier.definition));
        record.airings = TRY(Monitoring::of_dossier(tx, who.office, id));
        record.sightings = TRY(Sightings::of_dossier(tx, who.office, id));
        record.activities = TRY(Activities::of_dossier(tx, who.office, id));
        record.late = TRY(LateEntries::of_dossier(tx, who.office, id));
        record.told = TRY(RequesterNotices::of_dossier(tx, who.office, id));
        record.rating = TRY(RequesterNotices::rating(tx, who.office, id));
        for (const auto& one : record.airings) {
            if (!record.text.empty()) break;
            const auto post = stored_post(tx, who.office, one.airing);
            if (post) record.text = cat(post->title, "\n\n", post->text);
        }
        return {};
    };
    TRY(db_.read(fill));
    return record;
}

Result<MadeReport> CaseReports::draw(const Who& who, DossierId id, const std::string& words,
                                     Instant now) {
    if (words.size() > words_max) {
        return Error{Kind::invalid, "too long", {{"case", "too_long"}}};
    }
    const auto record = TRY(this->record(who, id));
    std::map<std::string, std::string> pictures;
    const auto add = [&](const std::string& hash) {
        if (hash.empty() || static_cast<int>(pictures.size()) >= pictures_most) return;
        if (auto bytes = vault_.read(who.office, hash)) pictures[hash] = *std::move(bytes);
    };
    for (const auto& sighting : record.sightings) add(sighting.shot_sha256);
    for (const auto& one : record.airings) add(one.verdicts.proof_sha256);
    for (const auto& told : record.told) add(told.proof_sha256);
    for (const auto& entry : record.late) add(entry.sha256);
    for (const auto& activity : record.activities) {
        for (const auto& file : activity.files) add(file.role == "foto" ? file.sha256 : "");
    }
    const auto pdf = TRY(case_pdf(record, words, now));
    MadeReport made{.id = fresh<ReportId>(), .words = words};
    const auto kept_pdf = TRY(vault_.put_bytes(who.office, pdf));
    const auto kept_html =
        TRY(vault_.put_bytes(who.office, case_html(record, who, words, pictures, now)));
    made.pdf_sha256 = kept_pdf.sha256;
    made.html_sha256 = kept_html.sha256;
    made.by = who.person;
    made.at = now;
    return made;
}

Result<void> CaseReports::keep(store::Tx& tx, const Who& who, DossierId id,
                               const MadeReport& made) {
    TRY(tx.run(
        "INSERT INTO case_report (office_id, id, dossier_id, words, pdf_sha256,"
        " html_sha256, person_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        who.office, made.id, id, made.words, made.pdf_sha256, made.html_sha256, made.by, made.at));
    JsonObject event{{"event", "case_reported"}, {"pdf", made.pdf_sha256}};
    event["html"] = made.html_sha256;
    TRY(Journal::append(tx, who, cat("dossier/", id.value), std::move(event), made.at));
    const auto ticked = dossiers_.tick(tx, who, id, report_key, true, Teller::page);
    if (!ticked && ticked.error().kind != Kind::forbidden) return ticked;
    return {};
}

Result<std::vector<MadeReport>> CaseReports::of_dossier(store::Tx& tx, OfficeId office,
                                                        DossierId id) {
    const auto rows =
        TRY(tx.all<ReportId, std::string, std::string, std::string, PersonId, Instant>(
            "SELECT id, words, pdf_sha256, html_sha256, person_id, at FROM case_report"
            " WHERE office_id = $1 AND dossier_id = $2 ORDER BY id DESC",
            office, id));
    std::vector<MadeReport> all;
    for (const auto& [report, words, pdf, html, by, at] : rows) {
        all.push_back({report, words, pdf, html, by, at});
    }
    return all;
}

}  // namespace kentongan::office
