// Pages on the use of an SOP: versions, measured times, trial run.
#include "web/sop_jalan.h"

#include <algorithm>
#include <cmath>

#include "sop/simulate.h"
#include "web/pages.h"
#include "web/reply.h"

namespace kentongan::web {
namespace {

constexpr int cases_most = 2000, cases_usual = 200;

std::string whole(const Say& say, double working_minutes) {
    return say.work(minutes{static_cast<std::int64_t>(std::lround(working_minutes))});
}

std::int64_t part(double value, double longest) {
    return longest <= 0 ? 0 : std::lround(value * 100 / longest);
}

std::string standard_words(const Say& say, const sop::Step& step) {
    return step.time.raw.empty() ? say("times.no_standard") : step.time.raw;
}

sop::SimOptions trial_options(const Visit& visit) {
    sop::SimOptions options{.calendar = &visit.calendar()};
    const auto cases = to_number(visit.asked("berkas")).value_or(cases_usual);
    options.cases = static_cast<int>(std::clamp<std::int64_t>(cases, 1, cases_most));
    const auto seed = to_number(visit.asked("benih")).value_or(1);
    options.seed = static_cast<std::uint64_t>(std::clamp<std::int64_t>(seed, 0, 1'000'000'000));
    return options;
}

TimeRow row_of(const Say& say, const sop::Step& step, const office::StepTimes& times,
               double longest) {
    TimeRow row{.step = step_words(step), .standard = standard_words(say, step)};
    row.done = std::to_string(times.done);
    row.sent_back = std::to_string(times.sent_back);
    if (times.done > 0) row.on_desk = whole(say, times.on_desk_mean);
    if (times.measured > 0) {
        row.effort = whole(say, times.effort_mean);
        row.waiting = whole(say, times.waiting_mean);
        row.effort_bar = part(times.effort_mean, longest);
        row.waiting_bar = part(times.waiting_mean, longest);
    }
    const auto standard = office::effort_standard(step);
    row.standard_bar = part(static_cast<double>(standard.count()), longest);
    if (standard > minutes{} && times.measured > 0) {
        row.late = say("times.late", {std::to_string(times.late), std::to_string(times.measured)});
        row.is_late = times.late > 0;
    }
    return row;
}

}  // namespace

Answer show_sop_versions(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto shown = TRY(sop_to_show(site, visit));
    SopVersionsView view{.shell = TRY(shell_of(site, visit, shown.adopted.title, "sop")),
                         .front = sop_front(site, visit, shown, SopPart::versions)};
    const auto everyone = TRY(site.people.everyone(visit.who().office));
    int elsewhere = 0;
    for (std::size_t i = 0; i < shown.versions.size(); ++i) {
        const auto& one = shown.versions[i];
        VersionRow row{.version = say("sop.version", {std::to_string(one.version)}),
                       .address = cat("/sop/", one.id.value),
                       .when = say.moment(one.adopted_at),
                       .hash = short_hash(one.hash),
                       .pill = version_pill(say, visit, one)};
        const auto by = std::ranges::find(everyone, one.adopted_by, &office::Who::person);
        row.by = by == everyone.end() ? "" : cat(by->shown(), " (", by->name, ")");
        if (one.effective_at) {
            row.from = long_date(*one.effective_at, visit.zone(), visit.language);
        }
        if (one.promise_days > 0) {
            row.promise = say("sop.promise", {std::to_string(one.promise_days)});
        }
        const auto running = shown.running.find(one.id);
        const int count = running == shown.running.end() ? 0 : running->second;
        row.running = say("library.running", {std::to_string(count)});
        if (one.id != shown.adopted.id) elsewhere += count;
        if (i + 1 < shown.versions.size()) {
            row.compare =
                cat("/sop/", one.id.value, "/banding?dengan=", shown.versions[i + 1].id.value);
        }
        view.rows.push_back(std::move(row));
    }
    if (elsewhere > 0 && view.front.may_manage) {
        view.elsewhere = say("sop.elsewhere", {std::to_string(elsewhere)});
        view.migrate = cat("/sop/", shown.adopted.id.value, "/pindah");
    }
    return page_of(site, visit, view);
}

Answer show_sop_times(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto shown = TRY(sop_to_show(site, visit));
    SopTimesView view{.shell = TRY(shell_of(site, visit, shown.adopted.title, "sop")),
                      .front = sop_front(site, visit, shown, SopPart::times)};
    const auto times = TRY(site.db.read([&](store::Tx& tx) {
        return office::step_times(tx, visit.who().office, shown.adopted.id, *shown.definition,
                                  visit.calendar());
    }));
    double longest = 1;
    for (const auto& one : times) {
        const auto* step = shown.definition->find(one.step);
        longest = std::max({longest, one.effort_mean + one.waiting_mean,
                            static_cast<double>(office::effort_standard(*step).count())});
        view.any = view.any || one.done > 0;
    }
    for (const auto& one : times) {
        view.rows.push_back(row_of(say, *shown.definition->find(one.step), one, longest));
    }
    return page_of(site, visit, view);
}

Answer show_sop_trial(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto shown = TRY(sop_to_show(site, visit));
    SopTrialView view{.shell = TRY(shell_of(site, visit, shown.adopted.title, "sop")),
                      .front = sop_front(site, visit, shown, SopPart::trial)};
    const auto options = trial_options(visit);
    view.cases = std::to_string(options.cases);
    view.seed = std::to_string(options.seed);
    view.plot = cat("/sop/", shown.adopted.id.value, "/simulasi.svg?berkas=", view.cases,
                    "&benih=", view.seed);
    const auto trial = sop::simulate(*shown.definition, options);
    view.summary =
        say("trial.summary", {std::to_string(trial.finished), std::to_string(trial.cases),
                              whole(say, trial.lead_mean), whole(say, trial.lead_p90)});
    if (!trial.stuck_at.empty()) {
        view.stuck = say("trial.stuck",
                         {std::to_string(trial.stuck_at.size()), trial.stuck_at.front().value});
    }
    for (const auto& one : trial.steps) {
        const auto* step = shown.definition->find(one.step);
        TrialRow row{.step = step_words(one.step, one.activity),
                     .standard = step ? standard_words(say, *step) : ""};
        row.done = std::to_string(one.done);
        row.sent_back = std::to_string(one.sent_back);
        row.effort = whole(say, one.work_mean);
        row.waiting = whole(say, one.wait_mean);
        row.is_late = one.late > 0;
        row.late = say("times.late", {std::to_string(one.late), std::to_string(one.done)});
        view.rows.push_back(std::move(row));
    }
    for (const auto& role : trial.roles) {
        RoleRow row{.role = role.label,
                    .staff = std::to_string(role.staff),
                    .busy = cat(std::lround(role.busy * 100), " %"),
                    .queue = std::to_string(role.queue_most)};
        if (role.role == trial.busiest) row.busy += cat(" · ", say("trial.busiest"));
        view.roles.push_back(std::move(row));
    }
    return page_of(site, visit, view);
}

Answer draw_sop_trial(const Site& site, Visit& visit) {
    const auto shown = TRY(sop_to_show(site, visit));
    const auto trial = sop::simulate(*shown.definition, trial_options(visit));
    return net::Response{.type = "image/svg+xml",
                         .body = net::Text{sop::simulation_plot(trial, visit.language)}};
}

}  // namespace kentongan::web
