// Starts the worker with nothing but the two files, and waits for it.
#include "media/render.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <semaphore>
#include <string>

#include "base/text.h"

namespace kentongan::media {
namespace {

namespace fs = std::filesystem;

constexpr int at_once = 2;
constexpr std::size_t codes_bytes_max = 8192;
constexpr std::size_t glance_pixels = 16UL * 16, glance_bytes = 3 * glance_pixels;
// Of 255: what other bytes of one picture differ by on average; and what a lighter one does, whose
// shapes are still the same.
constexpr double nearly_equal = 6, still_alike = 32, correlated = 0.94;
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
    explicit OpenFile(int number) : number_(number) {}
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

Result<void> work(const fs::path& picture, int out, const std::vector<std::string>& words) {
    places.acquire();
    int code = -1;
    {
        const OpenFile in(picture, O_RDONLY);
        if (in.number() >= 0 && out >= 0) code = run(worker(), in.number(), out, words);
    }
    places.release();
    if (code != 0) return not_rendered();
    return {};
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
    const OpenFile out(into, O_WRONLY | O_CREAT | O_TRUNC);
    return work(picture, out.number(),
                {"kentongan-media", std::to_string(size.width), std::to_string(size.height),
                 std::to_string(focus.x), std::to_string(focus.y)});
}

Result<Glance> glance_at(const fs::path& picture) {
    if (!can_render()) return not_rendered();
    const OpenFile out(::memfd_create("pandangan", MFD_CLOEXEC));
    TRY(work(picture, out.number(), {"kentongan-media", "0", "0", "0", "0"}));
    Glance glance;
    std::array<char, 2 * sizeof(std::uint32_t) + glance_bytes> bytes{};
    const auto size = ::pread(out.number(), bytes.data(), bytes.size(), 0);
    if (size != static_cast<ssize_t>(bytes.size())) return not_rendered();
    std::memcpy(&glance.width, bytes.data(), sizeof glance.width);
    std::memcpy(&glance.height, bytes.data() + sizeof glance.width, sizeof glance.height);
    glance.pixels.assign(bytes.end() - glance_bytes, bytes.end());
    return glance;
}

bool look_alike(const Glance& one, const Glance& other) {
    if (one.pixels.size() != glance_bytes || other.pixels.size() != glance_bytes) return false;
    double apart = 0;
    std::array<double, glance_pixels> a{}, b{};
    double mean_a = 0, mean_b = 0;
    for (std::size_t i = 0; i < glance_pixels; ++i) {
        for (std::size_t c = 3 * i; c < 3 * i + 3; ++c) {
            const auto x = static_cast<unsigned char>(one.pixels[c]);
            const auto y = static_cast<unsigned char>(other.pixels[c]);
            apart += std::abs(x - y);
            a[i] += x;
            b[i] += y;
        }
        mean_a += a[i] / glance_pixels;
        mean_b += b[i] / glance_pixels;
    }
    apart /= glance_bytes;
    double together = 0, spread_a = 0, spread_b = 0;
    for (std::size_t i = 0; i < glance_pixels; ++i) {
        together += (a[i] - mean_a) * (b[i] - mean_b);
        spread_a += (a[i] - mean_a) * (a[i] - mean_a);
        spread_b += (b[i] - mean_b) * (b[i] - mean_b);
    }
    if (apart <= nearly_equal) return true;
    return apart <= still_alike && together >= correlated * std::sqrt(spread_a * spread_b);
}

Result<std::vector<std::string>> codes_on(const fs::path& scan) {
    if (!can_render()) return not_rendered();
    std::string lines(codes_bytes_max, '\0');
    const OpenFile out(::memfd_create("codes", MFD_CLOEXEC));
    TRY(work(scan, out.number(), {"kentongan-media", "codes"}));
    const auto read = ::pread(out.number(), lines.data(), lines.size(), 0);
    if (read < 0) return not_rendered();
    lines.resize(static_cast<std::size_t>(read));
    std::vector<std::string> codes;
    for (auto& line : split(lines, '\n')) {
        if (!line.empty()) codes.push_back(std::move(line));
    }
    return codes;
}

}  // namespace kentongan::media
