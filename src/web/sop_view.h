// What the library of SOPs and one SOP show.
#pragma once

#include "web/shell.h"

namespace kentongan::web {

struct SopRow {
    std::string title = {}, address = {}, number = {}, steps = {}, time = {};
    Pill pill = {};
};
BOOST_DESCRIBE_STRUCT(SopRow, (), (title, address, number, steps, time, pill))
struct SopListView {
    static constexpr std::string_view page = "sop";
    Shell shell = {};
    std::vector<SopRow> rows = {};
};
BOOST_DESCRIBE_STRUCT(SopListView, (), (shell, rows))

struct SopStepRow {
    std::string number = {}, activity = {}, performers = {}, needs = {}, time = {}, makes = {},
                note = {}, exits = {};
};
BOOST_DESCRIBE_STRUCT(SopStepRow, (),
                      (number, activity, performers, needs, time, makes, note, exits))
struct SopLine {
    std::string label = {}, value = {};
};
BOOST_DESCRIBE_STRUCT(SopLine, (), (label, value))
struct SopSection {
    std::string label = {}, lead = {};
    std::vector<std::string> items = {};
};
BOOST_DESCRIBE_STRUCT(SopSection, (), (label, lead, items))

struct SopView {
    static constexpr std::string_view page = "sop_satu";
    Shell shell = {};
    std::string title = {}, number = {}, caption = {}, source = {}, print = {}, text = {};
    Pill pill = {};
    SafeHtml diagram = {};
    std::vector<SopLine> identity = {};
    std::vector<SopSection> sections = {};
    std::vector<SopStepRow> steps = {};
    std::vector<std::string> notes = {};
};
BOOST_DESCRIBE_STRUCT(SopView, (),
                      (shell, title, number, caption, source, print, text, pill, diagram, identity,
                       sections, steps, notes))

/// One version with all that the page tells of it.
struct SopToShow {
    office::AdoptedSop adopted;
    std::shared_ptr<const sop::Definition> definition;
    std::string text = {};
    std::map<RoleName, std::vector<std::string>> performers;
};
Result<SopView> sop_view(const Site&, const Visit&, const SopToShow&);

}  // namespace kentongan::web
