// The parts of written .sop statements: names, texts, times, remarks. Private to the writer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "sop/definition.h"

namespace kentongan::sop {

/// A statement's first word, with blanks so that what follows lines up.
std::string padded(std::string_view word);
/// A name without quotes where it can stand so, and means no word of the language there.
std::string name_text(const std::string& name);
/// A text in quotes; its line breaks become "/" and its tabs "|" between quoted parts.
std::string quoted_text(std::string_view text);
std::string quoted_texts(const std::vector<std::string>& texts);
std::string printed_text(const Printed&);
std::string basis_text(const Basis&);
std::string deadline_text(const Deadline&);
/// What follows a text of time: its meaning where the words alone would be read otherwise.
std::string meaning_text(const StandardTime&);
std::string time_text(const StandardTime&);
std::string performer_text(const Performer&);

template <class Names>
std::string names_text(const Names& names) {
    std::string out;
    for (const auto& name : names) {
        if (!out.empty()) out += ", ";
        if constexpr (requires { name.value; }) {
            out += name_text(name.value);
        } else {
            out += name_text(name);
        }
    }
    return out;
}

}  // namespace kentongan::sop
