// Reports of a period, registers of the SOPs, and the report of one case.
#include "web/laporan_view.h"

#include "office/case_report.h"
#include "office/month_report.h"
#include "office/paper_heads.h"
#include "web/angka.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"
#include "web/tutup_view.h"

namespace kentongan::web {
namespace {

constexpr std::string_view xlsx_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

net::Response download(std::string bytes, std::string_view type, const std::string& name) {
    return {.type = std::string(type),
            .body = net::Text{std::move(bytes)},
            .headers = {{"Content-Disposition", cat("attachment; filename=\"", name, "\"")},
                        {"Cache-Control", "private, no-store"}}};
}

}  // namespace

Answer show_reports(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto period = TRY(period_asked(visit));
    const auto figures = TRY(figures_of(site, visit, period));
    ReportsView view{.shell = TRY(shell_of(site, visit, say("reports.title"), "laporan"))};
    view.key = period.key;
    view.period = office::period_words(period, visit.zone());
    view.periods = period_options(visit, period);
    view.stats = period_stats(say, figures);
    view.audiences = audience_rows(say, figures);
    view.pdf = cat("/laporan/", period.key, "/laporan.pdf");
    view.xlsx = cat("/laporan/", period.key, "/laporan.xlsx");
    for (const auto& sheet : office::sheets_of(figures, visit.zone())) {
        view.csvs.push_back(
            {cat("/laporan/", period.key, "/", slug_of(sheet.name), ".csv"), sheet.name});
    }
    const auto names = TRY(site.db.read(
        [&](store::Tx& tx) { return office::register_names(tx, visit.who().office); }));
    for (const auto& [key, title] : names) {
        view.registers.push_back({cat("/register/", key), title});
    }
    view.registers.push_back({"/siaran/susulan", say("late.title")});
    return page_of(site, visit, view);
}

Answer download_report(const Site& site, Visit& visit) {
    const auto period = office::period_of(visit.parameter("masa"), visit.zone());
    if (!period) return Error{Kind::not_found, "no such period"};
    const auto name = visit.parameter("file");
    const auto figures = TRY(figures_of(site, visit, *period));
    const auto file = cat("laporan-", period->key);
    if (name == "laporan.pdf") {
        const auto& who = visit.who();
        const auto head =
            TRY(site.db.read([&](store::Tx& tx) { return office::paper_head(tx, visit.office); }));
        auto signer = TRY(site.db.read([&](store::Tx& tx) {
            return office::signature_of(tx, who.office, who.person, who.name, who.shown());
        }));
        const auto pdf =
            TRY(office::period_pdf(figures, visit.office, head, std::move(signer), visit.now));
        return download(pdf, "application/pdf", file + ".pdf");
    }
    const auto sheets = office::sheets_of(figures, visit.zone());
    if (name == "laporan.xlsx") {
        const auto book = TRY(documents::workbook(sheets, iso_utc(visit.now)));
        return download(book, xlsx_type, file + ".xlsx");
    }
    for (const auto& sheet : sheets) {
        const auto own = cat(slug_of(sheet.name), ".csv");
        if (name == own) return download(documents::csv(sheet), "text/csv; charset=utf-8", own);
    }
    return Error{Kind::not_found, "no such report"};
}

Answer show_register(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto period = TRY(period_asked(visit));
    const auto key = visit.parameter("sop");
    const auto office = visit.who().office;
    const auto made = TRY(
        site.db.read([&](store::Tx& tx) { return office::register_of(tx, office, key, period); }));
    const auto form = visit.asked("bentuk");
    const auto file = cat("register-", slug_of(key), "-", period.key);
    if (form == "csv") {
        return download(documents::csv(made.sheet), "text/csv; charset=utf-8", file + ".csv");
    }
    if (form == "xlsx") {
        const auto book = TRY(documents::workbook({made.sheet}, iso_utc(visit.now)));
        return download(book, xlsx_type, file + ".xlsx");
    }
    SopRegisterView view{.shell = TRY(shell_of(site, visit, say("sop_register.title"), "laporan")),
                         .title = made.sop_title,
                         .words = made.words};
    view.here = cat("/register/", key);
    view.period = office::period_words(period, visit.zone());
    view.periods = period_options(visit, period);
    view.csv = cat(view.here, "?masa=", period.key, "&bentuk=csv");
    view.xlsx = cat(view.here, "?masa=", period.key, "&bentuk=xlsx");
    view.head = made.sheet.head;
    for (const auto& row : made.sheet.rows) {
        auto& shown = view.rows.emplace_back();
        for (std::size_t i = 0; i < row.size(); ++i) {
            shown.cells.push_back({view.head[i], std::get<std::string>(row[i])});
        }
    }
    const auto names =
        TRY(site.db.read([&](store::Tx& tx) { return office::register_names(tx, office); }));
    for (const auto& [other, title] : names) {
        view.others.push_back({cat("/register/", other, "?masa=", period.key), title});
    }
    return page_of(site, visit, view);
}

namespace {

office::CaseReports case_reports(const Site& site, const Visit& visit) {
    return {site.db, site.dossiers, site.people, site.vault, visit.calendar()};
}

Answer case_page(const Site& site, const Visit& visit, DossierId id, const std::string& problem,
                 int status) {
    const Say say(site, visit);
    TRY(site.dossiers.view(visit.who(), id));
    const auto record = TRY(case_reports(site, visit).record(visit.who(), id));
    const auto& dossier = record.dossier;
    CaseReportView view{.shell = TRY(shell_of(site, visit, say("case.title"), "berkas")),
                        .tabs = tabs_of(dossier, "siaran"),
                        .number = dossier.number,
                        .dossier_title = dossier.title,
                        .problem = problem};
    view.words = visit.field("uraian");
    view.effort = with_dots(record.effort());
    view.standard = with_dots(record.standard());
    int aired = 0;
    for (const auto& one : record.airings) {
        aired += one.airing.state == office::AiringState::aired ? 1 : 0;
    }
    view.aired = std::to_string(aired);
    view.told = std::to_string(record.told.size());
    const auto reports = TRY(site.db.read([&](store::Tx& tx) {
        return office::CaseReports::of_dossier(tx, visit.who().office, id);
    }));
    for (const auto& one : reports) {
        const auto name = dossier.names.find(one.by);
        const auto place = cat("/berkas/", id.value, "/laporan/", one.id.value);
        view.reports.push_back({say.moment(one.at), name == dossier.names.end() ? "" : name->second,
                                place + "/pdf", place + "/html"});
    }
    view.tasks = my_tasks_of(site, visit, dossier, sop::Act::report);
    return page_of(site, visit, view, status);
}

}  // namespace

Answer show_case_report(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    return case_page(site, visit, id, {}, 200);
}

Answer make_case_report(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    TRY(site.dossiers.view(visit.who(), id));
    auto reports = case_reports(site, visit);
    const auto made = reports.draw(visit.who(), id, visit.field("uraian"), visit.now);
    if (!made) {
        if (made.error().issues.empty()) return made.error();
        return case_page(site, visit, id, Say(site, visit).issues(made.error().issues),
                         status_of_refusal(made.error().kind));
    }
    return act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(reports.keep(tx, visit.who(), id, *made));
        return with_toast(visit, cat("/berkas/", id.value, "/laporan"), "toast.reported");
    });
}

Answer case_report_file(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto report = TRY(visit.id<ReportId>("laporan"));
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const auto form = visit.parameter("bentuk");
    const auto reports = TRY(site.db.read([&](store::Tx& tx) {
        return office::CaseReports::of_dossier(tx, visit.who().office, id);
    }));
    for (const auto& one : reports) {
        if (one.id != report) continue;
        const bool pdf = form == "pdf";
        if (!pdf && form != "html") break;
        const auto& hash = pdf ? one.pdf_sha256 : one.html_sha256;
        const auto bytes = TRY(site.vault.read(visit.who().office, hash));
        // As a download only: the page of the flash disk never runs under our own name.
        return download(bytes, pdf ? "application/pdf" : "application/octet-stream",
                        cat("laporan-", slug_of(dossier.number), pdf ? ".pdf" : ".html"));
    }
    return Error{Kind::not_found, "no such report"};
}

}  // namespace kentongan::web
