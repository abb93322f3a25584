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

Result<std::vector<PressPartner>> Contacts::partners(store::Tx& tx, OfficeId office) {
    const auto rows =
        TRY(tx.all<PartnerId, std::string, std::string, std::string, std::string, int>(
            "SELECT id, name, medium, email, contact,"
            " CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END"
            " FROM press_partner WHERE office_id = $1 ORDER BY name, id",
            office));
    std::vector<PressPartner> all;
    for (const auto& [id, name, medium, email, contact, closed] : rows) {
        all.push_back({id, name, medium, email, contact, closed != 0});
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
    const auto& kinds = media_kinds();
    if (std::ranges::find(kinds, typed.medium) == kinds.end()) fields.wrong("medium", "unknown");
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

}  // namespace kentongan::office
