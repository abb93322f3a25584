// What Facebook and Instagram have in common: the version, the words of their errors.
#pragma once

#include "delivery/call.h"

namespace kentongan::delivery {

inline constexpr std::string_view meta_version = "/v26.0/";

/// What an error of the Graph API means for a write.
Outcome meta_outcome(const Heard&);
/// "code/subcode"
std::string meta_code(const Heard&);

}  // namespace kentongan::delivery
