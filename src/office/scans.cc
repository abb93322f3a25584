// Scans kept as evidence, and stored files read through before they leave.
#include <array>
#include <filesystem>
#include <fstream>

#include "media/render.h"
#include "office/contents.h"
#include "office/control_sheets.h"

namespace kentongan::office {
namespace {

constexpr std::uintmax_t scan_max = 20UL * 1024 * 1024;
constexpr std::size_t first_bytes = 16;

/// A photo or a PDF, by its own first bytes.
bool is_scan(std::string_view first) {
    constexpr std::array<std::string_view, 4> signs{"%PDF-", "\xFF\xD8\xFF", "\x89PNG", "RIFF"};
    for (const auto sign : signs) {
        if (first.starts_with(sign)) return true;
    }
    return false;
}

}  // namespace

Result<std::string> Contents::keep_scan(OfficeId office, const std::string& temporary_path) {
    std::error_code problem;
    const auto size = std::filesystem::file_size(temporary_path, problem);
    if (problem || size == 0) return Error{Kind::invalid, "no scan", {{"scan", "required"}}};
    if (size > scan_max) {
        return Error{Kind::invalid,
                     "scan too large",
                     {{"scan", "too_large", {std::to_string(scan_max >> 20)}}}};
    }
    std::string first(first_bytes, ' ');
    std::ifstream(temporary_path, std::ios::binary)
        .read(first.data(), static_cast<std::streamsize>(first.size()));
    if (!is_scan(first)) return Error{Kind::invalid, "no scan", {{"scan", "type"}}};
    const auto stored = TRY(vault_.put_file(office, temporary_path));
    return stored.sha256;
}

std::string code_on_scan(const std::string& path) {
    constexpr std::string_view place = "/cek/";
    const auto codes = media::codes_on(path);
    if (!codes) return {};
    for (const auto& text : *codes) {
        const auto at = text.rfind(place);
        if (at != text.npos) return plain_code(text.substr(at + place.size()));
    }
    return {};
}

Result<std::string> Contents::intact(OfficeId office, const std::string& sha256) {
    TRY(vault_.verify(office, sha256));
    const auto path = TRY(vault_.path_of(office, sha256));
    return path.string();
}

}  // namespace kentongan::office
