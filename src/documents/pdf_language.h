// Says in a finished PDF which language it is in; cairo cannot.
#pragma once

#include <string>

#include "base/result.h"
#include "base/text.h"

namespace kentongan::documents {

/// The same document with /Lang in its catalogue, its title in the window, and a classic table of
/// objects, so that a signature can be added to its end.
Result<std::string> with_language(const std::string& pdf, Language);

}  // namespace kentongan::documents
