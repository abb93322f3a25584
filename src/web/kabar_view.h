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
};
BOOST_DESCRIBE_STRUCT(PortalView, (), (shell, first, tiles, older))

struct ArticlePicture {
    std::string address = {}, alt = {};
};
BOOST_DESCRIBE_STRUCT(ArticlePicture, (), (address, alt))

struct ArticleView {
    static constexpr std::string_view page = "artikel";
    PublicShell shell = {};
    std::string title = {}, byline = {}, date = {}, stamp = {}, code = {}, corrected = {},
                withdrawn = {};
    std::vector<ArticlePicture> pictures = {};
    SafeHtml text = {};
};
BOOST_DESCRIBE_STRUCT(ArticleView, (),
                      (shell, title, byline, date, stamp, code, corrected, withdrawn, pictures,
                       text))

}  // namespace kentongan::web
