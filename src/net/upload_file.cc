// Streaming to disk. An append holds a lock, so that two broken-off uploads cannot interleave.
#include "net/upload_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/text.h"

namespace kentongan::net {

UploadFile::UploadFile(std::string path, int file, bool temporary, std::int64_t offset)
    : path_(std::move(path)), file_(file), temporary_(temporary), offset_(offset) {}

UploadFile::~UploadFile() {
    ::close(file_);
    if (temporary_) ::unlink(path_.c_str());
}

std::variant<std::unique_ptr<UploadFile>, int> UploadFile::open(const Admission& admission) {
    constexpr int flags = O_WRONLY | O_CLOEXEC | O_NOFOLLOW;
    if (admission.append_to.empty()) {
        auto path = cat(admission.upload_folder, "/upload-", fresh_token());
        const int file = ::open(path.c_str(), flags | O_CREAT | O_EXCL, 0600);
        if (file < 0) return 507;
        return std::make_unique<UploadFile>(std::move(path), file, true, 0);
    }
    const int file = ::open(admission.append_to.c_str(), flags | O_APPEND);
    if (file < 0) return 404;
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        ::close(file);
        return 423;
    }
    struct stat about {};
    const bool known = ::fstat(file, &about) == 0 && S_ISREG(about.st_mode);
    if (!known || (admission.append_at >= 0 && admission.append_at != about.st_size)) {
        ::close(file);
        return 409;
    }
    return std::make_unique<UploadFile>(admission.append_to, file, false, about.st_size);
}

bool UploadFile::write(std::string_view bytes) {
    hash_.add(bytes);
    while (!bytes.empty()) {
        const auto count = ::write(file_, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes_ += count;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

std::optional<Upload> UploadFile::finish() {
    if (::fsync(file_) != 0) return std::nullopt;
    return Upload{path_, bytes_, hash_.hex(), offset_};
}

void UploadFile::leave(std::string_view rest) {
    if (!temporary_) write(rest);
}

}  // namespace kentongan::net
