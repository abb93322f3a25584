// Owns monitoring.
#include "office/monitoring.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "office/airing_rows.h"
#include "office/journal.h"
#include "office/step_forms.h"

namespace kentongan::office {
namespace {

constexpr std::size_t note_max = 2000;
constexpr int times_max = 10'000, reach_max = 2'000'000'000;
constexpr std::array<std::string_view, 2> verdict_words{"sesuai", "tidak"};

bool is_verdict(const std::string& word) {
    return std::ranges::find(verdict_words, word) != verdict_words.end();
}

Result<void> check(const Verdicts& verdicts) {
    if (!is_verdict(verdicts.on_time) || !is_verdict(verdicts.often_enough) ||
        !is_verdict(verdicts.accurate)) {
        return Error{Kind::invalid, "a verdict is missing", {{"monitor", "verdict_wanted"}}};
    }
    const bool fault = verdicts.on_time == "tidak" || verdicts.often_enough == "tidak" ||
                       verdicts.accurate == "tidak";
    if (fault && trimmed(verdicts.note).empty()) {
        return Error{Kind::invalid, "no note", {{"monitor", "note_wanted"}}};
    }
    const bool counts = verdicts.planned_times >= 1 && verdicts.planned_times <= times_max &&
                        verdicts.seen_times >= 0 && verdicts.seen_times <= times_max;
    const bool reach = !verdicts.reach || (*verdicts.reach >= 0 && *verdicts.reach <= reach_max);
    if (!counts || !reach) {
        return Error{Kind::invalid, "out of range", {{"monitor", "number_wanted"}}};
    }
    return {};
}

std::string written_value(const sop::FormField& field, const std::vector<std::string>& values) {
    const bool is_range = field.kind == sop::FormKind::range;
    std::string line;
    for (const auto& value : values) {
        if (value.empty()) continue;
        line += cat(line.empty() ? "" : is_range ? "–" : ", ", value);
    }
    return line;
}

}  // namespace

Result<std::vector<Monitored>> Monitoring::of_dossier(store::Tx& tx, OfficeId office,
                                                      DossierId dossier) {
    const auto rows = TRY(tx.all<AiringId, std::string, std::string, std::string, int, int,
                                 std::optional<int>, std::string, std::string, std::string,
                                 PersonId, Instant>(
        "SELECT airing_id, on_time, often_enough, accurate, planned_times, seen_times, reach, note,"
        " proof_sha256, proof_type, person_id, at FROM monitoring"
        " WHERE office_id = $1 AND dossier_id = $2",
        office, dossier));
    const auto airings = TRY(airings_of(tx, office, dossier));
    std::vector<Monitored> all;
    for (const auto& airing : airings) {
        if (airing.state == AiringState::cancelled) continue;
        Monitored one{.airing = airing};
        one.proofs = TRY(Airings::proofs_of(tx, office, airing.id));
        if (airing.planned_at && airing.aired_at) {
            one.minutes_late =
                std::chrono::duration_cast<minutes>(*airing.aired_at - *airing.planned_at).count();
        }
        for (const auto& [id, time, often, accurate, planned, seen, reach, note, proof, type, by,
                          at] : rows) {
            if (id != airing.id) continue;
            one.verdicts = {time, often, accurate, planned, seen, reach, note, proof, type, by, at};
        }
        all.push_back(std::move(one));
    }
    return all;
}

Result<void> Monitoring::enter(store::Tx& tx, const Who& who, DossierId dossier, AiringId id,
                               const Verdicts& verdicts, Instant now) {
    const auto airing = TRY(airing_row(tx, who.office, id));
    if (airing.dossier != dossier) return Error{Kind::not_found, "an airing of another dossier"};
    const auto all = TRY(airings_of(tx, who.office, dossier));
    const bool still_planned = std::ranges::any_of(all, [&](const Airing& one) {
        return one.account.id == airing.account.id && one.state != AiringState::cancelled &&
               one.planned_at && *one.planned_at > now;
    });
    if (still_planned) {
        return Error{Kind::conflict, "still airing", {{"monitor", "still_airing"}}};
    }
    TRY(check(verdicts));
    TRY(
        tx.run("INSERT INTO monitoring (office_id, airing_id, dossier_id, on_time, often_enough,"
               " accurate, planned_times, seen_times, reach, note, proof_sha256, proof_type,"
               " person_id, at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
               " ON CONFLICT (office_id, airing_id) DO UPDATE SET on_time = excluded.on_time,"
               " often_enough = excluded.often_enough, accurate = excluded.accurate,"
               " planned_times = excluded.planned_times, seen_times = excluded.seen_times,"
               " reach = excluded.reach, note = excluded.note,"
               " proof_sha256 = CASE WHEN excluded.proof_sha256 = ''"
               " THEN monitoring.proof_sha256 ELSE excluded.proof_sha256 END,"
               " proof_type = CASE WHEN excluded.proof_sha256 = '' THEN monitoring.proof_type"
               " ELSE excluded.proof_type END,"
               " person_id = excluded.person_id, at = excluded.at",
               who.office, id, dossier, verdicts.on_time, verdicts.often_enough, verdicts.accurate,
               verdicts.planned_times, verdicts.seen_times, verdicts.reach,
               verdicts.note.substr(0, note_max), verdicts.proof_sha256, verdicts.proof_type,
               who.person, now));
    JsonObject event{{"event", "monitored"}, {"airing", std::to_string(id.value)}};
    event["channel"] = airing.account.channel.value;
    event["on_time"] = verdicts.on_time;
    event["often_enough"] = verdicts.often_enough;
    event["accurate"] = verdicts.accurate;
    event["planned_times"] = verdicts.planned_times;
    event["seen_times"] = verdicts.seen_times;
    if (verdicts.reach) event["reach"] = *verdicts.reach;
    event["note"] = verdicts.note.substr(0, note_max);
    TRY(Journal::append(tx, who, cat("dossier/", dossier.value), std::move(event), now));
    tx.tell(cat("dossier/", dossier.value));
    return {};
}

Result<bool> Monitoring::complete(store::Tx& tx, OfficeId office, DossierId dossier,
                                  const std::string& channel) {
    const auto all = TRY(of_dossier(tx, office, dossier));
    for (const auto& one : all) {
        const bool here = channel.empty() || one.airing.account.channel.value == channel;
        if (here && one.airing.state == AiringState::aired && !one.verdicts.complete())
            return false;
    }
    return !all.empty();
}

Result<Audience> audience_of(store::Tx& tx, OfficeId office, DossierId dossier,
                             const sop::Definition& definition) {
    return audience_in(TRY(StepForms::of_dossier(tx, office, dossier)), definition);
}

Audience audience_in(const std::vector<FormAnswer>& answers, const sop::Definition& definition) {
    Audience audience;
    for (const auto& answer : answers) {
        const auto* step = definition.find(answer.form.step);
        if (!step || step->act != sop::Act::identify_audience) continue;
        const auto& fields = answer.form.fields;
        for (std::size_t i = 0; i < std::min(fields.size(), answer.values.size()); ++i) {
            const auto& field = fields[i];
            if (field.kind == sop::FormKind::channels || field.label.starts_with('@')) continue;
            const auto value = written_value(field, answer.values[i]);
            if (!value.empty()) audience.emplace_back(field.label, value);
        }
    }
    return audience;
}

std::string audience_line(const Audience& audience) {
    std::string line;
    for (const auto& [label, value] : audience) {
        line += cat(line.empty() ? "" : "; ", label, " ", value);
    }
    return line;
}

std::string reach_line(std::vector<Counted> channels) {
    std::ranges::stable_sort(channels, {}, &Counted::first);
    std::int64_t all = 0;
    std::string parts;
    for (const auto& [label, people] : channels) {
        all += people;
        parts += cat(parts.empty() ? "" : ", ", label, " ", with_dots(people));
    }
    return parts.empty() ? std::string() : cat(with_dots(all), " (", parts, ")");
}

std::string reach_line(const std::vector<Monitored>& airings) {
    std::vector<Counted> channels;
    for (const auto& one : airings) {
        if (one.verdicts.reach)
            channels.emplace_back(one.airing.account.label, *one.verdicts.reach);
    }
    return reach_line(channels);
}

}  // namespace kentongan::office
