// MP4, MOV and M4A: only boxes that play are kept, in place; tracks that are neither picture nor
// sound (positions, subtitles, timed metadata) go with their samples, and so do all dates.
#include <array>

#include "media/boxes.h"

namespace kentongan::media {
namespace {

constexpr std::size_t samples_max = 20'000'000;

// clang-format off
constexpr std::array<std::string_view, 9> kept_top{
    "ftyp", "styp", "moov", "mdat", "moof", "sidx", "mfra", "wide", "ssix"};
constexpr std::array<std::string_view, 4> kept_in_movie{"mvhd", "trak", "mvex", "iods"};
constexpr std::array<std::string_view, 6> kept_in_track{
    "tkhd", "edts", "mdia", "tref", "tapt", "load"};
constexpr std::array<std::string_view, 4> kept_in_media{"mdhd", "hdlr", "minf", "elng"};
constexpr std::array<std::string_view, 5> kept_in_info{"vmhd", "smhd", "hdlr", "dinf", "stbl"};
constexpr std::array<std::string_view, 18> kept_in_table{
    "stsd", "stts", "stss", "stsz", "stz2", "stsc", "stco", "co64", "ctts",
    "cslg", "sdtp", "sbgp", "sgpd", "subs", "stps", "padb", "saiz", "saio"};
constexpr std::array<std::string_view, 2> kept_in_fragment{"mfhd", "traf"};
constexpr std::array<std::string_view, 6> kept_in_run{
    "tfhd", "tfdt", "trun", "sbgp", "sgpd", "sdtp"};
// clang-format on

struct Track {
    Box whole;
    std::string_view handler = {};
    std::uint32_t width = 0, height = 0;
    std::optional<Box> sizes = {}, chunks = {}, offsets = {};
    bool wide_offsets = false;
};

class Movie {
  public:
    explicit Movie(std::string_view bytes) : bytes_(bytes) {}

    Result<Cleaned> clean() {
        Boxes boxes(bytes_, 0, bytes_.size());
        while (const auto box = boxes.next()) TRY(top(*box));
        if (boxes.broken() || data_.empty() || tracks_kept_ == 0) return broken_media();
        for (const Track& track : hidden_) TRY(forget_samples(track));
        if (has_fragments_ && !hidden_.empty()) return hidden_track();
        const bool has_picture = width_ > 0;
        Cleaned out{.type = is_quicktime_ && has_picture ? "video/quicktime" : "video/mp4",
                    .is = has_picture ? MediaClass::video : MediaClass::audio,
                    .width = width_,
                    .height = height_,
                    .duration = duration_};
        if (!has_picture) out.type = "audio/mp4";
        out.pieces = pieces_with(std::move(patches_), 0, bytes_.size());
        return out;
    }

  private:
    template <std::size_t N>
    static bool is_in(const std::array<std::string_view, N>& kept, std::string_view name) {
        return std::ranges::find(kept, name) != kept.end();
    }
    std::string_view body_of(const Box& box) const { return bytes_.substr(box.body, box.length()); }

    /// Every child, when there are not too many.
    template <class Each>
    Result<void> each(const Box& parent, const Each& visit) {
        Boxes boxes(bytes_, parent.body, parent.end);
        while (const auto box = boxes.next()) {
            if (++count_ > boxes_max) return broken_media();
            TRY(visit(*box));
        }
        // QuickTime ends some lists with four zeros.
        return {};
    }
    template <std::size_t N, class Each>
    Result<void> each_kept(const Box& parent, const std::array<std::string_view, N>& kept,
                           const Each& visit) {
        return each(parent, [&](const Box& box) -> Result<void> {
            if (is_in(kept, box.name)) return visit(box);
            take_out(patches_, box);
            return {};
        });
    }

    Result<void> top(const Box& box) {
        if (++count_ > boxes_max) return broken_media();
        if (box.name == "ftyp") is_quicktime_ = body_of(box).starts_with("qt  ");
        if (box.name == "mdat") data_.push_back(box);
        if (box.name == "moov") return movie(box);
        if (box.name == "moof") return fragment(box);
        if (!is_in(kept_top, box.name)) take_out(patches_, box);
        return {};
    }

    Result<void> movie(const Box& moov) {
        return each_kept(moov, kept_in_movie, [&](const Box& box) -> Result<void> {
            if (box.name == "mvhd") forget_dates(box, true);
            if (box.name == "trak") return track(box);
            return {};
        });
    }

    Result<void> fragment(const Box& moof) {
        has_fragments_ = true;
        return each_kept(moof, kept_in_fragment, [&](const Box& box) -> Result<void> {
            if (box.name != "traf") return {};
            return each_kept(box, kept_in_run, [](const Box&) { return Result<void>{}; });
        });
    }

    Result<void> track(const Box& trak) {
        Track found{.whole = trak};
        TRY(each_kept(trak, kept_in_track, [&](const Box& box) -> Result<void> {
            if (box.name == "tkhd") {
                forget_dates(box, false);
                if (box.length() >= 84) {
                    Cursor size(body_of(box).substr(box.length() - 8));
                    found.width = size.big(4) >> 16;
                    found.height = size.big(4) >> 16;
                }
            }
            if (box.name == "mdia") return media(box, found);
            return {};
        }));
        if (found.handler == "vide") {
            width_ = std::max({width_, found.width, 1U});
            height_ = std::max({height_, found.height, 1U});
        } else if (found.handler != "soun") {
            take_out(patches_, trak);
            hidden_.push_back(found);
            return {};
        }
        ++tracks_kept_;
        return {};
    }

    Result<void> media(const Box& mdia, Track& found) {
        return each_kept(mdia, kept_in_media, [&](const Box& box) -> Result<void> {
            if (box.name == "mdhd") forget_dates(box, false);
            if (box.name == "hdlr") {
                const auto body = body_of(box);
                if (body.size() < 12) return broken_media();
                found.handler = body.substr(8, 4);
                if (body.size() > 24) patches_.push_back(blank_at(box.body + 24, body.size() - 24));
            }
            if (box.name != "minf") return {};
            return each_kept(box, kept_in_info, [&](const Box& part) -> Result<void> {
                if (part.name != "stbl") return {};
                return each_kept(part, kept_in_table, [&](const Box& table) -> Result<void> {
                    if (table.name == "stsz") found.sizes = table;
                    if (table.name == "stsc") found.chunks = table;
                    if (table.name == "stco" || table.name == "co64") {
                        found.offsets = table;
                        found.wide_offsets = table.name == "co64";
                    }
                    return {};
                });
            });
        });
    }

    /// Dates of making and changing; the duration is read on the way.
    void forget_dates(const Box& box, bool is_movie) {
        const auto body = body_of(box);
        if (body.size() < 20) return;
        const bool wide = body[0] == 1;
        patches_.push_back(
            blank_at(box.body + 4, std::min<std::size_t>(wide ? 16 : 8, body.size() - 4)));
        if (!is_movie) return;
        Cursor cursor(body.substr(wide ? 20 : 12));
        const std::uint64_t scale = cursor.big(4);
        std::uint64_t length = cursor.big(4);
        if (wide) length = length << 32 | cursor.big(4);
        const bool told = scale > 0 && length < (std::uint64_t{1} << 40);
        if (told) duration_ = static_cast<std::int64_t>(length * 1000 / scale);
    }

    /// What a hidden track recorded lies among the samples of the others.
    Result<void> forget_samples(const Track& track) {
        if (!track.sizes || !track.chunks || !track.offsets) return {};
        Cursor sizes(body_of(*track.sizes)), offsets(body_of(*track.offsets));
        Cursor chunks(body_of(*track.chunks));
        sizes.take(4), offsets.take(4), chunks.take(4);
        const auto same_size = sizes.big(4);
        auto samples = std::uint64_t{sizes.big(4)};
        const auto chunk_count = offsets.big(4);
        auto runs = chunks.big(4);
        std::uint32_t per_chunk = 0, next_first = runs > 0 ? chunks.big(4) : 0;
        for (std::uint32_t chunk = 1; chunk <= chunk_count && samples > 0; ++chunk) {
            if (runs > 0 && chunk == next_first) {
                per_chunk = chunks.big(4);
                chunks.take(4);
                next_first = --runs > 0 ? chunks.big(4) : 0;
            }
            std::uint64_t place = offsets.big(4);
            if (track.wide_offsets) place = place << 32 | offsets.big(4);
            const auto here = std::min<std::uint64_t>(per_chunk, samples);
            samples -= here;
            std::uint64_t length = std::uint64_t{same_size} * here;
            for (std::uint64_t i = 0; same_size == 0 && i < here; ++i) {
                length += sizes.big(4);
                if (++samples_ > samples_max || sizes.broken()) return broken_media();
            }
            if (offsets.broken() || chunks.broken()) return broken_media();
            if (!lies_in(data_, place, length)) return broken_media();
            patches_.push_back(blank_at(place, length));
            if (patches_.size() > samples_max) return broken_media();
        }
        return {};
    }

    std::string_view bytes_;
    std::vector<Piece> patches_ = {};
    std::vector<Track> hidden_ = {};
    std::vector<Box> data_ = {};
    std::uint32_t width_ = 0, height_ = 0;
    std::int64_t duration_ = 0;
    std::size_t count_ = 0, samples_ = 0;
    int tracks_kept_ = 0;
    bool is_quicktime_ = false, has_fragments_ = false;
};

}  // namespace

Result<Cleaned> clean_movie(std::string_view bytes) {
    return Movie(bytes).clean();
}

}  // namespace kentongan::media
