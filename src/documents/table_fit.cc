// Gives width to the column where it saves the most height, again and again, until none is left.
#include "documents/table_fit.h"

#include <algorithm>
#include <numeric>

namespace kentongan::documents {
namespace {

constexpr double step = 3;
constexpr int farthest = 12;  // how many steps ahead a saving may lie

/// A piece with its words measured once: how many lines it takes is then a matter of adding.
struct Measured {
    std::vector<std::vector<double>> paragraphs;
    double blank = 0, line = 0, above = 0, widest = 0;

    double height(double width) const {
        double lines = 0;
        for (const auto& words : paragraphs) {
            double used = 0;
            lines += 1;
            bool begun = false;
            for (const double word : words) {
                if (begun && used + blank + word > width + 0.01) {
                    lines += 1;
                    used = word;
                } else {
                    used += word + (begun ? blank : 0);
                }
                begun = true;
            }
        }
        return above + lines * line;
    }
};

Measured measured(Pdf& pdf, const Piece& piece) {
    Measured out;
    out.blank = pdf.width_of(" ", piece.style);
    const Lines one = lines_of(pdf, {{"x", piece.style, 0}}, 1e6);
    out.line = one.front().height;
    out.above = piece.above;
    for (const auto& paragraph : split(piece.text, '\n')) {
        auto& words = out.paragraphs.emplace_back();
        for (const auto& word : split(paragraph, ' ')) {
            words.push_back(pdf.width_of(word, piece.style));
            out.widest = std::max(out.widest, words.back());
        }
    }
    return out;
}

struct FittedColumn {
    std::vector<std::vector<Measured>> cells;
    double width = 0;

    std::vector<double> heights(double at) const {
        std::vector<double> all;
        all.reserve(cells.size());
        for (const auto& cell : cells) {
            double height = 0;
            for (const Measured& piece : cell) height += piece.height(at);
            all.push_back(height);
        }
        return all;
    }
};

class Fitting {
  public:
    Fitting(std::vector<FittedColumn> columns, std::vector<double> floor, double padding)
        : columns_(std::move(columns)), floor_(std::move(floor)), padding_(padding) {
        for (const FittedColumn& column : columns_) {
            heights_.push_back(column.heights(column.width - padding_));
        }
    }

    void spend(double free) {
        while (free > 0.5) {
            double best = 0, best_width = 0;
            std::size_t best_column = columns_.size();
            for (std::size_t c = 0; c < columns_.size(); ++c) {
                for (int steps = 1; steps <= farthest && steps * step <= free; ++steps) {
                    const double saved = saving(c, steps * step) / (steps * step);
                    if (saved <= best + 1e-9) continue;
                    best = saved;
                    best_width = steps * step;
                    best_column = c;
                }
            }
            if (best_column == columns_.size()) break;
            widen(best_column, best_width);
            free -= best_width;
        }
        // What saves nothing is shared, more to the wider: a full table looks even.
        double all = 0;
        for (const FittedColumn& column : columns_) all += column.width;
        for (FittedColumn& column : columns_) column.width += free * column.width / all;
    }

    std::vector<double> widths() const {
        std::vector<double> all;
        for (const FittedColumn& column : columns_) all.push_back(column.width);
        return all;
    }

  private:
    double saving(std::size_t c, double by) const {
        const auto changed = columns_[c].heights(columns_[c].width + by - padding_);
        double saved = 0;
        for (std::size_t row = 0; row < changed.size(); ++row) {
            double others = floor_[row];
            for (std::size_t k = 0; k < columns_.size(); ++k) {
                if (k != c) others = std::max(others, heights_[k][row]);
            }
            saved += std::max(others, heights_[c][row]) - std::max(others, changed[row]);
        }
        return saved;
    }

    void widen(std::size_t c, double by) {
        columns_[c].width += by;
        heights_[c] = columns_[c].heights(columns_[c].width - padding_);
    }

    std::vector<FittedColumn> columns_;
    std::vector<double> floor_;
    double padding_;
    std::vector<std::vector<double>> heights_;
};

}  // namespace

Lines lines_of(Pdf& pdf, const Content& content, double width) {
    Lines lines;
    for (const Piece& piece : content) {
        if (!piece.text.empty()) pdf.add(lines, piece.text, piece.style, width, piece.above);
    }
    if (!lines.empty()) lines.front().above = 0;
    return lines;
}

std::vector<double> fit_columns(Pdf& pdf, const std::vector<std::vector<Content>>& contents,
                                const std::vector<double>& least, double width, double padding,
                                const std::vector<double>& row_heights) {
    std::vector<FittedColumn> columns;
    double used = 0;
    for (std::size_t c = 0; c < contents.size(); ++c) {
        FittedColumn& column = columns.emplace_back();
        column.width = least[c];
        for (const Content& content : contents[c]) {
            auto& cell = column.cells.emplace_back();
            for (const Piece& piece : content) {
                if (piece.text.empty()) continue;
                cell.push_back(measured(pdf, piece));
                column.width = std::max(column.width, cell.back().widest + padding + 0.5);
            }
        }
        used += column.width;
    }
    if (used > width) {
        for (FittedColumn& column : columns) column.width *= width / used;
        used = width;
    }
    Fitting fitting(std::move(columns), row_heights, padding);
    fitting.spend(width - used);
    return fitting.widths();
}

}  // namespace kentongan::documents
