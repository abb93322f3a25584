// The calendar of airings: three different dates, meant, ready to go, seen; also as ICS and CSV.
#include <algorithm>

#include "office/activities.h"
#include "office/late_entries.h"
#include "web/escape.h"
#include "web/kalender_teks.h"
#include "web/kalender_view.h"
#include "web/kegiatan_view.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::AiringState;
using office::DatedAiring;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int airings_most = 1000, undated_most = 50;
constexpr std::string_view activity_mark = "kegiatan", late_mark = "susulan";

struct StateRow {
    AiringState state;
    std::string_view kind, icon;
};
// clang-format off
constexpr StateRow plan_states[] = {
    {AiringState::planned,   "rencana", "dot"},
    {AiringState::queued,    "jadwal",  "calendar"},
    {AiringState::sending,   "jadwal",  "send"},
    {AiringState::aired,     "tayang",  "live"},
    {AiringState::rejected,  "cek",     "alert"},
    {AiringState::to_check,  "cek",     "help"},
    {AiringState::cancelled, "rencana", "void"},
};
// clang-format on
const StateRow& row_of(AiringState state) {
    return *std::ranges::find(plan_states, state, &StateRow::state);
}

/// What the address asks for: a day, how much around it, and which airings.
struct Asked {
    sys_days day, from, till;
    std::string look = "bulan", channel = {}, kind = {};
};

sys_days monday_before(sys_days day) {
    return day - (std::chrono::weekday{day} - std::chrono::Monday);
}
sys_days local_day(const Visit& visit, Instant at) {
    return sys_days{std::chrono::floor<days>(visit.zone().local(at)).time_since_epoch()};
}
Instant start_of(const Visit& visit, sys_days day) {
    return visit.zone().instant(
        std::chrono::local_time<milliseconds>{milliseconds{day.time_since_epoch()}});
}
std::string iso_day(sys_days day) {
    const year_month_day date{day};
    const auto two = [](unsigned number) { return cat(number < 10 ? "0" : "", number); };
    return cat(static_cast<int>(date.year()), "-", two(static_cast<unsigned>(date.month())), "-",
               two(static_cast<unsigned>(date.day())));
}
std::optional<sys_days> day_in(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    const auto year = to_number(text.substr(0, 4)), month = to_number(text.substr(5, 2)),
               day = to_number(text.substr(8, 2));
    if (!year || !month || !day || *year < 2000 || *year > 2200) return {};
    const year_month_day date{std::chrono::year{static_cast<int>(*year)},
                              std::chrono::month{static_cast<unsigned>(*month)},
                              std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return {};
    return sys_days{date};
}

Asked asked_of(const Visit& visit) {
    Asked asked{};
    asked.day = day_in(visit.asked("hari")).value_or(local_day(visit, visit.now));
    const auto look = visit.asked("lihat");
    if (look == "minggu" || look == "daftar") asked.look = look;
    asked.channel = visit.asked("saluran");
    asked.kind = visit.asked("keadaan");
    if (asked.look == "minggu") {
        asked.from = monday_before(asked.day);
        asked.till = asked.from + days{7};
        return asked;
    }
    const year_month_day date{asked.day};
    const sys_days first{date.year() / date.month() / std::chrono::day{1}};
    const sys_days last{date.year() / date.month() / std::chrono::last};
    if (asked.look == "daftar") {
        asked.from = first;
        asked.till = last + days{1};
        return asked;
    }
    asked.from = monday_before(first);
    asked.till = monday_before(last) + days{7};
    return asked;
}

std::string address_of(const Asked& asked, sys_days day, std::string_view look,
                       std::string_view place = "/kalender") {
    auto address = cat(place, "?hari=", iso_day(day), "&lihat=", look);
    for (const auto& [name, value] :
         {std::pair{"&saluran=", &asked.channel}, std::pair{"&keadaan=", &asked.kind}}) {
        if (value->empty()) continue;
        address += name;
        put_part(address, *value);
    }
    return address;
}

bool is_wanted(const Asked& asked, const DatedAiring& airing) {
    if (!asked.channel.empty() && airing.channel != asked.channel) return false;
    return asked.kind.empty() || row_of(airing.state).kind == asked.kind;
}

Result<std::vector<DatedAiring>> wanted_airings(const Site& site, const Visit& visit,
                                                const Asked& asked) {
    auto all = TRY(site.db.read([&](store::Tx& tx) {
        return office::airings_between(tx, visit.who().office, start_of(visit, asked.from),
                                       start_of(visit, asked.till), airings_most);
    }));
    std::erase_if(all, [&](const auto& one) { return !is_wanted(asked, one); });
    return all;
}

/// "09.00 Pekan Imunisasi": the zone is the office's, and stands above.
std::string at_its_time(const Say& say, Instant at, const std::string& words) {
    const auto time = say.time(at);
    return cat(time.substr(0, time.find(' ')), " ", words);
}

CalendarEvent event_of(const Say& say, const DatedAiring& airing) {
    const auto& row = row_of(airing.state);
    CalendarEvent event{.kind = std::string(row.kind), .icon = std::string(row.icon)};
    event.address = cat("/berkas/", airing.dossier.value, "/siaran#a", airing.id.value);
    event.state = say(cat("calendar.", row.kind));
    event.channel = airing.account;
    event.words = airing.title;
    if (const auto at = airing.at()) event.words = at_its_time(say, *at, event.words);
    return event;
}

/// Activities stand beside the airings: people have to be there.
Result<std::vector<office::Activity>> wanted_activities(const Site& site, const Visit& visit,
                                                        const Asked& asked) {
    const bool other_channel = !asked.channel.empty() && asked.channel != office::meeting_channel;
    const bool other_kind = !asked.kind.empty() && asked.kind != activity_mark;
    if (other_channel || other_kind) return std::vector<office::Activity>{};
    return site.db.read([&](store::Tx& tx) {
        return office::Activities::between(tx, visit.who().office, start_of(visit, asked.from),
                                           start_of(visit, asked.till), airings_most);
    });
}

CalendarEvent event_of(const Say& say, const office::Activity& activity) {
    CalendarEvent event{.kind = std::string(activity_mark), .icon = "people"};
    event.address = cat("/berkas/", activity.dossier.value, "/kegiatan#k", activity.id.value);
    event.state = activity_pill(say, activity).words;
    event.channel = activity.plan.place;
    event.words = at_its_time(say, activity.begins(), activity.plan.title);
    return event;
}

/// What was entered late stands on the day it went out.
Result<std::vector<office::LateEntry>> wanted_late(const Site& site, const Visit& visit,
                                                   const Asked& asked) {
    if (!asked.kind.empty() && asked.kind != late_mark) return std::vector<office::LateEntry>{};
    auto all = TRY(site.db.read([&](store::Tx& tx) {
        return office::LateEntries::between(tx, visit.who().office, start_of(visit, asked.from),
                                            start_of(visit, asked.till), airings_most);
    }));
    std::erase_if(all, [&](const auto& one) {
        return !asked.channel.empty() && one.channel != asked.channel;
    });
    return all;
}

CalendarEvent event_of(const Say& say, const office::LateEntry& entry) {
    CalendarEvent event{.kind = std::string(late_mark), .icon = "history"};
    event.address = "/siaran/susulan";
    event.state = say("calendar.susulan");
    event.channel = entry.label;
    event.words = at_its_time(say, *entry.aired_at, entry.title);
    return event;
}

/// Everything with a date.
struct Dated {
    std::vector<DatedAiring> airings = {};
    std::vector<office::Activity> activities = {};
    std::vector<office::LateEntry> late = {};
    bool empty() const { return airings.empty() && activities.empty() && late.empty(); }
};

void fill_days(CalendarView& view, const Site& site, const Visit& visit, const Asked& asked,
               const Dated& dated) {
    const Say say(site, visit);
    const auto today = local_day(visit, visit.now);
    for (auto day = asked.from; day < asked.till; day += days{1}) {
        const year_month_day date{day};
        CalendarDay shown{.number = std::to_string(static_cast<unsigned>(date.day()))};
        const auto weekday = std::chrono::weekday{day}.iso_encoding();
        shown.weekday = say(cat("weekday.", weekday)).substr(0, 3);
        shown.date = iso_day(day);
        shown.today = day == today;
        shown.other_month = date.month() != year_month_day{asked.day}.month();
        shown.off = visit.calendar().spans_of(day).empty();
        const auto holiday = visit.calendar().holidays.find(day);
        if (holiday != visit.calendar().holidays.end()) shown.holiday = holiday->second.name;
        const auto put = [&](const auto& all, auto time_of) {
            for (const auto& one : all) {
                if (local_day(visit, time_of(one)) == day)
                    shown.events.push_back(event_of(say, one));
            }
        };
        put(dated.airings, [](const DatedAiring& airing) { return *airing.at(); });
        put(dated.activities, [](const office::Activity& activity) { return activity.begins(); });
        put(dated.late, [](const office::LateEntry& entry) { return *entry.aired_at; });
        if (view.as_list && shown.events.empty()) continue;
        if (view.as_list) shown.weekday = say.day(start_of(visit, day));
        view.days.push_back(std::move(shown));
    }
}

void fill_filters(CalendarView& view, const Say& say, const Asked& asked,
                  const std::vector<office::Account>& accounts) {
    for (const auto* look : {"bulan", "minggu", "daftar"}) {
        view.looks.push_back(
            {address_of(asked, asked.day, look), say(cat("calendar.", look)), asked.look == look});
    }
    for (const auto& account : accounts) {
        const auto& channel = account.channel.value;
        const bool known =
            std::ranges::find(view.channels, channel, &Option::value) != view.channels.end();
        if (!known) {
            view.channels.push_back({channel, say.channel(channel), asked.channel == channel});
        }
    }
    for (const auto* kind : {"rencana", "jadwal", "tayang", "cek", "kegiatan", "susulan"}) {
        view.states.push_back({kind, say(cat("calendar.", kind)), asked.kind == kind});
    }
}

net::Response download(std::string bytes, const char* type, const std::string& name) {
    return {.type = type,
            .body = net::Text{std::move(bytes)},
            .headers = {{"Content-Disposition", cat("attachment; filename=\"", name, "\"")},
                        {"Cache-Control", "private, no-store"}}};
}

}  // namespace

Answer show_calendar(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto asked = asked_of(visit);
    CalendarView view{.shell = TRY(shell_of(site, visit, say("calendar.title"), "kalender"))};
    view.as_list = asked.look == "daftar";
    view.as_grid = !view.as_list;
    view.day = iso_day(asked.day);
    view.look = asked.look;
    const year_month_day date{asked.day};
    view.heading = cat(say(cat("month.", static_cast<unsigned>(date.month()))), " ",
                       static_cast<int>(date.year()));
    const bool by_week = asked.look == "minggu";
    const sys_days first{date.year() / date.month() / std::chrono::day{1}};
    const sys_days next{sys_days{date.year() / date.month() / std::chrono::last} + days{1}};
    view.before = address_of(asked, by_week ? asked.day - days{7} : first - days{1}, asked.look);
    view.after = address_of(asked, by_week ? asked.day + days{7} : next, asked.look);
    view.today = address_of(asked, local_day(visit, visit.now), asked.look);
    view.ics = address_of(asked, asked.day, asked.look, "/kalender.ics");
    view.csv = address_of(asked, asked.day, asked.look, "/kalender.csv");
    for (unsigned day = 1; day <= 7; ++day) view.weekdays.push_back(say(cat("weekday.", day)));
    Dated dated{.airings = TRY(wanted_airings(site, visit, asked))};
    dated.activities = TRY(wanted_activities(site, visit, asked));
    dated.late = TRY(wanted_late(site, visit, asked));
    fill_days(view, site, visit, asked, dated);
    const auto accounts = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Airings::accounts(tx, visit.who().office); }));
    fill_filters(view, say, asked, accounts);
    const auto undated = TRY(site.db.read([&](store::Tx& tx) {
        return office::airings_undated(tx, visit.who().office, undated_most);
    }));
    for (const auto& airing : undated) {
        if (is_wanted(asked, airing)) view.undated.push_back(event_of(say, airing));
    }
    view.empty = dated.empty();
    return page_of(site, visit, view);
}

Answer calendar_as_ics(const Site& site, Visit& visit) {
    const auto asked = asked_of(visit);
    const auto airings = TRY(wanted_airings(site, visit, asked));
    std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kentongan//Kalender//ID\r\n";
    for (const auto& airing : airings) {
        text += cat("BEGIN:VEVENT\r\nUID:tayangan-", airing.id.value,
                    "@kentongan\r\nDTSTAMP:", ics_time(visit.now),
                    "\r\nDTSTART:", ics_time(*airing.at()), "\r\n");
        text += ics_line("SUMMARY", cat(airing.title, " · ", airing.account));
        text += ics_line("DESCRIPTION", cat(airing.number, " ", airing.url));
        text += cat("STATUS:", airing.aired_at ? "CONFIRMED" : "TENTATIVE", "\r\nEND:VEVENT\r\n");
    }
    for (const auto& activity : TRY(wanted_activities(site, visit, asked))) {
        text += cat("BEGIN:VEVENT\r\nUID:kegiatan-", activity.id.value,
                    "@kentongan\r\nDTSTAMP:", ics_time(visit.now),
                    "\r\nDTSTART:", ics_time(activity.begins()), "\r\n");
        if (activity.plan.ends_at && !activity.result.held_at) {
            text += cat("DTEND:", ics_time(*activity.plan.ends_at), "\r\n");
        }
        text += ics_line("SUMMARY", activity.plan.title);
        text += ics_line("LOCATION", activity.plan.place);
        text += ics_line("DESCRIPTION", cat(activity.dossier_number, "\n", activity.plan.agenda));
        const auto* status = !activity.told         ? "TENTATIVE"
                             : activity.result.held ? "CONFIRMED"
                                                    : "CANCELLED";
        text += cat("STATUS:", status, "\r\nEND:VEVENT\r\n");
    }
    return download(text + "END:VCALENDAR\r\n", "text/calendar; charset=utf-8", "kalender.ics");
}

Answer calendar_as_csv(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto asked = asked_of(visit);
    const auto airings = TRY(wanted_airings(site, visit, asked));
    std::string text = "\xEF\xBB\xBF";
    const auto line = [&](const std::vector<std::string>& fields) {
        std::vector<std::string> quoted;
        for (const auto& field : fields) quoted.push_back(csv_field(field));
        text += joined(quoted, ",") + "\r\n";
    };
    line({say("calendar.csv_date"), say("calendar.csv_time"), say("calendar.csv_title"),
          say("calendar.csv_channel"), say("calendar.csv_state"), say("calendar.csv_number"),
          say("calendar.csv_link")});
    for (const auto& airing : airings) {
        line({iso_day(local_day(visit, *airing.at())), say.time(*airing.at()), airing.title,
              airing.account, event_of(say, airing).state, airing.number, airing.url});
    }
    for (const auto& activity : TRY(wanted_activities(site, visit, asked))) {
        line({iso_day(local_day(visit, activity.begins())), say.time(activity.begins()),
              activity.plan.title, cat(say("calendar.kegiatan"), ", ", activity.plan.place),
              event_of(say, activity).state, activity.dossier_number, ""});
    }
    for (const auto& entry : TRY(wanted_late(site, visit, asked))) {
        line({iso_day(local_day(visit, *entry.aired_at)), say.time(*entry.aired_at), entry.title,
              entry.label, say("late.mark"), entry.dossier_number, entry.url});
    }
    return download(std::move(text), "text/csv; charset=utf-8", "kalender.csv");
}

}  // namespace kentongan::web
