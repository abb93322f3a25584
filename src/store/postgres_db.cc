// Db on PostgreSQL: a pool of connections, works repeated when they collide, topics by NOTIFY.
#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <random>
#include <shared_mutex>

#include "base/text.h"
#include "store/dump.h"
#include "store/hearing.h"
#include "store/open.h"
#include "store/pool.h"
#include "store/schema.h"
#include "store/topics.h"

namespace kentongan::store {
namespace {

using Begin = Postgres::Begin;

/// Works that collide are run again this often, each time after a longer and less certain pause...
constexpr int most_runs = 20;
/// ... and from this run on with nobody else of this program at work, so that only another server
/// can still be in the way.
constexpr int crowded_runs = 4;
constexpr milliseconds longest_pause{50};

class PostgresDb final : public Db {
  public:
    PostgresDb(std::string address, int connections)
        : address_(std::move(address)),
          pool_(connections, [this] { return Postgres::open(address_); }),
          topics_([this](const std::set<std::string>& topics) { spread(topics); }) {}

    Result<void> begin() {
        const auto [schema] = TRY(read([](Tx& tx) {
            return tx.one<std::string>("SELECT coalesce(CAST(current_schema() AS TEXT), '')");
        }));
        // One database may hold several installations, each in its schema.
        channel_ = cat("kentongan_", schema).substr(0, 63);
        return {};
    }

    Result<int> migrate(const std::map<std::string, std::string>& schema) override {
        return store::migrate(*this, Dialect::postgres, schema);
    }

    void listen(std::function<void(const std::string&)> listener) override {
        topics_.listen(std::move(listener));
        const std::lock_guard lock(hearing_mutex_);
        if (hearing_) return;
        hearing_.emplace(
            channel_, [this] { return Postgres::open(address_); },
            [this](const Postgres::Notice& notice) {
                if (notice.sender != speaker_) topics_.hear(notice.topic);
            });
    }

    Result<void> backup_to(const std::string& path) override {
        return dump_postgres(address_, path);
    }

    Result<DbState> state() override;
    Result<void> verify() override;

  protected:
    Result<void> write_erased(const ErasedWork& work) override;
    Result<void> read_erased(const ErasedWork& work) override;

  private:
    using Loan = Pool<Postgres>::Loan;
    enum class Again { no, yes };

    Result<Loan> begun(Begin kind);
    Result<Loan> begun_once(Begin kind, bool& lost);
    Result<void> write_once(const ErasedWork& work, Again& again);
    Result<void> write_among(const ErasedWork& work, Again& again);
    Result<void> write_alone(const ErasedWork& work, Again& again);
    void spread(const std::set<std::string>& topics);

    const std::string address_;
    std::string channel_;
    Pool<Postgres> pool_;
    std::unique_ptr<Postgres> speaker_connection_;  // of the topics' thread alone
    std::atomic<int> speaker_ = 0;
    Topics topics_;
    std::mutex turn_;          // who comes waits here while one wants to be alone
    std::shared_mutex crowd_;  // shared by those who write, alone for one that collided often
    std::mutex pause_mutex_;
    std::condition_variable pause_;
    std::mutex hearing_mutex_;
    std::optional<Hearing> hearing_;
};

/// A connection that died while it lay idle shows it here, before anything was done on it.
Result<PostgresDb::Loan> PostgresDb::begun(Begin kind) {
    bool lost = false;
    auto first = begun_once(kind, lost);
    if (!lost) return first;
    pool_.forget_idle();
    return begun_once(kind, lost);
}

Result<PostgresDb::Loan> PostgresDb::begun_once(Begin kind, bool& lost) {
    auto loan = TRY(pool_.lend());
    const auto started = loan->begin(kind);
    if (started) return loan;
    lost = loan->lost();
    loan.lose();
    return started.error();
}

Result<void> PostgresDb::write_erased(const ErasedWork& work) {
    ensure(!AtWork::in(*this));
    thread_local std::minstd_rand chance{std::random_device{}()};
    milliseconds pause{1};
    for (int run = 1;; ++run) {
        Again again = Again::no;
        auto done = run > crowded_runs ? write_alone(work, again) : write_among(work, again);
        if (again == Again::no || run == most_runs) return done;
        // Two that collided and waited equally long would collide again.
        const auto micros = std::chrono::microseconds(pause).count();
        std::uniform_int_distribution<long> anything(0, micros);
        std::unique_lock lock(pause_mutex_);
        pause_.wait_for(lock, std::chrono::microseconds(anything(chance)));
        pause = std::min(pause * 2, longest_pause);
    }
}

Result<void> PostgresDb::write_among(const ErasedWork& work, Again& again) {
    std::unique_lock turn(turn_);
    const std::shared_lock lock(crowd_);
    turn.unlock();
    return write_once(work, again);
}

Result<void> PostgresDb::write_alone(const ErasedWork& work, Again& again) {
    const std::lock_guard turn(turn_);
    const std::unique_lock lock(crowd_);
    return write_once(work, again);
}

Result<void> PostgresDb::write_once(const ErasedWork& work, Again& again) {
    auto loan = TRY(begun(Begin::write));
    std::vector<std::string> topics;
    auto done = [&]() -> Result<void> {
        const AtWork here(*this);
        Tx tx(*loan);
        auto answer = work(tx);
        topics = tx.topics();
        return answer;
    }();
    if (done && loan->doom()) done = *loan->doom();
    if (done) {
        done = loan->commit();
    } else {
        loan->rollback();
    }
    if (loan->collided()) again = Again::yes;
    if (loan->lost()) {
        loan.lose();
        pool_.forget_idle();
    }
    if (done) topics_.tell(topics);
    return done;
}

Result<void> PostgresDb::read_erased(const ErasedWork& work) {
    ensure(!AtWork::in(*this));
    auto loan = TRY(begun(Begin::read));
    Tx tx(*loan);
    const auto done = work(tx);
    loan->rollback();
    if (loan->lost()) loan.lose();
    return done;
}

/// After the commit and not inside it: a NOTIFY in the transaction would make all commits of the
/// database queue up one behind another.
void PostgresDb::spread(const std::set<std::string>& topics) {
    if (!speaker_connection_ || speaker_connection_->lost()) {
        auto opened = Postgres::open(address_);
        if (!opened) return report(cat("topics did not reach other servers: ", opened.error().why));
        speaker_connection_ = *std::move(opened);
        speaker_ = speaker_connection_->number();
    }
    (void)speaker_connection_->begin(Begin::write);
    for (const auto& topic : topics) {
        const std::array<Value, 2> values{std::string_view(channel_), std::string_view(topic)};
        (void)speaker_connection_->ask("SELECT pg_notify($1, $2)", values.data(), values.size(),
                                       nullptr);
    }
    const auto told = speaker_connection_->commit();
    if (!told) report(cat("topics did not reach other servers: ", told.error().why));
}

Result<DbState> PostgresDb::state() {
    DbState state{.kind = "postgres", .schema_version = 0, .settings = {}};
    state.schema_version =
        TRY(read([](Tx& tx) { return store::schema_version(tx, Dialect::postgres); }));
    auto loan = TRY(begun(Begin::read));
    auto settings = loan->settings();
    loan->rollback();
    state.settings = TRY(std::move(settings));
    state.settings["writes"] = "on";
    return state;
}

/// Where the extension amcheck is installed, every index is compared with itself; the server's
/// own count of pages with a wrong checksum is asked in any case.
Result<void> PostgresDb::verify() {
    const auto checked = read([](Tx& tx) -> Result<std::int64_t> {
        const auto amcheck =
            TRY(tx.all<int>("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'"));
        if (!amcheck.empty()) {
            TRY(tx.run(
                "SELECT bt_index_check(c.oid) FROM pg_class c JOIN pg_am a ON a.oid = c.relam"
                " WHERE a.amname = 'btree' AND c.relkind = 'i'"
                " AND c.relnamespace = CAST(current_schema() AS regnamespace)"));
        }
        const auto [failures] =
            TRY(tx.one<std::int64_t>("SELECT coalesce(checksum_failures, 0) FROM pg_stat_database"
                                     " WHERE datname = current_database()"));
        return failures;
    });
    if (!checked) return checked.error();
    if (*checked == 0) return {};
    return Error{Kind::invalid,
                 cat("Basis data rusak: server mencatat ", *checked,
                     " halaman dengan checksum yang salah. Pulihkan dari cadangan."),
                 {{"store", "faulty", {std::to_string(*checked)}}}};
}

}  // namespace

Result<std::unique_ptr<Db>> open_postgres(const std::string& address, const DbOptions& options) {
    auto db = std::make_unique<PostgresDb>(address, options.readers);
    const auto begun = db->begin();
    if (begun) return std::unique_ptr<Db>(std::move(db));
    if (!is_about(begun.error(), "lost")) return begun.error();
    return unavailable("unreachable",
                       cat("Server PostgreSQL tidak dapat dihubungi (", begun.error().why,
                           "); periksa alamat, kata sandi, dan apakah servernya hidup."));
}

}  // namespace kentongan::store
