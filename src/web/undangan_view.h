// What somebody sees who was handed a link to choose a password with.
#pragma once

#include "web/pieces.h"

namespace kentongan::web {

struct InvitationView {
    static constexpr std::string_view page = "undangan";
    std::string action = {}, name = {}, sign_in = {}, office = {}, error = {};
};
BOOST_DESCRIBE_STRUCT(InvitationView, (), (action, name, sign_in, office, error))

}  // namespace kentongan::web
