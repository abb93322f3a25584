// Starts the worker with nothing but the two files, and waits for it.
#include "media/render.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <semaphore>
#include <string>

#include "base/text.h"

namespace kentongan::media {
namespace {

namespace fs = std::filesystem;

constexpr int at_once = 2;
constexpr std::size_t codes_bytes_max = 8192;
std::counting_semaphore<at_once> places(at_once);

fs::path worker() {
    std::error_code gone;
    return fs::read_symlink("/proc/self/exe", gone).parent_path() / "kentongan-media";
}

Error not_rendered() {
    return {Kind::invalid, "the picture cannot be rendered", {{"file", "not_rendered"}}};
}

class OpenFile {
  public:
    OpenFile(const fs::path& path, int flags)
        : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~OpenFile() {
        if (number_ >= 0) ::close(number_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    int number() const { return number_; }

  private:
    int number_;
};

/// The worker's exit code, or -1.
int run(const fs::path& program, int in, int out, const std::vector<std::string>& words) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    std::array<char*, 1> no_environment{};
    pid_t child = 0;
    const int failed = ::posix_spawn(&child, program.c_str(), &files, nullptr, arguments.data(),
                                     no_environment.data());
    posix_spawn_file_actions_destroy(&files);
    if (failed) return -1;
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

const PictureSize* picture_size(std::string_view name) {
    for (const auto& size : picture_sizes) {
        if (size.name == name) return &size;
    }
    return nullptr;
}

bool can_render() {
    static const bool there = ::access(worker().c_str(), X_OK) == 0;
    return there;
}

Result<void> render(const fs::path& picture, const fs::path& into, const PictureSize& size,
                    Focus focus) {
    if (!can_render()) return not_rendered();
    places.acquire();
    int code = -1;
    {
        const OpenFile in(picture, O_RDONLY), out(into, O_WRONLY | O_CREAT | O_TRUNC);
        if (in.number() >= 0 && out.number() >= 0) {
            code = run(worker(), in.number(), out.number(),
                       {"kentongan-media", std::to_string(size.width), std::to_string(size.height),
                        std::to_string(focus.x), std::to_string(focus.y)});
        }
    }
    places.release();
    if (code != 0) return not_rendered();
    return {};
}

Result<std::vector<std::string>> codes_on(const fs::path& scan) {
    if (!can_render()) return not_rendered();
    places.acquire();
    int code = -1;
    std::string lines(codes_bytes_max, '\0');
    const int out = ::memfd_create("codes", MFD_CLOEXEC);
    {
        const OpenFile in(scan, O_RDONLY);
        if (in.number() >= 0 && out >= 0) {
            code = run(worker(), in.number(), out, {"kentongan-media", "codes"});
        }
    }
    places.release();
    const auto read = out >= 0 ? ::pread(out, lines.data(), lines.size(), 0) : -1;
    if (out >= 0) ::close(out);
    if (code != 0 || read < 0) return not_rendered();
    lines.resize(static_cast<std::size_t>(read));
    std::vector<std::string> codes;
    for (auto& line : split(lines, '\n')) {
        if (!line.empty()) codes.push_back(std::move(line));
    }
    return codes;
}

}  // namespace kentongan::media
