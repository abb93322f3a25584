// Shares a table's width among its text columns so that the table becomes as low as it can.
#pragma once

#include <string>
#include <vector>

#include "documents/page.h"

namespace kentongan::documents {

/// One text of a cell in one style.
struct Piece {
    std::string text;
    Style style;
    double above = 0;
};
using Content = std::vector<Piece>;

/// The cell's lines at this width.
Lines lines_of(Pdf&, const Content&, double width);

/// `columns[c][r]` is the content of column c in row r. Each column gets at least its widest word
/// and `least[c]`; together they are `width` wide. `padding` is what a cell's borders take.
std::vector<double> fit_columns(Pdf&, const std::vector<std::vector<Content>>& columns,
                                const std::vector<double>& least, double width, double padding,
                                const std::vector<double>& row_heights);

}  // namespace kentongan::documents
