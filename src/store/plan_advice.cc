// Fills sqlite_stat1, one row an index: rows in all, then rows that share the first column, two…
#include "store/plan_advice.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace kentongan::store {
namespace {

constexpr std::int64_t rows_in_all = 1'000'000, rows_of_partial = 10'000;
/// How much one more column of the key narrows things down: an office is one among ten.
constexpr std::int64_t offices = 10, of_others = 1000;

struct Index {
    std::string table = {}, name = {};
    bool unique = false, partial = false, is_key = false;
    std::vector<std::string> columns = {};
};

std::string figures_of(const Index& index) {
    std::int64_t rows = index.partial ? rows_of_partial : rows_in_all;
    auto figures = std::to_string(rows);
    for (std::size_t i = 0; i < index.columns.size(); ++i) {
        rows /= index.columns[i] == "office_id" ? offices : of_others;
        const bool last = i + 1 == index.columns.size();
        rows = last && index.unique ? 1 : std::max<std::int64_t>(rows, 1);
        figures += cat(" ", rows);
    }
    // Going through every value of a first column in turn is never what we want.
    return figures + " noskipscan";
}

Result<std::vector<Index>> indexes_of(Tx& tx) {
    const auto rows = TRY(tx.all<std::string, std::string, int, int, std::string, std::string>(
        "SELECT m.name, l.name, l.\"unique\", l.partial, l.origin, coalesce(c.name, '')"
        " FROM sqlite_schema m JOIN pragma_index_list(m.name) l JOIN pragma_index_info(l.name) c"
        " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        " ORDER BY m.name, l.name, c.seqno"));
    std::vector<Index> indexes;
    for (const auto& [table, name, unique, partial, origin, column] : rows) {
        if (indexes.empty() || indexes.back().name != name) {
            indexes.push_back({table, name, unique != 0, partial != 0, origin == "pk"});
        }
        indexes.back().columns.push_back(column);
    }
    return indexes;
}

}  // namespace

Result<void> advise_planner(Tx& tx) {
    // The first makes the table, if only there is something to count; the last has it read again.
    TRY(tx.script("PRAGMA analysis_limit = 1; ANALYZE; DELETE FROM sqlite_stat1"));
    const auto keyed = TRY(
        tx.all<std::string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr = 1"));
    const auto indexes = TRY(indexes_of(tx));
    for (const auto& index : indexes) {
        // Rows that lie in their primary key have its figures under the table's own name.
        const auto lies = [&](const auto& row) { return std::get<0>(row) == index.table; };
        const bool is_table = index.is_key && std::ranges::any_of(keyed, lies);
        TRY(tx.run("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)", index.table,
                   is_table ? index.table : index.name, figures_of(index)));
    }
    return {};
}

Result<bool> is_planner_advised(Tx& tx) {
    const auto found = TRY(tx.all<int>("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'"));
    return !found.empty();
}

}  // namespace kentongan::store
