// What the register of dossiers and the form for another one show.
#pragma once

#include "web/meja_view.h"

namespace kentongan::web {

struct RegisterView {
    static constexpr std::string_view page = "daftar";
    Shell shell = {};
    std::string search = {}, older = {};
    bool may_open = false;
    std::vector<TaskRow> rows = {};
};
BOOST_DESCRIBE_STRUCT(RegisterView, (), (shell, search, older, may_open, rows))

struct NewDossierView {
    static constexpr std::string_view page = "berkas_baru";
    Shell shell = {};
    Typed title = {}, requester = {};
    std::string sop_error = {}, problem = {};
    std::vector<Option> sops = {}, origins = {};
    bool urgent = false;
};
BOOST_DESCRIBE_STRUCT(NewDossierView, (),
                      (shell, title, requester, sop_error, problem, sops, origins, urgent))

Result<RegisterView> register_view(const Site&, const Visit&, const std::vector<office::DeskRow>&,
                                   const std::string& search, std::size_t page_size);
/// With what was typed, and what is wrong with it.
Result<NewDossierView> new_dossier_view(const Site&, const Visit&, const std::vector<Issue>&);

}  // namespace kentongan::web
