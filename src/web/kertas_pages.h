// The door for signed papers: a scan finds its dossier by its code.
#pragma once

#include "web/pages.h"

namespace kentongan::web {

Answer show_paper_door(const Site&, Visit&);
Answer enter_paper(const Site&, Visit&);
Answer api_find_sheet(const Site&, Visit&);

}  // namespace kentongan::web
