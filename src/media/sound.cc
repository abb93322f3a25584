// MP3 and WAV: only the frames, only the chunks that sound. Tags before, between and after go.
#include <array>

#include "media/bytes.h"
#include "media/patches.h"

namespace kentongan::media {
namespace {

constexpr int frames_wanted = 3;
constexpr int gaps_max = 64;

/// The next frame of MPEG layer III at this place: its length, 0 when there is none.
struct Frame {
    std::size_t length = 0;
    std::uint32_t samples = 0, rate = 0;
};
Frame frame_at(std::string_view bytes, std::size_t at) {
    constexpr std::array<std::uint32_t, 16> first_rates{0,   32,  40,  48,  56,  64,  80,  96,
                                                        112, 128, 160, 192, 224, 256, 320, 0};
    constexpr std::array<std::uint32_t, 16> second_rates{0,  8,  16, 24,  32,  40,  48,  56,
                                                         64, 80, 96, 112, 128, 144, 160, 0};
    constexpr std::array<std::uint32_t, 4> samplings{44100, 48000, 32000, 0};
    if (bytes.size() - at < 4) return {};
    const auto head = Cursor(bytes.substr(at, 4)).big(4);
    const auto version = head >> 19 & 3, layer = head >> 17 & 3;
    if (head >> 21 != 0x7FF || version == 1 || layer != 1) return {};
    const bool first = version == 3;
    const auto rate = (first ? first_rates : second_rates)[head >> 12 & 15] * 1000;
    auto sampling = samplings[head >> 10 & 3];
    if (rate == 0 || sampling == 0) return {};
    if (version == 2) sampling /= 2;
    if (version == 0) sampling /= 4;
    const auto length = (first ? 144 : 72) * rate / sampling + (head >> 9 & 1);
    if (length > bytes.size() - at) return {};
    return {length, first ? 1152U : 576U, sampling};
}

/// Behind the tags that stand at this place.
std::size_t after_tags(std::string_view bytes, std::size_t at) {
    while (bytes.substr(at).starts_with("ID3") && bytes.size() - at >= 10) {
        std::size_t length = 0;
        for (std::size_t i = 6; i < 10; ++i) {
            length = length << 7 | (static_cast<unsigned char>(bytes[at + i]) & 0x7F);
        }
        length += bytes[at + 5] & 0x10 ? 20 : 10;
        if (length > bytes.size() - at) return bytes.size();
        at += length;
    }
    return at;
}

}  // namespace

Result<Cleaned> clean_mp3(std::string_view bytes) {
    Cleaned out{.type = "audio/mpeg", .is = MediaClass::audio};
    int frames = 0, gaps = 0;
    double length = 0;
    for (auto at = after_tags(bytes, 0); at < bytes.size();) {
        const auto frame = frame_at(bytes, at);
        if (frame.length == 0) {
            // Something else: behind it, two frames in a row must follow, or the end.
            if (++gaps > gaps_max) return broken_media();
            auto next = after_tags(bytes, at);
            if (next == at) ++next;
            for (; next < bytes.size(); ++next) {
                const auto one = frame_at(bytes, next);
                if (one.length > 0 && frame_at(bytes, next + one.length).length > 0) break;
            }
            at = next;
            continue;
        }
        auto& pieces = out.pieces;
        if (!pieces.empty() && pieces.back().place + pieces.back().length == at) {
            pieces.back().length += frame.length;
        } else {
            pieces.push_back({.place = at, .length = frame.length});
        }
        length += 1000.0 * frame.samples / frame.rate;
        ++frames;
        at += frame.length;
    }
    if (frames < frames_wanted) return broken_media();
    out.duration = static_cast<std::int64_t>(length);
    return out;
}

Result<Cleaned> clean_wav(std::string_view bytes) {
    Cursor cursor(bytes);
    cursor.take(4);
    cursor.little(4);
    cursor.take(4);
    Cleaned out{.type = "audio/wav", .is = MediaClass::audio};
    std::uint64_t total = 4, data = 0, per_second = 0;
    while (cursor.left() >= 8) {
        const auto begin = cursor.place();
        const auto name = cursor.take(4);
        const auto length = cursor.little(4);
        const auto body = cursor.take(length);
        if (cursor.broken()) return broken_media();
        if (length % 2 == 1 && !cursor.at_end()) cursor.take(1);
        if (name == "fmt ") {
            Cursor format(body);
            format.take(8);
            per_second = format.little(4);
        }
        if (name != "fmt " && name != "fact" && name != "data") continue;
        if (name == "data") data += length;
        const auto whole = cursor.place() - begin;
        out.pieces.push_back({.place = begin, .length = whole});
        total += whole;
    }
    if (per_second == 0 || data == 0 || total > 0xFFFFFFFF) return broken_media();
    out.duration = static_cast<std::int64_t>(data * 1000 / per_second);
    auto head = "RIFF" + little_bytes(static_cast<std::uint32_t>(total), 4) + "WAVE";
    out.pieces.insert(out.pieces.begin(), {.length = head.size(), .bytes = head});
    return out;
}

}  // namespace kentongan::media
