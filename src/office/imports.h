// Tables of people, positions and agencies brought in at once: all rows, or none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "office/people.h"

namespace kentongan::office {

enum class ImportKind { people, positions, agencies };

/// A row that cannot be taken, and everything that is wrong with it.
struct WrongRow {
    int line = 0;
    std::string shown = {};  // its first cell
    std::vector<Issue> issues = {};
};
struct ImportReport {
    int rows = 0;
    std::vector<WrongRow> wrong = {};
    bool good() const { return wrong.empty() && rows > 0; }
};

class Imports {
  public:
    /// Columns are found by their heads, in any order: people nama, nama masuk, nip, surel,
    /// whatsapp, jabatan; positions jabatan, jenis, unit, atasan; agencies nama, surel, whatsapp.
    /// A dry run tells what would happen and changes nothing; otherwise all rows are taken, or, if
    /// one is wrong, none.
    static Result<ImportReport> run(store::Db&, const Who&, ImportKind, const std::string& bytes,
                                    bool dry, Instant now);
};

}  // namespace kentongan::office
