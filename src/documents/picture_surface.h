// A PNG or a JPEG as something a page can draw.
#pragma once

#include <string_view>

typedef struct _cairo_surface cairo_surface_t;  // NOLINT: cairo's own name

namespace kentongan::documents {

/// A picture of more points on a side is none for paper.
inline constexpr int picture_side_max = 4096;

/// The picture, for the caller to destroy; nullptr where the bytes are none of the two.
cairo_surface_t* picture_surface(std::string_view bytes);
/// Whether a page could draw these bytes.
bool is_drawable(std::string_view bytes);

}  // namespace kentongan::documents
