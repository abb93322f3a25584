// Brotli and gzip in one piece each.
#include "net/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

#include "net/message.h"

namespace kentongan::net {

std::string brotli_of(std::string_view text) {
    constexpr int quality = 4;
    constexpr int window = 18;  // 256 KiB: a page is hardly ever larger
    std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
    std::string out(size, '\0');
    const auto* in = reinterpret_cast<const std::uint8_t*>(text.data());
    auto* to = reinterpret_cast<std::uint8_t*>(out.data());
    if (BrotliEncoderCompress(quality, window, BROTLI_MODE_TEXT, text.size(), in, &size, to) == 0)
        return {};
    out.resize(size);
    return out;
}

std::string gzip_of(std::string_view text) {
    constexpr int level = 5;
    constexpr int gzip_window = 15 + 16;
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int done = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return done == Z_STREAM_END ? out : std::string{};
}

Fixed ready_made(std::string text, std::string_view media_type, std::string lines) {
    struct Forms {
        std::string plain, gzip, brotli, lines;
    };
    auto forms = std::make_shared<Forms>();
    forms->plain = std::move(text);
    forms->lines = std::move(lines);
    if (shrinks(media_type)) {
        forms->gzip = gzip_of(forms->plain);
        forms->brotli = brotli_of(forms->plain);
    }
    return {.plain = forms->plain,
            .gzip = forms->gzip,
            .brotli = forms->brotli,
            .owner = forms,
            .lines = forms->lines};
}

bool shrinks(std::string_view media_type) {
    const auto type = media_type.substr(0, media_type.find(';'));
    return type.starts_with("text/") || type == "application/json" || type.ends_with("+json") ||
           type.ends_with("+xml") || type == "application/xml" || type == "application/javascript";
}

}  // namespace kentongan::net
