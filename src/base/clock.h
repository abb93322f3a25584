// Time is passed in, never taken: only main() asks the real clock.
#pragma once

#include <chrono>
#include <functional>

namespace kentongan {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

using Clock = std::function<Instant()>;

/// Milliseconds since 1970 in UTC, the form in which times are stored.
inline std::int64_t to_millis(Instant time) {
    return time.time_since_epoch().count();
}
inline Instant from_millis(std::int64_t ms) {
    return Instant{milliseconds{ms}};
}

}  // namespace kentongan
