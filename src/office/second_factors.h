// A second proof besides the password: codes of a phone, and codes on paper for when it is lost.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/secret.h"
#include "store/db.h"

namespace kentongan::office {

/// What a person needs to set up their phone.
struct Enrolment {
    std::string typed = {};    // base32, in groups of four
    std::string drawing = {};  // an SVG to scan
};

class SecondFactors {
  public:
    static Result<bool> has(store::Tx&, PersonId);
    /// A fresh secret, not in force before `confirm` proves that the phone has it.
    static Result<Enrolment> begin(store::Tx&, const SealKey&, PersonId, const std::string& sign_in,
                                   const std::string& title, Instant now);
    /// The codes on paper, shown this once; {"code", "wrong"} when the phone's does not fit.
    static Result<std::vector<std::string>> confirm(store::Tx&, const SealKey&, PersonId,
                                                    const std::string& code, Instant now);
    static Result<void> remove(store::Tx&, PersonId);
    /// Whether this is a code of the phone or one on paper; each is good once.
    static Result<bool> matches(store::Tx&, const SealKey&, PersonId, const std::string& code,
                                Instant now);
};

}  // namespace kentongan::office
