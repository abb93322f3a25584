// The bytes of files, kept under their own hash: office_id / first two letters / sha256.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"

namespace kentongan::files {

/// What was kept: the address inside its office, and the size.
struct Stored {
    std::string sha256;
    std::int64_t bytes = 0;
    bool operator==(const Stored&) const = default;
};

/// A folder of files. Offices share nothing, so that erasing in one is real. What `put` answered
/// survives a power cut; write the row that names it afterwards, in a transaction.
class Vault {
  public:
    /// Makes the folder if need be. Refuses, with one clear sentence, one that cannot be written.
    static Result<Vault> open(std::filesystem::path root);

    /// An empty file of its own inside the vault's folder, for an upload that is under way. On the
    /// same disk, so that put_file only has to rename it.
    Result<std::filesystem::path> temporary();

    /// Takes over `temporary`: hashes it, syncs it and gives it its name. The file is gone after.
    Result<Stored> put_file(OfficeId, const std::filesystem::path& temporary);
    Result<Stored> put_bytes(OfficeId, std::string_view bytes);

    /// Where the bytes lie, or not_found.
    Result<std::filesystem::path> path_of(OfficeId, std::string_view sha256) const;
    /// The bytes, checked against their hash: a file that rotted is refused, never served.
    Result<std::string> read(OfficeId, std::string_view sha256) const;
    /// Reads it through and compares the hash, for the nightly scrub.
    Result<void> verify(OfficeId, std::string_view sha256) const;

    /// Erases the bytes. Erasing what is not there is no failure.
    Result<void> remove(OfficeId, std::string_view sha256);
    /// Erases everything this office has here.
    Result<void> remove_all(OfficeId);

    using IsKnown = std::function<Result<bool>(OfficeId, const std::string& sha256)>;
    /// Removes what is older than a day and has no row, and forsaken uploads. Returns how many.
    Result<int> sweep(Instant now, const IsKnown& is_known);

    /// Refuses ({"file", "disk_full"}) when `bytes` more would leave less than the reserve.
    Result<void> check_room(std::int64_t bytes) const;
    std::int64_t free_bytes() const;
    const std::filesystem::path& root() const { return root_; }

    /// Kept free, so that erasing and the database still work on a full disk.
    static constexpr std::int64_t reserve = 64L * 1024 * 1024;

  private:
    explicit Vault(std::filesystem::path root) : root_(std::move(root)) {}
    Result<Stored> put_copy(OfficeId, const std::filesystem::path& elsewhere);
    Result<Stored> keep(OfficeId, const std::filesystem::path& temporary, Stored);
    std::filesystem::path place_of(OfficeId, std::string_view sha256) const;

    std::filesystem::path root_;
};

}  // namespace kentongan::files
