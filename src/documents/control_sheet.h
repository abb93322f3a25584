// Lembar kendali: which version, who marked it as which office, and a code that anybody can check.
#pragma once

#include <string>
#include <vector>

#include "documents/paper.h"

namespace kentongan::documents {

/// One mark, or a place where one is still to be made by hand.
struct ControlMark {
    std::string step = {}, who = {}, kind = {}, at = {}, strength = {}, version = {}, state = {};
};

/// The sheet in words, as it is printed.
struct ControlSheet {
    Letterhead letterhead = {};
    std::string number = {}, title = {}, requester = {}, sop = {};
    std::string item = {}, version = {}, hash = {}, state = {};
    std::string code = {}, address = {};  // "7KQ2-M9PX-4D", and where it is checked
    std::vector<ControlMark> marks = {};
    std::vector<ControlMark> open = {};  // to be made on paper, if not in the product
    std::string printed = {};            // "dicetak 20 November 2026 10.42 WIB oleh …"
};

Result<std::string> control_sheet_pdf(const ControlSheet&, Instant created);

}  // namespace kentongan::documents
