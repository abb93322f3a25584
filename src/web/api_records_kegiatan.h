// The records of face-to-face activities and of the class of information.
#pragma once

#include "web/api_wire.h"

namespace kentongan::web::api {

using std::optional, std::string, std::vector;

struct ActivityFile {
    static constexpr std::string_view schema = "ActivityFile";
    std::string sha256 = {}, role = {}, type = {}, name = {}, alt = {};
};
BOOST_DESCRIBE_STRUCT(ActivityFile, (), (sha256, role, type, name, alt))
struct Activity {
    static constexpr std::string_view schema = "Activity";
    std::string id = {}, title = {}, place = {};
    Instant starts_at = {};
    std::optional<Instant> ends_at = {};
    std::string speakers = {}, agenda = {}, state = {};
    std::optional<Instant> held_at = {};
    std::optional<int> attended = {};
    std::string result = {};
    std::vector<ActivityFile> files = {};
};
BOOST_DESCRIBE_STRUCT(Activity, (),
                      (id, title, place, starts_at, ends_at, speakers, agenda, state, held_at,
                       attended, result, files))
struct Activities {
    static constexpr std::string_view schema = "Activities";
    std::vector<Activity> activities = {};
};
BOOST_DESCRIBE_STRUCT(Activities, (), (activities))
struct NewActivity {
    static constexpr std::string_view schema = "NewActivity";
    static constexpr bool incoming = true;
    std::string title = {}, place = {};
    Instant starts_at = {};
    std::optional<Instant> ends_at = {};
    std::optional<std::string> speakers = {};
    std::string agenda = {};
};
BOOST_DESCRIBE_STRUCT(NewActivity, (), (title, place, starts_at, ends_at, speakers, agenda))
struct ActivityOutcome {
    static constexpr std::string_view schema = "ActivityOutcome";
    static constexpr bool incoming = true;
    bool held = true;
    std::optional<Instant> held_at = {};
    std::optional<int> attended = {};
    std::string result = {};
};
BOOST_DESCRIBE_STRUCT(ActivityOutcome, (), (held, held_at, attended, result))

struct LateEntry {
    static constexpr std::string_view schema = "LateEntry";
    std::string id = {}, channel = {}, account = {}, title = {}, url = {};
    Instant aired_at = {};
    std::string said_by = {};
    Instant said_at = {};
    std::string reason = {}, dossier = {}, entered_by = {};
    Instant entered_at = {};
    bool has_picture = false;
    std::string struck = {};
};
BOOST_DESCRIBE_STRUCT(LateEntry, (),
                      (id, channel, account, title, url, aired_at, said_by, said_at, reason,
                       dossier, entered_by, entered_at, has_picture, struck))
struct LateEntries {
    static constexpr std::string_view schema = "LateEntries";
    std::vector<LateEntry> entries = {};
};
BOOST_DESCRIBE_STRUCT(LateEntries, (), (entries))

struct NewRadioLog {
    static constexpr std::string_view schema = "NewRadioLog";
    static constexpr bool incoming = true;
    AccountId account = {};
    string day = {};   // 2026-11-27, as the file's name says it
    string text = {};  // the log itself
    bool keep = false;
};
BOOST_DESCRIBE_STRUCT(NewRadioLog, (), (account, day, text, keep))
struct LogMatch {
    static constexpr std::string_view schema = "LogMatch";
    int line = 0;
    string airing = {}, dossier = {}, title = {};
    Instant aired_at = {};
    bool known = false, open = false;
};
BOOST_DESCRIBE_STRUCT(LogMatch, (), (line, airing, dossier, title, aired_at, known, open))
struct UnreadLine {
    static constexpr std::string_view schema = "UnreadLine";
    int line = 0;
    string text = {}, why = {};
};
BOOST_DESCRIBE_STRUCT(UnreadLine, (), (line, text, why))
struct LogFindings {
    static constexpr std::string_view schema = "LogFindings";
    vector<LogMatch> matches = {};
    vector<UnreadLine> unread = {};
    int others = 0, kept = 0;
};
BOOST_DESCRIBE_STRUCT(LogFindings, (), (matches, unread, others, kept))
struct NewLateEntry {
    static constexpr std::string_view schema = "NewLateEntry";
    static constexpr bool incoming = true;
    AccountId account = {};
    std::string title = {}, url = {};
    Instant aired_at = {};
    std::string said_by = {};
    std::optional<Instant> said_at = {};
    std::optional<std::string> reason = {}, dossier = {};
};
BOOST_DESCRIBE_STRUCT(NewLateEntry, (),
                      (account, title, url, aired_at, said_by, said_at, reason, dossier))

struct PromiseDays {
    static constexpr std::string_view schema = "PromiseDays";
    int days = 0;
};
BOOST_DESCRIBE_STRUCT(PromiseDays, (), (days))

struct Information {
    static constexpr std::string_view schema = "Information";
    std::string information_class = {}, ground = {}, basis = {}, until = {}, by = {};
};
BOOST_DESCRIBE_STRUCT(Information, (), (information_class, ground, basis, until, by))
struct NewInformation {
    static constexpr std::string_view schema = "NewInformation";
    static constexpr bool incoming = true;
    std::string information_class = {};
    std::optional<std::string> ground = {}, basis = {}, until = {};
};
BOOST_DESCRIBE_STRUCT(NewInformation, (), (information_class, ground, basis, until))

}  // namespace kentongan::web::api
