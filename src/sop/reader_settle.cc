// What can only be said once a whole .sop text is read: names that lead nowhere, blocks, exits.
#include <map>

#include "base/text.h"
#include "sop/reader.h"

namespace kentongan::sop {
namespace {

/// For every block: in which branch each step lies, -1 for none.
using Membership = std::vector<std::vector<int>>;

/// How the steps of one block lie to another: apart, all in one branch of it, or across it.
enum class Lie { apart, inside, across };
Lie lie_of(const std::vector<int>& inner, const std::vector<int>& outer) {
    int branch = -2;
    for (std::size_t step = 0; step < inner.size(); ++step) {
        if (inner[step] < 0) continue;
        if (branch == -2) branch = outer[step];
        if (outer[step] != branch) return Lie::across;
    }
    return branch < 0 ? Lie::apart : Lie::inside;
}

}  // namespace

void Reader::settle() {
    for (const std::size_t index : open_)
        complain("unclosed_block", block_notes_[index].at, "gabung");
    if (definition_.steps.empty()) complain("no_steps", Token{Mark::bad, {}, 1}, "langkah");
    check_steps();
    check_uses();
    check_joins();
    if (!issues_.empty()) return;
    name_blocks();
    settle_parents();
    fill_ranges();
}

std::string Reader::nearest_step(std::string_view read) const {
    std::vector<std::string_view> known;
    known.reserve(definition_.steps.size());
    for (const Step& each : definition_.steps) known.push_back(each.name.value);
    return nearest(read, known);
}

void Reader::check_steps() {
    std::map<std::string_view, int> first_lines;
    for (std::size_t i = 0; i < definition_.steps.size(); ++i) {
        const Step& now = definition_.steps[i];
        const auto [first, is_new] = first_lines.emplace(now.name.value, step_at_[i].line);
        if (!is_new) complain("duplicate_step", step_at_[i], std::to_string(first->second));
        if (exits_tried_.contains(i)) continue;
        const bool last = i + 1 == definition_.steps.size();
        complain("missing_exits", step_at_[i], "->",
                 cat("-> ", last ? the_end.value : definition_.steps[i + 1].name.value));
    }
}

void Reader::check_uses() {
    std::set<std::string_view> steps;
    for (const Step& each : definition_.steps) steps.insert(each.name.value);
    for (const Use& use : step_uses_) {
        if (steps.contains(use.name)) continue;
        const bool is_bound = use.name == the_end.value || use.name == the_join.value;
        if (use.place != Place::step && is_bound) continue;
        complain("unknown_step", use.at, {}, nearest_step(use.name));
    }
    std::set<std::string_view> roles;
    for (const Lane& lane : definition_.lanes) roles.insert(lane.role.value);
    for (const Use& use : role_uses_) {
        if (roles.contains(use.name)) continue;
        const std::vector<std::string_view> known(roles.begin(), roles.end());
        complain("unknown_role", use.at, "pelaksana", nearest(use.name, known));
    }
}

// A block without a given name is called by what it runs over and its first step.
void Reader::name_blocks() {
    std::set<std::string> taken;
    for (const Block& block : definition_.blocks) {
        if (!block.name.empty()) taken.insert(block.name);
    }
    for (Block& block : definition_.blocks) {
        if (!block.name.empty()) continue;
        const std::string usual = usual_name_of(block);
        block.name = usual;
        for (int again = 2; !taken.insert(block.name).second; ++again) {
            block.name = cat(usual, "-", again);
        }
    }
}

bool Reader::fill_members(Membership& members) {
    const auto& blocks = definition_.blocks;
    std::map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < definition_.steps.size(); ++i)
        places.emplace(definition_.steps[i].name.value, i);
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        for (std::size_t k = 0; k < blocks[b].branches.size(); ++k) {
            for (const StepName& name : blocks[b].branches[k]) {
                int& branch = members[b][places.at(name.value)];
                if (branch >= 0) {
                    complain("block_overlap", block_notes_[b].at, name.value);
                    return false;
                }
                branch = static_cast<int>(k);
            }
        }
    }
    return true;
}

// Blocks written around their steps nest by themselves; with lists among them it is to be shown.
// Of two blocks with the same steps the earlier one is the outer one.
void Reader::settle_parents() {
    auto& blocks = definition_.blocks;
    Membership members(blocks.size(), std::vector<int>(definition_.steps.size(), -1));
    if (!fill_members(members)) return;
    std::vector<std::size_t> sizes;
    for (const auto& steps : members)
        sizes.push_back(steps.size() - static_cast<std::size_t>(std::ranges::count(steps, -1)));
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        auto& parent = block_notes_[b].parent;
        for (std::size_t other = 0; other < blocks.size(); ++other) {
            const bool larger = sizes[other] > sizes[b] || (sizes[other] == sizes[b] && other < b);
            if (other == b || !larger) continue;
            const Lie lie = lie_of(members[b], members[other]);
            if (lie == Lie::across)
                return complain("block_overlap", block_notes_[b].at, blocks[other].name);
            const bool closer = !parent || sizes[other] <= sizes[*parent];
            if (lie == Lie::inside && closer) parent = other;
        }
        if (parent) blocks[b].parent = blocks[*parent].name;
        if (!parent && blocks[b].then == the_join)
            complain("join_outside_block", block_notes_[b].at, "sejajar, tiap");
    }
    for (std::size_t b = 0; b < blocks.size(); ++b) check_depth(b);
}

void Reader::check_depth(std::size_t block) {
    std::size_t depth = 1;
    for (auto up = block_notes_[block].parent; up; up = block_notes_[*up].parent) ++depth;
    if (depth > deepest_nesting)
        complain("too_deep", block_notes_[block].at, std::to_string(deepest_nesting));
}

// "-> gabung" has a meaning only inside a block.
void Reader::check_joins() {
    std::set<std::string_view> inside;
    for (const Block& block : definition_.blocks) {
        for (const auto& branch : block.branches) {
            for (const StepName& name : branch) inside.insert(name.value);
        }
    }
    for (const Use& use : step_uses_) {
        const bool joins = use.place == Place::exit && use.name == the_join.value;
        if (joins && !inside.contains(use.user))
            complain("join_outside_block", use.at, "sejajar, tiap");
    }
}

void Reader::fill_ranges() {
    std::map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < definition_.steps.size(); ++i)
        places.emplace(definition_.steps[i].name.value, i);
    for (auto range = ranges_.rbegin(); range != ranges_.rend(); ++range) {
        const auto from = places.find(range->from);
        const auto till = places.find(range->till);
        if (from == places.end() || till == places.end()) continue;
        std::vector<StepName> rows;
        for (std::size_t i = from->second; i <= till->second; ++i)
            rows.push_back(definition_.steps[i].name);
        auto& shared = definition_.steps[range->step].time.shared_with;
        shared.insert(shared.begin() + static_cast<std::ptrdiff_t>(range->place), rows.begin(),
                      rows.end());
    }
}

}  // namespace kentongan::sop
