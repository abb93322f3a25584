// Owns press_partner: newsrooms that get the office's releases.
#include <algorithm>

#include "base/text.h"
#include "office/contacts.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/organisation.h"
#include "office/policy.h"

namespace kentongan::office {

const std::vector<std::string>& media_kinds() {
    static const std::vector<std::string> kinds{"daring", "cetak", "radio", "televisi"};
    return kinds;
}

bool is_media_kind(const std::string& kind) {
    const auto& kinds = media_kinds();
    return std::ranges::find(kinds, kind) != kinds.end();
}

Result<std::vector<PressPartner>> Contacts::partners(store::Tx& tx, OfficeId office) {
    const auto rows =
        TRY(tx.all<PartnerId, std::string, std::string, std::string, std::string, int, std::string,
                   int>("SELECT id, name, medium, email, contact,"
                        " CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END, origin, awaits"
                        " FROM press_partner WHERE office_id = $1 ORDER BY name, id",
                        office));
    std::vector<PressPartner> all;
    for (const auto& [id, name, medium, email, contact, closed, origin, awaits] : rows) {
        all.push_back(
            {id, name, medium, email, contact, closed != 0, origin == "sendiri", awaits != 0});
    }
    return all;
}

Result<PartnerId> Contacts::save_partner(store::Tx& tx, const Who& who, const PressPartner& typed,
                                         Instant now) {
    TRY(need(who, Right::manage_office));
    const auto all = TRY(partners(tx, who.office));
    const bool is_new = !typed.id;
    if (!is_new && std::ranges::find(all, typed.id, &PressPartner::id) == all.end()) {
        return Error{Kind::not_found, "no such partner"};
    }
    Fields fields;
    const auto name = fields.wanted("name", typed.name);
    const auto email = fields.email("email", typed.email);
    if (email.empty()) fields.wrong("email", "required");
    const auto contact = fields.text("contact", typed.contact);
    if (!is_media_kind(typed.medium)) fields.wrong("medium", "unknown");
    const bool taken = std::ranges::any_of(all, [&](const PressPartner& other) {
        return other.id != typed.id && !other.closed && lowered(other.name) == lowered(name);
    });
    if (taken && !typed.closed) fields.wrong("name", "taken", {name});
    TRY(fields.settle());
    const auto id = is_new ? fresh<PartnerId>() : typed.id;
    const auto closed_at = typed.closed ? std::optional(now) : std::nullopt;
    TRY(
        tx.run("INSERT INTO press_partner (office_id, id, name, medium, email, contact, closed_at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (office_id, id) DO UPDATE SET"
               " name = excluded.name, medium = excluded.medium, email = excluded.email,"
               " contact = excluded.contact, closed_at = excluded.closed_at",
               who.office, id, name, typed.medium, email, contact, closed_at));
    TRY(Journal::append(tx, who, office_stream(who.office),
                        event_about(is_new         ? "partner_added"
                                    : typed.closed ? "partner_closed"
                                                   : "partner_changed",
                                    "partner", id.value),
                        now));
    return id;
}

Result<PartnerId> Contacts::welcome_partner(store::Tx& tx, OfficeId office,
                                            const PressPartner& typed, Instant now) {
    const auto all = TRY(partners(tx, office));
    const auto same = [&](const PressPartner& one) {
        return lowered(one.email) == lowered(typed.email);
    };
    const auto there = std::ranges::find_if(all, same);
    if (there != all.end() && !there->closed) return there->id;
    const auto id = there != all.end() ? there->id : fresh<PartnerId>();
    TRY(
        tx.run("INSERT INTO press_partner (office_id, id, name, medium, email, contact, origin,"
               " awaits) VALUES ($1, $2, $3, $4, $5, $6, 'sendiri', $7)"
               " ON CONFLICT (office_id, id) DO UPDATE SET name = excluded.name,"
               " medium = excluded.medium, contact = excluded.contact, origin = excluded.origin,"
               " awaits = excluded.awaits, closed_at = NULL",
               office, id, typed.name, typed.medium, typed.email, typed.contact, typed.awaits));
    TRY(Journal::append(tx, the_newsroom(office, typed.name), office_stream(office),
                        event_about("partner_subscribed", "partner", id.value), now));
    return id;
}

Result<void> Contacts::let_partner_in(store::Tx& tx, const Who& who, PartnerId id, Instant now) {
    TRY(need(who, Right::manage_office));
    const auto all = TRY(partners(tx, who.office));
    const auto there = std::ranges::find(all, id, &PressPartner::id);
    if (there == all.end()) return Error{Kind::not_found, "no such partner"};
    if (!there->awaits) return {};
    TRY(tx.run("UPDATE press_partner SET awaits = 0 WHERE office_id = $1 AND id = $2", who.office,
               id));
    TRY(Journal::append(tx, who, office_stream(who.office),
                        event_about("partner_let_in", "partner", id.value), now));
    return {};
}

Result<void> Contacts::partner_left(store::Tx& tx, OfficeId office, PartnerId id, Instant now) {
    const auto all = TRY(partners(tx, office));
    const auto there = std::ranges::find(all, id, &PressPartner::id);
    if (there == all.end() || there->closed) return {};
    TRY(
        tx.run("UPDATE press_partner SET closed_at = $3, awaits = 0"
               " WHERE office_id = $1 AND id = $2",
               office, id, now));
    TRY(Journal::append(tx, the_newsroom(office, there->name), office_stream(office),
                        event_about("partner_left", "partner", id.value), now));
    return {};
}

Who the_newsroom(OfficeId office, const std::string& name) {
    return {.office = office, .person = {}, .name = name, .positions = {}, .is_system = true};
}

}  // namespace kentongan::office
