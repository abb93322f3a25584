// Tells the picture formats apart by their first bytes; what they share: orientation, limits.
#include "media/picture.h"

#include "media/bytes.h"

namespace kentongan::media {
namespace {

constexpr std::uint32_t orientation_tag = 0x0112;
constexpr std::uint32_t entries_max = 1000;

}  // namespace

Error broken_picture() {
    return {Kind::invalid, "the picture is broken or cut off", {{"file", "broken"}}};
}

Result<void> check_pixels(std::uint32_t width, std::uint32_t height) {
    if (width == 0 || height == 0) return broken_picture();
    if (std::uint64_t{width} * height <= picture_pixels_max) return {};
    return Error{Kind::invalid,
                 "too many pixels",
                 {{"file", "too_many_pixels", {std::to_string(picture_pixels_max / 1'000'000)}}}};
}

Result<void> check_frames(std::uint32_t frames) {
    if (frames <= picture_frames_max) return {};
    return Error{Kind::invalid,
                 "too many frames",
                 {{"file", "too_many_frames", {std::to_string(picture_frames_max)}}}};
}

int orientation_in(std::string_view tiff) {
    const bool is_big = tiff.starts_with("MM");
    if (!is_big && !tiff.starts_with("II")) return 1;
    const auto number = [is_big](Cursor& cursor, std::size_t count) {
        return is_big ? cursor.big(count) : cursor.little(count);
    };
    Cursor head(tiff.substr(2));
    if (number(head, 2) != 42) return 1;
    const auto offset = number(head, 4);
    if (offset > tiff.size()) return 1;
    Cursor directory(tiff.substr(offset));
    const auto entries = std::min(number(directory, 2), entries_max);
    for (std::uint32_t i = 0; i < entries && !directory.broken(); ++i) {
        const auto tag = number(directory, 2);
        directory.take(6);
        const auto value = number(directory, 2);
        directory.take(2);
        if (tag != orientation_tag || directory.broken()) continue;
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

std::string orientation_block(int orientation) {
    return std::string("MM") + big_bytes(42, 2) + big_bytes(8, 4) + big_bytes(1, 2) +
           big_bytes(orientation_tag, 2) + big_bytes(3, 2) + big_bytes(1, 4) +
           big_bytes(static_cast<std::uint32_t>(orientation), 2) + big_bytes(0, 2) +
           big_bytes(0, 4);
}

Result<Picture> clean_picture(std::string_view bytes) {
    if (bytes.size() > picture_bytes_max) {
        return Error{Kind::invalid,
                     "file too large",
                     {{"file", "too_large", {std::to_string(picture_bytes_max >> 20)}}}};
    }
    if (bytes.starts_with("\xFF\xD8\xFF")) return clean_jpeg(bytes);
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return clean_png(bytes);
    if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return clean_gif(bytes);
    if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) {
        return clean_webp(bytes);
    }
    return Error{Kind::invalid, "no picture we know", {{"file", "not_a_picture"}}};
}

}  // namespace kentongan::media
