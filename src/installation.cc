// Opens an installation and says in one sentence why it cannot be opened.
#include "installation.h"

#include <filesystem>

#include "base/carried.h"
#include "base/text.h"
#include "sop/clock.h"

namespace kentongan {
namespace {

delivery::MailAccount mail_account(const Config& config) {
    return {.server = config.surel_server,
            .user = config.surel_user,
            .password = config.surel_password,
            .from = config.surel_from,
            .to = {}};
}

/// "127.0.0.1:8090" of "x=http://127.0.0.1:8090/x": where the operator says that a service is.
std::set<std::string> service_hosts(const Config& config) {
    std::set<std::string> hosts;
    for (const auto& one : split(config.services, ' ')) {
        const auto place = one.find("://");
        if (place == one.npos) continue;
        const auto host = one.substr(place + 3);
        hosts.insert(host.substr(0, host.find('/')));
    }
    return hosts;
}

/// What our own pages are called, and the machines that the operator named as services; looking at
/// them is no way into anybody else's house.
office::EyeOptions eye_options(const Config& config) {
    office::EyeOptions options{.also_allowed = service_hosts(config)};
    for (const auto* host : {"localhost", "127.0.0.1", "[::1]"}) {
        options.also_allowed.insert(cat(host, ":", config.port));
    }
    return options;
}

std::map<std::string, std::string> carried_under(std::string_view folder, bool whole_path,
                                                 std::string_view ending) {
    std::map<std::string, std::string> texts;
    for (const auto& [path, bytes] : carried()) {
        if (!path.starts_with(folder) || !path.ends_with(ending)) continue;
        auto name = path;
        if (!whole_path) {
            name.remove_prefix(folder.size());
            name.remove_suffix(ending.size());
        }
        texts[std::string(name)] = std::string(bytes);
    }
    return texts;
}

Result<void> make_folder(const std::string& path) {
    std::error_code problem;
    std::filesystem::create_directories(path, problem);
    if (!problem) return {};
    return Error{Kind::unavailable, cat("Folder ", path, " tidak dapat dibuat (", problem.message(),
                                        "). Pilih folder lain dengan --data.")};
}

/// Services that were named by the operator are also allowed to be on this machine.
office::Outward outward_of(const Config& config, const SealKey& key) {
    office::Outward outward{.key = key};
    outward.bases["radio"] = config.data + "/radio";
    for (const auto& one : split(config.services, ' ')) {
        const auto equals = one.find('=');
        const auto place = one.find("://");
        if (equals == one.npos || place == one.npos) continue;
        const auto base = one.substr(equals + 1);
        outward.bases[one.substr(0, equals)] = base;
    }
    outward.http.also_allowed = service_hosts(config);
    return outward;
}

}  // namespace

std::map<std::string, std::string> carried_schema() {
    return carried_under("schema/", true, ".sql");
}
std::map<std::string, std::string> carried_sops() {
    return carried_under("sops/", false, ".sop");
}

int newest_schema() {
    int newest = 0;
    for (const auto& [name, text] : carried_schema()) {
        const auto number = to_number(std::string_view(name).substr(7, 4));
        newest = std::max(newest, static_cast<int>(number.value_or(0)));
    }
    return newest;
}

Result<std::unique_ptr<store::Db>> open_database(const Config& config, Open how) {
    const auto address = config.database_address();
    if (how == Open::looking && address.starts_with("sqlite:") &&
        !std::filesystem::exists(address.substr(7))) {
        return Error{Kind::not_found, cat("Tidak ada basis data di ", address.substr(7),
                                          ". Jalankan dulu: kentongan serve")};
    }
    if (how != Open::looking) TRY(make_folder(config.data));
    auto db = TRY(store::Db::open(address));
    const int version = TRY(db->state()).schema_version;
    const int newest = newest_schema();
    if (version > newest) {
        return Error{Kind::conflict,
                     cat("Basis data ini versi ", version, ", program ini versi ", newest,
                         ". Pakai program yang lebih baru; tidak ada yang diubah.")};
    }
    if (version < newest && version != 0 && how != Open::upgrading) {
        return Error{Kind::conflict,
                     cat("Basis data ini versi ", version, ", program ini versi ", newest,
                         ". Buat cadangan, lalu jalankan: kentongan migrate --data ", config.data)};
    }
    // Also where nothing is to be done: it refuses a database whose texts were not ours.
    if (how != Open::looking) TRY(db->migrate(carried_schema()));
    return db;
}

Result<std::unique_ptr<Installation>> Installation::open(const Config& config, Open how) {
    auto db = TRY(open_database(config, how));
    auto vault = TRY(files::Vault::open(config.files_folder()));
    const auto key = TRY(seal_key_in(config.key_file(), how != Open::looking));
    return std::make_unique<Installation>(std::move(db), std::move(vault), key, config);
}

Installation::Installation(std::unique_ptr<store::Db> opened, files::Vault opened_vault,
                           const SealKey& seal_key, const Config& config)
    : db(std::move(opened)),
      vault(std::move(opened_vault)),
      key(seal_key),
      people(*db, now, key),
      dossiers(*db, now),
      contents(*db, vault, now),
      airings(*db, dossiers, vault, config.shown_address(), now, outward_of(config, key)),
      copy_changes(*db, airings, now),
      webhooks(*db, key, outward_of(config, key).http, now),
      uploads(*db, vault, config.upload_folder(), now),
      mails(*db, vault, mail_account(config), config.shown_address(), now, key),
      alarms(*db, now),
      sightings(*db, vault, office::PublicEye(eye_options(config)), now),
      renditions(*db, vault),
      outbox(*db) {
    mails.use_sender([this](OfficeId office, AccountId account) {
        return airings.mail_server(office, account);
    });
    outbox.employ("publish", airings);
    outbox.employ("ubah", copy_changes);
    outbox.employ("kait", webhooks);
    outbox.employ("surel", mails);
}

}  // namespace kentongan
