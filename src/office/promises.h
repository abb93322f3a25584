// Janji layanan: how many working days an office promises for a case that follows an SOP.
#pragma once

#include <map>
#include <string>

#include "office/people.h"

namespace kentongan::office {

class Promises {
  public:
    /// 0 takes the promise back. For who may manage SOPs; running cases keep theirs.
    static Result<void> set(store::Tx&, const Who&, const std::string& sop_key, int days,
                            Instant now);
    /// SOP key -> working days; only those that promise something.
    static Result<std::map<std::string, int>> all(store::Tx&, OfficeId);
};

}  // namespace kentongan::office
