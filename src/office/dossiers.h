// The one door through which a dossier changes, and what pages show of it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "delivery/outbox.h"
#include "office/calendars.h"
#include "office/contents.h"
#include "office/journal.h"
#include "office/library.h"
#include "office/marks.h"
#include "office/people.h"
#include "sop/migrate.h"
#include "store/kept.h"

namespace kentongan::office {

struct NewDossier {
    std::string title;
    SopId sop;
    std::string requester = {};  // the agency that asked; empty: our own idea
    std::string origin = {};     // "surat", "arahan lisan", "gagasan"…
    bool urgent = false;
};

/// One row of the desk.
struct DeskRow {
    std::int64_t sort_at = 0;  // by which the desk is ordered
    DossierId dossier = {};
    std::string number = {}, title = {}, requester = {};
    int task = 0;
    StepName step = {};
    std::string step_activity = {}, item = {};
    sop::Act act = sop::Act::plain;
    bool decision = false;
    Instant opened_at = {};
    std::optional<Instant> due_at = {};
    bool paused = false, urgent = false;
    bool late = false;     // past the standard while worked on, or past the case's promise
    bool waiting = false;  // nobody has taken it yet: the standard is effort, not waiting
    bool returned = false;
    minutes left{};    // working minutes till due; negative: late by so much
    minutes waited{};  // working minutes since it came, while nobody has taken it
    std::optional<Instant> promise_at = {};  // janji layanan of the case
    bool promise_late = false;
    bool mine_alone = false;  // claimed by me
    std::optional<PersonId> claimed_by = {};
    SopId sop = {};
    sop::State state = sop::State::open;

    /// Where the row stands on the desk, to ask for those behind it.
    std::string place() const;
};
struct DeskCounts {
    int late = 0, soon = 0, all = 0, paused = 0, airing = 0;
    int unread = 0;  // notices
};
/// A part of the desk: at most so many rows, behind the one at this place.
struct DeskPart {
    std::string after = {};
    int most = 200;
};

/// A button the person can press now, or could if an obstacle were away.
struct Choice {
    int task = 0;
    sop::Exit exit;
    std::vector<Issue> obstacles = {};
};
struct OpenTask {
    sop::Task task;
    const sop::Step* step = nullptr;           // lives as long as the view's definition
    std::vector<std::string> performers = {};  // titles of positions
    bool mine = false;
    std::vector<Choice> choices = {};
    sop::Due due = {};
    minutes left{};
    bool late = false;
};
struct HistoryLine {
    Entry entry;
    std::optional<sop::Event> event = {};
    StepName step = {};
};
struct DossierView {
    DossierId id;
    std::string number = {}, title = {}, requester = {}, origin = {};
    bool urgent = false;
    SopId sop = {};
    int sop_version = 1;
    std::shared_ptr<const sop::Definition> definition = {};
    sop::Dossier state = {};
    Instant opened_at = {};
    PersonId opened_by = {};
    std::optional<Instant> promise_at = {};  // janji layanan; moved by pauses
    int promise_days = 0;
    std::vector<StepName> recall_targets = {};  // see sop::recall_targets
    std::vector<OpenTask> open = {};
    std::vector<HistoryLine> history = {};
    std::vector<Content> items = {};
    Package package = {};
    std::optional<Content> content = {};        // the first item
    std::vector<ContentVersion> versions = {};  // of the first item
    std::vector<Mark> marks = {};
    std::optional<std::string> approved_hash = {};
    std::set<std::string> at_hand = {};  // keys of items, see key_of
    std::set<std::string> by_hand = {};  // of them: what a person ticks, or may take back
    std::map<PersonId, std::string> names = {};
    bool may_edit = false, may_manage = false;
};

/// What an item is known by: its key, or its words where it has none.
const std::string& key_of(const sop::Item&);
/// Whether the product sees by itself when this item is at hand (the text, the pictures, the
/// links…).
bool ticks_itself(const sop::Item&);
/// Who says that an item is there: a person, or the page on which it was made.
enum class Teller { person, page };

/// What the scan of an initialled control sheet shows.
struct PaperMark {
    int task = 0;
    PersonId signer = {};
    std::string outcome = {}, note = {};
    std::optional<StepName> to = {};
    std::string code = {};         // of the sheet, as printed
    std::string scan_sha256 = {};  // of the picture or PDF in the vault
};

class Dossiers {
  public:
    Dossiers(store::Db& db, Clock clock) : db_(db), clock_(std::move(clock)) {}

    Result<DossierId> open(const Who&, const NewDossier&);
    Result<DossierId> open(store::Tx&, const Who&, const NewDossier&);

    /// Load, decide, store rows and journal, mark, promise — in one transaction. Nobody else
    /// writes a dossier. `seen_hash` is the content the person had before their eyes: a decision
    /// on other bytes is refused with {"content","moved_on"}.
    Result<sop::Dossier> act(const Who&, DossierId, const sop::Command&,
                             const std::string& seen_hash = {});
    Result<sop::Dossier> act(store::Tx&, const Who&, DossierId, const sop::Command&,
                             const std::string& seen_hash = {});

    /// A decision that an official made with ink on the printed control sheet, brought in by
    /// somebody else: counts as that official's, on the version that the sheet's code names.
    Result<sop::Dossier> act_on_paper(store::Tx&, const Who& recorder, DossierId, const PaperMark&);

    /// A person says that an item the product cannot see is at hand, or is not after all. Only
    /// who has an open task here, and only items of its step that do not tick themselves.
    Result<void> tick(const Who&, DossierId, const std::string& item, bool at_hand);
    /// A person is refused what a page of this step makes.
    Result<void> tick(store::Tx&, const Who&, DossierId, const std::string& item, bool at_hand,
                      Teller by = Teller::person);

    /// Whether this person has a task open in which the content may be edited.
    static Result<bool> may_edit(store::Tx&, const Who&, DossierId);

    /// My open tasks, by deadline. Filters: late, soon (due within a working hour), paused,
    /// returned, mine (claimed by me); anything else is no filter.
    Result<std::vector<DeskRow>> desk(const Who&, const std::string& filter = {},
                                      const DeskPart& part = {});
    /// What every page shows beside its navigation; up to some seconds old as far as time passes.
    Result<DeskCounts> desk_counts(const Who&);
    /// Every dossier of the office, newest first; keyset by id.
    Result<std::vector<DeskRow>> list(const Who&, DossierId before, int most,
                                      const std::string& words = {});
    /// A foreign id and a forbidden one answer the same not_found.
    Result<DossierView> view(const Who&, DossierId);
    /// Rebuilds the state from the journal: must equal the rows.
    Result<sop::Dossier> replay(store::Tx&, OfficeId, DossierId);
    Result<sop::Dossier> load(store::Tx&, OfficeId, DossierId);
    /// What moving a running dossier to another version of its SOP would do, and doing it.
    /// `chosen` says where steps go that find no place by themselves.
    Result<sop::Migration> preview(store::Tx&, const Who&, DossierId, SopId version,
                                   const std::map<StepName, StepName>& chosen = {});
    Result<sop::Dossier> follow(store::Tx&, const Who&, DossierId, SopId version,
                                const std::map<StepName, StepName>& chosen = {});
    /// Works out every open due time anew after the office's calendar changed; says how many moved.
    Result<int> move_dues(store::Tx&, const Who&, const sop::WorkCalendar& before,
                          const std::string& reason);
    /// The content this person last looked at in this dossier (for the diff), and to set it.
    Result<std::optional<std::string>> last_seen(store::Tx&, const Who&, DossierId);
    Result<void> remember_seen(const Who&, DossierId, const std::string& hash);

  private:
    Result<DeskCounts> count_desk(const Who&, Instant now);

    store::Db& db_;
    Clock clock_;
    store::Kept<std::string, DeskCounts> counts_{db_};
};

}  // namespace kentongan::office
