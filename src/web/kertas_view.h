// Bringing in a mark made on paper: which task, who initialled, the sheet's code, the scan.
#pragma once

#include "web/berkas_view.h"

namespace kentongan::web {

struct PaperTask {
    std::string number = {}, name = {}, caption = {};
    std::vector<Option> signers = {}, exits = {}, targets = {};
    Typed code = {}, note = {};
    std::string signer_error = {}, scan_error = {}, problem = {};
};
BOOST_DESCRIBE_STRUCT(PaperTask, (),
                      (number, name, caption, signers, exits, targets, code, note, signer_error,
                       scan_error, problem))

struct PaperView {
    static constexpr std::string_view page = "kertas";
    Shell shell = {};
    DossierTabs tabs;
    std::string number = {}, dossier_title = {}, version = {}, kept = {};
    std::vector<PaperTask> tasks = {};
};
BOOST_DESCRIBE_STRUCT(PaperView, (), (shell, tabs, number, dossier_title, version, kept, tasks))

struct PaperDoorView {
    static constexpr std::string_view page = "kertas_masuk";
    Shell shell = {};
    std::string error = {};
};
BOOST_DESCRIBE_STRUCT(PaperDoorView, (), (shell, error))

}  // namespace kentongan::web
