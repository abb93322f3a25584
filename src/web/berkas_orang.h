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
    std::string base = {}, number = {}, title = {}, problem = {}, team = {};
    std::vector<TaskPeople> tasks = {};
    std::vector<Option> next = {};
    std::vector<FamilyRow> family = {};
    bool may_manage = false, approved = false;
};
BOOST_DESCRIBE_STRUCT(DossierPeopleView, (),
                      (shell, base, number, title, problem, team, tasks, next, family, may_manage,
                       approved))

}  // namespace kentongan::web
