// The browser runs in a folder of its own, with a time limit, and sees one host.
#include "office/public_eye.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/id.h"
#include "base/text.h"
#include "delivery/http.h"

namespace kentongan::office {
namespace {

constexpr int redirects_max = 3;
constexpr std::size_t page_max = 2UL * 1024 * 1024, shot_max = 8UL * 1024 * 1024,
                      picture_max = 8UL * 1024 * 1024;
constexpr milliseconds page_time{8'000};
constexpr useconds_t glance = 50'000;

struct Place {
    std::string scheme, host, port;
};
Place place_of(const std::string& url) {
    Place place;
    const auto mark = url.find("://");
    if (mark == url.npos) return place;
    place.scheme = lowered(url.substr(0, mark));
    auto rest = url.substr(mark + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (rest.find('@') != rest.npos || rest.starts_with('[')) return {};
    const auto colon = rest.find(':');
    place.host = lowered(rest.substr(0, colon));
    place.port =
        colon == rest.npos ? (place.scheme == "https" ? "443" : "80") : rest.substr(colon + 1);
    return place;
}

/// Each hop goes through the guard anew, so that nobody leads us into a house of ours.
PublicView fetch(const EyeOptions& options, const std::string& url, std::size_t body_max,
                 milliseconds whole) {
    delivery::HttpLimits limits;
    limits.body_max = body_max;
    limits.whole = whole;
    limits.also_allowed = options.also_allowed;
    const auto http = delivery::guarded_http(limits);
    PublicView view{.address = url};
    for (int hop = 0; hop <= redirects_max; ++hop) {
        delivery::HttpRequest request;
        request.url = view.address;
        request.headers = {{"User-Agent", "Kentongan (pemeriksaan tampilan)"},
                           {"Accept-Language", "id"}};
        auto reply = http->send(request);
        view.status = reply.status;
        view.why = reply.why;
        const auto target = reply.headers.find("location");
        if (reply.status < 300 || reply.status > 399 || target == reply.headers.end()) {
            view.html = std::move(reply.body);
            return view;
        }
        view.address = delivery::address_on(view.address, target->second);
    }
    view.why = "too many redirects";
    return view;
}

/// The host's public address, so that the browser cannot be led elsewhere; or "".
std::string public_address_of(const Place& place, const std::set<std::string>& also_allowed) {
    addrinfo hints{}, *found = nullptr;
    hints.ai_family = AF_INET;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(place.host.c_str(), place.port.c_str(), &hints, &found) != 0) return {};
    std::string address;
    for (const auto* one = found; one; one = one->ai_next) {
        char text[INET_ADDRSTRLEN] = "";
        sockaddr_in in{};
        std::copy_n(reinterpret_cast<const char*>(one->ai_addr), sizeof in,
                    reinterpret_cast<char*>(&in));
        inet_ntop(AF_INET, &in.sin_addr, text, sizeof text);
        const bool ours = also_allowed.contains(cat(place.host, ":", place.port));
        if (ours || delivery::is_public_address(text)) address = text;
    }
    freeaddrinfo(found);
    return address;
}

/// Runs the browser and waits so long; its whole family ends with it.
void run_browser(const std::vector<std::string>& words, seconds patience) {
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
            dup2(nowhere, stream);
        }
        closefrom(STDERR_FILENO + 1);
        execv(arguments[0], arguments.data());
        _exit(127);
    }
    if (child < 0) return;
    const auto glances = patience / std::chrono::microseconds{glance};
    for (int i = 0; i < glances; ++i) {
        if (waitpid(child, nullptr, WNOHANG) == child) return;
        usleep(glance);
    }
    kill(-child, SIGKILL);
    waitpid(child, nullptr, 0);
}

}  // namespace

PublicView PublicEye::look(const std::string& url) const {
    return fetch(options_, url, page_max, page_time);
}

std::string PublicEye::bytes_of(const std::string& url) const {
    auto view = fetch(options_, url, picture_max, options_.picture_time);
    return view.status == 200 ? std::move(view.html) : std::string{};
}

std::string PublicEye::photograph(const std::string& url) const {
    const auto place = place_of(url);
    const bool web = place.scheme == "https" || place.scheme == "http";
    std::error_code problem;
    if (!web || !std::filesystem::exists(options_.browser, problem)) return {};
    const auto address = public_address_of(place, options_.also_allowed);
    if (address.empty()) return {};
    const auto folder =
        std::filesystem::temp_directory_path() / cat("kentongan-mata-", fresh_key());
    if (!std::filesystem::create_directory(folder, problem)) return {};
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, problem);
    const auto shot = folder / "tampilan.png";
    std::vector<std::string> words{
        options_.browser,
        "--headless=new",
        "--disable-gpu",
        "--hide-scrollbars",
        "--mute-audio",
        "--no-first-run",
        "--disable-extensions",
        "--disable-sync",
        "--disable-background-networking",
        "--window-size=1080,1600",
        "--virtual-time-budget=8000",
        cat("--user-data-dir=", (folder / "profil").string()),
        cat("--host-resolver-rules=MAP ", place.host, " ", address, ", MAP * ~NOTFOUND"),
        cat("--screenshot=", shot.string())};
    // As root there is no sandbox to be had; a service has a user of its own.
    if (geteuid() == 0) words.emplace_back("--no-sandbox");
    words.push_back(url);
    run_browser(words, options_.patience);
    std::ifstream file(shot, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::filesystem::remove_all(folder, problem);
    return bytes.size() <= shot_max ? bytes : std::string{};
}

}  // namespace kentongan::office
