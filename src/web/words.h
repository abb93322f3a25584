// The catalogue of every word a person sees, in both languages.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/text.h"

namespace kentongan::web {

/// Path in the project -> bytes, as base/carried.h has them.
using Carried = std::map<std::string_view, std::string_view>;

class Words {
  public:
    /// Merges every ui/words/*.id.json and *.en.json. Refuses a key said twice, or in one
    /// language only.
    static Result<Words> read(const Carried&);

    /// The sentence as written, with its {0} unfilled; nullptr when the key is unknown.
    const std::string* find(Language, std::string_view key) const;
    bool knows(std::string_view key) const { return find(Language::indonesian, key) != nullptr; }
    /// The sentence, filled. An unknown key shows itself in ⟦brackets⟧, which every test looks for.
    std::string say(Language, std::string_view key,
                    const std::vector<std::string>& with = {}) const;
    /// What a person reads of an issue: the words of "field.rule", else of "any.rule".
    std::string say(Language, const Issue&) const;
    std::vector<std::string> keys() const;

  private:
    using Book = std::map<std::string, std::string, std::less<>>;
    std::array<Book, 2> books_;
};

/// Puts `with` in the place of {0}, {1}…
std::string filled(std::string_view sentence, const std::vector<std::string>& with);

}  // namespace kentongan::web
