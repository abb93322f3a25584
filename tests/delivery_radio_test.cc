// Radio: the hand-over folder, and a live source to the distribution's Icecast.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"
#include "delivery/http.h"
#include "delivery/radio.h"
#include "free_port.h"

namespace kentongan::tests {
namespace {

using namespace delivery;
namespace fs = std::filesystem;

const Instant first_monday = *from_iso("2026-11-23T01:00:00Z");

struct Folder {
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    fs::path path = fs::temp_directory_path() / ("radio-" + fresh_token());
};

Post with_audio(const fs::path& folder, std::size_t bytes) {
    Post post{};
    post.once = "1/radio/1";
    post.title = "Jadwal imunisasi";
    post.text = "Imunisasi dimulai Senin.";
    const std::string sound = "ID3" + std::string(bytes - 3, 'x');
    std::ofstream(folder / "siaran.mp3", std::ios::binary) << sound;
    Post::Picture file;
    file.path = folder / "siaran.mp3";
    file.type = "audio/mpeg";
    file.sha256 = sha256_hex(sound);
    file.bytes = bytes;
    post.files.push_back(file);
    return post;
}

TEST_CASE("a studio's folder gets the audio and what to say of it, once and whole") {
    const Folder from, to;
    const auto post = with_audio(from.path, 5000);
    const auto radio = radio_channel({.folder = to.path}, [] { return first_monday; });
    CHECK(std::holds_alternative<Absent>(radio->look(post)));
    for (int again = 0; again < 2; ++again) {
        REQUIRE(std::holds_alternative<Created>(radio->publish(post)));
    }
    CHECK(std::holds_alternative<Found>(radio->look(post)));
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(to.path)) {
        names.push_back(entry.path().extension());
    }
    std::ranges::sort(names);
    CHECK(names == std::vector<std::string>{".json", ".mp3"});
    const auto gone = radio_channel({.folder = "/tidak/ada"}, [] { return first_monday; });
    CHECK(std::holds_alternative<Wait>(gone->publish(post)));
}

/// The distribution's Icecast with a password of its own.
struct Icecast {
    Icecast() {
        fs::permissions(folder.path, fs::perms::all);
        std::ofstream(folder.path / "icecast.xml") << cat(
            "<icecast><limits><sources>2</sources></limits><authentication>"
            "<source-password>rahasia</source-password><admin-user>admin</admin-user>"
            "<admin-password>rahasia</admin-password></authentication>"
            "<hostname>127.0.0.1</hostname><listen-socket><port>",
            port, "</port><bind-address>127.0.0.1</bind-address></listen-socket><paths><logdir>",
            folder.path.string(), "</logdir><webroot>/usr/share/icecast2/web</webroot>",
            "<adminroot>/usr/share/icecast2/admin</adminroot></paths><logging>"
            "<accesslog>a.log</accesslog><errorlog>e.log</errorlog></logging><security>"
            "<chroot>0</chroot><changeowner><user>nobody</user><group>nogroup</group>"
            "</changeowner></security></icecast>");
        pid = fork();
        if (pid == 0) {
            (void)!std::freopen("/dev/null", "w", stdout);
            (void)!std::freopen("/dev/null", "w", stderr);
            execl("/usr/bin/icecast2", "icecast2", "-c",
                  (folder.path / "icecast.xml").string().c_str(), nullptr);
            _exit(127);
        }
    }
    ~Icecast() {
        kill(pid, SIGTERM);
        waitpid(pid, nullptr, 0);
    }
    std::string status() const {
        HttpLimits limits;
        limits.also_allowed = {cat("127.0.0.1:", port)};
        return guarded_http(limits)
            ->send({.url = cat("http://127.0.0.1:", port, "/status-json.xsl")})
            .body;
    }
    /// It listens a moment after it was started.
    bool is_up() const {
        for (int i = 0; i < 200; ++i) {
            if (!status().empty()) return true;
            usleep(50'000);
        }
        return false;
    }

    Folder folder;
    int port = free_port();
    pid_t pid = 0;
};

TEST_CASE(
    "a live source plays to the end on the real Icecast, and a wrong word rests the account") {
    const Icecast icecast;
    REQUIRE(icecast.is_up());
    const Folder folder;
    const auto post = with_audio(folder.path, 40'000);
    IcecastMount mount{.url = cat("http://127.0.0.1:", icecast.port, "/siaran.mp3"),
                       .password = "rahasia",
                       .name = "Radio Suara\r\nSukamaju",
                       .kilobits = 320};
    const auto played = play_live(mount, post);
    CHECK_MESSAGE(std::holds_alternative<Created>(played), played.index());
    mount.password = "keliru";
    CHECK(std::holds_alternative<Reauth>(play_live(mount, post)));
    mount.url = "http://127.0.0.1:1/x.mp3";
    CHECK(std::holds_alternative<Wait>(play_live(mount, post)));
}

}  // namespace
}  // namespace kentongan::tests
