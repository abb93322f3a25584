// Fills the surroundings of pages: navigation, clock, who is here, the toast.
#include "web/shell.h"

#include "base/secret.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

struct NavRow {
    std::string_view group, key, address, icon;
    bool on_phone;
};
// clang-format off
constexpr NavRow nav_rows[] = {
    {"nav.work",   "meja",   "/meja",   "inbox",  true},
    {"nav.work",   "berkas", "/berkas", "folder", true},
    {"nav.work",   "surat",  "/surat",  "mail",   true},
    {"nav.work",   "pimpinan", "/pimpinan", "stamp", false},
    {"nav.work",   "info_masuk", "/info-masuk", "file", false},
    {"nav.work",   "kabar",  "/kabar-saya", "bell", false},
    {"nav.airing", "siaran", "/siaran", "board",  true},
    {"nav.airing", "kalender", "/kalender", "calendar", false},
    {"nav.airing", "situs",  "/situs",  "globe",  false},
    {"nav.report", "pemantauan", "/pemantauan", "chart", false},
    {"nav.report", "kinerja", "/kinerja", "gauge", false},
    {"nav.report", "laporan", "/laporan", "report", false},
    {"nav.rules",  "sop",    "/sop",    "book",   false},
    {"nav.rules",  "jurnal", "/jurnal", "shield", false},
    {"nav.rules",  "pengaturan", "/pengaturan", "settings", false},
};
// clang-format on

NavItem item_of(const Say& say, const NavRow& row, std::string_view here,
                const office::DeskCounts& counts) {
    NavItem item{.address = std::string(row.address),
                 .icon = std::string(row.icon),
                 .words = say(cat("nav.", row.key)),
                 .current = row.key == here};
    std::int64_t number = 0;
    if (row.key == "meja") {
        number = counts.all;
        item.hot = counts.late > 0;
    } else if (row.key == "siaran") {
        number = counts.airing;
    } else if (row.key == "kabar") {
        number = counts.unread;
    }
    if (number > 0) item.count = counted(number);
    return item;
}

void fill_navigation(Shell& shell, const Say& say, std::string_view here,
                     const office::DeskCounts& counts, const office::Who& who) {
    for (const NavRow& row : nav_rows) {
        if (row.key == "jurnal" && !may(who, office::Right::read_journal)) continue;
        if (row.key == "situs" && !may(who, office::Right::manage_portal)) continue;
        if (row.key == "pengaturan" && !may(who, office::Right::manage_people)) continue;
        auto item = item_of(say, row, here, counts);
        if (row.on_phone) {
            shell.tabs.push_back(item);
            shell.tabs.back().words = say(cat("tab.", row.key));
        }
        const auto group = say(row.group);
        if (shell.groups.empty() || shell.groups.back().words != group) {
            shell.groups.push_back({.words = group});
        }
        shell.groups.back().items.push_back(std::move(item));
    }
    const auto is_current = [](const NavItem& tab) { return tab.current; };
    shell.tabs.push_back({.address = "/menu",
                          .icon = "menu",
                          .words = say("tab.menu"),
                          .current = std::ranges::none_of(shell.tabs, is_current)});
}

/// "istirahat 11.30", "tutup 16.00" or that the office is closed.
std::string hours_words(const Say& say, const sop::WorkCalendar& calendar, Zone zone, Instant now) {
    const auto local = zone.local(now);
    const auto midnight = std::chrono::floor<std::chrono::days>(local);
    const auto minute = std::chrono::duration_cast<minutes>(local - midnight).count();
    const auto& spans = calendar.spans_of(std::chrono::sys_days{midnight.time_since_epoch()});
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (minute < spans[i].from || minute >= spans[i].till) continue;
        const Instant till = zone.instant(midnight + minutes{spans[i].till});
        auto time = clock_time(till, zone);
        time.resize(time.find(' '));
        return say(i + 1 < spans.size() ? "hours.break" : "hours.close", {time});
    }
    return say("hours.closed");
}

}  // namespace

Result<Shell> shell_of(const Site& site, const Visit& visit, std::string title,
                       std::string_view here) {
    const Say say(site, visit);
    const auto counts = TRY(site.dossiers.desk_counts(visit.who()));
    const Zone zone = visit.zone();
    Shell shell;
    shell.title = std::move(title);
    shell.csrf = visit.session->csrf;
    shell.key = fresh_token();
    fill_navigation(shell, say, here, counts, visit.who());
    shell.region = visit.office.region;
    shell.foot = cat(visit.office.is_demo ? say("shell.demo") + " · " : "", site.version);
    shell.now = iso_utc(visit.now);
    shell.today = say("shell.today", {long_date(visit.now, zone, visit.language)});
    shell.time = clock_time(visit.now, zone);
    shell.hours = hours_words(say, visit.calendar(), zone, visit.now);
    shell.position = visit.who().shown();
    shell.initials = initials_of(shell.position);
    shell.office = visit.office.name;
    shell.toast = toast_of(site, visit);
    return shell;
}

std::string counted(std::int64_t number) {
    constexpr std::int64_t counted_most = 1000;  // as the desk counts (desk.cc)
    return number < counted_most ? with_dots(number) : cat(with_dots(counted_most), "+");
}

std::string portal_path(const Visit& visit, const office::OfficeInfo& office,
                        std::string_view place) {
    if (office.slug != visit.own_host) return cat("/k/", office.slug, place);
    return std::string(place.empty() ? "/" : place);
}

namespace {

/// One address for a page, whichever way a reader came to it.
std::string canonical_of(const Site& site, const Visit& visit, const office::OfficeInfo& office,
                         const std::string& path) {
    const auto below = portal_path(visit, office, "");
    const bool is_portal = visit.request.path.starts_with("/k/");
    if (!is_portal) return cat(site.public_address, path);
    const auto place = below == "/" ? path : path.substr(below.size());
    return cat(office::portal_address(office, site.public_address), place == "/" ? "" : place);
}

}  // namespace

PublicShell public_shell_of(const Site& site, const Visit& visit, const office::OfficeInfo& office,
                            std::string title, const std::string& path) {
    PublicShell shell;
    shell.title = std::move(title);
    shell.canonical = canonical_of(site, visit, office, path);
    shell.region = office.region;
    shell.office = office.name;
    const bool english = visit.language == Language::english;
    const auto link = [&](std::string_view place) {
        return cat(portal_path(visit, office, place), english ? "?bahasa=en" : "");
    };
    shell.home = link("");
    shell.request = link("/permohonan");
    shell.track = link("/lacak");
    shell.press = link("/pers");
    shell.feed = portal_path(visit, office, "/rss.xml");
    shell.other_language = cat(path, english ? "" : "?bahasa=en");
    return shell;
}

}  // namespace kentongan::web
