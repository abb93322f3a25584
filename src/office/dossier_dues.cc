// Moves the due times of open tasks when the office's calendar changed.
#include "base/text.h"
#include "office/alarms.h"
#include "office/content_rows.h"
#include "office/dossier_act.h"
#include "office/journal.h"
#include "office/policy.h"
#include "sop/decide.h"
#include "sop/record.h"

namespace kentongan::office {

Result<int> Dossiers::move_dues(store::Tx& tx, const Who& who, const sop::WorkCalendar& before,
                                const std::string& reason) {
    TRY(need(who, Right::manage_office));
    const auto now = clock_();
    const auto after = TRY(Calendars::of(tx, who.office));
    const auto open = TRY(tx.all<DossierId>(
        "SELECT DISTINCT dossier_id FROM task"
        " WHERE office_id = $1 AND closed_at IS NULL AND due_at IS NOT NULL ORDER BY dossier_id",
        who.office));
    int moved = 0;
    for (const auto& [id] : open) {
        const auto dossier = TRY(look_at(tx, who, id));
        const auto events =
            sop::due_moves(*dossier.definition, dossier.state, before, *after, reason);
        if (events.empty()) continue;
        auto state = dossier.state;
        for (const auto& event : events) state.apply(event);
        const auto changes = TRY(changes_of(tx, who.office, id));
        TRY(save_dossier(tx, who.office,
                         {dossier.row, state, events, dossier.performing, changes, now}));
        for (const auto& event : events) {
            const auto json = sop::to_json(event);
            TRY(Journal::append(tx, who, cat("dossier/", id.value), json.get_object(), now));
        }
        const sop::Decision decision{.events = events};
        TRY(Alarms::follow(tx, {dossier, state, decision}, *after, now));
        moved += static_cast<int>(events.size());
    }
    return moved;
}

}  // namespace kentongan::office
