// SQLite behind Connection. Besides its functions the only file that includes sqlite3.h.
#include "store/sqlite.h"

#include <sqlite3.h>

#include <cerrno>
#include <mutex>

#include "base/text.h"
#include "store/sqlite_functions.h"

namespace kentongan::store {
namespace {

constexpr milliseconds busy_patience{5000};
constexpr std::array<const char*, 7> step_texts{
    "BEGIN IMMEDIATE",  "BEGIN",  "SAVEPOINT work", "RELEASE work",
    "ROLLBACK TO work", "COMMIT", "ROLLBACK",
};

/// What SQLite would otherwise keep to itself: I/O errors, corruption, recoveries.
void keep_log(void*, int code, const char* text) {
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
    case SQLITE_BUSY:
    case SQLITE_SCHEMA:
    case SQLITE_ERROR: return;  // these reach the caller as Errors
    default: report(cat("sqlite ", code, ": ", text));
    }
}

/// Before the first connection: afterwards SQLite takes no more settings.
void set_up_library() {
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite3_config(SQLITE_CONFIG_LOG, keep_log, nullptr);
        // Counting memory costs a lock that all connections would share.
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        ensure(sqlite3_initialize() == SQLITE_OK);
    });
}

class SqliteRow final : public Row {
  public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
    bool null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    std::int64_t integer(int column) const override {
        return sqlite3_column_int64(statement_, column);
    }
    double real(int column) const override { return sqlite3_column_double(statement_, column); }
    std::string_view text(int column) const override {
        return view(sqlite3_column_text(statement_, column), column);
    }
    std::string_view blob(int column) const override {
        return view(sqlite3_column_blob(statement_, column), column);
    }

  private:
    std::string_view view(const void* bytes, int column) const {
        if (!bytes) return {};
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        return {static_cast<const char*>(bytes), size};
    }
    sqlite3_stmt* statement_;
};

Error error_of(sqlite3* handle, int code, std::string why) {
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: return {Kind::conflict, std::move(why), {{"row", "exists"}}};
    default: break;
    }
    // Some paths inside SQLite call a full disk an I/O error.
    if (sqlite3_system_errno(handle) == ENOSPC && (code & 0xff) == SQLITE_IOERR) {
        return full(why);
    }
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT: return {Kind::conflict, std::move(why), {{"row", "invalid"}}};
    case SQLITE_MISMATCH: return {Kind::invalid, std::move(why), {{"row", "invalid"}}};
    case SQLITE_FULL: return full(why);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return unavailable("busy", std::move(why));
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return unavailable("broken", std::move(why));
    default: return unavailable("failed", std::move(why));
    }
}

}  // namespace

void Sqlite::Close::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Result<std::unique_ptr<Sqlite>> Sqlite::open(const std::string& path, Use use, bool durable,
                                             Changes* changes) {
    set_up_library();
    const int mode =
        use == Use::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle, mode | SQLITE_OPEN_NOMUTEX, nullptr);
    auto opened = std::make_unique<Sqlite>(handle, changes);
    if (code != SQLITE_OK) return opened->failure(cat("open ", path));
    TRY(opened->set_up(use, durable));
    return opened;
}

Sqlite::~Sqlite() {
    statements_.clear();
    for (auto& step : steps_) step.reset();
    sqlite3_close_v2(handle_);
}

Result<void> Sqlite::set_up(Use use, bool durable) {
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, static_cast<int>(busy_patience.count()));
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // A misspelt "column" must not become the text 'column'.
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    // Closing would fold the log and keep an I/O error to itself.
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    add_functions(handle_);
    if (changes_) note_tables();
    TRY(
        run_script("PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON;"
                   "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;"));
    if (use == Use::read) {
        TRY(run_script("PRAGMA query_only = ON; PRAGMA cache_size = -4096"));
    } else {
        TRY(
            run_script("PRAGMA cache_size = -16384; PRAGMA journal_mode = WAL;"
                       "PRAGMA wal_autocheckpoint = 0"));
        TRY(run_script(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL"));
        sqlite3_wal_hook(
            handle_,
            [](void* self, sqlite3*, const char*, int frames) {
                static_cast<Sqlite*>(self)->frames_ = frames;
                return SQLITE_OK;
            },
            this);
    }
    TRY(read_back(use, durable));
    for (std::size_t i = 0; i < steps_.size(); ++i) steps_[i] = TRY(prepare(step_texts[i]));
    return {};
}

/// While a statement is prepared SQLite asks leave for each table it reads and each it writes,
/// triggers and foreign keys included: that is how we learn of them.
void Sqlite::note_tables() {
    const auto note = [](void* self, int action, const char* table, const char*, const char*,
                         const char*) {
        auto& sqlite = *static_cast<Sqlite*>(self);
        const bool writes =
            action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE;
        if (!sqlite.preparing_ || !table || (!writes && action != SQLITE_READ)) return SQLITE_OK;
        auto& tables = writes ? sqlite.preparing_->written : sqlite.preparing_->read;
        add_once(tables, &sqlite.changes_->table(table));
        return SQLITE_OK;
    };
    sqlite3_set_authorizer(handle_, note, this);
}

Result<Sqlite::StatementHandle> Sqlite::prepare(std::string_view sql) {
    sqlite3_stmt* raw = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &raw, &rest);
    StatementHandle prepared(raw);
    if (code != SQLITE_OK) return failure(sql);
    const auto unread = sql.substr(static_cast<std::size_t>(rest - sql.data()));
    if (!raw || !trimmed(unread).empty()) {
        return unavailable("failed", cat("not one statement: ", sql));
    }
    return prepared;
}

Result<Sqlite::Statement*> Sqlite::statement(std::string_view sql) {
    if (const auto known = statements_.find(sql); known != statements_.end()) {
        return &known->second;
    }
    if (statements_.size() >= most_statements) statements_.clear();
    Statement fresh;
    preparing_ = &fresh;
    auto prepared = prepare(sql);
    preparing_ = nullptr;
    fresh.handle = TRY(std::move(prepared));
    // $1 is a *name* to SQLite: its own number is the order of appearance.
    const int places = sqlite3_bind_parameter_count(fresh.handle.get());
    for (int place = 1; place <= places; ++place) {
        const char* name = sqlite3_bind_parameter_name(fresh.handle.get(), place);
        const auto number = to_number(name && name[0] == '$' ? name + 1 : "");
        if (!number || *number < 1) return unavailable("failed", cat("write $1, $2: ", sql));
        fresh.places.push_back(static_cast<int>(*number));
        fresh.highest = std::max(fresh.highest, static_cast<int>(*number));
    }
    fresh.reads = sqlite3_stmt_readonly(fresh.handle.get()) != 0;
    return &statements_.emplace(sql, std::move(fresh)).first->second;
}

Result<void> Sqlite::bind(const Statement& statement, std::string_view sql, const Value* values) {
    sqlite3_stmt* raw = statement.handle.get();
    for (std::size_t i = 0; i < statement.places.size(); ++i) {
        const int place = static_cast<int>(i) + 1;
        const Value& value = values[statement.places[i] - 1];
        if (!is_storable(value)) return unstorable(sql);
        // A view of nothing may have no address, which SQLite would take for NULL.
        const auto bytes_of = [](std::string_view view) { return view.empty() ? "" : view.data(); };
        std::visit(match{
                       [&](std::monostate) { sqlite3_bind_null(raw, place); },
                       [&](std::int64_t number) { sqlite3_bind_int64(raw, place, number); },
                       [&](double number) { sqlite3_bind_double(raw, place, number); },
                       [&](std::string_view text) {
                           sqlite3_bind_text64(raw, place, bytes_of(text), text.size(),
                                               SQLITE_STATIC, SQLITE_UTF8);
                       },
                       [&](BlobView blob) {
                           sqlite3_bind_blob64(raw, place, bytes_of(blob.bytes), blob.bytes.size(),
                                               SQLITE_STATIC);
                       },
                   },
                   value);
    }
    return {};
}

Result<std::int64_t> Sqlite::step_through(const Statement& statement, std::string_view sql,
                                          const Take* take) {
    const SqliteRow row(statement.handle.get());
    std::int64_t rows = 0;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement.handle.get())) == SQLITE_ROW) {
        ++rows;
        if (take) (*take)(row);
    }
    if (code != SQLITE_DONE) return failure(sql);
    return statement.reads ? rows : sqlite3_changes64(handle_);
}

Result<std::int64_t> Sqlite::ask_now(std::string_view sql, const Value* values, std::size_t count,
                                     const Take* take) {
    Statement* asked = TRY(statement(sql));
    if (static_cast<std::size_t>(asked->highest) != count) {
        return unavailable("failed", cat(count, " values given to: ", sql));
    }
    if (Reading* reading = Reading::current()) reading->add(asked->read);
    for (Changes::Table* table : asked->written) add_once(written_, table);
    auto answer = [&]() -> Result<std::int64_t> {
        TRY(bind(*asked, sql, values));
        return step_through(*asked, sql, take);
    }();
    sqlite3_reset(asked->handle.get());
    return answer;
}

Result<std::int64_t> Sqlite::ask(std::string_view sql, const Value* values, std::size_t count,
                                 const Take* take) {
    if (doom_) return *doom_;
    auto answer = ask_now(sql, values, count, take);
    if (!answer) doom_ = answer.error();
    return answer;
}

Result<void> Sqlite::run_script(std::string_view sql) {
    if (doom_) return *doom_;
    const std::string text(sql);
    wrote_anything_ = true;
    if (sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
    doom_ = failure(text.substr(0, 200));
    return *doom_;
}

Result<void> Sqlite::take_step(Step step) {
    if (step == Step::begin_write || step == Step::begin_read || step == Step::mark) doom_.reset();
    sqlite3_stmt* statement = steps_[static_cast<std::size_t>(step)].get();
    const int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) {
        sqlite3_reset(statement);
        return {};
    }
    auto error = failure(step_texts[static_cast<std::size_t>(step)]);
    sqlite3_reset(statement);
    return error;
}

void Sqlite::tell_changes() {
    if (changes_ && wrote_anything_) changes_->everything_was_written();
    if (changes_ && !wrote_anything_) changes_->were_written(written_);
    wrote_anything_ = false;
    written_.clear();
}

bool Sqlite::in_transaction() const {
    return sqlite3_get_autocommit(handle_) == 0;
}

Result<Sqlite::Log> Sqlite::fold(Fold fold, milliseconds patience) {
    constexpr std::array modes{SQLITE_CHECKPOINT_PASSIVE, SQLITE_CHECKPOINT_RESTART,
                               SQLITE_CHECKPOINT_TRUNCATE};
    Log log;
    sqlite3_busy_timeout(handle_, static_cast<int>(patience.count()));
    const int code = sqlite3_wal_checkpoint_v2(
        handle_, nullptr, modes[static_cast<std::size_t>(fold)], &log.frames, &log.folded);
    sqlite3_busy_timeout(handle_, static_cast<int>(busy_patience.count()));
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY) return failure("checkpoint");
    log.whole = code == SQLITE_OK && fold != Fold::passive;
    return log;
}

Result<void> Sqlite::copy_to(const std::string& path) {
    sqlite3* raw = nullptr;
    const int code =
        sqlite3_open_v2(path.c_str(), &raw,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> target(raw, sqlite3_close);
    if (code != SQLITE_OK) return unavailable("failed", cat("cannot create ", path));
    sqlite3_backup* copy = sqlite3_backup_init(raw, "main", handle_, "main");
    if (!copy) return error_of(raw, sqlite3_extended_errcode(raw), sqlite3_errmsg(raw));
    // In one go: the copy is one moment's, and in WAL mode nobody waits for a reader.
    const int stepped = sqlite3_backup_step(copy, -1);
    const int finished = sqlite3_backup_finish(copy);
    if (stepped == SQLITE_DONE && finished == SQLITE_OK) return {};
    return error_of(raw, finished, cat("backup to ", path, ": ", sqlite3_errmsg(raw)));
}

Error Sqlite::failure(std::string_view doing) const {
    return error_of(handle_, sqlite3_extended_errcode(handle_),
                    cat(sqlite3_errmsg(handle_), " [", doing, "]"));
}

}  // namespace kentongan::store
