// The settings of one installation: defaults, then the file (key = value), then the options.
#pragma once

#include "command.h"

namespace kentongan {

struct Config {
    std::string data = "data";  // folder of the database and the files
    std::string database = {};  // empty: sqlite in the data folder
    std::string address = "127.0.0.1";
    int port = 8080;
    std::string public_address =
        {};  // "https://kominfo.example.go.id"; empty: from address and port
    std::string certificate = {}, private_key = {};
    bool behind_proxy = false;
    int workers = 64;
    int posts_per_second = 10;         // what one session may change, for long
    int upload_megabytes = 10 * 1024;  // the largest single file
    // The office's own mail server: "smtp://surel.sukamaju.go.id:587"; empty: mails wait.
    std::string surel_server = {}, surel_user = {}, surel_password = {}, surel_from = {};
    std::string log = {};  // "-": one JSON line per request on standard error

    std::string database_address() const;
    std::string upload_folder() const { return files_folder() + "/uploads"; }
    std::string files_folder() const { return data + "/files"; }
    std::string key_file() const { return data + "/kunci.segel"; }
    std::string shown_address() const;
};

/// Refuses an unknown key and a bad value with the file's line, or the option's name.
Result<Config> read_config(const Arguments&);

}  // namespace kentongan
