// Runs an SOP through a whole office in virtual time, before it is decreed: where work waits, who
// is busiest, how often it goes round. The same seed gives the same figures.
#pragma once

#include <cstdint>

#include "base/text.h"
#include "sop/clock.h"

namespace kentongan::sop {

struct SimOptions {
    int cases = 200;
    std::uint64_t seed = 1;
    /// 0: as many as keep the busiest role at work for about 70 % of its time.
    double arrivals_per_day = 0;
    std::map<RoleName, int> staff = {};  // how many of each role; one where nothing is said
    /// "7/tidak_setuju" -> how often that exit is taken, 0 to 1. Returns without a rate share
    /// `return_rate`; the exits forward share the rest.
    std::map<std::string, double> rates = {};
    double return_rate = 0.15;
    int minutes_without_standard = 15;
    /// The items a `tiap` block runs over; three channels and two kinds where nothing is said.
    std::map<std::string, std::vector<std::string>> lists = {};
    const WorkCalendar* calendar = nullptr;  // the usual one
    Instant start = Instant{std::chrono::sys_days{std::chrono::year{2026} / 1 / 5}};
};

/// All times are working minutes.
struct StepFigures {
    StepName step;
    std::string activity;
    int done = 0;
    int sent_back = 0;  // how often it was opened by a return
    int standard = 0;   // 0: none
    int late = 0;       // took more work than the standard; waiting is no effort
    double work_mean = 0, work_p90 = 0;
    double wait_mean = 0, wait_p90 = 0;
    double queue_mean = 0;
    int queue_most = 0;
};

struct RoleFigures {
    RoleName role;
    std::string label;
    int staff = 1;
    double busy = 0;  // share of their time, 0 to 1
    int queue_most = 0;
};

struct Simulation {
    std::uint64_t seed = 0;
    int cases = 0;
    int finished = 0;
    std::vector<StepName> stuck_at = {};  // one per case that nobody could go on with
    Instant from = {}, till = {};
    double working_days = 0;
    double arrivals_per_day = 0;
    double lead_mean = 0, lead_p90 = 0;  // from arrival to end
    double finished_per_day = 0;
    std::vector<StepFigures> steps = {};
    std::vector<RoleFigures> roles = {};
    RoleName busiest = {};
};

Simulation simulate(const Definition&, const SimOptions&);

/// A table people can read on a terminal.
std::string simulation_report(const Simulation&, Language = Language::indonesian);
/// Per step: standard, work and waiting as bars, as an SVG picture of its own.
std::string simulation_plot(const Simulation&, Language = Language::indonesian);

}  // namespace kentongan::sop
