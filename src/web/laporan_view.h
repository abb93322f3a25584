// Dashboards, reports and registers: the same figures, for eyes, paper and spreadsheets.
#pragma once

#include "web/berkas_view.h"
#include "web/susulan_view.h"

namespace kentongan::web {

struct Stat {
    std::string number = {}, words = {}, small = {}, tone = {}, address = {};
};
BOOST_DESCRIBE_STRUCT(Stat, (), (number, words, small, tone, address))

struct LegendItem {
    std::string series = {}, words = {};
};
BOOST_DESCRIBE_STRUCT(LegendItem, (), (series, words))

/// A cell says of itself what stands over it: on a phone a row is a card.
struct FigureCell {
    std::string label = {}, words = {};
};
BOOST_DESCRIBE_STRUCT(FigureCell, (), (label, words))

/// A plain table: the figures beside a chart.
struct FigureRow {
    std::string head = {};
    std::vector<FigureCell> cells = {};
};
BOOST_DESCRIBE_STRUCT(FigureRow, (), (head, cells))

/// One step against its standard time; bar and mark in hundredths of the drawing.
struct StepBar {
    std::string step = {}, activity = {}, real = {}, standard = {}, p90 = {}, waiting = {},
                done = {}, within = {}, returned = {}, tone = {};
    std::int64_t bar = 0, mark = 0;
    bool has_standard = false, over = false;
};
BOOST_DESCRIBE_STRUCT(StepBar, (),
                      (step, activity, real, standard, p90, waiting, done, within, returned, tone,
                       bar, mark, has_standard, over))
struct SopBars {
    std::string title = {};
    std::vector<StepBar> steps = {};
};
BOOST_DESCRIBE_STRUCT(SopBars, (), (title, steps))

/// One dossier: whom it was for, whom it reached.
struct AudienceRow {
    std::string title = {}, number = {}, address = {}, aimed = {}, reached = {};
};
BOOST_DESCRIBE_STRUCT(AudienceRow, (), (title, number, address, aimed, reached))

struct WatchOfficeView {
    static constexpr std::string_view page = "pemantauan";
    Shell shell = {};
    std::string period = {}, csv = {};
    std::vector<Option> periods = {};
    std::vector<Stat> stats = {};
    std::vector<LegendItem> legend = {};
    SafeHtml frequency = {}, lateness = {};
    std::vector<FigureRow> channels = {};
    std::vector<AudienceRow> audiences = {};
    std::vector<SopBars> sops = {};
    std::vector<LateLine> late = {};
};
BOOST_DESCRIBE_STRUCT(WatchOfficeView, (),
                      (shell, period, csv, periods, stats, legend, frequency, lateness, channels,
                       audiences, sops, late))

/// One SOP's steps taken together.
struct SopShare {
    std::string title = {}, done = {}, within = {};
    std::int64_t bar = 0;
};
BOOST_DESCRIBE_STRUCT(SopShare, (), (title, done, within, bar))

struct PerformanceView {
    static constexpr std::string_view page = "kinerja";
    Shell shell = {};
    std::string moment = {}, period = {};
    std::vector<Option> periods = {};
    std::vector<Stat> stats = {};
    std::vector<SopShare> sops = {};
    std::vector<FigureRow> slowest = {};
};
BOOST_DESCRIBE_STRUCT(PerformanceView, (), (shell, moment, period, periods, stats, sops, slowest))

struct ReportsView {
    static constexpr std::string_view page = "laporan";
    Shell shell = {};
    std::string key = {}, period = {}, pdf = {}, xlsx = {};
    std::vector<Option> periods = {};
    std::vector<Stat> stats = {};
    std::vector<Link> csvs = {}, registers = {};
    std::vector<AudienceRow> audiences = {};
};
BOOST_DESCRIBE_STRUCT(ReportsView, (),
                      (shell, key, period, pdf, xlsx, periods, stats, csvs, registers, audiences))

struct RegisterRow {
    std::vector<FigureCell> cells = {};
};
BOOST_DESCRIBE_STRUCT(RegisterRow, (), (cells))
struct SopRegisterView {
    static constexpr std::string_view page = "register";
    Shell shell = {};
    std::string title = {}, words = {}, period = {}, csv = {}, xlsx = {}, here = {};
    std::vector<Option> periods = {};
    std::vector<Link> others = {};
    std::vector<std::string> head = {};
    std::vector<RegisterRow> rows = {};
};
BOOST_DESCRIBE_STRUCT(SopRegisterView, (),
                      (shell, title, words, period, csv, xlsx, here, periods, others, head, rows))

struct ReportLine {
    std::string when = {}, by = {}, pdf = {}, html = {};
};
BOOST_DESCRIBE_STRUCT(ReportLine, (), (when, by, pdf, html))
struct CaseReportView {
    static constexpr std::string_view page = "laporan_berkas";
    Shell shell = {};
    DossierTabs tabs;
    std::string number = {}, dossier_title = {}, problem = {}, words = {}, effort = {},
                standard = {}, aired = {}, told = {};
    std::vector<ReportLine> reports = {};
    std::vector<OpenCard> tasks = {};
};
BOOST_DESCRIBE_STRUCT(CaseReportView, (),
                      (shell, tabs, number, dossier_title, problem, words, effort, standard, aired,
                       told, reports, tasks))

}  // namespace kentongan::web
