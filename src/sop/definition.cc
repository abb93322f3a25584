// Looks things up in a definition.
#include "sop/definition.h"

#include <algorithm>

namespace kentongan::sop {
namespace {

bool holds(const Block& block, const StepName& name) {
    return std::ranges::any_of(block.branches, [&](const auto& branch) {
        return std::ranges::find(branch, name) != branch.end();
    });
}

std::size_t size_of(const Block& block) {
    std::size_t size = 0;
    for (const auto& branch : block.branches) size += branch.size();
    return size;
}

std::string value_of(const Identity& identity, Field field) {
    const auto line = std::ranges::find(identity.lines, field, &IdentityLine::field);
    return line == identity.lines.end() ? std::string{} : line->value.text;
}

}  // namespace

std::string cell_text(const std::vector<Item>& items) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Item& item = items[i];
        text += item.marker;
        if (!item.marker.empty() && !item.words.text.empty()) text += ' ';
        text += item.words.text;
        text += item.after;
        if (item.after.empty() && i + 1 < items.size()) text += '\n';
    }
    return text;
}

const Exit* Step::exit(std::string_view outcome) const {
    const auto found = std::ranges::find(exits, outcome, &Exit::outcome);
    return found == exits.end() ? nullptr : &*found;
}

const Step* Definition::find(const StepName& name) const {
    const auto found = std::ranges::find(steps, name, &Step::name);
    return found == steps.end() ? nullptr : &*found;
}

const Lane* Definition::lane_of(const RoleName& role) const {
    const auto found = std::ranges::find(lanes, role, &Lane::role);
    return found == lanes.end() ? nullptr : &*found;
}

// Blocks nest properly, so of those that hold the step the last smallest one is innermost.
const Block* Definition::block_of(const StepName& name) const {
    const Block* innermost = nullptr;
    for (const Block& block : blocks) {
        if (!holds(block, name)) continue;
        if (innermost == nullptr || size_of(block) <= size_of(*innermost)) innermost = &block;
    }
    return innermost;
}

const Block* Definition::block_named(std::string_view name) const {
    const auto found = std::ranges::find(blocks, name, &Block::name);
    return found == blocks.end() ? nullptr : &*found;
}

std::string Definition::title() const {
    return value_of(identity, Field::name);
}
std::string Definition::number() const {
    return value_of(identity, Field::number);
}

}  // namespace kentongan::sop
