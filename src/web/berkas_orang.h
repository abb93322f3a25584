// Who does what in one dossier, and the dossiers it belongs together with.
#pragma once

#include "web/shell.h"

namespace kentongan::web {

struct TaskPeople {
    std::string number = {}, name = {}, performers = {}, problem = {};
    std::vector<Option> people = {};
};
BOOST_DESCRIBE_STRUCT(TaskPeople, (), (number, name, performers, problem, people))
struct FamilyRow {
    std::string address = {}, words = {}, relation = {};
};
BOOST_DESCRIBE_STRUCT(FamilyRow, (), (address, words, relation))
struct DossierPeopleView {
    static constexpr std::string_view page = "berkas_orang";
    Shell shell = {};
    std::string base = {}, number = {}, title = {}, problem = {}, next = {};
    std::vector<TaskPeople> tasks = {};
    std::vector<Option> team = {};
    std::vector<FamilyRow> family = {};
    bool may_manage = false, is_open = true;
};
BOOST_DESCRIBE_STRUCT(DossierPeopleView, (),
                      (shell, base, number, title, problem, next, tasks, team, family, may_manage,
                       is_open))

}  // namespace kentongan::web
