// The office at a glance, for who leads it: this month's cases, promises kept, what aired today.
#pragma once

#include <string>
#include <vector>

#include "office/people.h"

namespace kentongan::office {

struct AiredToday {
    DossierId dossier = {};
    std::string title = {}, label = {}, state = {};
    std::optional<Instant> at = {};
};
struct Pulse {
    int opened = 0, closed = 0;  // since the month began
    int promised = 0, kept = 0;  // of those closed, with a promise
    int late = 0;                // open, past their promise
    int to_act_on = 0;           // airings that wait for a person
    std::vector<AiredToday> today = {};
};

/// Read only. `month` and `day` are where the office's month and day began.
Result<Pulse> pulse_of(store::Tx&, const Who&, Instant month, Instant day, Instant now);

}  // namespace kentongan::office
