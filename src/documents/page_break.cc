// Finds the arrows that cross a page break and gives each pentagon a place of its own.
#include "documents/page_break.h"

#include <algorithm>
#include <cmath>

namespace kentongan::documents {
namespace {

/// A, B … Z, AA, AB …
std::string letter_of(int number) {
    std::string out(1, static_cast<char>('A' + number % 26));
    return number < 26 ? out : letter_of(number / 26 - 1) + out;
}

void spread(std::vector<Crossing>& all, double width) {
    const double half = pentagon_pitch / 2;
    const double pitch = std::min(
        pentagon_pitch, (width - 4) / static_cast<double>(std::max<std::size_t>(1, all.size())));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double from = i == 0 ? half : all[i - 1].pentagon + pitch;
        all[i].pentagon = std::max(all[i].at, from);
    }
    double till = width - half;
    for (std::size_t i = all.size(); i-- > 0;) {
        all[i].pentagon = std::min(all[i].pentagon, till);
        till = all[i].pentagon - pitch;
    }
}

/// Neighbours that shift the same way cross no other when each turns on a line of its own.
int set_levels(std::vector<Crossing>& all) {
    int levels = 0;
    for (std::size_t i = all.size(); i-- > 0;) {
        if (all[i].pentagon <= all[i].at + 0.01) continue;
        const bool stacked = i + 1 < all.size() && all[i + 1].pentagon > all[i + 1].at + 0.01 &&
                             all[i].pentagon > all[i + 1].at - 1;
        all[i].level = stacked ? all[i + 1].level + 1 : 0;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].pentagon < all[i].at - 0.01) {
            const bool stacked = i > 0 && all[i - 1].pentagon < all[i - 1].at - 0.01 &&
                                 all[i].pentagon < all[i - 1].at + 1;
            all[i].level = stacked ? all[i - 1].level + 1 : 0;
        }
        if (std::abs(all[i].pentagon - all[i].at) > 0.01) {
            levels = std::max(levels, all[i].level + 1);
        }
    }
    return levels;
}

}  // namespace

double strip_height(const Break& at) {
    if (at.crossings.empty()) return 0;
    return pentagon_size + 12 + at.levels * level_step;
}

Break crossings_at(const sop::Drawing& drawing, int row, int& next_letter) {
    Break found;
    found.row = row;
    const auto index = static_cast<std::size_t>(row);
    const double above = drawing.row_ends[index - 1], below = drawing.row_edges[index];
    const double middle = (above + below) / 2;
    for (std::size_t a = 0; a < drawing.arrows.size(); ++a) {
        const auto& points = drawing.arrows[a].points;
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const double low = std::min(points[i].y, points[i + 1].y);
            const double high = std::max(points[i].y, points[i + 1].y);
            if (low >= middle || high <= middle) continue;
            found.crossings.push_back(
                {a, i, points[i + 1].y > points[i].y, points[i].x, points[i].x, 0, {}});
        }
    }
    std::sort(found.crossings.begin(), found.crossings.end(),
              [](const Crossing& a, const Crossing& b) { return a.at < b.at; });
    spread(found.crossings, drawing.lane_edges.back());
    found.levels = set_levels(found.crossings);
    for (Crossing& crossing : found.crossings) crossing.letter = letter_of(next_letter++);
    return found;
}

}  // namespace kentongan::documents
