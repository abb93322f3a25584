// Files by hash on a local disk: written beside, synced, renamed, and the folder synced too.
#include "files/vault.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>
#include <vector>

#include "base/secret.h"
#include "base/text.h"
#include "store/place.h"

namespace kentongan::files {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view unfinished_folder = "sementara";
constexpr std::chrono::hours young{24};
constexpr std::size_t piece = 1024UL * 1024;

bool is_hash(std::string_view text) {
    return text.size() == 64 &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Error failed_with(int reason, std::string_view doing, const fs::path& path) {
    const bool full = reason == ENOSPC || reason == EDQUOT;
    return {Kind::unavailable,
            cat(doing, " ", path.string(), ": ", std::strerror(reason)),
            {{"file", full ? "disk_full" : "failed"}}};
}

Error not_found(OfficeId office, std::string_view sha256) {
    return {Kind::not_found, cat("no file ", sha256, " in office ", office.value)};
}

Error damaged(const fs::path& path) {
    return {Kind::unavailable,
            cat("the bytes no longer match their hash: ", path.string()),
            {{"file", "damaged"}}};
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
    explicit operator bool() const { return number_ >= 0; }
    int number() const { return number_; }

  private:
    int number_;
};

/// Reads a file through, piece by piece.
Result<Stored> hash_of(const OpenFile& file, const fs::path& path) {
    Sha256 hash;
    Stored stored;
    std::string buffer(piece, '\0');
    for (;;) {
        const auto size = ::read(file.number(), buffer.data(), buffer.size());
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) return failed_with(errno, "reading", path);
        if (size == 0) break;
        hash.add(std::string_view(buffer).substr(0, static_cast<std::size_t>(size)));
        stored.bytes += size;
    }
    stored.sha256 = hash.hex();
    return stored;
}

Result<void> write_all(const OpenFile& file, std::string_view bytes, const fs::path& path) {
    while (!bytes.empty()) {
        const auto size = ::write(file.number(), bytes.data(), bytes.size());
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) return failed_with(errno, "writing", path);
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return {};
}

/// Makes a folder that will still be there after a power cut.
Result<void> make_folder(const fs::path& folder) {
    if (::mkdir(folder.c_str(), 0700) == 0) return store::sync_path(folder.parent_path());
    if (errno == EEXIST) return {};
    return failed_with(errno, "making", folder);
}

void forget(const fs::path& path) {
    std::error_code ignored;
    fs::remove(path, ignored);
}

/// When a file was last put, by its own time stamp; nothing if it is gone meanwhile.
std::optional<Instant> put_at(const fs::path& path) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) return {};
    return Instant{seconds{facts.st_mtim.tv_sec} + milliseconds{facts.st_mtim.tv_nsec / 1'000'000}};
}

bool is_old(const fs::path& path, Instant now) {
    const auto at = put_at(path);
    return at && *at + young < now;
}

/// Putting shares a folder, sweeping has it alone: the same bytes may be put anew this moment.
class FolderLock {
  public:
    FolderLock(const fs::path& folder, int kind) : folder_(folder, O_RDONLY | O_DIRECTORY) {
        while (folder_ && ::flock(folder_.number(), kind) != 0 && errno == EINTR) continue;
    }

  private:
    OpenFile folder_;  // closing it lets go
};

bool take_away(const fs::path& path, Instant now) {
    const FolderLock alone(path.parent_path(), LOCK_EX);
    return is_old(path, now) && ::unlink(path.c_str()) == 0;
}

bool on_another_disk(const fs::path& path, const fs::path& root) {
    struct stat one {};
    struct stat other {};
    return ::stat(path.c_str(), &one) == 0 && ::stat(root.c_str(), &other) == 0 &&
           one.st_dev != other.st_dev;
}

std::vector<fs::path> entries_of(const fs::path& folder) {
    std::vector<fs::path> entries;
    std::error_code gone;
    for (const auto& entry : fs::directory_iterator(folder, gone)) entries.push_back(entry.path());
    return entries;
}

}  // namespace

Result<Vault> Vault::open(fs::path root) {
    std::error_code failed;
    fs::create_directories(root, failed);
    const auto refusal = [&](std::string_view reason) {
        return Error{Kind::unavailable,
                     cat("Folder berkas \"", root.string(), "\" tidak dapat ditulisi (", reason,
                         "); betulkan izinnya atau pilih folder lain."),
                     {{"file", "unwritable", {root.string()}}}};
    };
    if (failed) return refusal(failed.message());
    Vault vault(fs::absolute(root));
    const auto made = make_folder(vault.root_ / unfinished_folder);
    if (!made) return refusal(made.error().why);
    const auto tried = vault.temporary();
    if (!tried) return refusal(tried.error().why);
    forget(*tried);
    return vault;
}

Result<fs::path> Vault::temporary() {
    auto path = root_ / unfinished_folder / std::to_string(fresh_key());
    const OpenFile file(path, O_CREAT | O_EXCL | O_WRONLY);
    if (!file) return failed_with(errno, "creating", path);
    return path;
}

Result<Stored> Vault::put_file(OfficeId office, const fs::path& temporary) {
    auto done = [&]() -> Result<Stored> {
        if (on_another_disk(temporary, root_)) return put_copy(office, temporary);
        const OpenFile file(temporary, O_RDWR);
        if (!file) return failed_with(errno, "opening", temporary);
        auto stored = TRY(hash_of(file, temporary));
        if (::fsync(file.number()) != 0) return failed_with(errno, "syncing", temporary);
        return keep(office, temporary, std::move(stored));
    }();
    forget(temporary);
    return done;
}

Result<Stored> Vault::put_copy(OfficeId office, const fs::path& elsewhere) {
    const auto path = TRY(temporary());
    std::error_code failed;
    fs::copy_file(elsewhere, path, fs::copy_options::overwrite_existing, failed);
    if (!failed) return put_file(office, path);
    forget(path);
    return failed_with(failed.value(), "copying", elsewhere);
}

/// Takes the place even of the same bytes put before: those may be about to be swept.
Result<Stored> Vault::keep(OfficeId office, const fs::path& temporary, Stored stored) {
    const auto place = place_of(office, stored.sha256);
    const auto folder = place.parent_path();
    TRY(make_folder(folder.parent_path()));
    TRY(make_folder(folder));
    {
        const FolderLock shared(folder, LOCK_SH);
        // From here on it is young to the sweeper, however long the upload took.
        if (::utimensat(AT_FDCWD, temporary.c_str(), nullptr, 0) != 0 ||
            ::rename(temporary.c_str(), place.c_str()) != 0) {
            return failed_with(errno, "naming", place);
        }
    }
    TRY(store::sync_path(folder));
    return stored;
}

Result<Stored> Vault::put_bytes(OfficeId office, std::string_view bytes) {
    TRY(check_room(static_cast<std::int64_t>(bytes.size())));
    const auto path = TRY(temporary());
    const auto written = [&]() -> Result<void> {
        const OpenFile file(path, O_WRONLY);
        if (!file) return failed_with(errno, "opening", path);
        return write_all(file, bytes, path);
    }();
    if (written) return put_file(office, path);
    forget(path);
    return written.error();
}

fs::path Vault::place_of(OfficeId office, std::string_view sha256) const {
    return root_ / std::to_string(office.value) / sha256.substr(0, 2) / sha256;
}

Result<fs::path> Vault::path_of(OfficeId office, std::string_view sha256) const {
    if (!is_hash(sha256)) return not_found(office, "of that name");
    auto place = place_of(office, sha256);
    std::error_code failed;
    if (!fs::is_regular_file(place, failed)) return not_found(office, sha256);
    return place;
}

Result<std::string> Vault::read(OfficeId office, std::string_view sha256) const {
    const auto path = TRY(path_of(office, sha256));
    std::ifstream file(path, std::ios::binary);
    if (!file) return not_found(office, sha256);
    std::string bytes(std::istreambuf_iterator<char>(file), {});
    if (file.bad() || sha256_hex(bytes) != sha256) return damaged(path);
    return bytes;
}

Result<void> Vault::verify(OfficeId office, std::string_view sha256) const {
    const auto path = TRY(path_of(office, sha256));
    const OpenFile file(path, O_RDONLY);
    if (!file) return not_found(office, sha256);
    const auto found = TRY(hash_of(file, path));
    if (found.sha256 != sha256) return damaged(path);
    return {};
}

Result<void> Vault::remove_all(OfficeId office) {
    std::error_code problem;
    std::filesystem::remove_all(root_ / std::to_string(office.value), problem);
    if (!problem) return {};
    return Error{Kind::unavailable, cat("files of office ", office.value, ": ", problem.message())};
}

Result<void> Vault::remove(OfficeId office, std::string_view sha256) {
    if (!is_hash(sha256)) return {};
    const auto place = place_of(office, sha256);
    if (::unlink(place.c_str()) == 0) return store::sync_path(place.parent_path());
    if (errno == ENOENT || errno == ENOTDIR) return {};
    return failed_with(errno, "erasing", place);
}

Result<int> Vault::sweep(Instant now, const IsKnown& is_known) {
    int swept = 0;
    for (const auto& path : entries_of(root_ / unfinished_folder)) {
        if (!is_old(path, now)) continue;
        forget(path);
        ++swept;
    }
    for (const auto& office_folder : entries_of(root_)) {
        const auto office = to_number(office_folder.filename().string());
        if (!office) continue;
        for (const auto& folder : entries_of(office_folder)) {
            for (const auto& path : entries_of(folder)) {
                if (!is_old(path, now)) continue;
                const bool known = TRY(is_known(OfficeId{*office}, path.filename().string()));
                if (!known && take_away(path, now)) ++swept;
            }
        }
    }
    return swept;
}

std::int64_t Vault::free_bytes() const {
    struct statvfs facts {};
    if (::statvfs(root_.c_str(), &facts) != 0) return 0;
    return static_cast<std::int64_t>(facts.f_bavail) * static_cast<std::int64_t>(facts.f_frsize);
}

Result<void> Vault::check_room(std::int64_t bytes) const {
    if (bytes <= free_bytes() - reserve) return {};
    return Error{
        Kind::unavailable, cat("no room for ", bytes, " bytes more"), {{"file", "disk_full"}}};
}

}  // namespace kentongan::files
