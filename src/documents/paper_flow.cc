// Sets cells, cuts what is taller than a page, and finds where pages end.
#include "documents/paper_flow.h"

#include <algorithm>

namespace kentongan::documents {
namespace {

void draw_tick(Pdf& pdf, Spot at, bool ticked) {
    pdf.box({at.x, at.y, tick_side, tick_side}, 0.7);
    if (!ticked) return;
    pdf.line({at.x + 1.4, at.y + 3.8}, {at.x + 3.2, at.y + 5.8}, 1.1);
    pdf.line({at.x + 3.2, at.y + 5.8}, {at.x + 6.4, at.y + 1.6}, 1.1);
}

SetRow set_row(Pdf& pdf, const std::vector<Cell>& cells, const PaperTable& table, const Box& body,
               bool head) {
    SetRow row;
    row.lines = table.lines;
    row.head = head;
    double all = 0, x = body.x;
    for (const double share : table.widths) all += share;
    for (std::size_t i = 0; i < table.widths.size(); ++i) {
        const double width = body.width * table.widths[i] / all;
        const double pad = table.lines ? 2 * cell_pad : cell_pad;
        row.boxes.push_back({x, 0, width, 0});
        static const Cell nothing;
        const Cell& cell = i < cells.size() ? cells[i] : nothing;
        row.aligns.push_back(head ? Align::center : cell.align);
        row.cells.push_back(set_notes(pdf, cell.notes, table.size, width - pad));
        x += width;
    }
    return row;
}

void measure(SetRow& row, double least) {
    row.height = least;
    const double pad = row.lines ? 2 * cell_pad : 2;
    for (const auto& cell : row.cells) row.height = std::max(row.height, height_of(cell) + pad);
    for (Box& box : row.boxes) box.height = row.height;
}

/// Takes from every cell what fits into the height; what is left stays in the row.
SetRow cut_from(SetRow& row, double tallest) {
    SetRow part = row;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        SetLines& cell = row.cells[i];
        double used = 0;
        std::size_t fits = 0;
        while (fits < cell.size()) {
            const double next = cell[fits].line.above + cell[fits].line.height;
            if (fits > 0 && used + next > tallest - 2 * cell_pad) break;
            used += next;
            ++fits;
        }
        const auto middle = cell.begin() + static_cast<std::ptrdiff_t>(fits);
        part.cells[i] = SetLines(cell.begin(), middle);
        cell.erase(cell.begin(), middle);
    }
    return part;
}

}  // namespace

SetLines set_notes(Pdf& pdf, const std::vector<Note>& notes, double size, double width) {
    SetLines all;
    for (const Note& note : notes) {
        Lines lines;
        Style style;
        style.size = note.size > 0 ? note.size : size;
        style.bold = note.bold;
        const bool ticks = note.ticked.has_value();
        pdf.add(lines, note.text, style, width, ticks && !all.empty() ? 2 : 0,
                ticks ? tick_indent : 0);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            all.push_back({std::move(lines[i]), i == 0 ? note.ticked : std::nullopt});
        }
    }
    return all;
}

double height_of(const SetLines& lines) {
    double height = 0;
    for (const auto& one : lines) height += one.line.above + one.line.height;
    return height;
}

void draw_lines(Pdf& pdf, const SetLines& lines, const Box& box, Align align) {
    double y = box.y;
    for (const auto& one : lines) {
        y += one.line.above;
        if (one.ticked) {
            const double down = (one.line.height - tick_side) / 2;
            draw_tick(pdf, {box.x, y + down}, *one.ticked);
        }
        pdf.write(Lines{one.line}, {box.x, y, box.width, one.line.height}, align);
        y += one.line.height;
    }
}

std::vector<SetRow> set_rows(Pdf& pdf, const PaperTable& table, const Box& body, double tallest) {
    std::vector<SetRow> rows;
    if (!table.head.empty()) {
        std::vector<Cell> head;
        for (const auto& one : table.head) head.push_back(Cell{{Note{one, true}}});
        rows.push_back(set_row(pdf, head, table, body, true));
        measure(rows.back(), 0);
        tallest -= rows.back().height;
    }
    for (const auto& cells : table.rows) {
        SetRow row = set_row(pdf, cells, table, body, false);
        measure(row, table.least_height);
        while (row.height > tallest) {
            SetRow part = cut_from(row, tallest);
            measure(part, 0);
            rows.push_back(std::move(part));
            measure(row, 0);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

void draw_row(Pdf& pdf, const SetRow& row, double y) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        Box box = row.boxes[i];
        box.y = y;
        if (row.head && row.lines) pdf.fill(box, 0.92);
        if (row.lines) pdf.box(box);
        const double side = row.lines ? cell_pad : 0, top = row.lines ? cell_pad : 1;
        const char* tag = row.head ? "TH" : "TD";
        pdf.begin(tag);
        draw_lines(pdf, row.cells[i], {box.x + side, y + top, box.width - 2 * side, 0},
                   row.aligns[i]);
        pdf.end(tag);
    }
}

std::vector<Sheet> sheets_of(const std::vector<Block>& blocks, const std::vector<SetRow>& heads,
                             double body_height) {
    std::vector<Sheet> sheets;
    double used = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        // What stays with the next one is taken together with it.
        double needed = blocks[i].above + blocks[i].height;
        for (std::size_t j = i; j + 1 < blocks.size() && blocks[j].stays_with_next; ++j) {
            needed += blocks[j + 1].above + blocks[j + 1].height;
        }
        const bool fits = used + needed <= body_height + 0.01;
        if (sheets.empty() || blocks[i].new_page || (!fits && used > 0)) {
            sheets.push_back({i, i});
            const int head = blocks[i].head;
            used = head >= 0 ? heads[static_cast<std::size_t>(head)].height : 0;
            used -= blocks[i].above;  // nothing stands above the first of a page
        }
        sheets.back().till = i + 1;
        used += blocks[i].above + blocks[i].height;
    }
    return sheets;
}

}  // namespace kentongan::documents
