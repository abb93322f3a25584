// What anybody sees of a control sheet's code: genuine, superseded, altered; never the content.
#pragma once

#include "web/shell.h"

namespace kentongan::web {

struct CheckedMark {
    std::string who = {}, when = {}, kind = {}, icon = {};
};
BOOST_DESCRIBE_STRUCT(CheckedMark, (), (who, when, kind, icon))

struct CheckView {
    static constexpr std::string_view page = "cek";
    PublicShell shell = {};
    std::string code = {}, verdict = {}, about = {}, tone = {}, icon = {};
    std::string office = {}, version = {}, printed = {}, hash = {};
    std::string typed = {}, match = {}, match_tone = {}, match_icon = {};
    bool known = false;
    std::vector<CheckedMark> marks = {};
};
BOOST_DESCRIBE_STRUCT(CheckView, (),
                      (shell, code, verdict, about, tone, icon, office, version, printed, hash,
                       typed, match, match_tone, match_icon, known, marks))

}  // namespace kentongan::web
