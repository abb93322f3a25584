// JPEG without EXIF, XMP, IPTC, comments, thumbnails and whatever follows the picture.
#include "media/bytes.h"

namespace kentongan::media {
namespace {

constexpr std::uint32_t start_of_scan = 0xDA, end_of_image = 0xD9;

bool is_frame(std::uint32_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

class Jpeg {
  public:
    explicit Jpeg(std::string_view bytes) : cursor_(bytes) {}

    Result<Picture> clean() {
        cursor_.take(2);
        for (;;) {
            if (cursor_.big(1) != 0xFF) return broken_picture();
            auto marker = cursor_.big(1);
            while (marker == 0xFF && !cursor_.at_end()) marker = cursor_.big(1);
            if (marker == end_of_image) break;
            if (cursor_.broken() || marker < 0xC0 || (marker >= 0xD0 && marker <= 0xD8)) {
                return broken_picture();
            }
            TRY(segment(marker));
        }
        if (picture_.width == 0 || !scanned_) return broken_picture();
        picture_.type = "image/jpeg";
        picture_.bytes = "\xFF\xD8" + first_ + orientation() + rest_ + "\xFF\xD9";
        return std::move(picture_);
    }

  private:
    Result<void> segment(std::uint32_t marker) {
        const auto length = cursor_.big(2);
        if (length < 2) return broken_picture();
        const auto body = cursor_.take(length - 2);
        if (cursor_.broken()) return broken_picture();
        if (is_frame(marker)) {
            Cursor frame(body);
            frame.take(1);
            picture_.height = frame.big(2);
            picture_.width = frame.big(2);
            TRY(check_pixels(picture_.width, picture_.height));
        }
        if (marker >= 0xE0 && marker <= 0xEF) {
            application(marker, body);
        } else if (marker != 0xFE) {
            keep(rest_, marker, body);
        }
        if (marker == start_of_scan) scan();
        return {};
    }

    void application(std::uint32_t marker, std::string_view body) {
        if (marker == 0xE0 && body.starts_with(std::string_view("JFIF\0", 5)) &&
            body.size() >= 14 && first_.empty()) {
            // Version and density, with a thumbnail of no size.
            keep(first_, marker, std::string(body.substr(0, 12)) + std::string(2, '\0'));
        } else if (marker == 0xE1 && body.starts_with(std::string_view("Exif\0\0", 6))) {
            orientation_ = orientation_in(body.substr(6));
        } else if (marker == 0xE2 && body.starts_with(std::string_view("ICC_PROFILE\0", 12))) {
            keep(rest_, marker, body);
        } else if (marker == 0xEE && body.starts_with("Adobe")) {
            keep(rest_, marker, body.substr(0, 12));
        }
    }

    /// The compressed data: until a marker that is neither a stuffed byte nor a restart.
    void scan() {
        scanned_ = true;
        const auto begin = cursor_.place();
        auto end = begin;
        while (!cursor_.at_end()) {
            end = cursor_.place();
            if (cursor_.big(1) != 0xFF) continue;
            const auto next = cursor_.big(1);
            if (next == 0 || (next >= 0xD0 && next <= 0xD7)) continue;
            break;
        }
        cursor_.go_to(end);
        rest_ += cursor_.since(begin);
    }

    static void keep(std::string& into, std::uint32_t marker, std::string_view body) {
        into += '\xFF';
        into += static_cast<char>(marker);
        into += big_bytes(static_cast<std::uint32_t>(body.size()) + 2, 2);
        into += body;
    }

    std::string orientation() const {
        std::string out;
        if (orientation_ == 1) return out;
        keep(out, 0xE1, std::string("Exif\0\0", 6) + orientation_block(orientation_));
        return out;
    }

    Cursor cursor_;
    Picture picture_ = {};
    std::string first_ = {}, rest_ = {};
    int orientation_ = 1;
    bool scanned_ = false;
};

}  // namespace

Result<Picture> clean_jpeg(std::string_view bytes) {
    return Jpeg(bytes).clean();
}

}  // namespace kentongan::media
