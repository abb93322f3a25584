// The paper table of a draft as a form: rows, one row, and the identity.
#pragma once

#include "web/konsep.h"

namespace kentongan::web {

/// One line of a list in a form; the index finds what the form does not show.
struct ItemField {
    std::string at = {}, words = {}, key = {};
    std::vector<Option> kinds = {};
};
BOOST_DESCRIBE_STRUCT(ItemField, (), (at, words, key, kinds))
struct ExitField {
    std::string at = {}, label = {}, allowed = {};
    std::vector<Option> targets = {};
    bool is_return = false, reason_required = false;
};
BOOST_DESCRIBE_STRUCT(ExitField, (), (at, label, allowed, targets, is_return, reason_required))

struct DraftRowView {
    static constexpr std::string_view page = "konsep_baris";
    Shell shell = {};
    DraftFront front = {};
    std::string address = {}, step = {}, activity = {}, time = {}, note = {}, other_than = {},
                calls = {}, number = {};
    std::vector<Option> lanes = {}, acts = {}, followed = {}, teams = {};
    std::vector<ItemField> needs = {}, makes = {};
    std::vector<ExitField> exits = {};
    std::vector<std::string> kept = {};  // what stands in this row and is changed in the text only
    bool all_of_them = false, decision = false, fixing = false, paraf = false, automatic = false;
};
BOOST_DESCRIBE_STRUCT(DraftRowView, (),
                      (shell, front, address, step, activity, time, note, other_than, calls, number,
                       lanes, acts, followed, teams, needs, makes, exits, kept, all_of_them,
                       decision, fixing, paraf, automatic))

/// What goes in and out of a block together, with the branch it stands in.
struct BlockUnitField {
    std::string at = {}, words = {}, hint = {};
    std::vector<Option> branches = {};
};
BOOST_DESCRIBE_STRUCT(BlockUnitField, (), (at, words, hint, branches))
struct DraftBlockView {
    static constexpr std::string_view page = "konsep_bagian";
    Shell shell = {};
    DraftFront front = {};
    std::string address = {}, title = {}, name = {}, each_of = {}, kept = {};
    std::vector<Option> kinds = {}, targets = {};
    std::vector<BlockUnitField> units = {};
    bool is_new = false, by_list = false;
};
BOOST_DESCRIBE_STRUCT(DraftBlockView, (),
                      (shell, front, address, title, name, each_of, kept, kinds, targets, units,
                       is_new, by_list))

/// Above and below each row: which blocks begin, go on in another branch, and are joined there.
void mark_blocks(const Say&, const DraftHere&, std::vector<FormRow>&);
/// The draft, which must be readable; else a conflict that says so.
Result<DraftHere> readable_draft(const Site&, const Visit&);

struct TextField {
    std::string at = {}, label = {}, value = {};
};
BOOST_DESCRIBE_STRUCT(TextField, (), (at, label, value))
struct LaneField {
    std::string role = {}, label = {};
    std::vector<Option> kinds = {};
};
BOOST_DESCRIBE_STRUCT(LaneField, (), (role, label, kinds))
struct DraftIdentityView {
    static constexpr std::string_view page = "konsep_identitas";
    Shell shell = {};
    DraftFront front = {};
    std::string letterhead = {}, flow_title = {}, total_label = {}, total = {};
    std::vector<TextField> lines = {}, sections = {};
    std::vector<LaneField> lanes = {};
};
BOOST_DESCRIBE_STRUCT(DraftIdentityView, (),
                      (shell, front, letterhead, flow_title, total_label, total, lines, sections,
                       lanes))

/// The step as its form says; `before` keeps what the form does not show.
sop::Step typed_step(const Visit&, const sop::Definition&, const sop::Step& before);
Result<DraftRowView> row_view(const Site&, const Visit&, const DraftHere&, const sop::Step&,
                              const std::vector<Issue>&);
/// Writes the definition as the draft's text; refused where it could not be read again.
Result<office::SopDraft> rewritten(const DraftHere&, const sop::Definition&, int revision);

}  // namespace kentongan::web
