// Row by row changes of a definition.
#include "sop/edit.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "sop/vocabulary.h"

namespace kentongan::sop {
namespace {

/// Calls `change` with every place that names a row.
template <class Change>
void for_every_name(Definition& sop, Change change) {
    for (Step& step : sop.steps) {
        change(step.name);
        for (auto& performer : step.performers) change(performer.step);
        for (auto& name : step.other_than) change(name);
        for (auto& name : step.time.shared_with) change(name);
        for (Exit& exit : step.exits) {
            change(exit.to);
            for (auto& name : exit.allowed) change(name);
        }
    }
    for (Block& block : sop.blocks) {
        change(block.then);
        for (auto& branch : block.branches) {
            for (auto& name : branch) change(name);
        }
    }
}

std::size_t row_of(const Definition& sop, const StepName& name) {
    const auto found = std::ranges::find(sop.steps, name, &Step::name);
    return static_cast<std::size_t>(found - sop.steps.begin());
}

StepName free_name(const Definition& sop) {
    for (int number = static_cast<int>(sop.steps.size()) + 1;; ++number) {
        StepName name{std::to_string(number)};
        if (!sop.find(name)) return name;
    }
}

Exit* onward(Step& step) {
    const auto found = std::ranges::find_if(step.exits, [](const Exit& e) { return !e.is_return; });
    return found == step.exits.end() ? nullptr : &*found;
}

bool is_straight(const Step& step, const StepName& to) {
    return step.exits.size() == 1 && !step.exits[0].is_return && step.exits[0].to == to;
}

/// What stood for `gone` stands for `instead`, once.
void replace(std::vector<StepName>& names, const StepName& gone, const StepName& instead) {
    std::vector<StepName> kept;
    for (const StepName& name : names) {
        const StepName& now = name == gone ? instead : name;
        const bool is_step = now != the_end && now != the_join && !now.empty();
        if (is_step && std::ranges::find(kept, now) == kept.end()) kept.push_back(now);
    }
    names = std::move(kept);
}

void forget(std::vector<StepName>& names, const StepName& gone) {
    std::erase(names, gone);
}

/// A block without rows, or a parallel one with a single branch left, is none any more.
void drop_empty_blocks(Definition& sop) {
    for (Block& block : sop.blocks) {
        std::erase_if(block.branches, [](const auto& branch) { return branch.empty(); });
    }
    const auto is_none = [](const Block& block) {
        return block.branches.empty() ||
               (block.kind == BlockKind::parallel && block.branches.size() < 2);
    };
    for (const Block& block : sop.blocks) {
        if (!is_none(block)) continue;
        for (const auto& branch : block.branches) {
            for (const auto& name : branch) {
                for (Step& step : sop.steps) {
                    if (step.name != name) continue;
                    for (Exit& exit : step.exits) {
                        if (exit.to == the_join) exit.to = block.then;
                    }
                }
            }
        }
    }
    std::set<std::string> gone;
    for (const Block& block : sop.blocks) {
        if (is_none(block)) gone.insert(block.name);
    }
    std::erase_if(sop.blocks, [&](const Block& block) { return gone.contains(block.name); });
    for (Block& block : sop.blocks) {
        if (gone.contains(block.parent)) block.parent.clear();
    }
}

}  // namespace

StepName add_step(Definition& sop, const StepName& after) {
    Step fresh{.name = free_name(sop)};
    const StepName name = fresh.name;
    auto at = row_of(sop, after);
    if (at == sop.steps.size()) {
        if (!sop.steps.empty()) {
            fresh.performers = sop.steps.front().performers;
            std::erase_if(fresh.performers,
                          [](const Performer& p) { return p.by != PerformerBy::role; });
        }
        const StepName next = sop.steps.empty() ? the_end : sop.steps.front().name;
        fresh.exits.push_back({.outcome = the_end.value, .to = next});
        sop.steps.insert(sop.steps.begin(), std::move(fresh));
        return name;
    }
    Step& before = sop.steps[at];
    for (const Performer& performer : before.performers) {
        if (performer.by == PerformerBy::role) fresh.performers.push_back(performer);
    }
    Exit* way = onward(before);
    fresh.exits.push_back({.outcome = the_end.value, .to = way ? way->to : the_end});
    if (way) {
        way->to = name;
        way->allowed.clear();
    }
    for (Block& block : sop.blocks) {
        for (auto& branch : block.branches) {
            const auto here = std::ranges::find(branch, after);
            if (here != branch.end()) branch.insert(here + 1, name);
        }
    }
    sop.steps.insert(sop.steps.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(fresh));
    return name;
}

bool remove_step(Definition& sop, const StepName& name) {
    const auto at = row_of(sop, name);
    if (at == sop.steps.size() || sop.steps.size() < 2) return false;
    Step gone = sop.steps[at];
    const Exit* way = onward(gone);
    StepName instead = way ? way->to : the_end;
    if (instead == name) instead = the_end;
    // A branch that ends with its only row ends where its block goes on.
    if (instead == the_join) {
        const Block* block = sop.block_of(name);
        for (const auto& branch : block ? block->branches : std::vector<std::vector<StepName>>{}) {
            if (branch.size() == 1 && branch[0] == name) instead = block->then;
            if (branch.size() > 1 && branch[0] == name) instead = branch[1];
        }
    }
    sop.steps.erase(sop.steps.begin() + static_cast<std::ptrdiff_t>(at));
    for (Step& step : sop.steps) {
        for (auto& performer : step.performers) {
            if (performer.by == PerformerBy::whoever_did && performer.step == name)
                performer = gone.performers.empty() ? Performer{} : gone.performers.front();
        }
        std::erase(step.performers, Performer{});
        forget(step.other_than, name);
        forget(step.time.shared_with, name);
        if (step.time.shared_with.size() < 2) step.time.shared_with.clear();
        for (Exit& exit : step.exits) {
            if (exit.to == name) exit.to = instead;
            replace(exit.allowed, name, instead);
            std::erase(exit.allowed, exit.to);
            if (exit.is_return && (exit.to == the_end || exit.to == the_join))
                exit.to = sop.steps.front().name;
        }
    }
    for (Block& block : sop.blocks) {
        if (block.then == name) block.then = instead;
        for (auto& branch : block.branches) forget(branch, name);
    }
    drop_empty_blocks(sop);
    return true;
}

bool move_step(Definition& sop, const StepName& name, bool up) {
    const auto here = row_of(sop, name);
    if (here == sop.steps.size()) return false;
    if (up ? here == 0 : here + 1 == sop.steps.size()) return false;
    const auto first = up ? here - 1 : here;
    Step& above = sop.steps[first];
    Step& below = sop.steps[first + 1];
    const Block* around_above = sop.block_of(above.name);
    const Block* around_below = sop.block_of(below.name);
    if (around_above != around_below) return false;
    for (Block& block : sop.blocks) {
        for (auto& branch : block.branches) {
            const auto a = std::ranges::find(branch, above.name);
            const auto b = std::ranges::find(branch, below.name);
            if ((a == branch.end()) != (b == branch.end())) return false;
            if (a != branch.end()) std::swap(*a, *b);
        }
    }
    if (is_straight(above, below.name) && below.exits.size() == 1 && !below.exits[0].is_return) {
        const StepName over = above.name, under = below.name, next = below.exits[0].to;
        for (Step& step : sop.steps) {
            if (step.name == over || step.name == under) continue;
            for (Exit& exit : step.exits) {
                if (exit.to == over && !exit.is_return) exit.to = under;
            }
        }
        for (Block& block : sop.blocks) {
            if (block.then == over) block.then = under;
        }
        below.exits[0].to = over;
        above.exits[0].to = next == over ? the_end : next;
    }
    std::swap(above, below);
    return true;
}

bool rename_step(Definition& sop, const StepName& from, const StepName& to) {
    if (from == to) return true;
    if (to.empty() || to == the_end || to == the_join || sop.find(to) || !sop.find(from))
        return false;
    for_every_name(sop, [&](StepName& name) {
        if (name == from) name = to;
    });
    return true;
}

void renumber(Definition& sop) {
    std::map<StepName, StepName> names;
    int number = 0;
    for (const Step& step : sop.steps) names[step.name] = StepName{std::to_string(++number)};
    // Usual names of blocks tell their first row.
    std::map<std::string, std::string> blocks;
    std::vector<bool> usual;
    for (const Block& block : sop.blocks) usual.push_back(block.name == usual_name_of(block));
    for_every_name(sop, [&](StepName& name) {
        const auto found = names.find(name);
        if (found != names.end()) name = found->second;
    });
    for (std::size_t i = 0; i < sop.blocks.size(); ++i) {
        if (!usual[i]) continue;
        const std::string now = usual_name_of(sop.blocks[i]);
        blocks[sop.blocks[i].name] = now;
        sop.blocks[i].name = now;
    }
    for (Block& block : sop.blocks) {
        const auto found = blocks.find(block.parent);
        if (found != blocks.end()) block.parent = found->second;
    }
}

bool remove_lane(Definition& sop, const RoleName& role) {
    if (sop.lanes.size() < 2) return false;
    for (const Step& step : sop.steps) {
        const auto stands = [&](const Performer& performer) { return performer.role == role; };
        if (std::ranges::any_of(step.performers, stands)) return false;
        for (const auto& reminder : step.reminders) {
            if (reminder.to == role) return false;
        }
    }
    for (const auto& alarm : sop.alarms) {
        if (alarm.to == role) return false;
    }
    return std::erase_if(sop.lanes, [&](const Lane& lane) { return lane.role == role; }) > 0;
}

RoleName role_named(const Definition& sop, std::string_view label) {
    Exit as_exit{.label = std::string(label)};
    std::string word = outcome_of(as_exit);
    if (word == the_end.value || word.empty()) word = "pelaksana";
    std::string name = word;
    for (int i = 2; sop.lane_of(RoleName{name}); ++i) name = cat(word, "_", i);
    return RoleName{name};
}

namespace {

/// "1.", "(a).", "2)": the mark before the words of one item, or "".
std::string marker_of(std::string_view line) {
    const auto space = line.find(' ');
    const auto mark = line.substr(0, space);
    if (space == line.npos || mark.size() > 6 || mark.size() < 2) return {};
    const bool ends = mark.back() == '.' || mark.back() == ')';
    if (mark == "-" || !ends) return {};
    const auto inner = std::ranges::count_if(mark, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    return inner >= 1 && inner <= 3 ? std::string(mark) : std::string{};
}

std::string written(const SectionItem& item) {
    return item.marker.empty() ? item.words.text : cat(item.marker, " ", item.words.text);
}

}  // namespace

std::vector<SectionItem> read_items(std::string_view lines,
                                    const std::vector<SectionItem>& before) {
    std::vector<SectionItem> items;
    for (const auto& raw : split(lines, '\n')) {
        const auto line = trimmed(raw);
        if (line.empty()) continue;
        const auto same = std::ranges::find_if(
            before, [&](const SectionItem& item) { return trimmed(written(item)) == line; });
        if (same != before.end()) {
            items.push_back(*same);
            continue;
        }
        SectionItem item{.marker = marker_of(line)};
        item.words.text = std::string(trimmed(line.substr(item.marker.size())));
        items.push_back(std::move(item));
    }
    return items;
}

std::string written_items(const std::vector<SectionItem>& items) {
    std::vector<std::string> lines;
    for (const auto& item : items) {
        auto line = written(item);
        std::ranges::replace(line, '\n', ' ');
        lines.push_back(std::move(line));
    }
    return joined(lines, "\n");
}

}  // namespace kentongan::sop
