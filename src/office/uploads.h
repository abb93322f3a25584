// Files on their way in, piece by piece: parked until a form or a program names them.
#pragma once

#include <string>
#include <vector>

#include "files/vault.h"
#include "office/people.h"

namespace kentongan::office {

/// How much one sender may have under way.
struct UploadLimits {
    std::int64_t bytes_each = 0, bytes_together = 0;
    int files = 0;
};
inline constexpr std::int64_t upload_bytes_usual = 10LL * 1024 * 1024 * 1024;
constexpr UploadLimits member_limits(std::int64_t bytes_each) {
    return {bytes_each, 4 * bytes_each, 20};
}
/// For people without a sign-in: a letter, some photos.
inline constexpr UploadLimits guest_limits{25L * 1024 * 1024, 100L * 1024 * 1024, 10};
/// Of all guests at one address together: a school, an office behind one line.
inline constexpr UploadLimits address_limits{25L * 1024 * 1024, 400L * 1024 * 1024, 40};

struct ParkedUpload {
    OfficeId office = {};
    std::string id = {};  // "12.0f3a…": carries its office, so that it is found without a session
    std::string owner = {};  // "person/7" or "tamu/…"
    std::string name = {};   // as the sender calls it, shown only
    std::int64_t bytes = 0, arrived = 0;
    std::string path = {};
    bool whole() const { return arrived == bytes; }
};

class Uploads {
  public:
    /// `folder` lies on the vault's disk, so that a finished upload is moved and not copied.
    Uploads(store::Db& db, files::Vault& vault, std::string folder, Clock clock)
        : db_(db), vault_(vault), folder_(std::move(folder)), clock_(std::move(clock)) {}

    /// Room for a file of this size. Refuses ({"file", …}) "empty", "too_large_kind",
    /// "too_many_uploads", "quota", "disk_full". `peer`: a guest's address as a hash, which has
    /// its own limits.
    Result<ParkedUpload> begin(OfficeId, const std::string& owner, const std::string& name,
                               std::int64_t bytes, const UploadLimits&,
                               const std::string& peer = {});
    /// Whoever asks for another one's upload gets not_found.
    Result<ParkedUpload> find(const std::string& id, const std::string& owner);
    /// Gives it up, or lets go of it after its file was moved away.
    Result<void> end(const ParkedUpload&);
    /// Ends what nobody continued for a day. Returns how many.
    Result<int> sweep();

  private:
    std::string path_of(const std::string& id) const;

    store::Db& db_;
    files::Vault& vault_;
    std::string folder_;
    Clock clock_;
};

}  // namespace kentongan::office
