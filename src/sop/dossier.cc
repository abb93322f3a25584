// One case per event: what it changes in a dossier.
#include "sop/dossier.h"

#include <algorithm>
#include <ranges>

namespace kentongan::sop {
namespace {

/// Applies one event. Split by what the event is about, so that each part can be read at once.
class Change {
  public:
    explicit Change(Dossier& dossier) : dossier_(dossier) {}

    void operator()(const Started&) { dossier_.state = State::open; }

    void operator()(const TaskOpened& e) {
        const Task& task = e.task;
        dossier_.tasks_opened = std::max(dossier_.tasks_opened, task.number);
        ++dossier_.visits[key_of(task.step, task.path)];
        if (!task.budget.empty() && task.due_at) dossier_.budgets[task.budget] = *task.due_at;
        dossier_.desk.push_back(task);
    }
    void operator()(const TaskClaimed& e) { task(e.task).claimed_by = e.by; }
    void operator()(const TaskReleased& e) { task(e.task).claimed_by.reset(); }
    void operator()(const PartDone& e) {
        Task& part = task(e.task);
        part.done_by.insert(e.by);
        part.roles_done.insert(e.roles.begin(), e.roles.end());
        part.claimed_by.reset();
    }
    void operator()(const TaskDone& e) {
        const Task& done = task(e.task);
        auto key = key_of(done.step, done.path);
        if (!done.done_by.empty() || !dossier_.parts_by.empty()) {
            dossier_.parts_by.erase(key);
            if (!done.done_by.empty()) dossier_.parts_by.emplace(key, done.done_by);
        }
        dossier_.last_done_by[std::move(key)] = e.by;
        take_away(e.task);
    }
    void operator()(const TaskCancelled& e) { take_away(e.task); }
    void operator()(const TaskSkipped& e) { take_away(e.task); }
    void operator()(const TaskAssigned& e) {
        Task& assigned = task(e.task);
        assigned.people = e.people;
        const bool kept =
            e.people.empty() || !assigned.claimed_by || e.people.contains(*assigned.claimed_by);
        if (!kept) assigned.claimed_by.reset();
    }
    void operator()(const TaskPaused& e) { task(e.task).paused_at = e.at; }
    void operator()(const TaskResumed& e) {
        Task& resumed = task(e.task);
        resumed.paused_at.reset();
        resumed.paused_for += e.paused_for;
        resumed.due_at = e.due_at;
    }
    void operator()(const DueMoved& e) {
        Task& moved = task(e.task);
        moved.due_at = e.due_at;
        if (!moved.budget.empty() && e.due_at) dossier_.budgets[moved.budget] = *e.due_at;
    }

    void operator()(const BlockEntered& e) {
        dossier_.rounds[e.block.name] = e.block.round;
        dossier_.blocks.push_back(e.block);
    }
    void operator()(const BranchArrived& e) {
        for (OpenBlock& block : dossier_.blocks) {
            if (block.name == e.block && block.round == e.round) block.awaited.erase(e.index);
        }
    }
    void operator()(const BlockLeft& e) {
        std::erase_if(dossier_.blocks, [&](const OpenBlock& block) {
            return block.name == e.block && block.round == e.round;
        });
    }

    void operator()(const TeamSet& e) { dossier_.team = e.people; }
    void operator()(const Commented&) {}
    void operator()(const Reminded&) {}
    void operator()(const Withdrawn&) { end(State::withdrawn); }
    void operator()(const Cancelled&) { end(State::cancelled); }
    void operator()(const Closed&) { end(State::closed); }
    void operator()(const Reopened&) { dossier_.state = State::open; }
    void operator()(const Migrated& e) {
        const auto rename = [&](std::string& block) {
            if (const auto found = e.blocks.find(block); found != e.blocks.end()) {
                block = found->second;
            }
        };
        for (const auto& [number, step] : e.tasks) task(number).step = step;
        for (const auto& [number, roles] : e.roles) task(number).roles = roles;
        for (Task& open : dossier_.desk) {
            for (Branch& branch : open.path) rename(branch.block);
        }
        for (OpenBlock& block : dossier_.blocks) {
            rename(block.name);
            for (Branch& branch : block.path) rename(branch.block);
            int& entered = dossier_.rounds[block.name];
            entered = std::max(entered, block.round);
        }
    }

  private:
    Task& task(int number) {
        const auto found = std::ranges::find(dossier_.desk, number, &Task::number);
        ensure(found != dossier_.desk.end());
        return *found;
    }
    void take_away(int number) {
        std::erase_if(dossier_.desk, [&](const Task& open) { return open.number == number; });
    }
    void end(State state) {
        dossier_.state = state;
        dossier_.desk.clear();
        dossier_.blocks.clear();
    }

    Dossier& dossier_;
};

}  // namespace

std::string Task::item() const {
    // No views here: clang 14, which builds the fuzzers, cannot read those of libstdc++ 12.
    const auto named = std::find_if(path.rbegin(), path.rend(),
                                    [](const Branch& branch) { return !branch.item.empty(); });
    return named == path.rend() ? std::string{} : named->item;
}

std::string key_of(const StepName& step, const std::vector<Branch>& path) {
    std::string key = step.value;
    for (const Branch& branch : path) {
        if (!branch.item.empty()) key += "/" + branch.item;
    }
    return key;
}

const Task* Dossier::open_task(int number) const {
    const auto found = std::ranges::find(desk, number, &Task::number);
    return found == desk.end() ? nullptr : &*found;
}

const OpenBlock* Dossier::open_block(const Branch& branch) const {
    const auto found = std::ranges::find_if(blocks, [&](const OpenBlock& block) {
        return block.name == branch.block && block.round == branch.round;
    });
    return found == blocks.end() ? nullptr : &*found;
}

void Dossier::apply(const Event& event) {
    std::visit(Change(*this), event);
    ++revision;
}

}  // namespace kentongan::sop
