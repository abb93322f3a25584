// Puts the public form together: which parser, and the pieces written one after the other.
#include "media/cleaned.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "media/bytes.h"
#include "media/patches.h"
#include "media/picture.h"

namespace kentongan::media {
namespace {

constexpr std::size_t write_at_once = 1024UL * 1024;

Error cannot_write() {
    const bool full = errno == ENOSPC || errno == EDQUOT;
    return {Kind::unavailable,
            "the public form cannot be written",
            {{"file", full ? "disk_full" : "failed"}}};
}

class OutFile {
  public:
    explicit OutFile(const std::filesystem::path& path)
        : number_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {}
    ~OutFile() {
        if (number_ >= 0) ::close(number_);
    }
    OutFile(const OutFile&) = delete;
    OutFile& operator=(const OutFile&) = delete;

    bool is_open() const { return number_ >= 0; }
    bool write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto some = bytes.substr(0, write_at_once);
            const auto count = ::write(number_, some.data(), some.size());
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

  private:
    int number_;
};

template <class Write>
bool write_pieces(const Cleaned& cleaned, std::string_view original, const Write& write) {
    const std::string zeros(64UL * 1024, '\0');
    for (const Piece& piece : cleaned.pieces) {
        if (!piece.bytes.empty()) {
            if (!write(std::string_view(piece.bytes))) return false;
            continue;
        }
        if (!piece.blank) {
            if (!write(original.substr(piece.place, piece.length))) return false;
            continue;
        }
        for (std::uint64_t left = piece.length; left > 0;) {
            const auto some = std::min<std::uint64_t>(left, zeros.size());
            if (!write(std::string_view(zeros).substr(0, some))) return false;
            left -= some;
        }
    }
    return true;
}

Result<Cleaned> cleaned_picture(std::string_view bytes) {
    auto picture = TRY(clean_picture(bytes));
    Cleaned out{.type = picture.type, .width = picture.width, .height = picture.height};
    const auto length = picture.bytes.size();
    out.pieces.push_back({.length = length, .bytes = std::move(picture.bytes)});
    return out;
}

Result<Cleaned> cleaned_as(const MediaKind& kind, std::string_view bytes) {
    const auto type = kind.type;
    if (type == "image/heic" || type == "image/avif") return clean_heic(bytes);
    if (kind.is == MediaClass::picture) return cleaned_picture(bytes);
    if (type == "video/webm") return clean_webm(bytes);
    if (type == "audio/mpeg") return clean_mp3(bytes);
    if (type == "audio/wav") return clean_wav(bytes);
    if (type == "audio/ogg") return clean_ogg(bytes);
    if (kind.is == MediaClass::video || kind.is == MediaClass::audio) return clean_movie(bytes);
    if (kind.is == MediaClass::caption) return clean_caption(bytes);
    return Cleaned{.type = std::string(type)};
}

}  // namespace

Error hidden_track() {
    return {Kind::invalid,
            "a track that we cannot take the personal part out of",
            {{"file", "hidden_track"}}};
}

Error broken_media() {
    return {Kind::invalid, "the file is broken or cut off", {{"file", "broken"}}};
}

std::vector<Piece> pieces_with(std::vector<Piece> patches, std::uint64_t begin, std::uint64_t end) {
    std::ranges::stable_sort(patches, {}, &Piece::place);
    std::vector<Piece> pieces;
    auto at = begin;
    for (Piece& patch : patches) {
        if (patch.place < at) {
            // Two say something of the same bytes: what is blanked twice stays blank.
            const auto covered = at - patch.place;
            if (!patch.blank || covered >= patch.length) continue;
            patch.place = at;
            patch.length -= covered;
        }
        if (patch.length == 0 || patch.place + patch.length > end) continue;
        if (patch.place > at) pieces.push_back({.place = at, .length = patch.place - at});
        at = patch.place + patch.length;
        pieces.push_back(std::move(patch));
    }
    if (at < end) pieces.push_back({.place = at, .length = end - at});
    return pieces;
}

Result<Cleaned> cleaned(std::string_view bytes, std::string_view name) {
    const auto kind = TRY(kind_of(bytes, name));
    auto out = TRY(cleaned_as(kind, bytes));
    // An MP4 without a picture track is audio, whatever it calls itself.
    if (kind.is != MediaClass::video) out.is = kind.is;
    return out;
}

std::string joined(const Cleaned& cleaned, std::string_view original) {
    std::string out;
    write_pieces(cleaned, original, [&](std::string_view bytes) {
        out += bytes;
        return true;
    });
    return out;
}

Result<void> write_cleaned(const Cleaned& cleaned, std::string_view original,
                           const std::filesystem::path& path) {
    const OutFile file(path);
    if (!file.is_open()) return cannot_write();
    const auto write = [&](std::string_view bytes) { return file.write(bytes); };
    if (!write_pieces(cleaned, original, write)) return cannot_write();
    return {};
}

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    const Error gone{Kind::unavailable, "the upload is gone", {{"file", "gone"}}};
    if (file < 0) return gone;
    struct stat about {};
    const bool known = ::fstat(file, &about) == 0 && S_ISREG(about.st_mode);
    const auto size = known ? static_cast<std::size_t>(about.st_size) : 0;
    void* place = size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : nullptr;
    ::close(file);
    if (!known || place == MAP_FAILED) return gone;
    return MappedFile({static_cast<const char*>(place), size});
}

MappedFile::~MappedFile() {
    if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

}  // namespace kentongan::media
