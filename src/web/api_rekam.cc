// From the office's values to the records of the API.
#include <algorithm>

#include "office/dossier_notes.h"
#include "sop/diagram.h"
#include "sop/record.h"
#include "sop/vocabulary.h"
#include "web/api.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

std::string word_of(sop::Act act) {
    return std::string(sop::word_for(sop::act_words(), act));
}

int whole_minutes(minutes time) {
    return static_cast<int>(time.count());
}

std::string name_of(const office::DossierView& dossier, PersonId person) {
    const auto found = dossier.names.find(person);
    return found == dossier.names.end() ? "" : found->second;
}

api::Choice choice_of(const Site& site, const Visit& visit, const sop::Step& step,
                      const office::Choice& choice) {
    api::Choice record{.outcome = choice.exit.outcome,
                       .label = exit_words(Say(site, visit), step, choice.exit),
                       .to = choice.exit.to.value,
                       .is_return = choice.exit.is_return,
                       .reason_required = choice.exit.reason_required};
    for (const auto& step_name : choice.exit.allowed) record.allowed.push_back(step_name.value);
    for (const auto& issue : issues_of(site.look.words(), visit.language, choice.obstacles)) {
        record.obstacles.push_back({issue.field, issue.rule, issue.words});
    }
    return record;
}

api::Task task_record(const Site& site, const Visit& visit, const office::DossierView& dossier,
                      const office::OpenTask& open) {
    const sop::Task& task = open.task;
    api::Task record{.number = task.number,
                     .step = task.step.value,
                     .item = task.item(),
                     .mine = open.mine,
                     .performers = open.performers,
                     .claimed_by = task.claimed_by,
                     .opened_at = task.opened_at,
                     .due_at = task.due_at,
                     .minutes_left = whole_minutes(open.left),
                     .paused = task.paused_at.has_value(),
                     .late = open.late};
    if (!open.step) return record;
    record.activity = open.step->activity.text;
    record.act = word_of(open.step->act);
    record.decision = open.step->decision;
    record.fixing = open.step->fixing;
    record.paraf = open.step->paraf;
    for (const auto& item : office::wanted_items(*open.step)) {
        const auto& key = office::key_of(item);
        record.needs.push_back({.key = key,
                                .words = item.words.text,
                                .at_hand = dossier.at_hand.contains(key),
                                .ticks_itself = !dossier.by_hand.contains(key)});
    }
    for (const auto& choice : open.choices) {
        record.choices.push_back(choice_of(site, visit, *open.step, choice));
    }
    return record;
}

api::Mark mark_record(const office::Mark& mark) {
    return {.task = mark.task,
            .step = mark.step.value,
            .kind = mark.kind,
            .fixing = mark.fixing,
            .earlier_version = mark.earlier_version,
            .voided = mark.voided,
            .hash = mark.content_hash,
            .version = mark.content_version,
            .person = mark.person_name,
            .as_position = mark.as_position,
            .strength = mark.strength,
            .at = mark.at};
}

}  // namespace

api::Row row_of(const office::DeskRow& row) {
    return {.dossier = row.dossier,
            .number = row.number,
            .title = row.title,
            .requester = row.requester,
            .task = row.task,
            .step = row.step.value,
            .activity = row.step_activity,
            .item = row.item,
            .act = word_of(row.act),
            .decision = row.decision,
            .opened_at = row.opened_at,
            .due_at = row.due_at,
            .minutes_left = whole_minutes(row.left),
            .paused = row.paused,
            .late = row.late,
            .urgent = row.urgent,
            .returned = row.returned,
            .claimed_by = row.claimed_by,
            .sop = row.sop,
            .state = row.state};
}

api::Dossier dossier_of(const Site& site, const Visit& visit, const office::DossierView& view) {
    api::Dossier record{.id = view.id,
                        .number = view.number,
                        .title = view.title,
                        .requester = view.requester,
                        .origin = view.origin,
                        .urgent = view.urgent,
                        .sop = view.sop,
                        .sop_version = view.sop_version,
                        .state = view.state.state,
                        .opened_at = view.opened_at,
                        .opened_by = view.opened_by,
                        .opened_by_name = name_of(view, view.opened_by),
                        .may_edit = view.may_edit,
                        .may_manage = view.may_manage};
    for (const auto& open : view.open) record.open.push_back(task_record(site, visit, view, open));
    for (const auto& version : view.versions) record.versions.push_back(version_of(version));
    for (const auto& mark : view.marks) record.marks.push_back(mark_record(mark));
    record.approved_hash = view.approved_hash;
    for (const auto& line : view.history) record.history.push_back(entry_of(line.entry));
    return record;
}

api::Moved moved_of(DossierId id, const sop::Dossier& dossier) {
    api::Moved record{.dossier = id, .state = dossier.state};
    for (const auto& task : dossier.desk) {
        record.open.push_back({task.number, task.step.value, task.item()});
    }
    return record;
}

api::Version version_of(const office::ContentVersion& version) {
    return {version.number, version.hash, version.by_shown, version.at};
}

api::Entry entry_of(const office::Entry& entry) {
    return {.stream = entry.stream,
            .number = static_cast<int>(entry.number),
            .at = entry.at,
            .person = entry.person_name,
            .as_position = entry.as_position,
            .previous = entry.previous,
            .hash = entry.hash,
            .event = entry.event};
}

api::Airing airing_of(const office::Airing& airing) {
    return {.id = airing.id,
            .dossier = airing.dossier,
            .dossier_number = airing.dossier_number,
            .dossier_title = airing.dossier_title,
            .task = airing.task,
            .channel = airing.account.channel.value,
            .account = airing.account.label,
            .mode = airing.account.mode,
            .state = airing.state,
            .content_hash = airing.content_hash,
            .url = airing.url,
            .last_word = airing.last_word,
            .planned_at = airing.planned_at,
            .not_before = airing.not_before,
            .ends_at = airing.ends_at,
            .aired_at = airing.aired_at,
            .times = airing.times};
}

api::Picture picture_of(DossierId dossier, const office::ContentFile& file) {
    return {.sha256 = file.sha256,
            .type = file.type,
            .name = file.name,
            .alt = file.alt,
            .credit = file.credit,
            .address = cat("/api/v1/berkas/", dossier.value, "/gambar/", file.sha256),
            .bytes = file.bytes};
}

api::Draft draft_of(DossierId dossier, const office::Content& content) {
    api::Draft record{.dossier = dossier,
                      .id = content.id,
                      .kind = content.kind,
                      .revision = content.draft_revision,
                      .title = content.draft.title,
                      .text = office::text_from_document(content.draft.body),
                      .document = content.draft.body,
                      .variants = content.draft.variants,
                      .picks = content.draft.picks,
                      .hash = content.draft_hash,
                      .is_latest_version = content.draft_is_latest};
    for (const auto& file : content.draft.files) {
        record.pictures.push_back(picture_of(dossier, file));
    }
    return record;
}

}  // namespace kentongan::web
