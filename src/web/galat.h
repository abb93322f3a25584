// The page that says what went wrong, and what to do. It needs no database.
#pragma once

#include "web/pieces.h"
#include "web/site.h"

namespace kentongan::web {

struct ErrorView {
    static constexpr std::string_view page = "galat";
    std::string title = {}, number = {};
    std::vector<std::string> sentences = {};
    Link back = {};
};
BOOST_DESCRIBE_STRUCT(ErrorView, (), (title, number, sentences, back))

/// For errors of pages: the issues in words, or the general words of this status.
ErrorView error_view(const Words&, Language, int status, const std::vector<Issue>& issues,
                     std::string_view request_id, const std::string& back);

}  // namespace kentongan::web
