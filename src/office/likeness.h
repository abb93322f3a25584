// Whether what the public sees says what was approved: texts made alike, differences in words; and
// shows it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::office {

struct Likeness {
    int percent = 0;                        // of the approved words that are there, in their order
    std::vector<std::string> missing = {};  // approved lines that do not stand there as they are
    bool whole() const { return missing.empty(); }
};
/// Compares each approved line with the seen text; case, blanks and punctuation do not count.
Likeness compare_seen(std::string_view approved, std::string_view seen);

/// What a person reads on a web page: text without markup, and what its head says of it (title,
/// description), since many pages show their text only by script.
std::string readable_text(std::string_view html);
/// The addresses of its pictures as the page writes them, each once: what its head names for
/// sharing first, then those in the page, each in its largest form.
std::vector<std::string> picture_addresses(std::string_view html);
/// Whether these bytes show what the approved picture (a path) does, when that is cut to their
/// shape; nothing where one of them cannot be drawn here. Slow.
std::optional<bool> shows_the_same(const std::string& approved, std::string_view bytes);

}  // namespace kentongan::office
