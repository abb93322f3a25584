// Definitions in a few strokes, for tests about nothing but the flow.
//
//     1: selesai -> 2
//     2: ya -> 3; tidak <- 1 2          the first target is the default; "<-" returns
//     3: ulang << 1; selesai -> gabung  "<<" returns and cancels the siblings
//     sejajar a: 3 4 | 5 -> 6           branches; then what follows the join
//     tiap saluran b: 7 8 -> 9          add "di a" at the end for a block within a
#pragma once

#include <sstream>

#include "base/text.h"
#include "sop/definition.h"

namespace kentongan::tests {

inline sop::Exit sketched_exit(const std::string& text) {
    std::istringstream words(text);
    sop::Exit exit;
    std::string arrow, target;
    words >> exit.outcome >> arrow >> exit.to.value;
    exit.label = exit.outcome;
    exit.is_return = arrow.starts_with('<');
    exit.whole_block = arrow == "<<" || arrow == ">>";
    while (words >> target) exit.allowed.push_back({target});
    return exit;
}

inline sop::Block sketched_block(const std::string& head, const std::string& body) {
    sop::Block block;
    std::istringstream kind(head);
    std::string word;
    kind >> word;
    if (word == "tiap") {
        block.kind = sop::BlockKind::each;
        kind >> block.each_of;
    }
    kind >> block.name;
    const auto arrow = body.find("->");
    std::istringstream steps(body.substr(0, arrow)), rest(body.substr(arrow + 2));
    block.branches.emplace_back();
    while (steps >> word) {
        if (word == "|")
            block.branches.emplace_back();
        else
            block.branches.back().push_back({word});
    }
    rest >> block.then.value >> word >> block.parent;
    return block;
}

inline sop::Definition sketch(const std::string& text) {
    sop::Definition sop{.key = "coretan"};
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const auto colon = line.find(':');
        if (colon == line.npos) continue;
        const std::string head{trimmed(line.substr(0, colon))};
        const auto body = line.substr(colon + 1);
        if (head.starts_with("sejajar ") || head.starts_with("tiap ")) {
            sop.blocks.push_back(sketched_block(head, body));
            continue;
        }
        sop::Step step;
        step.name = {head};
        step.performers = {{.role = {"staf"}}};
        for (const auto& exit : split(body, ';')) {
            if (!trimmed(exit).empty()) step.exits.push_back(sketched_exit(exit));
        }
        sop.steps.push_back(std::move(step));
    }
    return sop;
}

}  // namespace kentongan::tests
