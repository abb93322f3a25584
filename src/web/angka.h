// What the pages with figures share: which period is asked for, and its figures in words.
#pragma once

#include "office/figures.h"
#include "web/laporan_view.h"
#include "web/say.h"

namespace kentongan::web {

/// `?masa=2026-11`; this month when nothing is asked, not_found for what is no period.
Result<office::Period> period_asked(const Visit&);
std::vector<Option> period_options(const Visit&, const office::Period& chosen);
Result<office::Figures> figures_of(const Site&, const Visit&, const office::Period&);
std::vector<Stat> period_stats(const Say&, const office::Figures&);
/// Whom the dossiers on air were for, beside whom they reached.
std::vector<AudienceRow> audience_rows(const Say&, const office::Figures&);
std::vector<SopBars> step_bars(const office::Figures&);

}  // namespace kentongan::web
