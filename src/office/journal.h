// The journal: every act with who, as which office, when; hash-chained; never changed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "office/people.h"
#include "store/db.h"

namespace kentongan::office {

/// One entry. A stream is one dossier, or one person for acts outside dossiers.
struct Entry {
    OfficeId office;
    std::string stream = {};  // "dossier/123", "person/45"
    std::int64_t number = 0;
    Instant at = {};
    PersonId person = {};
    std::string person_name = {}, as_position = {};
    JsonObject event = {};  // {"event": "task_done", …}
    std::string previous = {}, hash = {};
};

struct Verified {
    std::int64_t entries = 0;
    std::optional<Entry> first_broken = {};  // the first entry that does not fit
    std::string what = {};
    std::string head = {};  // the hash of the last entry of the tree
};

class Journal {
  public:
    /// Appends in the caller's transaction and answers the entry's hash.
    static Result<std::string> append(store::Tx&, const Who&, const std::string& stream,
                                      JsonObject event, Instant at);
    static Result<std::vector<Entry>> of_stream(store::Tx&, OfficeId, const std::string& stream);
    /// Newest first; `before` is the seq of the last one seen (keyset), 0 for the newest.
    static Result<std::vector<std::pair<std::int64_t, Entry>>> of_office(store::Tx&, OfficeId,
                                                                         std::int64_t before,
                                                                         int most);
    /// Adds every entry not yet in the office's gap-free tree. One runner per office.
    static Result<int> grow_tree(store::Tx&, OfficeId, int most);
    /// Recomputes both levels.
    static Result<Verified> verify(store::Tx&, OfficeId);
};

}  // namespace kentongan::office
