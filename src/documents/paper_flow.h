// The blocks a paper is made of, and how they are laid on pages.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "documents/page.h"
#include "documents/paper.h"

namespace kentongan::documents {

/// A line of a cell, with its tick box.
struct SetLine {
    Line line;
    std::optional<bool> ticked = {};
};
using SetLines = std::vector<SetLine>;

/// What is kept together on a page. It draws itself at the height it is given.
struct Block {
    double above = 0, height = 0;
    bool stays_with_next = false;
    bool new_page = false;
    int head = -1;   // of which table's head, to be repeated on each page
    int table = -1;  // blocks of one table are told to readers as one
    const char* tag = "P";
    std::function<void(Pdf&, double y)> draw = [](Pdf&, double) {};
};

/// A row of a table, set and measured; its cells' x and width are within the body.
struct SetRow {
    std::vector<SetLines> cells = {};
    std::vector<Align> aligns = {};
    std::vector<Box> boxes = {};
    double height = 0;
    bool lines = true, head = false;
};

constexpr double cell_pad = 3.5, tick_side = 7.5, tick_indent = 12;

SetLines set_notes(Pdf&, const std::vector<Note>&, double size, double width);
double height_of(const SetLines&);
void draw_lines(Pdf&, const SetLines&, const Box&, Align);
/// The rows of a table; those taller than `tallest` are cut into several.
std::vector<SetRow> set_rows(Pdf&, const PaperTable&, const Box& body, double tallest);
void draw_row(Pdf&, const SetRow&, double y);

/// Where the blocks fall: the numbers of the first block of each page.
struct Sheet {
    std::size_t from = 0, till = 0;
};
std::vector<Sheet> sheets_of(const std::vector<Block>&, const std::vector<SetRow>& heads,
                             double body_height);

}  // namespace kentongan::documents
