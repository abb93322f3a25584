// Slow: reads, cleans and stores, so never inside a transaction.
#include "office/proofs.h"

#include <fstream>
#include <iterator>

#include "media/picture.h"

namespace kentongan::office {

Result<Proof> keep_proof(files::Vault& vault, OfficeId office, const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (!file && bytes.empty()) return Error{Kind::unavailable, "the upload cannot be read"};
    const auto picture = TRY(media::clean_picture(bytes));
    const auto stored = TRY(vault.put_bytes(office, picture.bytes));
    return Proof{stored.sha256, picture.type};
}

}  // namespace kentongan::office
