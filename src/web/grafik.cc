// Plain geometry: everything that is text goes through the escaper.
#include "web/grafik.h"

#include <algorithm>

#include "base/text.h"
#include "office/monitoring.h"
#include "web/escape.h"

namespace kentongan::web {
namespace {

constexpr int width = 540, left = 34, top = 30, bottom = 180, height = 206;
constexpr std::size_t classes = 6;

/// A round number at or above the largest value, in four steps.
int round_top(int largest) {
    int step = 1;
    while (step * 4 < largest) step *= (step % 5 == 0 || step == 1) ? 2 : 5;
    return std::max(step * 4, 4);
}

std::string open_svg(int box_height, const std::string& about) {
    return cat("<svg class=\"chart\" viewBox=\"0 0 ", width, " ", box_height,
               "\" role=\"img\" aria-label=\"", escaped(about), "\">");
}

}  // namespace

std::string series_class(std::size_t place) {
    return cat("s", place % classes + 1);
}

SafeHtml stacked_bars(const std::vector<std::string>& labels, const std::vector<Series>& all,
                      const std::string& about) {
    std::vector<int> sums(labels.size());
    for (const auto& one : all) {
        for (std::size_t i = 0; i < labels.size() && i < one.values.size(); ++i) {
            sums[i] += one.values[i];
        }
    }
    const int peak = round_top(sums.empty() ? 0 : *std::ranges::max_element(sums));
    const auto rise = [&](int value) { return value * (bottom - top) / peak; };
    std::string out = open_svg(height, about);
    for (int i = 0; i <= 4; ++i) {
        const int y = bottom - rise(peak * i / 4);
        out += cat("<path class=\"ax\" d=\"M", left, " ", y, "H", width, "\"/><text x=\"", left - 6,
                   "\" y=\"", y + 4, "\" text-anchor=\"end\">", peak * i / 4, "</text>");
    }
    const int slot = labels.empty() ? width : (width - left) / static_cast<int>(labels.size());
    const int bar = std::max(slot * 7 / 10, 2);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const int x = left + slot * static_cast<int>(i) + (slot - bar) / 2;
        int below = 0;
        for (std::size_t k = 0; k < all.size(); ++k) {
            const int value = i < all[k].values.size() ? all[k].values[i] : 0;
            if (value == 0) continue;
            const int high = std::max(rise(below + value) - rise(below) - 1, 1);
            out += cat("<rect class=\"", series_class(k), "\" x=\"", x, "\" y=\"",
                       bottom - rise(below) - high, "\" width=\"", bar, "\" height=\"", high,
                       "\"><title>", escaped(all[k].name), ": ", value, "</title></rect>");
            below += value;
        }
        const bool room = slot >= 22 || i % 5 == 0;
        if (room) {
            out += cat("<text x=\"", x + bar / 2, "\" y=\"", bottom + 18,
                       "\" text-anchor=\"middle\">", escaped(labels[i]), "</text>");
        }
    }
    return {out + "</svg>"};
}

SafeHtml dot_rows(const std::vector<DotRow>& rows, const std::string& on_time,
                  const std::string& about) {
    constexpr int start = 150, row_height = 31, head = 24, furthest = 60, back = 15;
    const int box = head + row_height * static_cast<int>(rows.size()) + 20;
    const auto place = [](std::int64_t late) {
        const auto shown = std::clamp<std::int64_t>(late, -back, furthest);
        return start + static_cast<int>((shown + back) * (width - start - 10) / (furthest + back));
    };
    std::string out = open_svg(box, about);
    for (const int mark : {0, 15, 30, 45, 60}) {
        out += cat("<path class=\"ax\" d=\"M", place(mark), " 8V", box - 20, "\"/><text x=\"",
                   place(mark), "\" y=\"", box - 4, "\" text-anchor=\"middle\">",
                   mark == 0 ? escaped(on_time) : cat("+", mark), "</text>");
    }
    int y = head;
    for (const auto& row : rows) {
        out += cat("<text x=\"0\" y=\"", y + 4, "\">", escaped(row.name), "</text>");
        for (const auto late : row.minutes) {
            const bool far = std::abs(late) > office::tolerance_minutes;
            out += cat("<circle class=\"", far ? "s4" : "s1", "\" cx=\"", place(late), "\" cy=\"",
                       y, "\" r=\"5\" fill-opacity=\".75\"><title>", late, "</title></circle>");
        }
        y += row_height;
    }
    return {out + "</svg>"};
}

}  // namespace kentongan::web
