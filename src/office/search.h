// One search over what a person may see: dossiers, texts, SOPs, colleagues.
#pragma once

#include <string>
#include <vector>

#include "office/people.h"

namespace kentongan::office {

enum class HitKind { dossier, text, sop, person, letter };
struct Hit {
    HitKind kind = HitKind::dossier;
    std::int64_t id = 0;  // of the dossier, the SOP, the person or the letter
    std::string title = {}, caption = {};
    std::string extract = {};  // the words around what was found, for texts
};

class Search {
  public:
    /// Every word must be found, whatever its prefix or suffix: "mengimunisasikan" finds
    /// "imunisasi". At most `most` of each kind, the newest first.
    static Result<std::vector<Hit>> find(store::Tx&, const Who&, const std::string& words,
                                         int most);
};

/// The word without what Indonesian puts before and behind it; never shorter than four letters.
std::string stem_of(std::string_view word);

}  // namespace kentongan::office
