// Settings: the people of the office, and the links by which they choose a password.
#include <map>

#include "base/secret.h"
#include "office/fields.h"
#include "office/organisation.h"
#include "web/pages.h"
#include "web/pengaturan_view.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::Organisation;
using office::PersonCard;
using Issues = std::vector<Issue>;

constexpr std::string_view base = "/pengaturan/orang";

PersonCard typed_card(const Visit& visit, PersonId id) {
    return {.id = id,
            .name = visit.field("nama"),
            .sign_in = visit.field("nama_masuk"),
            .nip = visit.field("nip"),
            .email = visit.field("surel"),
            .whatsapp = visit.field("whatsapp"),
            .rank = visit.field("pangkat"),
            .joins = visit.field("sudah_masuk") == "1"};
}

SettingsForm person_form(const Site& site, const Visit& visit, const PersonCard& stored,
                         const Issues& issues) {
    const bool is_new = !stored.id;
    FormMaker form(site, visit, "orang",
                   is_new ? std::string(base) : cat(base, "/", stored.id.value), issues);
    form.line("nama", "name", stored.name)
        .line("nama_masuk", "sign_in", stored.sign_in)
        .line("nip", "nip", stored.nip.empty() ? "" : office::nip_words(stored.nip), "text", true)
        .line("pangkat", "rank", stored.rank, "text", true)
        .line("surel", "email", stored.email, "text", true)
        .line("whatsapp", "whatsapp", stored.whatsapp, "tel", true);
    if (is_new) {
        const Say say(site, visit);
        form.ticks("sudah_masuk", "joins", {{"1", say("settings.joins"), false}});
    }
    return form.done(is_new ? "settings.add_person" : "settings.edit_person",
                     is_new ? "settings.add_person_lead" : "",
                     is_new ? "settings.add_person" : "settings.save");
}

Result<SettingsView> people_view(const Site& site, const Visit& visit, const Issues& issues) {
    const Say say(site, visit);
    const auto cards = TRY(
        site.db.read([&](store::Tx& tx) { return Organisation::people(tx, visit.who().office); }));
    const auto everyone = TRY(site.people.everyone(visit.who().office));
    std::map<PersonId, std::vector<std::string>> held;
    for (const auto& who : everyone) {
        for (const auto& one : who.positions) held[who.person].push_back(one.shown());
    }
    auto view = TRY(settings_view(site, visit, "orang", ""));
    SettingsTable table{.title = say("settings.people"), .empty = say("settings.no_people")};
    table.columns = {say("settings.nama"), say("settings.positions_held"),
                     say("settings.nama_masuk")};
    for (const auto& card : cards) {
        SettingsRow row{.lead = card.name,
                        .address = cat(base, "/", card.id.value),
                        .act = say("settings.manage")};
        if (!card.nip.empty()) row.small = cat("NIP ", office::nip_words(card.nip));
        row.cells.push_back({say("settings.positions_held"),
                             held[card.id].empty() ? "–" : joined(held[card.id], ", ")});
        SettingsCell sign_in{say("settings.nama_masuk"), card.sign_in};
        if (card.ended) {
            sign_in.pills.push_back({say("settings.disabled"), "bad", "lock"});
        } else if (!card.has_password) {
            sign_in.pills.push_back({say("settings.not_invited"), "warn", "key"});
        }
        row.cells.push_back(std::move(sign_in));
        table.rows.push_back(std::move(row));
    }
    view.notes.push_back({say("settings.import_hint"),
                          "info",
                          "upload",
                          "",
                          {{"/pengaturan/impor", say("settings.import")}}});
    view.tables.push_back(std::move(table));
    view.forms.push_back(person_form(site, visit, {}, issues));
    return view;
}

void add_person_acts(const Site& site, const Visit& visit, SettingsView& view,
                     const PersonCard& card, const Issues& issues) {
    const auto here = cat(base, "/", card.id.value);
    if (card.ended) {
        FormMaker enable(site, visit, "aktif", here + "/aktif", issues);
        view.forms.push_back(
            enable.done("settings.enable_title", "settings.enable_lead", "settings.enable"));
        return;
    }
    FormMaker invite(site, visit, "undang", here + "/undang", issues);
    view.forms.push_back(
        invite.done("settings.invite_title", "settings.invite_lead", "settings.invite"));
    FormMaker disable(site, visit, "nonaktif", here + "/nonaktif", issues);
    view.forms.push_back(disable.danger().done("settings.disable_title", "settings.disable_lead",
                                               "settings.disable"));
}

Result<SettingsView> person_view(const Site& site, const Visit& visit, PersonId id,
                                 const Issues& issues) {
    const Say say(site, visit);
    const auto office = visit.who().office;
    const auto card =
        TRY(site.db.read([&](store::Tx& tx) { return Organisation::person(tx, office, id); }));
    auto view = TRY(settings_view(site, visit, "orang", card.name));
    view.main_forms.push_back(person_form(site, visit, card, issues));
    add_person_acts(site, visit, view, card, issues);
    return view;
}

Answer person_act(const Site& site, Visit& visit, const std::string& toast,
                  const std::function<Result<void>(store::Tx&, PersonId)>& act) {
    const auto id = TRY(visit.id<PersonId>());
    return settle_form(
        site, visit, cat(base, "/", id.value), toast, [&](store::Tx& tx) { return act(tx, id); },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(person_view(site, visit, id, issues)), status);
        });
}

}  // namespace

Answer show_office_people(const Site& site, Visit& visit) {
    return page_of(site, visit, TRY(people_view(site, visit, {})));
}

Answer add_person(const Site& site, Visit& visit) {
    return settle_form(
        site, visit, std::string(base), "toast.person_saved",
        [&](store::Tx& tx) -> Result<void> {
            TRY(Organisation::save_person(tx, visit.who(), typed_card(visit, {}), visit.now));
            return {};
        },
        [&](const Issues& issues, int status) -> Answer {
            return page_of(site, visit, TRY(people_view(site, visit, issues)), status);
        });
}

Answer show_person(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<PersonId>());
    return page_of(site, visit, TRY(person_view(site, visit, id, {})));
}

Answer edit_person(const Site& site, Visit& visit) {
    return person_act(
        site, visit, "toast.person_saved", [&](store::Tx& tx, PersonId id) -> Result<void> {
            TRY(Organisation::save_person(tx, visit.who(), typed_card(visit, id), visit.now));
            return {};
        });
}

/// Shown once and kept nowhere: the link is a secret, so the answer is no stored one.
Answer invite_person(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto id = TRY(visit.id<PersonId>());
    const auto token = site.db.write(
        [&](store::Tx& tx) { return office::Invitations::make(tx, visit.who(), id, visit.now); });
    if (!token && token.error().issues.empty()) return token.error();
    auto view = TRY(person_view(site, visit, id, token ? Issues{} : token.error().issues));
    if (!token) return page_of(site, visit, view, status_of_refusal(token.error().kind));
    view.notes.push_back(
        {say("settings.invited"), "ok", "key", cat(site.public_address, "/undangan/", *token)});
    return page_of(site, visit, view);
}

Answer disable_person(const Site& site, Visit& visit) {
    return person_act(site, visit, "toast.person_disabled", [&](store::Tx& tx, PersonId id) {
        return Organisation::end_membership(tx, visit.who(), id, visit.now);
    });
}

Answer enable_person(const Site& site, Visit& visit) {
    return person_act(site, visit, "toast.person_enabled", [&](store::Tx& tx, PersonId id) {
        return Organisation::renew_membership(tx, visit.who(), id, visit.now);
    });
}

}  // namespace kentongan::web
