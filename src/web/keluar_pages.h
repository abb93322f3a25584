// Pages of the register of what goes out.
#pragma once

#include "web/pages.h"

namespace kentongan::web {

Answer show_outgoing(const Site&, Visit&);
Answer reserve_number(const Site&, Visit&);
Answer free_number(const Site&, Visit&);
Answer print_outgoing(const Site&, Visit&);

}  // namespace kentongan::web
