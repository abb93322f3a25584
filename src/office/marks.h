// Marks: who approved exactly which bytes, as which office. Never rewritten.
#pragma once

#include <string>
#include <vector>

#include "office/people.h"

namespace kentongan::office {

enum class MarkKind { periksa, setuju, paraf };
struct Mark {
    MarkId id = {};
    DossierId dossier;
    int task = 0;
    StepName step;
    MarkKind kind = MarkKind::setuju;
    bool fixing = false;
    std::string content_hash = {};
    int content_version = 0;
    PersonId person = {};
    std::string person_name = {}, as_position = {};
    Instant at = {};
    // How it stands towards the content now:
    bool earlier_version = false;  // "pada versi sebelumnya"
    bool voided = false;           // an edit after the fixing row
};

class Marks {
  public:
    static Result<MarkId> make(store::Tx&, const Who&, const Mark&);
    static Result<std::vector<Mark>> of_dossier(store::Tx&, OfficeId, DossierId);
    /// The hash of the package that may go out: the fixing mark's, when it stands and names the
    /// latest version.
    static Result<std::optional<std::string>> approved_hash(store::Tx&, OfficeId, DossierId);
    /// The hashes of the items in that package, in order; none while nothing may go out.
    static Result<std::vector<std::string>> approved_items(store::Tx&, OfficeId, DossierId);
    static Result<bool> may_go_out(store::Tx&, OfficeId, DossierId, const std::string& item_hash);
};

}  // namespace kentongan::office
