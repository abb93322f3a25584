// Reading a file piece by piece, from the page cache at once where it is warm.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>

#include "net/reply.h"

namespace kentongan::net {
namespace {

constexpr std::int64_t piece_bytes = std::int64_t{64} * 1024;

}  // namespace

bool FileBytes::open(const std::string& path) {
    close();
    // Without O_NONBLOCK a fifo in place of the file would hold the worker for ever.
    file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file_ < 0) return false;
    struct stat about {};
    if (::fstat(file_, &about) != 0 || !S_ISREG(about.st_mode)) {
        close();
        return false;
    }
    size_ = left_ = about.st_size;
    return true;
}

void FileBytes::close() {
    if (file_ >= 0) ::close(file_);
    file_ = -1;
    size_ = offset_ = left_ = 0;
}

void FileBytes::keep(std::int64_t first, std::int64_t length) {
    offset_ = first;
    left_ = length;
}

FileBytes::Took FileBytes::take(std::string& onto, bool may_block) {
    const auto before = onto.size();
    const auto wanted = static_cast<std::size_t>(std::min(left_, piece_bytes));
    onto.resize(before + wanted);
    iovec where{onto.data() + before, wanted};
    const auto got = ::preadv2(file_, &where, 1, offset_, may_block ? 0 : RWF_NOWAIT);
    onto.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0 && !may_block && (errno == EAGAIN || errno == EOPNOTSUPP)) return Took::later;
    if (got <= 0) return Took::broken;  // shorter than its length: the promise cannot be kept
    offset_ += got;
    left_ -= got;
    return Took::some;
}

}  // namespace kentongan::net
