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
    std::string strength = "sesi";  // how the signer proved who they are: sesi, sandi, totp, kertas
    PersonId person = {};
    std::string person_name = {}, as_position = {};
    Instant at = {};
    // How it stands towards the content now:
    bool earlier_version = false;           // "pada versi sebelumnya"
    bool voided = false;                    // an edit after the fixing row…
    int voided_by_version = 0;              // …made this version,
    std::string voided_by = {};             // by whom,
    std::optional<Instant> voided_at = {};  // and when
    // Made on paper: the scan of the initialled control sheet, and who brought it in.
    std::string scan_sha256 = {}, recorded_by = {};
};

class Marks {
  public:
    static Result<MarkId> make(store::Tx&, const Who&, const Mark&);
    /// The scan that shows a mark made on paper, brought in by `recorder`.
    static Result<void> add_scan(store::Tx&, const Who& recorder, MarkId, const std::string& sha256,
                                 const std::string& code);
    static Result<std::vector<Mark>> of_dossier(store::Tx&, OfficeId, DossierId);
    /// The hash of the package that may go out: the fixing mark's, when it stands and names the
    /// latest version.
    static Result<std::optional<std::string>> approved_hash(store::Tx&, OfficeId, DossierId);
    /// The hashes of the items in that package, in order; none while nothing may go out.
    static Result<std::vector<std::string>> approved_items(store::Tx&, OfficeId, DossierId);
    static Result<bool> may_go_out(store::Tx&, OfficeId, DossierId, const std::string& item_hash);
};

}  // namespace kentongan::office
