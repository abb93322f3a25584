// Settings: letterhead, emblem and zone; and the working time of the office.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/secret.h"
#include "office/calendars.h"
#include "office/letterheads.h"
#include "web/own_host.h"
#include "web/pages.h"
#include "web/pengaturan_view.h"
#include "web/portal_pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::Calendars;
using office::Letterhead;
using office::Letterheads;
using Issues = std::vector<Issue>;

constexpr std::int64_t emblem_read_max = 1 << 20;

std::vector<Option> zones() {
    return {{"7", "WIB (UTC+7)"}, {"8", "WITA (UTC+8)"}, {"9", "WIT (UTC+9)"}};
}

Result<SettingsView> letterhead_view(const Site& site, const Visit& visit, const Issues& issues) {
    const Say say(site, visit);
    const auto head =
        TRY(site.db.read([&](store::Tx& tx) { return Letterheads::of(tx, visit.office); }));
    auto view = TRY(settings_view(site, visit, "kop", ""));
    if (visit.office.is_demo) {
        view.notes.push_back({say("settings.wipe_hint"),
                              "sogan",
                              "info",
                              "",
                              {{"/pengaturan/contoh", say("settings.wipe_title")}}});
    }
    FormMaker office(site, visit, "kantor", "/pengaturan/kantor", issues);
    view.main_forms.push_back(
        office.line("wilayah", "region", visit.office.region)
            .line("nama_kantor", "office_name", visit.office.name)
            .choice("zona", "zone", std::to_string(visit.office.hours_from_utc), zones())
            .line("tuan_rumah", "host", visit.office.host, "text", true)
            .done("settings.office_title", "settings.office_lead", "settings.save"));
    FormMaker form(site, visit, "kop", "/pengaturan/kop", issues);
    view.main_forms.push_back(
        form.line("pemerintah", "government", head.government)
            .area("alamat", "address", head.address)
            .line("telepon", "phone", head.phone, "text", true)
            .line("surel", "email", head.email, "text", true)
            .line("laman", "website", head.website, "text", true)
            .line("tempat", "place", head.place)
            .done("settings.letterhead_title", "settings.letterhead_lead", "settings.save"));
    FormMaker emblem(site, visit, "lambang", "/pengaturan/lambang", issues);
    view.forms.push_back(
        emblem.file("lambang", "emblem")
            .done("settings.emblem_title", "settings.emblem_lead", "settings.emblem_set"));
    if (!head.emblem.empty()) {
        view.picture = cat("/pengaturan/lambang?v=", sha256_hex(head.emblem).substr(0, 8));
    }
    return view;
}

Again letterhead_again(const Site& site, Visit& visit) {
    return [&site, &visit](const Issues& issues, int status) -> Answer {
        return page_of(site, visit, TRY(letterhead_view(site, visit, issues)), status);
    };
}

Result<SettingsView> calendar_view(const Site& site, const Visit& visit, const Issues& issues) {
    const Say say(site, visit);
    const auto id = visit.who().office;
    const auto hours = TRY(site.db.read([&](store::Tx& tx) { return Calendars::hours(tx, id); }));
    const auto days = TRY(site.db.read([&](store::Tx& tx) { return Calendars::days(tx, id); }));
    auto view = TRY(settings_view(site, visit, "kalender", ""));
    FormMaker form(site, visit, "jam", "/pengaturan/kalender", issues);
    view.main_forms.push_back(
        form.line("senin_kamis", "usual", hours.usual, "text", true)
            .line("jumat", "friday", hours.friday, "text", true)
            .line("sabtu", "saturday", hours.saturday, "text", true)
            .line("ramadan", "ramadan", hours.ramadan, "text", true)
            .line("ramadan_jumat", "ramadan_friday", hours.ramadan_friday, "text", true)
            .done("settings.hours_title", "settings.hours_lead", "settings.save"));
    SettingsTable own{.title = say("settings.own_days"), .empty = say("settings.no_own_days")};
    own.columns = {say("settings.hari"), say("settings.jenis_hari")};
    for (const auto& day : days) {
        SettingsRow row{.lead = day.name, .small = day.day};
        row.cells.push_back({say("settings.hari"), day.day});
        row.cells.push_back({say("settings.jenis_hari"), say(cat("settings.day_", day.kind))});
        own.rows.push_back(std::move(row));
        FormMaker remove(site, visit, cat("hapus-", day.day),
                         cat("/pengaturan/kalender/", day.day, "/hapus"), issues);
        auto away = remove.danger().done("", "", "settings.remove_day");
        away.title = say("settings.remove_title", {day.name});
        view.forms.push_back(std::move(away));
    }
    view.tables.push_back(std::move(own));
    SettingsTable known{.title = say("settings.known_days"), .empty = say("settings.no_known")};
    known.columns = {say("settings.nama_hari"), say("settings.hari"), say("settings.jenis_hari")};
    const auto today = std::chrono::floor<std::chrono::days>(visit.now);
    for (const auto& [day, holiday] : visit.calendar().holidays) {
        if (day < today || known.rows.size() >= 12) continue;
        SettingsRow row{.lead = holiday.name};
        row.cells.push_back(
            {say("settings.hari"), long_date(Instant{day}, Zone{0}, visit.language)});
        row.cells.push_back(
            {say("settings.jenis_hari"),
             say(holiday.joint_leave ? "settings.day_cuti" : "settings.day_libur")});
        known.rows.push_back(std::move(row));
    }
    view.tables.push_back(std::move(known));
    FormMaker add(site, visit, "hari", "/pengaturan/kalender/hari", issues);
    view.forms.insert(view.forms.begin(),
                      add.line("hari", "day", "", "date")
                          .line("nama_hari", "name", "")
                          .choice("jenis_hari", "kind", "libur",
                                  {{"libur", say("settings.day_libur")},
                                   {"cuti", say("settings.day_cuti")},
                                   {"kerja", say("settings.day_kerja")}})
                          .done("settings.add_day", "settings.add_day_lead", "settings.add_day"));
    return view;
}

/// One change of the calendar, with the open due times moved in the same transaction.
Answer change_calendar(const Site& site, Visit& visit, const Settle& change,
                       const std::string& reason) {
    return settle_form(
        site, visit, "/pengaturan/kalender", "toast.calendar_saved",
        [&](store::Tx& tx) -> Result<void> {
            const auto before = TRY(Calendars::of(tx, visit.who().office));
            TRY(change(tx));
            TRY(site.dossiers.move_dues(tx, visit.who(), *before, reason));
            return {};
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(calendar_view(site, visit, issues)), status);
        });
}

}  // namespace

Answer show_letterhead(const Site& site, Visit& visit) {
    return page_of(site, visit, TRY(letterhead_view(site, visit, {})));
}

Answer save_letterhead(const Site& site, Visit& visit) {
    const Letterhead typed{.government = visit.field("pemerintah"),
                           .address = visit.field("alamat"),
                           .phone = visit.field("telepon"),
                           .email = visit.field("surel"),
                           .website = visit.field("laman"),
                           .place = visit.field("tempat")};
    return settle_form(
        site, visit, "/pengaturan/kop", "toast.letterhead_saved",
        [&](store::Tx& tx) { return Letterheads::save(tx, visit.who(), typed, visit.now); },
        letterhead_again(site, visit));
}

Answer save_office(const Site& site, Visit& visit) {
    auto office = visit.office;
    office.region = visit.field("wilayah");
    office.name = visit.field("nama_kantor");
    office.hours_from_utc = static_cast<int>(to_number(visit.field("zona")).value_or(0));
    office.host = visit.field("tuan_rumah");
    return settle_form(
        site, visit, "/pengaturan/kop", "toast.letterhead_saved",
        [&](store::Tx& tx) { return keep_office(site, tx, visit.who(), office, visit.now); },
        letterhead_again(site, visit));
}

Answer set_emblem(const Site& site, Visit& visit) {
    std::ostringstream bytes;
    for (const FilePart& file : visit.files) {
        if (file.field == "lambang" && file.bytes > 0 && file.bytes < emblem_read_max) {
            bytes << std::ifstream(file.path, std::ios::binary).rdbuf();
        }
    }
    const auto picture = std::move(bytes).str();
    if (picture.empty()) {
        return letterhead_again(site, visit)({Issue{"emblem", "missing"}}, 422);
    }
    return settle_form(
        site, visit, "/pengaturan/kop", "toast.emblem_saved",
        [&](store::Tx& tx) { return Letterheads::set_emblem(tx, visit.who(), picture, visit.now); },
        letterhead_again(site, visit));
}

Answer show_emblem(const Site& site, Visit& visit) {
    auto office = visit.office;
    if (!visit.parameter("kantor").empty()) {
        office = TRY(office_at(site, visit));
    }
    auto head = TRY(site.db.read([&](store::Tx& tx) { return Letterheads::of(tx, office); }));
    if (head.emblem.empty()) return Error{Kind::not_found, "no emblem"};
    return net::Response{.type = head.emblem_type,
                         .body = net::Text{std::move(head.emblem)},
                         .headers = {{"Cache-Control", "public, max-age=300"}},
                         .compressible = false};
}

Answer show_office_calendar(const Site& site, Visit& visit) {
    return page_of(site, visit, TRY(calendar_view(site, visit, {})));
}

Answer save_hours(const Site& site, Visit& visit) {
    const office::OwnHours typed{.usual = visit.field("senin_kamis"),
                                 .friday = visit.field("jumat"),
                                 .saturday = visit.field("sabtu"),
                                 .ramadan = visit.field("ramadan"),
                                 .ramadan_friday = visit.field("ramadan_jumat")};
    return change_calendar(
        site, visit,
        [&](store::Tx& tx) { return Calendars::save_hours(tx, visit.who(), typed, visit.now); },
        "jam kerja");
}

Answer save_day(const Site& site, Visit& visit) {
    const office::OwnDay typed{visit.field("hari"), visit.field("nama_hari"),
                               visit.field("jenis_hari")};
    return change_calendar(
        site, visit,
        [&](store::Tx& tx) { return Calendars::save_day(tx, visit.who(), typed, visit.now); },
        typed.name);
}

Answer remove_day(const Site& site, Visit& visit) {
    const auto day = visit.parameter("tanggal");
    return change_calendar(
        site, visit,
        [&](store::Tx& tx) { return Calendars::remove_day(tx, visit.who(), day, visit.now); }, day);
}

}  // namespace kentongan::web
