// Tries the folder out: permissions alone do not tell of full disks and read-only mounts.
#include "store/place.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "base/text.h"

namespace kentongan::store {
namespace {

namespace fs = std::filesystem;

/// An open file that closes itself.
class Opened {
  public:
    Opened(const fs::path& path, int flags)
        : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~Opened() {
        if (number_ >= 0) ::close(number_);
    }
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;
    explicit operator bool() const { return number_ >= 0; }
    int number() const { return number_; }

  private:
    int number_;
};

Error refusal(int reason, const fs::path& folder) {
    if (reason == ENOSPC || reason == EDQUOT) {
        return {Kind::unavailable,
                cat("Cakram untuk folder \"", folder.string(),
                    "\" penuh; kosongkan ruang lalu coba lagi."),
                {{"store", "full"}}};
    }
    return {Kind::unavailable,
            cat("Folder \"", folder.string(), "\" tidak dapat ditulisi (", std::strerror(reason),
                "); betulkan izinnya atau pilih folder lain."),
            {{"store", "unwritable", {folder.string()}}}};
}

Result<void> try_out(const fs::path& folder) {
    const auto probe = folder / cat(".kentongan-coba-", ::getpid());
    const std::array<char, 65536> zeros{};
    int reason = 0;
    {
        const Opened file(probe, O_CREAT | O_WRONLY | O_TRUNC);
        if (!file) return refusal(errno, folder);
        const auto written = ::write(file.number(), zeros.data(), zeros.size());
        if (written != static_cast<ssize_t>(zeros.size())) reason = written < 0 ? errno : ENOSPC;
        if (!reason && ::fsync(file.number()) != 0) reason = errno;
    }
    ::unlink(probe.c_str());
    if (reason) return refusal(reason, folder);
    return {};
}

Result<void> check_header(const fs::path& file) {
    const Error no_database{
        Kind::invalid,
        cat("Berkas \"", file.string(),
            "\" bukan basis data Kentongan; periksa jalurnya atau pilih nama lain."),
        {{"store", "not_a_database", {file.string()}}}};
    std::error_code failed;
    if (!fs::is_regular_file(file, failed)) return no_database;
    const Opened opened(file, O_RDWR);
    if (!opened) return refusal(errno, file.parent_path());
    constexpr std::string_view expected("SQLite format 3\0", 16);
    std::array<char, 16> header{};
    const auto size = ::read(opened.number(), header.data(), header.size());
    if (size == 0) return {};
    const std::string_view found(header.data(), header.size());
    if (size != static_cast<ssize_t>(header.size()) || found != expected) return no_database;
    return {};
}

}  // namespace

Result<void> sync_path(const fs::path& path) {
    const Opened opened(path, O_RDONLY);
    if (opened && ::fsync(opened.number()) == 0) return {};
    return Error{Kind::unavailable,
                 cat("cannot sync ", path.string(), ": ", std::strerror(errno)),
                 {{"store", "failed"}}};
}

Result<void> prepare_place(const fs::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    std::error_code failed;
    if (!fs::is_directory(folder, failed)) {
        return Error{Kind::unavailable,
                     cat("Folder \"", folder.string(),
                         "\" tidak ada; buat dahulu atau betulkan alamat basis data."),
                     {{"store", "no_folder", {folder.string()}}}};
    }
    TRY(try_out(folder));
    if (fs::exists(file, failed)) return check_header(file);
    const Opened made(file, O_CREAT | O_EXCL | O_RDWR);
    if (!made && errno != EEXIST) return refusal(errno, folder);
    return sync_path(folder);
}

}  // namespace kentongan::store
