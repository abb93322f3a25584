// What SQLite's planner is told of the tables, so that plans are the same on every installation.
#pragma once

#include "store/db.h"

namespace kentongan::store {

/// Without figures SQLite takes ten rows to an office and reads all of an office's rows where a
/// dossier's would do; with measured ones plans would turn over as an office grows. So it is told,
/// once after each change of the schema, how the rows of a large installation are spread: few
/// offices, many dossiers each, few rows to a dossier.
Result<void> advise_planner(Tx& tx);

/// Whether that was done.
Result<bool> is_planner_advised(Tx& tx);

}  // namespace kentongan::store
