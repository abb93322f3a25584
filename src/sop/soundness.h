// Finds, by walking every reachable marking, what would strand a dossier, and tells how it happens.
#pragma once

#include "base/text.h"
#include "sop/definition.h"

namespace kentongan::sop {

enum class Flaw {
    unknown_target,  // an exit leads to a step that is not there
    unreachable,     // a step no dossier ever comes to
    stranded,        // a step from which nothing leads on
    never_ending,    // from here the end cannot be reached
    dead_join,       // a join whose branches cannot all arrive
    live_tokens,     // the end is reached, or a block left, while sibling tasks are open
    bad_block,       // blocks that overlap, or a branch without steps
    too_large,       // more markings than we look at
};

struct Unsound {
    Flaw flaw;
    StepName step = {};
    std::vector<std::string> path = {};  // "1 selesai", "2 selesai", "3 tidak": how to get there
    bool operator==(const Unsound&) const = default;
};

/// More markings than this are not looked at: five branches of five steps fit easily.
inline constexpr std::size_t markings_max = 20'000;

/// Empty when every dossier that starts can always come to its end.
std::vector<Unsound> flaws(const Definition&, std::size_t limit = markings_max);

/// The flaw in one sentence, with the way there: "Dari langkah 3 … Jalannya: 1 selesai, 2 ya."
std::string explain(const Unsound&, Language = Language::indonesian);

}  // namespace kentongan::sop
