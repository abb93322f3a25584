// The fixed words of the official form: they belong to the form, so they are kept with it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace kentongan::documents {

/// The word of the form under this key, with {0}, {1}… filled.
std::string say(Language, std::string_view key, const std::vector<std::string>& with = {});

}  // namespace kentongan::documents
