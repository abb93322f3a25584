// Teams of dossiers: who is asked, with how much work; ready or not; surat tugas and SK Tim.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "office/dossiers.h"

namespace kentongan::office {

struct TeamMember {
    PersonId person = {};
    std::string name = {}, position = {}, duty = {};
    std::optional<bool> ready = {};  // nothing: has not answered
    std::string reason = {};
    int open_work = 0;  // open dossiers in whose team the person is, and tasks they took
};

/// A surat tugas or SK Tim: made here, or one from elsewhere that was uploaded.
struct TeamPaper {
    std::string kind = {};  // surat_tugas, sk_tim
    std::string number = {}, dated = {};
    std::string sha256 = {}, name = {};    // of the uploaded one
    std::vector<std::string> copies = {};  // tembusan, in their order
    std::string reserved = {};             // of a wish: the key of a number that was kept free
    int number_year = 0;
    std::int64_t number_order = 0;  // behind the number; 0 when another system gave it
    std::string shown = {}, person_name = {};
    Instant at = {};
};

struct TeamWish {
    PersonId person = {};
    std::string duty = {};
};

class Teams {
  public:
    /// Names the people and asks each whether they are ready. Where it forms the team this is the
    /// team at once, and the people of the open steps "yang ditugaskan"; who says no is taken out
    /// by naming it again.
    static Result<void> name(store::Tx&, Dossiers&, const Who&, DossierId,
                             const std::vector<TeamWish>&, Instant now);
    /// Whether this person is asked now: named and without an answer, or of the team that a
    /// direction speaks to.
    static Result<bool> is_asked(store::Tx&, const Who&, DossierId);
    /// Ready, or not ready with a reason: one answer to whoever asks, by name or by a direction.
    static Result<void> answer(store::Tx&, const Who&, DossierId, bool ready,
                               const std::string& reason, Instant now);
    /// Makes the paper with the next number, or with the one given; or takes the uploaded one.
    static Result<void> make_paper(store::Tx&, const Who&, DossierId, const TeamPaper&,
                                   Instant now);
    /// The paper of the same people in an earlier dossier holds here too.
    static Result<void> reuse_papers(store::Tx&, const Who&, DossierId, DossierId from,
                                     Instant now);

    static Result<std::vector<TeamMember>> of(store::Tx&, OfficeId, DossierId);
    static Result<std::vector<TeamPaper>> papers(store::Tx&, OfficeId, DossierId);
    /// The register of a year: what went out, by kind and number; with the dossier of each.
    struct Outgoing {
        TeamPaper paper = {};
        DossierId dossier = {};
        std::string dossier_number = {}, title = {};
    };
    static Result<std::vector<Outgoing>> outgoing(store::Tx&, OfficeId, int year);
    /// Another dossier with the same people that has papers.
    static Result<std::optional<DossierId>> same_team(store::Tx&, OfficeId, DossierId);
    /// Open work of everyone, for choosing.
    static Result<std::map<PersonId, int>> open_work(store::Tx&, OfficeId);
    /// Whether this person may name the team now.
    static Result<bool> may_name(store::Tx&, Dossiers&, const Who&, DossierId);
};

/// surat_tugas where there is one, kesediaan when all said that they are ready.
inline constexpr std::array<std::string_view, 3> team_item_keys{"surat_tugas", "kesediaan",
                                                                "daftar_tim"};
Result<std::set<std::string>> team_items(store::Tx&, OfficeId, DossierId);

}  // namespace kentongan::office
