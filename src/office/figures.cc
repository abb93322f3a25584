// Reads rows of one period by index and counts them once, in the office's working time.
#include "office/figures.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "office/library.h"
#include "office/monitoring.h"

namespace kentongan::office {
namespace {

constexpr int whole = 100, ninth_decile = 90;

std::string two(unsigned number) {
    return cat(number < 10 ? "0" : "", number);
}

int percentile(std::vector<std::int64_t>& numbers, int hundredths) {
    if (numbers.empty()) return 0;
    std::ranges::sort(numbers);
    const auto at = (numbers.size() - 1) * static_cast<std::size_t>(hundredths) / whole;
    return static_cast<int>(numbers[at]);
}

struct StepNumbers {
    std::vector<std::int64_t> effort = {}, waiting = {};
    int returned = 0;
};

class Counting {
  public:
    Counting(store::Tx& tx, OfficeId office, const Period& period,
             const sop::WorkCalendar& calendar, Instant now)
        : tx_(tx), office_(office), calendar_(calendar), now_(now) {
        figures_.period = period;
    }

    Result<Figures> count() {
        TRY(count_now());
        TRY(read_cases());
        TRY(read_tasks());
        TRY(fill_steps());
        TRY(read_airings());
        TRY(read_audiences());
        TRY(read_voices());
        for (auto& [id, one] : cases_) figures_.cases.push_back(std::move(one));
        std::ranges::sort(figures_.cases, {}, [](const CaseFigure& one) {
            return std::pair(one.opened_at, one.number);
        });
        return std::move(figures_);
    }

  private:
    const Period& period() const { return figures_.period; }
    bool inside(Instant at) const { return at >= period().from && at < period().till; }

    Result<void> count_now() {
        const auto [running] = TRY(tx_.one<int>(
            "SELECT count(*) FROM dossier WHERE office_id = $1 AND state = 'open'", office_));
        const auto [late, resting] = TRY(tx_.one<int, int>(
            "SELECT count(CASE WHEN paused_at IS NULL AND due_at < $2 THEN 1 END),"
            " count(CASE WHEN paused_at IS NOT NULL THEN 1 END) FROM task"
            " WHERE office_id = $1 AND closed_at IS NULL",
            office_, now_));
        figures_.running = running;
        figures_.late = late;
        figures_.resting = resting;
        return {};
    }

    /// Cases that began in the period, or of which a task ended in it.
    Result<void> read_cases() {
        const auto rows = TRY(
            tx_.all<DossierId, std::string, std::string, std::string, std::string, Instant, SopId>(
                "SELECT id, number, title, requester, state, opened_at, sop_id FROM dossier"
                " WHERE office_id = $1 AND ((opened_at >= $2 AND opened_at < $3) OR id IN"
                " (SELECT dossier_id FROM task WHERE office_id = $1 AND closed_at >= $2"
                " AND closed_at < $3))",
                office_, period().from, period().till));
        for (const auto& [id, number, title, requester, state, opened_at, sop] : rows) {
            CaseFigure one{.id = id, .number = number, .title = title, .requester = requester};
            const auto definition = TRY(Library::definition(tx_, office_, sop));
            one.sop_key = definition->key;
            one.state = state;
            one.opened_at = opened_at;
            if (inside(opened_at)) ++figures_.opened;
            cases_[id] = std::move(one);
        }
        const auto ends = TRY(tx_.all<DossierId, Instant>(
            "SELECT d.id, max(t.closed_at) FROM dossier d JOIN task t"
            " ON t.office_id = d.office_id AND t.dossier_id = d.id"
            " WHERE d.office_id = $1 AND d.state <> 'open' AND d.id IN"
            " (SELECT dossier_id FROM task WHERE office_id = $1 AND closed_at >= $2"
            " AND closed_at < $3) GROUP BY d.id",
            office_, period().from, period().till));
        for (const auto& [id, at] : ends) {
            auto& one = cases_[id];
            one.closed_at = at;
            if (!inside(at)) continue;
            if (one.state == "closed")
                ++figures_.closed;
            else
                ++figures_.stopped;
        }
        return {};
    }

    Result<void> read_tasks() {
        const auto rows = TRY(tx_.all<DossierId, SopId, std::string, Instant,
                                      std::optional<Instant>, Instant, int, int>(
            "SELECT dossier_id, sop_id, step, opened_at, started_at, closed_at, paused_for,"
            " returned FROM task WHERE office_id = $1 AND closed_at >= $2 AND closed_at < $3"
            " AND outcome <> ''",
            office_, period().from, period().till));
        for (const auto& [dossier, sop, step, opened_at, started_at, closed_at, paused, returned] :
             rows) {
            auto& numbers = steps_[{sop, step}];
            const auto began = started_at.value_or(opened_at);
            const auto effort =
                sop::working_minutes_between(calendar_, began, closed_at).count() - paused;
            const auto waiting = sop::working_minutes_between(calendar_, opened_at, began).count();
            numbers.effort.push_back(std::max<std::int64_t>(effort, 0));
            numbers.waiting.push_back(waiting);
            numbers.returned += returned != 0 ? 1 : 0;
            const auto standard = TRY(standard_of(sop, step));
            auto& its = cases_[dossier];
            its.effort += std::max<std::int64_t>(effort, 0);
            its.standard += standard;
        }
        return {};
    }

    Result<std::int64_t> standard_of(SopId sop, const std::string& step) {
        const auto definition = TRY(Library::definition(tx_, office_, sop));
        const auto* found = definition->find(StepName{step});
        const bool minutes_of_work = found && found->time.unit == sop::TimeUnit::working_minutes;
        return minutes_of_work ? std::int64_t{found->time.max} : 0;
    }

    Result<void> fill_steps() {
        std::map<SopId, std::shared_ptr<const sop::Definition>> sops;
        for (const auto& [key, numbers] : steps_) {
            if (!sops.contains(key.first)) {
                sops[key.first] = TRY(Library::definition(tx_, office_, key.first));
            }
        }
        for (const auto& [id, definition] : sops) {
            for (const auto& step : definition->steps) {
                const auto found = steps_.find({id, step.name.value});
                if (found != steps_.end()) TRY(add_step(id, *definition, step, found->second));
            }
        }
        return {};
    }

    Result<void> add_step(SopId id, const sop::Definition& definition, const sop::Step& step,
                          StepNumbers& numbers) {
        StepFigure one{.sop = id, .sop_key = definition.key, .sop_title = definition.title()};
        one.step = step.name.value;
        one.activity = step.activity.text;
        one.standard = static_cast<int>(TRY(standard_of(id, one.step)));
        one.done = static_cast<int>(numbers.effort.size());
        one.returned = numbers.returned;
        for (const auto effort : numbers.effort) {
            one.effort_all += effort;
            one.within += one.standard == 0 || effort <= one.standard ? 1 : 0;
        }
        one.effort_median = percentile(numbers.effort, whole / 2);
        one.effort_p90 = percentile(numbers.effort, ninth_decile);
        one.waiting_median = percentile(numbers.waiting, whole / 2);
        figures_.tasks_done += one.done;
        figures_.tasks_within += one.within;
        figures_.tasks_returned += one.returned;
        figures_.steps.push_back(std::move(one));
        return {};
    }

    Result<void> read_airings() {
        const auto rows =
            TRY(tx_.all<DossierId, AccountId, std::string, std::string, std::optional<Instant>,
                        Instant, std::optional<std::string>, std::optional<std::string>,
                        std::optional<std::string>, std::optional<int>>(
                "SELECT a.dossier_id, a.account_id, c.channel, c.label, a.planned_at, a.aired_at,"
                " m.on_time, m.often_enough, m.accurate, m.reach FROM airing a"
                " JOIN account c ON c.office_id = a.office_id AND c.id = a.account_id"
                " LEFT JOIN monitoring m ON m.office_id = a.office_id AND m.airing_id = a.id"
                " WHERE a.office_id = $1 AND a.aired_at >= $2 AND a.aired_at < $3"
                " AND a.state = 'aired' ORDER BY c.label, a.id",
                office_, period().from, period().till));
        std::map<AccountId, std::size_t> places;
        const auto days = (period().till - period().from) / std::chrono::hours{24};
        for (const auto& [dossier, account, channel, label, planned_at, aired_at, on_time, often,
                          accurate, reach] : rows) {
            const auto [place, fresh] = places.try_emplace(account, figures_.channels.size());
            if (fresh) {
                ChannelFigure made{.account = account, .channel = channel, .label = label};
                made.days.resize(static_cast<std::size_t>(days));
                figures_.channels.push_back(std::move(made));
            }
            auto& one = figures_.channels[place->second];
            ++one.aired;
            ++one.days[static_cast<std::size_t>((aired_at - period().from) /
                                                std::chrono::hours{24})];
            if (planned_at) {
                const auto late =
                    std::chrono::duration_cast<minutes>(aired_at - *planned_at).count();
                ++one.planned;
                one.on_time += std::abs(late) <= tolerance_minutes ? 1 : 0;
                one.lateness.push_back(late);
            }
            const bool fits = on_time == "sesuai" && often == "sesuai" && accurate == "sesuai";
            one.judged += accurate ? 1 : 0;
            one.fit += accurate && fits ? 1 : 0;
            one.reach += reach.value_or(0);
            if (reach) reached_[dossier].emplace_back(label, *reach);
            note_case(dossier, aired_at, accurate && !fits);
        }
        for (const auto& one : figures_.channels) {
            figures_.aired += one.aired;
            figures_.aired_planned += one.planned;
            figures_.aired_on_time += one.on_time;
            figures_.judged += one.judged;
            figures_.fit += one.fit;
            figures_.reach += one.reach;
        }
        return {};
    }

    Result<void> read_audiences() {
        const auto rows = TRY(tx_.all<DossierId, std::string, std::string, SopId>(
            "SELECT id, number, title, sop_id FROM dossier WHERE office_id = $1 AND id IN"
            " (SELECT dossier_id FROM airing WHERE office_id = $1 AND aired_at >= $2"
            " AND aired_at < $3 AND state = 'aired') ORDER BY number, id",
            office_, period().from, period().till));
        const auto answers = TRY(StepForms::of_aired(tx_, office_, period().from, period().till));
        for (const auto& [id, number, title, sop] : rows) {
            AudienceFigure one{.id = id, .number = number, .title = title};
            if (const auto its = answers.find(id); its != answers.end()) {
                const auto definition = TRY(Library::definition(tx_, office_, sop));
                one.aimed = audience_line(audience_in(its->second, *definition));
            }
            if (const auto its = reached_.find(id); its != reached_.end()) {
                one.reached = reach_line(its->second);
                for (const auto& [label, people] : its->second) one.reach += people;
            }
            figures_.aimed += one.aimed.empty() ? 0 : 1;
            const bool empty = one.aimed.empty() && one.reached.empty();
            if (!empty) figures_.audiences.push_back(std::move(one));
        }
        return {};
    }

    void note_case(DossierId dossier, Instant aired_at, bool fault) {
        const auto its = cases_.find(dossier);
        if (its == cases_.end()) return;
        ++its->second.aired;
        its->second.faults += fault ? 1 : 0;
        auto& first = its->second.first_aired_at;
        if (!first || aired_at < *first) first = aired_at;
    }

    /// What requesters said, and what did not reach them.
    Result<void> read_voices() {
        std::tie(figures_.ratings, figures_.rating_sum) =
            TRY(tx_.one<int, int>("SELECT count(*), coalesce(sum(score), 0) FROM rating"
                                  " WHERE office_id = $1 AND at >= $2 AND at < $3",
                                  office_, period().from, period().till));
        std::tie(figures_.mails_failed) = TRY(tx_.one<int>(
            "SELECT count(*) FROM mail WHERE office_id = $1 AND put_at >= $2 AND put_at < $3"
            " AND state IN ('terpental', 'ditolak')",
            office_, period().from, period().till));
        return {};
    }

    store::Tx& tx_;
    OfficeId office_;
    const sop::WorkCalendar& calendar_;
    Instant now_;
    Figures figures_ = {};
    std::map<DossierId, CaseFigure> cases_ = {};
    std::map<std::pair<SopId, std::string>, StepNumbers> steps_ = {};
    std::map<DossierId, std::vector<Counted>> reached_ = {};
};

}  // namespace

int percent_of(std::int64_t part, std::int64_t all) {
    return all == 0 ? 0 : static_cast<int>((part * whole + all / 2) / all);
}

std::optional<Period> period_of(const std::string& key, Zone zone) {
    constexpr std::size_t year_letters = 4, month_letters = 7;
    const auto year = to_number(std::string_view(key).substr(0, year_letters));
    const bool of_year = key.size() == year_letters;
    const bool of_month = key.size() == month_letters && key[year_letters] == '-';
    if (!year || *year < 1900 || *year > 9000 || (!of_year && !of_month)) return {};
    const auto month = of_month ? to_number(key.substr(5)) : std::optional<std::int64_t>{1};
    if (!month || *month < 1 || *month > 12) return {};
    const std::chrono::year_month first{std::chrono::year{static_cast<int>(*year)},
                                        std::chrono::month{static_cast<unsigned>(*month)}};
    const auto next = first + std::chrono::months{of_month ? 1 : 12};
    const auto instant = [&](std::chrono::year_month one) {
        return zone.instant(std::chrono::local_days{one / 1});
    };
    return Period{instant(first), instant(next), key};
}

std::vector<std::string> months_till(Instant now, Zone zone, int most) {
    const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(zone.local(now))};
    std::vector<std::string> keys;
    auto month = today.year() / today.month();
    for (int i = 0; i < most; ++i, month -= std::chrono::months{1}) {
        keys.push_back(
            cat(static_cast<int>(month.year()), "-", two(static_cast<unsigned>(month.month()))));
    }
    return keys;
}

Result<Figures> FigureBook::of(OfficeId office, const Period& period) {
    const auto now = clock_();
    return db_.read(
        [&](store::Tx& tx) { return Counting(tx, office, period, calendar_, now).count(); });
}

}  // namespace kentongan::office
