// Letters and requests that come in: registration with gap-free agenda numbers, triage, dossier.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "files/vault.h"
#include "office/dossiers.h"

namespace kentongan {

using LetterId = Id<struct LetterTag>;
using DispositionId = Id<struct DispositionTag>;

}  // namespace kentongan

namespace kentongan::office {

/// incoming: came by the public form, not registered yet.
enum class LetterState { incoming, registered, deferred, not_ours, archived, accepted, withdrawn };
std::string_view word_of(LetterState);

/// A file of a letter, kept as it came. `role`: surat, materi, jawaban.
struct LetterFile {
    int place = 0;
    std::string sha256 = {};
    std::int64_t bytes = 0;
    std::string type = {}, name = {}, role = "surat";
    bool by_requester = false;
    Instant at = {};
};

/// What is written on the form, as it is typed. Days: 2026-11-16; moments: 2026-11-17T13:20.
struct LetterForm {
    std::string agency = {}, officer = {}, email = {}, whatsapp = {};
    std::string number = {}, dated = {}, received = {};
    std::string subject = {}, summary = {}, attachments = {};
    std::string urgency = "biasa";  // biasa, segera, sangat_segera
    std::string wants = {};         // what is asked for, keys joined by blanks
    std::string needed_by = {};
    std::string classification = {}, index_word = {}, security = "biasa";
    std::string outside_number = {};  // the agenda number another system gave
    std::string reserved = {};        // the key of a number that was kept free for it
    std::string late_reason = {};
    std::string related = {};  // id of an earlier letter on the matter
    bool twice_is_meant = false;
    std::vector<LetterFile> files = {};
};

struct Letter {
    LetterId id = {};
    std::string code = {};
    LetterState state = LetterState::incoming;
    bool by_form = false;
    std::string unit = {};
    int year = 0;
    std::optional<std::int64_t> agenda = {};
    std::string agenda_shown = {};
    LetterForm form = {};
    Instant received_at = {}, made_at = {};
    std::optional<Instant> registered_at = {};
    std::optional<PersonId> registered_by = {};
    std::optional<LetterId> related = {};
    std::string note = {}, void_reason = {};
    bool material_confirmed = false;
    std::optional<DossierId> dossier = {};
    bool voided() const { return !void_reason.empty(); }
};

/// Who asked for a dossier, and how to reach them.
struct ByAddress {
    std::string hash = {};  // of the sender's address, for the limit
};

class Letters {
  public:
    static constexpr int requests_per_hour = 10;

    /// Registers what came in; the agenda number is taken in this transaction.
    static Result<LetterId> enter(store::Tx&, const Who&, const LetterForm&, Instant now);
    /// A request by the public form; it gets its number when an officer registers it.
    static Result<Letter> request(store::Tx&, OfficeId, const LetterForm&, const ByAddress&,
                                  Instant now);
    /// Gives a request of the public form its agenda number.
    static Result<void> give_number(store::Tx&, const Who&, LetterId, Instant now);
    /// deferred, not_ours, archived or back to registered, with a reason the requester reads.
    static Result<void> triage(store::Tx&, const Who&, LetterId, LetterState,
                               const std::string& reason, Instant now);
    /// The row stays, struck through; its number is never given again.
    static Result<void> strike(store::Tx&, const Who&, LetterId, const std::string& reason,
                               Instant now);
    /// Opens a dossier by this SOP with the letter attached, and does the rows that are done by
    /// it: the request, its registration.
    static Result<DossierId> accept(store::Tx&, Dossiers&, const Who&, LetterId, SopId,
                                    Instant now);

    /// Newest first; `state` "" is all, `words` finds agency, subject and numbers.
    static Result<std::vector<Letter>> list(store::Tx&, const Who&, const std::string& state,
                                            const std::string& words, LetterId before, int most);
    /// The register of one year in the order of its numbers, voided rows too.
    static Result<std::vector<Letter>> agenda(store::Tx&, OfficeId, int year);
    /// not_found also for what this person may not read.
    static Result<Letter> find(store::Tx&, const Who&, LetterId);
    static Result<std::optional<Letter>> by_code(store::Tx&, OfficeId, const std::string& code);
    static Result<std::optional<Letter>> of_dossier(store::Tx&, OfficeId, DossierId);
    /// How many wait: incoming and registered without a decision.
    static Result<int> waiting(store::Tx&, OfficeId);

    static Result<void> confirm_material(store::Tx&, OfficeId, LetterId, Instant now);
    static Result<void> set_withdrawn(store::Tx&, OfficeId, LetterId, const std::string& reason);

    /// The SOP an office would take for what is asked.
    static Result<std::optional<SopId>> proposed_sop(store::Tx&, OfficeId,
                                                     const std::string& wants);
};

/// "KTG-7Q4M2-K9XWD" however it was typed; "" for what can be no code.
std::string tidy_code(std::string_view typed);

}  // namespace kentongan::office
