// Presence on PostgreSQL is an advisory lock: shared by all who work, tried alone by who comes.
#include "store/presence.h"

#include "base/text.h"
#include "store/postgres.h"

namespace kentongan::store {
namespace {

constexpr const char* lock_name = "(hashtext('kentongan'), hashtext(current_schema()))";
/// A server needs a moment to notice that a program was killed.
constexpr int tries_most = 10;
constexpr const char* between_tries = "SELECT pg_sleep(0.05)";

class Alone final : public Presence {
  public:
    bool came_first() const override { return true; }
};

class Counted final : public Presence {
  public:
    explicit Counted(std::unique_ptr<Postgres> connection) : connection_(std::move(connection)) {}

    Result<void> come() {
        for (int tries = 1; !first_ && tries <= tries_most; ++tries) {
            if (tries > 1) TRY(connection_->run_script(between_tries));
            const Connection::Take take = [this](const Row& row) { first_ = row.integer(0) != 0; };
            const auto sql = cat("SELECT CAST(pg_try_advisory_lock", lock_name, " AS INTEGER)");
            TRY(connection_->ask(sql, nullptr, 0, &take));
        }
        TRY(connection_->run_script(cat("SELECT pg_advisory_lock_shared", lock_name)));
        if (first_) TRY(connection_->run_script(cat("SELECT pg_advisory_unlock", lock_name)));
        return {};
    }
    bool came_first() const override { return first_; }

  private:
    std::unique_ptr<Postgres> connection_;
    bool first_ = false;
};

}  // namespace

Result<std::unique_ptr<Presence>> Presence::take(const std::string& address) {
    if (address.starts_with("sqlite:")) return std::unique_ptr<Presence>(new Alone);
    auto counted = std::make_unique<Counted>(TRY(Postgres::open(address)));
    TRY(counted->come());
    return std::unique_ptr<Presence>(std::move(counted));
}

}  // namespace kentongan::store
