// multipart/form-data from a file on disk: small fields into memory, file parts into files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/message.h"

namespace kentongan::web {

struct FilePart {
    std::string field;
    std::string name;  // as the browser says: shown only, never a path
    std::string path;  // temporary, beside the upload
    std::int64_t bytes = 0;
};
struct Multipart {
    net::Fields fields = {};
    std::vector<FilePart> files = {};
};

struct MultipartLimits {
    std::size_t parts = 50;
    std::size_t field_bytes = 64UL * 1024;
    std::size_t header_bytes = 4UL * 1024;
};

/// The boundary in a Content-Type, or "" when it is no multipart/form-data with a legal one.
std::string boundary_of(std::string_view content_type);

/// Splits the upload. The files it makes are the caller's to move or remove.
Result<Multipart> read_multipart(const std::string& path, std::string_view boundary,
                                 const MultipartLimits& = {});

}  // namespace kentongan::web
