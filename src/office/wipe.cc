// Takes the sample office away, table by table.
#include "base/text.h"
#include "office/founding.h"
#include "office/people_rows.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

/// Every table whose rows belong to offices, as the database itself tells.
Result<std::vector<std::string>> tables_of_offices(store::Tx& tx, const store::DbState& state) {
    const auto rows = TRY(tx.all<std::string>(
        state.kind == "sqlite"
            ? "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
              " WHERE m.type = 'table' AND c.name = 'office_id'"
              " AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY m.name"
            : "SELECT c.table_name FROM information_schema.columns c"
              " JOIN information_schema.tables t ON t.table_schema = c.table_schema"
              " AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'"
              " WHERE c.column_name = 'office_id' AND c.table_schema = current_schema()"
              " ORDER BY c.table_name"));
    std::vector<std::string> tables;
    for (const auto& [name] : rows) tables.push_back(name);
    return tables;
}

}  // namespace

Result<void> wipe_demo(store::Tx& tx, const store::DbState& state, const Who& who,
                       const OfficeInfo& office) {
    TRY(need(who, Right::manage_office));
    if (!office.is_demo || office.id != who.office) {
        return Error{Kind::forbidden, "only the sample office is wiped", {{"right", "missing"}}};
    }
    TRY(forget_office(tx, office.id));
    const auto tables = TRY(tables_of_offices(tx, state));
    for (const auto& table : tables) {
        TRY(tx.run(cat("DELETE FROM ", table, " WHERE office_id = $1"), office.id));
    }
    return {};
}

}  // namespace kentongan::office
