// A server with one 15 KB page for bench/http: at once, by a worker, and as a file.
#include <signal.h>

#include <cstdio>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "net/server.h"

namespace kentongan {
namespace {

constexpr std::string_view lines =
    "Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Content-Security-Policy: default-src 'self'; frame-ancestors 'none'; base-uri 'self'\r\n";

class OnePage : public net::Application {
  public:
    explicit OnePage(std::string path) : path_(std::move(path)) {
        std::ifstream file(path_, std::ios::binary);
        std::stringstream all;
        all << file.rdbuf();
        page_ = std::make_shared<const std::string>(all.str());
    }
    std::variant<net::Admission, net::Response> admit(const net::Head&) override {
        return net::Admission{net::BodyKind::form, 1 << 20};
    }
    net::Response answer(net::Request request) override {
        if (request.path == "/file") return {.body = net::File{path_, "f"}};
        return whole();
    }
    net::Response refuse(int status) override {
        return {status, "text/plain", net::Text{cat(status, "\n")}};
    }
    std::optional<net::Response> answer_at_once(const net::Head& head) override {
        if (head.path != "/page") return std::nullopt;
        return whole();
    }

  private:
    net::Response whole() const {
        return {.body = net::Fixed{*page_, {}, {}, page_, lines}, .etag = "\"k-5fe2a9c1\""};
    }
    std::string path_;
    std::shared_ptr<const std::string> page_;
};

}  // namespace
}  // namespace kentongan

int main(int count, char** words) {
    if (count != 3) {
        std::fprintf(stderr, "usage: http_bench PORT PAGE\n");
        return 2;
    }
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    kentongan::OnePage application(words[2]);
    kentongan::net::ServerOptions options;
    options.port = static_cast<int>(kentongan::to_number(words[1]).value_or(0));
    options.clock = [] {
        return std::chrono::time_point_cast<std::chrono::milliseconds>(
            std::chrono::system_clock::now());
    };
    auto server = kentongan::net::Server::start(options, application);
    if (!server) {
        std::fprintf(stderr, "%s\n", server.error().why.c_str());
        return 1;
    }
    int signal = 0;
    sigwait(&signals, &signal);
    (*server)->stop();
    (*server)->wait();
    return 0;
}
