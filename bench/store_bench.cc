// Measures acknowledged writes: raw SQLite with one commit each, and our store with 1 and 64
// threads.
//
//   store_bench FOLDER [POSTGRES-ADDRESS]
//
// The three take turns in one run and do the same statements on growing tables: a row read, a row
// changed by its key, two rows added, three secondary indexes. Medians of three; only the ratios
// mean anything on another machine.
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/id.h"
#include "store/db.h"

namespace {

using namespace kentongan;
using Watch = std::chrono::steady_clock;

constexpr auto span = std::chrono::milliseconds(2'500);
constexpr int dossiers = 20'000;
constexpr int rounds = 3;

const std::map<std::string, std::string> schema{{"0001_bench.sql", R"(
CREATE TABLE dossier (office_id @id, id @id, state @int NOT NULL, changed_at @int NOT NULL,
                      PRIMARY KEY (office_id, id));
CREATE INDEX dossier_by_change ON dossier (office_id, state, changed_at);
CREATE TABLE entry (office_id @id, id @id, dossier_id @id, body @text NOT NULL, at @int NOT NULL,
                    PRIMARY KEY (office_id, id));
CREATE INDEX entry_by_dossier ON entry (office_id, dossier_id, at);
CREATE TABLE request_key (office_id @id, actor @text NOT NULL, key @text NOT NULL, at @int NOT NULL,
                          PRIMARY KEY (office_id, actor, key));
)"}};

constexpr std::array statements{
    "SELECT state FROM dossier WHERE office_id = $1 AND id = $2",
    "UPDATE dossier SET state = $3, changed_at = $4 WHERE office_id = $1 AND id = $2",
    "INSERT INTO entry (office_id, id, dossier_id, body, at) VALUES ($1, $2, $3, $4, $5)",
    "INSERT INTO request_key (office_id, actor, key, at) VALUES ($1, $2, $3, $4)",
};

/// What a workflow act adds to the journal: some 300 bytes of JSON.
const std::string body = "{\"event\":\"task_finished\",\"note\":\"" + std::string(260, 'x') + "\"}";

Result<void> act(store::Tx& tx, std::int64_t key) {
    const auto dossier = key % dossiers;
    const auto [state] = TRY(tx.one<std::int64_t>(statements[0], 1, dossier));
    TRY(tx.run(statements[1], 1, dossier, (state + 1) % 8, key >> 20));
    TRY(tx.run(statements[2], 1, key, dossier, body, key >> 20));
    TRY(tx.run(statements[3], 1, "person:7", std::to_string(key), key >> 20));
    return {};
}

/// The partner: one connection, one thread, one commit a write, statements prepared once.
class Raw {
  public:
    explicit Raw(const std::string& path) {
        ensure(sqlite3_open(path.c_str(), &handle_) == SQLITE_OK);
        sqlite3_exec(handle_, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;", nullptr,
                     nullptr, nullptr);
        for (const char* text : statements) prepare(text);
        prepare("BEGIN IMMEDIATE");
        prepare("COMMIT");
    }
    ~Raw() {
        for (auto* statement : prepared_) sqlite3_finalize(statement);
        sqlite3_close(handle_);
    }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;

    bool act(std::int64_t key) {
        const auto dossier = key % dossiers;
        const auto text = std::to_string(key);
        run(4);
        bind(0, {1, dossier});
        sqlite3_step(prepared_[0]);
        const auto state = sqlite3_column_int64(prepared_[0], 0);
        sqlite3_reset(prepared_[0]);
        // SQLite numbers $names as they appear: $3, $4, $1, $2 in the second statement.
        bind(1, {(state + 1) % 8, key >> 20, 1, dossier});
        run(1);
        bind(2, {1, key, dossier, 0, key >> 20});
        spell(2, 4, body);
        run(2);
        bind(3, {1, 0, 0, key >> 20});
        spell(3, 2, "person:7");
        spell(3, 3, text);
        run(3);
        return run(5);
    }

  private:
    void prepare(const char* text) {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v3(handle_, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        prepared_.push_back(statement);
    }
    void bind(std::size_t which, std::initializer_list<std::int64_t> numbers) {
        int place = 0;
        for (const auto number : numbers) sqlite3_bind_int64(prepared_[which], ++place, number);
    }
    void spell(std::size_t which, int place, const std::string& text) {
        sqlite3_bind_text64(prepared_[which], place, text.data(), text.size(), SQLITE_TRANSIENT,
                            SQLITE_UTF8);
    }
    bool run(std::size_t which) {
        const int code = sqlite3_step(prepared_[which]);
        sqlite3_reset(prepared_[which]);
        return code == SQLITE_DONE;
    }

    sqlite3* handle_ = nullptr;
    std::vector<sqlite3_stmt*> prepared_;
};

struct Figures {
    double each_second = 0;
    double late_millis = 0;  // p99
    double cpu_micros = 0;   // of the whole program, each
};

/// Lets `threads` act as often as they can and counts what was acknowledged.
Figures measure(int threads, const std::function<bool(std::int64_t)>& one_act) {
    std::vector<std::vector<double>> waits(static_cast<std::size_t>(threads));
    const auto cpu_before = std::clock();
    const auto begin = Watch::now();
    {
        std::vector<std::jthread> crowd;
        for (auto& mine : waits) {
            crowd.emplace_back([&] {
                for (auto now = Watch::now(); now - begin < span;) {
                    if (!one_act(fresh_key())) continue;
                    const auto after = Watch::now();
                    mine.push_back(std::chrono::duration<double, std::milli>(after - now).count());
                    now = after;
                }
            });
        }
    }
    const double took = std::chrono::duration<double>(Watch::now() - begin).count();
    const double cpu = static_cast<double>(std::clock() - cpu_before) * 1e6 / CLOCKS_PER_SEC;
    std::vector<double> all;
    for (const auto& mine : waits) all.insert(all.end(), mine.begin(), mine.end());
    std::sort(all.begin(), all.end());
    if (all.empty()) return {};
    const auto acts = static_cast<double>(all.size());
    return {acts / took, all[all.size() * 99 / 100], cpu / acts};
}

std::unique_ptr<store::Db> opened(const std::string& address, int connections) {
    auto db = store::Db::open(address, {.readers = connections});
    if (!db) std::fprintf(stderr, "%s\n", db.error().why.c_str());
    ensure(static_cast<bool>(db));
    ensure(static_cast<bool>((*db)->migrate(schema)));
    const auto filled = (*db)->write([](store::Tx& tx) -> Result<void> {
        for (int id = 0; id < dossiers; ++id) {
            TRY(
                tx.run("INSERT INTO dossier (office_id, id, state, changed_at)"
                       " VALUES (1, $1, 0, 0) ON CONFLICT DO NOTHING",
                       id));
        }
        return {};
    });
    ensure(static_cast<bool>(filled));
    return *std::move(db);
}

Figures middle_of(std::vector<Figures> figures) {
    std::sort(figures.begin(), figures.end(),
              [](const auto& a, const auto& b) { return a.each_second < b.each_second; });
    return figures[figures.size() / 2];
}

void print(const char* what, const Figures& figures, double partner) {
    std::printf("%-32s %8.0f/s  p99 %7.2f ms  CPU %6.1f us each  %5.2f of the partner\n", what,
                figures.each_second, figures.late_millis, figures.cpu_micros,
                figures.each_second / partner);
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::fprintf(stderr, "store_bench FOLDER [POSTGRES-ADDRESS]\n");
        return 2;
    }
    const std::filesystem::path folder =
        std::filesystem::path(arguments[1]) / ("store_bench_" + std::to_string(fresh_key()));
    std::filesystem::create_directories(folder);
    opened("sqlite:" + (folder / "raw.db").string(), 1);
    auto ours = opened("sqlite:" + (folder / "ours.db").string(), 8);
    const auto write = [](store::Db& db) {
        return [&db](std::int64_t key) {
            return bool(db.write([&](store::Tx& tx) { return act(tx, key); }));
        };
    };
    std::vector<Figures> raw, alone, crowd;
    for (int round = 0; round < rounds; ++round) {
        Raw partner(folder / "raw.db");
        raw.push_back(measure(1, [&](std::int64_t key) { return partner.act(key); }));
        alone.push_back(measure(1, write(*ours)));
        crowd.push_back(measure(64, write(*ours)));
    }
    const double partner = middle_of(raw).each_second;
    print("raw SQLite, one commit each", middle_of(raw), partner);
    print("store on SQLite, 1 thread", middle_of(alone), partner);
    print("store on SQLite, 64 threads", middle_of(crowd), partner);
    if (count > 2) {
        const auto postgres = opened(arguments[2], 16);
        std::vector<Figures> single, many;
        for (int round = 0; round < rounds; ++round) {
            single.push_back(measure(1, write(*postgres)));
            many.push_back(measure(64, write(*postgres)));
        }
        print("store on PostgreSQL, 1 thread", middle_of(single), partner);
        print("store on PostgreSQL, 64 threads", middle_of(many), partner);
    }
    ours.reset();
    std::filesystem::remove_all(folder);
    return 0;
}
