// What a SQLite database says of itself: the settings as they took, the faults in its pages.
#include "base/text.h"
#include "store/sqlite.h"

namespace kentongan::store {

/// An I/O error lets `PRAGMA journal_mode = WAL` stay in the old mode without a word.
Result<void> Sqlite::read_back(Use use, bool durable) {
    auto now = TRY(settings());
    const bool synced = use == Use::read || now["synchronous"] == (durable ? "2" : "1");
    if (synced && now["journal_mode"] == "wal" && now["foreign_keys"] == "1") return {};
    return unavailable("settings", cat("Basis data menolak pengaturan yang menjamin data tidak"
                                       " hilang (journal_mode=",
                                       now["journal_mode"], ", synchronous=", now["synchronous"],
                                       "); periksa cakram dan sistem berkasnya."));
}

Result<std::vector<std::string>> Sqlite::faults() {
    std::vector<std::string> faults;
    const Take take = [&](const Row& row) { faults.emplace_back(row.text(0)); };
    TRY(ask("PRAGMA integrity_check(20)", nullptr, 0, &take));
    if (faults == std::vector<std::string>{"ok"}) faults.clear();
    const Take orphan = [&](const Row& row) { faults.push_back(cat("orphan in ", row.text(0))); };
    TRY(ask("PRAGMA foreign_key_check", nullptr, 0, &orphan));
    return faults;
}

Result<std::map<std::string, std::string>> Sqlite::settings() {
    std::map<std::string, std::string> settings;
    for (const std::string name : {"journal_mode", "synchronous", "foreign_keys", "page_size",
                                   "page_count", "freelist_count", "secure_delete"}) {
        const Take take = [&](const Row& row) { settings[name] = row.text(0); };
        TRY(ask_now("PRAGMA " + name, nullptr, 0, &take));
    }
    const Take version = [&](const Row& row) { settings["version"] = row.text(0); };
    TRY(ask_now("SELECT sqlite_version()", nullptr, 0, &version));
    return settings;
}

}  // namespace kentongan::store
