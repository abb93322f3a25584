// The rules. Given the SOP, a dossier and a wish, decide what happens. Pure: no clock, no database.
#pragma once

#include "sop/clock.h"
#include "sop/definition.h"
#include "sop/dossier.h"

namespace kentongan::sop {

// What somebody, or the system on somebody's behalf, wants to happen.
struct Start {
    std::string title;
};
struct Claim {
    int task;
};
struct Release {
    int task;
};
/// Leaves the task by one of its exits. `to` chooses among the exit's allowed targets.
struct Finish {
    int task;
    std::string outcome;
    std::string note = {};
    std::optional<StepName> to = {};
    std::set<std::string> items = {};  // a return from behind a join: which items reopen
};
struct Skip {
    int task;
    std::string reason;
    bool whole_branch = false;  // the branch is waived: it arrives at its join at once
};
struct Assign {  // whom the task is for; empty: back to everyone of the role
    int task;
    std::set<PersonId> people;
};
struct SetTeam {  // "yang ditugaskan"
    std::set<PersonId> people;
};
struct Pause {
    int task;
    std::string reason;
};
struct Resume {
    int task;
};
struct Withdraw {
    std::string reason;
};
struct Cancel {
    std::string reason;
};
struct Reopen {
    std::string reason;
    StepName to;
};
/// After the fixing row something is wrong: everything open ends, and the work goes back to the
/// fixing row or where its return leads. `items` as for a return.
struct Recall {
    std::string reason;
    StepName to;
    std::set<std::string> items = {};
};
struct Comment {
    std::string words;
};
struct Remind {
    int task;
};
using Command = std::variant<Start, Claim, Release, Finish, Skip, Assign, SetTeam, Pause, Resume,
                             Withdraw, Cancel, Reopen, Recall, Comment, Remind>;

struct Actor {
    PersonId id;
    std::set<RoleName> roles = {};
    bool may_manage = false;  // skip, reassign, cancel, reopen, migrate
    bool is_owner = false;    // opened this dossier, or asked for it
    bool is_system = false;   // automatic steps, channels' answers
};

/// Everything the rules may look at besides the dossier itself.
struct Situation {
    Instant now;
    const WorkCalendar& calendar;
    const Actor& actor;
    /// Kelengkapan and results at hand: the keys of Item (or its words where it has no key).
    std::set<std::string> at_hand = {};
    /// The items of each list a `tiap` block runs over: "saluran" -> {website, instagram}.
    std::map<std::string, std::vector<std::string>> lists = {};
    /// Who edited the content since each step was last done (for `selain`).
    std::map<StepName, std::set<PersonId>> edited_since = {};
};

// Work for the world outside, done after the decision is stored.
struct Notify {  // a task lies on these people's desks
    int task;
    std::string why;  // opened, returned, assigned, reminded
};
struct ActOpened {  // a step of a special kind was entered: the product does its part
    int task;
    Act act;
};
struct VersionFixed {  // the fixing row was passed: exactly these bytes may go out
    int task;
    bool paraf;
};
using Effect = std::variant<Notify, ActOpened, VersionFixed>;

struct Decision {
    std::vector<Event> events = {};
    std::vector<Effect> effects = {};
};

Result<Decision> decide(const Definition&, const Dossier&, const Command&, const Situation&);

/// Why `actor` could not do this now; empty when they could. Greys the buttons and says why.
std::vector<Issue> obstacles(const Definition&, const Dossier&, const Command&, const Situation&);

/// Where a version that was fixed may be recalled to: the fixing row's return targets, the default
/// first, and the row itself; none before it was passed, or while it is on somebody's desk.
std::vector<StepName> recall_targets(const Definition&, const Dossier&);

/// What a changed calendar does to the open tasks: their old due time, the new one, and why.
std::vector<Event> due_moves(const Definition&, const Dossier&, const WorkCalendar& before,
                             const WorkCalendar& after, const std::string& reason);

}  // namespace kentongan::sop
