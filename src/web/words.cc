// Reads the catalogue and fills sentences.
#include "web/words.h"

#include <set>

#include "base/json.h"

namespace kentongan::web {
namespace {

constexpr std::string_view folder = "ui/words/";

std::size_t shelf(Language language) {
    return language == Language::indonesian ? 0 : 1;
}

}  // namespace

std::string filled(std::string_view sentence, const std::vector<std::string>& with) {
    std::string out;
    out.reserve(sentence.size() + 16);
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const bool place = sentence[i] == '{' && i + 2 < sentence.size() &&
                           sentence[i + 2] == '}' && sentence[i + 1] >= '0' &&
                           sentence[i + 1] <= '9';
        if (!place) {
            out.push_back(sentence[i]);
            continue;
        }
        const auto index = static_cast<std::size_t>(sentence[i + 1] - '0');
        if (index < with.size()) out += with[index];
        i += 2;
    }
    return out;
}

Result<Words> Words::read(const Carried& carried) {
    Words words;
    for (const auto& [path, bytes] : carried) {
        if (!path.starts_with(folder) || !path.ends_with(".json")) continue;
        const bool indonesian = path.ends_with(".id.json");
        if (!indonesian && !path.ends_with(".en.json")) {
            return Error{Kind::invalid, cat(path, " is neither .id.json nor .en.json")};
        }
        const auto json = read_json(bytes);
        if (!json) return Error{Kind::invalid, cat(path, ": ", json.error().why)};
        if (!json->is_object()) return Error{Kind::invalid, cat(path, " is no JSON object")};
        Book& book = words.books_[indonesian ? 0 : 1];
        for (const auto& member : json->get_object()) {
            const std::string key(member.key().data(), member.key().size());
            if (!member.value().is_string()) {
                return Error{Kind::invalid, cat(path, ": ", key, " is no text")};
            }
            if (!book.emplace(key, text_of(json->get_object(), key)).second) {
                return Error{Kind::invalid, cat(path, ": ", key, " is said twice")};
            }
        }
    }
    for (std::size_t one : {0UL, 1UL}) {
        for (const auto& [key, sentence] : words.books_[one]) {
            if (words.books_[1 - one].contains(key)) continue;
            return Error{Kind::invalid,
                         cat(key, one == 0 ? " has no English words" : " has no Indonesian words")};
        }
    }
    return words;
}

const std::string* Words::find(Language language, std::string_view key) const {
    const Book& book = books_[shelf(language)];
    const auto found = book.find(key);
    return found == book.end() ? nullptr : &found->second;
}

std::string Words::say(Language language, std::string_view key,
                       const std::vector<std::string>& with) const {
    const std::string* sentence = find(language, key);
    return sentence ? filled(*sentence, with) : cat("⟦", key, "⟧");
}

std::string Words::say(Language language, const Issue& issue) const {
    const auto exact = cat(issue.field, ".", issue.rule);
    if (const std::string* sentence = find(language, exact)) return filled(*sentence, issue.with);
    const auto general = cat("any.", issue.rule);
    if (const std::string* sentence = find(language, general)) return filled(*sentence, issue.with);
    return cat("⟦", exact, "⟧");
}

std::vector<std::string> Words::keys() const {
    std::vector<std::string> all;
    for (const auto& [key, sentence] : books_[0]) all.push_back(key);
    return all;
}

}  // namespace kentongan::web
