// Files that a form brings: in its own body, or parked before by the resumable upload.
#pragma once

#include <optional>
#include <string>

#include "office/uploads.h"
#include "web/pages.h"

namespace kentongan::web {

struct GivenFile {
    std::string path, name;
    std::optional<office::ParkedUpload> parked = {};
};
/// The file of this field, or the parked upload that the field "unggahan" names; nothing when
/// there is neither. Refuses one that has not arrived whole ({"file", "not_whole"}) or is gone.
Result<std::optional<GivenFile>> given_file(const Site&, const Visit&, std::string_view field);
/// After the file was taken over: nothing of the upload stays.
void let_go(const Site&, const GivenFile&);

/// Whose uploads these are: the person's, or those of the guest's cookie; "" without either.
std::string upload_owner_of(const Visit&);

// unggah.cc: the tus protocol 1.0 with creation and termination.
Answer start_upload(const Site&, Visit&);
Answer upload_state(const Site&, Visit&);
Answer go_on_with_upload(const Site&, Visit&);
Answer end_upload(const Site&, Visit&);
Answer upload_abilities(const Site&, Visit&);
/// Rights, quota and offset, before a byte of the body is read.
Result<net::Admission> admit_upload(const Site&, const Visit&);

}  // namespace kentongan::web
