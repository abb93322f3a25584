// Pictures that prove something: a screenshot, a cutting, a photo of a poster.
#pragma once

#include <string>

#include "files/vault.h"

namespace kentongan::office {

struct Proof {
    std::string sha256 = {}, type = {};
};
/// Cleans the picture at `path` of anything personal and keeps it; refused like every picture.
Result<Proof> keep_proof(files::Vault&, OfficeId, const std::string& path);

}  // namespace kentongan::office
