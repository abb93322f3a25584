// The words of the .sop language, in one place for its reader, its writer and its suggestions.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sop/definition.h"

namespace kentongan::sop {

/// A word of the language and the value it stands for.
template <class Value>
struct Word {
    std::string_view word;
    Value value;
};

std::span<const Word<Field>> field_words();
std::span<const Word<Section>> section_words();
std::span<const Word<PerformerKind>> performer_words();
std::span<const Word<ItemKind>> item_words();
std::span<const Word<FormKind>> form_words();
std::span<const Word<TimeUnit>> unit_words();  // two words ("hari kerja") are one entry
std::span<const Word<Act>> act_words();

template <class Value>
std::optional<Value> meaning_of(std::span<const Word<Value>> words, std::string_view word) {
    const auto found = std::ranges::find(words, word, &Word<Value>::word);
    return found == words.end() ? std::nullopt : std::optional{found->value};
}
template <class Value>
std::string_view word_for(std::span<const Word<Value>> words, Value value) {
    const auto found = std::ranges::find(words, value, &Word<Value>::value);
    return found == words.end() ? std::string_view{} : found->word;
}

/// Can stand without quotes: letters, digits, "_", and "-", "+", "." before another of them.
bool is_bare_word(std::string_view);
/// The outcome of an exit that is given none: "Tidak setuju" -> tidak_setuju; without a label
/// selesai, or kembali when it leads back.
std::string outcome_of(const Exit&);
/// The name of a block that is not given one: "tiap-saluran-4".
std::string usual_name_of(const Block&);
/// Whether an item of this kind stands under Kelengkapan unless said otherwise.
bool is_usually_needed(ItemKind);

/// The nearest of `words` to what was read, or "" when none is near.
std::string nearest(std::string_view read, std::span<const std::string_view> words);

}  // namespace kentongan::sop
