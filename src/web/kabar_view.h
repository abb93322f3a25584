// What citizens see: the news of an office, and one article.
#pragma once

#include "web/shell.h"

namespace kentongan::web {

struct Tile {
    std::string address = {}, title = {}, summary = {}, date = {}, stamp = {}, picture = {},
                alt = {};
};
BOOST_DESCRIBE_STRUCT(Tile, (), (address, title, summary, date, stamp, picture, alt))

struct PortalView {
    static constexpr std::string_view page = "kabar";
    PublicShell shell = {};
    std::optional<Tile> first = {};
    std::vector<Tile> tiles = {};
    std::string older = {};
    std::string search_address = {}, search = {}, found = {};
};
BOOST_DESCRIBE_STRUCT(PortalView, (), (shell, first, tiles, older, search_address, search, found))

struct ArticlePicture {
    std::string address = {}, alt = {};
};
BOOST_DESCRIBE_STRUCT(ArticlePicture, (), (address, alt))

struct Correction {
    std::string when = {}, words = {};
};
BOOST_DESCRIBE_STRUCT(Correction, (), (when, words))

struct ArticleView {
    static constexpr std::string_view page = "artikel";
    PublicShell shell = {};
    std::string title = {}, byline = {}, date = {}, stamp = {}, code = {}, withdrawn = {},
                withdrawn_why = {};
    std::vector<Correction> corrections = {};
    std::vector<ArticlePicture> pictures = {};
    SafeHtml text = {};
    // "Ada yang keliru?"
    std::string report_address = {}, report_problem = {};
    std::string desk_name = {}, desk_email = {}, desk_whatsapp = {};  // who takes complaints
    Typed report_words = {}, report_contact = {};
    bool report_sent = false, report_open = false;
};
BOOST_DESCRIBE_STRUCT(ArticleView, (),
                      (shell, title, byline, date, stamp, code, withdrawn, withdrawn_why,
                       corrections, pictures, text, report_address, report_problem, report_words,
                       desk_name, desk_email, desk_whatsapp, report_contact, report_sent,
                       report_open))

}  // namespace kentongan::web
