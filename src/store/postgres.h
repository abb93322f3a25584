// A PostgreSQL connection: SQL, transactions, notices. Only postgres.cc knows libpq-fe.h.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/db.h"
#include "store/work.h"

struct pg_conn;
struct pg_result;

namespace kentongan::store {

class Postgres final : public Connection {
  public:
    enum class Begin { write, read };
    /// What another server told us.
    struct Notice {
        int sender = 0;
        std::string topic;
    };

    /// Connects and sets what we promise; refuses a server whose texts are not UTF-8.
    static Result<std::unique_ptr<Postgres>> open(const std::string& address);
    explicit Postgres(pg_conn* handle) : handle_(handle) {}
    ~Postgres() override;
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;

    Result<std::int64_t> ask(std::string_view sql, const Value* values, std::size_t count,
                             const Take* take) override;
    Result<void> run_script(std::string_view sql) override;

    Result<void> begin(Begin);
    /// What is done from here on can be undone without the rest, and what doomed the work before is
    /// forgotten.
    Result<void> mark();
    Result<void> undo_mark();
    Result<void> commit();
    void rollback();
    const std::optional<Error>& doom() const { return doom_; }
    /// The work collided with another and may well succeed when it is run again.
    bool collided() const { return collided_; }
    bool lost() const;

    int number() const;  // the server's name for this connection
    Result<std::map<std::string, std::string>> settings();

    /// To be waited on until something arrives; -1 once the connection is lost.
    int socket() const;
    std::vector<Notice> notices();

  private:
    Result<void> set_up();
    Result<const std::string*> statement(std::string_view sql);
    Result<std::int64_t> ask_now(std::string_view sql, const Value* values, std::size_t count,
                                 const Take* take);
    Result<void> run_now(const char* sql);
    Error failure(const pg_result* reply, std::string_view doing);

    pg_conn* handle_;
    bool collided_ = false;
    bool dropped_ = false;  // the server said goodbye
    bool marked_ = false;
    std::optional<Error> doom_;
    TextMap<std::string> statements_;
    int prepared_ = 0;
};

}  // namespace kentongan::store
