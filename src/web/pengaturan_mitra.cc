// Settings: the agencies that the office serves, and its press partners.
#include <algorithm>

#include "office/contacts.h"
#include "office/press.h"
#include "web/pages.h"
#include "web/pengaturan_view.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::Agency;
using office::Contacts;
using office::PressPartner;
using Issues = std::vector<Issue>;

SettingsForm agency_form(const Site& site, const Visit& visit, const Agency& stored,
                         const Issues& issues) {
    const Say say(site, visit);
    const bool is_new = !stored.id;
    FormMaker form(site, visit, "opd",
                   is_new ? "/pengaturan/opd" : cat("/pengaturan/opd/", stored.id.value), issues);
    form.line("nama_opd", "name", stored.name)
        .line("surel", "email", stored.email, "text", true)
        .line("whatsapp", "whatsapp", stored.whatsapp, "tel", true);
    if (!is_new) form.ticks("tutup", "closed", {{"1", say("settings.close_it"), stored.closed}});
    return form.done(is_new ? "settings.add_agency" : "settings.edit_agency", "",
                     is_new ? "settings.add_agency" : "settings.save");
}

Result<std::vector<Agency>> read_agencies(const Site& site, const Visit& visit) {
    return site.db.read([&](store::Tx& tx) { return Contacts::agencies(tx, visit.who().office); });
}

Result<SettingsView> agencies_view(const Site& site, const Visit& visit, const Issues& issues) {
    const Say say(site, visit);
    const auto agencies = TRY(read_agencies(site, visit));
    auto view = TRY(settings_view(site, visit, "opd", ""));
    SettingsTable table{.title = say("settings.agencies"), .empty = say("settings.no_agencies")};
    table.columns = {say("settings.nama_opd"), say("settings.contact")};
    for (const Agency& agency : agencies) {
        SettingsRow row{.lead = agency.name,
                        .address = cat("/pengaturan/opd/", agency.id.value),
                        .act = say("settings.manage")};
        const bool both = !agency.email.empty() && !agency.whatsapp.empty();
        const auto words = cat(agency.email, both ? " · " : "", agency.whatsapp);
        SettingsCell cell{say("settings.contact"), words.empty() ? "–" : words};
        if (agency.closed) cell.pills.push_back({say("settings.closed"), "", "lock"});
        row.cells.push_back(std::move(cell));
        table.rows.push_back(std::move(row));
    }
    view.tables.push_back(std::move(table));
    view.forms.push_back(agency_form(site, visit, {}, issues));
    FormMaker load(site, visit, "muat", "/pengaturan/opd/muat", issues);
    view.forms.push_back(load.done("settings.load_title", "settings.load_lead", "settings.load"));
    return view;
}

Result<SettingsView> agency_view(const Site& site, const Visit& visit, AgencyId id,
                                 const Issues& issues) {
    const auto agencies = TRY(read_agencies(site, visit));
    const auto agency = std::ranges::find(agencies, id, &Agency::id);
    if (agency == agencies.end()) return Error{Kind::not_found, "no such agency"};
    auto view = TRY(settings_view(site, visit, "opd", agency->name));
    view.main_forms.push_back(agency_form(site, visit, *agency, issues));
    return view;
}

Agency typed_agency(const Visit& visit, AgencyId id) {
    return {id, visit.field("nama_opd"), visit.field("surel"), visit.field("whatsapp"),
            visit.field("tutup") == "1"};
}

SettingsForm partner_form(const Site& site, const Visit& visit, const PressPartner& stored,
                          const Issues& issues) {
    const Say say(site, visit);
    const bool is_new = !stored.id;
    std::vector<Option> media;
    for (const auto& kind : office::media_kinds()) {
        media.push_back({kind, say(cat("settings.medium_", kind))});
    }
    FormMaker form(site, visit, "pers",
                   is_new ? "/pengaturan/pers" : cat("/pengaturan/pers/", stored.id.value), issues);
    form.line("nama_media", "name", stored.name)
        .choice("jenis_media", "medium", stored.medium, std::move(media))
        .line("surel_redaksi", "email", stored.email)
        .line("narahubung", "contact", stored.contact, "text", true);
    if (!is_new) form.ticks("tutup", "closed", {{"1", say("settings.close_it"), stored.closed}});
    return form.done(is_new ? "settings.add_partner" : "settings.edit_partner", "",
                     is_new ? "settings.add_partner" : "settings.save");
}

Result<std::vector<PressPartner>> read_partners(const Site& site, const Visit& visit) {
    return site.db.read([&](store::Tx& tx) { return Contacts::partners(tx, visit.who().office); });
}

/// Where newsrooms subscribe themselves, and whether they wait for the office.
Result<SettingsForm> press_desk_form(const Site& site, const Visit& visit, const Issues& issues) {
    const Say say(site, visit);
    const bool approves = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Press::approves(tx, visit.who().office); }));
    FormMaker form(site, visit, "mandiri", "/pengaturan/pers/persetujuan", issues);
    form.ticks("setujui", "approve", {{"1", say("settings.press_approve"), approves}});
    auto made = form.done("settings.press_desk", "", "settings.save");
    made.lead = say("settings.press_desk_lead",
                    {cat(office::portal_address(visit.office, site.public_address), "/pers")});
    return made;
}

Result<SettingsView> partners_view(const Site& site, const Visit& visit, const Issues& issues) {
    const Say say(site, visit);
    const auto partners = TRY(read_partners(site, visit));
    auto view = TRY(settings_view(site, visit, "pers", ""));
    SettingsTable table{.title = say("settings.partners"), .empty = say("settings.no_partners")};
    table.columns = {say("settings.nama_media"), say("settings.jenis_media"),
                     say("settings.surel_redaksi")};
    for (const PressPartner& partner : partners) {
        SettingsRow row{.lead = partner.name,
                        .small = partner.contact,
                        .address = cat("/pengaturan/pers/", partner.id.value),
                        .act = say("settings.manage")};
        SettingsCell kind{say("settings.jenis_media"),
                          say(cat("settings.medium_", partner.medium))};
        if (partner.closed) kind.pills.push_back({say("settings.closed"), "", "lock"});
        if (partner.awaits) kind.pills.push_back({say("settings.press_awaits"), "warn", "clock"});
        row.cells.push_back(std::move(kind));
        row.cells.push_back({say("settings.surel_redaksi"), partner.email});
        if (partner.awaits) row.act = say("settings.press_look");
        table.rows.push_back(std::move(row));
    }
    view.tables.push_back(std::move(table));
    view.forms.push_back(partner_form(site, visit, {}, issues));
    view.forms.push_back(TRY(press_desk_form(site, visit, issues)));
    return view;
}

Result<SettingsView> partner_view(const Site& site, const Visit& visit, PartnerId id,
                                  const Issues& issues) {
    const auto partners = TRY(read_partners(site, visit));
    const auto partner = std::ranges::find(partners, id, &PressPartner::id);
    if (partner == partners.end()) return Error{Kind::not_found, "no such partner"};
    auto view = TRY(settings_view(site, visit, "pers", partner->name));
    if (partner->awaits) {
        FormMaker let_in(site, visit, "setujui", cat("/pengaturan/pers/", id.value, "/setujui"),
                         issues);
        view.main_forms.push_back(let_in.done("settings.press_awaits", "settings.press_let_in_lead",
                                              "settings.press_let_in"));
    }
    view.main_forms.push_back(partner_form(site, visit, *partner, issues));
    return view;
}

PressPartner typed_partner(const Visit& visit, PartnerId id) {
    return {id,
            visit.field("nama_media"),
            visit.field("jenis_media"),
            visit.field("surel_redaksi"),
            visit.field("narahubung"),
            visit.field("tutup") == "1"};
}

}  // namespace

Answer show_agencies(const Site& site, Visit& visit) {
    return page_of(site, visit, TRY(agencies_view(site, visit, {})));
}

Answer add_agency(const Site& site, Visit& visit) {
    return settle_form(
        site, visit, "/pengaturan/opd", "toast.agency_saved",
        [&](store::Tx& tx) -> Result<void> {
            TRY(Contacts::save_agency(tx, visit.who(), typed_agency(visit, {}), visit.now));
            return {};
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(agencies_view(site, visit, issues)), status);
        });
}

Answer load_agencies(const Site& site, Visit& visit) {
    return settle_form(
        site, visit, "/pengaturan/opd", "toast.agencies_loaded",
        [&](store::Tx& tx) -> Result<void> {
            TRY(Contacts::load_usual_agencies(tx, visit.who(), visit.now));
            return {};
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(agencies_view(site, visit, issues)), status);
        });
}

Answer show_agency(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<AgencyId>());
    return page_of(site, visit, TRY(agency_view(site, visit, id, {})));
}

Answer edit_agency(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<AgencyId>());
    return settle_form(
        site, visit, "/pengaturan/opd", "toast.agency_saved",
        [&](store::Tx& tx) -> Result<void> {
            TRY(Contacts::save_agency(tx, visit.who(), typed_agency(visit, id), visit.now));
            return {};
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(agency_view(site, visit, id, issues)), status);
        });
}

Answer show_partners(const Site& site, Visit& visit) {
    return page_of(site, visit, TRY(partners_view(site, visit, {})));
}

Answer add_partner(const Site& site, Visit& visit) {
    return settle_form(
        site, visit, "/pengaturan/pers", "toast.partner_saved",
        [&](store::Tx& tx) -> Result<void> {
            TRY(Contacts::save_partner(tx, visit.who(), typed_partner(visit, {}), visit.now));
            return {};
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(partners_view(site, visit, issues)), status);
        });
}

Answer show_partner(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<PartnerId>());
    return page_of(site, visit, TRY(partner_view(site, visit, id, {})));
}

Answer let_partner_in(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<PartnerId>());
    return settle_form(
        site, visit, "/pengaturan/pers", "toast.partner_let_in",
        [&](store::Tx& tx) { return office::Press::approve(tx, visit.who(), id, visit.now); },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(partner_view(site, visit, id, issues)), status);
        });
}

Answer set_press_desk(const Site& site, Visit& visit) {
    return settle_form(
        site, visit, "/pengaturan/pers", "toast.partner_saved",
        [&](store::Tx& tx) {
            return office::Press::set_approves(tx, visit.who(), visit.field("setujui") == "1",
                                               visit.now);
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(partners_view(site, visit, issues)), status);
        });
}

Answer edit_partner(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<PartnerId>());
    return settle_form(
        site, visit, "/pengaturan/pers", "toast.partner_saved",
        [&](store::Tx& tx) -> Result<void> {
            TRY(Contacts::save_partner(tx, visit.who(), typed_partner(visit, id), visit.now));
            return {};
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(partner_view(site, visit, id, issues)), status);
        });
}

}  // namespace kentongan::web
