// The one door: load, decide, store, mark, promise.
#include "office/dossiers.h"

#include <algorithm>

#include "base/text.h"
#include "office/airings.h"
#include "office/alarms.h"
#include "office/content_rows.h"
#include "office/dossier_act.h"
#include "office/dossier_calls.h"
#include "office/information.h"
#include "office/letters.h"
#include "office/marking_json.h"
#include "office/people_rows.h"
#include "office/policy.h"
#include "office/promises.h"
#include "sop/permission.h"
#include "sop/record.h"

namespace kentongan::office {
namespace {

constexpr std::size_t title_max = 300, words_max = 300;

std::string stream_of(DossierId id) {
    return cat("dossier/", id.value);
}

/// One command on one dossier, from the look to the last promise.
class Deed {
  public:
    Deed(store::Tx& tx, Before before, const sop::Command& command, Instant now)
        : tx_(tx), before_(std::move(before)), command_(command), now_(now) {}

    Result<sop::Dossier> run(const sop::WorkCalendar& calendar, const std::string& seen_hash) {
        const int number = task_of(command_);
        const auto* task = before_.state.open_task(number);
        if (task) act_as_performer(before_.who, before_.performing, task->roles);
        TRY(check_seen(seen_hash));
        TRY(check_proven());
        TRY(check_release());
        const auto known = TRY(known_for(tx_, before_, command_));
        const sop::Situation situation{now_,          calendar,    before_.actor,
                                       known.at_hand, known.lists, known.edited_since};
        const auto decision =
            TRY(sop::decide(*before_.definition, before_.state, command_, situation));
        after_ = before_.state;
        for (const auto& event : decision.events) after_.apply(event);
        TRY(fix_content(decision));
        TRY(record(decision));
        TRY(mark(decision));
        TRY(carry_out(decision));
        TRY(keep_promise(calendar, decision));
        const Turn turn{before_, after_, decision};
        TRY(tell_of(tx_, turn, now_));
        TRY(Alarms::follow(tx_, turn, calendar, now_));
        return after_;
    }

  private:
    const Who& who() const { return before_.who; }
    DossierId id() const { return before_.row.id; }
    const sop::Finish* finish() const { return std::get_if<sop::Finish>(&command_); }

    Result<void> check_seen(const std::string& seen_hash) {
        if (seen_hash.empty() || !finish()) return {};
        const auto items = TRY(Contents::all_of_dossier(tx_, who().office, id()));
        if (Contents::package_of(items, {}).draft_hash == seen_hash) return {};
        return Error{Kind::conflict, "the content moved on", {{"content", "moved_on"}}};
    }

    /// Only where the SOP says paraf must a person prove again who they are.
    Result<void> check_proven() {
        const auto* step = step_finished();
        const auto* exit = step && step->paraf ? step->exit(finish()->outcome) : nullptr;
        if (!exit || exit->is_return || who().is_system || !who().proven.empty()) return {};
        if (!sop::is_performer(*before_.state.open_task(finish()->task), before_.actor)) return {};
        return Error{Kind::invalid, "a paraf wants a secret", {{"secret", "required"}}};
    }

    /// What is excluded is not ordered to go out.
    Result<void> check_release() {
        const auto* step = step_finished();
        const bool orders = step && step->act == sop::Act::order_release;
        const auto* exit = orders ? step->exit(finish()->outcome) : nullptr;
        if (!exit || exit->is_return) return {};
        return Informations::check(tx_, who().office, id());
    }

    const sop::Step* step_finished() const {
        const auto* task = finish() ? before_.state.open_task(finish()->task) : nullptr;
        return task ? before_.definition->find(task->step) : nullptr;
    }

    static const sop::VersionFixed* fixing_in(const sop::Decision& decision) {
        for (const auto& effect : decision.effects) {
            if (const auto* fixed = std::get_if<sop::VersionFixed>(&effect)) return fixed;
        }
        return nullptr;
    }

    /// What a maker or checker hands on becomes immutable, so that whoever comes next judges
    /// exactly that.
    Result<void> fix_content(const sop::Decision& decision) {
        const auto* step = step_finished();
        if (!step) return {};
        const bool fixes = fixing_in(decision) != nullptr;
        if (!fixes && !may_change_content(step->act)) return {};
        const auto changes = TRY(changes_of(tx_, who().office, id()));
        if (changes == 0 && !fixes) return {};
        version_ = TRY(Contents::fix_package(tx_, who(), id(), now_));
        return {};
    }

    Result<void> record(const sop::Decision& decision) {
        const auto changes = TRY(changes_of(tx_, who().office, id()));
        TRY(save_dossier(
            tx_, who().office,
            {before_.row, after_, decision.events, before_.performing, changes, now_}));
        for (const auto& event : decision.events) {
            const auto json = sop::to_json(event);
            TRY(Journal::append(tx_, who(), stream_of(id()), json.get_object(), now_));
        }
        tx_.tell(stream_of(id()));
        return tell_desks(decision);
    }

    /// Everyone on whose desk something came, changed or went.
    Result<void> tell_desks(const sop::Decision& decision) {
        std::set<int> moved;
        for (const sop::Dossier* dossier :
             {&std::as_const(before_.state), &std::as_const(after_)}) {
            for (const auto& task : dossier->desk) {
                const auto* then = before_.state.open_task(task.number);
                const auto* now = after_.open_task(task.number);
                if (!then || !now || !(*then == *now)) moved.insert(task.number);
            }
        }
        for (const auto& effect : decision.effects) {
            if (const auto* notify = std::get_if<sop::Notify>(&effect)) moved.insert(notify->task);
        }
        std::set<PersonId> people;
        std::set<PositionId> positions;
        for (const int number : moved) {
            const auto* task = after_.open_task(number);
            if (!task) task = before_.state.open_task(number);
            if (!task) continue;
            people.insert(task->people.begin(), task->people.end());
            for (const auto& one : before_.performing) {
                if (task->people.empty() && task->roles.contains(one.role)) {
                    positions.insert(one.position);
                }
            }
        }
        for (const auto position : positions) {
            const auto holders = TRY(holders_of(tx_, who().office, position, now_));
            people.insert(holders.begin(), holders.end());
        }
        for (const auto person : people) tx_.tell(cat("desk/", person.value));
        return {};
    }

    /// A decision that lets the content pass is a mark on exactly these bytes.
    Result<void> mark(const sop::Decision& decision) {
        const auto* step = step_finished();
        const auto* exit = step ? step->exit(finish()->outcome) : nullptr;
        if (!exit || exit->is_return || !version_) return {};
        const auto* fixing = fixing_in(decision);
        const bool judges = step->act == sop::Act::review || step->act == sop::Act::approve ||
                            step->act == sop::Act::edit || step->paraf;
        if (!fixing && !(step->decision && judges)) return {};
        Mark mark{.dossier = id(), .task = finish()->task, .step = step->name};
        mark.kind = step->paraf || (fixing && fixing->paraf)   ? MarkKind::paraf
                    : fixing || step->act == sop::Act::approve ? MarkKind::setuju
                                                               : MarkKind::periksa;
        if (mark.kind == MarkKind::paraf || who().proven == "kertas") {
            mark.strength = who().proven;
        }
        mark.fixing = fixing != nullptr;
        mark.content_hash = version_->hash;
        mark.content_version = version_->number;
        mark.at = now_;
        const auto made = TRY(Marks::make(tx_, who(), mark));
        JsonObject event{{"event", "marked"}, {"mark", std::to_string(made.value)}};
        event["task"] = mark.task;
        event["step"] = step->name.value;
        event["hash"] = mark.content_hash;
        event["version"] = mark.content_version;
        event["fixing"] = mark.fixing;
        event["strength"] = mark.strength;
        TRY(Journal::append(tx_, who(), stream_of(id()), std::move(event), now_));
        return {};
    }

    Result<void> carry_out(const sop::Decision& decision) {
        for (const auto& event : decision.events) {
            if (const auto* done = std::get_if<sop::TaskDone>(&event); done && done->returned) {
                TRY(Airings::call_off(tx_, who(), id(), done->task, now_));
            }
            if (const auto* cancelled = std::get_if<sop::TaskCancelled>(&event)) {
                TRY(Airings::call_off(tx_, who(), id(), cancelled->task, now_));
            }
            if (const auto* skipped = std::get_if<sop::TaskSkipped>(&event)) {
                TRY(Airings::call_off(tx_, who(), id(), skipped->task, now_));
            }
        }
        for (const auto& effect : decision.effects) {
            const auto* opened = std::get_if<sop::ActOpened>(&effect);
            // The order sets the times, so it needs the airings before the publishing step does.
            const bool airs = opened && (opened->act == sop::Act::publish ||
                                         opened->act == sop::Act::order_release);
            if (!airs) continue;
            const auto* task = after_.open_task(opened->task);
            if (!task) continue;
            TRY(Airings::plan(tx_, who(), id(), task->number, task->item(), now_));
        }
        return {};
    }

    /// While nothing could be done here, the promise stood still.
    Result<void> keep_promise(const sop::WorkCalendar& calendar, const sop::Decision& decision) {
        if (!before_.row.promise_at) return {};
        for (const auto& event : decision.events) {
            const auto* resumed = std::get_if<sop::TaskResumed>(&event);
            const auto* task = resumed ? before_.state.open_task(resumed->task) : nullptr;
            if (!task || !task->paused_at) continue;
            const auto moved =
                sop::moved_by_pause(calendar, *before_.row.promise_at, *task->paused_at, now_,
                                    sop::TimeUnit::working_minutes);
            TRY(move_promise(tx_, who().office, id(), moved));
        }
        return {};
    }

    store::Tx& tx_;
    Before before_;
    const sop::Command& command_;
    Instant now_;
    sop::Dossier after_ = {};
    std::optional<ContentVersion> version_ = {};
};

Error required(std::string field, std::string rule) {
    return {Kind::invalid, cat(field, " ", rule), {{field, rule}}};
}

}  // namespace

Result<DossierId> Dossiers::open(const Who& who, const NewDossier& wish) {
    return db_.write([&](store::Tx& tx) { return open(tx, who, wish); });
}

Result<DossierId> Dossiers::open(store::Tx& tx, const Who& who, const NewDossier& wish) {
    TRY(need(who, Right::open_dossier));
    DossierRow row{.id = fresh<DossierId>()};
    row.title = canonical_text(trimmed(wish.title));
    row.requester = canonical_text(trimmed(wish.requester));
    row.origin = canonical_text(trimmed(wish.origin));
    if (row.title.empty()) return required("title", "required");
    if (length_of(row.title) > title_max) {
        return Error{Kind::invalid,
                     "title too long",
                     {{"title",
                       "too_long",
                       {std::to_string(length_of(row.title)), std::to_string(title_max)}}}};
    }
    if (length_of(row.requester) > words_max || length_of(row.origin) > words_max) {
        return Error{Kind::invalid,
                     "requester too long",
                     {{"requester", "too_long", {std::to_string(words_max)}}}};
    }
    const auto definition = TRY(Library::definition(tx, who.office, wish.sop));
    const auto now = clock_();
    row.number = TRY(next_number(tx, who.office, now));
    row.urgent = wish.urgent;
    row.sop = wish.sop;
    row.opened_at = now;
    row.opened_by = who.person;
    row.marking = marking_json({});
    const auto promises = TRY(Promises::all(tx, who.office));
    if (const auto promise = promises.find(definition->key); promise != promises.end()) {
        const auto calendar = TRY(Calendars::of(tx, who.office));
        row.promise_days = promise->second;
        row.promise_at = sop::add_working_days(*calendar, now, promise->second);
    }
    TRY(insert_dossier(tx, who.office, row));
    JsonObject event{{"event", "dossier_opened"},
                     {"number", row.number},
                     {"title", row.title},
                     {"requester", row.requester},
                     {"origin", row.origin}};
    event["sop"] = definition->key;
    TRY(Journal::append(tx, who, stream_of(row.id), std::move(event), now));
    TRY(Contents::create(tx, who, row.id, row.title, now));
    TRY(act(tx, who, row.id, sop::Start{row.title}));
    return row.id;
}

Result<sop::Dossier> Dossiers::act(const Who& who, DossierId id, const sop::Command& command,
                                   const std::string& seen_hash) {
    return db_.write([&](store::Tx& tx) { return act(tx, who, id, command, seen_hash); });
}

Result<sop::Dossier> Dossiers::act(store::Tx& tx, const Who& who, DossierId id,
                                   const sop::Command& command, const std::string& seen_hash) {
    auto before = TRY(look_at(tx, who, id));
    if (!who.is_system) TRY(check_called(tx, who.office, id, command));
    const int opened_before = before.state.tasks_opened;
    const auto now = clock_();
    const auto calendar = TRY(Calendars::of(tx, who.office));
    auto after = TRY(Deed(tx, std::move(before), command, now).run(*calendar, seen_hash));
    TRY(follow_calls(*this, tx, who, id, opened_before, after, now));
    return after;
}

Result<void> Dossiers::tick(const Who& who, DossierId id, const std::string& item, bool at_hand) {
    return db_.write([&](store::Tx& tx) { return tick(tx, who, id, item, at_hand); });
}

Result<void> Dossiers::tick(store::Tx& tx, const Who& who, DossierId id, const std::string& item,
                            bool at_hand, Teller by) {
    const auto before = TRY(look_at(tx, who, id));
    const auto letter = TRY(Letters::of_dossier(tx, who.office, id));
    bool asked = false, told = false;
    for (const auto& task : before.state.desk) {
        const auto* step = before.definition->find(task.step);
        const bool mine = sop::is_performer(task, before.actor) || before.actor.may_manage;
        if (!mine || !step) continue;
        for (const auto* items : {&step->needs, &step->makes}) {
            for (const auto& one : *items) {
                if (key_of(one) != item || ticks_itself(one)) continue;
                asked = true;
                told = told || told_by_hand(*step, one, letter.has_value());
            }
        }
    }
    if (!asked) {
        return Error{Kind::forbidden, "no such item on your desk", {{"item", "not_yours"}}};
    }
    // What an earlier version let them tick may always be taken back.
    if (at_hand && !told && by == Teller::person) {
        return Error{Kind::invalid, "a page makes it", {{"item", "has_page"}}};
    }
    TRY(set_tick(tx, who, id, item, at_hand, clock_()));
    JsonObject event{{"event", "item_ticked"}, {"item", item}};
    event["at_hand"] = at_hand;
    TRY(Journal::append(tx, who, stream_of(id), std::move(event), clock_()));
    tx.tell(stream_of(id));
    return {};
}

Result<sop::Dossier> Dossiers::load(store::Tx& tx, OfficeId office, DossierId id) {
    const auto row = TRY(dossier_row(tx, office, id));
    return dossier_from(id, row.revision, row.marking);
}

Result<std::optional<std::string>> Dossiers::last_seen(store::Tx& tx, const Who& who,
                                                       DossierId id) {
    const auto row =
        TRY(tx.maybe<std::string>("SELECT content_hash FROM dossier_seen"
                                  " WHERE office_id = $1 AND person_id = $2 AND dossier_id = $3",
                                  who.office, who.person, id));
    return row ? std::optional(std::get<0>(*row)) : std::nullopt;
}

Result<void> Dossiers::remember_seen(const Who& who, DossierId id, const std::string& hash) {
    const auto now = clock_();
    return db_.write([&](store::Tx& tx) -> Result<void> {
        TRY(dossier_row(tx, who.office, id));
        return set_seen(tx, who, id, hash, now);
    });
}

}  // namespace kentongan::office
