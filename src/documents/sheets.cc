// Writes workbooks with libxlsxwriter.
#include "documents/sheets.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/id.h"
#include "base/text.h"

namespace kentongan::documents {
namespace {

constexpr std::size_t name_max = 31, text_max = 32'000;
constexpr double narrow = 9, wide = 48;

/// Names of tabs may not hold these, nor be too long.
std::string tab_name(const std::string& name) {
    std::string clean;
    for (const char c : name) {
        clean.push_back(std::string_view("[]:*?/\\").find(c) == std::string_view::npos ? c : '-');
    }
    while (length_of(clean) > name_max) {
        clean.pop_back();
        while (!is_utf8(clean)) clean.pop_back();
    }
    return clean;
}

std::string shown(const DataCell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.10g", std::get<double>(cell));
    return buffer;
}

/// The widest cell decides, within reason.
double width_of(const DataSheet& sheet, std::size_t column) {
    double width = narrow;
    const auto take = [&](const std::string& text) {
        width = std::max(width, static_cast<double>(length_of(text)) + 2);
    };
    take(sheet.head[column]);
    for (const auto& row : sheet.rows) {
        if (column < row.size()) take(shown(row[column]));
    }
    return std::min(width, wide);
}

struct Looks {
    lxw_format *title, *head, *text, *number;
};

void fill(lxw_worksheet* page, const DataSheet& sheet, const Looks& looks) {
    lxw_row_t at = 0;
    if (!sheet.title.empty()) {
        worksheet_write_string(page, at, 0, sheet.title.c_str(), looks.title);
        at += 2;
    }
    const auto head_row = at;
    for (std::size_t i = 0; i < sheet.head.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        worksheet_write_string(page, at, column, sheet.head[i].c_str(), looks.head);
        worksheet_set_column(page, column, column, width_of(sheet, i), nullptr);
    }
    for (const auto& row : sheet.rows) {
        ++at;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            if (const auto* number = std::get_if<double>(&row[i])) {
                worksheet_write_number(page, at, column, *number, looks.number);
            } else {
                const auto text = std::get<std::string>(row[i]).substr(0, text_max);
                worksheet_write_string(page, at, column, text.c_str(), looks.text);
            }
        }
    }
    if (sheet.head.empty()) return;
    worksheet_freeze_panes(page, head_row + 1, 0);
    worksheet_autofilter(page, head_row, 0, at, static_cast<lxw_col_t>(sheet.head.size() - 1));
    worksheet_set_landscape(page);
    worksheet_set_paper(page, 9);  // A4
    worksheet_fit_to_pages(page, 1, 0);
    worksheet_repeat_rows(page, head_row, head_row);
}

}  // namespace

Result<std::string> workbook(const std::vector<DataSheet>& sheets, const std::string& created) {
    // The library writes files only.
    const auto path =
        std::filesystem::temp_directory_path() / cat("kentongan-lembar-", fresh_key());
    lxw_workbook* book = workbook_new(path.c_str());
    if (!book) return Error{Kind::unavailable, "no workbook"};
    lxw_doc_properties about{};
    std::string maker = "Kentongan", note = created;
    about.author = maker.data();
    about.comments = note.data();
    about.created = 1;
    if (const auto at = from_iso(created)) about.created = to_millis(*at) / 1000;
    workbook_set_properties(book, &about);
    Looks looks{workbook_add_format(book), workbook_add_format(book), workbook_add_format(book),
                workbook_add_format(book)};
    format_set_bold(looks.title);
    format_set_font_size(looks.title, 13);
    format_set_bold(looks.head);
    format_set_text_wrap(looks.head);
    format_set_border(looks.head, LXW_BORDER_THIN);
    format_set_bg_color(looks.head, 0xE8EEF0);
    for (auto* format : {looks.text, looks.number}) {
        format_set_border(format, LXW_BORDER_HAIR);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    }
    format_set_text_wrap(looks.text);
    format_set_num_format(looks.number, "#,##0.##");
    for (const auto& sheet : sheets) {
        auto* page = workbook_add_worksheet(book, tab_name(sheet.name).c_str());
        if (page) fill(page, sheet, looks);
    }
    const auto problem = workbook_close(book);
    std::ifstream file(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    if (problem != LXW_NO_ERROR || bytes.empty()) {
        return Error{Kind::unavailable, lxw_strerror(problem)};
    }
    return bytes;
}

std::string csv(const DataSheet& sheet) {
    std::string out = "\xEF\xBB\xBF";
    const auto put = [&](const std::vector<DataCell>& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            auto text = shown(row[i]);
            const bool typed = std::holds_alternative<std::string>(row[i]);
            const bool formula =
                typed && !text.empty() &&
                std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
            if (formula) text = cat("'", text);
            std::string quoted;
            for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
            const bool plain = text.find_first_of(",\"\r\n;") == std::string::npos;
            out +=
                cat(i == 0 ? "" : ",", plain ? "" : "\"", plain ? text : quoted, plain ? "" : "\"");
        }
        out += "\r\n";
    };
    std::vector<DataCell> head;
    for (const auto& one : sheet.head) head.emplace_back(one);
    put(head);
    for (const auto& row : sheet.rows) put(row);
    return out;
}

}  // namespace kentongan::documents
