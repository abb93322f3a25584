// What the parsers of large media share: changes in place, told as pieces.
#pragma once

#include "media/cleaned.h"

namespace kentongan::media {

Error broken_media();
Error hidden_track();

/// The bytes from `begin` to `end` with these changes in place (each at its `place`).
std::vector<Piece> pieces_with(std::vector<Piece> patches, std::uint64_t begin, std::uint64_t end);

inline Piece blank_at(std::uint64_t place, std::uint64_t length) {
    return {.place = place, .length = length, .blank = true};
}
inline Piece bytes_at(std::uint64_t place, std::string bytes) {
    const std::uint64_t length = bytes.size();
    return {.place = place, .length = length, .bytes = std::move(bytes)};
}

Result<Cleaned> clean_movie(std::string_view);  // MP4, MOV, M4A
Result<Cleaned> clean_heic(std::string_view);   // HEIC, AVIF
Result<Cleaned> clean_webm(std::string_view);
Result<Cleaned> clean_mp3(std::string_view);
Result<Cleaned> clean_wav(std::string_view);
Result<Cleaned> clean_ogg(std::string_view);
Result<Cleaned> clean_caption(std::string_view);  // SRT, WebVTT

}  // namespace kentongan::media
