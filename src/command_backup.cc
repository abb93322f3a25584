// backup, restore: database, files and the key of secrets, with a list that tells damage.
#include <filesystem>

#include "installation.h"
#include "store/dump.h"

namespace kentongan {
namespace {

namespace fs = std::filesystem;

constexpr const char* list_name = "isi.txt";  // as sha256sum writes and checks it
constexpr const char* sqlite_name = "kentongan.db";
constexpr const char* postgres_name = "kentongan.dump";
constexpr const char* key_name = "kunci.segel";

bool on_sqlite(const Config& config) {
    return config.database_address().starts_with("sqlite:");
}

/// Copies one file with the folders above it; one that is gone meanwhile was no lasting one.
Result<void> copy_one(const fs::path& from, const fs::path& to) {
    std::error_code problem;
    fs::create_directories(to.parent_path(), problem);
    if (!problem) fs::copy_file(from, to, problem);
    if (!problem || !fs::exists(from)) return {};
    return Error{Kind::unavailable,
                 cat("Berkas ", from.string(), " tidak tersalin: ", problem.message())};
}

/// Everything kept of files; uploads under way have no row yet and stay behind.
Result<void> copy_files(const fs::path& from, const fs::path& to) {
    std::error_code problem;
    for (auto each = fs::recursive_directory_iterator(from, problem);
         !problem && each != fs::recursive_directory_iterator(); each.increment(problem)) {
        if (each->is_directory() && each->path().filename() == "uploads") {
            each.disable_recursion_pending();
        }
        if (!each->is_regular_file()) continue;
        TRY(copy_one(each->path(), to / fs::relative(each->path(), from)));
    }
    if (!problem || !fs::exists(from)) return {};
    return Error{Kind::unavailable, cat("Berkas tidak tersalin semua: ", problem.message())};
}

Result<void> write_list(const fs::path& folder) {
    std::string list;
    for (const auto& each : fs::recursive_directory_iterator(folder)) {
        if (!each.is_regular_file()) continue;
        const auto hash = TRY(hash_of_file(each.path()));
        list += cat(hash, "  ", fs::relative(each.path(), folder).string(), "\n");
    }
    return write_file((folder / list_name).string(), list);
}

Error damaged(const fs::path& folder, const std::string& what) {
    return Error{Kind::conflict, cat("Cadangan di ", folder.string(), " rusak: ", what,
                                     ". Tidak ada yang dipulihkan; pakai cadangan lain.")};
}

/// The files of a backup, each as it was when the backup was made.
Result<std::vector<std::string>> whole_backup(const fs::path& folder) {
    const auto list = read_file((folder / list_name).string());
    if (!list) {
        if (!fs::exists(folder / sqlite_name) && !fs::exists(folder / postgres_name)) {
            return Error{Kind::not_found, cat("Tidak ada cadangan di ", folder.string(), ".")};
        }
        return damaged(folder, "daftar isinya hilang, jadi pencadangan tidak sampai selesai");
    }
    std::vector<std::string> names;
    for (const auto& line : split(*list, '\n')) {
        if (line.empty()) continue;
        const auto name = line.size() > 66 ? line.substr(66) : std::string{};
        const bool inside =
            !name.empty() && name.front() != '/' && name.find("..") == std::string::npos;
        if (!inside) return damaged(folder, "daftar isinya tidak terbaca");
        const auto hash = hash_of_file(folder / name);
        if (!hash) return damaged(folder, cat("berkas ", name, " hilang"));
        if (*hash != line.substr(0, 64)) return damaged(folder, cat("berkas ", name, " berubah"));
        names.push_back(name);
    }
    return names;
}

Result<void> back_up(const Config& config, const fs::path& folder) {
    std::error_code problem;
    if (fs::exists(folder) && !fs::is_empty(folder, problem)) {
        return Error{Kind::conflict, cat("Folder ", folder.string(), " tidak kosong.")};
    }
    const auto db = TRY(open_database(config, Open::looking));
    fs::create_directories(folder, problem);
    // It holds the key of secrets: nobody else's business.
    if (!problem) fs::permissions(folder, fs::perms::owner_all, problem);
    if (problem) {
        return Error{Kind::unavailable,
                     cat("Folder ", folder.string(), " tidak dapat dibuat: ", problem.message())};
    }
    // The database first: every file it names was stored before the row that names it.
    TRY(db->backup_to((folder / (on_sqlite(config) ? sqlite_name : postgres_name)).string()));
    TRY(copy_files(config.files_folder(), folder / "files"));
    if (fs::exists(config.key_file())) TRY(copy_one(config.key_file(), folder / key_name));
    return write_list(folder);
}

Result<void> bring_back(const Config& config, const fs::path& from) {
    const auto names = TRY(whole_backup(from));
    const fs::path to = config.data;
    std::error_code problem;
    if (fs::exists(to) && !fs::is_empty(to, problem)) {
        return Error{Kind::conflict,
                     cat("Folder ", to.string(), " tidak kosong; tidak ada yang diubah.")};
    }
    const bool sqlite = on_sqlite(config);
    if (!fs::exists(from / (sqlite ? sqlite_name : postgres_name))) {
        return Error{Kind::invalid,
                     sqlite ? "Cadangan ini dari PostgreSQL; sebut basis data kosong tujuannya"
                              " dengan --database."
                            : "Cadangan ini dari SQLite; pulihkan tanpa --database."};
    }
    if (!sqlite) {
        TRY(store::restore_postgres(config.database_address(), (from / postgres_name).string()));
    }
    for (const auto& name : names) {
        if (name != postgres_name) TRY(copy_one(from / name, to / name));
    }
    if (fs::exists(config.key_file())) {
        fs::permissions(config.key_file(), fs::perms::owner_read | fs::perms::owner_write, problem);
    }
    return {};
}

}  // namespace

int backup(const Arguments& arguments) {
    if (arguments.words.size() != 1) return wrong_usage;
    const auto config = read_config(arguments);
    if (!config) return refuse(arguments, config.error());
    const auto made = back_up(*config, arguments.words[0]);
    if (!made) return refuse(arguments, made.error());
    print(cat("Cadangan lengkap di ", arguments.words[0], "\n"));
    return done;
}

int restore(const Arguments& arguments) {
    if (arguments.words.size() != 1 || !arguments.has("data")) return wrong_usage;
    const auto config = read_config(arguments);
    if (!config) return refuse(arguments, config.error());
    const auto back = bring_back(*config, arguments.words[0]);
    if (!back) return refuse(arguments, back.error());
    return verify(arguments);
}

}  // namespace kentongan
