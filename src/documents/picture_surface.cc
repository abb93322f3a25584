// Pictures for cairo: PNG is read, JPEG goes into the document as it is.
#include "documents/picture_surface.h"

#include <cairo.h>

#include <cstdlib>
#include <cstring>
#include <optional>

namespace kentongan::documents {
namespace {

struct PngBytes {
    std::string_view rest;
};
cairo_status_t read_png(void* from, unsigned char* to, unsigned int count) {
    auto& rest = static_cast<PngBytes*>(from)->rest;
    if (rest.size() < count) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(to, rest.data(), count);
    rest.remove_prefix(count);
    return CAIRO_STATUS_SUCCESS;
}

int big(std::string_view bytes, std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

struct Sides {
    int width = 0, height = 0;
    bool drawable() const {
        return width > 0 && height > 0 && width <= picture_side_max && height <= picture_side_max;
    }
};

/// What the header of a PNG says, before anything is unpacked.
std::optional<Sides> png_sides(std::string_view bytes) {
    constexpr std::string_view mark("\x89PNG\r\n\x1a\n", 8);
    if (!bytes.starts_with(mark) || bytes.size() < 24) return {};
    if (bytes.substr(12, 4) != "IHDR" || bytes[16] < 0 || bytes[20] < 0) return {};
    return Sides{big(bytes, 16, 4), big(bytes, 20, 4)};
}

/// What the frame of a JPEG says.
std::optional<Sides> jpeg_sides(std::string_view bytes) {
    if (!bytes.starts_with("\xFF\xD8")) return {};
    for (std::size_t at = 2; at + 9 < bytes.size();) {
        if (bytes[at] != '\xFF') return {};
        const int kind = big(bytes, at + 1, 1);
        if (kind == 0xFF) {
            ++at;
            continue;
        }
        const bool frame =
            kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC;
        if (frame) return Sides{big(bytes, at + 7, 2), big(bytes, at + 5, 2)};
        if (kind == 0xDA || kind == 0xD9) return {};
        at += 2 + static_cast<std::size_t>(big(bytes, at + 2, 2));
    }
    return {};
}

cairo_surface_t* jpeg_surface(std::string_view bytes, Sides sides) {
    auto* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, sides.width, sides.height);
    void* copy = std::malloc(bytes.size());
    if (!copy) return surface;
    std::memcpy(copy, bytes.data(), bytes.size());
    // The document holds the JPEG itself; the points of this surface are never drawn.
    if (cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG,
                                    static_cast<unsigned char*>(copy), bytes.size(), std::free,
                                    copy) != CAIRO_STATUS_SUCCESS) {
        std::free(copy);
    }
    return surface;
}

}  // namespace

cairo_surface_t* picture_surface(std::string_view bytes) {
    cairo_surface_t* surface = nullptr;
    if (const auto png = png_sides(bytes); png && png->drawable()) {
        PngBytes reading{bytes};
        surface = cairo_image_surface_create_from_png_stream(read_png, &reading);
    } else if (const auto jpeg = jpeg_sides(bytes); jpeg && jpeg->drawable()) {
        surface = jpeg_surface(bytes, *jpeg);
    }
    if (!surface || cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) return surface;
    cairo_surface_destroy(surface);
    return nullptr;
}

bool is_drawable(std::string_view bytes) {
    auto* surface = picture_surface(bytes);
    if (surface) cairo_surface_destroy(surface);
    return surface != nullptr;
}

}  // namespace kentongan::documents
