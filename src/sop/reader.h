// Reads .sop statements into a definition. Private to the reader's own files; others use parse().
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sop/definition.h"
#include "sop/lexer.h"
#include "sop/vocabulary.h"

namespace kentongan::sop {

constexpr std::size_t most_bytes = 1U << 20U;
constexpr std::size_t most_steps = 2000;
constexpr std::size_t most_blocks = 200;
constexpr std::size_t deepest_nesting = 32;
constexpr std::size_t most_issues = 20;

/// A name that must exist once everything is read, and where it was read.
enum class Place { step, exit, block_end };  // the latter two may also name selesai and gabung
struct Use {
    std::string name;
    Token at;
    Place place = Place::step;
    std::string user = {};  // the step whose exit it is
};

/// `bersama 4..6`, to be filled in when all rows are known.
struct SharedRange {
    std::size_t step;
    std::size_t place;  // in the step's shared_with
    std::string from;
    std::string till;
};

/// What the reader knows of a block beside the block itself.
struct BlockNotes {
    Token at;
    bool named = false;
    bool listed = false;  // written as a list of names, not around its steps
    bool in_branch = false;
    std::optional<std::size_t> parent = {};  // known once everything is read
};

class Reader {
  public:
    explicit Reader(std::string_view key) { definition_.key = key; }
    Result<Definition> read(std::string_view text);

  private:
    enum class Head { top, section, free, step };

    // Issues. Every one names the line, what was read, what was expected, and a suggestion.
    void complain(std::string_view rule, const Token& at, std::string expected = {},
                  std::string suggestion = {});
    void complain_here(std::string_view rule, std::string expected = {},
                       std::string suggestion = {});
    void complain_of_word(std::span<const std::string_view> words);
    bool is_clean(std::span<const Token> statement);

    // The tokens of the statement at hand.
    bool at_end() const { return next_ == statement_.size(); }
    const Token& peek(std::size_t ahead = 0) const;
    bool skip(std::string_view sign);
    bool skip_word(std::string_view word);
    bool expect(std::string_view sign);
    bool expect_word(std::string_view word);
    void finish();

    // Parts of statements; none means that an issue was noted.
    std::optional<std::string> text();
    std::optional<Printed> printed();
    std::optional<std::string> name();
    std::optional<std::vector<std::string>> names();
    std::optional<std::vector<std::string>> texts();
    std::optional<int> number();
    std::optional<TimeUnit> unit();
    std::optional<Basis> basis();
    template <class Value>
    std::optional<Value> one_of(std::span<const Word<Value>> words);
    bool first_time(std::string_view word);

    // Statements.
    void read_statement(std::span<const Token> statement);
    bool read_by_shape();
    bool read_by_word();
    bool read_top(std::string_view word);
    bool read_more_top(std::string_view word);
    bool read_step_part(std::string_view word);
    bool read_step_flag(std::string_view word);
    void read_version();
    void read_letterhead();
    void read_identity_line(Field);
    void read_section(Section);
    void read_section_item();
    void read_lane();
    void read_total();
    void read_alarm();
    void read_linked(std::string_view word);
    void read_string(std::string& into);
    void read_strings(std::vector<std::string>& into);

    Step* step();
    void read_step();
    void read_clauses();
    bool read_performers();
    bool read_performer();
    bool read_performer_remark();
    bool read_time_clause();
    bool read_time_meaning(StandardTime&);
    bool read_shared();
    void read_item();
    bool read_item_rest(Item&);
    void read_form_field();
    void read_decision();
    void read_steps_of(std::vector<StepName>& into);
    void read_deadline();
    std::optional<Deadline> deadline();
    void read_reminder(bool escalation);
    void read_exit();
    bool read_exit_label(Exit&);
    bool read_targets(Exit&);
    bool read_exit_rest(Exit&);

    void open_block(BlockKind);
    bool read_listed_branches(Block&);
    void open_branch();
    void close_block();
    bool read_block_end(Block&);
    void put_in_branches(const StepName&);

    void say_full(std::string_view rule, const Token& at, std::size_t limit);

    // When everything is read.
    void settle();
    void name_blocks();
    void settle_parents();
    bool fill_members(std::vector<std::vector<int>>& members);
    void check_depth(std::size_t block);
    void fill_ranges();
    void check_uses();
    void check_joins();
    void check_steps();
    std::string nearest_step(std::string_view read) const;

    Definition definition_ = {};
    std::vector<Issue> issues_ = {};
    std::span<const Token> statement_ = {};
    std::size_t next_ = 0;
    bool full_ = false;  // a limit is passed: nothing more is read
    Head head_ = Head::top;
    std::set<std::string, std::less<>> seen_ = {};       // once in the file
    std::set<std::string, std::less<>> step_seen_ = {};  // once in the step
    Item* item_ = nullptr;                               // whose questions follow
    std::vector<Token> step_at_ = {};
    std::set<std::size_t> exits_tried_ = {};  // steps with an exit, be it a broken one
    std::vector<Use> step_uses_ = {};
    std::vector<Use> role_uses_ = {};
    std::vector<SharedRange> ranges_ = {};
    std::vector<BlockNotes> block_notes_ = {};
    std::vector<std::size_t> open_ = {};  // blocks being read, outermost first
};

template <class Value>
std::optional<Value> Reader::one_of(std::span<const Word<Value>> words) {
    if (!at_end() && peek().mark == Mark::word) {
        if (const auto value = meaning_of(words, peek().text)) {
            ++next_;
            return value;
        }
    }
    std::vector<std::string_view> known;
    for (const auto& word : words) known.push_back(word.word);
    complain_of_word(known);
    return std::nullopt;
}

}  // namespace kentongan::sop
