// Draws the control sheet.
#include "documents/control_sheet.h"

namespace kentongan::documents {
namespace {

std::vector<Cell> cells_of(const ControlMark& mark) {
    return {mark.step,
            mark.who,
            mark.kind,
            mark.at,
            mark.strength,
            Cell{std::vector<Note>{{.text = mark.version}, {.text = mark.state, .bold = true}}}};
}

std::vector<Cell> empty_cells_of(const ControlMark& mark) {
    return {mark.step, mark.who, mark.kind, "", ""};
}

/// The hash in groups, so that a person can compare it.
std::string grouped(const std::string& hash) {
    std::string out;
    for (std::size_t i = 0; i < hash.size(); i += 8) {
        out += cat(i == 0 ? "" : " ", hash.substr(i, 8));
    }
    return out;
}

}  // namespace

Result<std::string> control_sheet_pdf(const ControlSheet& sheet, Instant created) {
    OfficePaper paper({.about = {.title = cat("Lembar kendali ", sheet.number),
                                 .author = sheet.letterhead.office,
                                 .subject = sheet.title,
                                 .created = created},
                       .foot = cat("Lembar kendali ", sheet.code, " · ", sheet.printed)});
    paper.letterhead(sheet.letterhead);
    paper.title("LEMBAR KENDALI NASKAH", {cat("Berkas ", sheet.number)});
    std::vector<std::pair<std::string, std::string>> facts{{"Judul", sheet.title}};
    if (!sheet.requester.empty()) facts.emplace_back("Pemohon", sheet.requester);
    facts.emplace_back("SOP", sheet.sop);
    facts.emplace_back("Isi", sheet.item);
    facts.emplace_back("Versi", sheet.version);
    facts.emplace_back("Keadaan", sheet.state);
    facts.emplace_back("Sidik (SHA-256)", grouped(sheet.hash));
    paper.facts(facts);
    paper.heading("Paraf dan persetujuan");
    if (sheet.marks.empty()) {
        paper.paragraph("Belum ada paraf atau persetujuan pada naskah ini.");
    } else {
        PaperTable table{.widths = {5, 26, 15, 20, 17, 17},
                         .head = {"Lkh", "Jabatan", "Tanda", "Waktu", "Pembuktian", "Versi"},
                         .size = 8.5};
        for (const auto& mark : sheet.marks) table.rows.push_back(cells_of(mark));
        paper.table(table);
    }
    if (!sheet.open.empty()) {
        paper.heading("Paraf di atas kertas (bila pejabat menandatangani lembar ini)");
        PaperTable table{.widths = {5, 35, 20, 20, 20},
                         .head = {"Lkh", "Jabatan", "Setuju / tidak setuju", "Tanggal", "Paraf"},
                         .size = 8.5,
                         .least_height = from_mm(14)};
        for (const auto& mark : sheet.open) table.rows.push_back(empty_cells_of(mark));
        paper.table(table);
    }
    paper.gap(10);
    paper.code(
        sheet.address,
        cat("Kode lembar: ", sheet.code, "\nPeriksa keasliannya di ", sheet.address,
            ". Halaman itu tidak menampilkan isi naskah. Lembar ini hanya berlaku untuk versi "
            "yang disebut di atas; begitu naskahnya berubah, cetak lembar baru. Paraf dalam "
            "aplikasi bukan tanda tangan elektronik tersertifikasi."));
    return paper.finish();
}

}  // namespace kentongan::documents
