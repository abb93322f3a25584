// How notices read as an e-mail.
#pragma once

#include "base/text.h"
#include "office/mail.h"
#include "office/notices.h"

namespace kentongan::office {

/// Subject and text for one notice, or for several as a digest. "{alamat}" stands where the mail
/// puts the address of the program.
Mail notice_mail(const std::vector<Notice>&, Zone);

}  // namespace kentongan::office
