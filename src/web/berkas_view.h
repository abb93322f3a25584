// What the page of one dossier shows: where it is, why, and what is my move.
#pragma once

#include "office/information.h"
#include "web/isian_view.h"
#include "web/shell.h"

namespace kentongan::web {

/// One way out of a task: a button with the SOP's own word.
struct ExitChoice {
    std::string value = {}, words = {}, obstacle = {};
    bool is_return = false, is_main = false, open = true;
};
BOOST_DESCRIBE_STRUCT(ExitChoice, (), (value, words, obstacle, is_return, is_main, open))

/// One open task with its decision.
struct TaskCard {
    std::string number = {}, name = {}, activity = {}, caption = {}, claimed_by = {};
    ClockChip clock = {};
    bool mine = false, paused = false, wants_reason = false, wants_secret = false;
    bool wants_code = false;  // and the phone's
    std::string secret_error = {}, code_error = {};
    std::vector<ExitChoice> exits = {};
    Typed note = {};
    std::vector<Option> targets = {}, items = {};
    std::string problem = {}, obstacle = {}, seen = {};
};
BOOST_DESCRIBE_STRUCT(TaskCard, (),
                      (number, name, activity, caption, claimed_by, clock, mine, paused,
                       wants_reason, wants_secret, wants_code, secret_error, code_error, exits,
                       note, targets, items, problem, obstacle, seen))

/// The same with what else can be done about it: tools, taking, pausing, skipping.
struct OpenCard {
    TaskCard task = {};
    bool claimed_by_me = false, may_claim = false, may_skip = false, may_remind = false;
    std::string tool_address = {}, tool_words = {}, tool_icon = {};
    std::vector<FormCard> forms = {};
    std::optional<SourceForm> source_form = {};
};
BOOST_DESCRIBE_STRUCT(OpenCard, (),
                      (task, claimed_by_me, may_claim, may_skip, may_remind, tool_address,
                       tool_words, tool_icon, forms, source_form))

struct Arithmetic {
    std::string due = {}, day = {}, why = {}, step = {};
};
BOOST_DESCRIBE_STRUCT(Arithmetic, (), (due, day, why, step))

struct NeedsCard {
    std::string step = {}, count = {};
    std::vector<Need> needs = {};
};
BOOST_DESCRIBE_STRUCT(NeedsCard, (), (step, count, needs))

struct HistoryItem {
    std::string state = {};  // now, done, back, next: the timeline's colours
    std::string dot = {}, title = {}, meta = {}, quote = {};
    std::optional<Pill> pill = {};
    bool end = false;
};
BOOST_DESCRIBE_STRUCT(HistoryItem, (), (state, dot, title, meta, quote, pill, end))

/// Which mark an edit took away, and why.
struct VoidedNote {
    std::string who = {}, version = {}, by = {}, by_version = {}, reason = {}, step = {};
    bool is_paraf = false;
};
BOOST_DESCRIBE_STRUCT(VoidedNote, (), (who, version, by, by_version, reason, step, is_paraf))

struct DossierTabs {
    std::string base = {}, content_count = {};
    bool has_content = false, at_flow = false, at_text = false, at_review = false,
         at_airing = false, at_handover = false, has_approved = false, has_activity = false,
         at_activity = false;
    std::string excluded = {};  // why nothing of it may go out
    std::vector<VoidedNote> voided = {};
};
BOOST_DESCRIBE_STRUCT(DossierTabs, (),
                      (base, content_count, has_content, at_flow, at_text, at_review, at_airing,
                       at_handover, has_approved, has_activity, at_activity, excluded, voided))

/// The class of the dossier's information, and the form to change it.
struct InformationCard {
    std::string words = {}, ground = {}, basis = {}, until = {}, by = {};
    std::vector<Option> classes = {}, grounds = {};
    Typed typed_ground = {}, typed_basis = {}, typed_until = {};
    bool may_set = false, open = false, excluded = false;
};
BOOST_DESCRIBE_STRUCT(InformationCard, (),
                      (words, ground, basis, until, by, classes, grounds, typed_ground, typed_basis,
                       typed_until, may_set, open, excluded))

struct DossierPage {
    static constexpr std::string_view page = "berkas";
    Shell shell = {};
    DossierTabs tabs;
    std::string number = {}, title = {}, requester = {}, origin = {};
    std::vector<Pill> pills = {};
    std::string sop_title = {}, sop_address = {}, sop_caption = {};
    SafeHtml diagram = {};
    std::vector<OpenCard> tasks = {};
    std::vector<Arithmetic> clocks = {};
    std::vector<NeedsCard> needs = {};
    std::vector<MarkCard> marks = {};
    std::vector<ResultCard> results = {};
    std::vector<SourceLine> sources = {};
    bool asked_ready = false;
    Typed ready_reason = {};
    std::vector<HistoryItem> history = {};  // the newest; the journal has all
    bool history_cut = false;
    Typed comment = {};
    bool is_open = false, may_manage = false, may_withdraw = false, may_reopen = false;
    std::vector<Option> steps = {}, recall_targets = {};
    Typed recall = {};
    bool may_recall = false, may_paper = false, promise_late = false;
    std::string promise = {}, promise_day = {};
    std::string problem = {};
    InformationCard information = {};
};
BOOST_DESCRIBE_STRUCT(DossierPage, (),
                      (shell, tabs, number, title, requester, origin, pills, sop_title, sop_address,
                       sop_caption, diagram, tasks, clocks, needs, marks, results, sources,
                       asked_ready, ready_reason, history, history_cut, comment, is_open,
                       may_manage, may_withdraw, may_reopen, steps, recall_targets, recall,
                       may_recall, may_paper, promise_late, promise, promise_day, problem,
                       information))

/// What a refused form left behind: shown again where it was typed.
struct Refused {
    int task = 0;
    std::vector<Issue> issues = {};
};
Result<DossierPage> dossier_page(const Site&, const Visit&, const office::DossierView&,
                                 const Refused& = {});
InformationCard information_card(const Say&, const Visit&, const office::Information&,
                                 const Refused&);
TaskCard task_card(const Site&, const Visit&, const office::DossierView&, const office::OpenTask&,
                   const Refused&);
OpenCard open_card(const Site&, const Visit&, const office::DossierView&, const office::OpenTask&,
                   const Refused&);
std::vector<HistoryItem> history_of(const Site&, const Visit&, const office::DossierView&);
std::vector<MarkCard> marks_of(const Site&, const Visit&, const std::vector<office::Mark>&);
DossierTabs tabs_of(const office::DossierView&, std::string_view here);

}  // namespace kentongan::web
