// What the search shows: what was found, by kind.
#pragma once

#include "web/shell.h"

namespace kentongan::web {

struct FoundLine {
    std::string address = {}, title = {}, caption = {}, extract = {}, icon = {};
};
BOOST_DESCRIBE_STRUCT(FoundLine, (), (address, title, caption, extract, icon))

struct FoundGroup {
    std::string words = {}, count = {};
    std::vector<FoundLine> lines = {};
};
BOOST_DESCRIBE_STRUCT(FoundGroup, (), (words, count, lines))

struct SearchView {
    static constexpr std::string_view page = "cari";
    Shell shell = {};
    std::string query = {}, lead = {};
    bool asked = false;
    std::vector<FoundGroup> groups = {};
};
BOOST_DESCRIBE_STRUCT(SearchView, (), (shell, query, lead, asked, groups))

}  // namespace kentongan::web
