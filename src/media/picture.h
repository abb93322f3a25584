// What an uploaded picture really is, and its bytes without anything personal in them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace kentongan::media {

inline constexpr std::int64_t picture_bytes_max = 20L * 1024 * 1024;
inline constexpr std::uint64_t picture_pixels_max = 100'000'000;
inline constexpr int picture_frames_max = 1000;

/// What is shown to the public: type, size, and the bytes with no place, time, owner, device,
/// comment or thumbnail. Colour profile, orientation and animation stay.
struct Picture {
    std::string type;  // image/jpeg, image/png, image/webp, image/gif
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::string bytes = {};
};

/// Judges by the bytes alone. Refuses what is none of the four types ({"file", "not_a_picture"}),
/// is broken or cut off ({"file", "broken"}), or too large ({"file", "too_large"}, {"file",
/// "too_many_pixels"}, {"file", "too_many_frames"}).
Result<Picture> clean_picture(std::string_view bytes);

}  // namespace kentongan::media
