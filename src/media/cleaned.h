// What a media file really is, and how its public form is made: as pieces of what came in.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace kentongan::media {

enum class MediaClass { picture, video, audio, caption, document, design_source };

/// How a kind of file is told from the others, and how large it may be.
struct MediaKind {
    std::string_view type, label;  // "video/mp4", "video MP4"
    MediaClass is = MediaClass::picture;
    std::int64_t bytes_max = 0;
};

/// Judges by the bytes; the name decides only between those that share a container (an AI file is
/// a PDF). Refuses what the office has no use for: {"file", "unknown_kind"}, {"file", "svg"},
/// {"file", "macro"}, {"file", "bomb"}, {"file", "broken"}, {"file", "too_large"}.
Result<MediaKind> kind_of(std::string_view bytes, std::string_view name);

/// A stretch of the original, or of blank bytes, or these very bytes.
struct Piece {
    std::uint64_t place = 0, length = 0;
    bool blank = false;
    std::string bytes = {};  // of this length, when not empty
};

/// The public form: no place, time, owner, device or comment. Documents and design sources are
/// never published and stay as they are (no pieces).
struct Cleaned {
    std::string type;
    MediaClass is = MediaClass::picture;
    std::uint32_t width = 0, height = 0;
    std::int64_t duration = 0;  // milliseconds, 0 when unknown
    std::vector<Piece> pieces = {};
};

/// Refuses as kind_of does, and what hides more than we can take out: {"file", "hidden_track"}.
Result<Cleaned> cleaned(std::string_view bytes, std::string_view name);

/// The whole public form in memory: for small files and tests.
std::string joined(const Cleaned&, std::string_view original);
/// Writes the public form, piece by piece. The caller owns the file at `path`.
Result<void> write_cleaned(const Cleaned&, std::string_view original,
                           const std::filesystem::path& path);

/// The bytes of a file that nobody changes meanwhile, read as they are asked for.
class MappedFile {
  public:
    static Result<MappedFile> open(const std::filesystem::path&);
    ~MappedFile();
    MappedFile(MappedFile&&) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    std::string_view bytes() const { return bytes_; }

  private:
    explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}
    std::string_view bytes_;
};

}  // namespace kentongan::media
