// Pictures in the sizes that channels show, and what they look like from afar, made by the confined
// worker program.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace kentongan::media {

/// A height of 0 keeps the shape; else the picture is cut around its focus.
struct PictureSize {
    std::string_view name;
    int width = 0, height = 0;
};
inline constexpr std::array<PictureSize, 7> picture_sizes{{
    {"kecil", 480, 0},        // lists and the editor
    {"sedang", 960, 0},       // articles on phones and desks
    {"besar", 1920, 0},       // articles on large screens
    {"potret", 1080, 1350},   // Instagram 4:5
    {"persegi", 1080, 1080},  // 1:1
    {"tautan", 1200, 630},    // link previews
    {"layar", 1280, 720},     // 16:9, thumbnails of films
}};
const PictureSize* picture_size(std::string_view name);

/// The point, in hundredths of width and height, that every cut keeps.
struct Focus {
    int x = 50, y = 50;
    bool operator==(const Focus&) const = default;
};

/// Whether the worker program stands beside ours; without it pictures keep their one size.
bool can_render();
/// Writes a JPEG to `into`. Refuses ({"file", "not_rendered"}) what the worker cannot read in time.
Result<void> render(const std::filesystem::path& picture, const std::filesystem::path& into,
                    const PictureSize&, Focus);

/// What the QR codes on a scan say, a photo or the first page of a PDF; none when there are none.
/// Refuses ({"file", "not_rendered"}) what the worker cannot read in time.
Result<std::vector<std::string>> codes_on(const std::filesystem::path& scan);
/// What a picture looks like from afar: its size, and 16 by 16 pixels of three bytes.
struct Glance {
    std::uint32_t width = 0, height = 0;
    std::string pixels = {};
};
/// Refuses ({"file", "not_rendered"}) as `render` does.
Result<Glance> glance_at(const std::filesystem::path& picture);
/// Whether both show the same, though re-encoded, smaller or a little lighter. Of pictures of other
/// shapes this says nothing: cut one to the shape of the other first.
bool look_alike(const Glance&, const Glance&);

}  // namespace kentongan::media
