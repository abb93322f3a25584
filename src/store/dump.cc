// Runs pg_dump and pg_restore.
#include "store/dump.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <vector>

#include "base/text.h"
#include "store/db.h"

namespace kentongan::store {
namespace {

/// Our surroundings, with what the address says in the variables that PostgreSQL's tools read.
Result<std::vector<std::string>> surroundings_for(const std::string& address) {
    char* problem = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(address.c_str(), &problem), PQconninfoFree);
    if (!options) {
        const std::string why = problem ? problem : "";
        PQfreemem(problem);
        return Error{Kind::invalid, cat("Alamat basis data tidak dapat dibaca: ", why)};
    }
    std::vector<std::string> said;
    for (const auto* one = options.get(); one->keyword; ++one) {
        if (one->val && one->envvar) said.push_back(cat(one->envvar, "=", one->val));
    }
    std::vector<std::string> all = said;
    for (char** one = environ; *one; ++one) {
        const std::string variable(*one);
        if (!variable.starts_with("PG")) all.push_back(variable);
    }
    return all;
}

Result<void> run_tool(const std::string& address, std::vector<std::string> words) {
    auto surroundings = TRY(surroundings_for(address));
    std::vector<char*> arguments, variables;
    for (auto& word : words) arguments.push_back(word.data());
    for (auto& variable : surroundings) variables.push_back(variable.data());
    arguments.push_back(nullptr);
    variables.push_back(nullptr);
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, words[0].c_str(), nullptr, nullptr, arguments.data(),
                                      variables.data());
    if (failed == ENOENT) {
        return Error{
            Kind::unavailable,
            cat("Program ", words[0],
                " tidak ada di mesin ini. Pasang dulu: apt-get install postgresql-client")};
    }
    int ended = 0;
    while (failed == 0 && ::waitpid(child, &ended, 0) < 0 && errno == EINTR) {
    }
    if (failed == 0 && WIFEXITED(ended) && WEXITSTATUS(ended) == 0) return {};
    return Error{Kind::unavailable, cat(words[0], " gagal; sebabnya tertulis di atas.")};
}

}  // namespace

Result<void> dump_postgres(const std::string& address, const std::string& file) {
    return run_tool(address, {"pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                              "--no-password", cat("--file=", file)});
}

Result<void> restore_postgres(const std::string& address, const std::string& file) {
    const auto db = TRY(Db::open(address, {}));
    const auto [tables] = TRY(db->read([](Tx& tx) {
        return tx.one<std::int64_t>(
            "SELECT CAST(count(*) AS BIGINT) FROM information_schema.tables"
            " WHERE table_schema NOT IN ('pg_catalog', 'information_schema')");
    }));
    if (tables > 0) {
        return Error{Kind::conflict,
                     "Basis data tujuan tidak kosong; tidak ada yang diubah. Buat yang baru dengan"
                     " createdb, lalu sebut dengan --database."};
    }
    return run_tool(address, {"pg_restore", "--single-transaction", "--exit-on-error", "--no-owner",
                              "--no-privileges", "--no-password", "--dbname=", file});
}

}  // namespace kentongan::store
