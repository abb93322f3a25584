// Draws the registers of letters: buku agenda of what came in, and what goes out, with the numbers
// that no letter bears.
#include <algorithm>
#include <map>

#include "office/letter_paper_parts.h"

namespace kentongan::office {
namespace {

using documents::OfficePaper, documents::PaperTable;

/// A cell of a spreadsheet: quoted, and never taken for a formula.
std::string csv_cell(std::string text) {
    if (!text.empty() &&
        std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
        text.insert(text.begin(), '\'');
    }
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

std::vector<std::string> agenda_columns(const OfficeInfo& office, const Letter& letter,
                                        const std::map<LetterId, std::string>& shown) {
    const auto earlier = letter.related ? shown.find(*letter.related) : shown.end();
    std::string remark =
        letter.form.late_reason.empty() ? "" : cat("Dicatat kemudian: ", letter.form.late_reason);
    if (letter.voided()) remark = cat("BATAL: ", letter.void_reason);
    return {date_of(letter.received_at, office),
            letter.agenda_shown,
            cat(or_dash(letter.form.number), "\n", or_dash(day_words(letter.form.dated))),
            or_dash(letter.form.attachments),
            letter.form.agency,
            earlier == shown.end() ? "" : earlier->second,
            letter.form.subject,
            "",
            remark};
}

/// Why a number stands in a register without a letter.
std::string reserved_words(const ReservedNumber& one, const OfficeInfo& office) {
    if (!one.waits()) return cat("TIDAK DIPAKAI: ", one.free_reason);
    return cat("DICADANGKAN oleh ", one.by_shown, ", ", date_of(one.at, office));
}

/// A row of the agenda with its place among the numbers.
struct AgendaRow {
    std::string unit = {};
    std::int64_t number = 0;
    const Letter* letter = nullptr;
    const ReservedNumber* reserved = nullptr;
};
std::vector<AgendaRow> rows_of(const AgendaBook& book) {
    std::vector<AgendaRow> rows;
    for (const Letter& one : book.letters) {
        rows.push_back({one.unit, one.agenda.value_or(0), &one, nullptr});
    }
    for (const ReservedNumber& one : book.reserved) {
        if (one.series == "agenda" && !one.taken_at) {
            rows.push_back({one.unit, one.number, nullptr, &one});
        }
    }
    std::ranges::stable_sort(rows, {},
                             [](const AgendaRow& row) { return std::pair(row.unit, row.number); });
    return rows;
}

std::map<LetterId, std::string> agenda_numbers(const AgendaBook& book) {
    std::map<LetterId, std::string> shown;
    for (const Letter& one : book.letters) shown[one.id] = one.agenda_shown;
    return shown;
}

std::vector<std::string> reserved_columns(const OfficeInfo& office, const ReservedNumber& one) {
    return {date_of(one.at, office),    one.shown, "-", "-", "-", "", one.purpose, "",
            reserved_words(one, office)};
}

constexpr std::string_view kind_words(std::string_view series) {
    return series == "sk_tim" ? "SK Tim" : "Surat tugas";
}

/// A register of one year is bound: F4, lying, with little margin.
documents::PaperOptions bound(const OfficeInfo& office, const std::string& name, int year,
                              Instant now) {
    auto options = options_for(office, cat(name, " ", year),
                               cat(name, " ", office.name, " tahun ", year), now);
    options.paper = documents::Paper::f4;
    options.landscape = true;
    options.margin = documents::from_mm(12);
    return options;
}

void begin(OfficePaper& paper, const documents::Letterhead& head, const std::string& title,
           int year) {
    paper.letterhead(head);
    paper.title(title, {cat("Tahun ", year)});
}

}  // namespace

Result<std::string> agenda_pdf(const OfficeInfo& office, const documents::Letterhead& head,
                               const AgendaBook& book, Instant now) {
    OfficePaper paper(bound(office, "Buku agenda surat masuk", book.year, now));
    begin(paper, head, "BUKU AGENDA SURAT MASUK", book.year);
    const auto shown = agenda_numbers(book);
    std::map<LetterId, std::string> later;
    for (const Letter& one : book.letters) {
        if (one.related) later[*one.related] = one.agenda_shown;
    }
    PaperTable table{
        {9, 7, 17, 8, 16, 9, 24, 9, 16},
        {"Tanggal", "Nomor Agenda", "Nomor dan Tanggal Surat", "Lampiran", "Terima dari",
         "Petunjuk nomor yang lalu", "Isi", "Petunjuk nomor berikutnya", "Keterangan"}};
    table.size = 8.5;
    const auto rows = rows_of(book);
    for (const AgendaRow& row : rows) {
        auto columns = row.letter ? agenda_columns(office, *row.letter, shown)
                                  : reserved_columns(office, *row.reserved);
        if (row.letter && later.contains(row.letter->id)) columns[7] = later[row.letter->id];
        table.rows.emplace_back(columns.begin(), columns.end());
    }
    paper.table(table);
    if (rows.empty()) paper.paragraph("Belum ada surat yang diagendakan tahun ini.");
    return paper.finish();
}

std::string agenda_csv(const OfficeInfo& office, const AgendaBook& book) {
    const auto shown = agenda_numbers(book);
    std::string out =
        "\xEF\xBB\xBFTanggal;Nomor agenda;Nomor surat;Tanggal surat;Lampiran;Terima dari;Pejabat;"
        "Perihal;Isi ringkas;Kecepatan;Keamanan;Keterangan\r\n";
    for (const AgendaRow& row : rows_of(book)) {
        const Letter reserved;
        const Letter& one = row.letter ? *row.letter : reserved;
        const auto columns = row.letter ? agenda_columns(office, one, shown)
                                        : reserved_columns(office, *row.reserved);
        LetterForm form = one.form;
        if (row.reserved) form.subject = row.reserved->purpose;
        const auto at = row.letter ? one.received_at : row.reserved->at;
        const std::vector<std::string> cells{day_text(at, Zone{office.hours_from_utc}),
                                             columns[1],
                                             form.number,
                                             form.dated,
                                             form.attachments,
                                             form.agency,
                                             form.officer,
                                             form.subject,
                                             form.summary,
                                             form.urgency,
                                             form.security,
                                             columns[8]};
        std::vector<std::string> quoted;
        for (const auto& cell : cells) quoted.push_back(csv_cell(cell));
        out += joined(quoted, ";") + "\r\n";
    }
    return out;
}

Result<std::vector<OutgoingLine>> outgoing_lines(store::Tx& tx, const OfficeInfo& office,
                                                 int year) {
    std::vector<OutgoingLine> lines;
    std::map<std::string, int> seen;
    const auto papers = TRY(Teams::outgoing(tx, office.id, year));
    for (const auto& [paper, dossier, number, title] : papers) {
        OutgoingLine line{.series = paper.kind,
                          .kind = std::string(kind_words(paper.kind)),
                          .number = paper.number,
                          .dated = paper.dated,
                          .about = cat(title, " (berkas ", number, ")")};
        if (!paper.sha256.empty()) line.remark = "Naskah diunggah";
        if (++seen[paper.number] > 1) line.remark = "Naskah tim yang sama, dipakai lagi";
        line.copies = paper.copies;
        line.order = paper.number_order;
        line.dossier = dossier;
        lines.push_back(std::move(line));
    }
    const auto reserved = TRY(Numbers::reserved(tx, office.id, year));
    for (const ReservedNumber& one : reserved) {
        if (one.series == "agenda" || one.taken_at) continue;
        OutgoingLine line{.series = one.series,
                          .kind = std::string(kind_words(one.series)),
                          .number = one.shown,
                          .dated = day_text(one.at, Zone{office.hours_from_utc}),
                          .about = one.purpose};
        line.remark = reserved_words(one, office);
        line.reason = one.waits() ? cat("oleh ", one.by_shown) : one.free_reason;
        line.order = one.number;
        if (one.waits()) line.reserved = one.key();
        lines.push_back(std::move(line));
    }
    std::ranges::stable_sort(lines, [](const OutgoingLine& a, const OutgoingLine& b) {
        return std::tuple(b.series, a.order == 0, a.order) <
               std::tuple(a.series, b.order == 0, b.order);
    });
    return lines;
}

Result<std::string> outgoing_pdf(const OfficeInfo& office, const documents::Letterhead& head,
                                 int year, const std::vector<OutgoingLine>& lines, Instant now) {
    OfficePaper paper(bound(office, "Register surat keluar", year, now));
    begin(paper, head, "REGISTER SURAT KELUAR", year);
    PaperTable table{{14, 20, 11, 30, 22, 22},
                     {"Tanggal", "Nomor", "Jenis", "Tentang", "Tembusan", "Keterangan"}};
    table.size = 8.5;
    for (const OutgoingLine& one : lines) {
        table.rows.push_back({day_words(one.dated), one.number, one.kind, one.about,
                              or_dash(joined(one.copies, "\n")), one.remark});
    }
    paper.table(table);
    if (lines.empty()) paper.paragraph("Belum ada surat keluar yang bernomor tahun ini.");
    return paper.finish();
}

}  // namespace kentongan::office
