// A dossier (berkas): one request on its way through an SOP. Its state is a marking of open tasks.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "sop/definition.h"

namespace kentongan::sop {

/// One branch of one running block. A block entered again gets a new round.
struct Branch {
    std::string block;      // the block's name; empty: not inside a block
    int round = 0;          // how often this block has been entered
    int index = 0;          // which branch; for `tiap`: which item
    std::string item = {};  // for `tiap`: the item (a channel, a content kind); else empty
    auto operator<=>(const Branch&) const = default;
};

/// One visit of the dossier to one desk. Numbered 1, 2, 3… within its dossier.
struct Task {
    int number = 0;
    StepName step;
    std::vector<Branch> path = {};    // the blocks it lies in, outermost first
    std::set<RoleName> roles = {};    // whoever holds one of these may do it…
    std::set<PersonId> people = {};   // …or, when not empty, only these (assigned, whoever did N)
    std::set<PersonId> done_by = {};  // for `semua`: who has finished their part…
    std::set<RoleName> roles_done = {};  // …and the roles they stood for
    std::optional<PersonId> claimed_by = {};
    Instant opened_at = {};
    std::optional<Instant> due_at = {};
    std::optional<Instant> paused_at = {};
    minutes paused_for{};     // working time it stood still so far
    int visits = 1;           // how often this step (of this item) has been opened
    std::string budget = {};  // the shared budget it draws on ("bersama 2..4"), or ""
    bool operator==(const Task&) const = default;

    /// The item of the innermost `tiap` block, or "".
    std::string item() const;
};

/// A block that is running: which branches have not arrived at the join yet.
struct OpenBlock {
    std::string name;
    int round = 0;
    std::vector<Branch> path = {};  // the branch of the surrounding block, if any
    std::vector<std::string> items = {};
    std::set<int> awaited = {};
    bool operator==(const OpenBlock&) const = default;
};

// What happened. Events are the legal record (jurnal): added, never changed, in this order.
struct Started {
    std::string title;
};
struct TaskOpened {
    Task task;
    std::string reason = {};  // why it was sent back here
    int from = 0;             // the task that led here
};
struct TaskClaimed {
    int task;
    PersonId by;
};
struct TaskReleased {
    int task;
};
/// One of several performers has done their part; the others have not.
struct PartDone {
    int task;
    PersonId by;
    std::string note = {};
    std::set<RoleName> roles = {};  // the roles they stood for
};
struct TaskDone {
    int task;
    StepName step;
    std::string item;
    std::string outcome;
    StepName to;
    bool returned = false;
    PersonId by;
    std::string note = {};
};
struct TaskCancelled {
    int task;
    std::string reason;
};
struct TaskSkipped {
    int task;
    PersonId by;
    std::string reason;
    StepName to;  // the_join: its whole branch was waived
};
struct TaskAssigned {
    int task;
    std::set<PersonId> people;
};
struct TaskPaused {
    int task;
    std::string reason;
    Instant at;
};
/// The clock runs again; the due time moves by the pause.
struct TaskResumed {
    int task;
    Instant at;
    std::optional<Instant> due_at;
    minutes paused_for{};  // the working time of this pause
};
/// The office's calendar changed: the due time was worked out anew.
struct DueMoved {
    int task;
    std::optional<Instant> was;
    std::optional<Instant> due_at;
    std::string reason;
};
struct BlockEntered {
    OpenBlock block;
};
struct BranchArrived {
    std::string block;
    int round;
    int index;
};
struct BlockLeft {
    std::string block;
    int round;
    bool cancelled = false;
};
/// Where the dossier's assigned performers are: "yang ditugaskan".
struct TeamSet {
    std::set<PersonId> people;
};
struct Commented {
    PersonId by;
    std::string words;
};
struct Reminded {
    int task;
    PersonId by;
};
struct Withdrawn {
    PersonId by;
    std::string reason;
};
struct Cancelled {
    PersonId by;
    std::string reason;
};
struct Closed {
    Instant at;
};
struct Reopened {
    PersonId by;
    std::string reason;
};
/// The dossier follows another version of its SOP from here on.
struct Migrated {
    SopId to;
    std::map<int, StepName> tasks;                   // open task -> its step in the new version
    std::map<int, std::set<RoleName>> roles = {};    // open task -> who may do it there
    std::map<std::string, std::string> blocks = {};  // running block -> its name there
};
using Event = std::variant<Started, TaskOpened, TaskClaimed, TaskReleased, PartDone, TaskDone,
                           TaskCancelled, TaskSkipped, TaskAssigned, TaskPaused, TaskResumed,
                           DueMoved, BlockEntered, BranchArrived, BlockLeft, TeamSet, Commented,
                           Reminded, Withdrawn, Cancelled, Closed, Reopened, Migrated>;

enum class State { new_, open, closed, withdrawn, cancelled };

/// "4/instagram": a step of one item, the key of visits and last_done_by.
std::string key_of(const StepName&, const std::vector<Branch>& path);

struct Dossier {
    DossierId id = {};
    int revision = 0;  // how many events made it what it is
    State state = State::new_;
    int tasks_opened = 0;
    std::vector<Task> desk = {};                              // the tasks open now
    std::vector<OpenBlock> blocks = {};                       // the blocks running now
    std::map<std::string, int> rounds = {};                   // how often each block was entered
    std::map<std::string, int> visits = {};                   // step[/item…] -> how often opened
    std::map<std::string, PersonId> last_done_by = {};        // step[/item…] -> who did it last
    std::map<std::string, std::set<PersonId>> parts_by = {};  // …and who did their part of it
    std::map<std::string, Instant> budgets = {};              // shared budget -> when it runs out
    std::set<PersonId> team = {};
    bool operator==(const Dossier&) const = default;

    const Task* open_task(int number) const;

    const OpenBlock* open_block(const Branch&) const;

    /// The only way a dossier changes. Asks no questions: the event did happen.
    void apply(const Event&);
};

}  // namespace kentongan::sop
