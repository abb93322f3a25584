// Db on PostgreSQL: one connection writes in groups, a pool of them reads, topics by NOTIFY.
#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <random>

#include "base/text.h"
#include "store/dump.h"
#include "store/gathering.h"
#include "store/hearing.h"
#include "store/open.h"
#include "store/pool.h"
#include "store/schema.h"
#include "store/topics.h"

namespace kentongan::store {
namespace {

using Begin = Postgres::Begin;

/// Works of this program never collide: one connection carries them out in groups. A group that
/// collides with another server's is taken apart, and each work is run again this often, each time
/// after a longer and less certain pause.
constexpr int most_runs = 20;
constexpr milliseconds longest_pause{50};

class PostgresDb final : public Db {
  public:
    PostgresDb(std::string address, int connections)
        : address_(std::move(address)),
          pool_(connections, [this] { return Postgres::open(address_); }),
          topics_([this](const std::set<std::string>& topics) { spread(topics); }),
          gathering_(topics_, [this](const Jobs& jobs) { carry_out(jobs); }) {}

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

    Result<Loan> begun_reading();
    Result<Loan> begun_reading_once(bool& lost);
    Result<void> begin_writing();
    void carry_out(const Jobs& jobs);
    /// Says whether they collided with another server's; then all is undone.
    bool carry_out_once(const Jobs& jobs);
    Result<void> work_and_commit(const Jobs& jobs);
    void work_on(Job& job);
    void spread(const std::set<std::string>& topics);

    const std::string address_;
    std::string channel_;
    Pool<Postgres> pool_;
    std::unique_ptr<Postgres> speaker_connection_;  // of the topics' thread alone
    std::atomic<int> speaker_ = 0;
    Topics topics_;
    std::mutex pause_mutex_;
    std::condition_variable pause_;
    std::mutex hearing_mutex_;
    std::optional<Hearing> hearing_;
    std::unique_ptr<Postgres> writing_;  // of the gathering's thread alone
    Gathering gathering_;                // last: its thread uses the others
};

/// A connection that died while it lay idle shows it here, before anything was done on it.
Result<PostgresDb::Loan> PostgresDb::begun_reading() {
    bool lost = false;
    auto first = begun_reading_once(lost);
    if (!lost) return first;
    pool_.forget_idle();
    return begun_reading_once(lost);
}

Result<PostgresDb::Loan> PostgresDb::begun_reading_once(bool& lost) {
    auto loan = TRY(pool_.lend());
    const auto started = loan->begin(Begin::read);
    if (started) return loan;
    lost = loan->lost();
    loan.lose();
    return started.error();
}

Result<void> PostgresDb::begin_writing() {
    const bool idle = writing_ != nullptr;
    if (!idle) writing_ = TRY(Postgres::open(address_));
    auto started = writing_->begin(Begin::write);
    if (started) return started;
    const bool lost = writing_->lost();
    writing_.reset();
    if (!idle || !lost) return started;
    pool_.forget_idle();
    return begin_writing();
}

Result<void> PostgresDb::write_erased(const ErasedWork& work) {
    ensure(!AtWork::in(*this));
    return gathering_.write(work);
}

void PostgresDb::carry_out(const Jobs& jobs) {
    if (!carry_out_once(jobs)) return;
    std::minstd_rand chance{std::random_device{}()};
    for (Job* job : jobs) {
        milliseconds pause{1};
        for (int run = 2; carry_out_once({job}) && run < most_runs; ++run) {
            // Two that collided and waited equally long would collide again.
            std::uniform_int_distribution<long> anything(0,
                                                         std::chrono::microseconds(pause).count());
            std::unique_lock lock(pause_mutex_);
            pause_.wait_for(lock, std::chrono::microseconds(anything(chance)));
            pause = std::min(pause * 2, longest_pause);
        }
    }
}

bool PostgresDb::carry_out_once(const Jobs& jobs) {
    auto done = begin_writing();
    if (done) done = work_and_commit(jobs);
    if (done) return false;
    // Even a refusal may rest on what another work of the group had written, and is void with it.
    for (Job* job : jobs) job->outcome = done.error();
    if (!writing_) return false;
    writing_->rollback();
    const bool collided = writing_->collided();
    if (writing_->lost()) {
        writing_.reset();
        pool_.forget_idle();
    }
    return collided;
}

Result<void> PostgresDb::work_and_commit(const Jobs& jobs) {
    const bool alone = jobs.size() == 1;
    bool any = false;
    for (Job* job : jobs) {
        if (!alone) TRY(writing_->mark());
        work_on(*job);
        const bool all_is_lost = writing_->collided() || writing_->lost();
        if (all_is_lost && writing_->doom()) return *writing_->doom();
        if (!job->outcome && !alone) TRY(writing_->undo_mark());
        any = any || job->outcome;
    }
    if (any) return writing_->commit();
    writing_->rollback();
    return {};
}

void PostgresDb::work_on(Job& job) {
    const AtWork here(*this);
    Tx tx(*writing_);
    job.outcome = (*job.work)(tx);
    // A work that overlooked a failed statement would not be kept by the server either.
    if (job.outcome && writing_->doom()) job.outcome = *writing_->doom();
    job.topics = tx.topics();
}

Result<void> PostgresDb::read_erased(const ErasedWork& work) {
    ensure(!AtWork::in(*this));
    auto loan = TRY(begun_reading());
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
    auto loan = TRY(begun_reading());
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
