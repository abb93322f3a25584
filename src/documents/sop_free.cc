// Free sections an original has beside its table (Uraian Kegiatan): printed as they stand.
#include <algorithm>

#include "documents/sop_free.h"

namespace kentongan::documents {
namespace {

constexpr double size = 9, pad = 4, title_above = 10;

struct FreeRow {
    std::vector<Lines> cells;
    std::vector<double> at;
    double above = 0, height = 0;
};

std::vector<FreeRow> rows_of(Pdf& pdf, const sop::FreeSection& section, double width) {
    std::vector<std::vector<std::string>> table;
    std::size_t columns = 1;
    for (const auto& line : section.lines) {
        table.push_back(split(line, '\t'));
        columns = std::max(columns, table.back().size());
    }
    std::vector<double> widths(columns, 0);
    for (const auto& cells : table) {
        for (std::size_t i = 0; i + 1 < columns && i < cells.size(); ++i) {
            // A line that is alone in its row runs on over the columns after it.
            if (i + 1 == cells.size()) continue;
            widths[i] = std::max(widths[i], pdf.width_of(cells[i], {size}) + 2 * pad);
        }
    }
    for (auto& one : widths) one = std::min(one, width * 0.4);
    std::vector<FreeRow> rows;
    for (const auto& cells : table) {
        FreeRow row;
        double x = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const bool last = i + 1 == cells.size();
            Lines lines;
            pdf.add(lines, cells[i], {size}, (last ? width - x : widths[i]) - pad);
            row.height = std::max(row.height, height_of(lines) + 2);
            row.cells.push_back(std::move(lines));
            row.at.push_back(x);
            x += widths[i];
        }
        rows.push_back(std::move(row));
    }
    FreeRow title;
    title.above = title_above;
    title.at = {0};
    pdf.add(title.cells.emplace_back(), section.title, {size + 1, true}, width);
    title.height = height_of(title.cells.front()) + 4;
    rows.insert(rows.begin(), std::move(title));
    return rows;
}

}  // namespace

Pages free_pages(Pdf& pdf, const sop::Definition& sop) {
    const Box body = body_of(pdf);
    std::vector<std::vector<FreeRow>> sheets;
    double used = body.height;
    for (const auto& section : sop.identity.free_sections) {
        auto rows = rows_of(pdf, section, body.width);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            // A title stays with the line after it.
            const double needed =
                rows[i].above + rows[i].height + (i == 0 && rows.size() > 1 ? rows[1].height : 0);
            if (used + needed > body.height) {
                sheets.emplace_back();
                used = 0;
            }
            used += rows[i].above + rows[i].height;
            sheets.back().push_back(std::move(rows[i]));
        }
    }
    Pages pages;
    for (auto& sheet : sheets) {
        pages.push_back([rows = std::move(sheet), body](Pdf& out) {
            double y = body.y;
            for (const FreeRow& row : rows) {
                y += row.above;
                for (std::size_t i = 0; i < row.cells.size(); ++i) {
                    out.begin("P");
                    out.write(row.cells[i], {body.x + row.at[i], y, body.width, 0});
                    out.end("P");
                }
                y += row.height;
            }
        });
    }
    return pages;
}

}  // namespace kentongan::documents
