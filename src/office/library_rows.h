// Who performs which role of an SOP: read in a caller's transaction.
#pragma once

#include <set>
#include <vector>

#include "office/library.h"

namespace kentongan::office {

struct Performing {
    RoleName role;
    PositionId position;
    std::string title;
};
Result<std::vector<Performing>> performing(store::Tx&, OfficeId, SopId);
/// The roles that somebody who holds these positions performs.
std::set<RoleName> roles_among(const std::vector<Performing>&, const Who&);

}  // namespace kentongan::office
