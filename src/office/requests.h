// The requester of a dossier: who asked, what was asked back, what came from them.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "office/letters.h"

namespace kentongan::office {

/// Who asked for a dossier, and how to reach them.
struct Requester {
    LetterId letter = {};
    std::string agency = {}, officer = {}, email = {}, whatsapp = {};
    std::string code = {};  // of the tracking page /k/:kantor/lacak
};
/// Nothing for a dossier without a letter.
Result<std::optional<Requester>> requester_of(store::Tx&, OfficeId, DossierId);

/// The items of a step that a letter brings: surat, lembar_disposisi, disposisi, data,
/// data_pemohon, alamat_pemohon.
inline constexpr std::array<std::string_view, 6> letter_item_keys{
    "surat", "lembar_disposisi", "disposisi", "alamat_pemohon", "data", "data_pemohon"};
Result<std::set<std::string>> letter_items(store::Tx&, OfficeId, DossierId);

/// One line between office and requester.
struct TalkLine {
    int number = 0;
    bool by_office = false;
    std::string kind = {};  // minta, jawab, benar, tarik
    std::string words = {};
    std::optional<int> task = {};
    Instant at = {};
};

class Requests {
  public:
    static Result<std::vector<TalkLine>> of(store::Tx&, OfficeId, LetterId);
    /// The last question that has no answer yet.
    static std::optional<TalkLine> open_question(const std::vector<TalkLine>&);

    /// Asks the requester; the clock of `task` (0: of none) stands until the answer.
    static Result<void> ask(store::Tx&, Dossiers&, const Who&, LetterId, int task,
                            const std::string& words, Instant now);
    /// The requester answers with words, files or both; the clock goes on, and a request that was
    /// sent back comes in again.
    static Result<void> answer(store::Tx&, Dossiers&, OfficeId, const Letter&,
                               const std::string& words, const std::vector<LetterFile>&,
                               Instant now);
    /// The requester says that the material is theirs and right.
    static Result<void> confirm_material(store::Tx&, OfficeId, const Letter&, Instant now);
    /// The office takes the material from the requester's own hand, and says from whom and how.
    static Result<void> take_material(store::Tx&, const Who&, LetterId, const std::string& from,
                                      Instant now);
    static Result<void> withdraw(store::Tx&, Dossiers&, OfficeId, const Letter&,
                                 const std::string& reason, Instant now);
    /// Whether the dossier lies with the requester now, to be sent in again.
    static Result<std::optional<std::string>> sent_back(store::Tx&, Dossiers&, OfficeId,
                                                        const Letter&);
};

}  // namespace kentongan::office
