// The file an upload is streamed into: hashed on the way, synced at the end.
#pragma once

#include <memory>
#include <string>

#include "base/secret.h"
#include "net/message.h"

namespace kentongan::net {

/// Every call may block on the disk. A temporary file is gone with its UploadFile unless moved
/// away.
class UploadFile {
  public:
    ~UploadFile();
    UploadFile(const UploadFile&) = delete;
    UploadFile& operator=(const UploadFile&) = delete;

    /// Either the file or the status with which to refuse.
    static std::variant<std::unique_ptr<UploadFile>, int> open(const Admission&);

    bool write(std::string_view bytes);
    /// Makes it durable and tells what came; nothing when the disk refuses.
    std::optional<Upload> finish();

    /// For a client that went away: an append keeps what came, a temporary file is of no use.
    void leave(std::string_view rest);

    /// Takes over an open file; use open().
    UploadFile(std::string path, int file, bool temporary, std::int64_t offset);

  private:
    const std::string path_;
    const int file_;
    const bool temporary_;
    const std::int64_t offset_;
    std::int64_t bytes_ = 0;
    Sha256 hash_;
};

}  // namespace kentongan::net
