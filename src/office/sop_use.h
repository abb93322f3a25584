// How the SOPs of an office are used: dossiers running on each version, and the time steps took.
#pragma once

#include <map>
#include <vector>

#include "office/library.h"
#include "sop/clock.h"

namespace kentongan::office {

/// Open dossiers per version.
Result<std::map<SopId, int>> running_on(store::Tx&, OfficeId);
struct RunningDossier {
    DossierId id;
    SopId sop;
    std::string number = {}, title = {};
    int version = 1;
};
/// The open dossiers of this key that do not follow `version`.
Result<std::vector<RunningDossier>> running_elsewhere(store::Tx&, OfficeId, const std::string& key,
                                                      SopId version, int most);

/// What one step took, in working minutes. Effort is counted from taking the task to finishing it,
/// without pauses, and only known where somebody took it; waiting is the time before that.
struct StepTimes {
    StepName step;
    int done = 0, sent_back = 0;
    int measured = 0;  // of `done`, those that were taken first
    int late = 0;      // of `measured`, those whose effort went over the standard
    double effort_mean = 0, effort_p90 = 0, waiting_mean = 0;
    double on_desk_mean = 0;  // from opening to finishing, without pauses, of all `done`
};
/// From the journals of the newest dossiers on this version, in printed order.
Result<std::vector<StepTimes>> step_times(store::Tx&, OfficeId, SopId, const sop::Definition&,
                                          const sop::WorkCalendar&);
/// Working minutes a step may take; 0 where its standard is none that effort is held to.
minutes effort_standard(const sop::Step&);

}  // namespace kentongan::office
