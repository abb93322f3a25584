// HEIC and AVIF: the items that hold EXIF, XMP and other texts are emptied in place; the picture,
// its profile and its rotation (which is a property of its own) stay.
#include <map>
#include <set>

#include "media/boxes.h"

namespace kentongan::media {
namespace {

class Heic {
  public:
    explicit Heic(std::string_view bytes) : bytes_(bytes) {}

    Result<Cleaned> clean() {
        Boxes boxes(bytes_, 0, bytes_.size());
        std::optional<Box> meta;
        std::string_view brand;
        while (const auto box = boxes.next()) {
            if (box->name == "ftyp") {
                brand = bytes_.substr(box->body, 4);
            } else if (box->name == "meta" && !meta) {
                meta = box;
            } else if (box->name == "moov") {
                return hidden_track();
            } else if (box->name == "mdat") {
                data_.push_back(*box);
            } else {
                take_out(patches_, *box);
            }
        }
        if (boxes.broken() || !meta || meta->length() < 4) return broken_media();
        TRY(items(*meta));
        TRY(check_pixels(width_, height_));
        Cleaned out{.type = brand.starts_with("avi") ? "image/avif" : "image/heic",
                    .width = width_,
                    .height = height_};
        out.pieces = pieces_with(std::move(patches_), 0, bytes_.size());
        return out;
    }

  private:
    std::string_view body_of(const Box& box) const { return bytes_.substr(box.body, box.length()); }

    Result<void> items(const Box& meta) {
        static const std::set<std::string_view> kept{"hdlr", "pitm", "iinf", "iloc", "iprp",
                                                     "iref", "idat", "dinf", "grpl"};
        std::optional<Box> places, inside;
        Boxes boxes(bytes_, meta.body + 4, meta.end);
        while (const auto box = boxes.next()) {
            if (++count_ > boxes_max) return broken_media();
            if (!kept.contains(box->name)) take_out(patches_, *box);
            if (box->name == "iinf") TRY(kinds(*box));
            if (box->name == "iloc") places = box;
            if (box->name == "idat") inside = box;
            if (box->name == "iprp") TRY(measure(*box));
            if (box->name == "hdlr" && box->length() > 24) {
                patches_.push_back(blank_at(box->body + 24, box->length() - 24));
            }
        }
        if (boxes.broken() || !places) return broken_media();
        return forget(*places, inside);
    }

    /// Which items are not the picture.
    Result<void> kinds(const Box& iinf) {
        static const std::set<std::string_view> pictures{"hvc1", "av01", "grid", "iovl",
                                                         "iden", "hvc2", "tmap", "jpeg"};
        if (iinf.length() < 6) return broken_media();
        const bool wide = bytes_[iinf.body] != 0;
        Boxes boxes(bytes_, iinf.body + (wide ? 8 : 6), iinf.end);
        while (const auto box = boxes.next()) {
            if (++count_ > boxes_max || box->name != "infe") return broken_media();
            Cursor entry(body_of(*box));
            const auto version = entry.big(1);
            entry.take(3);
            if (version < 2) return hidden_track();
            const auto item = entry.big(version == 2 ? 2 : 4);
            entry.take(2);
            const auto at = box->body + entry.place();
            const auto type = entry.take(4);
            if (entry.broken()) return broken_media();
            if (pictures.contains(type)) {
                patches_.push_back(blank_at(at + 4, entry.left()));
                continue;
            }
            emptied_.insert(item);
            patches_.push_back(bytes_at(at, "skip"));
            patches_.push_back(blank_at(at + 4, entry.left()));
        }
        return boxes.broken() ? Result<void>(broken_media()) : Result<void>();
    }

    Result<void> measure(const Box& iprp) {
        Boxes boxes(bytes_, iprp.body, iprp.end);
        while (const auto box = boxes.next()) {
            if (box->name != "ipco") continue;
            Boxes properties(bytes_, box->body, box->end);
            while (const auto property = properties.next()) {
                if (++count_ > boxes_max) return broken_media();
                if (property->name == "uuid" || property->name == "udes") {
                    take_out(patches_, *property);
                }
                if (property->name != "ispe") continue;
                Cursor size(body_of(*property));
                size.take(4);
                width_ = std::max(width_, size.big(4));
                height_ = std::max(height_, size.big(4));
            }
        }
        return {};
    }

    static std::uint64_t number(Cursor& cursor, std::uint32_t bytes) {
        if (bytes != 8) return cursor.big(bytes);
        const std::uint64_t high = cursor.big(4);
        return high << 32 | cursor.big(4);
    }

    Result<void> forget(const Box& iloc, const std::optional<Box>& inside) {
        Cursor cursor(body_of(iloc));
        const auto version = cursor.big(1);
        cursor.take(3);
        const auto sizes = cursor.big(2);
        const auto offset_size = sizes >> 12, length_size = sizes >> 8 & 15;
        const auto base_size = sizes >> 4 & 15, index_size = version > 0 ? sizes & 15 : 0;
        const auto legal = [](std::uint32_t size) { return size == 0 || size == 4 || size == 8; };
        if (!legal(offset_size) || !legal(length_size) || !legal(base_size) || !legal(index_size)) {
            return broken_media();
        }
        const auto count = cursor.big(version < 2 ? 2 : 4);
        for (std::uint32_t i = 0; i < count && !cursor.broken(); ++i) {
            const auto item = cursor.big(version < 2 ? 2 : 4);
            const auto method = version > 0 ? cursor.big(2) & 15 : 0;
            cursor.take(2);
            const auto base = number(cursor, base_size);
            const auto extents = cursor.big(2);
            for (std::uint32_t k = 0; k < extents && !cursor.broken(); ++k) {
                number(cursor, index_size);
                auto place = base + number(cursor, offset_size);
                const auto length = number(cursor, length_size);
                if (!emptied_.contains(item)) continue;
                if (method > 1 || (method == 1 && !inside)) return broken_media();
                if (method == 1) place += inside->body;
                const auto in = method == 1 ? std::vector{*inside} : data_;
                if (!lies_in(in, place, length)) return broken_media();
                patches_.push_back(blank_at(place, length));
            }
        }
        return cursor.broken() ? Result<void>(broken_media()) : Result<void>();
    }

    std::string_view bytes_;
    std::vector<Piece> patches_ = {};
    std::vector<Box> data_ = {};
    std::set<std::uint32_t> emptied_ = {};
    std::uint32_t width_ = 0, height_ = 0;
    std::size_t count_ = 0;
};

}  // namespace

Result<Cleaned> clean_heic(std::string_view bytes) {
    return Heic(bytes).clean();
}

}  // namespace kentongan::media
