// Pictures lose what is personal and keep what makes them; broken ones are refused.
#include <doctest/doctest.h>

#include <random>

#include "base/text.h"
#include "cast_office.h"
#include "media/bytes.h"
#include "media/picture.h"

namespace kentongan::tests {
namespace {

using media::clean_picture;

const std::string secret = "GPS -7.65 111.33";

std::string segment(int marker, const std::string& body) {
    return std::string("\xFF") + static_cast<char>(marker) +
           media::big_bytes(static_cast<std::uint32_t>(body.size()) + 2, 2) + body;
}
std::string with_nul(const char* name, std::size_t size) {
    return {name, size};
}
std::string jpeg(int orientation = 1) {
    const auto tiff = media::orientation_block(orientation) + secret;
    return "\xFF\xD8" + segment(0xE0, with_nul("JFIF\0\1\2\0\0\1\0\1\1\1", 14) + "abc" + secret) +
           segment(0xE1, with_nul("Exif\0\0", 6) + tiff) +
           segment(0xE1, with_nul("http://ns.adobe.com/xap/1.0/\0", 29) + secret) +
           segment(0xED, with_nul("Photoshop 3.0\0", 14) + secret) +
           segment(0xE2, with_nul("ICC_PROFILE\0", 12) + "warna") + segment(0xFE, secret) +
           segment(0xDB, "tabel") + segment(0xC0, with_nul("\x08\0\x10\0\x20\3", 6)) +
           segment(0xDA, "pindai") + with_nul("data\xFF\0\xFF\xD0 lagi", 13) + "\xFF\xD9" + secret;
}
std::string riff(const std::string& chunks) {
    return "RIFF" + media::little_bytes(static_cast<std::uint32_t>(chunks.size()) + 4, 4) + "WEBP" +
           chunks;
}
std::string riff_chunk(const std::string& name, const std::string& body) {
    return name + media::little_bytes(static_cast<std::uint32_t>(body.size()), 4) + body +
           (body.size() % 2 == 1 ? std::string(1, '\0') : "");
}
std::string webp() {
    return riff(
        riff_chunk("VP8X", with_nul("\x2C\0\0\0\x0F\0\0\x07\0\0", 10)) +
        riff_chunk("ICCP", "warna") + riff_chunk("VP8L", with_nul("\x2F\x0F\xC0\1\0xx", 7)) +
        riff_chunk("EXIF", media::orientation_block(6) + secret) + riff_chunk("XMP ", secret));
}
std::string gif() {
    return "GIF89a" + with_nul("\x02\0\x02\0\x80\0\0", 7) + "abcdef" +
           with_nul("\x21\xFF\x0BNETSCAPE2.0\3\1\0\0\0", 19) + "\x21\xFE\x10" + secret +
           with_nul("\0", 1) + "\x21\xFF\x0BXMP DataXMP" + "\x10" + secret + with_nul("\0", 1) +
           with_nul("\x2C\0\0\0\0\2\0\2\0\0\2\2ab\0", 15) + "\x3B" + secret;
}

TEST_CASE("nothing personal stays in any of the four types") {
    for (const auto& [type, bytes] :
         std::vector<std::pair<std::string, std::string>>{{"image/jpeg", jpeg()},
                                                          {"image/png", png()},
                                                          {"image/webp", webp()},
                                                          {"image/gif", gif()}}) {
        const auto picture = must(clean_picture(bytes));
        CHECK(picture.type == type);
        CHECK_MESSAGE(picture.bytes.find("GPS") == std::string::npos, type);
        CHECK_MESSAGE(picture.bytes.find("rumah") == std::string::npos, type);
        CHECK(picture.bytes.size() < bytes.size());
        const auto again = must(clean_picture(picture.bytes));
        CHECK_MESSAGE(again.bytes == picture.bytes, type);
        CHECK(again.width == picture.width);
    }
}

TEST_CASE("size, colour, orientation and motion stay") {
    const auto photo = must(clean_picture(jpeg(6)));
    CHECK(photo.width == 32);
    CHECK(photo.height == 16);
    CHECK(photo.bytes.find("ICC_PROFILE") != std::string::npos);
    const auto exif = photo.bytes.find("Exif");
    REQUIRE(exif != std::string::npos);
    CHECK(media::orientation_in(std::string_view(photo.bytes).substr(exif + 6)) == 6);
    CHECK(photo.bytes.ends_with(with_nul("data\xFF\0\xFF\xD0 lagi\xFF\xD9", 15)));
    CHECK(must(clean_picture(jpeg(1))).bytes.find("Exif") == std::string::npos);
    CHECK(must(clean_picture(gif())).bytes.find("NETSCAPE2.0") != std::string::npos);
    const auto web = must(clean_picture(webp()));
    CHECK(web.width == 16);
    CHECK(web.height == 8);
    CHECK(web.bytes.find("warna") != std::string::npos);
    CHECK(web.bytes.find("XMP ") == std::string::npos);
    CHECK(web.bytes.find("EXIF") != std::string::npos);
}

TEST_CASE("what is no picture, too large or a bomb is refused") {
    CHECK(refusal(clean_picture("")) == "file.not_a_picture");
    CHECK(refusal(clean_picture("<svg onload=alert(1)>")) == "file.not_a_picture");
    CHECK(refusal(clean_picture("%PDF-1.7")) == "file.not_a_picture");
    CHECK(refusal(clean_picture(std::string(media::picture_bytes_max + 1, 'x'))) ==
          "file.too_large");
    std::string bomb(13, '\0');
    bomb.replace(0, 8, "\x00\x00\xFF\xFF\x00\x00\xFF\xFF", 8);
    CHECK(refusal(clean_picture("\x89PNG\r\n\x1A\n" + png_chunk("IHDR", bomb))) ==
          "file.too_many_pixels");
    auto frames = gif();
    frames.resize(frames.rfind('\x3B'));
    const auto image = with_nul("\x2C\0\0\0\0\2\0\2\0\0\2\2ab\0", 15);
    for (int i = 0; i < 1001; ++i) frames += image;
    CHECK(refusal(clean_picture(frames + "\x3B")) == "file.too_many_frames");
}

TEST_CASE("cut off anywhere it is refused, changed anywhere nothing breaks") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 chance(seed);
    for (const auto& whole : {jpeg(3), png(), webp(), gif()}) {
        const auto clean = must(clean_picture(whole)).bytes;
        for (std::size_t size = 0; size < clean.size(); ++size) {
            CHECK(!clean_picture(std::string_view(clean).substr(0, size)));
        }
        for (int i = 0; i < 2000; ++i) {
            auto changed = whole;
            for (std::size_t many = chance() % 4 + 1; many > 0; --many) {
                changed[chance() % changed.size()] = static_cast<char>(chance());
            }
            const auto made = clean_picture(changed);
            if (made) CHECK(made->bytes.size() <= changed.size() + 64);
        }
    }
}

}  // namespace
}  // namespace kentongan::tests
