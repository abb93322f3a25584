// Charts as SVG, drawn once on the server. A table with the same figures stands beside each.
#pragma once

#include <string>
#include <vector>

#include "web/template.h"

namespace kentongan::web {

struct Series {
    std::string name = {};
    std::vector<int> values = {};
};
/// Bars over one another, one per label; `about` says what a reader who does not see it should
/// know.
SafeHtml stacked_bars(const std::vector<std::string>& labels, const std::vector<Series>&,
                      const std::string& about);
/// Dots in rows, minutes from the planned time; beyond the tolerance in the warning colour.
struct DotRow {
    std::string name = {};
    std::vector<std::int64_t> minutes = {};
};
SafeHtml dot_rows(const std::vector<DotRow>&, const std::string& on_time, const std::string& about);
/// The class of the n-th series: s1, s2…
std::string series_class(std::size_t place);

}  // namespace kentongan::web
