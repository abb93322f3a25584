// Owns letter_file.
#include "office/letter_files.h"

#include <array>

namespace kentongan::office {

Result<void> LetterFiles::add(store::Tx& tx, OfficeId office, LetterId letter,
                              const std::vector<LetterFile>& files, Instant now) {
    const auto [last] =
        TRY(tx.one<int>("SELECT coalesce(max(place), 0) FROM letter_file"
                        " WHERE office_id = $1 AND letter_id = $2",
                        office, letter));
    int place = last;
    for (const LetterFile& file : files) {
        if (++place > files_most) {
            return Error{Kind::invalid,
                         "too many files",
                         {{"letter_file", "too_many", {std::to_string(files_most)}}}};
        }
        TRY(tx.run(
            "INSERT INTO letter_file (office_id, letter_id, place, sha256, bytes, type,"
            " name, role, by_requester, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            office, letter, place, file.sha256, file.bytes, file.type, file.name, file.role,
            file.by_requester, now));
    }
    return {};
}

Result<std::vector<LetterFile>> LetterFiles::of(store::Tx& tx, OfficeId office, LetterId letter) {
    const auto rows = TRY(tx.all<int, std::string, std::int64_t, std::string, std::string,
                                 std::string, bool, Instant>(
        "SELECT place, sha256, bytes, type, name, role, by_requester, at FROM letter_file"
        " WHERE office_id = $1 AND letter_id = $2 ORDER BY place",
        office, letter));
    std::vector<LetterFile> files;
    for (const auto& [place, sha256, bytes, type, name, role, by_requester, at] : rows) {
        files.push_back({place, sha256, bytes, type, name, role, by_requester, at});
    }
    return files;
}

std::string type_of_bytes(std::string_view first) {
    struct Sign {
        std::size_t at;
        std::string_view bytes, type;
    };
    constexpr std::array signs{Sign{0, "%PDF-", "application/pdf"},
                               Sign{0, "\xFF\xD8\xFF", "image/jpeg"},
                               Sign{0, "\x89PNG\r\n\x1A\n", "image/png"},
                               Sign{8, "WEBP", "image/webp"}, Sign{4, "ftyp", "video/mp4"}};
    for (const Sign& sign : signs) {
        if (first.size() >= sign.at + sign.bytes.size() &&
            first.substr(sign.at, sign.bytes.size()) == sign.bytes) {
            return std::string(sign.type);
        }
    }
    return "application/octet-stream";
}

}  // namespace kentongan::office
