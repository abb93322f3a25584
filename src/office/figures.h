// The one place that counts: dashboards, reports, workbooks and the API all show these figures.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/people.h"
#include "sop/clock.h"

namespace kentongan::office {

/// From its first instant up to, not including, its last.
struct Period {
    Instant from = {}, till = {};
    std::string key = {};  // "2026-11", "2026"
};
/// "2026-11" or "2026" in the office's zone; nothing for what is none.
std::optional<Period> period_of(const std::string& key, Zone);
/// The months up to now, newest first, as keys.
std::vector<std::string> months_till(Instant now, Zone, int most);

struct StepFigure {
    SopId sop = {};
    std::string sop_key = {}, sop_title = {}, step = {}, activity = {};
    int standard = 0;  // working minutes; 0: none
    int done = 0, within = 0, returned = 0;
    std::int64_t effort_all = 0;  // working minutes, all together
    int effort_median = 0, effort_p90 = 0, waiting_median = 0;
};
struct ChannelFigure {
    AccountId account = {};
    std::string channel = {}, label = {};
    int aired = 0, planned = 0, on_time = 0, judged = 0, fit = 0;
    std::int64_t reach = 0;
    std::vector<int> days = {};               // aired per day of the period
    std::vector<std::int64_t> lateness = {};  // minutes after the planned time, one per airing
};
/// One dossier that was opened or ended in the period.
struct CaseFigure {
    DossierId id = {};
    std::string number = {}, title = {}, requester = {}, sop_key = {}, state = {};
    Instant opened_at = {};
    std::optional<Instant> closed_at = {}, first_aired_at = {};
    std::int64_t effort = 0, standard = 0;  // working minutes of its done tasks
    int aired = 0, faults = 0;
};
/// Whom a dossier that was on air aimed at, and how many it reached in the period.
struct AudienceFigure {
    DossierId id = {};
    std::string number = {}, title = {};
    std::string aimed = {}, reached = {};  // in words; empty: not written, not counted
    std::int64_t reach = 0;
};
struct Figures {
    Period period = {};
    int opened = 0, closed = 0, stopped = 0;  // in the period
    int running = 0, late = 0, resting = 0;   // now
    int tasks_done = 0, tasks_within = 0, tasks_returned = 0;
    int aired = 0, aired_on_time = 0, aired_planned = 0, judged = 0, fit = 0;
    int mails_failed = 0;
    int ratings = 0, rating_sum = 0;
    int aimed = 0;                               // dossiers on air whose audience is written
    std::int64_t reach = 0;                      // people, over all channels
    std::vector<StepFigure> steps = {};          // by SOP and printed order
    std::vector<ChannelFigure> channels = {};    // by label
    std::vector<CaseFigure> cases = {};          // oldest first
    std::vector<AudienceFigure> audiences = {};  // by number
};
/// Parts of a whole in hundredths; 0 of nothing.
int percent_of(std::int64_t part, std::int64_t whole);

class FigureBook {
  public:
    FigureBook(store::Db& db, const sop::WorkCalendar& calendar, Clock clock)
        : db_(db), calendar_(calendar), clock_(std::move(clock)) {}
    Result<Figures> of(OfficeId, const Period&);

  private:
    store::Db& db_;
    const sop::WorkCalendar& calendar_;
    Clock clock_;
};

}  // namespace kentongan::office
