// Owns source: where the material came from, whether it is official, chosen or refused, and why.
#include <algorithm>

#include "base/text.h"
#include "office/airing_rows.h"
#include "office/dossier_act.h"
#include "office/step_forms.h"
#include "sop/permission.h"

namespace kentongan::office {
namespace {

constexpr std::size_t source_words_max = 500;
constexpr int sources_max = 60;

/// The person's open task in which material is chosen, with its step's own kinds of sources.
Result<std::pair<Before, const sop::Step*>> choosing(store::Tx& tx, const Who& who,
                                                     DossierId dossier, int task) {
    auto before = TRY(look_at(tx, who, dossier));
    for (const auto& open : before.state.desk) {
        const auto* step = before.definition->find(open.step);
        const bool wanted = task == 0 || open.number == task;
        if (!wanted || !step || step->act != sop::Act::select_material) continue;
        if (!sop::is_performer(open, before.actor)) continue;
        if (open.claimed_by && open.claimed_by != who.person) continue;
        act_as_performer(before.who, before.performing, open.roles);
        return std::pair{std::move(before), step};
    }
    return Error{Kind::forbidden, "not on this desk", {{"task", "not_yours"}}};
}

Result<void> check(const Source& source, const sop::Step& step) {
    Error wrong{Kind::invalid, "the source is not complete"};
    const auto need = [&](const char* field, const std::string& text) {
        if (text.empty()) wrong.issues.push_back({field, "required"});
        if (length_of(text) > source_words_max) {
            wrong.issues.push_back({field, "too_long", {std::to_string(source_words_max)}});
        }
    };
    need("source_title", source.title);
    need("source_origin", source.origin);
    if (!source.chosen) need("source_reason", source.reason);
    if (length_of(source.reason) > source_words_max) {
        wrong.issues.push_back({"source_reason", "too_long", {std::to_string(source_words_max)}});
    }
    if (!source.link.empty() && flaw_of_link("", source.link)) {
        wrong.issues.push_back({"source_link", "not_a_link"});
    }
    bool has_kinds = false, known = false;
    for (const auto& item : step.makes) {
        for (const auto& field : item.fields) {
            has_kinds = has_kinds || !field.options.empty();
            known = known || std::ranges::find(field.options, source.kind) != field.options.end();
        }
    }
    if (has_kinds && !known) wrong.issues.push_back({"source_kind", "required"});
    if (wrong.issues.empty()) return {};
    return wrong;
}

Result<void> note(store::Tx& tx, const Who& who, DossierId dossier, std::string_view event,
                  const Source& source, Instant now) {
    JsonObject json{{"event", event}, {"source", std::to_string(source.id)}};
    json["step"] = source.step.value;
    json["title"] = source.title;
    json["origin"] = source.origin;
    json["official"] = source.official;
    json["chosen"] = source.chosen;
    if (!source.reason.empty()) json["reason"] = source.reason;
    TRY(Journal::append(tx, who, cat("dossier/", dossier.value), std::move(json), now));
    tx.tell(cat("dossier/", dossier.value));
    return {};
}

}  // namespace

Result<void> StepForms::add_source(store::Tx& tx, const Who& who, DossierId dossier, int task,
                                   const Source& wish, Instant now) {
    const auto [before, step] = TRY(choosing(tx, who, dossier, task));
    Source source = wish;
    for (auto* text : {&source.kind, &source.title, &source.origin, &source.link, &source.reason}) {
        *text = canonical_text(trimmed(*text));
    }
    TRY(check(source, *step));
    const auto present = TRY(sources(tx, who.office, dossier));
    if (present.size() >= sources_max) {
        return Error{Kind::invalid,
                     "too many sources",
                     {{"source_title", "too_many", {std::to_string(sources_max)}}}};
    }
    source.id = fresh_key();
    source.step = step->name;
    TRY(tx.run(
        "INSERT INTO source (office_id, dossier_id, id, step, kind, title, origin, link,"
        " official, chosen, reason, shown, at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        who.office, dossier, source.id, source.step, source.kind, source.title, source.origin,
        source.link, source.official, source.chosen, source.reason, before.who.shown(), now));
    return note(tx, before.who, dossier, "source_added", source, now);
}

Result<void> StepForms::remove_source(store::Tx& tx, const Who& who, DossierId dossier,
                                      std::int64_t id, Instant now) {
    const auto [before, step] = TRY(choosing(tx, who, dossier, 0));
    const auto present = TRY(sources(tx, who.office, dossier));
    const auto found = std::ranges::find(present, id, &Source::id);
    if (found == present.end()) return Error{Kind::not_found, "no such source"};
    TRY(
        tx.run("UPDATE source SET removed_at = $4"
               " WHERE office_id = $1 AND dossier_id = $2 AND id = $3",
               who.office, dossier, id, now));
    return note(tx, before.who, dossier, "source_removed", *found, now);
}

Result<std::vector<Source>> StepForms::sources(store::Tx& tx, OfficeId office, DossierId dossier) {
    const auto rows = TRY(tx.all<std::int64_t, StepName, std::string, std::string, std::string,
                                 std::string, int, int, std::string, std::string, Instant>(
        "SELECT id, step, kind, title, origin, link, official, chosen, reason, shown, at"
        " FROM source WHERE office_id = $1 AND dossier_id = $2 AND removed_at IS NULL"
        " ORDER BY id",
        office, dossier));
    std::vector<Source> all;
    for (const auto& [id, step, kind, title, origin, link, official, chosen, reason, shown, at] :
         rows) {
        all.push_back(
            {id, step, kind, title, origin, link, reason, official != 0, chosen != 0, shown, at});
    }
    return all;
}

}  // namespace kentongan::office
