// A SQLite connection: SQL, transactions, checkpoints, copies. No other header knows of sqlite3.h.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/changes.h"
#include "store/db.h"
#include "store/work.h"

struct sqlite3;
struct sqlite3_stmt;

namespace kentongan::store {

class Sqlite final : public Connection {
  public:
    enum class Use { write, read };
    enum class Step { begin_write, begin_read, mark, keep_mark, undo_mark, commit, rollback };
    enum class Fold { passive, restart, truncate };
    /// Frames in the log, and how many of them are in the database file by now.
    struct Log {
        int frames = 0;
        int folded = 0;
        bool whole = false;  // the log starts anew with the next write
    };

    /// Opens, sets what we promise (WAL, FULL, foreign keys) and reads it back: a setting that did
    /// not take is refused.
    static Result<std::unique_ptr<Sqlite>> open(const std::string& path, Use, bool durable,
                                                Changes* changes = nullptr);
    Sqlite(sqlite3* handle, Changes* changes) : handle_(handle), changes_(changes) {}
    ~Sqlite() override;
    Sqlite(const Sqlite&) = delete;
    Sqlite& operator=(const Sqlite&) = delete;

    Result<std::int64_t> ask(std::string_view sql, const Value* values, std::size_t count,
                             const Take* take) override;
    Result<void> run_script(std::string_view sql) override;

    /// begin_… and mark also forget what doomed the work before.
    Result<void> take_step(Step);
    bool in_transaction() const;
    const std::optional<Error>& doom() const { return doom_; }

    /// Says which tables were written since it last did; after a commit, before anyone is answered.
    void tell_changes();

    /// Frames in the log after the last commit of this connection.
    int frames() const { return frames_; }
    /// Moves frames from the log into the file; waits for readers as long as `patience`.
    Result<Log> fold(Fold, milliseconds patience);
    /// Copies the database as it is now into a new file.
    Result<void> copy_to(const std::string& path);
    /// What the thorough check found; nothing if all is well.
    Result<std::vector<std::string>> faults();
    Result<std::map<std::string, std::string>> settings();

  private:
    struct Close {
        void operator()(sqlite3_stmt*) const;
    };
    using StatementHandle = std::unique_ptr<sqlite3_stmt, Close>;
    struct Statement {
        StatementHandle handle;
        std::vector<int> places;  // which $number stands at SQLite's place 1, 2…
        int highest = 0;
        bool reads = false;
        std::vector<Changes::Table*> read = {}, written = {};
    };

    Result<void> set_up(Use, bool durable);
    Result<void> read_back(Use, bool durable);
    void note_tables();
    Result<StatementHandle> prepare(std::string_view sql);
    Result<Statement*> statement(std::string_view sql);
    Result<void> bind(const Statement&, std::string_view sql, const Value* values);
    Result<std::int64_t> step_through(const Statement&, std::string_view sql, const Take* take);
    Result<std::int64_t> ask_now(std::string_view sql, const Value* values, std::size_t count,
                                 const Take* take);
    Error failure(std::string_view doing) const;

    sqlite3* handle_;
    Changes* changes_;
    Statement* preparing_ = nullptr;
    std::vector<Changes::Table*> written_;
    bool wrote_anything_ = false;  // a script, of which we know no table
    int frames_ = 0;
    std::optional<Error> doom_;
    TextMap<Statement> statements_;
    std::array<StatementHandle, 7> steps_;
};

}  // namespace kentongan::store
