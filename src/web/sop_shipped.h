// The SOPs that come with the program, as examples to take over.
#pragma once

#include "sop/definition.h"
#include "web/site.h"

namespace kentongan::web {

struct ShippedSop {
    std::string key = {}, text = {};
    sop::Definition definition = {};
};
const std::vector<ShippedSop>& shipped_sops(const Site&);
/// nullptr when there is none of this key.
const ShippedSop* shipped_sop(const Site&, std::string_view key);

}  // namespace kentongan::web
