// Settings: tables of people, positions and agencies, looked at first and then taken.
#include <fstream>
#include <sstream>

#include "base/csv.h"
#include "office/imports.h"
#include "web/pages.h"
#include "web/pengaturan_view.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::ImportKind;
using Issues = std::vector<Issue>;

constexpr std::int64_t table_bytes_max = 512L * 1024;
constexpr std::size_t shown_most = 100;

ImportKind kind_of(const std::string& word) {
    if (word == "jabatan") return ImportKind::positions;
    return word == "opd" ? ImportKind::agencies : ImportKind::people;
}

std::vector<Option> kinds(const Say& say) {
    return {{"orang", say("settings.part_orang")},
            {"jabatan", say("settings.positions")},
            {"opd", say("settings.part_opd")}};
}

Result<SettingsView> import_view(const Site& site, const Visit& visit, const Issues& issues) {
    const Say say(site, visit);
    auto view = TRY(settings_view(site, visit, "orang", say("settings.import")));
    FormMaker form(site, visit, "tabel", "/pengaturan/impor", issues);
    view.main_forms.push_back(
        form.choice("isi", "kind", "orang", kinds(say))
            .file("tabel", "csv")
            .done("settings.import_check", "settings.import_lead", "settings.import_check"));
    return view;
}

/// What the rows would do, or why some cannot be taken.
void add_report(const Say& say, SettingsView& view, const office::ImportReport& report) {
    if (report.good()) {
        view.notes.push_back(
            {say("settings.import_good", {std::to_string(report.rows)}), "ok", "check"});
        return;
    }
    view.notes.push_back({say("settings.import_bad",
                              {std::to_string(report.wrong.size()), std::to_string(report.rows)}),
                          "bad", "alert"});
    SettingsTable table{.title = say("settings.import_wrong"), .empty = ""};
    table.columns = {say("settings.import_row"), say("settings.import_why")};
    for (const auto& row : report.wrong) {
        if (table.rows.size() >= shown_most) break;
        SettingsRow line{.lead = say("settings.import_line", {std::to_string(row.line)}),
                         .small = row.shown};
        line.cells.push_back({say("settings.import_why"), say.issues(row.issues)});
        table.rows.push_back(std::move(line));
    }
    view.tables.push_back(std::move(table));
}

SettingsForm take_form(const Site& site, const Visit& visit, const std::string& kind,
                       const std::string& text) {
    FormMaker form(site, visit, "ambil", "/pengaturan/impor/ambil", {});
    auto made =
        form.area("teks", "csv", text)
            .choice("isi", "kind", kind, kinds(Say(site, visit)))
            .done("settings.import_take", "settings.import_take_lead", "settings.import_take");
    return made;
}

Answer refused(const Site& site, Visit& visit, const Error& error) {
    if (error.issues.empty()) return error;
    return page_of(site, visit, TRY(import_view(site, visit, error.issues)), 422);
}

}  // namespace

Answer show_import(const Site& site, Visit& visit) {
    return page_of(site, visit, TRY(import_view(site, visit, {})));
}

Answer check_import(const Site& site, Visit& visit) {
    const Say say(site, visit);
    std::ostringstream read;
    for (const FilePart& file : visit.files) {
        if (file.field != "tabel" || file.bytes == 0) continue;
        if (file.bytes > table_bytes_max) {
            return refused(site, visit,
                           {Kind::invalid,
                            "too large",
                            {Issue{"csv", "too_large", {std::to_string(table_bytes_max >> 10)}}}});
        }
        read << std::ifstream(file.path, std::ios::binary).rdbuf();
    }
    const auto bytes = std::move(read).str();
    if (bytes.empty()) {
        return refused(site, visit, {Kind::invalid, "no file", {Issue{"csv", "missing"}}});
    }
    const auto kind = visit.field("isi");
    const auto report =
        office::Imports::run(site.db, visit.who(), kind_of(kind), bytes, true, visit.now);
    if (!report) return refused(site, visit, report.error());
    auto view = TRY(import_view(site, visit, {}));
    add_report(say, view, *report);
    if (report->good()) view.forms.push_back(take_form(site, visit, kind, utf8_of(bytes)));
    return page_of(site, visit, view);
}

/// The same text again cannot double anything: names that are there are refused.
Answer take_import(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto kind = visit.field("isi");
    const auto report = office::Imports::run(site.db, visit.who(), kind_of(kind),
                                             visit.field("teks"), false, visit.now);
    if (!report) return refused(site, visit, report.error());
    if (report->good()) {
        const auto place = kind == "jabatan" ? "/pengaturan"
                           : kind == "opd"   ? "/pengaturan/opd"
                                             : "/pengaturan/orang";
        return see_other(
            with_toast(visit, place, "toast.imported", {std::to_string(report->rows)}));
    }
    auto view = TRY(import_view(site, visit, {}));
    add_report(say, view, *report);
    view.forms.push_back(take_form(site, visit, kind, visit.field("teks")));
    return page_of(site, visit, view, 422);
}

}  // namespace kentongan::web
