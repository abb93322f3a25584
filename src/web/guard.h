// What stands before every page: is it from our own pages, too often, and with which headers.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "net/message.h"
#include "web/route.h"

namespace kentongan::web {

inline constexpr std::string_view session_cookie = "__Host-sesi";
inline constexpr std::string_view guest_cookie = "__Host-tamu";

/// A Set-Cookie that ends with the browser's session; an empty value takes the cookie away.
std::pair<std::string, std::string> cookie_header(std::string_view name, std::string_view value);

/// False when the browser says that another site's page sent this.
bool is_same_origin(const net::Head&);
/// The token that the forms of a person who is not signed in carry, from their guest cookie.
std::string guest_token(std::string_view cookie);

/// The headers of reliability.md section 6, for this kind of answer.
void protect(net::Response&, Face);

/// A bucket of tries per peer that fills again with time.
class Limit {
  public:
    Limit(int tries, milliseconds one_more_after) : tries_(tries), refill_(one_more_after) {}
    /// Nothing: go on. Else how long to wait. `peer` is whoever is counted: a place, a session.
    seconds take(const std::string& peer, Instant now);

  private:
    struct Bucket {
        double left;
        Instant at;
    };
    int tries_;
    milliseconds refill_;
    std::mutex mutex_;
    std::map<std::string, Bucket> buckets_;
};

}  // namespace kentongan::web
