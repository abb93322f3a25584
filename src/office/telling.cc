// From effects and comments of the rules to notices of people.
#include "office/telling.h"

#include "base/text.h"
#include "office/notices.h"
#include "office/people_rows.h"

namespace kentongan::office {
namespace {

std::string kind_of(const std::string& why) {
    if (why == "returned") return "dikembalikan";
    if (why == "assigned") return "ditugaskan";
    if (why == "reminded") return "diingatkan";
    return "tugas";
}

/// Why a task was sent back here, as it was written.
std::string reason_of(const sop::Decision& decision, int task) {
    for (const auto& event : decision.events) {
        const auto* opened = std::get_if<sop::TaskOpened>(&event);
        if (opened && opened->task.number == task) return opened->reason;
    }
    return {};
}

Result<void> tell_task(store::Tx& tx, const Turn& turn, const sop::Notify& notify, Instant now) {
    const auto* task = turn.after.open_task(notify.task);
    if (!task) return {};
    auto people = TRY(people_of(tx, turn.before, *task, now));
    people.erase(turn.before.who.person);
    const auto* step = turn.before.definition->find(task->step);
    const auto id = turn.before.row.id.value;
    // A task is one thing; only a reminder or another assignment is news again.
    const bool again = notify.why == "reminded" || notify.why == "assigned";
    News news{.kind = kind_of(notify.why),
              .once = cat("tugas/", id, "/", notify.task),
              .dossier = turn.before.row.id,
              .about = turn.before.row.title,
              .reason = reason_of(turn.decision, notify.task),
              .link = cat("/berkas/", id, "#tugas-", notify.task),
              .due_at = task->due_at};
    if (again) news.once += cat("/", notify.why, "/", turn.after.revision);
    if (step && news.reason.empty()) {
        news.reason = cat(task->step.value, ". ", step->activity.text,
                          task->item().empty() ? "" : cat(" (", task->item(), ")"));
    }
    return Notices::tell(tx, turn.before.who.office, people, news, now);
}

/// Everyone concerned, and whoever is named "@masuk" in it.
Result<void> tell_comment(store::Tx& tx, const Turn& turn, const sop::Commented& comment,
                          Instant now) {
    const auto office = turn.before.who.office;
    const auto id = turn.before.row.id;
    auto people = TRY(Notices::concerned(tx, office, id, now));
    for (std::size_t at = comment.words.find('@'); at != std::string::npos;
         at = comment.words.find('@', at + 1)) {
        const auto rest = std::string_view(comment.words).substr(at + 1);
        const auto name = lowered(rest.substr(0, rest.find_first_of(" ,.;:!?\n")));
        const auto named = TRY(
            tx.maybe<PersonId>("SELECT p.id FROM person p JOIN membership m ON m.person_id = p.id"
                               " WHERE m.office_id = $1 AND p.sign_in = $2",
                               office, name));
        if (named) people.insert(std::get<0>(*named));
    }
    people.erase(comment.by);
    return Notices::tell(tx, office, people,
                         {.kind = "komentar",
                          .once = cat("komentar/", id.value, "/", turn.after.revision),
                          .dossier = id,
                          .about = turn.before.row.title,
                          .reason = comment.words,
                          .link = cat("/berkas/", id.value, "#percakapan")},
                         now);
}

}  // namespace

Result<std::set<PersonId>> people_of(store::Tx& tx, const Before& before, const sop::Task& task,
                                     Instant now) {
    std::set<PersonId> people(task.people.begin(), task.people.end());
    if (!people.empty()) return people;
    for (const auto& one : before.performing) {
        if (!task.roles.contains(one.role)) continue;
        const auto holders = TRY(holders_of(tx, before.who.office, one.position, now));
        people.insert(holders.begin(), holders.end());
    }
    return people;
}

Result<void> tell_of(store::Tx& tx, const Turn& turn, Instant now) {
    for (const auto& effect : turn.decision.effects) {
        const auto* notify = std::get_if<sop::Notify>(&effect);
        if (notify) TRY(tell_task(tx, turn, *notify, now));
    }
    for (const auto& event : turn.decision.events) {
        const auto* comment = std::get_if<sop::Commented>(&event);
        if (comment) TRY(tell_comment(tx, turn, *comment, now));
    }
    return {};
}

}  // namespace kentongan::office
