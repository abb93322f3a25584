// What a station's log says of our own airings: found by the mark that we gave along, else by the
// title, and kept as proofs of when they were on air.
#pragma once

#include <string>
#include <vector>

#include "delivery/radio_log.h"
#include "office/airings.h"

namespace kentongan::office {

struct LogMatch {
    delivery::LoggedItem item = {};
    Airing airing = {};
    Instant aired_at = {};
    bool known = false;  // proved by this very time before
    bool open = false;   // its step has not recorded it as on air yet
};
struct LogFindings {
    std::vector<LogMatch> matches = {};
    std::vector<delivery::UnreadLine> unread = {};  // with those that fit several airings
    int others = 0;                                 // items that are none of ours
};

/// The log of this account's station on that day ("2026-11-27", of the office's clock).
Result<LogFindings> find_in_log(store::Tx&, OfficeId, AccountId, const delivery::RadioLog&,
                                std::chrono::local_days day, Zone);
/// A proof for each match that is new and whose airing is on air. Answers how many.
Result<int> keep_log(store::Tx&, const Who&, const LogFindings&, Instant now);

}  // namespace kentongan::office
