// Short .sop texts for the tests of the language.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "base/text.h"
#include "sop/definition.h"

namespace kentongan::tests {

/// Two performers and whatever follows.
inline std::string with_lanes(std::string_view rest) {
    return cat("pelaksana petugas \"Petugas\"\npelaksana kepala \"Kepala Dinas\"\n", rest);
}

inline sop::Definition read(std::string_view text) {
    auto definition = sop::parse(text);
    if (!definition) {
        for (const auto& issue : definition.error().issues)
            MESSAGE(issue.rule << " | " << joined(issue.with, " | "));
    }
    REQUIRE(static_cast<bool>(definition));
    const auto again = sop::parse(sop::format(*definition));
    REQUIRE(static_cast<bool>(again));
    CHECK(*again == *definition);
    CHECK(sop::format(*again) == sop::format(*definition));
    return *definition;
}

/// The one step of a text that gives its parts.
inline sop::Step read_step(std::string_view head, std::string_view parts = "") {
    return read(with_lanes(cat("langkah 1 ", head, "\n", parts, "\n-> selesai\n"))).steps.at(0);
}

}  // namespace kentongan::tests
