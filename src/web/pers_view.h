// What newsrooms see: the subscription, and what the links of their mails open.
#pragma once

#include "web/shell.h"

namespace kentongan::web {

struct PressView {
    static constexpr std::string_view page = "pers";
    PublicShell shell = {};
    std::string title = {}, lead = {};
    std::string done = {}, refusal = {}, problem = {};  // what happened, or why nothing can
    std::string action = {}, key = {};
    // One of these, while something can be done.
    bool subscribing = false, confirming = false, printing = false, leaving = false;
    Typed name = {}, email = {}, contact = {}, address = {}, note = {};
    std::string medium_error = {};
    std::vector<Option> media = {};
    std::string release = {}, released = {};
};
BOOST_DESCRIBE_STRUCT(PressView, (),
                      (shell, title, lead, done, refusal, problem, action, key, subscribing,
                       confirming, printing, leaving, name, email, contact, address, note,
                       medium_error, media, release, released))

}  // namespace kentongan::web
