// Db on SQLite: one writer with group commit, a pool of readers, a keeper of the log.
#include <optional>

#include "base/text.h"
#include "store/keeper.h"
#include "store/open.h"
#include "store/place.h"
#include "store/plan_advice.h"
#include "store/pool.h"
#include "store/schema.h"
#include "store/writer.h"

namespace kentongan::store {
namespace {

using Step = Sqlite::Step;
using Use = Sqlite::Use;

class SqliteDb final : public Db {
  public:
    SqliteDb(std::string path, int readers)
        : path_(std::move(path)),
          readers_(readers, [this] { return Sqlite::open(path_, Use::read, true, &changes_); }) {}

    Result<void> begin(const DbOptions& options) {
        connection_ = TRY(Sqlite::open(path_, Use::write, options.durable, &changes_));
        writer_.emplace(*this, *connection_, topics_);
        settings_ = TRY(connection_->settings());
        if (!options.own_checkpoints) return {};
        auto connection = TRY(Sqlite::open(path_, Use::write, options.durable));
        keeper_.emplace(std::move(connection), *writer_);
        return {};
    }

    Result<int> migrate(const std::map<std::string, std::string>& schema) override {
        const int applied = TRY(store::migrate(*this, Dialect::sqlite, schema));
        const bool advised = TRY(read([](Tx& tx) { return is_planner_advised(tx); }));
        if (applied > 0 || !advised) {
            TRY(write([](Tx& tx) { return advise_planner(tx); }));
            // Who has read the schema already plans without.
            TRY(write([](Tx& tx) { return tx.script("ANALYZE sqlite_schema"); }));
            readers_.forget_idle();
        }
        return applied;
    }

    void listen(std::function<void(const std::string&)> listener) override {
        topics_.listen(std::move(listener));
    }

    const Changes* changes() const override { return &changes_; }
    Result<void> backup_to(const std::string& path) override;
    Result<DbState> state() override;
    Result<void> verify() override;

  protected:
    Result<void> write_erased(const ErasedWork& work) override {
        ensure(!AtWork::in(*this));
        if (writer_->stopped()) {
            return unavailable("stopped", "writing was stopped after an I/O error");
        }
        return writer_->write(work);
    }

    Result<void> read_erased(const ErasedWork& work) override {
        ensure(!AtWork::in(*this));
        auto reader = TRY(readers_.lend());
        TRY(reader->take_step(Step::begin_read));
        Tx tx(*reader);
        auto done = work(tx);
        const auto ended = reader->take_step(done ? Step::commit : Step::rollback);
        if (!ended) reader.lose();
        return done;
    }

  private:
    const std::string path_;
    Changes changes_;
    std::unique_ptr<Sqlite> connection_;
    Topics topics_;
    Pool<Sqlite> readers_;
    std::optional<Writer> writer_;
    std::optional<Keeper> keeper_;
    std::map<std::string, std::string> settings_;
};

Result<void> SqliteDb::backup_to(const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code failed;
    if (fs::exists(path, failed)) {
        return Error{Kind::conflict,
                     cat("Berkas \"", path, "\" sudah ada; cadangan hanya ditulis ke berkas baru."),
                     {{"backup", "exists", {path}}}};
    }
    const fs::path unfinished = path + ".sebagian";
    fs::remove(unfinished, failed);
    TRY(prepare_place(unfinished));
    auto source = TRY(Sqlite::open(path_, Use::read, true));
    const auto copied = source->copy_to(unfinished);
    if (!copied) {
        fs::remove(unfinished, failed);
        return copied.error();
    }
    TRY(sync_path(unfinished));
    fs::rename(unfinished, path, failed);
    if (failed) return unavailable("failed", cat("cannot name ", path, ": ", failed.message()));
    const auto folder = fs::path(path).parent_path();
    return sync_path(folder.empty() ? fs::path(".") : folder);
}

Result<DbState> SqliteDb::state() {
    DbState state{.kind = "sqlite", .schema_version = 0, .settings = {}};
    state.schema_version =
        TRY(read([](Tx& tx) { return store::schema_version(tx, Dialect::sqlite); }));
    state.settings = settings_;
    state.settings["writes"] = writer_->stopped() ? "stopped" : "on";
    state.settings["log_frames"] = std::to_string(writer_->frames());
    return state;
}

Result<void> SqliteDb::verify() {
    auto reader = TRY(Sqlite::open(path_, Use::read, true));
    const auto faults = TRY(reader->faults());
    if (faults.empty()) return {};
    return Error{Kind::invalid,
                 cat("Basis data rusak: ", joined(faults, "; "), ". Pulihkan dari cadangan."),
                 {{"store", "faulty", {std::to_string(faults.size())}}}};
}

Error in_words(const Error& error, const std::string& path) {
    if (is_about(error, "settings")) return error;
    if (is_about(error, "full")) {
        return unavailable("full", cat("Cakram untuk basis data \"", path,
                                       "\" penuh; kosongkan ruang lalu coba lagi."));
    }
    if (is_about(error, "busy")) {
        return unavailable(
            "busy", cat("Basis data \"", path, "\" sedang dikunci program lain; hentikan dahulu."));
    }
    return unavailable(error.issues.empty() ? "failed" : error.issues.front().rule,
                       cat("Basis data \"", path, "\" tidak dapat dibuka atau rusak (", error.why,
                           "); pulihkan dari cadangan bila perlu."));
}

}  // namespace

Result<std::unique_ptr<Db>> open_sqlite(const std::string& path, const DbOptions& options) {
    TRY(prepare_place(path));
    auto db = std::make_unique<SqliteDb>(path, options.readers);
    const auto begun = db->begin(options);
    if (!begun) return in_words(begun.error(), path);
    return std::unique_ptr<Db>(std::move(db));
}

}  // namespace kentongan::store
