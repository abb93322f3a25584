// Raw SQLite doing what acts through HTTP do: the statements that act_recorder.cc wrote down, with
// their values, on a copy of the database as it was before; one connection, everything prepared
// once, one commit each. The partner of P4 and P5.
//
//   act_bench DATABASE STATEMENTS FOLDER
//
// Prints "acts a second, statements an act, the disk's fdatasync in microseconds (median)".
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/text.h"
#include "store/sqlite_functions.h"

namespace {

using namespace kentongan;
using Watch = std::chrono::steady_clock;

struct Blob {
    std::string bytes;
};
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;
struct Asked {
    std::size_t statement = 0;       // among the prepared
    std::vector<Value> values = {};  // by the number of their place
};
using Act = std::vector<Asked>;

constexpr std::string_view digits = "0123456789";
constexpr int syncs = 400;
constexpr std::size_t block = 4096;

std::string quoted_until(std::string_view& rest) {
    std::string text;
    for (rest.remove_prefix(1);; rest.remove_prefix(1)) {
        if (rest.front() != '\'') {
            text += rest.front();
        } else if (rest.size() > 1 && rest[1] == '\'') {
            text += '\'';
            rest.remove_prefix(1);
        } else {
            rest.remove_prefix(1);
            return text;
        }
    }
}

std::string from_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    }
    return bytes;
}

/// The value that SQLite wrote in a place's stead.
Value value_at(std::string_view& rest) {
    if (rest.front() == '\'') return quoted_until(rest);
    if (rest.starts_with("x'")) {
        rest.remove_prefix(1);
        return Blob{from_hex(quoted_until(rest))};
    }
    if (rest.starts_with("NULL")) {
        rest.remove_prefix(4);
        return std::monostate{};
    }
    const auto length = std::min(rest.find_first_not_of("+-.0123456789e"), rest.size());
    const std::string number(rest.substr(0, length));
    rest.remove_prefix(length);
    if (number.find_first_of(".e") != number.npos) return std::stod(number);
    return std::int64_t{std::stoll(number)};
}

/// Walks the statement and the same with values side by side.
std::vector<Value> values_of(std::string_view plain, std::string_view filled) {
    std::vector<Value> values;
    bool in_text = false;
    while (!plain.empty()) {
        if (!in_text && plain.front() == '$') {
            const auto end = std::min(plain.find_first_not_of(digits, 1), plain.size());
            const auto place = std::stoul(std::string(plain.substr(1, end - 1)));
            plain.remove_prefix(end);
            auto value = value_at(filled);
            if (values.size() < place) values.resize(place);
            values[place - 1] = std::move(value);
            continue;
        }
        ensure(!filled.empty() && plain.front() == filled.front());
        in_text ^= plain.front() == '\'';
        plain.remove_prefix(1);
        filled.remove_prefix(1);
    }
    return values;
}

struct Record {
    std::vector<std::string> statements = {};
    std::vector<Act> acts = {};
};

Record recorded(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    Record record;
    std::map<std::string, std::size_t> known;
    Act act;
    std::size_t plain_length = 0, filled_length = 0;
    while (file >> plain_length >> filled_length) {
        std::string plain(plain_length, ' '), filled(filled_length, ' ');
        file.get();
        file.read(plain.data(), static_cast<std::streamsize>(plain_length));
        file.read(filled.data(), static_cast<std::streamsize>(filled_length));
        if (plain.starts_with("BEGIN") || plain.starts_with("COMMIT")) continue;
        if (plain.starts_with("SAVEPOINT") || plain.starts_with("ROLLBACK")) {
            act.clear();
        } else if (plain.starts_with("RELEASE")) {
            const bool by_request = std::ranges::any_of(act, [&](const Asked& one) {
                return record.statements[one.statement].starts_with("INSERT INTO request_key");
            });
            if (by_request) record.acts.push_back(std::move(act));
            act.clear();
        } else {
            const auto [at, fresh] = known.emplace(plain, record.statements.size());
            if (fresh) record.statements.push_back(plain);
            act.push_back({at->second, values_of(plain, filled)});
        }
    }
    return record;
}

class Raw {
  public:
    Raw(const std::string& path, const std::vector<std::string>& statements) {
        ensure(sqlite3_open(path.c_str(), &handle_) == SQLITE_OK);
        store::add_functions(handle_);
        sqlite3_exec(
            handle_,
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
            nullptr, nullptr, nullptr);
        for (const auto& text : statements) prepare(text);
        begin_ = prepare("BEGIN IMMEDIATE");
        commit_ = prepare("COMMIT");
    }
    ~Raw() {
        for (auto* statement : prepared_) sqlite3_finalize(statement);
        sqlite3_close(handle_);
    }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;

    void act(const Act& act) {
        run(begin_);
        for (const Asked& one : act) {
            bind(prepared_[one.statement], one.values);
            run(prepared_[one.statement]);
        }
        run(commit_);
    }

  private:
    sqlite3_stmt* prepare(const std::string& text) {
        sqlite3_stmt* statement = nullptr;
        const int code = sqlite3_prepare_v3(handle_, text.c_str(), -1, SQLITE_PREPARE_PERSISTENT,
                                            &statement, nullptr);
        if (code != SQLITE_OK)
            std::fprintf(stderr, "%s: %s\n", text.c_str(), sqlite3_errmsg(handle_));
        ensure(code == SQLITE_OK);
        return prepared_.emplace_back(statement);
    }
    static void bind(sqlite3_stmt* statement, const std::vector<Value>& values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            const int place = sqlite3_bind_parameter_index(statement, cat("$", i + 1).c_str());
            if (place == 0) continue;
            const Value& value = values[i];
            if (const auto* whole = std::get_if<std::int64_t>(&value)) {
                sqlite3_bind_int64(statement, place, *whole);
            } else if (const auto* real = std::get_if<double>(&value)) {
                sqlite3_bind_double(statement, place, *real);
            } else if (const auto* text = std::get_if<std::string>(&value)) {
                sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_STATIC,
                                    SQLITE_UTF8);
            } else if (const auto* blob = std::get_if<Blob>(&value)) {
                sqlite3_bind_blob64(statement, place, blob->bytes.data(), blob->bytes.size(),
                                    SQLITE_STATIC);
            } else {
                sqlite3_bind_null(statement, place);
            }
        }
    }
    void run(sqlite3_stmt* statement) {
        int code = SQLITE_ROW;
        while (code == SQLITE_ROW) code = sqlite3_step(statement);
        if (code != SQLITE_DONE)
            std::fprintf(stderr, "%s: %s\n", sqlite3_sql(statement), sqlite3_errmsg(handle_));
        ensure(code == SQLITE_DONE);
        sqlite3_reset(statement);
    }

    sqlite3* handle_ = nullptr;
    std::vector<sqlite3_stmt*> prepared_;
    sqlite3_stmt* begin_ = nullptr;
    sqlite3_stmt* commit_ = nullptr;
};

/// The median time, in microseconds, to append a block to a file and see it on the disk.
double disk_sync(const std::string& path) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ensure(file >= 0);
    const std::string bytes(block, 'x');
    std::vector<double> took;
    for (int i = 0; i < syncs; ++i) {
        const auto begun = Watch::now();
        ensure(write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
        ensure(fdatasync(file) == 0);
        took.push_back(std::chrono::duration<double, std::micro>(Watch::now() - begun).count());
    }
    close(file);
    std::filesystem::remove(path);
    std::ranges::nth_element(took, took.begin() + syncs / 2);
    return took[syncs / 2];
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 4) {
        std::fprintf(stderr, "act_bench DATABASE STATEMENTS FOLDER\n");
        return 2;
    }
    const std::filesystem::path folder = arguments[3];
    const auto copy = (folder / "raw.db").string();
    std::filesystem::copy_file(arguments[1], copy,
                               std::filesystem::copy_options::overwrite_existing);
    const auto record = recorded(arguments[2]);
    ensure(!record.acts.empty());
    std::size_t asked = 0;
    double took = 0;
    {
        Raw raw(copy, record.statements);
        const auto begun = Watch::now();
        for (const Act& act : record.acts) raw.act(act);
        took = std::chrono::duration<double>(Watch::now() - begun).count();
    }
    for (const Act& act : record.acts) asked += act.size();
    const auto acts = static_cast<double>(record.acts.size());
    std::printf("%.0f %.1f %.0f\n", acts / took, static_cast<double>(asked) / acts,
                disk_sync((folder / "sync").string()));
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(copy + ending);
    return 0;
}
