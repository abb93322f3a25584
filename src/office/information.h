// The class of a dossier's information (UU 14/2008): open unless somebody who may says otherwise.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/people.h"

namespace kentongan::office {

enum class InformationClass { open, immediate, excluded };
std::string_view word_of(InformationClass);

struct Information {
    InformationClass is = InformationClass::open;
    std::string ground = {};     // the letter of Pasal 17, for what is excluded
    std::string basis = {};      // what the test of consequences found, in words
    std::string until_day = {};  // 2027-11-30, or nothing
    std::string by_shown = {};
    std::optional<Instant> at = {};

    bool excluded() const { return is == InformationClass::excluded; }
};

/// The letters of Pasal 17: "a" to "j".
const std::vector<std::string>& exclusion_grounds();

/// Refuses what is to leave the house and must not: {"information", "excluded", {ground}}.
Error excluded_error(const Information&);

class Informations {
  public:
    static Result<Information> of(store::Tx&, OfficeId, DossierId);
    /// For who manages dossiers. What is excluded must say why; what waits in the queue is taken
    /// back, and what the portal shows of it is hidden until it is open again.
    static Result<void> set(store::Tx&, const Who&, DossierId, const Information&, Instant now);
    /// Nothing, or excluded_error. Asked when something is scheduled, sent or recorded as sent,
    /// and once more by the sender itself.
    static Result<void> check(store::Tx&, OfficeId, DossierId);
};

}  // namespace kentongan::office
