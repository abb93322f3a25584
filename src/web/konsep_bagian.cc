// Blocks of a draft in its paper table: parallel branches, and rows done once per item of a list.
#include <algorithm>

#include "sop/edit_blocks.h"
#include "web/konsep_formulir.h"

namespace kentongan::web {
namespace {

using sop::Block;
using sop::BlockFlaw;
using sop::BlockKind;
using sop::BlockWish;
using sop::Definition;

constexpr int branches_offered = 8;

std::string block_words(const Say& say, const Block& block) {
    return block.kind == BlockKind::each
               ? say("block.each", {block.each_of})
               : say("block.parallel", {std::to_string(block.branches.size())});
}

std::string join_words(const Say& say, const Definition& sop, const Block& block) {
    if (block.then == sop::the_end) return say("block.join_end");
    if (block.then == sop::the_join) return say("block.join_outer");
    const auto* step = sop.find(block.then);
    return say("block.join", {step ? step_words(*step) : block.then.value});
}

/// The branch of a block in which a row stands, from 0; -1 for none.
int branch_at(const Block& block, const std::string& row) {
    for (std::size_t i = 0; i < block.branches.size(); ++i) {
        if (std::ranges::find(block.branches[i], StepName{row}) != block.branches[i].end()) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

void mark_block(const Say& say, const DraftHere& here, const Block& block,
                std::vector<FormRow>& rows) {
    const bool parallel = block.kind == BlockKind::parallel;
    int branch = -1;
    FormRow* last = nullptr;
    for (FormRow& row : rows) {
        const int own = branch_at(block, row.step);
        if (own < 0) continue;
        if (!last) {
            row.opens.push_back({block_words(say, block), say("block.called", {block.name}),
                                 cat("/sop/konsep/", here.draft.id.value, "/bagian/", block.name),
                                 block.name});
        }
        if (parallel && own != branch) {
            row.opens.push_back({.words = say("block.branch", {std::to_string(own + 1)})});
        }
        branch = own;
        row.place = parallel ? say("block.in_branch", {block.name, std::to_string(own + 1)})
                             : say("block.in_each", {block.each_of});
        last = &row;
    }
    if (last) {
        last->closes.insert(last->closes.begin(),
                            {.words = join_words(say, *here.definition, block)});
    }
}

std::vector<Option> branch_options(const Say& say, BlockKind kind, std::size_t branches,
                                   int chosen) {
    std::vector<Option> options{{"0", say("block.outside"), chosen == 0}};
    if (kind == BlockKind::each) {
        options.push_back({"1", say("block.inside"), chosen > 0});
        return options;
    }
    const int most = std::min(branches_offered, static_cast<int>(branches) + 1);
    for (int i = 1; i <= std::max(most, chosen); ++i) {
        options.push_back(
            {std::to_string(i), say("block.branch", {std::to_string(i)}), chosen == i});
    }
    return options;
}

std::string field_of(const StepName& row) {
    return cat("cabang_", row.value);
}

BlockWish typed_wish(const Visit& visit, BlockKind kind, const Definition& sop) {
    BlockWish wish{.kind = kind,
                   .name = std::string(trimmed(visit.field("nama"))),
                   .each_of = std::string(trimmed(visit.field("daftar"))),
                   .then = StepName{visit.field("lanjut")}};
    for (const auto& step : sop.steps) {
        const auto typed = to_number(visit.field(field_of(step.name)));
        if (typed)
            wish.branches[step.name] = static_cast<int>(std::clamp<std::int64_t>(*typed, 0, 99));
    }
    return wish;
}

const char* rule_of(BlockFlaw flaw) {
    switch (flaw) {
    case BlockFlaw::none: return "";
    case BlockFlaw::too_few: return "too_few";
    case BlockFlaw::name_taken: return "name_taken";
    case BlockFlaw::no_list: return "no_list";
    case BlockFlaw::unknown_target: return "unknown_target";
    }
    return "";
}

BlockKind kind_typed(const Visit& visit) {
    return visit.field("jenis") == "tiap" ? BlockKind::each : BlockKind::parallel;
}

/// The form of a block, or of a new one, with what was typed on it.
struct BlockForm {
    Block block;
    bool is_new = false;
    std::optional<BlockWish> typed = {};
};

void fill_units(const Say& say, const Definition& sop, const BlockForm& form,
                DraftBlockView& view) {
    for (const auto& unit : sop::units_of(sop, form.block)) {
        const auto* step = sop.find(unit.rows.front());
        int branch = form.is_new ? 0 : unit.branch;
        if (form.typed) {
            const auto found = form.typed->branches.find(unit.rows.front());
            if (found != form.typed->branches.end()) branch = found->second;
        }
        const auto count = form.is_new ? std::size_t{3} : form.block.branches.size();
        view.units.push_back(
            {field_of(unit.rows.front()), step_words(*step),
             unit.inner.empty()
                 ? ""
                 : say("block.with_inner", {unit.inner, std::to_string(unit.rows.size())}),
             branch_options(say, form.is_new ? BlockKind::parallel : form.block.kind, count,
                            branch)});
    }
}

void fill_targets(const Say& say, const Definition& sop, const BlockForm& form,
                  DraftBlockView& view) {
    const auto chosen = form.typed ? form.typed->then : form.block.then;
    for (const auto& step : sop.steps) {
        if (branch_at(form.block, step.name.value) >= 0 && step.name != chosen) continue;
        view.targets.push_back({step.name.value, step_words(step), step.name == chosen});
    }
    if (!form.block.parent.empty()) {
        view.targets.push_back({sop::the_join.value, say("row.join"), chosen == sop::the_join});
    }
    view.targets.push_back({sop::the_end.value, say("row.end"), chosen == sop::the_end});
}

Result<DraftBlockView> block_view(const Site& site, const Visit& visit, const DraftHere& here,
                                  const BlockForm& form, const std::vector<Issue>& issues) {
    const Say say(site, visit);
    const Definition& sop = *here.definition;
    const Block& block = form.block;
    DraftBlockView view{.shell = TRY(shell_of(site, visit, say("draft.title"), "sop")),
                        .front = draft_front(say, here, DraftPart::form)};
    if (!issues.empty()) view.front.problem = say.issues(issues);
    view.is_new = form.is_new;
    view.address =
        cat(view.front.base, "/bagian", form.is_new ? "" : "/", form.is_new ? "" : block.name);
    view.title = form.is_new ? say("block.add") : block_words(say, block);
    view.name = form.typed ? form.typed->name : form.is_new ? "" : block.name;
    view.each_of = form.typed ? form.typed->each_of : block.each_of;
    view.by_list = form.is_new || block.kind == BlockKind::each;
    if (block.basis.inferred) view.kept = say("block.inferred", {block.basis.reason});
    const bool each = block.kind == BlockKind::each;
    view.kinds = {{"sejajar", say("block.kind_parallel"), !each},
                  {"tiap", say("block.kind_each"), each}};
    if (!form.is_new) fill_targets(say, sop, form, view);
    fill_units(say, sop, form, view);
    return view;
}

/// The block that the address names, or an empty one around the whole SOP.
Result<BlockForm> form_here(const Visit& visit, const Definition& sop) {
    const auto name = visit.parameter("bagian");
    if (name.empty()) {
        Block fresh{.name = "\n", .kind = kind_typed(visit)};
        return BlockForm{.block = std::move(fresh), .is_new = true};
    }
    const Block* block = sop.block_named(name);
    if (!block) return Error{Kind::not_found, "no such block"};
    return BlockForm{.block = *block};
}

}  // namespace

void mark_blocks(const Say& say, const DraftHere& here, std::vector<FormRow>& rows) {
    // Outer blocks first: their lines stand outside those of the inner ones.
    std::vector<const Block*> blocks;
    for (const auto& block : here.definition->blocks) blocks.push_back(&block);
    const auto depth = [&](const Block* block) {
        int steps = 0;
        while (block && !block->parent.empty() && steps < 16) {
            block = here.definition->block_named(block->parent);
            ++steps;
        }
        return steps;
    };
    std::ranges::stable_sort(blocks, {}, depth);
    for (const Block* block : blocks) mark_block(say, here, *block, rows);
}

Answer show_draft_block(const Site& site, Visit& visit) {
    const auto here = TRY(readable_draft(site, visit));
    const auto form = TRY(form_here(visit, *here.definition));
    return page_of(site, visit, TRY(block_view(site, visit, here, form, {})));
}

Answer save_draft_block(const Site& site, Visit& visit) {
    const auto here = TRY(readable_draft(site, visit));
    auto sop = *here.definition;
    auto form = TRY(form_here(visit, sop));
    const auto again = [&](const Error& error) -> Answer {
        return page_of(site, visit, TRY(block_view(site, visit, here, form, error.issues)),
                       status_of_refusal(error.kind));
    };
    std::string toast = "toast.block_saved";
    if (visit.field("bubarkan") == "1" && !form.is_new) {
        sop::dissolve_block(sop, form.block.name);
        toast = "toast.block_dissolved";
    } else {
        const auto wish = typed_wish(visit, form.block.kind, sop);
        form.typed = wish;
        const auto flaw = form.is_new ? sop::add_block(sop, wish)
                                      : sop::reshape_block(sop, form.block.name, wish);
        if (flaw != BlockFlaw::none) {
            return again(Error{Kind::invalid, "no such block can be", {{"block", rule_of(flaw)}}});
        }
    }
    const auto draft = rewritten(here, sop, typed_revision(visit));
    if (!draft) return again(draft.error());
    auto done = save_draft(site, visit, *draft, cat("/sop/konsep/", here.draft.id.value), toast);
    if (done || done.error().issues.empty()) return done;
    return again(done.error());
}

}  // namespace kentongan::web
