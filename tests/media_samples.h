// Small media files made by hand, for what no tool of ours writes.
#pragma once

#include <string>

#include "media/bytes.h"

namespace kentongan::tests {

inline std::string box(const std::string& name, const std::string& body) {
    return media::big_bytes(static_cast<std::uint32_t>(body.size()) + 8, 4) + name + body;
}
inline std::string full_box(const std::string& name, int version, const std::string& body) {
    return box(name, media::big_bytes(static_cast<std::uint32_t>(version) << 24, 4) + body);
}

/// A HEIC of one item of 16 × 8 points, without metadata: the frame of a picture, not its pixels.
inline std::string heic_sample() {
    using media::big_bytes;
    const std::string pixels = "pixels of the picture";
    const auto build = [&](std::uint32_t place) {
        const auto entry =
            full_box("infe", 2, big_bytes(1, 2) + big_bytes(0, 2) + "hvc1" + std::string(1, '\0'));
        const auto size = full_box("ispe", 0, big_bytes(16, 4) + big_bytes(8, 4));
        const auto ties = full_box("ipma", 0, big_bytes(1, 4) + big_bytes(1, 2) + "\x01\x81");
        const auto where = full_box("iloc", 0,
                                    std::string("\x44\0", 2) + big_bytes(1, 2) + big_bytes(1, 2) +
                                        big_bytes(0, 2) + big_bytes(1, 2) + big_bytes(place, 4) +
                                        big_bytes(static_cast<std::uint32_t>(pixels.size()), 4));
        const auto meta =
            full_box("meta", 0,
                     full_box("hdlr", 0, big_bytes(0, 4) + "pict" + std::string(13, '\0')) +
                         full_box("pitm", 0, big_bytes(1, 2)) +
                         full_box("iinf", 0, big_bytes(1, 2) + entry) + where +
                         box("iprp", box("ipco", size) + ties) +
                         full_box("iref", 0, box("thmb", big_bytes(1, 2) + big_bytes(0, 2))));
        return box("ftyp", "heic" + big_bytes(0, 4) + "mif1heic") + meta;
    };
    const auto length = build(0).size();
    return build(static_cast<std::uint32_t>(length) + 8) + box("mdat", pixels);
}

}  // namespace kentongan::tests
