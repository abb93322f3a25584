// Tells kinds of files apart by their bytes, with the largest size for each.
#include "base/text.h"
#include "media/bytes.h"
#include "media/patches.h"
#include "media/picture.h"

namespace kentongan::media {
namespace {

constexpr std::int64_t megabyte = 1024L * 1024, gigabyte = 1024 * megabyte;
constexpr std::int64_t video_max = 10 * gigabyte, audio_max = 2 * gigabyte,
                       document_max = 100 * megabyte, design_max = 2 * gigabyte,
                       caption_max = 2 * megabyte;
constexpr std::uint32_t zip_entries_max = 20'000;
constexpr std::uint64_t unpacked_max = 4ULL * gigabyte, packing_max = 200;

using enum MediaClass;

// clang-format off
constexpr MediaKind jpeg{"image/jpeg", "JPEG", picture, picture_bytes_max};
constexpr MediaKind png{"image/png", "PNG", picture, picture_bytes_max};
constexpr MediaKind gif{"image/gif", "GIF", picture, picture_bytes_max};
constexpr MediaKind webp{"image/webp", "WebP", picture, picture_bytes_max};
constexpr MediaKind heic{"image/heic", "HEIC", picture, picture_bytes_max};
constexpr MediaKind avif{"image/avif", "AVIF", picture, picture_bytes_max};
constexpr MediaKind mp4{"video/mp4", "MP4", video, video_max};
constexpr MediaKind mov{"video/quicktime", "MOV", video, video_max};
constexpr MediaKind webm{"video/webm", "WebM", video, video_max};
constexpr MediaKind mp3{"audio/mpeg", "MP3", audio, audio_max};
constexpr MediaKind m4a{"audio/mp4", "M4A", audio, audio_max};
constexpr MediaKind wav{"audio/wav", "WAV", audio, audio_max};
constexpr MediaKind ogg{"audio/ogg", "OGG", audio, audio_max};
constexpr MediaKind srt{"application/x-subrip", "SRT", caption, caption_max};
constexpr MediaKind vtt{"text/vtt", "WebVTT", caption, caption_max};
constexpr MediaKind pdf{"application/pdf", "PDF", document, document_max};
constexpr MediaKind old_office{"application/x-ole-storage", "DOC/XLS/PPT", document, document_max};
constexpr MediaKind psd{"image/vnd.adobe.photoshop", "PSD", design_source, design_max};
constexpr MediaKind ai{"application/illustrator", "AI", design_source, design_max};
constexpr MediaKind eps{"application/postscript", "AI/EPS", design_source, design_max};
constexpr MediaKind cdr{"application/vnd.corel-draw", "CDR", design_source, design_max};
#define OOXML "application/vnd.openxmlformats-officedocument."
constexpr MediaKind docx{OOXML "wordprocessingml.document", "DOCX", document, document_max};
constexpr MediaKind xlsx{OOXML "spreadsheetml.sheet", "XLSX", document, document_max};
constexpr MediaKind pptx{OOXML "presentationml.presentation", "PPTX", document, document_max};
constexpr MediaKind odt{"application/vnd.oasis.opendocument.text", "ODT", document, document_max};
constexpr MediaKind ods{"application/vnd.oasis.opendocument.spreadsheet", "ODS", document,
                        document_max};
constexpr MediaKind odp{"application/vnd.oasis.opendocument.presentation", "ODP", document,
                        document_max};
// clang-format on

Error refused(const char* rule) {
    return {Kind::invalid, rule, {{"file", rule}}};
}

/// What a ZIP's own list says of its parts; nothing is unpacked.
struct ZipList {
    std::string names = {};  // each between two line feeds
    std::uint64_t packed = 0, unpacked = 0;
    bool has(std::string_view name) const { return names.find(name) != names.npos; }
};
Result<ZipList> zip_list(std::string_view bytes) {
    constexpr std::size_t tail = 66'000;
    const auto from = bytes.size() > tail ? bytes.size() - tail : 0;
    const auto end = bytes.substr(from).rfind("PK\x05\x06");
    if (end == bytes.npos) return broken_media();
    Cursor last(bytes.substr(from + end));
    last.take(10);
    const auto count = last.little(2);
    last.take(4);
    const auto place = last.little(4);
    if (last.broken() || place > bytes.size() || count > zip_entries_max) return broken_media();
    Cursor cursor(bytes.substr(place));
    ZipList list{.names = "\n"};
    for (std::uint32_t i = 0; i < count; ++i) {
        if (cursor.take(4) != "PK\x01\x02") return broken_media();
        cursor.take(16);
        list.packed += cursor.little(4);
        list.unpacked += cursor.little(4);
        const auto name = cursor.little(2), extra = cursor.little(2), note = cursor.little(2);
        cursor.take(12);
        list.names += cat(cursor.take(name), "\n");
        cursor.take(extra + note);
        if (cursor.broken()) return broken_media();
    }
    return list;
}

Result<MediaKind> kind_of_zip(std::string_view bytes) {
    const auto list = TRY(zip_list(bytes));
    if (list.unpacked > unpacked_max ||
        (list.unpacked > 64 * megabyte && list.unpacked / (list.packed + 1) > packing_max)) {
        return refused("bomb");
    }
    if (list.has("vbaProject.bin\n") || list.has("\nBasic/")) return refused("macro");
    if (list.has("\n[Content_Types].xml\n")) {
        if (list.has("\nword/")) return docx;
        if (list.has("\nxl/")) return xlsx;
        if (list.has("\nppt/")) return pptx;
    }
    // OpenDocument puts its type first, unpacked.
    const auto head = bytes.substr(0, 200);
    for (const auto& kind : {odt, ods, odp}) {
        if (head.find(cat("mimetype", kind.type)) != head.npos) return kind;
    }
    if (list.has("\ncontent/root.dat\n") || list.has("\ncontent/riffData.cdr\n")) return cdr;
    return refused("unknown_kind");
}

Result<MediaKind> kind_of_boxes(std::string_view bytes) {
    const auto brand = bytes.substr(8, 4);
    for (const auto name : {"heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"}) {
        if (brand == name) return heic;
    }
    if (brand == "avif" || brand == "avis") return avif;
    if (brand == "qt  ") return mov;
    if (brand.starts_with("M4A") || brand.starts_with("M4B")) return m4a;
    return mp4;
}

bool looks_like_captions(std::string_view text) {
    const auto arrow = text.substr(0, 200).find(" --> ");
    return arrow != text.npos && text.find('\0') == text.npos;
}

bool is_named(std::string_view name, std::string_view ending) {
    return lowered(name).ends_with(ending);
}

Result<MediaKind> kind_by_bytes(std::string_view bytes, std::string_view name) {
    const auto starts = [&](std::string_view magic) { return bytes.starts_with(magic); };
    if (starts("\xFF\xD8\xFF")) return jpeg;
    if (starts("\x89PNG\r\n\x1A\n")) return png;
    if (starts("GIF87a") || starts("GIF89a")) return gif;
    if (starts("RIFF")) {
        const auto form = bytes.size() < 12 ? "" : bytes.substr(8, 4);
        if (form == "WEBP") return webp;
        if (form == "WAVE") return wav;
        if (form.starts_with("CDR") || form.starts_with("cdr")) return cdr;
        return refused("unknown_kind");
    }
    const bool short_box = starts(std::string_view("\0\0", 2));
    if (short_box && bytes.size() > 12 && bytes.substr(4, 4) == "ftyp") return kind_of_boxes(bytes);
    if (starts("\x1A\x45\xDF\xA3")) return webm;
    if (starts("OggS")) return ogg;
    if (starts("ID3") || (starts("\xFF") && bytes.size() > 1 && (bytes[1] & 0xE6) == 0xE2)) {
        return mp3;
    }
    if (starts("%PDF-")) return is_named(name, ".ai") ? ai : pdf;
    if (starts("%!PS-Adobe") || starts("\xC5\xD0\xD3\xC6")) return eps;
    if (starts("8BPS")) return psd;
    if (starts("PK\x03\x04")) return kind_of_zip(bytes);
    if (starts("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return old_office;
    const auto text = bytes.substr(starts("\xEF\xBB\xBF") ? 3 : 0);
    if (text.starts_with("WEBVTT")) return vtt;
    if (looks_like_captions(text)) return srt;
    const auto head = lowered(text.substr(0, 1000));
    if (head.find("<svg") != head.npos) return refused("svg");
    if (head.starts_with("<!doctype html") || head.find("<html") != head.npos) {
        return refused("web_page");
    }
    return refused("unknown_kind");
}

}  // namespace

Result<MediaKind> kind_of(std::string_view bytes, std::string_view name) {
    if (bytes.empty()) return refused("empty");
    const auto kind = TRY(kind_by_bytes(bytes, name));
    if (static_cast<std::int64_t>(bytes.size()) <= kind.bytes_max) return kind;
    return Error{Kind::invalid,
                 "file too large",
                 {{"file",
                   "too_large_kind",
                   {std::string(kind.label), std::to_string(kind.bytes_max / megabyte)}}}};
}

/// Captions are plain text with times; they are checked, and kept without a byte order mark.
Result<Cleaned> clean_caption(std::string_view bytes) {
    const std::size_t begin = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    const auto text = bytes.substr(begin);
    if (!is_utf8(text) || text.find('\0') != text.npos) return refused("caption_not_text");
    if (text.find(" --> ") == text.npos) return refused("caption_without_times");
    Cleaned out{.type = std::string(text.starts_with("WEBVTT") ? vtt.type : srt.type),
                .is = caption};
    out.pieces.push_back({.place = begin, .length = text.size()});
    return out;
}

}  // namespace kentongan::media
