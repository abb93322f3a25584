// What waits for my mark first, the numbers second; made for a head on a phone.
#include "web/pimpinan_view.h"

#include "office/pulse.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr std::size_t waiting_most = 8;

bool wants_mark(const office::DeskRow& row) {
    using sop::Act;
    const bool judges = row.act == Act::review || row.act == Act::approve || row.act == Act::edit;
    return row.decision || judges;
}

WaitingMark waiting_of(const Site& site, const Visit& visit, const office::DeskRow& row) {
    const Say say(site, visit);
    const auto line = task_row(site, visit, row);
    WaitingMark one{.address = cat("/berkas/", row.dossier.value, "/periksa"), .title = row.title};
    one.meta = cat(line.requester, " · ", line.step);
    one.pills = line.pills;
    one.clock = line.clock;
    one.button = say("head.read");
    return one;
}

Pill aired_pill(const Say& say, const std::string& state) {
    const auto words = say(cat("airing.", state));
    if (state == "aired") return {words, "ok", "calendarcheck"};
    if (state == "to_check") return {words, "warn", "help"};
    if (state == "rejected") return {words, "bad", "alert"};
    return {words, "info", "clock"};
}

void fill_figures(HeadView& view, const Say& say, const office::Pulse& pulse) {
    const auto number = [](int count) { return std::to_string(count); };
    view.figures.push_back({.number = number(pulse.closed),
                            .words = say("head.closed"),
                            .about = say("head.of_opened", {number(pulse.opened)}),
                            .tone = {},
                            .address = "/berkas"});
    const auto share = pulse.promised == 0 ? 0 : 100 * pulse.kept / pulse.promised;
    view.figures.push_back(
        {.number = pulse.promised == 0 ? "–" : cat(share, " %"),
         .words = say("head.kept"),
         .about = pulse.promised == 0
                      ? say("head.no_promise")
                      : say("head.of_promised", {number(pulse.kept), number(pulse.promised)}),
         .tone = {},
         .address = "/berkas"});
    view.figures.push_back({.number = number(pulse.late),
                            .words = say("head.late"),
                            .about = say("head.late_about"),
                            .tone = pulse.late > 0 ? "bad" : "",
                            .address = "/berkas"});
    view.figures.push_back({.number = number(pulse.to_act_on),
                            .words = say("head.to_act_on"),
                            .about = say("head.to_act_on_about"),
                            .tone = pulse.to_act_on > 0 ? "warn" : "",
                            .address = "/siaran"});
}

/// Where the office's day and month began.
std::pair<Instant, Instant> beginnings(Instant now, Zone zone) {
    const auto day = std::chrono::floor<std::chrono::days>(zone.local(now));
    const std::chrono::year_month_day date{std::chrono::sys_days{day.time_since_epoch()}};
    const auto first = std::chrono::local_days{date.year() / date.month() / 1};
    return {zone.instant(day), zone.instant(first)};
}

}  // namespace

Answer show_head(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto rows = TRY(site.dossiers.desk(visit.who()));
    const auto [day, month] = beginnings(visit.now, visit.zone());
    const auto pulse = TRY(site.db.read([&, day = day, month = month](store::Tx& tx) {
        return office::pulse_of(tx, visit.who(), month, day, visit.now);
    }));
    HeadView view{.shell = TRY(shell_of(site, visit, say("head.title"), "pimpinan"))};
    view.today = cat(say.day(visit.now), " · ", say.time(visit.now));
    int waiting = 0;
    for (const auto& row : rows) {
        if (!wants_mark(row) || row.paused) continue;
        if (++waiting > static_cast<int>(waiting_most)) continue;
        view.waiting.push_back(waiting_of(site, visit, row));
    }
    if (waiting > 0) view.count = std::to_string(waiting);
    if (!view.waiting.empty()) view.waiting.front().first = true;
    fill_figures(view, say, pulse);
    for (const auto& one : pulse.today) {
        view.aired.push_back({.time = one.at ? say.time(*one.at) : "",
                              .title = one.title,
                              .address = cat("/berkas/", one.dossier.value, "/siaran"),
                              .label = one.label,
                              .pill = aired_pill(say, one.state)});
    }
    for (const auto& held : visit.who().positions) {
        if (held.hold == office::Hold::definitive) continue;
        view.acting.push_back(say("head.acting", {held.shown(), held.letter_number}));
    }
    return page_of(site, visit, view);
}

}  // namespace kentongan::web
