// The parts of a printed SOP, each as pages that draw themselves once their number is known.
#pragma once

#include <functional>
#include <vector>

#include "documents/page.h"
#include "documents/sop_sheet.h"

namespace kentongan::documents {

using Pages = std::vector<std::function<void(Pdf&)>>;

/// Where on the page the content lies; the foot below it holds title, remark and page number.
Box body_of(const Pdf&);

/// Part one: letterhead, numbers and dates, ratification, legal basis and so on.
Pages identity_pages(Pdf&, const sop::Definition&, const PrintOptions&);
/// Part two: the flow table.
Pages flow_pages(Pdf&, const sop::Definition&, const PrintOptions&);

}  // namespace kentongan::documents
