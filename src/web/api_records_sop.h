// The records of the library of SOPs that programs exchange with us.
#pragma once

#include "web/api_records.h"

namespace kentongan::web {
namespace api {

struct ShippedSops {
    static constexpr std::string_view schema = "ShippedSops";
    struct One {
        static constexpr std::string_view schema = "ShippedSop";
        string key = {}, title = {}, source = {}, text = {};
        int inferred = 0;
    };
    vector<One> sops = {};
};
BOOST_DESCRIBE_STRUCT(ShippedSops::One, (), (key, title, source, text, inferred))
BOOST_DESCRIBE_STRUCT(ShippedSops, (), (sops))

/// Begins a draft: from a shipped key, a version's id, or a text or BPMN file given here.
struct NewSopDraft {
    static constexpr std::string_view schema = "NewSopDraft";
    static constexpr bool incoming = true;
    optional<string> shipped = {};
    optional<SopId> version = {};
    optional<string> name = {}, text = {}, bpmn = {};
};
BOOST_DESCRIBE_STRUCT(NewSopDraft, (), (shipped, version, name, text, bpmn))

struct SopRole {
    static constexpr std::string_view schema = "SopRole";
    static constexpr bool incoming = true;
    string role = {};
    vector<PositionId> positions = {};
};
BOOST_DESCRIBE_STRUCT(SopRole, (), (role, positions))

/// What reader, flow, lint say, and what was inferred.
struct SopCheck {
    static constexpr std::string_view schema = "SopCheck";
    struct Line {
        static constexpr std::string_view schema = "SopCheckLine";
        string rule = {}, step = {}, words = {};
        bool error = false;
    };
    struct Point {
        static constexpr std::string_view schema = "InferredPoint";
        string key = {}, step = {}, reason = {};
    };
    bool readable = false;
    vector<Line> lines = {};
    vector<Point> inferred = {};
};
BOOST_DESCRIBE_STRUCT(SopCheck::Line, (), (rule, step, words, error))
BOOST_DESCRIBE_STRUCT(SopCheck::Point, (), (key, step, reason))
BOOST_DESCRIBE_STRUCT(SopCheck, (), (readable, lines, inferred))

struct SopDraft {
    static constexpr std::string_view schema = "SopDraft";
    SopId id = {};
    string key = {}, origin = {}, text = {};
    int revision = 0, promise_days = 0;
    Instant changed_at = {};
    vector<SopRole> performers = {};
    SopCheck check = {};
};
BOOST_DESCRIBE_STRUCT(SopDraft, (),
                      (id, key, origin, text, revision, promise_days, changed_at, performers,
                       check))
struct SopDrafts {
    static constexpr std::string_view schema = "SopDrafts";
    vector<SopDraft> drafts = {};
};
BOOST_DESCRIBE_STRUCT(SopDrafts, (), (drafts))

/// The draft over its revision. An answer settles one inferred point.
struct SopDraftChange {
    static constexpr std::string_view schema = "SopDraftChange";
    static constexpr bool incoming = true;
    struct Answer {
        static constexpr std::string_view schema = "InferredAnswer";
        static constexpr bool incoming = true;
        string key = {};
        bool dropped = false;
        vector<string> performers = {};
        optional<string> to = {};
        vector<string> allowed = {};
    };
    int revision = 0;
    optional<string> text = {};
    optional<int> promise_days = {};
    vector<SopRole> performers = {};
    vector<Answer> answers = {};
};
BOOST_DESCRIBE_STRUCT(SopDraftChange::Answer, (), (key, dropped, performers, to, allowed))
BOOST_DESCRIBE_STRUCT(SopDraftChange, (), (revision, text, promise_days, performers, answers))

struct SopInForce {
    static constexpr std::string_view schema = "SopInForce";
    static constexpr bool incoming = true;
    optional<Instant> from = {};
};
BOOST_DESCRIBE_STRUCT(SopInForce, (), (from))
struct PublishedSop {
    static constexpr std::string_view schema = "PublishedSop";
    SopId sop = {};
};
BOOST_DESCRIBE_STRUCT(PublishedSop, (), (sop))

struct SopTimes {
    static constexpr std::string_view schema = "SopTimes";
    struct Step {
        static constexpr std::string_view schema = "SopStepTimes";
        string step = {};
        int done = 0, sent_back = 0, measured = 0, over_standard = 0, standard_minutes = 0;
        int effort_minutes = 0, waiting_minutes = 0, on_desk_minutes = 0;
    };
    vector<Step> steps = {};
};
BOOST_DESCRIBE_STRUCT(SopTimes::Step, (),
                      (step, done, sent_back, measured, over_standard, standard_minutes,
                       effort_minutes, waiting_minutes, on_desk_minutes))
BOOST_DESCRIBE_STRUCT(SopTimes, (), (steps))

struct SopDifferences {
    static constexpr std::string_view schema = "SopDifferences";
    struct One {
        static constexpr std::string_view schema = "SopDifference";
        string step = {}, label = {}, field = {}, was = {}, now = {};
    };
    vector<One> differences = {};
};
BOOST_DESCRIBE_STRUCT(SopDifferences::One, (), (step, label, field, was, now))
BOOST_DESCRIBE_STRUCT(SopDifferences, (), (differences))

struct SopMigration {
    static constexpr std::string_view schema = "SopMigration";
    struct Task {
        static constexpr std::string_view schema = "SopMigrationTask";
        int task = 0;
        string from = {}, to = {}, problem = {};
    };
    struct One {
        static constexpr std::string_view schema = "MigratingDossier";
        DossierId dossier = {};
        string number = {};
        int version = 0;
        bool possible = false;
        vector<Task> tasks = {};
    };
    vector<One> dossiers = {};
};
BOOST_DESCRIBE_STRUCT(SopMigration::Task, (), (task, from, to, problem))
BOOST_DESCRIBE_STRUCT(SopMigration::One, (), (dossier, number, version, possible, tasks))
BOOST_DESCRIBE_STRUCT(SopMigration, (), (dossiers))

struct MigrateDossier {
    static constexpr std::string_view schema = "MigrateDossier";
    static constexpr bool incoming = true;
    struct Place {
        static constexpr std::string_view schema = "StepPlace";
        static constexpr bool incoming = true;
        string from = {}, to = {};
    };
    DossierId dossier = {};
    vector<Place> places = {};
};
BOOST_DESCRIBE_STRUCT(MigrateDossier::Place, (), (from, to))
BOOST_DESCRIBE_STRUCT(MigrateDossier, (), (dossier, places))

}  // namespace api
}  // namespace kentongan::web
