// Events as JSON and back: how the journal keeps them.
#pragma once

#include "base/json.h"
#include "sop/dossier.h"

namespace kentongan::sop {

/// {"event": "task_done", …}: ids as text, times in ISO 8601, members that say nothing left out.
Json to_json(const Event&);
/// What to_json wrote; anything else is refused.
Result<Event> event_from(const Json&);

/// Whether the rules have an event of this word.
bool is_event(std::string_view kind);
/// "task_done": the event's word, for filters and counts.
std::string_view kind_of(const Event&);

}  // namespace kentongan::sop
