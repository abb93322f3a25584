// Takes running dossiers to another version of their SOP, after a look at what would happen.
#include "office/dossier_act.h"
#include "office/dossiers.h"
#include "sop/record.h"

namespace kentongan::office {

Result<sop::Migration> Dossiers::preview(store::Tx& tx, const Who& who, DossierId id, SopId version,
                                         const std::map<StepName, StepName>& chosen) {
    const auto before = TRY(look_at(tx, who, id));
    const auto to = TRY(Library::definition(tx, who.office, version));
    return sop::preview(*before.definition, *to, before.state, chosen);
}

Result<sop::Dossier> Dossiers::follow(store::Tx& tx, const Who& who, DossierId id, SopId version,
                                      const std::map<StepName, StepName>& chosen) {
    auto before = TRY(look_at(tx, who, id));
    const auto to = TRY(Library::definition(tx, who.office, version));
    if (to->key != before.definition->key || before.row.sop == version) {
        return Error{Kind::invalid, "another SOP, or the same version", {{"sop", "other_key"}}};
    }
    const auto decision =
        TRY(sop::migrate(*before.definition, *to, version, before.state, chosen, before.actor));
    auto after = before.state;
    for (const auto& event : decision.events) after.apply(event);
    before.row.sop = version;
    const auto performers = TRY(performing(tx, who.office, version));
    const auto now = clock_();
    TRY(save_dossier(tx, who.office, {before.row, after, decision.events, performers, 0, now}));
    TRY(follow_version(tx, who.office, id, version));
    const auto stream = cat("dossier/", id.value);
    for (const auto& event : decision.events) {
        const auto json = sop::to_json(event);
        TRY(Journal::append(tx, who, stream, json.get_object(), now));
    }
    tx.tell(stream);
    return after;
}

}  // namespace kentongan::office
