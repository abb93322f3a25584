// What the register of what goes out shows, with the numbers kept free.
#pragma once

#include "web/shell.h"

namespace kentongan::web {

struct OutgoingRow {
    std::string number = {}, dated = {}, kind = {}, about = {}, address = {}, copies = {},
                remark = {}, key = {}, reason = {}, error = {}, at = {};
    bool waits = false, freed = false;
};
BOOST_DESCRIBE_STRUCT(OutgoingRow, (),
                      (number, dated, kind, about, address, copies, remark, key, reason, error, at,
                       waits, freed))

struct OutgoingView {
    static constexpr std::string_view page = "surat_keluar";
    Shell shell = {};
    std::string year = {}, earlier = {}, later = {}, problem = {};
    bool may_register = false;
    std::vector<OutgoingRow> rows = {}, agenda = {}, releasable = {};
    std::vector<Option> series = {};
    Typed purpose = {};
};
BOOST_DESCRIBE_STRUCT(OutgoingView, (),
                      (shell, year, earlier, later, problem, may_register, rows, agenda, releasable,
                       series, purpose))

}  // namespace kentongan::web
