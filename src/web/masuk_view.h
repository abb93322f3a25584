// What the sign-in page shows.
#pragma once

#include "web/pieces.h"

namespace kentongan::web {

struct SignInView {
    static constexpr std::string_view page = "masuk";
    std::string csrf = {}, back = {}, office = {}, region = {}, portal = {};
    Typed name = {};
    std::string password_error = {}, note = {};
    std::string other_language = {}, demo = {};
};
BOOST_DESCRIBE_STRUCT(SignInView, (),
                      (csrf, back, office, region, portal, name, password_error, note,
                       other_language, demo))

}  // namespace kentongan::web
