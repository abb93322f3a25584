// Reads the exits of a step and the blocks around steps.
#include <array>

#include "base/text.h"
#include "sop/reader.h"

namespace kentongan::sop {

// [outcome:] ["Label"] (-> | kembali ke) targets [wajib alasan] [seluruh cabang] [(disimpulkan…)]
void Reader::read_exit() {
    Step* now = step();
    if (now == nullptr) return;
    item_ = nullptr;
    exits_tried_.insert(definition_.steps.size() - 1);
    Exit exit;
    const Token at = peek();
    if (!read_exit_label(exit) || !read_targets(exit) || !read_exit_rest(exit)) return;
    if (exit.outcome.empty()) exit.outcome = outcome_of(exit);
    if (now->exit(exit.outcome) != nullptr) return complain("duplicate_outcome", at, exit.outcome);
    now->exits.push_back(std::move(exit));
}

bool Reader::read_exit_label(Exit& exit) {
    if (peek(1).is(":")) {
        auto outcome = name();
        if (!outcome) return false;
        exit.outcome = std::move(*outcome);
        ++next_;
    }
    if (peek().mark == Mark::text) {
        auto label = text();
        if (!label) return false;
        exit.label = std::move(*label);
    }
    return true;
}

bool Reader::read_targets(Exit& exit) {
    if (skip_word("kembali")) {
        if (!expect_word("ke")) return false;
        exit.is_return = true;
    } else if (!skip("->")) {
        complain_here("expected_exit", "->, kembali ke");
        return false;
    }
    const std::string user = definition_.steps.back().name.value;
    bool first = true;
    do {
        const Token at = peek();
        auto target = name();
        if (!target) return false;
        step_uses_.push_back({*target, at, Place::exit, user});
        if (first) {
            exit.to = {std::move(*target)};
        } else {
            exit.allowed.push_back({std::move(*target)});
        }
        first = false;
    } while (skip(","));
    return true;
}

bool Reader::read_exit_rest(Exit& exit) {
    static constexpr std::array<std::string_view, 2> words{"wajib", "seluruh"};
    while (!at_end()) {
        if (skip_word("wajib")) {
            if (!expect_word("alasan")) return false;
            exit.reason_required = true;
        } else if (skip_word("seluruh")) {
            if (!expect_word("cabang")) return false;
            exit.whole_block = true;
        } else if (skip("(")) {
            auto remark = basis();
            if (!remark) return false;
            exit.basis = std::move(*remark);
        } else {
            complain_of_word(words);
            return false;
        }
    }
    return true;
}

// "sejajar [bernama x] [(disimpulkan…)]" or "tiap saluran [bernama x]", around its steps or, after
// ":", as a list.
void Reader::open_block(BlockKind kind) {
    const Token at = statement_.front();
    if (definition_.blocks.size() >= most_blocks)
        return say_full("too_many_blocks", at, most_blocks);
    Block block;
    block.kind = kind;
    BlockNotes notes;
    notes.at = at;
    if (kind == BlockKind::each) {
        block.each_of = name().value_or("?");
    }
    if (skip_word("bernama")) {
        const Token named_at = peek();
        auto given = name();
        if (!given) return;
        if (definition_.block_named(*given) != nullptr) complain("duplicate_block", named_at);
        block.name = std::move(*given);
        notes.named = true;
    }
    if (skip("(")) {
        if (auto remark = basis()) block.basis = std::move(*remark);
    }
    notes.listed = skip(":");
    if (notes.listed) {
        if (!read_listed_branches(block)) return;
        if (!expect_word("gabung") || !read_block_end(block)) return;
    } else {
        finish();
        notes.in_branch = kind == BlockKind::each;
        if (notes.in_branch) block.branches.emplace_back();
        open_.push_back(definition_.blocks.size());
        head_ = Head::top;
    }
    definition_.blocks.push_back(std::move(block));
    block_notes_.push_back(notes);
}

bool Reader::read_listed_branches(Block& block) {
    do {
        block.branches.emplace_back();
        do {
            const Token at = peek();
            auto one = name();
            if (!one) return false;
            step_uses_.push_back({*one, at});
            block.branches.back().push_back({std::move(*one)});
        } while (skip(","));
    } while (block.kind == BlockKind::parallel && skip("|"));
    return true;
}

void Reader::open_branch() {
    if (open_.empty()) return complain("outside_block", statement_.front(), "sejajar");
    Block& block = definition_.blocks[open_.back()];
    if (block.kind == BlockKind::each)
        return complain("outside_block", statement_.front(), "sejajar");
    block.branches.emplace_back();
    block_notes_[open_.back()].in_branch = true;
    head_ = Head::top;
    finish();
}

// "gabung -> 6"
void Reader::close_block() {
    if (open_.empty()) return complain("outside_block", statement_.front(), "sejajar, tiap");
    const std::size_t index = open_.back();
    open_.pop_back();
    head_ = Head::top;
    Block& block = definition_.blocks[index];
    const bool hollow = block.branches.empty() ||
                        std::ranges::any_of(block.branches, [](auto& b) { return b.empty(); });
    if (hollow) return complain("empty_branch", block_notes_[index].at, "langkah");
    if (block.kind == BlockKind::parallel && block.branches.size() == 1)
        complain("one_branch", block_notes_[index].at, "cabang");
    read_block_end(block);
}

bool Reader::read_block_end(Block& block) {
    if (!skip("->")) {
        complain_here("expected_sign", "->");
        return false;
    }
    const Token at = peek();
    auto then = name();
    if (!then) return false;
    step_uses_.push_back({*then, at, Place::block_end});
    block.then = {std::move(*then)};
    finish();
    return true;
}

void Reader::put_in_branches(const StepName& step_name) {
    for (const std::size_t index : open_) {
        Block& block = definition_.blocks[index];
        if (!block_notes_[index].in_branch || block.branches.empty()) {
            complain("step_outside_branch", statement_.front(), "cabang");
            block.branches.emplace_back();
            block_notes_[index].in_branch = true;
        }
        block.branches.back().push_back(step_name);
    }
}

}  // namespace kentongan::sop
