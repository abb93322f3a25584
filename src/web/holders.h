// Who may come to a route, by what they may do: named once for pages and API.
#pragma once

#include "web/route.h"

namespace kentongan::web::holders {

using office::Right;

constexpr Policy sees = holder_of(Right::see_dossiers);
constexpr Policy opens = holder_of(Right::open_dossier);
constexpr Policy manages = holder_of(Right::manage_dossier);
constexpr Policy airs = holder_of(Right::publish_manual);
constexpr Policy tends = holder_of(Right::manage_portal);
constexpr Policy mails = holder_of(Right::manage_people);
constexpr Policy papers = holder_of(Right::record_paper);
constexpr Policy places = holder_of(Right::manage_channels);
constexpr Policy audits = holder_of(Right::read_journal);
constexpr Policy writes = holder_of(Right::manage_sop);
constexpr Policy registers = holder_of(Right::register_letters);
constexpr Policy staffs = holder_of(Right::manage_people);
constexpr Policy keeps = holder_of(Right::manage_office);

}  // namespace kentongan::web::holders
