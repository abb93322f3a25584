// Handing over: what the office sees of it, and what the applicant sees behind the link.
#pragma once

#include "web/berkas_view.h"

namespace kentongan::web {

struct HandoverLine {
    std::string title = {}, meta = {}, link = {}, share = {};
    Pill pill = {};
};
BOOST_DESCRIBE_STRUCT(HandoverLine, (), (title, meta, link, share, pill))

struct HandoverView {
    static constexpr std::string_view page = "serah";
    Shell shell = {};
    DossierTabs tabs;
    std::string number = {}, dossier_title = {}, requester = {}, version = {};
    bool approved = false;
    std::vector<HandoverLine> lines = {};
    Typed recipient = {}, by_hand = {}, note = {};
    std::string problem = {};
};
BOOST_DESCRIBE_STRUCT(HandoverView, (),
                      (shell, tabs, number, dossier_title, requester, version, approved, lines,
                       recipient, by_hand, note, problem))

struct HandedFile {
    std::string name = {}, about = {}, address = {}, icon = {};
};
BOOST_DESCRIBE_STRUCT(HandedFile, (), (name, about, address, icon))

/// What the applicant sees.
struct TakingView {
    static constexpr std::string_view page = "ambil";
    PublicShell shell = {};
    std::string number = {}, title = {}, requester = {}, action = {}, refusal = {};
    std::string receipt = {}, till = {};
    bool taken = false, open = false;
    Typed name = {};
    std::vector<HandedFile> files = {};
};
BOOST_DESCRIBE_STRUCT(TakingView, (),
                      (shell, number, title, requester, action, refusal, receipt, till, taken, open,
                       name, files))

}  // namespace kentongan::web
