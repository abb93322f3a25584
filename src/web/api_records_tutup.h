// The records of closing a loop: news, mails, displays, verdicts, notices, reports, figures.
#pragma once

#include "office/notices.h"
#include "web/api_wire.h"

namespace kentongan::web::api {

using std::optional;
using std::string;
using std::vector;

struct News {
    static constexpr std::string_view schema = "News";
    NoticeId id = {};
    string kind = {}, about = {}, reason = {}, link = {};
    Instant at = {};
    optional<Instant> due_at = {}, read_at = {};
};
BOOST_DESCRIBE_STRUCT(News, (), (id, kind, about, reason, link, at, due_at, read_at))
struct AllNews {
    static constexpr std::string_view schema = "AllNews";
    int unread = 0;
    vector<News> news = {};
};
BOOST_DESCRIBE_STRUCT(AllNews, (), (unread, news))

struct Mail {
    static constexpr std::string_view schema = "Mail";
    string id = {}, to = {}, subject = {}, kind = {}, state = {}, last_word = {};
    Instant put_at = {};
    optional<Instant> ended_at = {};
};
BOOST_DESCRIBE_STRUCT(Mail, (), (id, to, subject, kind, state, last_word, put_at, ended_at))
struct Mails {
    static constexpr std::string_view schema = "Mails";
    vector<Mail> mails = {};
};
BOOST_DESCRIBE_STRUCT(Mails, (), (mails))
struct Bounce {
    static constexpr std::string_view schema = "Bounce";
    static constexpr bool incoming = true;
    string eml = {};
};
BOOST_DESCRIBE_STRUCT(Bounce, (), (eml))

struct Display {
    static constexpr std::string_view schema = "Display";
    string id = {}, airing = {}, answer = {}, seen = {}, picture = {}, verdict = {}, note = {};
    vector<string> missing = {};
    int percent = 0;
    bool by_hand = false;
    Instant at = {};
};
BOOST_DESCRIBE_STRUCT(Display, (),
                      (id, airing, answer, seen, picture, verdict, note, missing, percent, by_hand,
                       at))
struct Displays {
    static constexpr std::string_view schema = "Displays";
    vector<Display> displays = {};
};
BOOST_DESCRIBE_STRUCT(Displays, (), (displays))
struct Judgement {
    static constexpr std::string_view schema = "Judgement";
    static constexpr bool incoming = true;
    string display = {};
    bool fits = false;
    string note = {};
};
BOOST_DESCRIBE_STRUCT(Judgement, (), (display, fits, note))

struct Verdict {
    static constexpr std::string_view schema = "Verdict";
    static constexpr bool incoming = true;
    string on_time = {}, often_enough = {}, accurate = {};
    int planned_times = 1, seen_times = 1;
    optional<int> reach = {};
    string note = {};
};
BOOST_DESCRIBE_STRUCT(Verdict, (),
                      (on_time, often_enough, accurate, planned_times, seen_times, reach, note))
struct Watched {
    static constexpr std::string_view schema = "Watched";
    string airing = {}, channel = {}, url = {};
    optional<Instant> planned_at = {}, aired_at = {};
    optional<int> minutes_late = {};
    Verdict verdict = {};
};
BOOST_DESCRIBE_STRUCT(Watched, (),
                      (airing, channel, url, planned_at, aired_at, minutes_late, verdict))
struct AimedAt {
    static constexpr std::string_view schema = "AimedAt";
    string label = {}, value = {};
};
BOOST_DESCRIBE_STRUCT(AimedAt, (), (label, value))
struct AllWatched {
    static constexpr std::string_view schema = "AllWatched";
    vector<AimedAt> audience = {};
    vector<Watched> airings = {};
};
BOOST_DESCRIBE_STRUCT(AllWatched, (), (audience, airings))

struct NewTelling {
    static constexpr std::string_view schema = "NewTelling";
    static constexpr bool incoming = true;
    string way = {}, address = {}, words = {};
};
BOOST_DESCRIBE_STRUCT(NewTelling, (), (way, address, words))
struct Telling {
    static constexpr std::string_view schema = "Telling";
    string id = {}, way = {}, address = {}, words = {}, mail_state = {};
    Instant at = {};
};
BOOST_DESCRIBE_STRUCT(Telling, (), (id, way, address, words, mail_state, at))
struct Tellings {
    static constexpr std::string_view schema = "Tellings";
    string draft = {};
    vector<Telling> told = {};
};
BOOST_DESCRIBE_STRUCT(Tellings, (), (draft, told))

struct NewReport {
    static constexpr std::string_view schema = "NewReport";
    static constexpr bool incoming = true;
    string words = {};
};
BOOST_DESCRIBE_STRUCT(NewReport, (), (words))
struct Report {
    static constexpr std::string_view schema = "Report";
    string id = {}, pdf = {}, html = {};
    Instant at = {};
};
BOOST_DESCRIBE_STRUCT(Report, (), (id, pdf, html, at))
struct Reports {
    static constexpr std::string_view schema = "Reports";
    vector<Report> reports = {};
};
BOOST_DESCRIBE_STRUCT(Reports, (), (reports))

struct StepFigure {
    static constexpr std::string_view schema = "StepFigure";
    string sop = {}, step = {}, activity = {};
    int standard = 0, done = 0, within = 0, returned = 0, median = 0, p90 = 0, waiting = 0;
};
BOOST_DESCRIBE_STRUCT(StepFigure, (),
                      (sop, step, activity, standard, done, within, returned, median, p90, waiting))
struct ChannelFigure {
    static constexpr std::string_view schema = "ChannelFigure";
    string channel = {}, label = {};
    int aired = 0, planned = 0, on_time = 0, judged = 0, fit = 0;
    std::int64_t reach = 0;
};
BOOST_DESCRIBE_STRUCT(ChannelFigure, (),
                      (channel, label, aired, planned, on_time, judged, fit, reach))
struct AudienceFigure {
    static constexpr std::string_view schema = "AudienceFigure";
    string dossier = {}, number = {}, title = {}, aimed = {}, reached = {};
    std::int64_t reach = 0;
};
BOOST_DESCRIBE_STRUCT(AudienceFigure, (), (dossier, number, title, aimed, reached, reach))
struct Figures {
    static constexpr std::string_view schema = "Figures";
    string period = {};
    int opened = 0, closed = 0, stopped = 0, running = 0, late = 0, resting = 0;
    int tasks_done = 0, tasks_within = 0, tasks_returned = 0;
    int aired = 0, aired_planned = 0, aired_on_time = 0, judged = 0, fit = 0;
    vector<StepFigure> steps = {};
    std::int64_t reach = 0;
    vector<ChannelFigure> channels = {};
    vector<AudienceFigure> audiences = {};
};
BOOST_DESCRIBE_STRUCT(Figures, (),
                      (period, opened, closed, stopped, running, late, resting, tasks_done,
                       tasks_within, tasks_returned, aired, aired_planned, aired_on_time, judged,
                       fit, reach, steps, channels, audiences))

}  // namespace kentongan::web::api
