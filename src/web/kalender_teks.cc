// Writes lines of calendars and sheets.
#include "web/kalender_teks.h"

namespace kentongan::web {

std::string ics_time(Instant at) {
    std::string text = iso_utc(std::chrono::floor<seconds>(at));
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}
std::string ics_line(std::string_view name, std::string_view value) {
    std::string line = cat(name, ":");
    for (const char c : value) {
        if (c == '\n') {
            line += "\\n";
        } else if (c == '\\' || c == ',' || c == ';') {
            line += cat("\\", c);
        } else if (c != '\r') {
            line += c;
        }
    }
    std::string folded;
    std::size_t width = 0;
    for (const char c : line) {
        const bool starts_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (width >= 60 && starts_character) {
            folded += "\r\n ";
            width = 1;
        }
        folded += c;
        ++width;
    }
    return folded + "\r\n";
}

std::string csv_field(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t").find(text.front()) != std::string_view::npos) {
        text.insert(text.begin(), '\'');
    }
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

}  // namespace kentongan::web
