// Owns alarm and alarm_rule. One runner serves every office of the installation.
#include "office/alarms.h"

#include <algorithm>

#include "base/text.h"
#include "office/calendars.h"
#include "office/journal.h"
#include "office/library_rows.h"
#include "office/marking_json.h"
#include "office/notices.h"
#include "office/people_rows.h"
#include "office/policy.h"
#include "office/the_system.h"

namespace kentongan::office {
namespace {

constexpr int percent_whole = 100, percent_max = 500, least_max = 100'000, candidates_most = 50;
constexpr std::string_view daily = "sop/";

struct Planned {
    std::string kind, role;
    Instant at;
};

/// So many hundredths of the standard time before or after its end.
std::optional<Instant> moment_of(const sop::WorkCalendar& calendar, const sop::Task& task,
                                 const sop::StandardTime& time, int percent) {
    if (!task.due_at) return {};
    const bool by_minutes = time.unit == sop::TimeUnit::working_minutes;
    const auto whole = by_minutes
                           ? minutes{time.max}
                           : std::chrono::duration_cast<minutes>(*task.due_at - task.opened_at);
    const auto apart = whole * std::abs(percent - percent_whole) / percent_whole;
    if (!by_minutes) return percent < percent_whole ? *task.due_at - apart : *task.due_at + apart;
    return percent < percent_whole ? sop::subtract_working_minutes(calendar, *task.due_at, apart)
                                   : sop::add_working_minutes(calendar, *task.due_at, apart);
}

std::vector<Planned> planned_for(const sop::Step& step, const sop::Task& task,
                                 const AlarmRule& rule, const sop::WorkCalendar& calendar) {
    std::vector<Planned> all;
    const auto add = [&](std::string kind, const RoleName& role, int percent) {
        const auto at = moment_of(calendar, task, step.time, percent);
        if (at) all.push_back({std::move(kind), role.value, *at});
    };
    bool reminds = false;
    for (const auto& reminder : step.reminders) {
        const auto word = reminder.escalation                   ? "eskalasi"
                          : reminder.at_percent < percent_whole ? "segera"
                                                                : "lewat";
        add(cat(word, "/", reminder.at_percent), reminder.to, reminder.at_percent);
        reminds = reminds || !reminder.escalation;
    }
    const bool short_step =
        step.time.unit == sop::TimeUnit::working_minutes && step.time.max < rule.least_minutes;
    if (short_step || step.time.unit == sop::TimeUnit::none) return all;
    if (!reminds && rule.remind_percent > 0) {
        add(cat("segera/", rule.remind_percent), {}, rule.remind_percent);
    }
    if (rule.when_late) add("lewat/100", {}, percent_whole);
    return all;
}

Result<void> forget(store::Tx& tx, OfficeId office, DossierId dossier, int task) {
    TRY(
        tx.run("DELETE FROM alarm WHERE office_id = $1 AND dossier_id = $2 AND task = $3"
               " AND fired_at IS NULL",
               office, dossier, task));
    return {};
}

Result<void> plan(store::Tx& tx, OfficeId office, DossierId dossier, int task,
                  const Planned& alarm) {
    TRY(
        tx.run("INSERT INTO alarm (office_id, dossier_id, task, kind, to_role, at)"
               " VALUES ($1, $2, $3, $4, $5, $6)"
               " ON CONFLICT (office_id, dossier_id, task, kind, to_role) DO NOTHING",
               office, dossier, task, alarm.kind, alarm.role, alarm.at));
    return {};
}

/// The next working day's hour after `now`.
Instant next_daily(const sop::WorkCalendar& calendar, int minute, Instant now) {
    auto day = std::chrono::floor<std::chrono::days>(calendar.zone.local(now));
    for (int tries = 0; tries < 60; ++tries, day += std::chrono::days{1}) {
        const auto at = calendar.zone.instant(day + minutes{minute});
        const std::chrono::sys_days sys{day.time_since_epoch()};
        if (at > now && calendar.is_working_day(sys)) return at;
    }
    return now + std::chrono::days{1};
}

std::set<int> touched_by(const Turn& turn) {
    std::set<int> touched;
    for (const sop::Dossier* dossier : {&turn.before.state, &turn.after}) {
        for (const auto& task : dossier->desk) {
            const auto* was = turn.before.state.open_task(task.number);
            const auto* is = turn.after.open_task(task.number);
            const bool same = was && is && was->due_at == is->due_at &&
                              was->paused_at == is->paused_at && was->step == is->step;
            if (!same) touched.insert(task.number);
        }
    }
    return touched;
}

struct Due {
    OfficeId office;
    DossierId dossier;
    int task;
    std::string kind, role;
    Instant at;
};

Result<std::set<PersonId>> holders_of_role(store::Tx& tx, const Before& before,
                                           const RoleName& role, Instant now) {
    std::set<PersonId> people;
    for (const auto& one : before.performing) {
        if (one.role != role) continue;
        const auto holders = TRY(holders_of(tx, before.who.office, one.position, now));
        people.insert(holders.begin(), holders.end());
    }
    return people;
}

Result<void> fire_daily(store::Tx& tx, const Due& due, const Before& before,
                        const sop::WorkCalendar& calendar, Instant now) {
    const auto index = to_number(std::string_view(due.kind).substr(daily.size())).value_or(0);
    const auto& alarms = before.definition->alarms;
    if (index < 0 || static_cast<std::size_t>(index) >= alarms.size()) return {};
    const auto& alarm = alarms[static_cast<std::size_t>(index)];
    auto people = alarm.to.empty() ? TRY(Notices::concerned(tx, due.office, due.dossier, now))
                                   : TRY(holders_of_role(tx, before, alarm.to, now));
    TRY(Notices::tell(
        tx, due.office, people,
        {.kind = "pengingat_sop",
         .once = cat("jam/", due.dossier.value, "/", due.kind, "/", to_millis(due.at)),
         .dossier = due.dossier,
         .about = before.row.title,
         .reason = alarm.words,
         .link = cat("/berkas/", due.dossier.value)},
        now));
    TRY(
        tx.run("UPDATE alarm SET at = $6 WHERE office_id = $1 AND dossier_id = $2 AND task = $3"
               " AND kind = $4 AND to_role = $5",
               due.office, due.dossier, due.task, due.kind, due.role,
               next_daily(calendar, alarm.at_minute, now)));
    return {};
}

Result<void> fire_one(store::Tx& tx, const Due& due, const Before& before, Instant now) {
    const auto fired =
        TRY(tx.run("UPDATE alarm SET fired_at = $6 WHERE office_id = $1 AND dossier_id = $2"
                   " AND task = $3 AND kind = $4 AND to_role = $5 AND fired_at IS NULL",
                   due.office, due.dossier, due.task, due.kind, due.role, now));
    const auto* task = before.state.open_task(due.task);
    if (fired != 1 || !task || task->paused_at) return {};
    auto people = due.role.empty() ? TRY(people_of(tx, before, *task, now))
                                   : TRY(holders_of_role(tx, before, {due.role}, now));
    const auto* step = before.definition->find(task->step);
    const auto words = due.kind.substr(0, due.kind.find('/'));
    TRY(Notices::tell(tx, due.office, people,
                      {.kind = words,
                       .once = cat("jam/", due.dossier.value, "/", due.task, "/", due.kind),
                       .dossier = due.dossier,
                       .about = before.row.title,
                       .reason = step ? cat(step->name.value, ". ", step->activity.text) : "",
                       .link = cat("/berkas/", due.dossier.value, "#tugas-", due.task),
                       .due_at = task->due_at},
                      now));
    JsonObject event{{"event", "clock_told"}, {"kind", words}, {"rule", due.kind}};
    event["task"] = due.task;
    event["people"] = people.size();
    TRY(Journal::append(tx, the_system(due.office), cat("dossier/", due.dossier.value),
                        std::move(event), now));
    return {};
}

}  // namespace

Result<void> Alarms::follow(store::Tx& tx, const Turn& turn, const sop::WorkCalendar& calendar,
                            Instant now) {
    const auto office = turn.before.who.office;
    const auto id = turn.before.row.id;
    const auto& definition = *turn.before.definition;
    const auto rule_now = TRY(rule(tx, office, definition.key));
    bool planned_some = false;
    for (const int number : touched_by(turn)) {
        TRY(forget(tx, office, id, number));
        const auto* task = turn.after.open_task(number);
        const auto* step = task ? definition.find(task->step) : nullptr;
        if (!step || !task->due_at || task->paused_at) continue;
        for (const auto& alarm : planned_for(*step, *task, rule_now, calendar)) {
            if (alarm.at < now) continue;
            TRY(plan(tx, office, id, number, alarm));
            planned_some = true;
        }
    }
    if (turn.before.state.state == sop::State::new_) {
        for (std::size_t i = 0; i < definition.alarms.size(); ++i) {
            if (definition.alarms[i].at_minute < 0) continue;
            const auto at = next_daily(calendar, definition.alarms[i].at_minute, now);
            TRY(plan(tx, office, id, 0, {cat(daily, i), "", at}));
            planned_some = true;
        }
    }
    if (turn.after.state != sop::State::open) TRY(forget(tx, office, id, 0));
    if (planned_some) tx.tell("alarm");
    return {};
}

Result<AlarmRule> Alarms::rule(store::Tx& tx, OfficeId office, const std::string& sop_key) {
    const auto rows = TRY(tx.all<std::string, int, int, int>(
        "SELECT sop_key, least_minutes, remind_percent, when_late FROM alarm_rule"
        " WHERE office_id = $1 AND (sop_key = $2 OR sop_key = '') ORDER BY sop_key DESC",
        office, sop_key));
    AlarmRule rule{.sop_key = sop_key};
    if (rows.empty()) return rule;
    const auto& [key, least, percent, late] = rows.front();
    rule.least_minutes = least;
    rule.remind_percent = percent;
    rule.when_late = late != 0;
    return rule;
}

Result<void> Alarms::set_rule(store::Tx& tx, const Who& who, const AlarmRule& rule, Instant now) {
    TRY(need(who, Right::manage_sop));
    if (rule.least_minutes < 0 || rule.least_minutes > least_max || rule.remind_percent < 0 ||
        rule.remind_percent > percent_max) {
        return Error{Kind::invalid, "out of range", {{"alarm", "out_of_range"}}};
    }
    TRY(tx.run(
        "INSERT INTO alarm_rule (office_id, sop_key, least_minutes, remind_percent,"
        " when_late) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (office_id, sop_key)"
        " DO UPDATE SET least_minutes = excluded.least_minutes,"
        " remind_percent = excluded.remind_percent, when_late = excluded.when_late",
        who.office, rule.sop_key, rule.least_minutes, rule.remind_percent, rule.when_late ? 1 : 0));
    JsonObject event{{"event", "alarm_rule"}, {"sop", rule.sop_key}};
    event["least_minutes"] = rule.least_minutes;
    event["percent"] = rule.remind_percent;
    TRY(Journal::append(tx, who, cat("person/", who.person.value), std::move(event), now));
    return {};
}

Result<int> Alarms::fire_due(int most) {
    int fired = 0;
    while (fired < most) {
        const auto now = clock_();
        const auto rows = TRY(db_.read([&](store::Tx& tx) {
            return tx.all<OfficeId, DossierId, int, std::string, std::string, Instant>(
                "SELECT office_id, dossier_id, task, kind, to_role, at FROM alarm"
                " WHERE fired_at IS NULL AND at <= $1 ORDER BY at LIMIT $2",
                now, candidates_most);
        }));
        if (rows.empty()) break;
        for (const auto& [office, dossier, task, kind, role, at] : rows) {
            const Due due{office, dossier, task, kind, role, at};
            const auto done = db_.write([&](store::Tx& tx) -> Result<void> {
                const auto before = TRY(look_at(tx, the_system(due.office), due.dossier));
                if (due.kind.starts_with(daily)) {
                    const auto calendar = TRY(Calendars::of(tx, due.office));
                    return fire_daily(tx, due, before, *calendar, now);
                }
                return fire_one(tx, due, before, now);
            });
            if (!done) return done.error();
            ++fired;
        }
    }
    return fired;
}

Result<std::optional<Instant>> Alarms::next_due() {
    return db_.read([](store::Tx& tx) -> Result<std::optional<Instant>> {
        const auto [at] =
            TRY(tx.one<std::optional<Instant>>("SELECT min(at) FROM alarm WHERE fired_at IS NULL"));
        return at;
    });
}

}  // namespace kentongan::office
