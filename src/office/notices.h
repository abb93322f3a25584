// What people are told, each thing once: in the program at once, by e-mail as each of them wants.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "office/people.h"

namespace kentongan {
using NoticeId = Id<struct NoticeTag>;
}

namespace kentongan::office {

/// A piece of news before it has readers. `kind` names the sentence ("notice.KIND" in the words);
/// `once` names the thing, so that nobody is told of it twice.
struct News {
    std::string kind, once;
    DossierId dossier = {};
    std::string about = {};   // the title of the dossier, the subject of a mail…
    std::string reason = {};  // what somebody wrote: why it came back, the comment…
    std::string link;         // the page where it is dealt with, "/berkas/12#tugas-3"
    std::optional<Instant> due_at = {};
};
struct Notice : News {
    NoticeId id = {};
    Instant at = {};
    std::optional<Instant> read_at = {};
};

enum class Telling { off, digest, at_once };
struct NoticeWish {
    std::string email = {};
    Telling how = Telling::off;
    int quiet_from = 18 * 60, quiet_till = 7 * 60;  // minutes after local midnight; equal: never
};
std::string_view word_of(Telling);

class Notices {
  public:
    /// In the caller's transaction. Who was told already is passed over.
    static Result<void> tell(store::Tx&, OfficeId, const std::set<PersonId>&, const News&,
                             Instant now);
    /// Everyone on whose desk the dossier lies, and who opened it.
    static Result<std::set<PersonId>> concerned(store::Tx&, OfficeId, DossierId, Instant now);
    /// Tells everyone concerned by a dossier but `except`. `what` sets this news apart from others
    /// of its kind.
    static Result<void> tell_concerned(store::Tx&, OfficeId, DossierId, const std::string& kind,
                                       const std::string& what, const std::string& reason,
                                       PersonId except, Instant now);

    /// Newest first; keyset by id.
    static Result<std::vector<Notice>> of(store::Tx&, const Who&, NoticeId before, int most);
    static Result<int> unread(store::Tx&, const Who&);
    /// The notice, marked as read; not_found for somebody else's.
    static Result<Notice> open(store::Tx&, const Who&, NoticeId, Instant now);
    static Result<void> read_all(store::Tx&, const Who&, Instant now);

    static Result<NoticeWish> wish(store::Tx&, OfficeId, PersonId);
    static Result<void> set_wish(store::Tx&, const Who&, const NoticeWish&, Instant now);

    /// One mail with all that waits, for each person whose hour has come. Answers how many.
    static Result<int> send_digests(store::Tx&, OfficeId, Instant now);
};

}  // namespace kentongan::office
