// Slows down guessing of passwords: after five failures in a row every further one costs more
// waiting.
#pragma once

#include <string>

#include "store/db.h"

namespace kentongan::office {

class Guesses {
  public:
    /// How long this scope must still wait; zero when it may try.
    static Result<seconds> wait_of(store::Tx&, const std::string& scope, Instant now);
    /// Counts an attempt before it is known how it ends, so that many at once gain nothing.
    static Result<void> charge(store::Tx&, const std::string& scope, Instant now);
    static Result<void> forgive(store::Tx&, const std::string& scope);
};

/// 0 for the first four failures, then 1 s, 2 s, 4 s… at most a minute.
seconds delay_after(int failures);

}  // namespace kentongan::office
