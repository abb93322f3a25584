// The distribution's own WordPress, installed anew beside the test; see tests/wordpress/start.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "base/secret.h"
#include "base/text.h"
#include "delivery/http.h"
#include "free_port.h"

namespace kentongan::tests {

class WordPressSite {
  public:
    WordPressSite() {
        const auto command =
            cat("exec bash tests/wordpress/start ", folder_.string(), " ", free_port());
        input_ = popen(command.c_str(), "w");
        for (int tries = 0; input_ && tries < 1200 && !is_up(); ++tries) usleep(50'000);
    }
    ~WordPressSite() {
        if (input_) pclose(input_);  // its input ends, so it does
        std::filesystem::remove_all(folder_);
    }
    WordPressSite(const WordPressSite&) = delete;
    WordPressSite& operator=(const WordPressSite&) = delete;

    /// False when it could not be started; log() says why.
    bool answers() const { return !base.empty(); }
    std::string log() const { return text_of_file("log"); }
    std::string place() const {
        const auto host = base.substr(base.find("//") + 2);
        return host.substr(0, host.find('/'));
    }
    std::unique_ptr<delivery::Http> http() const {
        delivery::HttpLimits limits;
        limits.also_allowed = {place()};
        return delivery::guarded_http(limits);
    }

    std::string base, password;  // as an account's address and access are entered

  private:
    std::string text_of_file(const char* name) const {
        std::ostringstream out;
        out << std::ifstream(folder_ / name).rdbuf();
        return out.str();
    }
    bool is_up() {
        const auto said = text_of_file("reach");
        const auto blank = said.find(' ');
        if (blank == said.npos) return false;
        base = said.substr(0, blank);
        password = std::string(trimmed(said.substr(blank + 1)));
        if (http()->send({.url = base + "/wp/v2/posts"}).status == 200) return true;
        base.clear();
        return false;
    }

    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("wordpress-" + fresh_token());
    std::FILE* input_ = nullptr;
};

}  // namespace kentongan::tests
