// Counts dossiers on versions, and reads from journals how long steps took.
#include "office/sop_use.h"

#include <algorithm>

#include "base/text.h"
#include "office/journal.h"
#include "sop/record.h"

namespace kentongan::office {
namespace {

constexpr int dossiers_most = 300;
constexpr int working_day_minutes = 450;  // for comparison only (Perpres 21/2023)

/// One visit to a desk, while its journal is being read.
struct Stay {
    StepName step;
    Instant opened_at = {};
    std::optional<Instant> taken_at = {}, paused_at = {};
    minutes paused{}, paused_since_taken{};
};

class Reading {
  public:
    Reading(const sop::Definition& definition, const sop::WorkCalendar& calendar)
        : definition_(definition), calendar_(calendar) {}

    Result<void> journal(const std::vector<Entry>& entries) {
        stays_.clear();
        for (const auto& entry : entries) {
            const auto kind = text_of(entry.event, "event");
            if (!kind.starts_with("task_")) continue;
            auto event = TRY(sop::event_from(entry.event));
            take(event, entry.at);
        }
        return {};
    }

    std::vector<StepTimes> all() {
        std::vector<StepTimes> times;
        for (const auto& step : definition_.steps) {
            const auto found = lengths_.find(step.name);
            StepTimes one{.step = step.name};
            if (found != lengths_.end()) fill(one, found->second, effort_standard(step));
            times.push_back(std::move(one));
        }
        return times;
    }

  private:
    struct Lengths {
        std::vector<minutes> effort = {}, waiting = {}, on_desk = {};
        int sent_back = 0;
    };

    minutes between(Instant from, Instant till) const {
        return sop::working_minutes_between(calendar_, from, till);
    }

    void take(const sop::Event& event, Instant at) {
        if (const auto* opened = std::get_if<sop::TaskOpened>(&event)) {
            stays_[opened->task.number] = {.step = opened->task.step, .opened_at = at};
            if (!opened->reason.empty()) ++lengths_[opened->task.step].sent_back;
            return;
        }
        const int task = std::visit(
            [](const auto& one) {
                if constexpr (requires { int{one.task}; }) {
                    return one.task;
                } else {
                    return 0;
                }
            },
            event);
        const auto found = stays_.find(task);
        if (found == stays_.end()) return;
        Stay& stay = found->second;
        if (std::holds_alternative<sop::TaskClaimed>(event)) {
            stay.taken_at = at;
            stay.paused_since_taken = {};
        } else if (std::holds_alternative<sop::TaskReleased>(event)) {
            stay.taken_at.reset();
        } else if (std::holds_alternative<sop::TaskPaused>(event)) {
            stay.paused_at = at;
        } else if (std::holds_alternative<sop::TaskResumed>(event) && stay.paused_at) {
            const auto pause = between(*stay.paused_at, at);
            stay.paused += pause;
            if (stay.taken_at) stay.paused_since_taken += pause;
            stay.paused_at.reset();
        } else if (std::holds_alternative<sop::TaskDone>(event)) {
            done(stay, at);
            stays_.erase(found);
        }
    }

    void done(const Stay& stay, Instant at) {
        Lengths& lengths = lengths_[stay.step];
        lengths.on_desk.push_back(between(stay.opened_at, at) - stay.paused);
        if (!stay.taken_at) return;
        lengths.effort.push_back(between(*stay.taken_at, at) - stay.paused_since_taken);
        lengths.waiting.push_back(between(stay.opened_at, *stay.taken_at) -
                                  (stay.paused - stay.paused_since_taken));
    }

    static double mean(const std::vector<minutes>& all) {
        if (all.empty()) return 0;
        double sum = 0;
        for (const auto one : all) sum += static_cast<double>(one.count());
        return sum / static_cast<double>(all.size());
    }

    static void fill(StepTimes& one, Lengths& lengths, minutes standard) {
        one.done = static_cast<int>(lengths.on_desk.size());
        one.sent_back = lengths.sent_back;
        one.measured = static_cast<int>(lengths.effort.size());
        one.effort_mean = mean(lengths.effort);
        one.waiting_mean = mean(lengths.waiting);
        one.on_desk_mean = mean(lengths.on_desk);
        std::ranges::sort(lengths.effort);
        if (!lengths.effort.empty()) {
            one.effort_p90 =
                static_cast<double>(lengths.effort[(lengths.effort.size() - 1) * 9 / 10].count());
        }
        if (standard > minutes{}) {
            one.late = static_cast<int>(std::ranges::count_if(
                lengths.effort, [&](minutes effort) { return effort > standard; }));
        }
    }

    const sop::Definition& definition_;
    const sop::WorkCalendar& calendar_;
    std::map<int, Stay> stays_ = {};
    std::map<StepName, Lengths> lengths_ = {};
};

}  // namespace

Result<std::map<SopId, int>> running_on(store::Tx& tx, OfficeId office) {
    const auto rows =
        TRY(tx.all<SopId, int>("SELECT sop_id, count(*) FROM dossier"
                               " WHERE office_id = $1 AND state = 'open'"
                               " GROUP BY sop_id",
                               office));
    std::map<SopId, int> running;
    for (const auto& [sop, count] : rows) running[sop] = count;
    return running;
}

Result<std::vector<RunningDossier>> running_elsewhere(store::Tx& tx, OfficeId office,
                                                      const std::string& key, SopId version,
                                                      int most) {
    const auto rows = TRY(tx.all<DossierId, SopId, std::string, std::string, int>(
        "SELECT d.id, d.sop_id, d.number, d.title, v.version FROM dossier d"
        " JOIN sop_version v ON v.office_id = d.office_id AND v.id = d.sop_id"
        " WHERE d.office_id = $1 AND d.state = 'open' AND v.key = $2 AND d.sop_id <> $3"
        " ORDER BY d.id LIMIT $4",
        office, key, version, most));
    std::vector<RunningDossier> all;
    for (const auto& [id, sop, number, title, from] : rows) {
        all.push_back({id, sop, number, title, from});
    }
    return all;
}

Result<std::vector<StepTimes>> step_times(store::Tx& tx, OfficeId office, SopId sop,
                                          const sop::Definition& definition,
                                          const sop::WorkCalendar& calendar) {
    const auto dossiers = TRY(tx.all<DossierId>(
        "SELECT id FROM dossier WHERE office_id = $1 AND sop_id = $2 ORDER BY id DESC LIMIT $3",
        office, sop, dossiers_most));
    Reading reading(definition, calendar);
    for (const auto& [dossier] : dossiers) {
        const auto entries = TRY(Journal::of_stream(tx, office, cat("dossier/", dossier.value)));
        TRY(reading.journal(entries));
    }
    return reading.all();
}

minutes effort_standard(const sop::Step& step) {
    if (step.time.unit == sop::TimeUnit::working_minutes) return minutes{step.time.max};
    if (step.time.unit == sop::TimeUnit::working_days) {
        return minutes{step.time.max * working_day_minutes};
    }
    return {};
}

}  // namespace kentongan::office
