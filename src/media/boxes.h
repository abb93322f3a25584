// The boxes of ISO media files (MP4, MOV, HEIC): length, name, body; one inside another.
#pragma once

#include <optional>
#include <string_view>

#include "media/bytes.h"
#include "media/patches.h"

namespace kentongan::media {

struct Box {
    std::string_view name;
    std::size_t begin = 0, body = 0, end = 0;
    std::size_t length() const { return end - body; }
};

inline constexpr std::size_t boxes_max = 200'000;

/// Walks boxes that lie between two places of the whole file.
class Boxes {
  public:
    Boxes(std::string_view bytes, std::size_t begin, std::size_t end)
        : bytes_(bytes), at_(begin), end_(end) {}

    /// The next box, nothing at the end; `broken` when the bytes make no box.
    std::optional<Box> next() {
        if (at_ >= end_ || broken_) return {};
        if (end_ - at_ < 8) return broke();
        Cursor cursor(bytes_.substr(at_, std::min<std::size_t>(16, end_ - at_)));
        std::uint64_t length = cursor.big(4);
        Box box{.name = cursor.take(4), .begin = at_, .body = at_ + 8};
        if (length == 1) {
            length = std::uint64_t{cursor.big(4)} << 32;
            length |= cursor.big(4);
            box.body = at_ + 16;
        } else if (length == 0) {
            length = end_ - at_;
        }
        if (cursor.broken() || length < box.body - at_ || length > end_ - at_) return broke();
        box.end = at_ = at_ + length;
        return box;
    }
    bool broken() const { return broken_; }

  private:
    std::optional<Box> broke() {
        broken_ = true;
        return {};
    }

    std::string_view bytes_;
    std::size_t at_, end_;
    bool broken_ = false;
};

/// Whether a stretch lies in the body of one of these: what is there may be blanked without harm.
inline bool lies_in(const std::vector<Box>& boxes, std::uint64_t place, std::uint64_t length) {
    return std::ranges::any_of(boxes, [&](const Box& box) {
        return place >= box.body && place <= box.end && length <= box.end - place;
    });
}

/// Makes a box into free room without a content.
inline void take_out(std::vector<Piece>& patches, const Box& box) {
    patches.push_back(bytes_at(box.begin + 4, "free"));
    patches.push_back(blank_at(box.body, box.length()));
}

}  // namespace kentongan::media
