// WebM: tags, attachments, titles and dates become void elements of the same length, in place.
#include <set>

#include "media/bytes.h"
#include "media/patches.h"

namespace kentongan::media {
namespace {

constexpr std::uint32_t ebml = 0x1A45DFA3, segment = 0x18538067, info = 0x1549A966,
                        tracks = 0x1654AE6B, cluster = 0x1F43B675;
constexpr std::uint32_t doc_type = 0x4282, duration = 0x4489, timecode_scale = 0x2AD7B1,
                        track_entry = 0xAE, track_type = 0x83, video = 0xE0, pixel_width = 0xB0,
                        pixel_height = 0xBA;
constexpr std::uint64_t unknown = ~std::uint64_t{0};
constexpr std::size_t elements_max = 2'000'000;

struct Element {
    std::uint32_t id = 0;
    std::size_t begin = 0, body = 0, end = 0;
    bool open_ended = false;
};

class Webm {
  public:
    explicit Webm(std::string_view bytes) : bytes_(bytes) {}

    Result<Cleaned> clean() {
        const auto head = TRY(element(0, bytes_.size()));
        if (head.id != ebml || head.open_ended) return broken_media();
        TRY(each(head.body, head.end, [&](const Element& part) -> Result<void> {
            if (part.id == doc_type && body_of(part).substr(0, 4) != "webm") return hidden_track();
            return {};
        }));
        const auto body = TRY(element(head.end, bytes_.size()));
        if (body.id != segment) return broken_media();
        TRY(whole(body));
        if (!has_data_ || !has_track_) return broken_media();
        Cleaned out{.type = width_ > 0 ? "video/webm" : "audio/webm",
                    .is = width_ > 0 ? MediaClass::video : MediaClass::audio,
                    .width = width_,
                    .height = height_,
                    .duration = static_cast<std::int64_t>(length_ * double(scale_) / 1e6)};
        // What follows the segment is no part of the film.
        out.pieces = pieces_with(std::move(patches_), 0, body.end);
        return out;
    }

  private:
    std::string_view body_of(const Element& part) const {
        return bytes_.substr(part.body, part.end - part.body);
    }

    Result<Element> element(std::size_t at, std::size_t limit) {
        if (++count_ > elements_max || at >= limit) return broken_media();
        Element found{.begin = at};
        const auto first = static_cast<unsigned char>(bytes_[at]);
        std::size_t length = 1;
        while (length <= 4 && !(first & (0x80 >> (length - 1)))) ++length;
        if (length > 4) return broken_media();
        Cursor cursor(bytes_.substr(at, limit - at));
        found.id = cursor.big(length);
        const auto size_first = cursor.big(1);
        std::size_t more = 0;
        while (more < 8 && !(size_first & (0x80U >> more))) ++more;
        if (more >= 8 || cursor.broken()) return broken_media();
        std::uint64_t size = size_first & (0x7FU >> more);
        bool all_ones = size == (0x7FU >> more);
        for (std::size_t i = 0; i < more; ++i) {
            const auto next = cursor.big(1);
            all_ones = all_ones && next == 0xFF;
            size = size << 8 | next;
        }
        if (cursor.broken()) return broken_media();
        found.body = at + cursor.place();
        found.open_ended = all_ones;
        if (!all_ones && size > limit - found.body) return broken_media();
        found.end = all_ones ? limit : found.body + size;
        return found;
    }

    template <class Each>
    Result<void> each(std::size_t begin, std::size_t end, const Each& visit) {
        for (auto at = begin; at < end;) {
            const auto part = TRY(element(at, end));
            TRY(visit(part));
            at = part.end;
        }
        return {};
    }

    void make_void(const Element& part) {
        const auto length = part.end - part.begin;
        std::string head("\xEC");
        if (length < 10) {
            head += static_cast<char>(0x80 | (length - 2));
        } else {
            const std::uint64_t rest = length - 9;
            head += '\x01' + big_bytes(static_cast<std::uint32_t>(rest >> 32), 3) +
                    big_bytes(static_cast<std::uint32_t>(rest), 4);
        }
        const auto told = head.size();
        patches_.push_back(bytes_at(part.begin, std::move(head)));
        patches_.push_back(blank_at(part.begin + told, length - told));
    }

    Result<void> whole(const Element& body) {
        static const std::set<std::uint32_t> kept{0x114D9B74, info, tracks, cluster, 0x1C53BB6B};
        std::size_t at = body.body;
        while (at < body.end) {
            const auto part = TRY(element(at, body.end));
            at = part.end;
            if (part.id == cluster) {
                has_data_ = true;
                if (part.open_ended) at = TRY(end_of_cluster(part));
            } else if (part.open_ended) {
                return broken_media();
            } else if (part.id == info) {
                TRY(facts(part));
            } else if (part.id == tracks) {
                TRY(each(part.body, part.end, [&](const Element& one) { return track(one); }));
            } else if (!kept.contains(part.id)) {
                make_void(part);
            }
        }
        return {};
    }

    /// A live recording does not say how long its clusters are: up to the next one.
    Result<std::size_t> end_of_cluster(const Element& part) {
        auto at = part.body;
        while (at < part.end) {
            const auto child = TRY(element(at, part.end));
            if (child.id > 0xFFFFFF) return at;
            if (child.open_ended) return broken_media();
            at = child.end;
        }
        return at;
    }

    Result<void> facts(const Element& part) {
        return each(part.body, part.end, [&](const Element& fact) -> Result<void> {
            Cursor cursor(body_of(fact));
            if (fact.id == timecode_scale && cursor.left() <= 4) {
                scale_ = cursor.big(cursor.left());
            } else if (fact.id == duration && (cursor.left() == 4 || cursor.left() == 8)) {
                length_ = real(cursor);
            } else if (fact.id != 0x4D80 && fact.id != 0x5741) {
                make_void(fact);
            } else {
                // Players want to read which program made it; the words themselves need not stay.
                patches_.push_back(blank_at(fact.body, fact.end - fact.body));
            }
            return {};
        });
    }

    static double real(Cursor& cursor) {
        double value = 0;
        if (cursor.left() == 4) {
            value = double(std::bit_cast<float>(cursor.big(4)));
        } else {
            const std::uint64_t high = cursor.big(4);
            value = std::bit_cast<double>(high << 32 | cursor.big(4));
        }
        return value >= 0 && value < 1e12 ? value : 0;
    }

    Result<void> track(const Element& entry) {
        if (entry.id != track_entry) {
            make_void(entry);
            return {};
        }
        return each(entry.body, entry.end, [&](const Element& fact) -> Result<void> {
            if (fact.id == track_type) {
                const auto kind = Cursor(body_of(fact)).big(1);
                if (kind != 1 && kind != 2) return hidden_track();
                has_track_ = true;
            } else if (fact.id == 0x536E) {
                make_void(fact);  // the track's name
            } else if (fact.id == video) {
                return each(fact.body, fact.end, [&](const Element& size) -> Result<void> {
                    Cursor cursor(body_of(size));
                    if (cursor.left() > 4) return {};
                    if (size.id == pixel_width) width_ = cursor.big(cursor.left());
                    if (size.id == pixel_height) height_ = cursor.big(cursor.left());
                    return {};
                });
            }
            return {};
        });
    }

    std::string_view bytes_;
    std::vector<Piece> patches_ = {};
    std::size_t count_ = 0;
    std::uint32_t width_ = 0, height_ = 0, scale_ = 1'000'000;
    double length_ = 0;
    bool has_data_ = false, has_track_ = false;
};

}  // namespace

Result<Cleaned> clean_webm(std::string_view bytes) {
    return Webm(bytes).clean();
}

}  // namespace kentongan::media
