// migrate, demo, user, doctor, verify, journal: the keeper's verbs.
#include <filesystem>
#include <iostream>

#include "base/json.h"
#include "base/secret.h"
#include "installation.h"
#include "office/demo.h"
#include "office/founding.h"

namespace kentongan {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t password_least = 10;

Result<std::unique_ptr<store::Db>> opened(const Arguments& arguments, Open how) {
    const Config config = TRY(read_config(arguments));
    return open_database(config, how);
}

Result<std::vector<office::OfficeInfo>> offices_of(store::Db& db) {
    return db.read([](store::Tx& tx) -> Result<std::vector<office::OfficeInfo>> {
        std::vector<office::OfficeInfo> offices;
        const auto rows = TRY(tx.all<OfficeId, std::string, std::string>(
            "SELECT id, slug, region FROM office ORDER BY id"));
        for (const auto& [id, slug, region] : rows) offices.push_back({id, slug, region, {}});
        return offices;
    });
}

struct FileCheck {
    int files = 0;
    std::vector<std::string> broken = {};
};

/// Every stored file still has the bytes that its name promises.
FileCheck check_files(const std::string& folder) {
    FileCheck check;
    std::error_code problem;
    for (const auto& entry : fs::recursive_directory_iterator(folder, problem)) {
        const std::string name = entry.path().filename();
        if (!entry.is_regular_file() || name.size() != 64) continue;
        ++check.files;
        const auto hash = hash_of_file(entry.path());
        if (!hash || *hash != name) check.broken.push_back(entry.path());
    }
    return check;
}

/// Files that the database names and the disk has not.
Result<std::vector<std::string>> missing_files(store::Db& db, const std::string& folder) {
    const auto vault = TRY(files::Vault::open(folder));
    return db.read([&](store::Tx& tx) -> Result<std::vector<std::string>> {
        std::vector<std::string> missing;
        const auto rows = TRY(tx.all<OfficeId, std::string>("SELECT office_id, sha256 FROM file"));
        for (const auto& [office, hash] : rows) {
            if (!vault.path_of(office, hash)) missing.push_back(hash);
        }
        return missing;
    });
}

Result<std::vector<std::pair<std::string, office::Verified>>> verified_journals(store::Db& db) {
    std::vector<std::pair<std::string, office::Verified>> all;
    for (const auto& office : TRY(offices_of(db))) {
        auto verified =
            TRY(db.read([&](store::Tx& tx) { return office::Journal::verify(tx, office.id); }));
        all.emplace_back(office.region, std::move(verified));
    }
    return all;
}

std::string broken_words(const office::Verified& verified) {
    const auto& entry = *verified.first_broken;
    return cat(verified.what, " (", entry.stream, " nomor ", entry.number, ", ", iso_utc(entry.at),
               ")");
}

}  // namespace

int migrate(const Arguments& arguments) {
    const auto db = opened(arguments, Open::upgrading);
    if (!db) return refuse(arguments, db.error());
    print(cat("Basis data versi ", newest_schema(), ".\n"));
    return done;
}

int demo(const Arguments& arguments) {
    const auto db = opened(arguments, Open::upgrading);
    if (!db) return refuse(arguments, db.error());
    const auto made =
        office::make_demo(**db, carried_sops(), now, hash_password(office::demo_password));
    if (!made) return refuse(arguments, made.error());
    print(cat(made->office.region, ": ", made->people.size(), " orang, ", made->sops.size(),
              " SOP. Kata sandi semua: ", office::demo_password, "\n"));
    return done;
}

int user(const Arguments& arguments) {
    if (arguments.words.size() != 2 || arguments.words[0] != "password") return wrong_usage;
    auto db = opened(arguments, Open::looking);
    if (!db) return refuse(arguments, db.error());
    std::string password;
    std::getline(std::cin, password);
    if (length_of(password) < password_least) {
        return refuse(arguments, cat("Kata sandi paling sedikit ", password_least, " huruf."),
                      cat("A password has at least ", password_least, " letters."));
    }
    office::People people(**db, now);
    const auto changed = people.set_password(arguments.words[1], hash_password(password));
    if (!changed) {
        return refuse(arguments, cat("Nama masuk ", arguments.words[1], " tidak ada."),
                      cat("There is no sign-in ", arguments.words[1], "."));
    }
    print("Kata sandi diganti.\n");
    return done;
}

int office_new(const Arguments& arguments) {
    const auto config = read_config(arguments);
    if (!config) return refuse(arguments, config.error());
    auto db = open_database(*config, Open::looking);
    if (!db) return refuse(arguments, db.error());
    const auto code =
        (*db)->write([](store::Tx& tx) { return office::Foundings::invite(tx, now()); });
    if (!code) return refuse(arguments, code.error());
    print(cat(config->shown_address(), "/mulai/", *code, "\n"));
    return done;
}

int doctor(const Arguments& arguments) {
    const auto config = read_config(arguments);
    if (!config) return refuse(arguments, config.error());
    const auto db = open_database(*config, Open::looking);
    if (!db) return refuse(arguments, db.error());
    const auto state = (*db)->state();
    if (!state) return refuse(arguments, state.error());
    std::error_code problem;
    const auto space = fs::space(config->data, problem);
    const auto free_mb = static_cast<std::int64_t>(space.available / 1024 / 1024);
    const bool room = problem || free_mb >= 512;
    JsonObject report{{"basis_data", state->kind},
                      {"versi", state->schema_version},
                      {"ruang_mb", free_mb},
                      {"sehat", room}};
    for (const auto& [name, value] : state->settings) report[name] = value;
    if (arguments.has("json")) {
        print(write_json(report) + "\n");
    } else {
        for (const auto& [name, value] : report) {
            print(cat(std::string_view(name.data(), name.size()), ": ",
                      value.is_string() ? std::string(value.get_string()) : write_json(value),
                      "\n"));
        }
    }
    return room ? done : faulty;
}

int verify(const Arguments& arguments) {
    const auto config = read_config(arguments);
    if (!config) return refuse(arguments, config.error());
    const auto db = open_database(*config, Open::looking);
    if (!db) return refuse(arguments, db.error());
    bool whole = true;
    const auto database = (*db)->verify();
    print(cat("basis data: ", database ? "utuh" : database.error().why, "\n"));
    whole = whole && database;
    const auto files = check_files(config->files_folder());
    print(cat("berkas: ", files.files, " diperiksa, ", files.broken.size(), " rusak\n"));
    for (const auto& path : files.broken) print(cat("  rusak: ", path, "\n"));
    const auto missing = missing_files(**db, config->files_folder());
    if (!missing) return refuse(arguments, missing.error());
    for (const auto& hash : *missing) print(cat("  hilang: ", hash, "\n"));
    whole = whole && files.broken.empty() && missing->empty();
    const auto journals = verified_journals(**db);
    if (!journals) return refuse(arguments, journals.error());
    for (const auto& [region, verified] : *journals) {
        const bool good = !verified.first_broken;
        print(cat("jurnal ", region, ": ", verified.entries, " catatan, ",
                  good ? "utuh" : broken_words(verified), "\n"));
        whole = whole && good;
    }
    return whole ? done : faulty;
}

int journal_verify(const Arguments& arguments) {
    const auto db = opened(arguments, Open::looking);
    if (!db) return refuse(arguments, db.error());
    const auto journals = verified_journals(**db);
    if (!journals) return refuse(arguments, journals.error());
    bool whole = true;
    JsonArray rows;
    for (const auto& [region, verified] : *journals) {
        whole = whole && !verified.first_broken;
        const auto words = verified.first_broken ? broken_words(verified) : std::string("utuh");
        rows.push_back(JsonObject{{"kantor", region},
                                  {"catatan", verified.entries},
                                  {"keadaan", words},
                                  {"kepala", verified.head}});
        if (!arguments.has("json")) {
            print(cat(region, ": ", verified.entries, " catatan, ", words, "\n"));
        }
    }
    if (arguments.has("json")) print(write_json(rows) + "\n");
    return whole ? done : faulty;
}

int journal_show(const Arguments& arguments) {
    if (arguments.words.size() != 1) return wrong_usage;
    const auto db = opened(arguments, Open::looking);
    if (!db) return refuse(arguments, db.error());
    const auto entries = (*db)->read([&](store::Tx& tx) -> Result<std::vector<office::Entry>> {
        const auto [office, id] = TRY(tx.one<OfficeId, DossierId>(
            "SELECT office_id, id FROM dossier WHERE number = $1", arguments.words[0]));
        return office::Journal::of_stream(tx, office, cat("dossier/", id.value));
    });
    if (!entries) {
        return refuse(arguments, cat("Berkas ", arguments.words[0], " tidak ada."),
                      cat("There is no dossier ", arguments.words[0], "."));
    }
    for (const auto& entry : *entries) {
        if (arguments.has("json")) {
            JsonObject row{{"nomor", entry.number},     {"pada", iso_utc(entry.at)},
                           {"oleh", entry.person_name}, {"sebagai", entry.as_position},
                           {"peristiwa", entry.event},  {"sidik", entry.hash}};
            print(write_json(row) + "\n");
        } else {
            print(cat(entry.number, "  ", iso_utc(entry.at), "  ", entry.as_position, "  ",
                      text_of(entry.event, "type"), "\n"));
        }
    }
    return done;
}

}  // namespace kentongan
