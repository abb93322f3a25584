// What the desk and the phone's menu show.
#pragma once

#include "web/shell.h"

namespace kentongan::web {

/// A row of a register: one open task, or a dossier that has none.
struct TaskRow {
    std::string title = {}, address = {}, number = {}, requester = {};
    std::string step = {};
    std::vector<Pill> pills = {};
    ClockChip clock = {};
    std::string due = {}, act = {}, act_address = {};
    bool late = false, first = false;
};
BOOST_DESCRIBE_STRUCT(TaskRow, (),
                      (title, address, number, requester, step, pills, clock, due, act, act_address,
                       late, first))

struct Counter {
    std::string address = {}, words = {}, tone = {};
    std::string number = {};
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(Counter, (), (address, words, tone, number, current))

struct NewsLine {
    std::string time = {}, who = {}, words = {}, address = {}, title = {};
};
BOOST_DESCRIBE_STRUCT(NewsLine, (), (time, who, words, address, title))

struct DeskView {
    static constexpr std::string_view page = "meja";
    Shell shell = {};
    std::string summary = {};
    bool may_open = false;
    std::vector<Counter> counters = {};
    std::vector<TaskRow> rows = {};
    std::vector<NewsLine> news = {};
    bool may_read_journal = false;
    std::string more = {};  // the rows behind these
};
BOOST_DESCRIBE_STRUCT(DeskView, (),
                      (shell, summary, may_open, counters, rows, news, may_read_journal, more))

struct MenuView {
    static constexpr std::string_view page = "menu";
    Shell shell = {};
    std::string person = {};
    std::vector<std::string> positions = {};
    std::vector<Option> offices = {};  // none where there is but one
    bool is_english = false;
};
BOOST_DESCRIBE_STRUCT(MenuView, (), (shell, person, positions, offices, is_english))

/// The desk with a filter, or without.
std::string desk_address(std::string_view filter);
/// How one row reads: shared by the desk and the register.
TaskRow task_row(const Site&, const Visit&, const office::DeskRow&);
Result<DeskView> desk_view(const Site&, const Visit&, const std::vector<office::DeskRow>&,
                           const std::string& filter);
/// The newest entries of the office's journal, as news.
std::vector<NewsLine> news_of(const Site&, const Visit&,
                              const std::vector<std::pair<std::int64_t, office::Entry>>&);
/// One event in words: "selesai: Setuju", "dikembalikan ke 2".
std::string event_words(const Site&, const Visit&, const JsonObject& event);

}  // namespace kentongan::web
