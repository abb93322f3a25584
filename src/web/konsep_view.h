// What the pages of an SOP being written show.
#pragma once

#include "office/sop_drafts.h"
#include "web/say.h"
#include "web/shell.h"
#include "web/sop_view.h"

namespace kentongan::web {

/// A draft as a page finds it: read, or with what its reader complained about.
struct DraftHere {
    office::SopDraft draft = {};
    std::optional<sop::Definition> definition = {};
    std::vector<Issue> issues = {};
    std::optional<office::AdoptedSop> current = {};  // the version in force, if it has one
};
Result<DraftHere> draft_here(const Site&, const Visit&);
/// The same with another text, as typed.
DraftHere with_text(DraftHere, std::string text);

/// The head of a draft's pages.
struct DraftFront {
    std::string base = {}, title = {}, status = {}, revision = {}, problem = {};
    std::int64_t unanswered = 0;
    bool readable = true, has_current = false;
    bool at_form = false, at_text = false, at_decree = false, at_compare = false;
};
BOOST_DESCRIBE_STRUCT(DraftFront, (),
                      (base, title, status, revision, problem, unanswered, readable, has_current,
                       at_form, at_text, at_decree, at_compare))
enum class DraftPart { form, text, decree, compare };
DraftFront draft_front(const Say&, const DraftHere&, DraftPart);

/// What reader, flow and lint say of a text, with a way to put it right.
struct CheckLine {
    std::string words = {}, excerpt = {}, fix = {}, fix_words = {}, line = {};
    bool is_error = false;
};
BOOST_DESCRIBE_STRUCT(CheckLine, (), (words, excerpt, fix, fix_words, line, is_error))
struct CheckPanel {
    std::string caption = {};
    SafeHtml diagram = {};
    std::vector<Pill> pills = {};
    std::vector<CheckLine> lines = {};
};
BOOST_DESCRIBE_STRUCT(CheckPanel, (), (caption, diagram, pills, lines))
CheckPanel check_panel(const Say&, const DraftHere&);
/// The text with one fix of the panel applied.
std::string fixed_text(const std::string& text, const std::string& fix);

struct DraftTextView {
    static constexpr std::string_view page = "konsep_teks";
    Shell shell = {};
    DraftFront front = {};
    std::string text = {};
    CheckPanel panel = {};
};
BOOST_DESCRIBE_STRUCT(DraftTextView, (), (shell, front, text, panel))
/// The panel alone, for the page that asks while somebody types.
struct DraftCheckView {
    static constexpr std::string_view page = "konsep_periksa";
    CheckPanel panel = {};
};
BOOST_DESCRIBE_STRUCT(DraftCheckView, (), (panel))

/// One line of the paper table about a block: its head, a branch, its join.
struct BlockMark {
    std::string words = {}, hint = {}, address = {}, name = {};
};
BOOST_DESCRIBE_STRUCT(BlockMark, (), (words, hint, address, name))
struct FormRow {
    std::string step = {}, activity = {}, performers = {}, needs = {}, time = {}, makes = {},
                exits = {}, note = {}, address = {};
    bool first = false, last = false;
    /// Where blocks begin and their branches, above the row; where they are joined, below it.
    std::vector<BlockMark> opens = {}, closes = {};
    std::string place = {};  // "cabang 2": where in its block the row stands
};
BOOST_DESCRIBE_STRUCT(FormRow, (),
                      (step, activity, performers, needs, time, makes, exits, note, address, first,
                       last, opens, closes, place))
struct FormLine {
    std::string label = {}, value = {};
};
BOOST_DESCRIBE_STRUCT(FormLine, (), (label, value))
struct DraftFormView {
    static constexpr std::string_view page = "konsep_formulir";
    Shell shell = {};
    DraftFront front = {};
    std::vector<FormRow> rows = {};
    std::vector<FormLine> identity = {};
    CheckPanel panel = {};
};
BOOST_DESCRIBE_STRUCT(DraftFormView, (), (shell, front, rows, identity, panel))

}  // namespace kentongan::web
