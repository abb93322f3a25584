// Owns step_form: what was answered in the forms of a step.
#include "office/step_forms.h"

#include <algorithm>

#include "base/text.h"
#include "office/airings.h"
#include "office/dossier_act.h"
#include "office/form_fields.h"
#include "sop/permission.h"

namespace kentongan::office {
namespace {

using sop::Act;
using sop::FormField;
using sop::FormKind;

constexpr std::string_view ready_key = "kesediaan", kinds_key = "jenis", sheet_key = "lembar_kerja";

bool has_kinds(const sop::Definition& definition) {
    return std::ranges::any_of(definition.blocks,
                               [](const auto& block) { return block.each_of == kinds_key; });
}

Json json_of_form(const StepForm& form, const FormValues& values) {
    JsonArray fields;
    for (std::size_t i = 0; i < form.fields.size(); ++i) {
        const FormField& field = form.fields[i];
        JsonArray given;
        for (const auto& value : values[i]) given.emplace_back(value);
        fields.push_back(JsonObject{{"label", field.label},
                                    {"kind", std::string(word_of(field.kind))},
                                    {"values", std::move(given)}});
    }
    return JsonObject{{"words", form.words}, {"fields", std::move(fields)}};
}

FormAnswer answer_from(const StepName& step, const std::string& key, const JsonObject& body) {
    FormAnswer answer;
    answer.form.step = step;
    answer.form.key = key;
    answer.form.words = text_of(body, "words");
    const auto* fields = body.if_contains("fields");
    if (!fields || !fields->is_array()) return answer;
    for (const Json& one : fields->get_array()) {
        if (!one.is_object()) continue;
        const auto& field = one.get_object();
        answer.form.fields.push_back(
            {text_of(field, "label"), field_kind_from(text_of(field, "kind")), {}});
        std::vector<std::string> values;
        const auto* given = field.if_contains("values");
        if (given && given->is_array()) {
            for (const Json& value : given->get_array()) {
                if (value.is_string()) values.emplace_back(value.get_string());
            }
        }
        answer.values.push_back(std::move(values));
    }
    return answer;
}

/// The open task of this person with its step, or why it is none.
struct Open {
    Before before;
    const sop::Task* task = nullptr;
    const sop::Step* step = nullptr;
};
Result<void> check_mine(const Open& open, const Who& who) {
    if (!open.task || !open.step || !sop::is_performer(*open.task, open.before.actor)) {
        return Error{Kind::forbidden, "not on this desk", {{"task", "not_yours"}}};
    }
    if (open.task->claimed_by && open.task->claimed_by != who.person) {
        return Error{Kind::conflict, "someone else took it", {{"task", "claimed"}}};
    }
    return {};
}

/// A team that said it is not ready holds the step until another answer comes.
bool is_ready(const StepForm& form, const FormValues& values) {
    if (form.key != ready_key) return true;
    for (std::size_t i = 0; i < form.fields.size(); ++i) {
        const auto& field = form.fields[i];
        if (field.kind != FormKind::choice || values[i].empty()) continue;
        return !field.options.empty() && values[i].front() == field.options.front();
    }
    return false;
}

Result<void> keep(store::Tx& tx, const Who& who, DossierId dossier, const FormAnswer& answer,
                  bool ready) {
    TRY(tx.run(
        "INSERT INTO step_form (office_id, dossier_id, key, person_id, step, body, ready,"
        " shown, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        " ON CONFLICT (office_id, dossier_id, key, person_id) DO UPDATE SET"
        " step = excluded.step, body = excluded.body, ready = excluded.ready,"
        " shown = excluded.shown, at = excluded.at",
        who.office, dossier, answer.form.key, answer.person, answer.form.step,
        canonical_json(json_of_form(answer.form, answer.values)), ready, who.shown(), answer.at));
    JsonObject event{{"event", "form_saved"}, {"step", answer.form.step.value}};
    event["key"] = answer.form.key;
    event["form"] = json_of_form(answer.form, answer.values);
    TRY(Journal::append(tx, who, cat("dossier/", dossier.value), std::move(event), answer.at));
    tx.tell(cat("dossier/", dossier.value));
    return {};
}

/// The task of a step that gives a direction, while it is open.
const sop::Task* direction_in(const Before& before) {
    for (const auto& task : before.state.desk) {
        const auto* step = before.definition->find(task.step);
        if (step && step->act == Act::direct) return &task;
    }
    return nullptr;
}

bool is_of_team(const Before& before) {
    return std::ranges::any_of(before.definition->lanes, [&](const sop::Lane& lane) {
        return lane.kind == sop::PerformerKind::team && before.actor.roles.contains(lane.role);
    });
}

}  // namespace

const std::vector<std::string>& content_kinds() {
    static const std::vector<std::string> kinds{"teks", "visual", "audio", "audio visual",
                                                "tatap muka"};
    return kinds;
}

std::vector<StepForm> StepForms::forms_of(const sop::Definition& definition, const sop::Step& step,
                                          const std::string& item) {
    std::vector<StepForm> forms;
    for (const auto* items : {&step.needs, &step.makes}) {
        for (const auto& one : *items) {
            if (one.fields.empty() || step.act == Act::select_material) continue;
            StepForm form{step.name, key_of(one), one.words.text, one.fields, {}};
            if (step.act == Act::direct) {
                form.fields.insert(form.fields.begin(), {"@form.direction", FormKind::text, {}});
                form.optional.insert(1);
            }
            forms.push_back(std::move(form));
        }
    }
    if (step.act == Act::identify_audience && has_kinds(definition)) {
        forms.push_back({step.name,
                         std::string(kinds_key),
                         "@form.kinds",
                         {{"@form.kinds_field", FormKind::several, content_kinds()}},
                         {}});
    }
    if (step.act == Act::produce) {
        const auto key = item.empty() ? std::string(sheet_key) : cat(sheet_key, "/", item);
        forms.push_back({step.name,
                         key,
                         "@form.sheet",
                         {{"@form.sheet_material", FormKind::text, {}},
                          {"@form.sheet_plan", FormKind::text, {}},
                          {"@form.sheet_by", FormKind::text, {}}},
                         {1, 2}});
    }
    return forms;
}

Result<std::vector<FormAnswer>> StepForms::of_dossier(store::Tx& tx, OfficeId office,
                                                      DossierId dossier) {
    const auto rows =
        TRY(tx.all<std::string, PersonId, StepName, std::string, std::string, Instant>(
            "SELECT key, person_id, step, body, shown, at FROM step_form"
            " WHERE office_id = $1 AND dossier_id = $2 ORDER BY at, key",
            office, dossier));
    std::vector<FormAnswer> answers;
    for (const auto& [key, person, step, body, shown, at] : rows) {
        const auto json = TRY(read_json(body));
        if (!json.is_object()) continue;
        auto answer = answer_from(step, key, json.get_object());
        answer.person = person;
        answer.by_shown = shown;
        answer.at = at;
        answers.push_back(std::move(answer));
    }
    return answers;
}

Result<std::map<DossierId, std::vector<FormAnswer>>> StepForms::of_aired(store::Tx& tx,
                                                                         OfficeId office,
                                                                         Instant from,
                                                                         Instant till) {
    const auto rows = TRY(tx.all<DossierId, StepName, std::string, std::string>(
        "SELECT dossier_id, step, key, body FROM step_form WHERE office_id = $1 AND dossier_id IN"
        " (SELECT dossier_id FROM airing WHERE office_id = $1 AND aired_at >= $2"
        " AND aired_at < $3 AND state = 'aired') ORDER BY at, key",
        office, from, till));
    std::map<DossierId, std::vector<FormAnswer>> answers;
    for (const auto& [dossier, step, key, body] : rows) {
        const auto json = TRY(read_json(body));
        if (json.is_object()) answers[dossier].push_back(answer_from(step, key, json.get_object()));
    }
    return answers;
}

Result<void> StepForms::save(store::Tx& tx, const Who& who, DossierId dossier, int task,
                             const std::string& key, const FormValues& values, Instant now) {
    Open open{.before = TRY(look_at(tx, who, dossier))};
    open.task = open.before.state.open_task(task);
    open.step = open.task ? open.before.definition->find(open.task->step) : nullptr;
    TRY(check_mine(open, who));
    const auto forms = forms_of(*open.before.definition, *open.step, open.task->item());
    const auto form = std::ranges::find(forms, key, &StepForm::key);
    if (form == forms.end()) {
        return Error{Kind::forbidden, "no such form here", {{"item", "not_yours"}}};
    }
    const auto accounts = TRY(Airings::accounts_of(tx, who.office, open.before.definition->key));
    std::vector<std::string> channels;
    for (const auto& account : accounts) channels.push_back(account.channel.value);
    FormAnswer answer{.form = *form, .values = TRY(checked_values(*form, values, channels))};
    answer.at = now;
    act_as_performer(open.before.who, open.before.performing, open.task->roles);
    return keep(tx, open.before.who, dossier, answer, is_ready(*form, answer.values));
}

Result<bool> StepForms::is_asked(store::Tx& tx, const Who& who, DossierId dossier) {
    const auto before = TRY(look_at(tx, who, dossier));
    return direction_in(before) != nullptr && is_of_team(before);
}

Result<void> StepForms::answer(store::Tx& tx, const Who& who, DossierId dossier, bool ready,
                               const std::string& reason, Instant now) {
    const auto before = TRY(look_at(tx, who, dossier));
    const auto* task = direction_in(before);
    if (!task || !is_of_team(before)) {
        return Error{Kind::forbidden, "nobody asks you", {{"task", "not_yours"}}};
    }
    const auto words = canonical_text(trimmed(reason));
    FormAnswer answer{.person = who.person, .at = now};
    answer.form = {task->step,
                   std::string(ready_key),
                   "@form.team",
                   {{"@form.ready", FormKind::choice, {}}, {"@form.reason", FormKind::text, {}}},
                   {}};
    answer.values = {{ready ? "siap" : "tidak siap"}, {words}};
    return keep(tx, who, dossier, answer, ready);
}

Result<std::set<std::string>> StepForms::answered(store::Tx& tx, OfficeId office,
                                                  DossierId dossier) {
    // A direction without a ready team, or a team without a direction, is no readiness yet.
    const auto rows = TRY(tx.all<std::string>(
        "SELECT f.key FROM step_form f WHERE f.office_id = $1 AND f.dossier_id = $2"
        " AND f.ready = 1 AND (f.person_id = 0 OR EXISTS (SELECT 1 FROM step_form s"
        " WHERE s.office_id = f.office_id AND s.dossier_id = f.dossier_id AND s.key = f.key"
        " AND s.person_id = 0))"
        " UNION SELECT 'materi' FROM source WHERE office_id = $1 AND dossier_id = $2"
        " AND chosen = 1 AND removed_at IS NULL",
        office, dossier));
    std::set<std::string> keys;
    for (const auto& [key] : rows) keys.insert(key);
    return keys;
}

Result<std::vector<std::string>> StepForms::chosen(store::Tx& tx, OfficeId office,
                                                   DossierId dossier, const std::string& list) {
    const auto answers = TRY(of_dossier(tx, office, dossier));
    std::vector<std::string> all;
    for (const auto& answer : answers) {
        for (std::size_t i = 0; i < answer.form.fields.size(); ++i) {
            const auto& field = answer.form.fields[i];
            const bool wanted = list == kinds_key ? field.label == "@form.kinds_field"
                                                  : field.kind == FormKind::channels;
            if (wanted) all.insert(all.end(), answer.values[i].begin(), answer.values[i].end());
        }
    }
    return all;
}

}  // namespace kentongan::office
