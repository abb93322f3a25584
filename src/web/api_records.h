// The records that programs exchange with us: the answers of /api/v1.
#pragma once

#include <array>

#include "office/airings.h"
#include "office/policy.h"
#include "web/api_wire.h"

namespace kentongan::web {

template <>
struct WordsOf<sop::State> {
    static constexpr std::array<std::string_view, 5> words{"new", "open", "closed", "withdrawn",
                                                           "cancelled"};
};
template <>
struct WordsOf<office::AiringState> {
    static constexpr std::array<std::string_view, 7> words{
        "planned", "queued", "sending", "aired", "rejected", "to_check", "cancelled"};
};
template <>
struct WordsOf<office::Mode> {
    static constexpr std::array<std::string_view, 2> words{"automatic", "manual"};
};
template <>
struct WordsOf<office::MarkKind> {
    static constexpr std::array<std::string_view, 3> words{"periksa", "setuju", "paraf"};
};
template <>
struct WordsOf<office::Right> {
    static constexpr std::array<std::string_view, 13> words{
        "see_dossiers",     "open_dossier",    "manage_dossier", "read_journal",  "manage_sop",
        "manage_people",    "manage_channels", "publish_manual", "manage_portal", "record_paper",
        "register_letters", "dispose_letters", "manage_office"};
};

namespace api {

using std::optional;
using std::string;
using std::vector;

struct Problem {  // application/problem+json, RFC 9457
    static constexpr std::string_view schema = "Problem";
    struct OneIssue {
        static constexpr std::string_view schema = "Issue";
        string field = {}, rule = {}, words = {};
    };
    string type = {}, title = {};
    int status = 0;
    string detail = {};
    vector<OneIssue> issues = {};
};
BOOST_DESCRIBE_STRUCT(Problem::OneIssue, (), (field, rule, words))
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, detail, issues))

struct NewSession {
    static constexpr std::string_view schema = "NewSession";
    string token = {};
    PersonId person = {};
    OfficeId office = {};
    string name = {};
    bool second_due = false;  // good for nothing until POST /sesi/kode
};
BOOST_DESCRIBE_STRUCT(NewSession, (), (token, person, office, name, second_due))

struct Position {
    static constexpr std::string_view schema = "Position";
    PositionId id = {};
    string title = {}, kind = {}, shown = {};
};
BOOST_DESCRIBE_STRUCT(Position, (), (id, title, kind, shown))

struct Session {
    static constexpr std::string_view schema = "Session";
    PersonId person = {};
    string name = {};
    vector<Position> positions = {};
    vector<office::Right> rights = {};
    OfficeId office = {};
    string office_name = {}, region = {}, slug = {}, language = {};
    string csrf = {};  // the header X-Csrf of programs that come by the cookie
};
BOOST_DESCRIBE_STRUCT(Session, (),
                      (person, name, positions, rights, office, office_name, region, slug, language,
                       csrf))

/// One open task, or one dossier of the register.
struct Row {
    static constexpr std::string_view schema = "Row";
    DossierId dossier = {};
    string number = {}, title = {}, requester = {};
    int task = 0;
    string step = {}, activity = {}, item = {}, act = {};
    bool decision = false;
    Instant opened_at = {};
    optional<Instant> due_at = {};
    int minutes_left = 0;
    bool paused = false, late = false, urgent = false, returned = false;
    optional<PersonId> claimed_by = {};
    SopId sop = {};
    sop::State state = sop::State::open;
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (dossier, number, title, requester, task, step, activity, item, act, decision,
                       opened_at, due_at, minutes_left, paused, late, urgent, returned, claimed_by,
                       sop, state))

struct Desk {
    static constexpr std::string_view schema = "Desk";
    int late = 0, soon = 0, all = 0, paused = 0, airing = 0;
    vector<Row> tasks = {};
    optional<std::string> after = {};  // ask with this for the tasks behind; none: there are none
};
BOOST_DESCRIBE_STRUCT(Desk, (), (late, soon, all, paused, airing, tasks, after))

struct Register {
    static constexpr std::string_view schema = "Register";
    vector<Row> dossiers = {};
    optional<DossierId> before = {};  // ask with this for the older ones; none: there are none
};
BOOST_DESCRIBE_STRUCT(Register, (), (dossiers, before))

struct Obstacle {
    static constexpr std::string_view schema = "Obstacle";
    string field = {}, rule = {}, words = {};
};
BOOST_DESCRIBE_STRUCT(Obstacle, (), (field, rule, words))

struct Choice {
    static constexpr std::string_view schema = "Choice";
    string outcome = {}, label = {}, to = {};
    vector<string> allowed = {};
    bool is_return = false, reason_required = false;
    vector<Obstacle> obstacles = {};
};
BOOST_DESCRIBE_STRUCT(Choice, (),
                      (outcome, label, to, allowed, is_return, reason_required, obstacles))

struct Need {
    static constexpr std::string_view schema = "Need";
    string key = {}, words = {};
    bool at_hand = false, ticks_itself = false;
};
BOOST_DESCRIBE_STRUCT(Need, (), (key, words, at_hand, ticks_itself))

struct Task {
    static constexpr std::string_view schema = "Task";
    int number = 0;
    string step = {}, activity = {}, item = {}, act = {};
    bool decision = false, fixing = false, mine = false;
    bool paraf = false;  // to let it pass, the command wants the secret once more
    vector<string> performers = {};
    optional<PersonId> claimed_by = {};
    Instant opened_at = {};
    optional<Instant> due_at = {};
    int minutes_left = 0;
    bool paused = false, late = false;
    vector<Need> needs = {};
    vector<Choice> choices = {};
};
BOOST_DESCRIBE_STRUCT(Task, (),
                      (number, step, activity, item, act, decision, fixing, mine, paraf, performers,
                       claimed_by, opened_at, due_at, minutes_left, paused, late, needs, choices))

struct Version {
    static constexpr std::string_view schema = "Version";
    int number = 0;
    string hash = {}, by = {};
    Instant at = {};
};
BOOST_DESCRIBE_STRUCT(Version, (), (number, hash, by, at))

struct Mark {
    static constexpr std::string_view schema = "Mark";
    int task = 0;
    string step = {};
    office::MarkKind kind = office::MarkKind::setuju;
    bool fixing = false, earlier_version = false, voided = false;
    string hash = {};
    int version = 0;
    string person = {}, as_position = {};
    string strength = {};  // how they proved who they are: sesi, sandi, totp
    Instant at = {};
};
BOOST_DESCRIBE_STRUCT(Mark, (),
                      (task, step, kind, fixing, earlier_version, voided, hash, version, person,
                       as_position, strength, at))

struct Entry {
    static constexpr std::string_view schema = "Entry";
    optional<string> seq = {};  // its place in the office's tree; none when read by dossier
    string stream = {};
    int number = 0;
    Instant at = {};
    string person = {}, as_position = {}, previous = {}, hash = {};
    Json event = {};
};
BOOST_DESCRIBE_STRUCT(Entry, (),
                      (seq, stream, number, at, person, as_position, previous, hash, event))

struct Dossier {
    static constexpr std::string_view schema = "Dossier";
    DossierId id = {};
    string number = {}, title = {}, requester = {}, origin = {};
    bool urgent = false;
    SopId sop = {};
    int sop_version = 0;
    sop::State state = sop::State::open;
    Instant opened_at = {};
    PersonId opened_by = {};
    string opened_by_name = {};
    bool may_edit = false, may_manage = false;
    vector<Task> open = {};
    vector<Version> versions = {};
    vector<Mark> marks = {};
    optional<string> approved_hash = {};
    vector<Entry> history = {};
};
BOOST_DESCRIBE_STRUCT(Dossier, (),
                      (id, number, title, requester, origin, urgent, sop, sop_version, state,
                       opened_at, opened_by, opened_by_name, may_edit, may_manage, open, versions,
                       marks, approved_hash, history))

/// Where a dossier stands after a command.
struct Moved {
    static constexpr std::string_view schema = "Moved";
    struct OpenNow {
        static constexpr std::string_view schema = "OpenNow";
        int task = 0;
        string step = {}, item = {};
    };
    DossierId dossier = {};
    sop::State state = sop::State::open;
    vector<OpenNow> open = {};
};
BOOST_DESCRIBE_STRUCT(Moved::OpenNow, (), (task, step, item))
BOOST_DESCRIBE_STRUCT(Moved, (), (dossier, state, open))

}  // namespace api
}  // namespace kentongan::web
