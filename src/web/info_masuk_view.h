// What the register of incoming information and the stock of a batch show.
#pragma once

#include "office/incoming.h"
#include "web/berkas_view.h"

namespace kentongan::web {

struct IncomingLine {
    std::string title = {}, medium = {}, excerpt = {}, link = {}, when = {}, by = {};
    std::string address = {};
    bool is_approved = false;
};
BOOST_DESCRIBE_STRUCT(IncomingLine, (),
                      (title, medium, excerpt, link, when, by, address, is_approved))

struct StockLine {
    std::string ref = {}, title = {}, medium = {}, excerpt = {}, when = {};
    bool in_stock = false, picked = false;
};
BOOST_DESCRIBE_STRUCT(StockLine, (), (ref, title, medium, excerpt, when, in_stock, picked))

struct IncomingView {
    static constexpr std::string_view page = "info_masuk";
    Shell shell = {};
    std::vector<IncomingLine> lines = {};
    bool may_add = false;
    Typed title = {}, medium = {}, text = {}, link = {};
    std::string problem = {};
};
BOOST_DESCRIBE_STRUCT(IncomingView, (), (shell, lines, may_add, title, medium, text, link, problem))

struct PickedLine {
    std::string title = {}, origin = {}, address = {}, remove_at = {}, key = {};
    bool unchanged = false, changed = false;
};
BOOST_DESCRIBE_STRUCT(PickedLine, (), (title, origin, address, remove_at, key, unchanged, changed))

struct StockView {
    static constexpr std::string_view page = "inventaris";
    Shell shell = {};
    DossierTabs tabs;
    std::string number = {}, dossier_title = {}, lead = {}, problem = {};
    bool stock = false, pick = false, may_remove = false;
    std::vector<StockLine> lines = {};
    std::vector<PickedLine> picked = {};
};
BOOST_DESCRIBE_STRUCT(StockView, (),
                      (shell, tabs, number, dossier_title, lead, problem, stock, pick, may_remove,
                       lines, picked))

}  // namespace kentongan::web
