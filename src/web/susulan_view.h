// What the page of late entries shows: the form, and what was entered.
#pragma once

#include "office/late_entries.h"
#include "web/say.h"
#include "web/shell.h"

namespace kentongan::web {

struct LateLine {
    std::string title = {}, label = {}, icon = {}, when = {}, url = {}, picture = {};
    std::string said = {}, reason = {}, by = {}, dossier = {}, dossier_address = {}, struck = {};
};
BOOST_DESCRIBE_STRUCT(LateLine, (),
                      (title, label, icon, when, url, picture, said, reason, by, dossier,
                       dossier_address, struck))
struct LateRow {
    std::string id = {};
    LateLine line = {};
    bool may_strike = false;
};
BOOST_DESCRIBE_STRUCT(LateRow, (), (id, line, may_strike))

struct LateView {
    static constexpr std::string_view page = "susulan";
    Shell shell = {};
    std::string problem = {}, strike_error = {};
    bool may_add = false, form_open = false;
    std::vector<Option> accounts = {};
    std::string account_error = {}, picture_error = {};
    Typed title = {}, url = {}, aired = {}, said_by = {}, said = {}, reason = {}, dossier = {};
    std::vector<LateRow> lines = {};
};
BOOST_DESCRIBE_STRUCT(LateView, (),
                      (shell, problem, strike_error, may_add, form_open, accounts, account_error,
                       picture_error, title, url, aired, said_by, said, reason, dossier, lines))

LateLine late_line(const Say&, const office::LateEntry&);

}  // namespace kentongan::web
