// How an SOP is used: its versions, measured times, and a trial run before it is decreed.
#pragma once

#include "web/sop_view.h"

namespace kentongan::web {

struct VersionRow {
    std::string version = {}, address = {}, by = {}, when = {}, from = {}, promise = {},
                running = {}, compare = {}, hash = {};
    Pill pill = {};
};
BOOST_DESCRIBE_STRUCT(VersionRow, (),
                      (version, address, by, when, from, promise, running, compare, hash, pill))
struct SopVersionsView {
    static constexpr std::string_view page = "sop_versi";
    Shell shell = {};
    SopFront front = {};
    std::vector<VersionRow> rows = {};
    std::string elsewhere = {}, migrate = {};
};
BOOST_DESCRIBE_STRUCT(SopVersionsView, (), (shell, front, rows, elsewhere, migrate))

/// A bar of a table: quantities are attributes, in parts of a hundred.
struct TimeRow {
    std::string step = {}, standard = {}, done = {}, effort = {}, waiting = {}, on_desk = {},
                late = {}, sent_back = {};
    std::int64_t effort_bar = 0, waiting_bar = 0, standard_bar = 0;
    bool is_late = false;
};
BOOST_DESCRIBE_STRUCT(TimeRow, (),
                      (step, standard, done, effort, waiting, on_desk, late, sent_back, effort_bar,
                       waiting_bar, standard_bar, is_late))
struct SopTimesView {
    static constexpr std::string_view page = "sop_waktu";
    Shell shell = {};
    SopFront front = {};
    std::vector<TimeRow> rows = {};
    bool any = false;
};
BOOST_DESCRIBE_STRUCT(SopTimesView, (), (shell, front, rows, any))

struct TrialRow {
    std::string step = {}, standard = {}, done = {}, effort = {}, waiting = {}, late = {},
                sent_back = {};
    bool is_late = false;
};
BOOST_DESCRIBE_STRUCT(TrialRow, (),
                      (step, standard, done, effort, waiting, late, sent_back, is_late))
struct RoleRow {
    std::string role = {}, staff = {}, busy = {}, queue = {};
};
BOOST_DESCRIBE_STRUCT(RoleRow, (), (role, staff, busy, queue))
struct SopTrialView {
    static constexpr std::string_view page = "sop_simulasi";
    Shell shell = {};
    SopFront front = {};
    std::string cases = {}, seed = {}, plot = {}, summary = {}, stuck = {};
    std::vector<TrialRow> rows = {};
    std::vector<RoleRow> roles = {};
};
BOOST_DESCRIBE_STRUCT(SopTrialView, (),
                      (shell, front, cases, seed, plot, summary, stuck, rows, roles))

/// A shipped example, as it would be taken over.
struct ShippedSopView {
    static constexpr std::string_view page = "sop_contoh";
    Shell shell = {};
    std::string key = {}, title = {}, number = {}, caption = {}, source = {};
    SafeHtml diagram = {};
    SopPaper paper = {};
    std::vector<std::string> notes = {}, inferred = {}, corrections = {};
    bool may_manage = false;
};
BOOST_DESCRIBE_STRUCT(ShippedSopView, (),
                      (shell, key, title, number, caption, source, diagram, paper, notes, inferred,
                       corrections, may_manage))

}  // namespace kentongan::web
