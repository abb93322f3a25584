// Translates schema texts and applies each of them once, in order.
#include "store/schema.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/secret.h"
#include "base/text.h"

namespace kentongan::store {
namespace {

struct Word {
    std::string_view word, sqlite, postgres;
};
// clang-format off
constexpr std::array words{
    Word{"id",     "INTEGER NOT NULL",      "BIGINT NOT NULL"},
    Word{"int",    "INTEGER",               "BIGINT"},
    Word{"real",   "REAL",                  "DOUBLE PRECISION"},
    Word{"text",   "TEXT",                  "TEXT"},
    Word{"blob",   "BLOB",                  "BYTEA"},
    Word{"json",   "TEXT",                  "JSON"},
    Word{"strict", "STRICT",                ""},
    Word{"keyed",  "STRICT, WITHOUT ROWID", ""},
};
// clang-format on

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

/// Puts the database's own words in place of ours, line by line; quotes may span lines.
class Translation {
  public:
    explicit Translation(Dialect dialect) : dialect_(dialect) {}

    Result<void> add(std::string_view line) {
        for (std::size_t at = 0; at < line.size(); ++at) {
            if (!quote_ && line.substr(at).starts_with("--")) break;
            if (quote_ ? line[at] == quote_ : line[at] == '\'' || line[at] == '"') {
                quote_ = quote_ ? '\0' : line[at];
            }
            if (quote_ || line[at] != '@' || !stands_alone(line, at)) {
                text_ += line[at];
                continue;
            }
            const auto name = name_at(line, at + 1);
            text_ += TRY(replacement(name));
            at += name.size();
        }
        text_ += '\n';
        return {};
    }

    std::string text() && { return std::move(text_); }

  private:
    static bool stands_alone(std::string_view line, std::size_t at) {
        return at == 0 || line[at - 1] == ' ' || line[at - 1] == '(' || line[at - 1] == ',' ||
               line[at - 1] == ')';
    }

    static std::string_view name_at(std::string_view line, std::size_t at) {
        const auto rest = line.substr(at);
        const auto end = std::ranges::find_if_not(rest, is_letter);
        return rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    }

    Result<std::string_view> replacement(std::string_view name) const {
        const auto found = std::ranges::find(words, name, &Word::word);
        if (found == words.end()) return Error{Kind::invalid, cat("unknown type word @", name)};
        return dialect_ == Dialect::sqlite ? found->sqlite : found->postgres;
    }

    Dialect dialect_;
    char quote_ = '\0';
    std::string text_;
};

constexpr std::string_view create_table =
    "CREATE TABLE IF NOT EXISTS schema_version (version @id PRIMARY KEY, name @text NOT NULL,"
    " sha256 @text NOT NULL, at @int NOT NULL) @strict";

Error newer(int theirs, int ours) {
    return {Kind::conflict,
            cat("Basis data ini memakai skema versi ", theirs,
                ", sedangkan program ini hanya mengenal sampai versi ", ours,
                "; pasang program yang lebih baru."),
            {{"schema", "newer", {std::to_string(theirs), std::to_string(ours)}}}};
}

Error changed(const Migration& migration) {
    return {Kind::conflict,
            cat("Teks skema ", migration.name,
                " sudah diubah setelah dipakai pada basis data ini; pakai program dengan teks"
                " aslinya, perubahan ditulis sebagai teks bernomor baru."),
            {{"schema", "changed", {migration.name}}}};
}

Error foreign_tables() {
    return {Kind::conflict,
            "Basis data ini berisi tabel milik program lain; sediakan basis data yang kosong.",
            {{"schema", "foreign"}}};
}

Result<bool> has_tables(Tx& tx, Dialect dialect, std::string_view name) {
    const auto* sql =
        dialect == Dialect::sqlite
            ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND ($1 = '' OR name = $1)"
            : "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema()"
              " AND ($1 = '' OR tablename = $1)";
    const auto [count] = TRY(tx.one<std::int64_t>(sql, name));
    return count > 0;
}

Result<void> begin_history(Tx& tx, Dialect dialect) {
    const bool known = TRY(has_tables(tx, dialect, "schema_version"));
    if (known) return {};
    const bool foreign = TRY(has_tables(tx, dialect, ""));
    if (foreign) return foreign_tables();
    const auto sql = TRY(translate(dialect, create_table));
    return tx.script(sql);
}

Result<void> compare(Tx& tx, const std::vector<Migration>& known) {
    const auto seen = TRY(
        tx.all<int, std::string>("SELECT version, sha256 FROM schema_version ORDER BY version"));
    for (const auto& [version, sha256] : seen) {
        if (version > static_cast<int>(known.size())) {
            return newer(std::get<0>(seen.back()), static_cast<int>(known.size()));
        }
        const auto& text = known[static_cast<std::size_t>(version) - 1];
        if (text.sha256 != sha256) return changed(text);
    }
    return {};
}

/// Looks once more inside the transaction: another server may be migrating too.
Result<bool> apply_once(Tx& tx, Dialect dialect, const Migration& migration,
                        const std::string& sql) {
    // Before the first look: on PostgreSQL what we may see is settled by it.
    if (dialect == Dialect::postgres) {
        TRY(tx.script("LOCK TABLE schema_version IN EXCLUSIVE MODE"));
    }
    const int version = TRY(schema_version(tx, dialect));
    if (version >= migration.version) return false;
    if (dialect == Dialect::postgres) TRY(tx.script("SET LOCAL statement_timeout = 0"));
    TRY(tx.script(sql));
    // A key carries the millisecond of its birth.
    TRY(tx.run("INSERT INTO schema_version (version, name, sha256, at) VALUES ($1, $2, $3, $4)",
               migration.version, migration.name, migration.sha256, fresh_key() >> 20));
    return true;
}

}  // namespace

Result<std::string> translate(Dialect dialect, std::string_view text) {
    Translation translation(dialect);
    bool ours = true;
    for (const auto& line : split(text, '\n')) {
        const auto mark = trimmed(line);
        if (mark == "-- @sqlite") {
            ours = dialect == Dialect::sqlite;
        } else if (mark == "-- @postgres") {
            ours = dialect == Dialect::postgres;
        } else if (mark == "-- @all") {
            ours = true;
        } else if (ours) {
            TRY(translation.add(line));
        }
    }
    return std::move(translation).text();
}

Result<std::vector<Migration>> migrations_in(const std::map<std::string, std::string>& schema) {
    std::vector<Migration> migrations;
    for (const auto& [path, text] : schema) {
        auto name = path.substr(path.rfind('/') + 1);
        if (name.ends_with(".sql")) name.resize(name.size() - 4);
        const auto number = to_number(name.substr(0, name.find('_')));
        if (!number) return Error{Kind::invalid, cat("schema text without a number: ", path)};
        migrations.push_back({static_cast<int>(*number), name, text, sha256_hex(text)});
    }
    std::ranges::sort(migrations, {}, &Migration::version);
    for (std::size_t i = 0; i < migrations.size(); ++i) {
        if (migrations[i].version != static_cast<int>(i) + 1) {
            return Error{Kind::invalid,
                         cat("schema texts are numbered 1, 2, 3…: ", migrations[i].name)};
        }
    }
    return migrations;
}

Result<int> schema_version(Tx& tx, Dialect dialect) {
    const bool known = TRY(has_tables(tx, dialect, "schema_version"));
    if (!known) return 0;
    const auto [version] = TRY(tx.one<int>("SELECT coalesce(max(version), 0) FROM schema_version"));
    return version;
}

Result<int> migrate(Db& db, Dialect dialect, const std::map<std::string, std::string>& schema) {
    const auto migrations = TRY(migrations_in(schema));
    const auto begin = [&](Tx& tx) -> Result<void> {
        TRY(begin_history(tx, dialect));
        return compare(tx, migrations);
    };
    auto begun = db.write(begin);
    // Two servers that start at once both make the table; the second finds it on the next look.
    if (!begun && begun.error().issues == std::vector<Issue>{{"row", "exists"}}) {
        begun = db.write(begin);
    }
    if (!begun) return begun.error();
    int applied = 0;
    for (const auto& migration : migrations) {
        const auto sql = TRY(translate(dialect, migration.text));
        const bool now =
            TRY(db.write([&](Tx& tx) { return apply_once(tx, dialect, migration, sql); }));
        applied += now ? 1 : 0;
    }
    return applied;
}

}  // namespace kentongan::store
