// What the page of a dossier's team shows.
#pragma once

#include "office/teams.h"
#include "web/shell.h"

namespace kentongan::web {

struct TeamRow {
    std::string person = {}, name = {}, position = {}, work = {}, duty = {};
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(TeamRow, (), (person, name, position, work, duty, chosen))
struct TeamAnswer {
    std::string name = {}, duty = {}, reason = {};
    Pill state = {};
};
BOOST_DESCRIBE_STRUCT(TeamAnswer, (), (name, duty, reason, state))
struct TeamPaperCard {
    std::string title = {}, number = {}, about = {}, address = {}, copies = {};
};
BOOST_DESCRIBE_STRUCT(TeamPaperCard, (), (title, number, about, address, copies))
struct Reuse {
    std::string from = {}, words = {};
};
BOOST_DESCRIBE_STRUCT(Reuse, (), (from, words))

struct TeamView {
    static constexpr std::string_view page = "tim";
    Shell shell = {};
    std::string base = {}, dossier_number = {}, title = {}, problem = {}, today = {};
    bool may_name = false, may_answer = false;
    std::vector<TeamRow> people = {};
    std::vector<TeamAnswer> team = {};
    std::vector<TeamPaperCard> papers = {};
    std::vector<Option> kinds = {}, reserved = {};
    std::string copies = {}, number = {};
    std::optional<Reuse> reuse = {};
};
BOOST_DESCRIBE_STRUCT(TeamView, (),
                      (shell, base, dossier_number, title, problem, today, may_name, may_answer,
                       people, team, papers, kinds, reserved, copies, number, reuse))

}  // namespace kentongan::web
