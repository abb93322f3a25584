// Airings by their dates: what is meant, what is ready to go, what was seen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/airings.h"

namespace kentongan::office {

struct DatedAiring {
    AiringId id = {};
    DossierId dossier = {};
    std::string number = {}, title = {}, requester = {};
    std::string channel = {}, account = {}, url = {};
    AiringState state = AiringState::planned;
    std::optional<Instant> planned_at = {}, aired_at = {};
    /// When it stands in the calendar: aired, else planned; none: it has no date yet.
    std::optional<Instant> at() const { return aired_at ? aired_at : planned_at; }
};
/// With a date in [from, till), by date; cancelled ones are left out.
Result<std::vector<DatedAiring>> airings_between(store::Tx&, OfficeId, Instant from, Instant till,
                                                 int most);
/// Not settled and without a date, oldest first.
Result<std::vector<DatedAiring>> airings_undated(store::Tx&, OfficeId, int most);

}  // namespace kentongan::office
