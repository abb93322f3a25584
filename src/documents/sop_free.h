// Free sections an original has beside its table (Magetan's Uraian Kegiatan).
#pragma once

#include "documents/sop_pages.h"

namespace kentongan::documents {

Pages free_pages(Pdf&, const sop::Definition&);

}  // namespace kentongan::documents
