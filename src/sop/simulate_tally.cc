// Makes figures of samples: means, ninth deciles, queues, how busy whom.
#include "sop/simulate_tally.h"

#include <algorithm>

namespace kentongan::sop {
namespace {

double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

double ninth_decile(std::vector<double> values) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, values.size() * 9 / 10)];
}

}  // namespace

double as_minutes(TimeUnit unit, int count) {
    switch (unit) {
    case TimeUnit::none:
    case TimeUnit::during_event:
    case TimeUnit::automatic: return 0;
    case TimeUnit::working_minutes: return count;
    case TimeUnit::working_days: return count * day_minutes;
    case TimeUnit::calendar_days: return count * day_minutes * 5 / 7;
    case TimeUnit::clock_hours: return count * day_minutes / 24;
    case TimeUnit::months: return count * day_minutes * 21;
    }
    return 0;
}

void Samples::queue(int change, double now) {
    area += waiting_now * (now - changed);
    changed = now;
    waiting_now += change;
    waiting_most = std::max(waiting_most, waiting_now);
}

void Tally::add_to(Simulation& result, const Definition& sop, const SimOptions& options,
                   double now) {
    result.finished = static_cast<int>(leads.size());
    result.working_days = now / day_minutes;
    result.lead_mean = mean_of(leads);
    result.lead_p90 = ninth_decile(leads);
    if (now > 0) result.finished_per_day = result.finished / result.working_days;
    for (const Step& step : sop.steps) result.steps.push_back(figures_of(step, now));
    double most = -1;
    for (const Lane& lane : sop.lanes) {
        if (lane.kind == PerformerKind::applicant || lane.kind == PerformerKind::system) continue;
        result.roles.push_back(figures_of(lane, sop, options, now));
        if (result.roles.back().busy <= most) continue;
        most = result.roles.back().busy;
        result.busiest = lane.role;
    }
}

StepFigures Tally::figures_of(const Step& step, double now) {
    Samples& samples = samples_[step.name];
    samples.queue(0, now);
    StepFigures figures{step.name, step.activity.text};
    figures.done = static_cast<int>(samples.work.size());
    figures.sent_back = samples.sent_back;
    figures.standard = static_cast<int>(as_minutes(step.time.unit, step.time.max));
    figures.late = samples.late;
    figures.work_mean = mean_of(samples.work);
    figures.work_p90 = ninth_decile(samples.work);
    figures.wait_mean = mean_of(samples.wait);
    figures.wait_p90 = ninth_decile(samples.wait);
    figures.queue_mean = now > 0 ? samples.area / now : 0;
    figures.queue_most = samples.waiting_most;
    return figures;
}

RoleFigures Tally::figures_of(const Lane& lane, const Definition& sop, const SimOptions& options,
                              double now) const {
    RoleFigures figures{lane.role, lane.label};
    const auto said = options.staff.find(lane.role);
    if (said != options.staff.end()) figures.staff = said->second;
    const auto worked = busy.find(lane.role);
    const double available = now * std::max(figures.staff, 1);
    if (worked != busy.end() && available > 0) figures.busy = worked->second / available;
    for (const Step& step : sop.steps) {
        const bool theirs = std::ranges::any_of(
            step.performers, [&](const Performer& by) { return by.role == lane.role; });
        const auto samples = samples_.find(step.name);
        if (!theirs || samples == samples_.end()) continue;
        figures.queue_most = std::max(figures.queue_most, samples->second.waiting_most);
    }
    return figures;
}

}  // namespace kentongan::sop
