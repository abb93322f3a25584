// The OpenAPI 3.1 document of /api/v1, made from the same table that answers it.
#pragma once

#include <string>

#include "base/json.h"

namespace kentongan::web {

Json openapi_document(const std::string& server, const std::string& version);

}  // namespace kentongan::web
