// The desk: my open tasks by deadline, and the list of all dossiers. Reads only.
#include <algorithm>

#include "base/text.h"
#include "office/dossiers.h"
#include "office/marking_json.h"
#include "office/notices.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr int rows_at_once = 200, counted_per_seat = 1000, list_max = 200;
constexpr int looks_most = 10;  // of a filter that hardly anything passes
constexpr minutes soon_within{60};
constexpr seconds counts_good_for{5};  // what was soon is late: nobody minds some seconds

/// A place on the desk; nothing that a person can type makes more of it than that.
struct Place {
    std::int64_t sort_at = INT64_MIN, dossier = 0;
    std::int64_t task = 0;
};
Place place_from(const std::string& words) {
    const auto parts = split(words, '.');
    if (parts.size() != 3) return {};
    const auto sort_at = to_number(parts[0]), dossier = to_number(parts[1]);
    const auto task = to_number(parts[2]);
    if (!sort_at || !dossier || !task) return {};
    return {*sort_at, *dossier, *task};
}

/// A desk lies before every position held, and before the person.
std::vector<std::int64_t> seats_of(const Who& who) {
    std::vector<std::int64_t> seats{who.person.value};
    for (const auto& held : who.positions) seats.push_back(held.position.value);
    return seats;
}

class Rows {
  public:
    Rows(store::Tx& tx, const Who& who, const sop::WorkCalendar& calendar, Instant now)
        : tx_(tx), who_(who), calendar_(calendar), now_(now) {}

    /// The first rows behind the place, whatever seat they lie before.
    Result<std::vector<DeskRow>> of_desk(const Place& after, int most) {
        std::map<std::pair<DossierId, int>, DeskRow> by_task;
        std::vector<std::tuple<std::int64_t, DossierId, int>> order;
        for (const auto seat : seats_of(who_)) {
            const auto rows = TRY(tx_.all<DossierId, int, std::int64_t, std::string, std::string,
                                          std::string, int, SopId, StepName, std::string, Instant,
                                          std::optional<Instant>, std::optional<Instant>, int,
                                          std::optional<PersonId>, std::optional<Instant>>(
                "SELECT s.dossier_id, s.task, s.sort_at, t.dossier_number, t.title,"
                " t.requester, t.urgent, t.sop_id, t.step, t.item, t.opened_at, t.due_at,"
                " t.paused_at, t.returned, t.claimed_by, d.promise_at FROM task_seat s"
                " JOIN task t ON t.office_id = s.office_id AND t.dossier_id = s.dossier_id"
                " AND t.number = s.task JOIN dossier d ON d.office_id = s.office_id"
                " AND d.id = s.dossier_id WHERE s.office_id = $1 AND s.seat = $2"
                " AND (s.sort_at, s.dossier_id, s.task) > ($4, $5, $6)"
                " ORDER BY s.sort_at, s.dossier_id, s.task LIMIT $3",
                who_.office, seat, most, after.sort_at, after.dossier, after.task));
            for (const auto& [dossier, task, sort_at, number, title, requester, urgent, sop, step,
                              item, opened_at, due_at, paused_at, returned, claimed_by, promise] :
                 rows) {
                if (by_task.contains({dossier, task})) continue;
                DeskRow row{.sort_at = sort_at, .dossier = dossier, .number = number};
                row.title = title;
                row.requester = requester;
                row.urgent = urgent != 0;
                row.returned = returned != 0;
                TRY(add_task(row, sop, task, step, item));
                add_times(row, opened_at, due_at, paused_at.has_value(), claimed_by, promise);
                order.emplace_back(sort_at, dossier, task);
                by_task[{dossier, task}] = std::move(row);
            }
        }
        std::ranges::sort(order);
        std::vector<DeskRow> all;
        for (const auto& [sort_at, dossier, task] : order) {
            if (std::ssize(all) == most) break;
            all.push_back(std::move(by_task[{dossier, task}]));
        }
        return all;
    }

    Result<void> add_task(DeskRow& row, SopId sop, int task, const StepName& step,
                          const std::string& item) {
        row.sop = sop;
        row.task = task;
        row.step = step;
        row.item = item;
        const auto definition = TRY(Library::definition(tx_, who_.office, sop));
        if (const auto* known = definition->find(step)) {
            row.step_activity = known->activity.text;
            row.act = known->act;
            row.decision = known->decision;
        }
        return {};
    }

    /// The standard measures work: it turns red only for who is at it. Waiting is shown as waiting,
    /// and what was promised for the case counts whoever has it.
    void add_times(DeskRow& row, Instant opened_at, std::optional<Instant> due_at, bool paused,
                   std::optional<PersonId> claimed_by, std::optional<Instant> promise_at) const {
        row.opened_at = opened_at;
        row.due_at = due_at;
        row.paused = paused;
        row.claimed_by = claimed_by;
        row.mine_alone = claimed_by == who_.person;
        row.promise_at = promise_at;
        if (paused) return;
        row.promise_late = promise_at && now_ > *promise_at;
        row.waiting = !claimed_by;
        if (row.waiting) row.waited = sop::working_minutes_between(calendar_, opened_at, now_);
        const bool past = due_at && now_ > *due_at;
        row.late = row.promise_late || (past && !row.waiting);
        if (!due_at) return;
        row.left = past ? -sop::working_minutes_between(calendar_, *due_at, now_)
                        : sop::working_minutes_between(calendar_, now_, *due_at);
    }

  private:
    store::Tx& tx_;
    const Who& who_;
    const sop::WorkCalendar& calendar_;
    Instant now_;
};

bool is_soon(const DeskRow& row) {
    return row.due_at && !row.paused && !row.late && row.left >= minutes{0} &&
           row.left <= soon_within;
}

bool passes(const DeskRow& row, const std::string& filter) {
    if (filter == "late") return row.late;
    if (filter == "soon") return is_soon(row);
    if (filter == "paused") return row.paused;
    if (filter == "returned") return row.returned;
    if (filter == "mine") return row.mine_alone;
    return true;
}

sop::State state_from(std::string_view word) {
    using sop::State;
    for (const auto state :
         {State::new_, State::open, State::closed, State::withdrawn, State::cancelled}) {
        if (word_of(state) == word) return state;
    }
    return State::open;
}

/// For LIKE … ESCAPE '!'.
std::string pattern_of(const std::string& words) {
    std::string pattern = "%";
    for (const char c : lowered(trimmed(words))) {
        if (c == '%' || c == '_' || c == '!') pattern.push_back('!');
        pattern.push_back(c);
    }
    return pattern + "%";
}

}  // namespace

std::string DeskRow::place() const {
    return cat(sort_at, ".", dossier.value, ".", task);
}

Result<std::vector<DeskRow>> Dossiers::desk(const Who& who, const std::string& filter,
                                            const DeskPart& part) {
    const auto now = clock_();
    const int most = std::clamp(part.most, 1, rows_at_once);
    const int at_once = filter.empty() ? most : rows_at_once;
    return db_.read([&](store::Tx& tx) -> Result<std::vector<DeskRow>> {
        const auto calendar = TRY(Calendars::of(tx, who.office));
        Rows desk(tx, who, *calendar, now);
        std::vector<DeskRow> found;
        auto after = place_from(part.after);
        for (int look = 0; look < looks_most; ++look) {
            auto rows = TRY(desk.of_desk(after, at_once));
            const bool last = std::ssize(rows) < at_once;
            if (!rows.empty()) after = place_from(rows.back().place());
            for (auto& row : rows) {
                if (passes(row, filter) && std::ssize(found) < most)
                    found.push_back(std::move(row));
            }
            if (last || std::ssize(found) == most) break;
        }
        return found;
    });
}

Result<DeskCounts> Dossiers::desk_counts(const Who& who) {
    const auto now = clock_();
    auto key = std::to_string(who.office.value);
    for (const auto seat : seats_of(who)) key += cat("/", seat);
    const auto span = to_millis(now) / milliseconds(counts_good_for).count();
    return counts_.of(key, span, [&] { return count_desk(who, now); });
}

Result<DeskCounts> Dossiers::count_desk(const Who& who, Instant now) {
    return db_.read([&](store::Tx& tx) -> Result<DeskCounts> {
        const auto calendar = TRY(Calendars::of(tx, who.office));
        const auto soon_till = sop::add_working_minutes(*calendar, now, soon_within);
        DeskCounts counts;
        std::set<std::pair<DossierId, int>> seen;
        for (const auto seat : seats_of(who)) {
            const auto rows =
                TRY(tx.all<DossierId, int, std::optional<Instant>, std::optional<Instant>,
                           std::optional<PersonId>, std::optional<Instant>>(
                    "SELECT s.dossier_id, s.task, t.due_at, t.paused_at, t.claimed_by, d.promise_at"
                    " FROM task_seat s"
                    " JOIN task t ON t.office_id = s.office_id AND t.dossier_id = s.dossier_id"
                    " AND t.number = s.task JOIN dossier d ON d.office_id = s.office_id"
                    " AND d.id = s.dossier_id WHERE s.office_id = $1 AND s.seat = $2"
                    " ORDER BY s.sort_at, s.dossier_id, s.task LIMIT $3",
                    who.office, seat, counted_per_seat));
            for (const auto& [dossier, task, due_at, paused_at, claimed, promise] : rows) {
                if (!seen.insert({dossier, task}).second) continue;
                ++counts.all;
                const bool past = due_at && now > *due_at;
                if (paused_at) {
                    ++counts.paused;
                } else if ((promise && now > *promise) || (past && claimed)) {
                    ++counts.late;
                } else if (due_at && !past && *due_at <= soon_till) {
                    ++counts.soon;
                }
            }
        }
        std::tie(counts.airing) = TRY(tx.one<int>(
            "SELECT count(*) FROM (SELECT id FROM airing WHERE office_id = $1"
            " AND state IN ('planned', 'queued', 'sending', 'to_check', 'rejected') LIMIT $2) a",
            who.office, counted_per_seat));
        counts.unread = TRY(Notices::unread(tx, who));
        return counts;
    });
}

Result<std::vector<DeskRow>> Dossiers::list(const Who& who, DossierId before, int most,
                                            const std::string& words) {
    TRY(need(who, Right::see_dossiers));
    const auto now = clock_();
    const auto limit = before ? before.value : INT64_MAX;
    return db_.read([&](store::Tx& tx) -> Result<std::vector<DeskRow>> {
        const auto rows = TRY(
            tx.all<DossierId, std::string, std::string, std::string, int, SopId, std::string,
                   Instant, std::optional<int>, std::optional<StepName>, std::optional<std::string>,
                   std::optional<Instant>, std::optional<Instant>, std::optional<Instant>,
                   std::optional<int>, std::optional<PersonId>, std::optional<Instant>>(
                "SELECT d.id, d.number, d.title, d.requester, d.urgent, d.sop_id, d.state,"
                " d.opened_at, t.number, t.step, t.item, t.opened_at, t.due_at, t.paused_at,"
                " t.returned, t.claimed_by, d.promise_at"
                " FROM (SELECT * FROM dossier WHERE office_id = $1 AND id < $2"
                " AND ($4 = '%%' OR lower(title) LIKE $4 ESCAPE '!'"
                " OR lower(number) LIKE $4 ESCAPE '!' OR lower(requester) LIKE $4 ESCAPE '!')"
                " ORDER BY id DESC LIMIT $3) d"
                " LEFT JOIN task t ON t.office_id = d.office_id AND t.dossier_id = d.id"
                " AND t.closed_at IS NULL ORDER BY d.id DESC, t.number",
                who.office, limit, std::clamp(most, 1, list_max), pattern_of(words)));
        const auto calendar = TRY(Calendars::of(tx, who.office));
        Rows rows_now(tx, who, *calendar, now);
        std::vector<DeskRow> all;
        for (const auto& [id, number, title, requester, urgent, sop, state, opened_at, task, step,
                          item, task_opened, due_at, paused_at, returned, claimed_by, promise] :
             rows) {
            if (!all.empty() && all.back().dossier == id) continue;
            DeskRow row{.dossier = id, .number = number, .title = title};
            row.requester = requester;
            row.urgent = urgent != 0;
            row.returned = returned.value_or(0) != 0;
            row.state = state_from(state);
            TRY(rows_now.add_task(row, sop, task.value_or(0), step.value_or(StepName{}),
                                  item.value_or("")));
            rows_now.add_times(row, task_opened.value_or(opened_at), due_at, paused_at.has_value(),
                               claimed_by, task ? promise : std::nullopt);
            all.push_back(std::move(row));
        }
        return all;
    });
}

}  // namespace kentongan::office
