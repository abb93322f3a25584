// What a simulated office is measured by: samples of every step, and the figures made of them.
#pragma once

#include "sop/simulate.h"

namespace kentongan::sop {

/// A working day of the usual office; the axis of the simulation counts working minutes.
inline constexpr double day_minutes = 450;

/// A standard of any unit as working minutes; 0 where there is none.
double as_minutes(TimeUnit unit, int count);

struct Samples {
    std::vector<double> work = {}, wait = {};
    int sent_back = 0, late = 0, waiting_now = 0, waiting_most = 0;
    double area = 0, changed = 0;  // for the mean length of the queue

    void queue(int change, double now);
};

class Tally {
  public:
    Samples& of(const StepName& step) { return samples_[step]; }
    void add_to(Simulation& result, const Definition& sop, const SimOptions& options, double now);

    std::map<RoleName, double> busy = {};
    std::vector<double> leads = {};

  private:
    StepFigures figures_of(const Step& step, double now);
    RoleFigures figures_of(const Lane& lane, const Definition& sop, const SimOptions& options,
                           double now) const;

    std::map<StepName, Samples> samples_ = {};
};

}  // namespace kentongan::sop
