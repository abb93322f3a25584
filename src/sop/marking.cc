// Moves tokens: into blocks, through joins, out of blocks, to the end.
#include "sop/marking.h"

#include <algorithm>

namespace kentongan::sop {
namespace {

constexpr int moves_max = 1000;

/// Whether `path` lies in the block instance in which `branch` lies, in whichever branch.
bool lies_in(const std::vector<Branch>& path, const Branch& branch) {
    return std::ranges::any_of(path, [&](const Branch& other) {
        return other.block == branch.block && other.round == branch.round;
    });
}

Error not_allowed(const StepName& to) {
    return {Kind::invalid, cat("cannot go to ", to.value), {{"to", "not_allowed", {to.value}}}};
}

}  // namespace

Marking::Marking(const Definition& sop, const Dossier& before, const Situation& situation,
                 bool asking)
    : sop_(sop), before_(before), situation_(situation), asking_(asking) {
    now_.state = before.state;
    now_.tasks_opened = before.tasks_opened;
    now_.desk = before.desk;
    now_.blocks = before.blocks;
    now_.team = before.team;
    decision_.events.reserve(4);
}

void Marking::record(Event event) {
    now_.apply(event);
    decision_.events.push_back(std::move(event));
}

Result<void> Marking::go(std::vector<Branch> path, const StepName& to, const Way& way) {
    if (++moves_ > moves_max) {
        return Error{Kind::invalid, "goes round without a task", {{"sop", "unsound"}}};
    }
    const bool arrives = to == the_join || (to == the_end && !way.whole_block);
    if (arrives && !path.empty()) {
        if (!way.whole_block) return arrive(std::move(path), way);
        const Branch left = path.back();
        const Block* block = sop_.block_named(left.block);
        ensure(block != nullptr);
        TRY(leave_block(path, path.size() - 1, way));
        path.pop_back();
        return go(std::move(path), block->then, Way{.from = way.from});
    }
    if (to == the_end) {
        if (!path.empty()) TRY(leave_block(path, 0, way));
        return close();
    }
    const Step* step = to == the_join ? nullptr : sop_.find(to);
    if (step == nullptr) return not_allowed(to);
    if (sop_.blocks.empty()) {
        open({}, *step, way);
        return {};
    }
    const auto place = place_of(sop_, to);
    const auto shared = shared_levels(path, place);
    if (shared < path.size()) {
        TRY(leave_block(path, shared, way));
        path.resize(shared);
    }
    return enter(path, to, place, way);
}

Result<void> Marking::enter(const std::vector<Branch>& path, const StepName& to,
                            const std::vector<Level>& place, const Way& way) {
    if (path.size() < place.size()) {
        const bool each = place[path.size()].block->kind == BlockKind::each;
        return each ? enter_each(path, to, place, way) : enter_parallel(path, to, place, way);
    }
    const Step* step = sop_.find(to);
    if (step == nullptr) return not_allowed(to);
    open(path, *step, way);
    return {};
}

Result<void> Marking::enter_each(const std::vector<Branch>& path, const StepName& to,
                                 const std::vector<Level>& place, const Way& way) {
    const Block& block = *place[path.size()].block;
    const bool reopens = way.returned && round_of(block.name) > 0;
    OpenBlock open_block{.name = block.name, .round = round_of(block.name) + 1, .path = path};
    open_block.items = TRY(items_for(block, reopens, way));
    const auto items = open_block.items;
    for (std::size_t i = 0; i < items.size(); ++i) open_block.awaited.insert(static_cast<int>(i));
    record(BlockEntered{open_block});
    if (items.empty()) return pass_empty(open_block, block, way);
    for (const int index : open_block.awaited) {
        auto inner = path;
        inner.push_back(
            {block.name, open_block.round, index, items[static_cast<std::size_t>(index)]});
        TRY(enter(inner, to, place, way));
    }
    return {};
}

/// Coming to the first step of a branch enters the whole block. A return from behind the join
/// reopens only the branch it names, and those whose first steps `items` names.
Result<void> Marking::enter_parallel(const std::vector<Branch>& path, const StepName& to,
                                     const std::vector<Level>& place, const Way& way) {
    const auto [block, branch] = place[path.size()];
    const bool reopens = way.returned && !way.whole_block && round_of(block->name) > 0;
    const bool whole = is_entry_of(*block, to) && !reopens;
    OpenBlock open_block{.name = block->name, .round = round_of(block->name) + 1, .path = path};
    for (std::size_t i = 0; i < block->branches.size(); ++i) {
        const auto& steps = block->branches[i];
        if (steps.empty()) continue;
        const bool named = way.items.contains(steps.front().value);
        if (whole || named || static_cast<int>(i) == branch) {
            open_block.awaited.insert(static_cast<int>(i));
        }
    }
    record(BlockEntered{open_block});
    for (const int index : open_block.awaited) {
        auto inner = path;
        inner.push_back({block->name, open_block.round, index, {}});
        if (index == branch) {
            TRY(enter(inner, to, place, way));
        } else {
            const auto& first = block->branches[static_cast<std::size_t>(index)].front();
            TRY(enter(inner, first, place_of(sop_, first), way));
        }
    }
    return {};
}

/// All items of the block's list, or those a return names.
Result<std::vector<std::string>> Marking::items_for(const Block& block, bool reopens,
                                                    const Way& way) const {
    const auto found = situation_.lists.find(block.each_of);
    if (found == situation_.lists.end()) return std::vector<std::string>{};
    const auto& all = found->second;
    if (!way.items.empty()) {
        std::vector<std::string> named;
        for (const auto& item : all) {
            if (way.items.contains(item)) named.push_back(item);
        }
        if (!named.empty()) return named;
        return Error{Kind::invalid, "no such item", {{"items", "unknown"}}};
    }
    if (reopens && all.size() > 1 && !asking_) {
        return Error{Kind::invalid, "which items go back?", {{"items", "required"}}};
    }
    return all;
}

Result<void> Marking::pass_empty(const OpenBlock& open_block, const Block& block, const Way& way) {
    record(BlockLeft{open_block.name, open_block.round});
    return go(open_block.path, block.then, Way{.from = way.from});
}

Result<void> Marking::arrive(std::vector<Branch> path, const Way& way) {
    const Branch branch = path.back();
    const Block* block = sop_.block_named(branch.block);
    ensure(block != nullptr);
    record(BranchArrived{branch.block, branch.round, branch.index});
    const OpenBlock* waiting = now_.open_block(branch);
    ensure(waiting != nullptr);
    if (!waiting->awaited.empty()) return {};
    record(BlockLeft{branch.block, branch.round});
    path.pop_back();
    return go(std::move(path), block->then, Way{.from = way.from});
}

/// Leaves the blocks of `path` from `level` inwards; siblings still at work are cancelled if the
/// exit says "seluruh cabang", else they forbid it.
Result<void> Marking::leave_block(const std::vector<Branch>& path, std::size_t level,
                                  const Way& way) {
    const Branch& outermost = path[level];
    std::vector<int> siblings;
    for (const Task& task : now_.desk) {
        if (lies_in(task.path, outermost)) siblings.push_back(task.number);
    }
    if (!siblings.empty() && !way.whole_block) {
        return Error{Kind::invalid, "siblings are open", {{"to", "siblings_open"}}};
    }
    for (const int task : siblings) record(TaskCancelled{task, way.reason});
    std::vector<OpenBlock> inside;
    for (const OpenBlock& open_block : now_.blocks) {
        const bool is_it =
            open_block.name == outermost.block && open_block.round == outermost.round;
        if (is_it || lies_in(open_block.path, outermost)) inside.push_back(open_block);
    }
    std::ranges::sort(inside, std::greater{}, [](const auto& block) { return block.path.size(); });
    for (const OpenBlock& left : inside) record(BlockLeft{left.name, left.round, true});
    return {};
}

/// The end of the dossier; here, and only here, the final results of the steps it passed must be
/// at hand.
Result<void> Marking::close() {
    if (!now_.desk.empty()) {
        return Error{Kind::invalid, "siblings are open", {{"to", "siblings_open"}}};
    }
    Error missing{Kind::invalid, "final results missing"};
    for (const Step& step : sop_.steps) {
        if (!was_visited(step.name)) continue;
        for (const auto* list : {&step.needs, &step.makes}) {
            for (const Item& item : *list) {
                const auto& key = item.key.empty() ? item.words.text : item.key;
                if (item.kind != ItemKind::final_result || situation_.at_hand.contains(key)) {
                    continue;
                }
                const Issue issue{"item", "missing", {item.words.text}};
                if (std::ranges::find(missing.issues, issue) == missing.issues.end()) {
                    missing.issues.push_back(issue);
                }
            }
        }
    }
    if (!missing.issues.empty()) return missing;
    record(Closed{situation_.now});
    return {};
}

void Marking::cancel_all(const std::string& reason) {
    while (!now_.desk.empty()) record(TaskCancelled{now_.desk.back().number, reason});
    while (!now_.blocks.empty()) {
        const OpenBlock last = now_.blocks.back();
        record(BlockLeft{last.name, last.round, true});
    }
}

}  // namespace kentongan::sop
