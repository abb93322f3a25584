// Owns office_calendar and office_holiday.
#include "office/calendars.h"

#include <algorithm>
#include <mutex>

#include "base/json.h"
#include "base/text.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/organisation.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

using std::chrono::sys_days;

constexpr std::size_t kept_max = 512;
constexpr int day_minutes = 24 * 60;

std::optional<sys_days> day_of(const std::string& iso) {
    const auto time = from_iso(cat(iso, "T00:00:00Z"));
    if (iso.size() != 10 || !time) return {};
    return std::chrono::floor<std::chrono::days>(*time);
}

/// "7.30", "07:30" -> 450
std::optional<int> minute_of(std::string_view typed) {
    const auto mark = typed.find_first_of(".:");
    const auto hour = to_number(typed.substr(0, mark));
    const auto minute =
        mark == typed.npos ? std::optional<std::int64_t>{0} : to_number(typed.substr(mark + 1));
    if (!hour || !minute || *hour < 0 || *minute < 0 || *minute > 59) return {};
    const auto total = *hour * 60 + *minute;
    if (total > day_minutes) return {};
    return static_cast<int>(total);
}

/// "07.30-12.00, 13.00-16.00"; nothing when it cannot be read so.
std::optional<std::vector<sop::Span>> spans_of(std::string_view typed) {
    std::vector<sop::Span> spans;
    for (const auto& part : split(typed, ',')) {
        std::string one(trimmed(part));
        for (auto at = one.find("–"); at != one.npos; at = one.find("–")) one.replace(at, 3, "-");
        const auto line = one.find('-');
        if (line == one.npos) return {};
        const auto from = minute_of(trimmed(std::string_view(one).substr(0, line)));
        const auto till = minute_of(trimmed(std::string_view(one).substr(line + 1)));
        const int before = spans.empty() ? 0 : spans.back().till;
        if (!from || !till || *from < before || *till <= *from) return {};
        spans.push_back({*from, *till});
    }
    return spans;
}

void set_days(sop::Week& week, std::size_t first, std::size_t last, const std::string& typed) {
    const auto spans = typed.empty() ? std::nullopt : spans_of(typed);
    for (auto day = first; spans && day <= last; ++day) week[day] = *spans;
}

OwnHours hours_from(const std::string& profile) {
    OwnHours hours;
    const auto json = read_json(profile);
    if (!json || !json->is_object()) return hours;
    const auto& all = json->get_object();
    hours.usual = text_of(all, "usual");
    hours.friday = text_of(all, "friday");
    hours.saturday = text_of(all, "saturday");
    hours.ramadan = text_of(all, "ramadan");
    hours.ramadan_friday = text_of(all, "ramadan_friday");
    return hours;
}

sop::WorkCalendar made_of(int hours_from_utc, const OwnHours& hours,
                          const std::vector<OwnDay>& days) {
    sop::WorkCalendar calendar = sop::default_calendar();
    calendar.zone = Zone{hours_from_utc};
    set_days(calendar.normal, 0, 3, hours.usual);
    set_days(calendar.normal, 4, 4, hours.friday);
    set_days(calendar.normal, 5, 5, hours.saturday);
    set_days(calendar.ramadan, 0, 3, hours.ramadan);
    set_days(calendar.ramadan, 4, 4, hours.ramadan_friday);
    set_days(calendar.ramadan, 5, 5, hours.saturday);
    for (const auto& own : days) {
        const auto day = day_of(own.day);
        if (!day) continue;
        calendar.holidays.erase(*day);
        if (own.kind != "kerja") calendar.holidays[*day] = {*day, own.name, own.kind == "cuti"};
    }
    return calendar;
}

/// The calendars in use, by office, zone and revision.
class Shelf {
  public:
    using Key = std::tuple<OfficeId, int, std::int64_t>;
    using Kept = std::shared_ptr<const sop::WorkCalendar>;
    Kept find(const Key& key) {
        const std::lock_guard lock(mutex_);
        const auto found = kept_.find(key);
        return found == kept_.end() ? nullptr : found->second;
    }
    void keep(const Key& key, Kept calendar) {
        const std::lock_guard lock(mutex_);
        if (kept_.size() >= kept_max) kept_.clear();
        kept_[key] = std::move(calendar);
    }

  private:
    std::mutex mutex_;
    std::map<Key, Kept> kept_;
};

Shelf& shelf() {
    static Shelf one;
    return one;
}

/// Revisions are keys of their own, so that one that was undone is never met again.
Result<void> changed(store::Tx& tx, const Who& who, const std::string& event,
                     const std::string& day, Instant now) {
    TRY(
        tx.run("INSERT INTO office_calendar (office_id, revision, profile) VALUES ($1, $2, '{}')"
               " ON CONFLICT (office_id) DO UPDATE SET revision = excluded.revision",
               who.office, fresh_key()));
    auto entry = event_about(event, "office", who.office.value);
    if (!day.empty()) entry["title"] = day;
    TRY(Journal::append(tx, who, office_stream(who.office), std::move(entry), now));
    return {};
}

}  // namespace

Result<OwnHours> Calendars::hours(store::Tx& tx, OfficeId office) {
    const auto row = TRY(
        tx.maybe<std::string>("SELECT profile FROM office_calendar WHERE office_id = $1", office));
    return row ? hours_from(std::get<0>(*row)) : OwnHours{};
}

Result<std::vector<OwnDay>> Calendars::days(store::Tx& tx, OfficeId office) {
    const auto rows = TRY(tx.all<std::string, std::string, std::string>(
        "SELECT day, name, kind FROM office_holiday WHERE office_id = $1 ORDER BY day", office));
    std::vector<OwnDay> all;
    for (const auto& [day, name, kind] : rows) all.push_back({day, name, kind});
    return all;
}

Result<std::shared_ptr<const sop::WorkCalendar>> Calendars::of(store::Tx& tx, OfficeId office) {
    const auto row = TRY(tx.maybe<int, std::optional<std::int64_t>>(
        "SELECT o.hours_from_utc, c.revision FROM office o"
        " LEFT JOIN office_calendar c ON c.office_id = o.id WHERE o.id = $1",
        office));
    const int zone = row ? std::get<0>(*row) : Zone{}.hours_from_utc;
    const std::int64_t revision = row ? std::get<1>(*row).value_or(0) : 0;
    const Shelf::Key key{office, zone, revision};
    if (auto kept = shelf().find(key)) return kept;
    auto made = std::make_shared<const sop::WorkCalendar>(
        made_of(zone, TRY(hours(tx, office)), TRY(days(tx, office))));
    shelf().keep(key, made);
    return std::shared_ptr<const sop::WorkCalendar>(made);
}

Result<void> Calendars::save_hours(store::Tx& tx, const Who& who, const OwnHours& typed,
                                   Instant now) {
    TRY(need(who, Right::manage_office));
    Fields fields;
    JsonObject profile;
    const auto take = [&](const std::string& field, const std::string& words) {
        const auto kept = fields.text(field, words);
        if (!kept.empty() && !spans_of(kept)) fields.wrong(field, "not_hours", {kept});
        profile[field] = kept;
    };
    take("usual", typed.usual);
    take("friday", typed.friday);
    take("saturday", typed.saturday);
    take("ramadan", typed.ramadan);
    take("ramadan_friday", typed.ramadan_friday);
    TRY(fields.settle());
    TRY(changed(tx, who, "hours_changed", "", now));
    TRY(tx.run("UPDATE office_calendar SET profile = $2 WHERE office_id = $1", who.office,
               write_json(profile)));
    return {};
}

Result<void> Calendars::save_day(store::Tx& tx, const Who& who, const OwnDay& typed, Instant now) {
    TRY(need(who, Right::manage_office));
    Fields fields;
    const auto name = fields.wanted("name", typed.name, 120);
    if (!day_of(typed.day)) fields.wrong("day", "required");
    if (typed.kind != "libur" && typed.kind != "cuti" && typed.kind != "kerja") {
        fields.wrong("kind", "unknown");
    }
    TRY(fields.settle());
    TRY(changed(tx, who, "day_changed", typed.day, now));
    TRY(
        tx.run("INSERT INTO office_holiday (office_id, day, name, kind) VALUES ($1, $2, $3, $4)"
               " ON CONFLICT (office_id, day) DO UPDATE SET name = excluded.name,"
               " kind = excluded.kind",
               who.office, typed.day, name, typed.kind));
    return {};
}

Result<void> Calendars::remove_day(store::Tx& tx, const Who& who, const std::string& day,
                                   Instant now) {
    TRY(need(who, Right::manage_office));
    const auto removed = TRY(
        tx.run("DELETE FROM office_holiday WHERE office_id = $1 AND day = $2", who.office, day));
    if (removed == 0) return Error{Kind::not_found, "no such day"};
    return changed(tx, who, "day_removed", day, now);
}

}  // namespace kentongan::office
