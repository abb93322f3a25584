// The strip above every public page: what citizens must know at once, and till when.
#pragma once

#include <string>
#include <vector>

#include "office/people.h"

namespace kentongan::office {

struct Announcement {
    AnnouncementId id = {};
    std::string title = {}, words = {};
    std::string link = {};    // http(s) or a path of this site; may be empty
    std::string source = {};  // "BPBD"
    Instant at = {}, till = {};
};

class Announcements {
  public:
    static Result<AnnouncementId> announce(store::Tx&, const Who&, const Announcement&,
                                           Instant now);
    /// Takes it down before its time. Again is no failure.
    static Result<void> end(store::Tx&, const Who&, AnnouncementId, Instant now);
    /// What stands now, the newest first; at most three.
    static Result<std::vector<Announcement>> standing(store::Tx&, OfficeId, Instant now);
};

}  // namespace kentongan::office
