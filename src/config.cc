// Reads the settings; every refusal is one sentence that names the place.
#include "config.h"

namespace kentongan {
namespace {

Error bad(std::string why) {
    return Error{Kind::invalid, std::move(why)};
}

Result<void> take(Config& config, const std::string& key, const std::string& value,
                  const std::string& place) {
    const auto number = [&](int least, int most) -> Result<int> {
        const auto read = to_number(value);
        if (read && *read >= least && *read <= most) return static_cast<int>(*read);
        return bad(cat(place, ": ", key, " harus angka ", least, " sampai ", most, ", bukan \"",
                       value, "\"."));
    };
    if (key == "data")
        config.data = value;
    else if (key == "database")
        config.database = value;
    else if (key == "address")
        config.address = value;
    else if (key == "port")
        config.port = TRY(number(0, 65535));
    else if (key == "public_address")
        config.public_address = value;
    else if (key == "certificate")
        config.certificate = value;
    else if (key == "private_key")
        config.private_key = value;
    else if (key == "log")
        config.log = value;
    else if (key == "surel_server")
        config.surel_server = value;
    else if (key == "surel_user")
        config.surel_user = value;
    else if (key == "surel_password")
        config.surel_password = value;
    else if (key == "surel_from")
        config.surel_from = value;
    else if (key == "workers")
        config.workers = TRY(number(1, 512));
    else if (key == "upload_megabytes")
        config.upload_megabytes = TRY(number(1, 1024 * 1024));
    else if (key == "posts_per_second")
        config.posts_per_second = TRY(number(1, 1'000'000));
    else if (key == "behind_proxy") {
        if (value != "yes" && value != "no") {
            return bad(cat(place, ": behind_proxy harus yes atau no, bukan \"", value, "\"."));
        }
        config.behind_proxy = value == "yes";
    } else {
        return bad(cat(place, ": \"", key, "\" tidak dikenal. Yang ada: data, database, address, ",
                       "port, public_address, certificate, private_key, behind_proxy, workers, ",
                       "posts_per_second, upload_megabytes, log, surel_server, surel_user, ",
                       "surel_password, surel_from."));
    }
    return {};
}

Result<void> take_file(Config& config, const std::string& path) {
    const auto text = TRY(read_file(path));
    int line_number = 0;
    for (const auto& line : split(text, '\n')) {
        ++line_number;
        const auto content = trimmed(std::string_view(line).substr(0, line.find('#')));
        if (content.empty()) continue;
        const auto place = cat(path, " baris ", line_number);
        const auto equals = content.find('=');
        if (equals == content.npos) {
            return bad(cat(place, ": dibaca \"", content, "\", seharusnya kunci = nilai."));
        }
        const std::string key(trimmed(content.substr(0, equals)));
        const std::string value(trimmed(content.substr(equals + 1)));
        TRY(take(config, key, value, place));
    }
    return {};
}

bool is_loopback(const std::string& address) {
    return address == "localhost" || address == "::1" || address.starts_with("127.");
}

}  // namespace

std::string Config::database_address() const {
    return database.empty() ? cat("sqlite:", data, "/kentongan.db") : database;
}

std::string Config::shown_address() const {
    if (!public_address.empty()) return public_address;
    const std::string host = is_loopback(address) ? "localhost" : address;
    return cat(certificate.empty() ? "http://" : "https://", host, ":", port);
}

Result<Config> read_config(const Arguments& arguments) {
    Config config;
    if (arguments.has("config")) TRY(take_file(config, arguments.option("config")));
    for (const auto& [name, value] : arguments.options) {
        std::string key = name;
        for (char& c : key) c = c == '-' ? '_' : c;
        if (key == "config" || key == "demo" || key == "json" || key == "english") continue;
        TRY(take(config, key, key == "behind_proxy" ? "yes" : value, "--" + name));
    }
    if (config.certificate.empty() != config.private_key.empty()) {
        return bad("certificate dan private_key harus diisi keduanya atau tidak sama sekali.");
    }
    if (!is_loopback(config.address) && config.certificate.empty() && !config.behind_proxy) {
        return bad(cat("Alamat ", config.address, " dapat dicapai dari luar, jadi perlu TLS. Isi ",
                       "certificate dan private_key, atau pakai --behind-proxy bila ada proksi ",
                       "HTTPS di depan, atau --address 127.0.0.1."));
    }
    return config;
}

}  // namespace kentongan
