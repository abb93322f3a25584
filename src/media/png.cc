// PNG without texts, times and EXIF: only the chunks that make the picture.
#include <array>

#include "media/bytes.h"

namespace kentongan::media {
namespace {

constexpr std::array<std::string_view, 16> kept_chunks{
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB",
    "iCCP", "cICP", "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT"};

std::uint32_t checksum(std::string_view bytes) {
    std::uint32_t sum = 0xFFFFFFFF;
    for (const char c : bytes) {
        sum ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320 : 0);
    }
    return ~sum;
}

std::string chunk(std::string_view name, std::string_view body) {
    const auto named = std::string(name) + std::string(body);
    return big_bytes(static_cast<std::uint32_t>(body.size()), 4) + named +
           big_bytes(checksum(named), 4);
}

}  // namespace

Result<Picture> clean_png(std::string_view bytes) {
    Cursor cursor(bytes);
    Picture picture{.type = "image/png", .bytes = std::string(cursor.take(8))};
    bool has_data = false;
    for (;;) {
        const auto begin = cursor.place();
        const auto length = cursor.big(4);
        const auto name = cursor.take(4);
        const auto body = cursor.take(length);
        cursor.take(4);
        if (cursor.broken() || (picture.width == 0) != (name == "IHDR")) return broken_picture();
        if (name == "IHDR") {
            if (length != 13) return broken_picture();
            Cursor header(body);
            picture.width = header.big(4);
            picture.height = header.big(4);
            TRY(check_pixels(picture.width, picture.height));
        } else if (name == "acTL") {
            TRY(check_frames(Cursor(body).big(4)));
        } else if (name == "eXIf" && orientation_in(body) != 1 && !has_data) {
            picture.bytes += chunk("eXIf", orientation_block(orientation_in(body)));
        }
        has_data = has_data || name == "IDAT";
        if (std::ranges::find(kept_chunks, name) != kept_chunks.end())
            picture.bytes += cursor.since(begin);
        if (name == "IEND") break;
    }
    if (!has_data) return broken_picture();
    return picture;
}

}  // namespace kentongan::media
