// The one way to do SQL: a few verbs, inside a transaction, the same text on SQLite and PostgreSQL.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"

namespace kentongan::store {

/// Bytes that are no text.
struct Blob {
    std::string bytes;
    bool operator==(const Blob&) const = default;
};
struct BlobView {
    std::string_view bytes;
};

/// What goes into a statement: views, good for the length of the call.
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view, BlobView>;

/// One row of an answer, as the driver holds it. Columns count from 0.
class Row {
  public:
    virtual bool null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual std::string_view blob(int column) const = 0;

  protected:
    ~Row() = default;
};

/// A database connection with its prepared statements. Implemented twice: sqlite.cc, postgres.cc.
class Connection {
  public:
    virtual ~Connection() = default;
    using Take = std::function<void(const Row&)>;
    /// Prepares once per connection, binds, steps. Returns how many rows changed.
    virtual Result<std::int64_t> ask(std::string_view sql, const Value* values, std::size_t count,
                                     const Take* take) = 0;
    virtual Result<void> run_script(std::string_view sql) = 0;
};

/// How a T is kept in a column. Specialise it to store a new type.
template <class T>
struct Column;

template <>
struct Column<std::string> {
    static Value put(const std::string& text) { return std::string_view(text); }
    static std::string take(const Row& row, int at) { return std::string(row.text(at)); }
};
template <>
struct Column<std::string_view> {
    static Value put(std::string_view text) { return text; }
};
template <std::size_t N>
struct Column<char[N]> {
    static Value put(const char* text) { return std::string_view(text); }
};
template <>
struct Column<const char*> {
    static Value put(const char* text) { return std::string_view(text); }
};
template <class T>
requires std::is_integral_v<T>
struct Column<T> {
    static Value put(T number) { return static_cast<std::int64_t>(number); }
    static T take(const Row& row, int at) { return static_cast<T>(row.integer(at)); }
};
template <>
struct Column<double> {
    static Value put(double number) { return number; }
    static double take(const Row& row, int at) { return row.real(at); }
};
template <>
struct Column<Blob> {
    static Value put(const Blob& blob) { return BlobView{blob.bytes}; }
    static Blob take(const Row& row, int at) { return {std::string(row.blob(at))}; }
};
template <>
struct Column<Instant> {
    static Value put(Instant time) { return to_millis(time); }
    static Instant take(const Row& row, int at) { return from_millis(row.integer(at)); }
};
template <class Tag>
struct Column<Id<Tag>> {
    static Value put(Id<Tag> id) { return id.value; }
    static Id<Tag> take(const Row& row, int at) { return {row.integer(at)}; }
};
template <class Tag>
struct Column<Name<Tag>> {
    static Value put(const Name<Tag>& name) { return std::string_view(name.value); }
    static Name<Tag> take(const Row& row, int at) { return {std::string(row.text(at))}; }
};
template <class T>
struct Column<std::optional<T>> {
    static Value put(const std::optional<T>& value) {
        return value ? Column<T>::put(*value) : Value{};
    }
    static std::optional<T> take(const Row& row, int at) {
        if (row.null(at)) return {};
        return Column<T>::take(row, at);
    }
};

/// A transaction. Write parameters as $1, $2…; name the column types: tx.all<StepName, Instant>(…).
/// A statement that failed dooms its transaction on both databases: what follows fails with the
/// same Error and nothing is kept. Use ON CONFLICT where a collision is expected.
/// Errors: a broken constraint is `conflict`, with {"row", "exists"} for a key that is taken and
/// {"row", "invalid"} for the others; full, busy, lost is `unavailable` with {"store", …}.
class Tx {
  public:
    explicit Tx(Connection& connection) : connection_(connection) {}
    Tx(const Tx&) = delete;
    Tx& operator=(const Tx&) = delete;

    template <class... Columns, class... Values>
    Result<std::vector<std::tuple<Columns...>>> all(std::string_view sql, const Values&... values) {
        std::vector<std::tuple<Columns...>> rows;
        const Connection::Take take = [&rows](const Row& row) {
            rows.push_back(tuple_of<Columns...>(row, std::index_sequence_for<Columns...>{}));
        };
        TRY(ask(sql, &take, values...));
        return rows;
    }

    /// The first row, or not_found.
    template <class... Columns, class... Values>
    Result<std::tuple<Columns...>> one(std::string_view sql, const Values&... values) {
        auto rows = TRY(all<Columns...>(sql, values...));
        if (rows.empty()) return Error{Kind::not_found, std::string(sql)};
        return std::move(rows.front());
    }

    /// The first row, or nothing.
    template <class... Columns, class... Values>
    Result<std::optional<std::tuple<Columns...>>> maybe(std::string_view sql,
                                                        const Values&... values) {
        auto rows = TRY(all<Columns...>(sql, values...));
        if (rows.empty()) return std::optional<std::tuple<Columns...>>{};
        return std::optional<std::tuple<Columns...>>{std::move(rows.front())};
    }

    /// Returns how many rows changed.
    template <class... Values>
    Result<std::int64_t> run(std::string_view sql, const Values&... values) {
        return ask(sql, nullptr, values...);
    }

    /// Several statements without values: schema texts.
    Result<void> script(std::string_view sql) { return connection_.run_script(sql); }

    /// Once this transaction is kept, everyone who listens is told the topic (runners, live pages).
    /// A hint, not a promise: who listens also looks for himself now and then.
    void tell(std::string topic) { topics_.push_back(std::move(topic)); }
    const std::vector<std::string>& topics() const { return topics_; }

  private:
    template <class... Columns, std::size_t... At>
    static std::tuple<Columns...> tuple_of(const Row& row, std::index_sequence<At...>) {
        return {Column<Columns>::take(row, static_cast<int>(At))...};
    }

    template <class... Values>
    Result<std::int64_t> ask(std::string_view sql, const Connection::Take* take,
                             const Values&... values) {
        const std::array<Value, sizeof...(Values)> list{Column<Values>::put(values)...};
        return connection_.ask(sql, list.data(), list.size(), take);
    }

    Connection& connection_;
    std::vector<std::string> topics_;
};

struct DbOptions {
    int readers = 8;  // SQLite: read-only connections; PostgreSQL: pool size
    bool own_checkpoints = true;
    /// SQLite only, for the control run of the power-cut test: false weakens the promise on
    /// purpose.
    bool durable = true;
};

/// What a database says of itself, for doctor and the tests.
struct DbState {
    std::string kind;  // sqlite | postgres
    int schema_version = 0;
    std::map<std::string, std::string> settings;  // journal_mode, synchronous… as read back
};

class Changes;

class Db {
  public:
    virtual ~Db() = default;

    /// "sqlite:PATH" or a postgresql:// address (or "host=… dbname=…"). Refuses, with one clear
    /// sentence: a folder that cannot be written, a file that is no database, a full disk.
    static Result<std::unique_ptr<Db>> open(const std::string& address, DbOptions = {});

    /// Applies the numbered texts (name -> sql, names like "schema/0001_first.sql") that this
    /// database has not seen, each in a transaction of its own; says how many these were. Refuses
    /// a newer database, a text that was changed after it was applied, another program's tables.
    /// The words of the texts (@id, @text…) are explained in store/schema.h.
    virtual Result<int> migrate(const std::map<std::string, std::string>& schema) = 0;

    /// Runs the work in a transaction: kept if it succeeds, undone if it returns an Error.
    /// The work may run twice (PostgreSQL), does no I/O, changes nothing outside itself and never
    /// calls write or read of this Db. A commit that failed answers `unavailable`: its outcome is
    /// unknown. Works of one database happen as if one after another (serializable).
    template <class Work>
    auto write(Work work) -> std::invoke_result_t<Work&, Tx&> {
        using Answer = std::invoke_result_t<Work&, Tx&>;
        std::optional<Answer> answer;
        const auto done = write_erased([&](Tx& tx) -> Result<void> {
            answer.emplace(work(tx));
            if (!*answer) return answer->error();
            return {};
        });
        if (!done) return done.error();
        return *std::move(answer);
    }

    /// Runs the work on a read-only connection; a caller that wrote sees what it wrote.
    template <class Work>
    auto read(Work work) -> std::invoke_result_t<Work&, Tx&> {
        using Answer = std::invoke_result_t<Work&, Tx&>;
        std::optional<Answer> answer;
        const auto done = read_erased([&](Tx& tx) -> Result<void> {
            answer.emplace(work(tx));
            return {};
        });
        if (!done) return done.error();
        return *std::move(answer);
    }

    /// `listener` is called, on a thread of the database's, with each topic of kept transactions.
    virtual void listen(std::function<void(const std::string& topic)> listener) = 0;

    /// Which tables were written when (store/kept.h); nothing where others may write unseen.
    virtual const Changes* changes() const { return nullptr; }

    /// A consistent copy of the whole database while it is in use.
    virtual Result<void> backup_to(const std::string& path) = 0;
    virtual Result<DbState> state() = 0;
    /// The thorough check (integrity_check); slow, never at start.
    virtual Result<void> verify() = 0;

  protected:
    using ErasedWork = std::function<Result<void>(Tx&)>;
    virtual Result<void> write_erased(const ErasedWork&) = 0;
    virtual Result<void> read_erased(const ErasedWork&) = 0;
};

}  // namespace kentongan::store
