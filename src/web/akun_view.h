// What the pages of one's own account show besides the settings' own view.
#pragma once

#include "web/pengaturan_view.h"
#include "web/template.h"

namespace kentongan::web {

struct EnrolmentView {
    static constexpr std::string_view page = "akun_kode";
    Shell shell = {};
    SafeHtml drawing = {};
    std::string typed = {}, error = {};
    std::vector<std::string> codes = {};
};
BOOST_DESCRIBE_STRUCT(EnrolmentView, (), (shell, drawing, typed, error, codes))

struct SecondStepView {
    static constexpr std::string_view page = "masuk_kode";
    std::string back = {}, error = {};
};
BOOST_DESCRIBE_STRUCT(SecondStepView, (), (back, error))

}  // namespace kentongan::web
