// What the comparison of two versions of a text shows.
#pragma once

#include "web/periksa_view.h"

namespace kentongan::web {

struct ComparisonView {
    static constexpr std::string_view page = "banding";
    Shell shell = {};
    DossierTabs tabs;
    std::string number = {}, dossier_title = {}, item = {}, back = {};
    std::vector<Option> from = {}, to = {};
    std::string before_caption = {}, now_caption = {}, note = {};
    bool has_changes = false;
    std::vector<DiffPiece> title_changes = {};
    std::vector<DiffParagraph> changes = {};
    std::vector<VariantLine> variants = {};
};
BOOST_DESCRIBE_STRUCT(ComparisonView, (),
                      (shell, tabs, number, dossier_title, item, back, from, to, before_caption,
                       now_caption, note, has_changes, title_changes, changes, variants))

}  // namespace kentongan::web
