// PostgreSQL behind Connection. The only file that includes libpq-fe.h.
#include "store/postgres.h"

#include <libpq-fe.h>

#include <array>
#include <charconv>
#include <cstdlib>

#include "base/text.h"
#include "store/wire.h"

namespace kentongan::store {
namespace {

using Reply = std::unique_ptr<PGresult, decltype(&PQclear)>;

Reply owned(PGresult* reply) {
    return {reply, PQclear};
}

bool went_well(const PGresult* reply) {
    const auto status = PQresultStatus(reply);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

class PostgresRow final : public Row {
  public:
    explicit PostgresRow(const PGresult* reply) : reply_(reply) {}
    void go_to(int row) { row_ = row; }
    bool null(int column) const override { return PQgetisnull(reply_, row_, column) != 0; }
    std::int64_t integer(int column) const override {
        return null(column) ? 0 : wire::integer(type(column), bytes(column));
    }
    double real(int column) const override {
        return null(column) ? 0 : wire::real(type(column), bytes(column));
    }
    std::string_view text(int column) const override {
        return null(column) ? "" : wire::text(type(column), bytes(column), scratch_);
    }
    std::string_view blob(int column) const override {
        return null(column) ? std::string_view{} : bytes(column);
    }

  private:
    unsigned type(int column) const { return PQftype(reply_, column); }
    std::string_view bytes(int column) const {
        return {PQgetvalue(reply_, row_, column),
                static_cast<std::size_t>(PQgetlength(reply_, row_, column))};
    }
    const PGresult* reply_;
    int row_ = 0;
    mutable std::string scratch_;
};

/// The values of one call in libpq's form: texts for all but bytes, so that the server may take
/// a number wherever a number fits.
class Arguments {
  public:
    Arguments(const Value* values, std::size_t count) {
        spelled_.reserve(count);
        for (std::size_t i = 0; i < count; ++i) std::visit([&](auto v) { add(v); }, values[i]);
    }
    int count() const { return static_cast<int>(pointers_.size()); }
    const char* const* pointers() const { return pointers_.data(); }
    const int* sizes() const { return sizes_.data(); }
    const int* forms() const { return forms_.data(); }

  private:
    void add(std::monostate) { put(nullptr, 0, 0); }
    void add(std::int64_t number) { spell(number); }
    void add(double number) { spell(number); }
    void add(std::string_view text) { put(spelled_.emplace_back(text).c_str(), 0, 0); }
    void add(BlobView blob) {
        put(blob.bytes.empty() ? "" : blob.bytes.data(), blob.bytes.size(), 1);
    }
    template <class Number>
    void spell(Number number) {
        std::array<char, 40> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        put(spelled_.emplace_back(digits.data(), end).c_str(), 0, 0);
    }
    void put(const char* bytes, std::size_t size, int form) {
        pointers_.push_back(bytes);
        sizes_.push_back(static_cast<int>(size));
        forms_.push_back(form);
    }
    std::vector<std::string> spelled_;
    std::vector<const char*> pointers_;
    std::vector<int> sizes_, forms_;
};

bool means_lost(std::string_view state) {
    return state.empty() || state.starts_with("08") || state.starts_with("57P");
}

Error error_of(std::string_view state, std::string why) {
    if (state == "23505" || state == "23P01") {
        return {Kind::conflict, std::move(why), {{"row", "exists"}}};
    }
    if (state.starts_with("23")) return {Kind::conflict, std::move(why), {{"row", "invalid"}}};
    if (state.starts_with("22")) return {Kind::invalid, std::move(why), {{"row", "invalid"}}};
    if (state == "53100") return full(why);
    if (state.starts_with("53") || state.starts_with("40") || state == "55P03" ||
        state == "57014") {
        return unavailable("busy", std::move(why));
    }
    if (state.starts_with("58") || state.starts_with("XX")) {
        return unavailable("broken", std::move(why));
    }
    return unavailable(means_lost(state) ? "lost" : "failed", std::move(why));
}

}  // namespace

Result<std::unique_ptr<Postgres>> Postgres::open(const std::string& address) {
    // What the address says itself comes last and wins.
    constexpr std::array<const char*, 8> names{"connect_timeout",
                                               "keepalives_idle",
                                               "keepalives_interval",
                                               "keepalives_count",
                                               "tcp_user_timeout",
                                               "application_name",
                                               "dbname",
                                               nullptr};
    const std::array<const char*, 8> values{
        "5", "10", "5", "3", "15000", "kentongan", address.c_str(), nullptr};
    auto opened = std::make_unique<Postgres>(PQconnectdbParams(names.data(), values.data(), 1));
    if (opened->lost()) {
        return unavailable("lost", std::string(trimmed(PQerrorMessage(opened->handle_))));
    }
    TRY(opened->set_up());
    return opened;
}

Postgres::~Postgres() {
    PQfinish(handle_);
}

Result<void> Postgres::set_up() {
    PQsetNoticeProcessor(
        handle_, [](void*, const char*) {}, nullptr);
    const std::string_view encoding(PQparameterStatus(handle_, "server_encoding"));
    if (encoding != "UTF8") {
        return unavailable("settings", cat("Basis data PostgreSQL memakai pengodean ", encoding,
                                           "; buat basis data dengan ENCODING 'UTF8'."));
    }
    return run_now(
        "SET client_encoding = 'UTF8'; SET TIME ZONE 'UTC'; SET client_min_messages = warning;"
        "SET lock_timeout = '5s'; SET statement_timeout = '30s';"
        "SET idle_in_transaction_session_timeout = '60s';"
        "SELECT set_config('synchronous_commit', 'on', false)"
        " WHERE current_setting('synchronous_commit') IN ('off', 'local')");
}

bool Postgres::lost() const {
    return dropped_ || PQstatus(handle_) != CONNECTION_OK;
}
int Postgres::number() const {
    return PQbackendPID(handle_);
}
int Postgres::socket() const {
    return PQsocket(handle_);
}

Error Postgres::failure(const PGresult* reply, std::string_view doing) {
    const char* field = reply ? PQresultErrorField(reply, PG_DIAG_SQLSTATE) : nullptr;
    const std::string_view state = field ? field : "";
    if (state == "40001" || state == "40P01") collided_ = true;
    // libpq itself notices only when it reads again.
    if (means_lost(state)) dropped_ = true;
    const char* message = reply ? PQresultErrorMessage(reply) : PQerrorMessage(handle_);
    return error_of(state, cat(trimmed(message), " [", doing, "]"));
}

Result<void> Postgres::run_now(const char* sql) {
    const auto reply = owned(PQexec(handle_, sql));
    if (went_well(reply.get())) return {};
    return failure(reply.get(), std::string_view(sql).substr(0, 200));
}

Result<void> Postgres::run_script(std::string_view sql) {
    if (doom_) return *doom_;
    const auto done = run_now(std::string(sql).c_str());
    if (!done) doom_ = done.error();
    return done;
}

Result<const std::string*> Postgres::statement(std::string_view sql) {
    if (const auto known = statements_.find(sql); known != statements_.end()) {
        return &known->second;
    }
    if (statements_.size() >= most_statements) {
        TRY(run_now("DEALLOCATE ALL"));
        statements_.clear();
    }
    const std::string text(sql), name = cat("s", ++prepared_);
    const auto reply = owned(PQprepare(handle_, name.c_str(), text.c_str(), 0, nullptr));
    if (!went_well(reply.get())) return failure(reply.get(), sql);
    return &statements_.emplace(text, name).first->second;
}

Result<std::int64_t> Postgres::ask_now(std::string_view sql, const Value* values, std::size_t count,
                                       const Take* take) {
    for (std::size_t i = 0; i < count; ++i) {
        if (!is_storable(values[i])) return unstorable(sql);
    }
    const std::string* name = TRY(statement(sql));
    const Arguments arguments(values, count);
    constexpr int as_bytes = 1;
    const auto reply =
        owned(PQexecPrepared(handle_, name->c_str(), arguments.count(), arguments.pointers(),
                             arguments.sizes(), arguments.forms(), as_bytes));
    if (!went_well(reply.get())) return failure(reply.get(), sql);
    PostgresRow row(reply.get());
    for (int i = 0; take && i < PQntuples(reply.get()); ++i) {
        row.go_to(i);
        (*take)(row);
    }
    return to_number(PQcmdTuples(reply.get())).value_or(0);
}

Result<std::int64_t> Postgres::ask(std::string_view sql, const Value* values, std::size_t count,
                                   const Take* take) {
    if (doom_) return *doom_;
    auto answer = ask_now(sql, values, count, take);
    if (!answer) doom_ = answer.error();
    return answer;
}

Result<void> Postgres::begin(Begin kind) {
    doom_.reset();
    collided_ = marked_ = false;
    return run_now(kind == Begin::write ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
                                        : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

Result<void> Postgres::mark() {
    doom_.reset();
    // Both at once: every word to the server costs as much as a statement.
    const char* const words = marked_ ? "RELEASE work; SAVEPOINT work" : "SAVEPOINT work";
    marked_ = true;
    return run_now(words);
}

Result<void> Postgres::undo_mark() {
    return run_now("ROLLBACK TO work");
}

Result<void> Postgres::commit() {
    const auto reply = owned(PQexec(handle_, "COMMIT"));
    if (!went_well(reply.get())) {
        auto error = failure(reply.get(), "COMMIT");
        error.kind = Kind::unavailable;
        return error;
    }
    // The server answers a COMMIT of what it has given up with a friendly ROLLBACK.
    if (std::string_view(PQcmdStatus(reply.get())) == "COMMIT") return {};
    return unavailable("failed", "the server rolled back instead of committing");
}

void Postgres::rollback() {
    owned(PQexec(handle_, "ROLLBACK"));
}

Result<std::map<std::string, std::string>> Postgres::settings() {
    std::map<std::string, std::string> settings;
    const Take take = [&](const Row& row) { settings.emplace(row.text(0), row.text(1)); };
    TRY(
        ask_now("SELECT name, setting FROM pg_catalog.pg_settings WHERE name IN ('fsync',"
                " 'full_page_writes', 'synchronous_commit', 'server_version', 'data_checksums',"
                " 'max_connections')",
                nullptr, 0, &take));
    return settings;
}

std::vector<Postgres::Notice> Postgres::notices() {
    std::vector<Notice> notices;
    if (PQconsumeInput(handle_) == 0) return notices;
    const auto next = [&] {
        return std::unique_ptr<PGnotify, decltype(&PQfreemem)>(PQnotifies(handle_), PQfreemem);
    };
    for (auto notice = next(); notice; notice = next()) {
        notices.push_back({notice->be_pid, notice->extra});
    }
    return notices;
}

}  // namespace kentongan::store
