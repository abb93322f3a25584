// Lists what was concluded, and takes the office's answers.
#include "sop/inferred.h"

#include <algorithm>

#include "base/text.h"

namespace kentongan::sop {
namespace {

bool is_place(const Definition& sop, const StepName& name) {
    return name == the_end || name == the_join || sop.find(name);
}

bool settle_performer(Definition& sop, Step& step, const Settled& answer) {
    if (answer.performers.empty()) return false;
    std::vector<Performer> performers;
    for (const auto& role : answer.performers) {
        if (!sop.lane_of(role)) return false;
        performers.push_back({.role = role});
    }
    const bool same = std::ranges::all_of(step.performers, [&](const Performer& performer) {
        return std::ranges::find(performers, performer) != performers.end();
    });
    if (!same || performers.size() != step.performers.size()) step.performers = performers;
    step.performer_basis = {};
    return true;
}

bool settle_exit(Definition& sop, Step& step, std::size_t at, const Settled& answer) {
    Exit& exit = step.exits[at];
    if (answer.dropped) {
        if (exit.basis.targets_only || step.exits.size() < 2) return false;
        step.exits.erase(step.exits.begin() + static_cast<std::ptrdiff_t>(at));
        return true;
    }
    const auto there = [&](const StepName& name) { return is_place(sop, name); };
    if (!there(answer.to) || !std::ranges::all_of(answer.allowed, there)) return false;
    exit.to = answer.to;
    exit.allowed = answer.allowed;
    std::erase(exit.allowed, exit.to);
    exit.basis = {};
    return true;
}

}  // namespace

std::vector<Inferred> inferred_points(const Definition& sop) {
    using What = Inferred::What;
    std::vector<Inferred> points;
    for (const Step& step : sop.steps) {
        if (step.performer_basis.inferred) {
            points.push_back({What::performer, cat("pelaksana-", step.name.value), step.name, 0,
                              step.performer_basis.reason});
        }
        for (std::size_t i = 0; i < step.exits.size(); ++i) {
            const Basis& basis = step.exits[i].basis;
            if (!basis.inferred) continue;
            points.push_back({basis.targets_only ? What::targets : What::exit,
                              cat("jalan-", step.name.value, "-", step.exits[i].outcome), step.name,
                              i, basis.reason});
        }
    }
    for (const Block& block : sop.blocks) {
        if (!block.basis.inferred) continue;
        const bool begun = !block.branches.empty() && !block.branches[0].empty();
        points.push_back({What::block, cat("bagian-", block.name),
                          begun ? block.branches[0][0] : StepName{}, 0, block.basis.reason});
    }
    if (!sop.continues_with.empty() && sop.continues_basis.inferred) {
        points.push_back({What::next_sop, "lanjut", {}, 0, sop.continues_basis.reason});
    }
    return points;
}

bool settle(Definition& sop, const Settled& answer) {
    const auto points = inferred_points(sop);
    const auto point = std::ranges::find(points, answer.key, &Inferred::key);
    if (point == points.end()) return false;
    const auto step = std::ranges::find(sop.steps, point->step, &Step::name);
    switch (point->what) {
    case Inferred::What::performer: return settle_performer(sop, *step, answer);
    case Inferred::What::targets:
    case Inferred::What::exit: return settle_exit(sop, *step, point->exit, answer);
    case Inferred::What::block:
        for (Block& block : sop.blocks) {
            if (cat("bagian-", block.name) == answer.key) block.basis = {};
        }
        return true;
    case Inferred::What::next_sop:
        if (answer.dropped) sop.continues_with.clear();
        sop.continues_basis = {};
        return true;
    }
    return false;
}

}  // namespace kentongan::sop
