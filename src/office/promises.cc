// Owns sop_promise.
#include "office/promises.h"

#include "base/text.h"
#include "office/journal.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr int days_max = 365;

}  // namespace

Result<void> Promises::set(store::Tx& tx, const Who& who, const std::string& sop_key, int days,
                           Instant now) {
    TRY(need(who, Right::manage_sop));
    if (days < 0 || days > days_max) {
        return Error{
            Kind::invalid, "no such promise", {{"promise", "range", {std::to_string(days_max)}}}};
    }
    TRY(
        tx.run("INSERT INTO sop_promise (office_id, sop_key, days) VALUES ($1, $2, $3)"
               " ON CONFLICT (office_id, sop_key) DO UPDATE SET days = excluded.days",
               who.office, sop_key, days));
    JsonObject event{{"event", "promise_set"}, {"sop", sop_key}};
    event["days"] = days;
    TRY(Journal::append(tx, who, cat("person/", who.person.value), std::move(event), now));
    return {};
}

Result<std::map<std::string, int>> Promises::all(store::Tx& tx, OfficeId office) {
    const auto rows = TRY(tx.all<std::string, int>(
        "SELECT sop_key, days FROM sop_promise WHERE office_id = $1 AND days > 0", office));
    std::map<std::string, int> promises;
    for (const auto& [key, days] : rows) promises[key] = days;
    return promises;
}

}  // namespace kentongan::office
