// How SQLite finds rows: what belongs to a dossier never costs a walk over the whole office.
#include "cast_office.h"

namespace kentongan::tests {
namespace {

TEST_CASE("every table finds the rows of a dossier by the dossier") {
    Stage stage;
    if (!stage.db().changes()) return;  // PostgreSQL measures its tables itself
    const auto tables = must(stage.write([](store::Tx& tx) {
        return tx.all<std::string>(
            "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c"
            " WHERE m.type = 'table' AND c.name = 'dossier_id'");
    }));
    CHECK(tables.size() > 10);
    // Asked by person, by airing and by time alone.
    const std::set<std::string> otherwise{"dossier_seen", "notice", "watch", "late_entry"};
    for (const auto& [table] : tables) {
        if (otherwise.contains(table)) continue;
        const auto plan = must(stage.write([&](store::Tx& tx) {
            return tx.all<int, int, int, std::string>(
                cat("EXPLAIN QUERY PLAN SELECT * FROM ", table,
                    " WHERE office_id = $1 AND dossier_id = $2"),
                1, 1);
        }));
        REQUIRE(!plan.empty());
        const auto& step = std::get<3>(plan.front());
        CHECK_MESSAGE(step.find("dossier_id=?") != step.npos, cat(table, ": ", step));
    }
}

}  // namespace
}  // namespace kentongan::tests
