// What the library of SOPs and one SOP show.
#pragma once

#include "office/sop_drafts.h"
#include "office/sop_use.h"
#include "web/say.h"
#include "web/shell.h"

namespace kentongan::web {

struct LibraryTab {
    std::string address = {}, words = {};
    std::int64_t count = 0;
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(LibraryTab, (), (address, words, count, current))
struct SopRow {
    std::string title = {}, address = {}, number = {}, steps = {}, time = {}, use = {};
    Pill pill = {};
};
BOOST_DESCRIBE_STRUCT(SopRow, (), (title, address, number, steps, time, use, pill))
struct SopListView {
    static constexpr std::string_view page = "sop";
    Shell shell = {};
    std::vector<LibraryTab> tabs = {};
    std::vector<SopRow> rows = {};
    std::string empty_words = {}, bundle = {};
    bool may_manage = false;
};
BOOST_DESCRIBE_STRUCT(SopListView, (), (shell, tabs, rows, empty_words, bundle, may_manage))

/// The head of every page about one version.
struct SopFront {
    std::string base = {}, title = {}, number = {}, edit_words = {};
    Pill pill = {};
    std::int64_t versions = 0;
    bool may_manage = false;
    bool at_flow = false, at_versions = false, at_times = false, at_trial = false;
};
BOOST_DESCRIBE_STRUCT(SopFront, (),
                      (base, title, number, edit_words, pill, versions, may_manage, at_flow,
                       at_versions, at_times, at_trial))

/// The sheet as the paper shows it.
struct PaperSection {
    std::string label = {}, lead = {};
    std::vector<std::string> items = {}, corrections = {};
};
BOOST_DESCRIBE_STRUCT(PaperSection, (), (label, lead, items, corrections))
struct PaperPair {
    std::vector<PaperSection> left = {}, right = {};
};
BOOST_DESCRIBE_STRUCT(PaperPair, (), (left, right))
struct PaperLine {
    std::string label = {}, value = {}, correction = {};
    std::int64_t rows = 0;  // of the letterhead beside it; 0: not the first line
};
BOOST_DESCRIBE_STRUCT(PaperLine, (), (label, value, correction, rows))
struct PaperRow {
    std::string number = {}, activity = {}, exits = {}, performers = {}, needs = {}, time = {},
                makes = {}, note = {}, inferred = {};
    SafeHtml lanes = {};
};
BOOST_DESCRIBE_STRUCT(PaperRow, (),
                      (number, activity, exits, performers, needs, time, makes, note, inferred,
                       lanes))
struct SopPaper {
    std::vector<std::string> letterhead = {}, lanes = {}, headings = {};
    std::vector<PaperLine> lines = {};
    std::vector<PaperPair> pairs = {};
    std::string flow_title = {}, total_label = {}, total = {};
    std::vector<PaperRow> rows = {};
    std::int64_t lane_count = 0, before_total = 0, after_total = 0;
    bool has_note = true;
};
BOOST_DESCRIBE_STRUCT(SopPaper, (),
                      (letterhead, lanes, headings, lines, pairs, flow_title, total_label, total,
                       rows, lane_count, before_total, after_total, has_note))

struct SopView {
    static constexpr std::string_view page = "sop_satu";
    Shell shell = {};
    SopFront front = {};
    std::string caption = {}, source = {}, print = {}, foreign = {}, text = {};
    SafeHtml diagram = {};
    SopPaper paper = {};
    std::vector<std::string> notes = {}, inferred = {}, corrections = {}, positions = {};
    std::string promise_words = {};
    Typed promise = {};
};
BOOST_DESCRIBE_STRUCT(SopView, (),
                      (shell, front, caption, source, print, foreign, text, diagram, paper, notes,
                       inferred, corrections, positions, promise_words, promise))

/// One version with all that the pages tell of it.
struct SopToShow {
    office::AdoptedSop adopted;
    std::shared_ptr<const sop::Definition> definition;
    std::string text = {};
    std::map<RoleName, std::vector<std::string>> performers;
    std::vector<office::AdoptedSop> versions = {};  // of the same key, newest first
    std::map<SopId, int> running = {};
    std::string foreign_name = {};  // the file it was read from, if it is kept
};
Result<SopToShow> sop_to_show(const Site&, const Visit&);

enum class SopPart { flow, versions, times, trial };
SopFront sop_front(const Site&, const Visit&, const SopToShow&, SopPart);
Result<SopView> sop_view(const Site&, const Visit&, const SopToShow&);

SopPaper paper_of(const Say&, const sop::Definition&,
                  const std::map<RoleName, std::vector<std::string>>& performers);
/// "YA: ke 4; TIDAK: kembali ke 1, 2"
std::string exits_of(const Say&, const sop::Step&);
/// What was concluded and not read, in sentences.
std::vector<std::string> inferred_words(const Say&, const sop::Definition&);
std::vector<std::string> correction_words(const Say&, const sop::Definition&);
Pill version_pill(const Say&, const Visit&, const office::AdoptedSop&);

}  // namespace kentongan::web
