// What the page of a station's log shows: the log as it was given, and what was found in it.
#pragma once

#include "web/say.h"
#include "web/shell.h"

namespace kentongan::web {

struct LogMatchRow {
    std::string line = {}, when = {}, title = {}, number = {}, address = {}, words = {};
};
BOOST_DESCRIBE_STRUCT(LogMatchRow, (), (line, when, title, number, address, words))
struct LogLineRow {
    std::string line = {}, text = {}, why = {};
};
BOOST_DESCRIBE_STRUCT(LogLineRow, (), (line, text, why))

struct RadioLogView {
    static constexpr std::string_view page = "log_siar";
    Shell shell = {};
    std::string problem = {}, file_error = {}, log = {}, others = {}, keep = {};
    std::vector<Option> accounts = {};
    Typed day = {};
    bool looked = false;
    std::vector<LogMatchRow> matches = {};
    std::vector<LogLineRow> unread = {};
};
BOOST_DESCRIBE_STRUCT(RadioLogView, (),
                      (shell, problem, file_error, log, others, keep, accounts, day, looked,
                       matches, unread))

}  // namespace kentongan::web
