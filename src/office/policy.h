// Rights by one table: denied unless a row says otherwise.
#pragma once

#include <set>
#include <string_view>

#include "office/people.h"

namespace kentongan::office {

/// What a person of the office may do beyond the steps that the SOP gives their positions.
enum class Right {
    see_dossiers,  // every member of the office
    open_dossier,
    manage_dossier,    // skip, reassign, cancel, reopen
    read_journal,      // the office's whole journal
    manage_sop,        // adopt, publish a version
    manage_people,     // positions, stand-ins, accounts
    manage_channels,   // channel accounts
    publish_manual,    // record links and proofs
    manage_portal,     // correct and withdraw articles, announce, answer citizens' reports
    record_paper,      // bring in a mark that was made on paper
    register_letters,  // agenda, triage, patterns of numbers
    dispose_letters,   // the first disposition of a letter
    manage_office,     // letterhead, hours, units, agencies, partners
};

/// The whole table: which position kinds hold which rights.
bool may(const Who&, Right);
/// forbidden (told to the person as "not there or not yours"), or nothing.
Result<void> need(const Who&, Right);

}  // namespace kentongan::office
