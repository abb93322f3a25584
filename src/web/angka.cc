// Two dashboards: the airing of the office, and how its work stands.
#include "web/angka.h"

#include <algorithm>

#include "office/month_report.h"
#include "web/grafik.h"
#include "web/pages.h"
#include "web/reply.h"

namespace kentongan::web {
namespace {

constexpr int months_offered = 13, whole = 100, mark_at = 67, slowest_most = 8,
              late_shown_most = 100;
constexpr std::size_t audiences_shown = 100;

std::string hundredths(std::int64_t part, std::int64_t all) {
    return all == 0 ? "–" : cat(office::percent_of(part, all), " %");
}

StepBar bar_of(const office::StepFigure& one) {
    StepBar bar{.step = one.step,
                .activity = one.activity,
                .real = with_dots(one.effort_median),
                .standard = one.standard == 0 ? "–" : with_dots(one.standard),
                .p90 = with_dots(one.effort_p90),
                .waiting = with_dots(one.waiting_median),
                .done = with_dots(one.done),
                .within = hundredths(one.within, one.done),
                .returned = with_dots(one.returned)};
    bar.has_standard = one.standard > 0;
    bar.mark = mark_at;
    bar.over = bar.has_standard && one.effort_median > one.standard;
    if (bar.has_standard) {
        bar.bar =
            std::min<std::int64_t>(std::int64_t{one.effort_median} * mark_at / one.standard, whole);
    }
    bar.tone = bar.over ? "s4" : "s1";
    return bar;
}

std::vector<std::string> day_labels(const office::Period& period) {
    const auto days = (period.till - period.from) / std::chrono::hours{24};
    std::vector<std::string> labels;
    for (int i = 1; i <= days; ++i) labels.push_back(std::to_string(i));
    return labels;
}

/// A year is shown by its months, anything shorter by its days.
std::vector<int> by_month(const std::vector<int>& days, const office::Period& period) {
    std::vector<int> months(12);
    const auto first = std::chrono::floor<std::chrono::days>(period.from + std::chrono::hours{12});
    for (std::size_t i = 0; i < days.size(); ++i) {
        const std::chrono::year_month_day day{first + std::chrono::days{static_cast<int>(i)}};
        months[static_cast<unsigned>(day.month()) - 1] += days[i];
    }
    return months;
}

void draw(WatchOfficeView& view, const Say& say, const office::Figures& figures) {
    const bool year = figures.period.key.size() == 4;
    std::vector<Series> series;
    std::vector<DotRow> dots;
    for (const auto& one : figures.channels) {
        view.legend.push_back({series_class(series.size()), one.label});
        series.push_back({one.label, year ? by_month(one.days, figures.period) : one.days});
        constexpr std::size_t dots_most = 200;
        auto late = one.lateness;
        if (late.size() > dots_most) late.resize(dots_most);
        dots.push_back({one.label, std::move(late)});
        view.channels.push_back({one.label,
                                 {{say("figure.aired"), with_dots(one.aired)},
                                  {say("figure.on_time"), cat(one.on_time, " / ", one.planned)},
                                  {say("figure.fit"), cat(one.fit, " / ", one.judged)},
                                  {say("figure.reach"), with_dots(one.reach)}}});
    }
    auto labels = day_labels(figures.period);
    if (year) labels.resize(12);
    view.frequency =
        stacked_bars(labels, series, say("watching.frequency_about", {with_dots(figures.aired)}));
    view.lateness = dot_rows(dots, say("watching.on_time"), say("watching.lateness_about"));
}

/// All steps of an SOP taken together.
SopShare share_of(const SopBars& sop, const office::Figures& figures, const std::string& key) {
    int done = 0, within = 0;
    for (const auto& one : figures.steps) {
        if (one.sop_key != key) continue;
        done += one.done;
        within += one.within;
    }
    return {sop.title, with_dots(done), hundredths(within, done), office::percent_of(within, done)};
}

}  // namespace

Result<office::Period> period_asked(const Visit& visit) {
    const auto asked = visit.asked("masa");
    const auto key =
        asked.empty() ? office::months_till(visit.now, visit.zone(), 1).front() : asked;
    const auto period = office::period_of(key, visit.zone());
    if (!period) return Error{Kind::not_found, "no such period"};
    return *period;
}

std::vector<Option> period_options(const Visit& visit, const office::Period& chosen) {
    std::vector<Option> options;
    auto keys = office::months_till(visit.now, visit.zone(), months_offered);
    keys.push_back(keys.front().substr(0, 4));
    keys.push_back(keys[months_offered - 1].substr(0, 4));
    for (const auto& key : keys) {
        const auto period = office::period_of(key, visit.zone());
        const bool twice =
            std::ranges::any_of(options, [&](const Option& one) { return one.value == key; });
        if (!period || twice) continue;
        options.push_back({key, office::period_words(*period, visit.zone()), key == chosen.key});
    }
    return options;
}

Result<office::Figures> figures_of(const Site& site, const Visit& visit,
                                   const office::Period& period) {
    return office::FigureBook(site.db, visit.calendar(), site.clock).of(visit.who().office, period);
}

std::vector<Stat> period_stats(const Say& say, const office::Figures& all) {
    return {
        {with_dots(all.aired), say("figure.aired"), "", "", "/siaran"},
        {hundredths(all.aired_on_time, all.aired_planned), say("figure.on_time"),
         say("figure.of", {with_dots(all.aired_on_time), with_dots(all.aired_planned)}), "", ""},
        {hundredths(all.fit, all.judged), say("figure.fit"),
         say("figure.of", {with_dots(all.fit), with_dots(all.judged)}), "", ""},
        {hundredths(all.tasks_within, all.tasks_done), say("figure.within"),
         say("figure.of", {with_dots(all.tasks_within), with_dots(all.tasks_done)}), "", ""},
        {with_dots(all.closed), say("figure.closed"), say("figure.opened", {with_dots(all.opened)}),
         "", "/berkas"}};
}

std::vector<AudienceRow> audience_rows(const Say& say, const office::Figures& all) {
    std::vector<AudienceRow> rows;
    for (const auto& one : all.audiences) {
        if (rows.size() == audiences_shown) break;
        rows.push_back({.title = one.title,
                        .number = one.number,
                        .address = cat("/berkas/", one.id.value),
                        .aimed = one.aimed.empty() ? "–" : one.aimed,
                        .reached = one.reached.empty() ? say("figure.not_counted") : one.reached});
    }
    return rows;
}

std::vector<SopBars> step_bars(const office::Figures& figures) {
    std::vector<SopBars> sops;
    std::string key;
    for (const auto& one : figures.steps) {
        if (sops.empty() || key != one.sop_key) sops.push_back({.title = one.sop_title});
        key = one.sop_key;
        sops.back().steps.push_back(bar_of(one));
    }
    return sops;
}

Answer show_watching(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto period = TRY(period_asked(visit));
    const auto figures = TRY(figures_of(site, visit, period));
    WatchOfficeView view{.shell = TRY(shell_of(site, visit, say("watching.title"), "pemantauan"))};
    view.period = office::period_words(period, visit.zone());
    view.periods = period_options(visit, period);
    view.csv = cat("/laporan/", period.key, "/saluran.csv");
    view.stats = period_stats(say, figures);
    draw(view, say, figures);
    view.audiences = audience_rows(say, figures);
    view.sops = step_bars(figures);
    const auto late = TRY(site.db.read([&](store::Tx& tx) {
        return office::LateEntries::between(tx, visit.who().office, period.from, period.till,
                                            late_shown_most);
    }));
    for (const auto& entry : late) view.late.push_back(late_line(say, entry));
    return page_of(site, visit, view);
}

Answer show_performance(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto period = TRY(period_asked(visit));
    const auto figures = TRY(figures_of(site, visit, period));
    PerformanceView view{.shell = TRY(shell_of(site, visit, say("performance.title"), "kinerja"))};
    view.moment = cat(say.day(visit.now), " · ", say.time(visit.now));
    view.period = office::period_words(period, visit.zone());
    view.periods = period_options(visit, period);
    view.stats = {
        {with_dots(figures.running), say("figure.running"), "", "", "/berkas"},
        {with_dots(figures.late), say("figure.late"), "", figures.late > 0 ? "bad" : "",
         "/meja?saring=late"},
        {with_dots(figures.resting), say("figure.resting"), "", figures.resting > 0 ? "warn" : "",
         "/meja?saring=paused"},
        {with_dots(figures.closed), say("figure.closed"),
         say("figure.opened", {with_dots(figures.opened)}), "", ""},
        {figures.ratings == 0 ? "–"
                              : cat(figures.rating_sum / figures.ratings, ",",
                                    figures.rating_sum * 10 / figures.ratings % 10),
         say("figure.rating"), say("figure.rating_of", {with_dots(figures.ratings)}), "", ""}};
    std::string key;
    const auto sops = step_bars(figures);
    std::size_t at = 0;
    for (const auto& one : figures.steps) {
        if (key == one.sop_key) continue;
        key = one.sop_key;
        view.sops.push_back(share_of(sops[at++], figures, key));
    }
    auto steps = figures.steps;
    std::erase_if(steps, [](const auto& one) { return one.standard == 0; });
    std::ranges::sort(steps, std::greater{}, [](const office::StepFigure& one) {
        return std::int64_t{one.effort_p90} * whole / one.standard;
    });
    for (const auto& one : steps) {
        if (view.slowest.size() == slowest_most) break;
        view.slowest.push_back({cat(one.step, ". ", one.activity),
                                {{say("figure.standard"), with_dots(one.standard)},
                                 {say("figure.median"), with_dots(one.effort_median)},
                                 {say("figure.p90"), with_dots(one.effort_p90)},
                                 {say("figure.waiting"), with_dots(one.waiting_median)},
                                 {say("figure.returned"), with_dots(one.returned)}}});
    }
    return page_of(site, visit, view);
}

}  // namespace kentongan::web
