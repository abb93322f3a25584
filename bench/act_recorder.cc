// Loaded before the program (LD_PRELOAD), writes down what statements its works run, with their
// values: act_bench runs the very same again on raw SQLite.
//
// Each line of the file named by KENTONGAN_STATEMENTS: the length of the statement, of the
// statement with its values, and then both.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace {

int record_file = -1;

int write_down(unsigned, void* handle, void* statement, void* text) {
    auto* db = static_cast<sqlite3*>(handle);
    if (sqlite3_db_readonly(db, "main") != 0 || sqlite3_get_autocommit(db) != 0) return 0;
    if (std::string_view(static_cast<const char*>(text)).starts_with("--")) return 0;  // a trigger
    auto* stepped = static_cast<sqlite3_stmt*>(statement);
    const std::string_view plain = sqlite3_sql(stepped);
    char* const filled = sqlite3_expanded_sql(stepped);
    if (filled == nullptr) std::abort();
    const std::string_view with_values = filled;
    std::string line =
        std::to_string(plain.size()) + " " + std::to_string(with_values.size()) + "\n";
    line.append(plain).append(with_values).append("\n");
    sqlite3_free(filled);
    if (write(record_file, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        std::abort();
    return 0;
}

int on_open(sqlite3* db, char**, const sqlite3_api_routines*) {
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, write_down, db);
}

__attribute__((constructor)) void begin() {
    const char* const name = std::getenv("KENTONGAN_STATEMENTS");
    if (name == nullptr) return;
    record_file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (record_file < 0) std::abort();
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(on_open));
}

}  // namespace
