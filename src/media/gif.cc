// GIF without comments, plain texts and application data; the loop of an animation stays.
#include "media/bytes.h"

namespace kentongan::media {
namespace {

/// A colour table's length in bytes, from the flags that announce it.
std::size_t table_bytes(std::uint32_t flags) {
    return flags & 0x80 ? std::size_t{3} << ((flags & 7) + 1) : 0;
}

/// Skips data in sub-blocks up to and with the empty one.
void skip_blocks(Cursor& cursor) {
    while (!cursor.broken()) {
        const auto length = cursor.big(1);
        if (length == 0) return;
        cursor.take(length);
    }
}

bool is_kept(std::uint32_t label, std::string_view extension) {
    if (label == 0xF9) return true;
    // An extension begins with 0x21, its label, and the length of the name.
    return label == 0xFF && (extension.substr(3).starts_with("NETSCAPE2.0") ||
                             extension.substr(3).starts_with("ANIMEXTS1.0"));
}

}  // namespace

Result<Picture> clean_gif(std::string_view bytes) {
    Cursor cursor(bytes);
    cursor.take(6);
    Picture picture{.type = "image/gif"};
    picture.width = cursor.little(2);
    picture.height = cursor.little(2);
    const auto flags = cursor.big(1);
    cursor.take(2 + table_bytes(flags));
    if (cursor.broken()) return broken_picture();
    TRY(check_pixels(picture.width, picture.height));
    picture.bytes = cursor.since(0);
    std::uint32_t frames = 0;
    for (;;) {
        const auto begin = cursor.place();
        const auto kind = cursor.big(1);
        if (kind == 0x3B) break;
        if (kind == 0x21) {
            const auto label = cursor.big(1);
            skip_blocks(cursor);
            if (cursor.broken()) return broken_picture();
            if (is_kept(label, cursor.since(begin))) picture.bytes += cursor.since(begin);
            continue;
        }
        if (kind != 0x2C) return broken_picture();
        cursor.take(8);
        const auto local = cursor.big(1);
        cursor.take(table_bytes(local) + 1);
        skip_blocks(cursor);
        if (cursor.broken()) return broken_picture();
        TRY(check_frames(++frames));
        picture.bytes += cursor.since(begin);
    }
    if (cursor.broken() || frames == 0) return broken_picture();
    picture.bytes += '\x3B';
    return picture;
}

}  // namespace kentongan::media
