// An SOP as a BPMN 2.0 file, and the SOP that lies in anybody's BPMN 2.0 file.
#pragma once

#include <string>
#include <string_view>

#include "sop/bpmn_document.h"
#include "sop/definition.h"

namespace kentongan::sop {

/// The whole definition as BPMN: what foreign tools understand in the standard elements, what only
/// the printed SOP needs word for word in extension elements, and the .sop text itself.
std::string bpmn_of(const Definition&);

/// What was made of a file, and what a .sop cannot hold: {"dropped": [{id, type, reason}],
/// "converted": [{id, from, to}]}.
struct Imported {
    Definition definition = {};
    JsonObject report = {};
};
/// Our own files come back exactly as they went, as long as nobody changed the flow meanwhile.
/// The result can be written and read again: parse(format(it)) == it.
Result<Imported> definition_of(const BpmnDocument&, std::string_view key);

}  // namespace kentongan::sop
