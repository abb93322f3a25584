// What an office knows of a media file beyond its bytes, and the sizes in which channels show it.
#pragma once

#include <map>
#include <string>

#include "media/render.h"
#include "office/contents.h"

namespace kentongan::office {

/// Words of the two lists are keys of the catalogue: right.WORD, people.WORD.
struct MediaFacts {
    std::string usage_right = {};  // "", sendiri, izin, bebas, tanpa: only the last one blocks
    std::string licence = {}, source = {};
    std::string people = {};  // "", tanpa_orang, izin, anak_izin, belum
    std::string people_note = {};
    media::Focus focus = {};
    int width = 0, height = 0;
    std::int64_t duration = 0;  // milliseconds
};
inline constexpr std::array<std::string_view, 5> usage_rights{"", "sendiri", "izin", "bebas",
                                                              "tanpa"};
inline constexpr std::array<std::string_view, 5> people_shown{"", "tanpa_orang", "izin",
                                                              "anak_izin", "belum"};

using FactsOfFiles = std::map<std::string, MediaFacts>;  // by the hash of the file
Result<FactsOfFiles> facts_of(store::Tx&, OfficeId, const ItemOf&);
/// Where a picture of one of this dossier's texts is cut.
Result<media::Focus> focus_of(store::Tx&, OfficeId, DossierId, const std::string& sha256);
/// Rights, people and focus as a person tells them; what was measured stays.
Result<void> tell_facts(store::Tx&, const Who&, const ItemOf&, const std::string& sha256,
                        const MediaFacts&, Instant now);
/// One place up or down in the order in which the files are shown.
Result<void> move_file(store::Tx&, const Who&, const ItemOf&, const std::string& sha256, bool up,
                       Instant now);

/// Width, height and length as the parser found them.
Result<void> note_measures(store::Tx&, OfficeId, ContentId, const std::string& sha256,
                           const MediaFacts&);
/// Refuses ({"file", "no_right", {name}}) what would go out without a right to.
Result<void> check_rights(store::Tx&, OfficeId, ContentId);

class Renditions {
  public:
    Renditions(store::Db& db, files::Vault& vault) : db_(db), vault_(vault) {}

    struct Made {
        std::string path, sha256;
    };
    /// The picture in this size, made now unless it was before. Whoever asks was let in already.
    Result<Made> of(OfficeId, const std::string& sha256, const media::PictureSize&, media::Focus,
                    Instant now);

  private:
    store::Db& db_;
    files::Vault& vault_;
};

}  // namespace kentongan::office
