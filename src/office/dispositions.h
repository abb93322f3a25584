// Dispositions: who passes a letter on to whom, with which instructions; a tree per letter.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "office/letters.h"

namespace kentongan::office {

/// The instructions of the official sheet, in its order; their words are "instruction.KEY".
inline constexpr std::array<std::string_view, 12> instruction_keys{
    "tanggapan", "proses",    "koordinasi",   "diketahui", "hadiri",     "bahan",
    "konsep",    "jadwalkan", "publikasikan", "pelajari",  "selesaikan", "arsipkan"};

struct Recipient {
    PositionId position = {};
    std::string title = {};
    std::optional<Instant> read_at = {};
    std::string read_by = {};
};
struct Disposition {
    DispositionId id = {};
    LetterId letter = {};
    std::optional<DispositionId> parent = {};
    PersonId by = {};
    std::string by_shown = {}, by_name = {};
    std::vector<std::string> instructions = {};
    std::string note = {}, deadline = {};
    Instant at = {};
    std::optional<PersonId> recorded_by = {}, asked = {};
    std::optional<Instant> confirmed_at = {}, recalled_at = {};
    std::vector<Recipient> recipients = {};

    /// Written down by another officer "atas arahan …", and not yet said to be right.
    bool to_confirm() const { return asked && !confirmed_at; }
    bool unread() const;
};

struct DispositionForm {
    std::optional<DispositionId> parent = {};
    std::vector<PositionId> recipients = {};
    std::vector<std::string> instructions = {};
    std::string note = {}, deadline = {};
    std::optional<PersonId> as_told_by = {};  // an oral or chat instruction of this person
};

class Dispositions {
  public:
    /// The first one by who may dispose of letters, the next by who received the one before.
    /// Finishes the step of the dossier that waits for it.
    static Result<DispositionId> give(store::Tx&, Dossiers&, const Who&, LetterId,
                                      const DispositionForm&, Instant now);
    /// Only while nobody has read it, and only by its author.
    static Result<void> recall(store::Tx&, const Who&, DispositionId, Instant now);
    /// The person whose word was written down says that it is right.
    static Result<void> confirm(store::Tx&, Dossiers&, const Who&, DispositionId, Instant now);
    /// Whoever holds a receiving position has it before their eyes.
    static Result<void> mark_read(store::Tx&, const Who&, LetterId, Instant now);

    /// In the order they were given, recalled ones too.
    static Result<std::vector<Disposition>> of_letter(store::Tx&, OfficeId, LetterId);
    /// Those of them that this person could pass on.
    static bool received(const Who&, const Disposition&);
    /// Whether one stands that was given (or confirmed) and not recalled.
    static Result<bool> stands(store::Tx&, OfficeId, LetterId);
    /// Letters that wait for my disposition, my reading or my confirmation, oldest first.
    static Result<std::vector<LetterId>> for_me(store::Tx&, const Who&);
};

}  // namespace kentongan::office
