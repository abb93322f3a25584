// Ogg with Vorbis or Opus: the comments are emptied in place, and the pages they stand on get
// their new checksums.
#include <map>

#include "media/bytes.h"
#include "media/patches.h"

namespace kentongan::media {
namespace {

constexpr std::size_t comment_bytes_max = 16UL * 1024 * 1024;

std::uint32_t checksum(std::string_view page) {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < page.size(); ++i) {
        // The field of the checksum itself counts as zeros.
        const bool own = i >= 22 && i < 26;
        sum ^= (own ? 0U : static_cast<unsigned char>(page[i])) << 24;
        for (int bit = 0; bit < 8; ++bit) sum = sum << 1 ^ (sum & 0x80000000 ? 0x04C11DB7 : 0);
    }
    return sum;
}

struct Stream {
    bool opus = false;
    int packets = 0;                      // that ended so far
    std::string comment = {};             // the second packet, as it comes
    std::vector<std::size_t> pages = {};  // in `pages_`, where it stands
};

struct Page {
    std::size_t begin = 0, body = 0, end = 0;
    std::size_t comment_from = 0, comment_till = 0;  // in the body
};

class Ogg {
  public:
    explicit Ogg(std::string_view bytes) : bytes_(bytes) {}

    Result<Cleaned> clean() {
        Cleaned out{.type = "audio/ogg", .is = MediaClass::audio};
        std::size_t at = 0;
        while (at < bytes_.size()) at = TRY(page(at));
        if (streams_.empty() || rate_ == 0) return broken_media();
        for (const auto& [serial, stream] : streams_) {
            if (stream.packets < 3) return broken_media();
        }
        out.duration = static_cast<std::int64_t>(samples_ / rate_ * 1000);
        out.pieces = pieces_with(std::move(patches_), 0, bytes_.size());
        return out;
    }

  private:
    Result<std::size_t> page(std::size_t at) {
        Cursor cursor(bytes_.substr(at));
        if (cursor.take(4) != "OggS" || cursor.big(1) != 0) return broken_media();
        const auto flags = cursor.big(1);
        const double low = cursor.little(4), high = cursor.little(4);
        const auto serial = cursor.little(4);
        cursor.take(8);
        const auto lengths = cursor.take(cursor.big(1));
        Page page{.begin = at, .body = at + cursor.place()};
        std::size_t length = 0;
        for (const char one : lengths) length += static_cast<unsigned char>(one);
        const auto body = cursor.take(length);
        if (cursor.broken()) return broken_media();
        page.end = page.body + length;
        if (flags & 2) TRY(begin(serial, body));
        const auto found = streams_.find(serial);
        if (found == streams_.end()) return hidden_track();
        if (high < 0x7FFFFFFF) samples_ = std::max(samples_, high * 4294967296.0 + low);
        TRY(packets(found->second, page, lengths));
        return page.end;
    }

    Result<void> begin(std::uint32_t serial, std::string_view body) {
        Stream stream;
        if (body.starts_with("OpusHead")) {
            stream.opus = true;
            rate_ = 48000;
        } else if (body.starts_with("\x01vorbis") && body.size() >= 30) {
            rate_ = Cursor(body.substr(12)).little(4);
        } else {
            return hidden_track();
        }
        if (streams_.contains(serial) || rate_ == 0) return broken_media();
        streams_[serial] = stream;
        return {};
    }

    Result<void> packets(Stream& stream, Page page, std::string_view lengths) {
        std::size_t at = 0;
        bool has_comment = false;
        for (const char one : lengths) {
            const auto length = static_cast<unsigned char>(one);
            if (stream.packets == 1) {
                if (!has_comment) page.comment_from = at;
                has_comment = true;
                page.comment_till = at + length;
                stream.comment += bytes_.substr(page.body + at, length);
                if (stream.comment.size() > comment_bytes_max) return broken_media();
            }
            at += length;
            if (length == 255) continue;
            if (stream.packets++ != 1) continue;
            keep(stream, page);
            TRY(empty_comment(stream));
            has_comment = false;
        }
        if (has_comment && stream.packets == 1) keep(stream, page);
        return {};
    }

    void keep(Stream& stream, const Page& page) {
        pages_.push_back(page);
        stream.pages.push_back(pages_.size() - 1);
    }

    /// The same number of bytes without a vendor and without a comment.
    Result<void> empty_comment(Stream& stream) {
        const std::string_view head = stream.opus ? "OpusTags" : "\x03vorbis";
        if (!stream.comment.starts_with(head)) return broken_media();
        std::string empty(head);
        empty += std::string(8, '\0');
        if (!stream.opus) empty += '\x01';
        if (empty.size() > stream.comment.size()) return broken_media();
        empty.resize(stream.comment.size(), '\0');
        std::size_t at = 0;
        for (const auto index : stream.pages) {
            const Page& page = pages_[index];
            std::string whole(bytes_.substr(page.begin, page.end - page.begin));
            const auto from = page.body - page.begin + page.comment_from;
            const auto length = page.comment_till - page.comment_from;
            whole.replace(from, length, empty, at, length);
            at += length;
            whole.replace(22, 4, little_bytes(checksum(whole), 4));
            patches_.push_back(bytes_at(page.begin, std::move(whole)));
        }
        stream.comment.clear();
        return {};
    }

    std::string_view bytes_;
    std::map<std::uint32_t, Stream> streams_ = {};
    std::vector<Page> pages_ = {};
    std::vector<Piece> patches_ = {};
    double samples_ = 0, rate_ = 0;
};

}  // namespace

Result<Cleaned> clean_ogg(std::string_view bytes) {
    return Ogg(bytes).clean();
}

}  // namespace kentongan::media
