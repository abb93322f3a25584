// Tells why a deadline is when it is: every stretch that counted and every one that did not.
#include <algorithm>

#include "sop/clock.h"

namespace kentongan::sop {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;
using What = ClockLine::What;

/// Enough for a person to follow; a longer way is told by its beginning and its end.
constexpr std::size_t lines_max = 60;

sys_days day_of(const Zone& zone, Instant time) {
    return sys_days{floor<days>(zone.local(time)).time_since_epoch()};
}

/// Adds the lines between `start` and `due`, stretch by stretch.
class Telling {
  public:
    Telling(const WorkCalendar& calendar, Instant start, Instant due)
        : calendar_(calendar), now_(start), due_(due) {
        add({What::start, start, start});
    }

    std::vector<ClockLine> all(bool count_minutes) {
        const auto last = day_of(calendar_.zone, due_);
        for (auto day = day_of(calendar_.zone, now_); day <= last; day += days{1}) {
            tell_day(day, count_minutes);
        }
        add({What::due, due_, due_});
        return std::move(lines_);
    }

  private:
    Instant at(sys_days day, int minute) const {
        return Instant{day - std::chrono::hours{calendar_.zone.hours_from_utc} + minutes{minute}};
    }

    void tell_day(sys_days day, bool count_minutes) {
        tell_year(day);
        const auto next = std::min(due_, at(day + days{1}, 0));
        const auto holiday = calendar_.holidays.find(day);
        if (holiday != calendar_.holidays.end()) {
            add({What::holiday, std::max(now_, at(day, 0)), next, {}, holiday->second.name});
            now_ = next;
            return;
        }
        bool worked = false;
        for (const Span& span : calendar_.spans_of(day)) {
            const auto from = std::max(now_, at(day, span.from));
            const auto till = std::min(due_, at(day, span.till));
            if (from >= till) continue;
            if (now_ < from) rest(worked ? What::pause : What::closed, from);
            const auto counted = count_minutes ? floor<minutes>(till - from) : minutes{0};
            add({What::worked, from, till, counted});
            now_ = till;
            worked = true;
        }
        if (now_ < next) rest(What::closed, next);
    }

    /// Time that did not count; nights and weekends in a row are one line.
    void rest(What what, Instant till) {
        if (!lines_.empty() && what == What::closed && lines_.back().what == What::closed) {
            lines_.back().till = till;
        } else {
            add({what, now_, till});
        }
        now_ = till;
    }

    /// Whoever counts into a year without a decree is told so, once.
    void tell_year(sys_days day) {
        const int year{std::chrono::year_month_day{day}.year()};
        if (!calendar_.unsettled_years.contains(year) || told_year_ == year) return;
        told_year_ = year;
        add({What::unsettled, now_, now_, {}, std::to_string(year)});
    }

    void add(ClockLine line) {
        const bool last_word = line.what == What::due || line.what == What::unsettled;
        if (lines_.size() < lines_max || last_word) lines_.push_back(std::move(line));
    }

    const WorkCalendar& calendar_;
    Instant now_;
    Instant due_;
    int told_year_ = 0;
    std::vector<ClockLine> lines_;
};

struct Words {
    std::string_view minutes_from, pause, closed, holiday, unsettled, due;
};
constexpr Words indonesian{" menit kerja sejak ",
                           "istirahat ",
                           "kantor tutup ",
                           "libur ",
                           "hari libur {} belum ditetapkan",
                           "jatuh "};
constexpr Words english{" working minutes from ",
                        "break ",
                        "office closed ",
                        "holiday ",
                        "holidays of {} are not settled yet",
                        "due "};

/// The hour without its zone; with the date where it is another day than `beside`.
std::string hour_of(Instant time, Instant beside, const Zone& zone, Language language) {
    const auto clock = clock_time(time, zone);
    const auto hour = clock.substr(0, clock.find(' '));
    if (day_of(zone, time) == day_of(zone, beside)) return hour;
    return cat(short_date(time, zone, language), " ", hour);
}

std::string words_of(const ClockLine& line, const Words& words, const Zone& zone,
                     Language language) {
    const auto range = [&] {
        return cat(hour_of(line.from, line.from, zone, language), "–",
                   hour_of(line.till, line.from, zone, language));
    };
    switch (line.what) {
    case What::start: return {};
    case What::worked:
        if (line.counted == minutes{0}) return {};
        return cat(line.counted.count(), words.minutes_from,
                   hour_of(line.from, line.from, zone, language));
    case What::pause: return cat(words.pause, range());
    case What::closed: return cat(words.closed, range());
    case What::holiday:
        return cat(words.holiday, short_date(line.from, zone, language), " (", line.name, ")");
    case What::unsettled: {
        std::string text{words.unsettled};
        return text.replace(text.find("{}"), 2, line.name);
    }
    case What::due: return {};
    }
    return {};
}

}  // namespace

Due due_of(const WorkCalendar& calendar, Instant start, const StandardTime& time) {
    Due due{due_at(calendar, start, time), {}};
    if (!due.at) return due;
    if (time.unit == TimeUnit::working_minutes || time.unit == TimeUnit::working_days) {
        due.why = Telling(calendar, start, *due.at).all(time.unit == TimeUnit::working_minutes);
    } else {
        due.why = {{What::start, start, start}, {What::due, *due.at, *due.at}};
    }
    return due;
}

std::string why_words(const Due& due, const WorkCalendar& calendar, Language language) {
    if (!due.at || due.why.empty()) return {};
    const Words& words = language == Language::indonesian ? indonesian : english;
    std::vector<std::string> parts;
    for (const ClockLine& line : due.why) {
        auto part = words_of(line, words, calendar.zone, language);
        if (!part.empty()) parts.push_back(std::move(part));
    }
    const auto start = due.why.front().from;
    const bool same_day = day_of(calendar.zone, start) == day_of(calendar.zone, *due.at);
    const auto date = same_day ? "" : short_date(*due.at, calendar.zone, language) + " ";
    parts.push_back(cat(words.due, date, clock_time(*due.at, calendar.zone)));
    return joined(parts, "; ");
}

}  // namespace kentongan::sop
