// WebP without EXIF, XMP and unknown chunks.
#include <array>

#include "media/bytes.h"

namespace kentongan::media {
namespace {

constexpr std::array<std::string_view, 7> kept_parts{"VP8 ", "VP8L", "VP8X", "ALPH",
                                                     "ANIM", "ANMF", "ICCP"};
constexpr char exif_flag = 0x08, xmp_flag = 0x04;

void put(std::string& out, std::string_view name, std::string_view body) {
    out += name;
    out += little_bytes(static_cast<std::uint32_t>(body.size()), 4);
    out += body;
    if (body.size() % 2 == 1) out += '\0';
}

/// Width and height as the chunk that states them has them; nothing for the others.
void measure(Picture& picture, std::string_view name, std::string_view body) {
    Cursor cursor(body);
    if (name == "VP8X") {
        cursor.take(4);
        picture.width = cursor.little(3) + 1;
        picture.height = cursor.little(3) + 1;
    } else if (name == "VP8L" && picture.width == 0) {
        cursor.take(1);
        const auto bits = cursor.little(4);
        picture.width = (bits & 0x3FFF) + 1;
        picture.height = (bits >> 14 & 0x3FFF) + 1;
    } else if (name == "VP8 " && picture.width == 0) {
        cursor.take(6);
        picture.width = cursor.little(2) & 0x3FFF;
        picture.height = cursor.little(2) & 0x3FFF;
    }
    if (cursor.broken()) picture.width = picture.height = 0;
}

}  // namespace

Result<Picture> clean_webp(std::string_view bytes) {
    Cursor cursor(bytes);
    cursor.take(4);
    const auto size = cursor.little(4);
    if (size < 4 || size > cursor.left()) return broken_picture();
    Cursor riff(bytes.substr(8, size));
    riff.take(4);
    Picture picture{.type = "image/webp"};
    std::string body_of_all = "WEBP";
    std::uint32_t frames = 0;
    int orientation = 1;
    bool extended = false;
    while (!riff.at_end()) {
        const auto name = riff.take(4);
        const auto length = riff.little(4);
        std::string body(riff.take(length));
        if (length % 2 == 1 && !riff.at_end()) riff.take(1);
        if (riff.broken()) return broken_picture();
        measure(picture, name, body);
        if (name == "EXIF") {
            const auto tiff = std::string_view(body).substr(body.starts_with("Exif") ? 6 : 0);
            orientation = orientation_in(tiff);
        }
        if (name == "VP8X") {
            if (body_of_all.size() != 4 || body.empty()) return broken_picture();
            body[0] = static_cast<char>(body[0] & ~(exif_flag | xmp_flag));
            extended = true;
        }
        if (name == "ANMF") TRY(check_frames(++frames));
        if (std::ranges::find(kept_parts, name) != kept_parts.end()) put(body_of_all, name, body);
    }
    TRY(check_pixels(picture.width, picture.height));
    if (orientation != 1 && extended) {
        // "WEBP", the name and length of the first chunk, then its flags.
        const std::size_t flags = 4 + 8;
        body_of_all[flags] = static_cast<char>(body_of_all[flags] | exif_flag);
        put(body_of_all, "EXIF", orientation_block(orientation));
    }
    put(picture.bytes, "RIFF", body_of_all);
    return picture;
}

}  // namespace kentongan::media
