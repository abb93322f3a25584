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
    bool all_of_them = false, decision = false, fixing = false, paraf = false, automatic = false;
};
BOOST_DESCRIBE_STRUCT(DraftRowView, (),
                      (shell, front, address, step, activity, time, note, other_than, calls, number,
                       lanes, acts, followed, teams, needs, makes, exits, all_of_them, decision,
                       fixing, paraf, automatic))

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
