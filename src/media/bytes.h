// Reading untrusted bytes without ever leaving them, and the parts the picture formats share.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "media/picture.h"

namespace kentongan::media {

/// Past the end every number is 0 and every piece is empty, and `broken` says so.
class Cursor {
  public:
    explicit Cursor(std::string_view bytes) : bytes_(bytes) {}

    bool broken() const { return broken_; }
    bool at_end() const { return at_ == bytes_.size(); }
    std::size_t place() const { return at_; }
    std::size_t left() const { return bytes_.size() - at_; }

    std::string_view take(std::size_t count) {
        if (count > left()) {
            broken_ = true;
            at_ = bytes_.size();
            return {};
        }
        const auto piece = bytes_.substr(at_, count);
        at_ += count;
        return piece;
    }
    std::uint32_t big(std::size_t count) {
        std::uint32_t number = 0;
        for (const char c : take(count)) number = number << 8 | static_cast<unsigned char>(c);
        return number;
    }
    std::uint32_t little(std::size_t count) {
        const auto piece = take(count);
        std::uint32_t number = 0;
        for (std::size_t i = piece.size(); i > 0; --i) {
            number = number << 8 | static_cast<unsigned char>(piece[i - 1]);
        }
        return number;
    }
    void go_to(std::size_t place) { at_ = std::min(place, bytes_.size()); }
    /// The bytes from an earlier place up to here.
    std::string_view since(std::size_t place) const { return bytes_.substr(place, at_ - place); }

  private:
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool broken_ = false;
};

inline std::string big_bytes(std::uint32_t number, int count) {
    std::string out;
    for (int i = count - 1; i >= 0; --i) out.push_back(static_cast<char>(number >> (8 * i) & 0xFF));
    return out;
}
inline std::string little_bytes(std::uint32_t number, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out.push_back(static_cast<char>(number >> (8 * i) & 0xFF));
    return out;
}

/// The orientation (1–8) that a TIFF block states, or 1.
int orientation_in(std::string_view tiff);
/// A TIFF block that states the orientation and nothing else.
std::string orientation_block(int orientation);

Error broken_picture();
Result<void> check_pixels(std::uint32_t width, std::uint32_t height);
Result<void> check_frames(std::uint32_t frames);

Result<Picture> clean_jpeg(std::string_view);
Result<Picture> clean_png(std::string_view);
Result<Picture> clean_webp(std::string_view);
Result<Picture> clean_gif(std::string_view);

}  // namespace kentongan::media
