// Lembar kendali: printed sheets that name one version, and what anybody may ask of their codes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/dossiers.h"

namespace kentongan::office {

/// What a code stands for; answered without the content.
struct ControlSheetInfo {
    OfficeId office = {};
    std::string office_name = {}, region = {};
    DossierId dossier = {};
    std::string code = {}, content_hash = {};
    int version = 0;
    Instant printed_at = {};
    enum class State {
        in_review,   // no fixing mark yet
        genuine,     // approved, and the bytes are the approved ones
        superseded,  // a later version was made
        altered,     // the stored bytes are not what the marks name
    } state = State::in_review;
    std::vector<Mark> marks = {};
};

class ControlSheets {
  public:
    /// The code of this version's sheet: made at its first print, the same for ever after.
    static Result<std::string> code_for(store::Tx&, const Who&, DossierId, const std::string& hash,
                                        int version, Instant now);
    /// Anybody may ask, whatever the office. Dashes, blanks and small letters do not matter.
    static Result<std::optional<ControlSheetInfo>> find(store::Tx&, const std::string& code);
    /// The sheet of the newest version as PDF; its address is `public_address`/cek/CODE.
    static Result<std::string> print(store::Tx&, const Who&, const OfficeInfo&, const DossierView&,
                                     const std::string& public_address, Instant now);
};

/// "7KQ2M9PX4D" as people read it: "7KQ2-M9PX-4D".
std::string shown_code(const std::string& code);
/// The code that the QR of a scanned sheet names; "" when none can be read on it.
std::string code_on_scan(const std::string& path);
/// Only letters and digits that a code can have, in capitals; "" when it is none.
std::string plain_code(std::string_view typed);

}  // namespace kentongan::office
